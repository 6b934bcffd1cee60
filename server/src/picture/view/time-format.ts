import { text } from '../texts';

/** What times are written in. */
export interface TimeUnit {
  /** `auto` takes for each time the unit that suits it. */
  readonly name: 'auto' | 'ns' | 'µs' | 'ms' | 'frames';
  /** Nanoseconds of the unit, > 0; of `frames`, the period from one frame to the next. `auto` has 1. */
  readonly nanoseconds: number;
  /** Of `frames`: whose frames; empty where there is but one period. */
  readonly label: string;
}

/** Each time in the unit that suits it. */
export const autoUnit: TimeUnit = { name: 'auto', nanoseconds: 1, label: '' };

/** The units that need to know nothing of a run. */
export const plainUnits: readonly TimeUnit[] = [autoUnit, { name: 'ns', nanoseconds: 1, label: '' }, { name: 'µs', nanoseconds: 1e3, label: '' }, { name: 'ms', nanoseconds: 1e6, label: '' }];

interface Scale { readonly name: string; readonly nanoseconds: number; /** Decimals that tell one nanosecond from the next. */ readonly digits: number }

const scales: readonly Scale[] = [
  { name: 's', nanoseconds: 1e9, digits: 9 },
  { name: 'ms', nanoseconds: 1e6, digits: 6 },
  { name: 'µs', nanoseconds: 1e3, digits: 3 },
  { name: 'ns', nanoseconds: 1, digits: 0 },
];

function scaleFor(nanoseconds: number, unit: TimeUnit): Scale {
  if (unit.name === 'frames') return { name: 'frames', nanoseconds: unit.nanoseconds, digits: Math.ceil(Math.log10(unit.nanoseconds)) };
  const size = Math.abs(nanoseconds);
  return scales.find((scale) => unit.name === 'auto' ? size >= scale.nanoseconds : scale.name === unit.name) ?? scales[scales.length - 1]!;
}

function trimZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}

function withUnit(digits: string, { name }: { readonly name: string }): string {
  return name === 'frames' ? text(digits === '1' ? 'time.frame' : 'time.frames', { count: digits }) : `${digits} ${name}`;
}

/** Places before the point, at least 1; 0, -1 … for values below 1. */
function magnitude(value: number): number {
  return Math.floor(Math.log10(Math.abs(value))) + 1;
}

/**
 * Nanoseconds in their unit, exact to the nanosecond: `33.3667 ms`. In frames, where that would take as many decimals as the period has digits, to a ten
 * thousandth of a frame, or three significant digits of less.
 */
export function formatExact(nanoseconds: number, unit: TimeUnit = autoUnit): string {
  const whole = Math.round(nanoseconds);
  if (whole === 0 && unit.name === 'auto') return '0 s';
  const scale = scaleFor(whole, unit);
  const value = whole / scale.nanoseconds;
  const digits = unit.name === 'frames' && whole !== 0 ? Math.min(scale.digits, Math.max(4, 3 - magnitude(value))) : scale.digits;
  return withUnit(trimZeros(value.toFixed(digits)), scale);
}

/** Nanoseconds in their unit, four significant digits: for where space is scarce. */
export function formatShort(nanoseconds: number, unit: TimeUnit = autoUnit): string {
  const whole = Math.round(nanoseconds);
  if (whole === 0) return unit.name === 'auto' ? '0 s' : withUnit('0', scaleFor(0, unit));
  const scale = scaleFor(whole, unit);
  const value = whole / scale.nanoseconds;
  const before = unit.name === 'auto' ? Math.max(1, magnitude(value)) : magnitude(value);
  return withUnit(trimZeros(value.toFixed(Math.max(0, Math.min(scale.digits, 4 - before)))), scale);
}

/** A time as exactly as a step of `resolution` nanoseconds on the screen can tell it from the next. */
export function formatAt(nanoseconds: number, resolution: number, unit: TimeUnit = autoUnit): string {
  const scale = scaleFor(nanoseconds, unit);
  const digits = Math.max(0, Math.min(scale.digits, Math.ceil(Math.log10(scale.nanoseconds / Math.max(1, resolution)))));
  return withUnit((nanoseconds / scale.nanoseconds).toFixed(digits), scale);
}

/** How an axis is divided and lettered. */
export interface TickScale {
  /** Nanoseconds between two ticks: 1, 2 or 5 times a power of ten, of nanoseconds or of frames. */
  readonly step: number;
  /** What the lettering counts from, in nanoseconds; 0 unless the numbers would become unreadably long. */
  readonly base: number;
  readonly unit: string;
  /** Nanoseconds of the unit. */
  readonly divisor: number;
  readonly decimals: number;
}

/** Places of a number, before and after the point, beyond which ticks count from a base. */
const longestLetter = 9;

/** Ticks at least `minimumPixels` apart over a stretch of `from` … `to` nanoseconds drawn `width` pixels wide. */
export function tickScale(from: number, to: number, width: number, minimumPixels: number, unit: TimeUnit = autoUnit): TickScale {
  const grain = unit.name === 'frames' ? unit.nanoseconds : 1;
  const least = Math.max(1, ((to - from) * minimumPixels) / Math.max(1, width)) / grain;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = grain * ([1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= least * 0.999999) ?? power * 10);
  const absolute = letter(step, to, unit);
  if (absolute.decimals <= 3 && (unit.name === 'auto' || magnitude(Math.max(1, to / absolute.divisor)) + absolute.decimals <= longestLetter)) return { step, base: 0, ...absolute };
  const round = grain * 10 ** Math.ceil(Math.log10((to - from) / grain));
  const base = Math.floor(from / round) * round;
  return { step, base, ...letter(step, to - base, unit) };
}

function letter(step: number, greatest: number, unit: TimeUnit): Pick<TickScale, 'unit' | 'divisor' | 'decimals'> {
  const scale = scaleFor(Math.max(step, greatest), unit);
  return { unit: scale.name, divisor: scale.nanoseconds, decimals: Math.max(0, Math.ceil(Math.log10(scale.nanoseconds / step) - 1e-9)) };
}

/** The lettering of the tick at `time`; with a base, the distance from it. */
export function formatTick(scale: TickScale, time: number): string {
  const value = (time - scale.base) / scale.divisor;
  const digits = Math.abs(value) < 1e-12 ? '0' : trimZeros(value.toFixed(scale.decimals));
  return `${scale.base === 0 ? '' : '+'}${withUnit(digits, { name: scale.unit })}`;
}
