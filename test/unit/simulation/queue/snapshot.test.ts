import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CancelCallback, PinQueue, ProcessingObject, QueueRequest, StreamPointer } from '../../../../server/src/simulation/queue/index';
import {
  accessHeader, advanceOffsets, advancePointer, beginProcess, beginStateChange, cancelRequest, cancelTimeout, changeState, clonePointer, createPinProcessing, createQueueEnvironment, createRequest,
  deletePointer, endStateChange, fireTimeout, firstClonePointer, formatRetrieved, frameDropped, getLeadingEdgePointer, getTrailingEdgePointer, headerOptions, holdsBack, ksReset, lockPointer, nextClonePointer,
  nextCompleted, nextState, ntStatus, pinQueueViolation, processReturns, queueFlags, requestStates, resetBegin, resetEnd, resubmitRequest, scheduleTimeout, setHeaderOptions, setStatusCode,
  unlockPointer, workItemRuns, writeDataUsed,
} from '../../../../server/src/simulation/queue/index';
import { createSnapshotTable, packPointerHeld, packProcessing, packQueue, packedPointers, restorePointerHeld, restoreProcessing, restoreQueue } from '../../../../server/src/simulation/queue/snapshot';
import { numberByPlace, renumberRequests } from '../../../../server/src/simulation/queue/renumber';
import { makePin } from './support';

const deletes: CancelCallback = (pin, clone) => void deletePointer(pin, clone);
const keeps: CancelCallback = () => undefined;

interface Machine {
  readonly pin: PinQueue;
  readonly object: ProcessingObject;
  readonly requests: readonly QueueRequest[];
  /** Pointers that the driver holds, deleted ones too. */
  pointers: StreamPointer[];
}

interface Shape {
  readonly flags: number;
  readonly direction: 'input' | 'output' | 'inPlace';
  readonly headers: number;
}

function makeMachine({ flags, direction, headers }: Shape): Machine {
  const pin = makePin({ flags, direction }, {}, createQueueEnvironment());
  const object = createPinProcessing(pin);
  const requests = Array.from({ length: 4 }, (_, owner) => createRequest(pin, Array.from({ length: headers }, () => ({ frameExtent: 100, dataUsed: direction === 'output' ? 0 : 60 })), owner));
  return { pin, object, requests, pointers: [] };
}

/** Does something that a client, a driver or AVStream may do; what comes of it, without the numbers of pointers. */
function perform(machine: Machine, what: number, which: number): unknown {
  const { pin, object, requests, pointers } = machine;
  const pointer = pointers[which % Math.max(1, pointers.length)] ?? 0;
  const request = requests[which % requests.length]!;
  const hold = (made: StreamPointer): string => {
    pointers.push(made);
    return made < 0 ? 'NULL' : 'a pointer';
  };
  const operations: readonly (() => unknown)[] = [
    () => (request.state === requestStates.withClient ? resubmitRequest(pin, request, 'passive') : null),
    () => (request.state === requestStates.withClient ? resubmitRequest(pin, request, 'dispatch') : null),
    () => hold(which % 2 === 0 ? getLeadingEdgePointer(pin, which % 4 === 0) : getTrailingEdgePointer(pin, which % 4 === 1)),
    () => advancePointer(pin, pointer),
    () => advancePointer(pin, 0),
    () => lockPointer(pin, pointer),
    () => unlockPointer(pin, pointer, which % 3 === 0),
    () => hold(clonePointer(pin, pointer, [null, deletes, keeps][which % 3]!, which % 5)),
    () => hold(clonePointer(pin, 0, [null, deletes, keeps][which % 3]!, which % 5)),
    () => deletePointer(pin, pointer),
    () => cancelRequest(pin, request.number),
    () => advanceOffsets(pin, pointer, which % 50, which % 40, which % 7 === 0),
    () => scheduleTimeout(pin, pointer, which % 3),
    () => (which % 2 === 0 ? cancelTimeout(pin, pointer) : fireTimeout(pin) === null),
    () => (pin.resetState === ksReset.end && which % 3 === 0 ? resetBegin(pin, which % 2 === 0 ? deleteAll : (): void => undefined) : resetEnd(pin, () => undefined)),
    () => (beginStateChange(pin, nextState(pin, which % 4)) === ntStatus.success ? endStateChange(pin, which % 5 > 0) : null),
    () => changeState(pin, which % 4),
    () => writeDataUsed(pin, pointer, 20 * (which % 4)),
    () => accessHeader(pin, pointer)?.dataUsed,
    () => setHeaderOptions(pin, pointer, [headerOptions.typeChanged, headerOptions.endOfStream, headerOptions.dataDiscontinuity][which % 3]!, 'passive'),
    () => formatRetrieved(pin),
    () => (holdsBack(object) === null && beginProcess(object)),
    () => (object.processing ? processReturns(object, which % 2 === 0 ? 'success' : 'pending') : null),
    () => (object.workItemPending ? workItemRuns(object) : null),
    () => setStatusCode(pin, pointer, ntStatus.insufficientResources),
    () => frameDropped(pin, which % 2 === 0 ? 0 : pin.frameRecords[pin.frames.newest]?.serial ?? 0),
    () => {
      const taken = nextCompleted(pin);
      return taken === null ? null : [taken.number, taken.status, taken.headers.map(({ dataUsed, optionsFlags }) => [dataUsed, optionsFlags])];
    },
  ];
  return operations[what]!();
}

