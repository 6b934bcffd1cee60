/** What is known of a number of buffers: how many runs lost a frame with it. */
export type Tried = ReadonlyMap<number, number>;

/** A least number of buffers that is enough, as far as tried. */
export interface LeastEnough {
  readonly number: number;
  /** Runs with loss by number, ascending. */
  readonly tried: Tried;
  /** A number that is enough and a greater one that is not: then more is not better, all numbers have been tried, and `upTo` is the last one of the stretch without loss. */
  readonly exception: { readonly enough: number; readonly more: number; readonly upTo: number | null } | null;
}

/** Numbers up to this are all tried: then nothing rests on more being better. */
const allTried = 24;
/** Where more is not better, numbers up to this are all tried. */
const mostScanned = 128;
/** Numbers tried over a longer stretch, beside those of the search. */
const points = 12;

/**
 * Finds the least number from 1 to `top` that is enough. With a great `top` by halving, which is right only where more never does harm: numbers of the whole stretch and
 * beyond are looked at too, and where one of them contradicts that, all of them. Of numbers that are enough the least of the longest stretch reaching farthest is taken.
 * @param lossesOf runs with loss; none at `top`
 * @param most the greatest number that can be tried
 */
export async function leastEnough(top: number, most: number, lossesOf: (number: number) => Promise<number>): Promise<LeastEnough> {
  const tried = new Map<number, number>();
  const isEnough = async (number: number): Promise<boolean> => {
    const losses = tried.get(number) ?? await lossesOf(number);
    tried.set(number, losses);
    return losses === 0;
  };
  await isEnough(top);
  if (top <= allTried) {
    for (let number = 1; number < top; number += 1) await isEnough(number);
  } else {
    let [below, above] = [0, top];
    while (above - below > 1) {
      const middle = (below + above) >>> 1;
      if (await isEnough(middle)) above = middle;
      else below = middle;
    }
    for (let point = 1; point < points; point += 1) await isEnough(Math.max(1, Math.floor((top * point) / points)));
    for (const number of [above + 1, above + 2]) if (number < top) await isEnough(number);
  }
  const beyond = Math.min(most, top + Math.max(2, top >>> 2));
  for (const number of [top + 1, beyond]) if (number <= most) await isEnough(number);
  let exception = exceptionOf(tried);
  if (exception !== null) {
    const isOpen = await isEnough(beyond);
    // Where the greatest number tried is not enough, one above it may be.
    for (let number = 1; number <= Math.min(isOpen ? beyond : Math.min(most, 4 * top), mostScanned); number += 1) await isEnough(number);
    exception = exceptionOf(tried);
  }
  const ordered = new Map([...tried].sort(([first], [second]) => first - second));
  const stretch = bestStretch(ordered);
  return { number: stretch.from, tried: ordered, exception: exception === null ? null : { ...exception, upTo: stretch.isOpen ? null : stretch.to } };
}

/** A number that is enough below one that is not. */
function exceptionOf(tried: Tried): { readonly enough: number; readonly more: number } | null {
  let enough: number | undefined;
  for (const [number, losses] of [...tried].sort(([first], [second]) => first - second)) {
    if (losses === 0) enough ??= number;
    else if (enough !== undefined) return { enough, more: number };
  }
  return null;
}

/** The stretch without loss that reaches the last number tried, or else the longest one. */
function bestStretch(ordered: Tried): { readonly from: number; readonly to: number; readonly isOpen: boolean } {
  const stretches: { from: number; to: number; isOpen: boolean }[] = [];
  let open: { from: number; to: number; isOpen: boolean } | undefined;
  for (const [number, losses] of ordered) {
    if (losses > 0) open = undefined;
    else if (open) open.to = number;
    else stretches.push((open = { from: number, to: number, isOpen: false }));
  }
  if (open) return { ...open, isOpen: true };
  return stretches.reduce((best, each) => (each.to - each.from > best.to - best.from ? each : best));
}
