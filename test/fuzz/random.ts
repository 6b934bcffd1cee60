/** A repeatable source of choices for fuzzers. */
export interface Random {
  /** An integer from 0 to `limit - 1`. */
  below(limit: number): number;
  /** One of the things. */
  pick<T>(things: readonly T[]): T;
}

/** A generator whose whole sequence follows from the seed (xorshift on 32 bits after mixing the seed). */
export function createRandom(seed: number): Random {
  let state = (Math.imul(seed | 0, 0x9e3779b1) ^ 0x2545f491) | 0 || 1;
  const below = (limit: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
  return { below, pick: (things) => things[below(things.length)]! };
}
