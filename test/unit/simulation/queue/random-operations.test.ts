import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CancelCallback, PinQueue, QueueRequest, ProcessingObject, QueueOptions } from '../../../../server/src/simulation/queue/index';
import {
  advanceOffsets, advanceOffsetsAndUnlock, advancePointer, answerProcessPins, attachGate, beginProcess, beginStateChange, cancelRequest, cancelTimeout, changeState, clonePointer,
  createFilterProcessing, createOrGate, createPinProcessing, createRequest, defaultQueueOptions, deletePointer, endStateChange, fireTimeout, firstClonePointer, flushQueue, formatRetrieved, gatherProcessPins,
  getLeadingEdgePointer, headerOptions, holdsBack, ksReset, ksState, leadingEdge, lockPointer, nextClonePointer, nextCompleted, nextState, ntStatus, nullPointer, pinQueueViolation, pointerStates,
  processReturns, queueFlags, queueOptionTable, requestStates, resetBegin, resetEnd, resubmitRequest, scheduleTimeout, setHeaderOptions, submitRequest, takeCompletedRequests, trailingEdge, turnInputOff, turnInputOn,
  unlockPointer,
} from '../../../../server/src/simulation/queue/index';
import { makePin, recorded } from './support';

const options: fc.Arbitrary<QueueOptions> = fc.record(Object.fromEntries(queueOptionTable.map(({ name, choices }) => [name, fc.constantFrom(...choices)]))) as unknown as fc.Arbitrary<QueueOptions>;
const deletes: CancelCallback = (pin, clone) => void deletePointer(pin, clone);
const keeps: CancelCallback = () => undefined;

const operation = fc.record({ what: fc.nat(22), which: fc.nat(1000) });
const pinShape = fc.record({
  trailing: fc.boolean(), fifo: fc.boolean(), mappings: fc.boolean(), direction: fc.constantFrom('input' as const, 'output' as const, 'inPlace' as const),
  mapRegisters: fc.constantFrom(null, 2, 5), failsEvery: fc.constantFrom(0, 3), options,
});

interface Run {
  readonly pin: PinQueue;
  readonly object: ProcessingObject;
  /** Requests taken and not complete, with the number of their arrival. */
  readonly outstanding: Map<number, number>;
  readonly finished: number[];
  /** Requests that the client keeps, by their owner's number. */
  readonly kept: QueueRequest[];
  submitted: number;
  cancelled: boolean;
  serials: Map<number, number>;
}

function clonesOf(pin: PinQueue): number[] {
  const found: number[] = [];
  for (let clone = firstClonePointer(pin); clone !== nullPointer; clone = nextClonePointer(pin, clone)) found.push(clone);
  return found;
}

/** Takes what is complete: each request once, and only one that was outstanding. */
function take(run: Run): void {
  const { pin } = run;
  for (let count = pin.completedCount; count > 0; count -= 1) {
    const request = nextCompleted(pin)!;
    const arrival = run.outstanding.get(request.number);
    expect(arrival).toBeDefined();
    run.outstanding.delete(request.number);
    if (request.reusable) expect(run.kept[request.owner]).toBe(request);
    if (request.status !== ntStatus.cancelled) run.finished.push(arrival!);
  }
  expect(nextCompleted(pin)).toBeNull();
}

/** The client submits a request that it keeps, if it has it in hand. */
function resubmitOne(run: Run, which: number): void {
  const { pin } = run;
  const request = run.kept[which % run.kept.length]!;
  if (request.state !== requestStates.withClient) {
    expect(() => resubmitRequest(pin, request, 'passive')).toThrow('outstanding');
    return;
  }
  for (const header of request.headers) {
    header.dataUsed = 1 + which;
    header.optionsFlags = headerOptions.dataDiscontinuity;
    header.submittedFlags = which % 29 === 0 ? headerOptions.endOfStream : 0;
  }
  resubmitRequest(pin, request, 'passive');
  expect(request.status).toBe(pin.resetState === ksReset.end ? ntStatus.success : ntStatus.deviceNotReady);
  if (pin.resetState !== ksReset.end) return;
  for (const header of request.headers) expect([header.dataUsed, header.optionsFlags]).toEqual([header.submittedDataUsed, header.submittedFlags]);
  run.outstanding.set(request.number, run.submitted);
  run.submitted += 1;
}

