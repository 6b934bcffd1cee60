/**
 * From a group and a key, both numbers from 0 on, to a third: of each group a small table with open addressing, because what is asked for one after the other is of few groups, whose
 * tables are near at hand.
 */
export interface GroupTable {
  /** Of each group where its table begins in `pool`, how many places that has (a power of two, or 0), and how many of them are taken. */
  groups: Int32Array;
  /** Of each place the key, and what it leads to + 1, or 0. */
  pool: Int32Array;
  poolEnd: number;
}

const groupWords = 3;
const fewestPlaces = 4;

/** A table without groups. */
export function createGroupTable(): GroupTable {
  return { groups: new Int32Array(groupWords << 12), pool: new Int32Array(1 << 16), poolEnd: 0 };
}

/** What a key leads to; -1: it is not known. */
export function findIn({ groups, pool }: GroupTable, group: number, key: number): number {
  const at = group * groupWords;
  if (at >= groups.length) return -1;
  const mask = groups[at + 1]! - 1;
  if (mask < 0) return -1;
  const start = groups[at]!;
  for (let place = hashOf(key) & mask; ; place = (place + 1) & mask) {
    const found = pool[start + place * 2 + 1]!;
    if (found === 0) return -1;
    if (pool[start + place * 2] === key) return found - 1;
  }
}

/** Adds a key that is not known. */
export function addTo(table: GroupTable, group: number, key: number, to: number): void {
  const at = group * groupWords;
  while (at >= table.groups.length) table.groups = longer(table.groups);
  const places = table.groups[at + 1]!;
  if ((table.groups[at + 2]! + 1) * 4 > places * 3) widen(table, at, Math.max(fewestPlaces, places * 2));
  table.groups[at + 2]! += 1;
  put(table.pool, table.groups[at]!, table.groups[at + 1]! - 1, key, to + 1);
}

/** Bytes of memory the table takes. */
export function groupTableSize({ groups, pool }: GroupTable): number {
  return groups.byteLength + pool.byteLength;
}

/** Gives a group a larger table, at the end of the pool. */
function widen(table: GroupTable, at: number, places: number): void {
  const start = table.poolEnd;
  table.poolEnd += places * 2;
  while (table.poolEnd > table.pool.length) table.pool = longer(table.pool);
  const { pool, groups } = table;
  const before = groups[at]!;
  const end = before + groups[at + 1]! * 2;
  for (let from = before; from < end; from += 2) if (pool[from + 1] !== 0) put(pool, start, places - 1, pool[from]!, pool[from + 1]!);
  groups[at] = start;
  groups[at + 1] = places;
}

function put(pool: Int32Array, start: number, mask: number, key: number, entry: number): void {
  let place = hashOf(key) & mask;
  while (pool[start + place * 2 + 1] !== 0) place = (place + 1) & mask;
  pool[start + place * 2] = key;
  pool[start + place * 2 + 1] = entry;
}

function hashOf(key: number): number {
  const hash = Math.imul(key, 0x9e3779b1);
  return hash ^ (hash >>> 15);
}

function longer(column: Int32Array): Int32Array {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
