/** Frame sizes `first`, `first + step`, …, `last`, in bytes. `last` is one of them; `step` is at least 1. */
export interface Progression {
  readonly first: number;
  readonly last: number;
  readonly step: number;
}

/** A set of frame sizes: a union of progressions. Empty: no size at all. */
export type SizeSet = readonly Progression[];

/** The greatest frame size that a ULONG holds. */
export const greatestSize = 0xffffffff;

/** Every frame size but 0, which is no size. */
export const anySize: SizeSet = [{ first: 1, last: greatestSize, step: 1 }];

/** Progressions of one set that are kept; alternatives beyond them stand in no driver. */
const progressionLimit = 64;

/** The progression from `first` in steps, up to `limit`; nothing when `limit` lies below `first`. */
function progression(first: number, limit: number, step: number): Progression | undefined {
  if (first > limit) return undefined;
  const last = first + Math.floor((limit - first) / step) * step;
  return { first, last, step: last === first ? 1 : step };
}

/**
 * The sizes of a KS_FRAMING_RANGE without 0. Nothing when the range is no set of sizes: its bounds are in the wrong order, or its step is 0 between
 * different bounds or greater than their distance, which is documented as unpredictable.
 */
export function sizesOf(min: number, max: number, stepping: number): SizeSet | undefined {
  if (min > max) return undefined;
  if (min === max) return min === 0 ? [] : [{ first: min, last: min, step: 1 }];
  if (stepping === 0 || stepping > max - min) return undefined;
  const found = progression(min === 0 ? stepping : min, max, stepping);
  return found ? [found] : [];
}

/** The sizes of a set from `least` on. */
export function atLeast(sizes: SizeSet, least: number): SizeSet {
  return sizes.flatMap(({ first, last, step }) => {
    const found = first >= least ? { first, last, step } : progression(first + Math.ceil((least - first) / step) * step, last, step);
    return found ? [found] : [];
  });
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** The inverse of `value` modulo `modulus`; the two have no common divisor. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b, x, y] = [b, a - quotient * b, y, x - quotient * y];
  }
  return ((x % modulus) + modulus) % modulus;
}

/** The sizes that stand in both progressions (Chinese remainder theorem). */
function intersectTwo(a: Progression, b: Progression): Progression | undefined {
  const from = Math.max(a.first, b.first);
  const limit = Math.min(a.last, b.last);
  if (from > limit) return undefined;
  const divisor = greatestCommonDivisor(a.step, b.step);
  if ((b.first - a.first) % divisor !== 0) return undefined;
  const modulus = BigInt(b.step / divisor);
  const distance = BigInt((b.first - a.first) / divisor);
  const times = modulus === 1n ? 0n : (((distance % modulus) + modulus) * inverse(BigInt(a.step / divisor), modulus)) % modulus;
  const step = BigInt(a.step) * modulus;
  let first = BigInt(a.first) + BigInt(a.step) * times;
  if (first < BigInt(from)) first += ((BigInt(from) - first + step - 1n) / step) * step;
  if (first > BigInt(limit)) return undefined;
  return progression(Number(first), limit, step > BigInt(greatestSize) ? greatestSize : Number(step));
}

/** The sizes that stand in both sets; nothing when there are too many alternatives to follow. */
export function intersect(a: SizeSet, b: SizeSet): SizeSet | undefined {
  const found: Progression[] = [];
  for (const one of a) {
    for (const other of b) {
      const common = intersectTwo(one, other);
      if (common && !found.some((known) => known.first === common.first && known.last === common.last && known.step === common.step)) found.push(common);
    }
  }
  return found.length > progressionLimit ? undefined : found;
}

/** The sizes of either set; nothing when there are too many alternatives to follow. */
export function union(a: SizeSet, b: SizeSet): SizeSet | undefined {
  const found = [...a, ...b.filter((other) => !a.some((one) => one.first === other.first && one.last === other.last && one.step === other.step))];
  return found.length > progressionLimit ? undefined : found;
}

/** The least size of a set, or nothing when it is empty. */
export const leastOf = (sizes: SizeSet): number | undefined => (sizes.length === 0 ? undefined : sizes.reduce((least, { first }) => Math.min(least, first), Infinity));

/** The greatest size of a set, or nothing when it is empty. */
export const greatestOf = (sizes: SizeSet): number | undefined => (sizes.length === 0 ? undefined : sizes.reduce((greatest, { last }) => Math.max(greatest, last), 0));

/** Whether a size stands in a set. */
export const includes = (sizes: SizeSet, size: number): boolean => sizes.some(({ first, last, step }) => size >= first && size <= last && (size - first) % step === 0);