const deleteAll = (pin: PinQueue): void => {
  for (let clone = firstClonePointer(pin); clone >= 0; clone = firstClonePointer(pin)) deletePointer(pin, clone);
};

/** The rules that are broken, with what is told of them except the number of the pointer. */
function violations({ pin }: Machine): unknown[] {
  return pin.environment.violations.first.splice(0).map(({ code, facts }) => [code, Object.entries(facts).filter(([name]) => name !== 'handle' && name !== 'pointer')]);
}

/** The queue as a debugger would print it: clones by age. */
function picture({ pin, object }: Machine): unknown {
  const frames: unknown[] = [];
  for (let frame = pin.frames.oldest; frame >= 0; frame = pin.frames.frameNewer[frame]!) frames.push([pin.frames.frameIrp[frame], pin.frames.references[frame], pin.frames.locks[frame], pin.frames.inWindow[frame], pin.frames.ahead[frame]]);
  const clones: unknown[] = [];
  for (let clone = firstClonePointer(pin); clone >= 0; clone = nextClonePointer(pin, clone)) clones.push([pin.frames.pointerState[clone & 0xfffff], pin.frames.cloneContext[clone & 0xfffff]]);
  return [frames, clones, pin.frames.available, pin.frames.waiting, pin.requests.map(({ state, cancelWanted }) => [state, cancelWanted]), object.processing, object.workItemPending, object.gate.count];
}

const operation = fc.record({ what: fc.nat(26), which: fc.nat(1000) });
const shape = fc.record({
  flags: fc.constantFrom(0, queueFlags.distinctTrailingEdge, queueFlags.enforceFifo, queueFlags.initiateProcessingOnEveryArrival, queueFlags.distinctTrailingEdge | queueFlags.enforceFifo),
  direction: fc.constantFrom('output' as const, 'input' as const, 'inPlace' as const), headers: fc.constantFrom(1, 1, 2),
});

function snapshotOf({ pin, object, pointers }: Machine, table: ReturnType<typeof createSnapshotTable>): Uint8Array {
  const bytes = new Uint8Array(400);
  let end = packProcessing(object, bytes, packQueue(pin, table, bytes, 0));
  for (const pointer of pointers) bytes[end++] = packPointerHeld(pin, table, pointer);
  return bytes.subarray(0, end);
}

