import { parsePeriod } from '../expression/index';

/** Nanoseconds of the units that are written, the greatest first. */
const units = [['s', 9], ['ms', 6], ['us', 3], ['ns', 0]] as const;

/** A whole number of nanoseconds in a unit of 10^`digits` of them, exactly. */
function decimal(nanoseconds: number, digits: number): string {
  const sign = nanoseconds < 0 ? '-' : '';
  const figures = String(Math.abs(nanoseconds)).padStart(digits + 1, '0');
  const fraction = digits === 0 ? '' : figures.slice(figures.length - digits).replace(/0+$/, '');
  return `${sign}${figures.slice(0, figures.length - digits)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** In the largest unit of which it is at least one: `33.3667 ms`. */
function plain(nanoseconds: number): string {
  const [unit, digits] = units.find(([, each]) => Math.abs(nanoseconds) >= 10 ** each) ?? ['ns', 0];
  return nanoseconds === 0 ? '0 ms' : `${decimal(nanoseconds, digits)} ${unit}`;
}

const unitPattern = /^\s*-?\s*[\d.]+(\s*)(?:x\s*100\s*)?(ns|us|\u00b5s|\u03bcs|ms|s)\s*$/;

/**
 * Writes a time as a document does: in the unit, or as the rate, of the text that it replaces, where that says it exactly; otherwise in the largest unit that reads well.
 * What is written can be read again and gives the same number of nanoseconds.
 * @param like the text that stands there; nothing: none does
 */
export function writeDuration(nanoseconds: number, like?: string): string {
  if (like === undefined) return plain(nanoseconds);
  const hundreds = /^\s*\d+(\s*)x(\s*)100\s*ns\s*$/.exec(like);
  if (hundreds && nanoseconds % 100 === 0) return `${nanoseconds / 100}${hundreds[1]!}x${hundreds[2]!}100 ns`;
  const rate = /\s*(hz|khz|mhz|fps)\s*$/i.exec(like);
  if (rate) {
    const perSecond = { hz: 1, fps: 1, khz: 1e3, mhz: 1e6 }[rate[1]!.toLowerCase()]!;
    for (const digits of [0, 1, 2, 3]) {
      const text = `${String(Number((1e9 / nanoseconds / perSecond).toFixed(digits)))}${rate[0]}`;
      const parsed = parsePeriod(text);
      if ('nanoseconds' in parsed && parsed.nanoseconds === nanoseconds) return text;
    }
    return plain(nanoseconds);
  }
  const unit = unitPattern.exec(like);
  if (!unit || hundreds) return plain(nanoseconds);
  const digits = { ns: 0, ms: 6, s: 9 }[unit[2]!] ?? 3;
  const text = decimal(nanoseconds, digits);
  // 20 microseconds as seconds would be a row of zeros.
  return text.replace(/^-?0?\.?0*/, '').length + 4 < text.length ? plain(nanoseconds) : `${text}${unit[1]!}${unit[2]!}`;
}

