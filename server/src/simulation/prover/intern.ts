/** Strings of bytes, each stored once and known by its number, counted from 0. */
export interface ByteStore {
  bytes: Uint8Array;
  /** Where each string begins; one more entry than there are strings. */
  starts: Int32Array;
  count: number;
  /** Open addressing: number + 1, or 0. */
  table: Int32Array;
}

/** A store without strings. */
export function createByteStore(): ByteStore {
  return { bytes: new Uint8Array(1 << 12), starts: new Int32Array(1 << 8), count: 0, table: new Int32Array(1 << 9) };
}

/** The number of the first `length` bytes, which are stored if they are new. */
export function internBytes(store: ByteStore, bytes: Uint8Array, length: number): number {
  let at = hashOf(bytes, 0, length) & (store.table.length - 1);
  for (;;) {
    const entry = store.table[at]!;
    if (entry === 0) break;
    if (isSame(store, entry - 1, bytes, length)) return entry - 1;
    at = (at + 1) & (store.table.length - 1);
  }
  const number = store.count;
  store.table[at] = number + 1;
  store.count = number + 1;
  const start = store.starts[number]!;
  if (start + length > store.bytes.length) {
    const larger = new Uint8Array(Math.max(store.bytes.length * 2, start + length));
    larger.set(store.bytes);
    store.bytes = larger;
  }
  for (let place = 0; place < length; place += 1) store.bytes[start + place] = bytes[place]!;
  if (number + 1 === store.starts.length) {
    const larger = new Int32Array(store.starts.length * 2);
    larger.set(store.starts);
    store.starts = larger;
  }
  store.starts[number + 1] = start + length;
  if (store.count * 2 > store.table.length) rehash(store);
  return number;
}

/** The bytes of a number. They are the store's own: not to be changed. */
export function bytesOf(store: ByteStore, number: number): Uint8Array {
  return store.bytes.subarray(store.starts[number], store.starts[number + 1]);
}

/** The first byte of a number's. */
export function firstByteOf({ bytes, starts }: ByteStore, number: number): number {
  return bytes[starts[number]!]!;
}

/** Bytes of memory the store takes. */
export function storeSize({ bytes, starts, table }: ByteStore): number {
  return bytes.byteLength + starts.byteLength + table.byteLength;
}

function isSame(store: ByteStore, number: number, bytes: Uint8Array, length: number): boolean {
  const start = store.starts[number]!;
  if (store.starts[number + 1]! - start !== length) return false;
  for (let place = 0; place < length; place += 1) if (store.bytes[start + place] !== bytes[place]) return false;
  return true;
}

function hashOf(bytes: Uint8Array, start: number, length: number): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < length; place += 1) hash = Math.imul(hash ^ bytes[start + place]!, 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

function rehash(store: ByteStore): void {
  const table = new Int32Array(store.table.length * 2);
  for (let number = 0; number < store.count; number += 1) {
    const start = store.starts[number]!;
    let at = hashOf(store.bytes, start, store.starts[number + 1]! - start) & (table.length - 1);
    while (table[at] !== 0) at = (at + 1) & (table.length - 1);
    table[at] = number + 1;
  }
  store.table = table;
}
