import type { PinQueue } from '../queue/index';
import { numberByPlace, renumberRequests } from '../queue/renumber';
import type { ByteStore } from './intern';
import { bytesOf, createByteStore, internBytes, storeSize } from './intern';

/**
 * Queues that differ only in which request is which, of a search that tells them apart: a step is carried out with one of them, whose requests are numbered by where they are, and what comes
 * of it holds for the others under their numbers.
 */
export interface Renumbering {
  /** By queue: the queue whose requests are numbered by where they are; -1: not known. */
  canonical: Int32Array;
  /** By queue: of its canonical one the numbers that its requests have here, as a number of `numberings`. */
  numbers: Int32Array;
  readonly numberings: ByteStore;
  /** By numbering, and by queue: the queue under these numbers, or -1. */
  readonly renumbered: Int32Array[];
  readonly forward: Uint8Array;
  readonly back: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Nothing is known of any queue. */
export function createRenumbering(): Renumbering {
  return {
    canonical: new Int32Array(1 << 8).fill(-1), numbers: new Int32Array(1 << 8), numberings: createByteStore(), renumbered: [], forward: new Uint8Array(256), back: new Uint8Array(256), bytes: new Uint8Array(4_096),
  };
}

/** Bytes of memory it takes. */
export function renumberingSize({ canonical, numbers, numberings, renumbered }: Renumbering): number {
  let size = canonical.byteLength + numbers.byteLength + storeSize(numberings);
  for (const row of renumbered) size += row.byteLength;
  return size;
}

/** The queue that is the same but for the numbers of its requests, which are numbered by where they are. */
export function canonicalOf(own: Renumbering, queues: ByteStore, pin: PinQueue, queue: number): number {
  while (queue >= own.canonical.length) {
    own.canonical = longer(own.canonical, -1);
    own.numbers = longer(own.numbers, 0);
  }
  const known = own.canonical[queue]!;
  if (known >= 0) return known;
  const { forward, back, bytes } = own;
  const packed = bytesOf(queues, queue);
  const count = pin.requests.length;
  numberByPlace(pin, packed, forward);
  renumberRequests(pin, packed, forward, bytes);
  for (let number = 0; number < count; number += 1) back[forward[number]!] = number;
  const canonical = internBytes(queues, bytes, packed.length);
  own.canonical[queue] = canonical;
  own.numbers[queue] = internBytes(own.numberings, back, count);
  return canonical;
}

/** A queue that a step of the canonical queue of `like` leads to, under the numbers of `like`. */
export function renumberedAs(own: Renumbering, queues: ByteStore, pin: PinQueue, queue: number, like: number): number {
  const numbering = own.numbers[like]!;
  while (numbering >= own.renumbered.length) own.renumbered.push(new Int32Array(1 << 8).fill(-1));
  while (queue >= own.renumbered[numbering]!.length) own.renumbered[numbering] = longer(own.renumbered[numbering]!, -1);
  const row = own.renumbered[numbering]!;
  const known = row[queue]!;
  if (known >= 0) return known;
  const packed = bytesOf(queues, queue);
  renumberRequests(pin, packed, bytesOf(own.numberings, numbering), own.bytes);
  const number = internBytes(queues, own.bytes, packed.length);
  row[queue] = number;
  return number;
}

/** The number that a request of the canonical queue of `like` has there. */
export function requestAs({ numbers, numberings }: Renumbering, request: number, like: number): number {
  return numberings.bytes[numberings.starts[numbers[like]!]! + request]!;
}

function longer(column: Int32Array, rest: number): Int32Array {
  const larger = new Int32Array(column.length * 2).fill(rest, column.length);
  larger.set(column);
  return larger;
}