describe('a queue in bytes', () => {
  it('goes on as the queue that was packed', () => {
    fc.assert(fc.property(shape, fc.array(operation, { maxLength: 60 }), fc.array(operation, { minLength: 1, maxLength: 25 }), (settings, before, after) => {
      const first = makeMachine(settings);
      for (const { what, which } of before) perform(first, what, which);
      if (first.pointers.length > 60) return;
      violations(first);
      const table = createSnapshotTable();
      const bytes = snapshotOf(first, table);
      // The other one has a past of its own.
      const second = makeMachine(settings);
      for (const { what, which } of after) perform(second, what, which);
      violations(second);
      const end = restoreProcessing(second.object, bytes, restoreQueue(second.pin, table, bytes, 0));
      second.pointers = [...bytes.subarray(end)].map((packed) => restorePointerHeld(packed));
      expect(snapshotOf(second, table)).toEqual(bytes);
      expect(picture(second)).toEqual(picture(first));
      for (const { what, which } of after) {
        expect(perform(second, what, which)).toEqual(perform(first, what, which));
        expect(violations(second)).toEqual(violations(first));
        expect(picture(second)).toEqual(picture(first));
        expect(snapshotOf(second, table)).toEqual(snapshotOf(first, table));
      }
      expect(pinQueueViolation(second.pin)).toBeNull();
    }), { numRuns: 400 });
  });

  it('has the bytes of its requests under other numbers', () => {
    fc.assert(fc.property(shape, fc.array(operation, { maxLength: 60 }), (settings, before) => {
      const { pin, requests } = makeMachine(settings);
      const machine = { pin, object: createPinProcessing(pin), requests, pointers: [] };
      for (const { what, which } of before) perform(machine, what, which);
      const [told, alike, renumbered, again] = Array.from({ length: 4 }, () => new Uint8Array(400));
      // Numbers that occur get their places as they are met: both orders of requests need the same.
      const table = createSnapshotTable();
      const { numbers: values, places, callbacks } = table;
      const end = packQueue(pin, table, told!, 0);
      packQueue(pin, { ...createSnapshotTable(true), numbers: values, places, callbacks }, alike!, 0);
      const numbers = new Uint8Array(requests.length);
      numberByPlace(pin, told!.subarray(0, end), numbers);
      renumberRequests(pin, told!.subarray(0, end), numbers, renumbered!);
      expect(renumbered).toEqual(alike);
      renumberRequests(pin, alike!.subarray(0, end), Uint8Array.from(numbers.keys(), (place) => numbers.indexOf(place)), again!);
      expect(again).toEqual(told);
    }), { numRuns: 200 });
  });

  it('knows a deleted clone as such, and gives the others the numbers of their ages', () => {
    const machine = makeMachine({ flags: 0, direction: 'output', headers: 1 });
    for (const request of machine.requests) resubmitRequest(machine.pin, request, 'passive');
    const [older, deleted, younger] = Array.from({ length: 3 }, () => clonePointer(machine.pin, 0, null, 0));
    deletePointer(machine.pin, deleted!);
    machine.pointers = [-1, 0, older!, deleted!, younger!];
    const table = createSnapshotTable();
    const bytes = snapshotOf(machine, table);
    expect([...bytes.subarray(-5)]).toEqual([packedPointers.null, packedPointers.leadingEdge, packedPointers.firstClone, packedPointers.deleted, packedPointers.firstClone + 1]);
    restoreQueue(machine.pin, table, bytes, 0);
    expect(deletePointer(machine.pin, restorePointerHeld(packedPointers.deleted))).toBe(ntStatus.invalidParameter);
    expect(machine.pin.environment.violations.first.map(({ code }) => code)).toEqual(['SPT-06']);
  });

  it('is not made of a queue with mappings', () => {
    const adapter = { mapRegisters: null, inUse: 0, locks: 0, pageSize: 4096, maxMappingsByteCount: 4096, mappingTableStride: 16, failsAt: null };
    const pin = makePin({ flags: queueFlags.generateMappings, adapter }, {}, createQueueEnvironment());
    expect(() => packQueue(pin, createSnapshotTable(), new Uint8Array(400), 0)).toThrow('mappings');
  });
});
