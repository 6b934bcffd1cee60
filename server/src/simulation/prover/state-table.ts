/** States of a few 32-bit words each, in the order in which they were found, and which of them are known: an arena and a table with open addressing. */
export interface StateTable {
  /** Words of a state. */
  readonly words: number;
  arena: Int32Array;
  /** From which state each was found first; -1 for the first one. */
  parents: Int32Array;
  count: number;
  /** Of each place the words of a state and its number + 1, or 0: one look decides. */
  table: Int32Array;
}

/** A table without states. */
export function createStateTable(words: number): StateTable {
  return { words, arena: new Int32Array(words << 10), parents: new Int32Array(1 << 10), count: 0, table: new Int32Array((words + 1) << 11) };
}

/** The number of a state, which is added with its parent if it is new: then it is the last one. */
export function addState(states: StateTable, state: Int32Array, parent: number): number {
  const { words, arena, table } = states;
  const size = words + 1;
  // There are twice as many places as states that fit.
  const mask = states.parents.length * 2 - 1;
  let at = hashWords(state, 0, words) & mask;
  let place = at * size;
  for (;;) {
    const entry = table[place + words]!;
    if (entry === 0) break;
    let word = 0;
    while (word < words && table[place + word] === state[word]) word += 1;
    if (word === words) return entry - 1;
    at = (at + 1) & mask;
    place = at * size;
  }
  const number = states.count;
  for (let word = 0; word < words; word += 1) table[place + word] = state[word]!;
  table[place + words] = number + 1;
  const start = number * words;
  for (let word = 0; word < words; word += 1) arena[start + word] = state[word]!;
  states.parents[number] = parent;
  states.count = number + 1;
  if (states.count === states.parents.length) grow(states);
  return number;
}

/** Bytes of memory the table takes. */
export function tableSize({ arena, parents, table }: StateTable): number {
  return arena.byteLength + parents.byteLength + table.byteLength;
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

function grow(states: StateTable): void {
  const { words, count } = states;
  const arena = new Int32Array(states.arena.length * 2);
  arena.set(states.arena);
  states.arena = arena;
  const parents = new Int32Array(states.parents.length * 2);
  parents.set(states.parents);
  states.parents = parents;
  const size = words + 1;
  const table = new Int32Array(states.table.length * 2);
  const mask = parents.length * 2 - 1;
  for (let number = 0; number < count; number += 1) {
    let at = hashWords(arena, number * words, words) & mask;
    while (table[at * size + words] !== 0) at = (at + 1) & mask;
    for (let word = 0; word < words; word += 1) table[at * size + word] = arena[number * words + word]!;
    table[at * size + words] = number + 1;
  }
  states.table = table;
}
