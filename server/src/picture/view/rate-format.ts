function significant(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 3 - Math.floor(Math.log10(Math.abs(value))));
  const fixed = value.toFixed(Math.min(digits, 9));
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
}

function scaled(value: number, units: readonly (readonly [number, string])[]): string {
  const [divisor, unit] = units.find(([least]) => Math.abs(value) >= least) ?? units[units.length - 1]!;
  return `${significant(value / divisor)} ${unit}`;
}

/** A number to four significant digits: `29.97`. */
export const formatNumber = significant;

/** How often a second something comes that comes every so many nanoseconds: `29.97 Hz`. */
export function formatFrequency(nanoseconds: number): string {
  return scaled(1e9 / nanoseconds, [[1e9, 'GHz'], [1e6, 'MHz'], [1e3, 'kHz'], [1, 'Hz']]);
}

/** Bytes a second, in powers of 1024 as in the figures of a run: `356 MiB/s`. */
export function formatByteRate(bytesPerSecond: number): string {
  return scaled(bytesPerSecond, [[2 ** 30, 'GiB/s'], [2 ** 20, 'MiB/s'], [2 ** 10, 'KiB/s'], [1, 'B/s']]);
}
