/**
 * A stream of 32-bit random numbers: sfc32 (Chris Doty-Humphrey's small fast counting generator, 128 bits of state), integer operations only,
 * so that every machine draws the same.
 */
export class RandomStream {
  counter = 1;

  constructor(public a: number, public b: number, public c: number) {}
}

/**
 * The stream of one component. It depends on the seed and the component's name alone: adding or removing another component changes none of its numbers.
 * `seed` is a whole number from 0 to 2^53 − 1.
 */
export function createRandomStream(seed: number, component: string): RandomStream {
  let first = 0x811c9dc5;
  let second = 0x9747b28c;
  for (let at = 0; at < component.length; at += 1) {
    const unit = component.charCodeAt(at);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ unit ^ (first >>> 16), 0x85ebca6b);
  }
  const high = Math.floor(seed / 4294967296);
  const stream = new RandomStream(first ^ (seed - high * 4294967296 | 0), second ^ high, (first >>> 16) ^ Math.imul(second, 0xc2b2ae35));
  for (let round = 0; round < 20; round += 1) nextRandom(stream);
  return stream;
}

/** The next number, 0 … 2^32 − 1. */
export function nextRandom(stream: RandomStream): number {
  const result = (stream.a + stream.b + stream.counter) | 0;
  stream.counter = (stream.counter + 1) | 0;
  stream.a = stream.b ^ (stream.b >>> 9);
  stream.b = (stream.c + (stream.c << 3)) | 0;
  stream.c = (((stream.c << 21) | (stream.c >>> 11)) + result) | 0;
  return result >>> 0;
}

/** A whole number from 0 to `bound` − 1, all exactly equally likely. `bound` is 1 … 2^53. */
export function randomBelow(stream: RandomStream, bound: number): number {
  if (bound <= 0xffffffff) {
    for (;;) {
      // The high half of the 64-bit product draw × bound (Lemire's method): a division would take longer than all the rest.
      const draw = nextRandom(stream);
      const rest = Math.imul(draw, bound) >>> 0;
      // A double rounds the product by 1,024 at most, so that its high half can be wrong only where the low half is about to wrap.
      const high = rest >= 0x800 && rest < 0xfffff800 ? Math.floor(draw * bound * 2.3283064365386963e-10) : highHalf(draw, bound);
      // Some results would come up once more than others; the draws in surplus are drawn again.
      if (rest >= bound || rest >= (0x100000000 - bound) % bound) return high;
    }
  }
  const limit = Number.MAX_SAFE_INTEGER + 1 - ((Number.MAX_SAFE_INTEGER + 1) % bound);
  for (;;) {
    const draw = (nextRandom(stream) >>> 5) * 67108864 + (nextRandom(stream) >>> 6);
    if (draw < limit) return draw % bound;
  }
}

/** The high half of the 64-bit product of two numbers of 32 bits, in pieces that a double holds exactly. */
function highHalf(first: number, second: number): number {
  return Math.floor(((first >>> 16) * second + Math.floor(((first & 0xffff) * second) / 65536)) / 65536);
}
