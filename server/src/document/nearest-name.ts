/** Edit distance (insert, delete, replace, swap neighbours) that gives up above `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= b.length; column++) {
      const cost = a.charCodeAt(row - 1) === b.charCodeAt(column - 1) ? 0 : 1;
      let value = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + cost);
      if (row > 1 && column > 1 && a.charCodeAt(row - 1) === b.charCodeAt(column - 2) && a.charCodeAt(row - 2) === b.charCodeAt(column - 1)) {
        value = Math.min(value, beforeLast[column - 2]! + 1);
      }
      current.push(value);
      if (value < best) best = value;
    }
    if (best > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
}

/** Whether two names differ by case, one letter, or two neighbours that are interchanged, and by nothing else. Another number is another name. */
export const isSlip = (name: string, meant: string): boolean => name.length >= 4 && name.replace(/\D/g, '') === meant.replace(/\D/g, '') && distance(name.toLowerCase(), meant.toLowerCase(), 1) <= 1;

/**
 * The candidate most like `name`, or nothing when none is close enough to be what was meant. Case does not count; a
 * candidate that ends with `_NAME` (a constant written without its prefix) counts as close.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length === 0 || name.length > 128) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    if (lower === wanted) return candidate;
    const found = wanted.length >= 3 && lower.endsWith(`_${wanted}`) ? 1 : distance(wanted, lower, bestDistance - 1);
    if (found < bestDistance) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}

/** The argument of a problem that names another candidate which the name is as near to as to its nearest one, so that either may be meant. */
export function rivalOf(name: string, nearest: string, candidates: Iterable<string>): { readonly rival?: string } {
  const wanted = name.toLowerCase();
  const least = distance(wanted, nearest.toLowerCase(), Math.max(wanted.length, nearest.length));
  if (least === 0) return {};
  for (const candidate of candidates) if (candidate !== nearest && distance(wanted, candidate.toLowerCase(), least) <= least) return { rival: candidate };
  return {};
}