function submitOne(run: Run, which: number): void {
  const { pin } = run;
  const header = { frameExtent: 4096 * (which % 3), dataUsed: pin.settings.direction === 'output' ? 0 : which % 4097, pages: { addresses: [0x10000, 0x40000, 0x41000], offset: which % 4096 } };
  const flags = which % 29 === 0 ? headerOptions.endOfStream : which % 31 === 0 ? headerOptions.flushOnPause : 0;
  const { status, request } = submitRequest(pin, Array.from({ length: 1 + which % 3 }, () => ({ ...header, dataUsed: Math.min(header.dataUsed, header.frameExtent), optionsFlags: flags })), 'passive');
  // STA-09: in the reset state requests are refused.
  expect(status === ntStatus.success).toBe(pin.resetState === ksReset.end);
  if (status !== ntStatus.success) return;
  expect(run.outstanding.has(request)).toBe(false);
  run.outstanding.set(request, run.submitted);
  run.submitted += 1;
}

function perform(run: Run, what: number, which: number): void {
  const { pin, object } = run;
  const clones = clonesOf(pin);
  const clone = clones[which % Math.max(1, clones.length)];
  const edge = pin.frames.distinctTrailingEdge && which % 3 === 1 ? trailingEdge : leadingEdge;
  const pointer = which % 3 === 0 && clone !== undefined ? clone : edge;
  const operations: readonly (() => void)[] = [
    () => submitOne(run, which),
    () => submitOne(run, which),
    () => advancePointer(pin, pointer),
    () => advancePointer(pin, leadingEdge),
    () => lockPointer(pin, pointer),
    () => unlockPointer(pin, pointer, which % 2 === 0),
    () => clonePointer(pin, pointer, [null, deletes, keeps][which % 3]!, which),
    () => {
      if (clone !== undefined) deletePointer(pin, clone);
    },
    () => {
      const locked = [...run.outstanding.keys()].includes(which % 8) && isLocked(pin, which % 8);
      const outcome = cancelRequest(pin, which % 8);
      // A frame with a locked pointer cannot be cancelled.
      if (locked) expect(outcome).toBe('deferred');
    },
    () => advanceOffsets(pin, pointer, which % 5000, which % 4000, which % 7 === 0),
    () => advanceOffsetsAndUnlock(pin, pointer, which % 3, which % 5, which % 7 === 0),
    () => scheduleTimeout(pin, pointer, which),
    () => (which % 2 === 0 ? cancelTimeout(pin, pointer) : fireTimeout(pin)),
    () => (pin.resetState === ksReset.end && which % 3 === 0 ? resetBegin(pin, which % 2 === 0 ? (): void => { clonesOf(pin).forEach((one) => void deletePointer(pin, one)); } : (): void => undefined) : resetEnd(pin, () => undefined)),
    () => changeState(pin, which % 4),
    () => {
      if (beginStateChange(pin, nextState(pin, which % 4)) === ntStatus.success) endStateChange(pin, which % 2 === 0);
    },
    () => {
      if (getLeadingEdgePointer(pin, true) !== nullPointer) setHeaderOptions(pin, leadingEdge, [headerOptions.typeChanged, headerOptions.endOfStream][which % 2]!, 'passive');
    },
    () => formatRetrieved(pin),
    () => {
      if (holdsBack(object) === null) beginProcess(object);
    },
    () => {
      if (object.processing) processReturns(object, which % 2 === 0 ? 'success' : 'pending');
    },
    () => {
      take(run);
    },
    () => {
      pin.environment.clock[0]! += which;
    },
    () => resubmitOne(run, which),
  ];
  operations[what]!();
}

