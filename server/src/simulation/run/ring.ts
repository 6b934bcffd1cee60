/** A ring of numbers: capacity a power of two, first in first out. */
export class Ring {
  readonly entries: Int32Array;
  head = 0;
  count = 0;

  constructor(capacity: number) {
    this.entries = new Int32Array(capacity);
  }
}

/** An empty ring for at least `capacity` numbers. */
export function createRing(capacity: number): Ring {
  let size = 4;
  while (size < capacity) size *= 2;
  return new Ring(size);
}

/** Adds at the end; the ring must have room. Returns the index written. */
export function pushRing(ring: Ring, value: number): number {
  const at = (ring.head + ring.count) & (ring.entries.length - 1);
  ring.entries[at] = value;
  ring.count += 1;
  return at;
}

/** Takes the first; the ring must not be empty. */
export function shiftRing(ring: Ring): number {
  const value = ring.entries[ring.head]!;
  ring.head = (ring.head + 1) & (ring.entries.length - 1);
  ring.count -= 1;
  return value;
}

/** The entry added last; the ring must not be empty. */
export function lastOfRing(ring: Ring): number {
  return ring.entries[(ring.head + ring.count - 1) & (ring.entries.length - 1)]!;
}
