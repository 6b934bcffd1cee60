interface Unit { readonly name: string; readonly nanoseconds: number; readonly digits: number }

const units: readonly Unit[] = [
  { name: 's', nanoseconds: 1e9, digits: 9 },
  { name: 'ms', nanoseconds: 1e6, digits: 6 },
  { name: 'µs', nanoseconds: 1e3, digits: 3 },
  { name: 'ns', nanoseconds: 1, digits: 0 },
];

function unitFor(nanoseconds: number): Unit {
  const size = Math.abs(nanoseconds);
  return units.find((unit) => size >= unit.nanoseconds) ?? units[units.length - 1]!;
}

function trimZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}

/** Nanoseconds in the unit that suits them, exact to the nanosecond: `33.3667 ms`. */
export function formatExact(nanoseconds: number): string {
  const whole = Math.round(nanoseconds);
  if (whole === 0) return '0 s';
  const unit = unitFor(whole);
  return `${trimZeros((whole / unit.nanoseconds).toFixed(unit.digits))} ${unit.name}`;
}

/** Nanoseconds in the unit that suits them, four significant digits: for where space is scarce. */
export function formatShort(nanoseconds: number): string {
  const whole = Math.round(nanoseconds);
  if (whole === 0) return '0 s';
  const unit = unitFor(whole);
  const value = whole / unit.nanoseconds;
  const before = Math.max(1, Math.floor(Math.log10(Math.abs(value))) + 1);
  return `${trimZeros(value.toFixed(Math.max(0, Math.min(unit.digits, 4 - before))))} ${unit.name}`;
}

/** A time as exactly as a step of `resolution` nanoseconds on the screen can tell it from the next. */
export function formatAt(nanoseconds: number, resolution: number): string {
  const unit = unitFor(nanoseconds);
  const digits = Math.max(0, Math.min(unit.digits, Math.ceil(Math.log10(unit.nanoseconds / Math.max(1, resolution)))));
  return `${(nanoseconds / unit.nanoseconds).toFixed(digits)} ${unit.name}`;
}

/** How an axis is divided and lettered. */
export interface TickScale {
  /** Nanoseconds between two ticks: 1, 2 or 5 times a power of ten. */
  readonly step: number;
  /** What the lettering counts from, in nanoseconds; 0 unless the numbers would become unreadably long. */
  readonly base: number;
  readonly unit: string;
  /** Nanoseconds of the unit. */
  readonly divisor: number;
  readonly decimals: number;
}

/** Ticks at least `minimumPixels` apart over a stretch of `from` … `to` nanoseconds drawn `width` pixels wide. */
export function tickScale(from: number, to: number, width: number, minimumPixels: number): TickScale {
  const least = Math.max(1, ((to - from) * minimumPixels) / Math.max(1, width));
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= least * 0.999999) ?? power * 10;
  const absolute = letter(step, to);
  if (absolute.decimals <= 3) return { step, base: 0, ...absolute };
  const round = 10 ** Math.ceil(Math.log10(to - from));
  const base = Math.floor(from / round) * round;
  return { step, base, ...letter(step, to - base) };
}

function letter(step: number, greatest: number): Pick<TickScale, 'unit' | 'divisor' | 'decimals'> {
  const unit = unitFor(Math.max(step, greatest));
  return { unit: unit.name, divisor: unit.nanoseconds, decimals: Math.max(0, Math.ceil(Math.log10(unit.nanoseconds / step) - 1e-9)) };
}

/** The lettering of the tick at `time`; with a base, the distance from it. */
export function formatTick(scale: TickScale, time: number): string {
  const value = (time - scale.base) / scale.divisor;
  const digits = Math.abs(value) < 1e-12 ? '0' : value.toFixed(scale.decimals);
  return `${scale.base === 0 ? '' : '+'}${trimZeros(digits)} ${scale.unit}`;
}