function isLocked(pin: PinQueue, request: number): boolean {
  for (let frame = pin.frames.oldest; frame >= 0; frame = pin.frames.frameNewer[frame]!) if (pin.frames.frameIrp[frame] === request && pin.frames.locks[frame]! > 0) return true;
  return false;
}

/** Pointers move to newer frames only. */
function checkDirection(run: Run): void {
  const { pin } = run;
  const serials = new Map<number, number>();
  for (const pointer of [leadingEdge, ...(pin.frames.distinctTrailingEdge ? [trailingEdge] : []), ...clonesOf(pin)]) {
    const frame = pin.frames.pointerFrame[pointer & 0xfffff]!;
    if (frame >= 0) serials.set(pointer, pin.frameRecords[frame]!.serial);
    const before = run.serials.get(pointer);
    if (before !== undefined && frame >= 0) expect(serials.get(pointer)).toBeGreaterThanOrEqual(before);
  }
  run.serials = serials;
}

/** The single steps of the states, from the calls of SetDeviceState: STA-01. */
function checkSteps(run: Run, from: number): number {
  let state = from;
  for (const { what, about } of run.pin.environment.calls!.splice(0)) {
    if (what !== 'SetDeviceState') continue;
    expect(Math.abs(about - state)).toBeLessThanOrEqual(1);
    state = about;
  }
  return run.pin.clientState;
}

/** A frame that waits in order behind a cancelled one is completed by the flush itself, which has looked for withheld requests before. */
const completedByFlush: [typeof pinShape extends fc.Arbitrary<infer Shape> ? Shape : never, { what: number; which: number }[]] = [
  { trailing: true, fifo: true, mappings: false, direction: 'output', mapRegisters: null, failsEvery: 0, options: { ...defaultQueueOptions, trailingEdgeAtLeading: 'stays', endOfStreamFlush: 'cancelsWaiting' } },
  [{ what: 0, which: 3 }, { what: 16, which: 0 }, { what: 2, which: 0 }, { what: 0, which: 246 }, { what: 6, which: 143 }, { what: 0, which: 123 }, { what: 2, which: 0 }, { what: 2, which: 277 }],
];

