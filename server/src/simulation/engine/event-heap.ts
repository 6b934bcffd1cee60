/**
 * Pending events, least key first. The key is (time, order): time in whole nanoseconds, and order made of priority and sequence so that
 * one comparison of doubles settles both. A heap with four children a node over typed arrays: three levels for a hundred events, nothing to collect.
 */
export interface EventHeap {
  time: Float64Array;
  order: Float64Array;
  /** What the event is, packed by the engine. */
  code: Int32Array;
  argument: Int32Array;
  count: number;
}

/** An empty heap. */
export function createEventHeap(): EventHeap {
  return { time: new Float64Array(64), order: new Float64Array(64), code: new Int32Array(64), argument: new Int32Array(64), count: 0 };
}

/** Doubles the room of a heap. */
export function makeRoom(heap: EventHeap): void {
  const capacity = heap.time.length * 2;
  const { time, order, code, argument } = heap;
  heap.time = new Float64Array(capacity);
  heap.time.set(time);
  heap.order = new Float64Array(capacity);
  heap.order.set(order);
  heap.code = new Int32Array(capacity);
  heap.code.set(code);
  heap.argument = new Int32Array(capacity);
  heap.argument.set(argument);
}

/** Removes the least event; the caller has read entry 0 before. The heap must not be empty. */
export function dropLeastEvent(heap: EventHeap): void {
  const { time, order, code, argument } = heap;
  const count = heap.count - 1;
  heap.count = count;
  const lastTime = time[count]!;
  const lastOrder = order[count]!;
  let at = 0;
  for (;;) {
    const first = 4 * at + 1;
    if (first >= count) break;
    const stop = first + 4 < count ? first + 4 : count;
    let least = first;
    let leastTime = time[first]!;
    for (let child = first + 1; child < stop; child += 1) {
      const childTime = time[child]!;
      if (childTime < leastTime || (childTime === leastTime && order[child]! < order[least]!)) {
        least = child;
        leastTime = childTime;
      }
    }
    if (lastTime < leastTime || (lastTime === leastTime && lastOrder < order[least]!)) break;
    time[at] = leastTime;
    order[at] = order[least]!;
    code[at] = code[least]!;
    argument[at] = argument[least]!;
    at = least;
  }
  time[at] = lastTime;
  order[at] = lastOrder;
  code[at] = code[count]!;
  argument[at] = argument[count]!;
}
