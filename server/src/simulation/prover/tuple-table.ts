/** Tuples of a few 32-bit words each, each stored once and known by its number, counted from 0: an arena and a table with open addressing. */
export interface TupleTable {
  /** Words of a tuple. */
  readonly words: number;
  arena: Int32Array;
  count: number;
  /** Number + 1, or 0: of each place. */
  table: Int32Array;
}

/** A table without tuples. */
export function createTupleTable(words: number): TupleTable {
  return { words, arena: new Int32Array(words << 10), count: 0, table: new Int32Array(1 << 11) };
}

/** The number of a tuple, which is added if it is new: then it is the last one. */
export function addTuple(tuples: TupleTable, tuple: Int32Array): number {
  const { words, arena, table } = tuples;
  const mask = table.length - 1;
  let at = hashWords(tuple, 0, words) & mask;
  for (;;) {
    const entry = table[at]!;
    if (entry === 0) break;
    const start = (entry - 1) * words;
    let word = 0;
    while (word < words && arena[start + word] === tuple[word]) word += 1;
    if (word === words) return entry - 1;
    at = (at + 1) & mask;
  }
  const number = tuples.count;
  table[at] = number + 1;
  arena.set(tuple, number * words);
  tuples.count = number + 1;
  if (tuples.count * 2 === table.length) grow(tuples);
  return number;
}

/** Bytes of memory the table takes. */
export function tupleTableSize({ arena, table }: TupleTable): number {
  return arena.byteLength + table.byteLength;
}

function hashWords(words: Int32Array, start: number, count: number): number {
  let hash = 0x9e3779b1;
  for (let word = 0; word < count; word += 1) {
    hash = Math.imul(hash ^ words[start + word]!, 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

function grow(tuples: TupleTable): void {
  const { words, count } = tuples;
  const arena = new Int32Array(tuples.arena.length * 2);
  arena.set(tuples.arena);
  tuples.arena = arena;
  const table = new Int32Array(tuples.table.length * 2);
  const mask = table.length - 1;
  for (let number = 0; number < count; number += 1) {
    let at = hashWords(arena, number * words, words) & mask;
    while (table[at] !== 0) at = (at + 1) & mask;
    table[at] = number + 1;
  }
  tuples.table = table;
}
