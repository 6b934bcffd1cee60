/**
 * Pending events, least key first. The key is (time, order): time in whole nanoseconds, and order made of priority and sequence so that
 * one comparison of doubles settles both. A heap with four children a node over typed arrays: three levels for a hundred events, nothing to collect.
 * Entry `at` has its time and order at 2 × at and 2 × at + 1 of `keys`, and what the event is, packed by the engine, and its argument at the same places of `events`:
 * two arrays to look into are quicker than four.
 */
export class EventHeap {
  keys = new Float64Array(128);
  events = new Int32Array(128);
  count = 0;
}

/** Doubles the room of a heap. */
export function makeRoom(heap: EventHeap): void {
  const { keys, events } = heap;
  heap.keys = new Float64Array(keys.length * 2);
  heap.keys.set(keys);
  heap.events = new Int32Array(events.length * 2);
  heap.events.set(events);
}

/** Removes the least event; the caller has read entry 0 before. The heap must not be empty. */
export function dropLeastEvent(heap: EventHeap): void {
  const { keys, events } = heap;
  const end = 2 * (heap.count - 1);
  heap.count -= 1;
  const lastTime = keys[end]!;
  const lastOrder = keys[end + 1]!;
  // Places in the arrays: twice the numbers of the entries.
  let at = 0;
  for (;;) {
    const first = 4 * at + 2;
    if (first >= end) break;
    const stop = first + 8 < end ? first + 8 : end;
    let least = first;
    let leastTime = keys[first]!;
    for (let child = first + 2; child < stop; child += 2) {
      const childTime = keys[child]!;
      if (childTime < leastTime || (childTime === leastTime && keys[child + 1]! < keys[least + 1]!)) {
        least = child;
        leastTime = childTime;
      }
    }
    const leastOrder = keys[least + 1]!;
    if (lastTime < leastTime || (lastTime === leastTime && lastOrder < leastOrder)) break;
    keys[at] = leastTime;
    keys[at + 1] = leastOrder;
    events[at] = events[least]!;
    events[at + 1] = events[least + 1]!;
    at = least;
  }
  keys[at] = lastTime;
  keys[at + 1] = lastOrder;
  events[at] = events[end]!;
  events[at + 1] = events[end + 1]!;
}
