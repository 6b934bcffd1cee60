/**
 * A smaller text that still fails: stretches are taken out, halves first, then less and less, as long as the rest fails alike.
 * @param milliseconds after which what was reached is enough
 */
export function smaller(text: string, fails: (candidate: string) => boolean, milliseconds: number): string {
  const end = Date.now() + milliseconds;
  let best = text;
  for (let size = Math.ceil(best.length / 2); size >= 1 && Date.now() < end; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.length && Date.now() < end;) {
      const candidate = best.slice(0, at) + best.slice(at + size);
      if (fails(candidate)) best = candidate;
      else at += size;
    }
  }
  return best;
}