describe('whatever a driver and its client do', () => {
  it('the invariants hold, every request completes once, and nothing is left when all is let go', () => {
    fc.assert(fc.property(pinShape, fc.array(operation, { maxLength: 120, size: 'max' }), (shape, operations) => {
      const adapter = {
        pageSize: 4096, maxMappingsByteCount: 3000, mappingTableStride: 16, mapRegisters: shape.mapRegisters, inUse: 0, locks: 0,
        failsAt: shape.failsEvery === 0 ? null : (lock: number): boolean => lock % shape.failsEvery === 0,
      };
      const flags = (shape.trailing ? queueFlags.distinctTrailingEdge : 0) | (shape.fifo ? queueFlags.enforceFifo : 0) | (shape.mappings ? queueFlags.generateMappings : 0);
      const pin = makePin({ flags, direction: shape.direction, adapter }, shape.options);
      const dataUsed = shape.direction === 'output' ? 0 : 100;
      const kept = [0, 1, 2, 3].map((owner) => createRequest(pin, Array.from({ length: 1 + owner % 3 }, (_, header) => ({
        frameExtent: 4096, dataUsed, buffer: owner * 3 + header, pages: { addresses: [0x80000, 0x81000], offset: header },
      })), owner));
      const run: Run = { pin, object: createPinProcessing(pin), kept, outstanding: new Map(), finished: [], submitted: 0, cancelled: false, serials: new Map() };
      let state: number = ksState.stop;
      for (const { what, which } of operations) {
        perform(run, what, which);
        expect(pinQueueViolation(pin)).toBeNull();
        checkDirection(run);
        state = checkSteps(run, state);
      }
      // The driver lets go of everything, and the client of its requests.
      if (pin.frames.pointerState[leadingEdge] === pointerStates.locked) unlockPointer(pin, leadingEdge, false);
      if (shape.trailing && pin.frames.pointerState[trailingEdge] === pointerStates.locked) unlockPointer(pin, trailingEdge, false);
      clonesOf(pin).forEach((clone) => void deletePointer(pin, clone));
      flushQueue(pin);
      take(run);
      expect(pinQueueViolation(pin)).toBeNull();
      expect(run.outstanding.size).toBe(0);
      expect(pin.frames.waiting).toBe(0);
      expect(adapter.inUse).toBe(0);
      if (shape.fifo) expect([...run.finished].sort((a, b) => a - b)).toEqual(run.finished);
    }), { numRuns: 300, examples: [completedByFlush] });
  });

  it('one thread processes at a time, and a filter only with what it requires', () => {
    const step = fc.record({ what: fc.nat(8), which: fc.nat(100) });
    const flag = fc.constantFrom(0, queueFlags.framesNotRequiredForProcessing, queueFlags.someFramesRequiredForProcessing, queueFlags.processInRunStateOnly, queueFlags.processIfAnyInRunState);
    fc.assert(fc.property(fc.tuple(flag, flag), fc.boolean(), fc.array(step, { maxLength: 80, size: 'max' }), (flags, gated, steps) => {
      const environment = recorded({});
      const factories = flags.map((each, id) => ({ flags: each, instancesNecessary: 1, instances: [0, 1].map((index) => makePin({ flags: each, name: `${id}.${index}` }, {}, environment)) }));
      const object = createFilterProcessing(environment, 'filter', 0, factories);
      const pins = factories.flatMap(({ instances }) => instances);
      if (gated) {
        const gate = createOrGate(environment, 'or');
        for (const pin of pins) attachGate(pin, gate, 'passive');
      }
      let off = 0;
      for (const { what, which } of steps) {
        const pin = pins[which % pins.length]!;
        if (what <= 1) submitRequest(pin, [{ frameExtent: 100 }], 'passive');
        else if (what === 2) changeState(pin, which % 4);
        else if (what === 3 && holdsBack(object) === null) {
          const required = factories.filter(({ flags: each }) => (each & queueFlags.framesNotRequiredForProcessing) === 0 && !gated);
          for (const { flags: each, instances } of required) {
            const active = instances.filter((one) => one.clientState !== ksState.stop);
            const have = active.filter((one) => one.frames.available > 0).length;
            if ((each & queueFlags.someFramesRequiredForProcessing) !== 0) expect(have).toBeGreaterThan(0);
            else expect(have).toBe(active.length);
          }
          if (gated) expect(pins.some((one) => one.frames.available > 0)).toBe(true);
          expect(beginProcess(object)).toBe(true);
          expect(beginProcess(object)).toBe(false);
        } else if (what === 4 && object.processing) {
          const given = gatherProcessPins(object).flat();
          answerProcessPins(object, given.map((one, index) => ({ pin: one.pin, bytesUsed: Math.min(which, one.bytesAvailable), terminate: index % 2 === 0 })));
          processReturns(object, which % 2 === 0 ? 'success' : 'pending');
        } else if (what === 5) {
          off += 1;
          turnInputOff(object.gate);
        } else if (what === 6 && off > 0) {
          off -= 1;
          turnInputOn(object.gate);
        } else if (what === 7) flushQueue(pin);
        else if (what === 8) takeCompletedRequests(pin);
        if (off > 0) expect(holdsBack(object)).not.toBeNull();
        for (const each of pins) expect(pinQueueViolation(each)).toBeNull();
      }
      expect(environment.violations.counts.has('SPT-22')).toBe(false);
    }), { numRuns: 200 });
  });
});
