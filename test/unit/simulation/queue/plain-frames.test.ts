// Steps taken together on one pin, and one by one on another: both are always in the same state.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PinQueue, QueueRequest } from '../../../../server/src/simulation/queue/index';
import {
  advancePointer, arriveCloned, callsOnArrival, canArriveCloned, cancelRequest, changeState, cloneAndAdvance, clonePointer, completeClone, createPinProcessing, createQueueEnvironment, createRequest, deletePointer, firstClonePointer, frameUnder,
  getLeadingEdgePointer, ksState, leadingEdge, nextClonePointer, nextCompleted, nullPointer, pointerStates, queueFlags, requestStates, resubmitRequest, slotOf, unlockPointer,
} from '../../../../server/src/simulation/queue/index';
import { makePin, recorded, sound } from './support';

const requests = 4;

interface Side {
  readonly pin: PinQueue;
  readonly kept: readonly QueueRequest[];
  /** Taken back so far, by number. */
  readonly taken: number[];
}

function makeSide(together: boolean): Side {
  const pin = makePin({}, {}, together ? createQueueEnvironment({}, { slowCancellation: 0, unattendedClone: 0 }) : recorded());
  createPinProcessing(pin);
  changeState(pin, ksState.run);
  return { pin, kept: Array.from({ length: requests }, (_, owner) => createRequest(pin, [{ frameExtent: 4096, buffer: owner }], owner)), taken: [] };
}

function take({ pin, taken }: Side): void {
  for (let request = nextCompleted(pin); request !== null; request = nextCompleted(pin)) taken.push(request.number);
}

function clonesOf(pin: PinQueue): number[] {
  const found: number[] = [];
  for (let clone = firstClonePointer(pin); clone !== nullPointer; clone = nextClonePointer(pin, clone)) found.push(clone);
  return found;
}

/** How often the steps could be taken together. */
const counts = { arrived: 0, cloned: 0, completed: 0 };

function cloneOn({ pin }: Side, together: boolean, unlocks: boolean): void {
  const buffer = frameUnder(pin, leadingEdge)?.header.buffer ?? -1;
  if (together && cloneAndAdvance(pin, null, buffer, unlocks) !== nullPointer) {
    counts.cloned += 1;
    return;
  }
  if (buffer < 0 || getLeadingEdgePointer(pin, true) === nullPointer) return;
  const clone = clonePointer(pin, leadingEdge, null, buffer);
  frameUnder(pin, clone)!.header.dataUsed = 0;
  if (unlocks) unlockPointer(pin, clone, false);
  advancePointer(pin, leadingEdge);
}

/** A request arrives, and Process that is called for it takes its frame. */
function arriveAndClone(side: Side, together: boolean, request: QueueRequest, unlocks: boolean): void {
  const { pin } = side;
  const can = canArriveCloned(pin, request);
  const calls = callsOnArrival(pin.processing!, pin);
  if (together && can && calls) {
    counts.arrived += 1;
    arriveCloned(pin, request, null, request.headers[0]!.buffer, unlocks);
    return;
  }
  const { kind } = resubmitRequest(pin, request, 'passive');
  if (can) expect(kind === 'call').toBe(calls);
  cloneOn(side, together, unlocks);
}

function endClone({ pin, taken }: Side, together: boolean, which: number): void {
  const clones = clonesOf(pin);
  const clone = clones[which % Math.max(1, clones.length)];
  if (clone === undefined) return;
  const record = frameUnder(pin, clone);
  if (record !== null) record.header.dataUsed = 4096;
  const request = together ? completeClone(pin, clone) : null;
  if (request === null) {
    deletePointer(pin, clone);
    return;
  }
  counts.completed += 1;
  taken.push(request.number);
}

function act(side: Side, together: boolean, { what, which }: { readonly what: number; readonly which: number }): void {
  const { pin, kept } = side;
  const request = kept[which % requests]!;
  if (what < 4 && request.state === requestStates.withClient) resubmitRequest(pin, request, 'passive');
  else if (what < 7) cloneOn(side, together, which % 3 === 0);
  else if (what < 10) endClone(side, together, which);
  else if (what === 10) getLeadingEdgePointer(pin, true);
  else if (what === 11 && pin.frames.pointerState[leadingEdge] === pointerStates.locked) unlockPointer(pin, leadingEdge, which % 2 === 0);
  else if (what === 12) cancelRequest(pin, request.number);
  else if (what > 12 && request.state === requestStates.withClient) arriveAndClone(side, together, request, which % 3 === 0);
  take(side);
}

/** All that an operation can find out later. */
function picture({ pin, kept, taken }: Side): unknown {
  const { frames } = pin;
  const queued: unknown[] = [];
  for (let frame = frames.oldest; frame >= 0; frame = frames.frameNewer[frame]!) queued.push([frames.frameIrp[frame], frames.references[frame], frames.locks[frame], frames.inWindow[frame], frames.ahead[frame]]);
  return {
    queued, edge: [frameUnder(pin, leadingEdge)?.request.number, frames.pointerState[leadingEdge]],
    clones: clonesOf(pin).map((clone) => [clone, frames.pointerState[slotOf(clone)], frames.cloneContext[slotOf(clone)], frameUnder(pin, clone)?.request.number]),
    counts: [frames.available, frames.received, frames.waiting, frames.cancelled, frames.completed, frames.completedCount, pin.completedCount, pin.progress, pin.arrivals],
    requests: kept.map(({ state, status, cancelWanted, headers }) => [state, status, cancelWanted, headers[0]!.dataUsed, headers[0]!.optionsFlags]), taken, violations: pin.environment.violations.first,
  };
}

describe('steps taken together', () => {
  it('leave a queue as they leave it one by one', () => {
    fc.assert(fc.property(fc.array(fc.record({ what: fc.nat(16), which: fc.nat(11) }), { maxLength: 60, size: 'max' }), (operations) => {
      const [together, apart] = [makeSide(true), makeSide(false)];
      for (const operation of operations) {
        act(together, true, operation);
        act(apart, false, operation);
        expect(picture(together)).toEqual(picture(apart));
        sound(together.pin);
      }
    }), { numRuns: 300 });
    expect(Math.min(counts.arrived, counts.cloned, counts.completed)).toBeGreaterThan(300);
  });

  it('are not taken together where calls are recorded, nor with flags that ask for more', () => {
    const plain = createQueueEnvironment();
    expect(makePin({}, {}, plain).isPlain).toBe(true);
    expect(makePin().isPlain).toBe(false);
    for (const flags of [queueFlags.distinctTrailingEdge, queueFlags.enforceFifo, queueFlags.generateMappings]) expect(makePin({ flags }, {}, plain).isPlain, String(flags)).toBe(false);
    for (const direction of ['input', 'inPlace'] as const) expect(makePin({ direction }, {}, plain).isPlain).toBe(false);
    expect(makePin({ failsLock: () => false }, {}, plain).isPlain).toBe(false);
    expect(makePin({ standardTransport: false }, {}, plain).isPlain).toBe(false);
  });
});
