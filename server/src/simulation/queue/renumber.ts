import type { PinQueue } from './pin-queue';
import { requestStates } from './pin-queue';

/**
 * Requests of a packed queue under other numbers, without the queue: requests that are made alike are interchangeable, so that what comes of a queue comes of it under other numbers too.
 * The layout is that of `packQueue`.
 */

/** Where the frames begin in the bytes of a queue, behind two bytes of facts. */
const frameCounts = 2;
const firstFrame = 4;

const none = 255;

/** Finds the number that each request has when they are numbered by where they are, as `packQueue` does with requests that are interchangeable; by number in `bytes`. */
export function numberByPlace(pin: PinQueue, bytes: Uint8Array, numbers: Uint8Array): void {
  const count = pin.requests.length;
  numbers.fill(none, 0, count);
  let next = 0;
  const framesEnd = firstFrame + 2 * (bytes[frameCounts]! + bytes[frameCounts + 1]!);
  for (let at = firstFrame; at < framesEnd; at += 2) if (numbers[bytes[at]!] === none) numbers[bytes[at]!] = next++;
  let at = framesEnd;
  for (let number = 0; number < count; number += 1) at += requestLength(pin, bytes, at);
  for (let list = listsOf(pin); list > 0; list -= 1) {
    const end = at + 1 + bytes[at]!;
    for (at += 1; at < end; at += 1) if (numbers[bytes[at]!] === none) numbers[bytes[at]!] = next++;
  }
  for (let number = 0; number < count; number += 1) if (numbers[number] === none) numbers[number] = next++;
}

/** Writes the bytes of a queue with its requests under other numbers, by the number they have; they are as many as before. */
export function renumberRequests(pin: PinQueue, bytes: Uint8Array, numbers: Uint8Array, into: Uint8Array): void {
  into.set(bytes);
  const framesEnd = firstFrame + 2 * (bytes[frameCounts]! + bytes[frameCounts + 1]!);
  for (let at = firstFrame; at < framesEnd; at += 2) into[at] = numbers[bytes[at]!]!;
  const count = pin.requests.length;
  // Few requests: looking for each is quicker than keeping the other direction.
  let to = framesEnd;
  let end = framesEnd;
  for (let place = 0; place < count; place += 1) {
    let from = framesEnd;
    let length = requestLength(pin, bytes, from);
    for (let number = 0; numbers[number] !== place; number += 1) {
      from += length;
      length = requestLength(pin, bytes, from);
    }
    for (const fromEnd = from + length; from < fromEnd; from += 1) into[to++] = bytes[from]!;
    end = to;
  }
  for (let list = listsOf(pin); list > 0; list -= 1) {
    const begin = end + 1;
    end = begin + bytes[end]!;
    for (let at = begin; at < end; at += 1) into[at] = numbers[bytes[at]!]!;
  }
}

/** Bytes of one request: its facts, and of one that is not with the client its status and two numbers a header. */
function requestLength({ requests }: PinQueue, bytes: Uint8Array, at: number): number {
  return (bytes[at]! & 7) === requestStates.withClient ? 1 : 4 + 2 * requests[0]!.headers.length;
}

/** Lists of requests behind them: withheld, held, complete, and those of a queue that enforces their order. */
function listsOf({ frames }: PinQueue): number {
  return frames.enforceFifo ? 4 : 3;
}
