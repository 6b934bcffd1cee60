import { EventHeap, dropLeastEvent, makeRoom } from './event-heap';
import { clockDue, clockNow, sequenceSpan } from './numbers';

/**
 * A deterministic discrete-event loop. After {@link nextEvent} the clock and the fields `kind`, `component` and `argument` describe the event that is due;
 * whoever drives the loop acts on it and schedules what follows.
 */
export class Engine {
  readonly heap = new EventHeap();
  /**
   * Whole nanoseconds of virtual time: entry {@link clockNow} is now, entry {@link clockDue} the time {@link scheduleDue} takes. An array, because a double that
   * passes from one function to another as a number costs an allocation.
   */
  readonly clock = new Float64Array(2);
  kind = 0;
  component = 0;
  argument = 0;
  /** Events scheduled so far; the next one's sequence number. */
  sequence = 0;
  dispatched = 0;
  /** The two 32-bit lanes of the fingerprint. */
  hashLow = 0x9e3779b9 | 0;
  hashHigh = 0x85ebca6b | 0;

  /** `tieSeed`: which order ties come in, a 32-bit integer; see {@link EngineOptions}. */
  constructor(readonly tieSeed: number) {}
}

/** How an engine differs from the documented one. */
export interface EngineOptions {
  /**
   * With 0, the default, events of one time and one priority come in the order they were scheduled. Any other 32-bit number stands for another order of them: a fixed
   * permutation of the sequence numbers. Time and priority decide before it as always, and an event scheduled for this very instant still comes after the one that
   * scheduled it.
   *
   * Which of two such events comes first is this model's own choice and says nothing about Windows. So runs that differ in nothing but the seed of the ties show whether that
   * choice decided anything: figures that differ depend on an order nobody promises. Compare figures, not fingerprints: the fingerprint is of what was dispatched in
   * which order, and that is what differs.
   */
  readonly tieSeed?: number;
}

/** An engine at time 0 with nothing scheduled. */
export function createEngine({ tieSeed = 0 }: EngineOptions = {}): Engine {
  return new Engine(tieSeed | 0);
}

/**
 * Schedules an event at `time` (whole nanoseconds, not before now). Events of one time come by priority (0 … 31, the lower first), those of one priority in the
 * order they were scheduled. `kind` is 0 … 255, `component` 0 … 2^23 − 1, `argument` any 32-bit number.
 */
export function schedule(engine: Engine, time: number, priority: number, kind: number, component: number, argument: number): void {
  engine.clock[clockDue] = time;
  scheduleDue(engine, priority, kind, component, argument);
}

/** As {@link schedule}, at the time that stands in `engine.clock[clockDue]`. */
export function scheduleDue(engine: Engine, priority: number, kind: number, component: number, argument: number): void {
  const { heap } = engine;
  const sequence = engine.sequence;
  engine.sequence = sequence + 1;
  if (2 * heap.count === heap.keys.length) makeRoom(heap);
  const { keys, events } = heap;
  const time = engine.clock[clockDue]!;
  const order = priority * sequenceSpan + (engine.tieSeed === 0 ? sequence : shuffled(sequence, engine.tieSeed));
  // Places in the arrays: twice the numbers of the entries.
  let at = 2 * heap.count;
  heap.count += 1;
  while (at > 0) {
    const parent = ((at - 2) >> 3) * 2;
    const parentTime = keys[parent]!;
    if (parentTime < time || (parentTime === time && keys[parent + 1]! < order)) break;
    keys[at] = parentTime;
    keys[at + 1] = keys[parent + 1]!;
    events[at] = events[parent]!;
    events[at + 1] = events[parent + 1]!;
    at = parent;
  }
  keys[at] = time;
  keys[at + 1] = order;
  events[at] = (component << 8) | kind;
  events[at + 1] = argument;
}

/** Another number in place of a sequence number, no two alike: each step of the mix of the low 32 bits can be undone (Wellons' lowbias32), and the rest stays. */
function shuffled(sequence: number, seed: number): number {
  const high = Math.floor(sequence / 4294967296);
  let low = (sequence - high * 4294967296) ^ seed;
  low = Math.imul(low ^ (low >>> 16), 0x7feb352d);
  low = Math.imul(low ^ (low >>> 15), 0x846ca68b);
  return high * 4294967296 + ((low ^ (low >>> 16)) >>> 0);
}

/**
 * Takes the next event off the heap, moves the clock to its time and mixes (time, priority, sequence, kind, component, argument) into the fingerprint.
 * `false` when nothing is pending.
 */
export function nextEvent(engine: Engine): boolean {
  const { heap } = engine;
  if (heap.count === 0) return false;
  const { keys, events } = heap;
  const time = keys[0]!;
  const order = keys[1]!;
  const code = events[0]!;
  const argument = events[1]!;
  dropLeastEvent(heap);
  engine.clock[clockNow] = time;
  engine.kind = code & 0xff;
  engine.component = code >>> 8;
  engine.argument = argument;
  engine.dispatched += 1;
  // Multiplying by 2^-32 and flooring splits a double exactly; bitwise operators would take the low half alone.
  const timeHigh = Math.floor(time * 2.3283064365386963e-10);
  const orderHigh = Math.floor(order * 2.3283064365386963e-10);
  const timeLow = (time - timeHigh * 4294967296) | 0;
  const orderLow = (order - orderHigh * 4294967296) | 0;
  let low = engine.hashLow;
  let high = engine.hashHigh;
  low = Math.imul(low ^ timeLow, 0x01000193);
  high = Math.imul(high ^ timeHigh ^ (low >>> 15), 0x85ebca6b);
  low = Math.imul(low ^ orderLow ^ (high >>> 13), 0xc2b2ae35);
  high = Math.imul(high ^ orderHigh ^ (low >>> 16), 0x27d4eb2f);
  low = Math.imul(low ^ code ^ (high >>> 14), 0x165667b1);
  high = Math.imul(high ^ argument ^ (low >>> 15), 0x9e3779b1);
  engine.hashLow = low;
  engine.hashHigh = high;
  return true;
}

/** The fingerprint of everything dispatched so far: 16 hexadecimal digits. Two runs that print the same have done the same. */
export function fingerprintOf(engine: Engine): string {
  let low = engine.hashLow ^ (engine.dispatched | 0);
  let high = engine.hashHigh;
  for (let round = 0; round < 2; round += 1) {
    low = Math.imul(low ^ (high >>> 16) ^ (low >>> 15), 0x85ebca6b);
    high = Math.imul(high ^ (low >>> 13) ^ (high >>> 16), 0xc2b2ae35);
  }
  return hexadecimal(high) + hexadecimal(low);
}

function hexadecimal(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
