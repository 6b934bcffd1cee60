/**
 * What is wrong with a duration:
 * - `empty`, `syntax`, `negative`;
 * - `unitMissing`: a bare number, which could mean anything; `unknownUnit`: `unit` is none we know;
 * - `notWholeNanoseconds`: finer than the simulation's clock;
 * - `tooLarge`: more nanoseconds than a double counts exactly (104 days);
 * - `zero`: a period of 0, or a rate of 0 or above 1 GHz.
 */
export type DurationProblemKind = 'empty' | 'syntax' | 'negative' | 'unitMissing' | 'unknownUnit' | 'notWholeNanoseconds' | 'tooLarge' | 'zero';

/** The mistake in a duration; the range lies in the decoded text, UTF-16, `end` exclusive. */
export interface DurationProblem {
  readonly kind: DurationProblemKind;
  readonly start: number;
  readonly end: number;
  /** With `unknownUnit`: what was written. */
  readonly unit?: string;
}

/** A duration in whole nanoseconds (exact, below 2^53), or the mistake in its text. */
export type ParsedDuration = { readonly nanoseconds: number } | { readonly problem: DurationProblem };

/** Nanoseconds of each unit. Both micro signs are in use: U+00B5 and the Greek letter U+03BC. */
const units = new Map<string, bigint>([
  ['ns', 1n], ['us', 1_000n], ['\u00b5s', 1_000n], ['\u03bcs', 1_000n], ['ms', 1_000_000n], ['s', 1_000_000_000n], ['min', 60_000_000_000n],
]);

/** Hertz of each unit of a rate, in lower case. */
const rates = new Map<string, bigint>([['hz', 1n], ['fps', 1n], ['khz', 1_000n], ['mhz', 1_000_000n]]);

/** A number written in decimal, as a fraction. */
interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const blanks = '[ \\t]*';
const decimal = '\\d+(?:\\.\\d*)?|\\.\\d+';
// number, then `x number` or `/ number`, then the unit
const pattern = new RegExp(`^${blanks}(-?)${blanks}(${decimal})${blanks}(?:([x*/\u00d7])${blanks}(${decimal}))?${blanks}([^\\s\\d.*/-]*)${blanks}$`, 'd');

function toRatio(text: string): Ratio {
  const point = text.indexOf('.');
  if (point === -1) return { numerator: BigInt(text), denominator: 1n };
  const fraction = text.slice(point + 1).replace(/0+$/, '');
  return { numerator: BigInt(text.slice(0, point) + fraction), denominator: 10n ** BigInt(fraction.length) };
}

/** A number with its unit, before anything is made of it. */
interface Measure extends Ratio {
  readonly unit: string;
  readonly unitStart: number;
}

function readMeasure(text: string, mayDivide: boolean): Measure | { readonly problem: DurationProblem } {
  const whole = { start: 0, end: text.length };
  if (text.trim() === '') return { problem: { kind: 'empty', ...whole } };
  // Nobody writes numbers of this length; a bound keeps the arithmetic cheap.
  const match = text.length <= 100 ? pattern.exec(text) : null;
  if (!match || (match[3] === '/' && !mayDivide)) return { problem: { kind: 'syntax', ...whole } };
  if (match[1] === '-') return { problem: { kind: 'negative', ...whole } };
  const [unitStart, unitEnd] = match.indices![5]!;
  if (unitStart === unitEnd) {
    const end = text.trimEnd().length;
    return { problem: { kind: 'unitMissing', start: text.length - text.trimStart().length, end } };
  }
  let { numerator, denominator } = toRatio(match[2]!);
  if (match[4] !== undefined) {
    const other = toRatio(match[4]);
    const isDivision = match[3] === '/';
    numerator *= isDivision ? other.denominator : other.numerator;
    denominator *= isDivision ? other.numerator : other.denominator;
    if (denominator === 0n) return { problem: { kind: 'zero', ...whole } };
  }
  return { numerator, denominator, unit: match[5]!, unitStart };
}

function finish(nanoseconds: bigint, text: string): ParsedDuration {
  if (nanoseconds > BigInt(Number.MAX_SAFE_INTEGER)) return { problem: { kind: 'tooLarge', start: 0, end: text.length } };
  return { nanoseconds: Number(nanoseconds) };
}

function toNanoseconds(measure: Measure, scale: bigint | undefined, text: string): ParsedDuration {
  if (scale === undefined) {
    const { unit, unitStart } = measure;
    return { problem: { kind: 'unknownUnit', start: unitStart, end: unitStart + unit.length, unit } };
  }
  const total = measure.numerator * scale;
  if (total % measure.denominator !== 0n) return { problem: { kind: 'notWholeNanoseconds', start: 0, end: text.length } };
  return finish(total / measure.denominator, text);
}

/**
 * Reads a duration such as `33.3667 ms`, `5 us`, `2 s` or `333667 x 100 ns`; units ns, us, µs, ms, s, min. The arithmetic is exact: what is no whole number of
 * nanoseconds is a problem, never rounded.
 */
export function parseDuration(text: string): ParsedDuration {
  const measure = readMeasure(text, false);
  return 'problem' in measure ? measure : toNanoseconds(measure, units.get(measure.unit), text);
}

/**
 * Reads a period: a duration above 0, or a rate such as `30 Hz`, `29.97 fps`, `30000/1001 fps` (Hz, kHz, MHz, fps), whose period is rounded half up to a whole
 * nanosecond.
 */
export function parsePeriod(text: string): ParsedDuration {
  const measure = readMeasure(text, true);
  if ('problem' in measure) return measure;
  const rate = rates.get(measure.unit.toLowerCase());
  const zero = { problem: { kind: 'zero', start: 0, end: text.length } } as const;
  if (rate === undefined) {
    const duration = toNanoseconds(measure, units.get(measure.unit), text);
    return 'nanoseconds' in duration && duration.nanoseconds === 0 ? zero : duration;
  }
  const hertz = measure.numerator * rate;
  if (hertz === 0n) return zero;
  const nanoseconds = (2_000_000_000n * measure.denominator + hertz) / (2n * hertz);
  return nanoseconds === 0n ? zero : finish(nanoseconds, text);
}

const formats: readonly { readonly unit: string; readonly scale: number }[] = [
  { unit: 's', scale: 1e9 }, { unit: 'ms', scale: 1e6 }, { unit: '\u00b5s', scale: 1e3 }, { unit: 'ns', scale: 1 },
];

/** Writes nanoseconds for people: the largest unit that leaves a figure of 1 or more, at most three decimals (`33.367 ms`). The result can be parsed again. */
export function formatDuration(nanoseconds: number): string {
  if (!Number.isFinite(nanoseconds)) return String(nanoseconds);
  const magnitude = Math.abs(nanoseconds);
  const rounded = (scale: number): number => Number((magnitude / scale).toFixed(3));
  let index = formats.findIndex(({ scale }) => magnitude >= scale);
  if (index === -1) index = formats.length - 1;
  // 999.9996 µs is 1 ms.
  if (index > 0 && rounded(formats[index]!.scale) === 1000) index--;
  const { unit, scale } = formats[index]!;
  const figure = String(rounded(scale));
  return `${nanoseconds < 0 && figure !== '0' ? '-' : ''}${figure} ${unit}`;
}
