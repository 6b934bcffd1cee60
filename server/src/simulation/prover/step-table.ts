/** What is known of steps: from two numbers (where the queue and the device are, where the routine is) to three, the last two below 2^16. Open addressing. */
export interface StepTable {
  /** Four words an entry: both keys + 1, the core that the step leads to, and the call with the effect × 2^16. */
  entries: Int32Array;
  count: number;
}

const entryWords = 4;

/** A table without steps. */
export function createStepTable(): StepTable {
  return { entries: new Int32Array(entryWords << 10), count: 0 };
}

/** Where the entry of a step is, or where it would be: -1 - place. */
export function findStep({ entries }: StepTable, core: number, local: number): number {
  const mask = entries.length / entryWords - 1;
  let at = hashOf(core, local) & mask;
  for (;;) {
    const place = at * entryWords;
    const key = entries[place]!;
    if (key === 0) return -1 - place;
    if (key === core + 1 && entries[place + 1] === local + 1) return place;
    at = (at + 1) & mask;
  }
}

/** Adds a step that is not known. */
export function addStep(steps: StepTable, core: number, local: number, coreTo: number, localTo: number, effect: number): void {
  steps.count += 1;
  if (steps.count * 2 * entryWords > steps.entries.length) grow(steps);
  write(steps.entries, -1 - findStep(steps, core, local), core + 1, local + 1, coreTo, localTo | (effect << 16));
}

function write(entries: Int32Array, place: number, core: number, local: number, coreTo: number, result: number): void {
  entries[place] = core;
  entries[place + 1] = local;
  entries[place + 2] = coreTo;
  entries[place + 3] = result;
}

function hashOf(core: number, local: number): number {
  let hash = Math.imul(core, 0x9e3779b1) ^ Math.imul(local, 0x85ebca6b);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

function grow(steps: StepTable): void {
  const old = steps.entries;
  const larger: StepTable = { entries: new Int32Array(old.length * 2), count: 0 };
  for (let place = 0; place < old.length; place += entryWords) {
    if (old[place] === 0) continue;
    write(larger.entries, -1 - findStep(larger, old[place]! - 1, old[place + 1]! - 1), old[place]!, old[place + 1]!, old[place + 2]!, old[place + 3]!);
  }
  steps.entries = larger.entries;
}
