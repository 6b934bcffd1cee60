import { describe, expect, it } from 'vitest';
import type { PinQueue, QueueRequest } from '../../../../server/src/simulation/queue/index';
import {
  advancePointer, beginProcess, bufferUnder, cancelRequest, changeState, clonePointer, createQueueEnvironment, createRequest, deletePointer, frameUnder, getLeadingEdgePointer, headerOptions, ksState,
  leadingEdge, lockPointer, nextCompleted, ntStatus, nullPointer, processReturns, queueFlags, readCompletedRequests, requestStates, resetBegin, resetEnd, resubmitRequest, setHeaderOptions,
  setStatusCode, takeCompletedRequests, unlockPointer, usedOptions, writeDataUsed,
} from '../../../../server/src/simulation/queue/index';
import { callsOf, codesOf, fill, makePin, runningPin, sound, submit } from './support';

function keep(pin: PinQueue, count: number, headers = 1): QueueRequest[] {
  return Array.from({ length: count }, (_, owner) => createRequest(pin, Array.from({ length: headers }, (__, header) => ({ frameExtent: 4096, buffer: owner * headers + header })), 100 + owner));
}

function owners(pin: PinQueue): number[] {
  return takeCompletedRequests(pin).map(({ owner }) => owner);
}

describe('a request that its client keeps', () => {
  it('keeps its number and headers, and begins anew with each submission', () => {
    const { pin } = runningPin();
    const [request] = keep(pin, 1);
    for (let round = 0; round < 3; round += 1) {
      expect(resubmitRequest(pin, request!, 'passive')).toEqual({ kind: 'call' });
      expect(request).toMatchObject({ number: 0, state: requestStates.queued, status: ntStatus.success, headers: [{ dataUsed: 0, optionsFlags: 0 }] });
      lockPointer(pin, leadingEdge);
      writeDataUsed(pin, leadingEdge, 17);
      setHeaderOptions(pin, leadingEdge, headerOptions.dataDiscontinuity, 'passive');
      setStatusCode(pin, leadingEdge, ntStatus.insufficientResources);
      unlockPointer(pin, leadingEdge, true);
      expect(pin.completedCount).toBe(1);
      expect(nextCompleted(pin)).toBe(request);
      expect(request).toMatchObject({ state: requestStates.withClient, status: ntStatus.insufficientResources, owner: 100, headers: [{ dataUsed: 17, optionsFlags: headerOptions.dataDiscontinuity }] });
      sound(pin);
    }
    expect(nextCompleted(pin)).toBeNull();
    expect(pin.frameRecords).toHaveLength(1);
  });

  it('is one that is written, with the data its client says', () => {
    const { pin } = runningPin({ direction: 'input' });
    const request = createRequest(pin, [{ frameExtent: 100, dataUsed: 40 }]);
    request.headers[0]!.submittedDataUsed = 60;
    request.headers[0]!.submittedFlags = headerOptions.flushOnPause;
    resubmitRequest(pin, request, 'passive');
    expect(request.headers[0]).toMatchObject({ dataUsed: 60, optionsFlags: headerOptions.flushOnPause });
    changeState(pin, ksState.pause);
    expect(nextCompleted(pin)).toMatchObject({ status: ntStatus.cancelled, owner: -1 });
  });

  it('cannot be submitted while it is outstanding, and has at least one header', () => {
    const pin = makePin();
    const [request] = keep(pin, 1);
    resubmitRequest(pin, request!, 'passive');
    expect(() => resubmitRequest(pin, request!, 'passive')).toThrow('request 0 of video is outstanding');
    cancelRequest(pin, 0);
    expect(() => resubmitRequest(pin, request!, 'passive')).toThrow();
    nextCompleted(pin);
    resubmitRequest(pin, request!, 'passive');
    expect(() => createRequest(pin, [])).toThrow(RangeError);
  });

  it('stays with its client when it is refused', () => {
    const { pin } = runningPin();
    const [request] = keep(pin, 1);
    resetBegin(pin, () => undefined);
    expect(resubmitRequest(pin, request!, 'passive')).toEqual({ kind: 'nothing', reason: 'refused' });
    expect(request).toMatchObject({ status: ntStatus.deviceNotReady, state: requestStates.withClient });
    resetEnd(pin, () => undefined);
    resubmitRequest(pin, request!, 'passive');
    expect(request!.status).toBe(ntStatus.success);
  });

  it('shares the numbers with requests that are submitted once', () => {
    const pin = makePin();
    const kept = keep(pin, 2);
    expect([submit(pin).request, submit(pin).request]).toEqual([2, 3]);
    for (const request of kept) resubmitRequest(pin, request, 'passive');
    for (let frame = 0; frame < 4; frame += 1) advancePointer(pin, leadingEdge);
    expect(readCompletedRequests(pin).map(({ request, owner }) => [request, owner])).toEqual([[2, -1], [3, -1], [0, 100], [1, 101]]);
    takeCompletedRequests(pin);
    expect(keep(pin, 1)[0]!.number).toBe(3);
    expect(submit(pin).request).toBe(2);
    sound(pin);
  });

  it('many complete at once, and come in order', () => {
    const pin = makePin();
    const kept = keep(pin, 40);
    for (let round = 0; round < 3; round += 1) {
      for (const request of kept) resubmitRequest(pin, request, 'passive');
      for (let frame = 0; frame < 40; frame += 1) advancePointer(pin, leadingEdge);
      expect(owners(pin)).toEqual(kept.map(({ owner }) => owner));
      for (let frame = 0; frame < 5; frame += 1) {
        resubmitRequest(pin, kept[frame]!, 'passive');
        advancePointer(pin, leadingEdge);
        nextCompleted(pin);
      }
    }
    sound(pin);
  });

  it('tells which buffer is under a pointer', () => {
    const pin = makePin();
    const [request] = keep(pin, 1, 2);
    expect([bufferUnder(pin, leadingEdge), bufferUnder(pin, nullPointer), frameUnder(pin, leadingEdge)]).toEqual([-1, -1, null]);
    resubmitRequest(pin, request!, 'passive');
    const deleted = clonePointer(pin, leadingEdge, null, 0);
    deletePointer(pin, deleted);
    const clone = clonePointer(pin, leadingEdge, null, 0);
    advancePointer(pin, leadingEdge);
    expect([bufferUnder(pin, clone), bufferUnder(pin, leadingEdge), frameUnder(pin, clone)!.request]).toEqual([0, 1, request]);
    expect(codesOf(pin.environment)).toEqual([]);
  });
});

describe('requests of one frame each, as in a kernel circuit', () => {
  it('complete as soon as their frame does, in whichever order', () => {
    const pin = makePin();
    for (const request of keep(pin, 3)) resubmitRequest(pin, request, 'passive');
    const clones = [0, 1, 2].map(() => {
      const clone = clonePointer(pin, leadingEdge, null, 0);
      advancePointer(pin, leadingEdge);
      return clone;
    });
    deletePointer(pin, clones[1]!);
    expect(owners(pin)).toEqual([101]);
    deletePointer(pin, clones[0]!);
    expect(owners(pin)).toEqual([100]);
    deletePointer(pin, clones[2]!);
    expect(owners(pin)).toEqual([102]);
  });

  it('ENFORCE_FIFO: wait for the older ones, however often they go round', () => {
    const pin = makePin({ flags: queueFlags.enforceFifo });
    const kept = keep(pin, 3);
    for (let round = 0; round < 3; round += 1) {
      for (const request of kept) resubmitRequest(pin, request, 'passive');
      const clones = kept.map(() => {
        const clone = clonePointer(pin, leadingEdge, null, 0);
        advancePointer(pin, leadingEdge);
        return clone;
      });
      deletePointer(pin, clones[2]!);
      deletePointer(pin, clones[1]!);
      expect(pin.completedCount).toBe(0);
      sound(pin);
      deletePointer(pin, clones[0]!);
      expect(owners(pin)).toEqual([100, 101, 102]);
      sound(pin);
    }
  });
});

describe('requests of several frames', () => {
  it('complete with their last frame; ENFORCE_FIFO counts requests, not frames', () => {
    for (const [flags, expected] of [[0, [101, 100]], [queueFlags.enforceFifo, [100, 101]]] as const) {
      const pin = makePin({ flags });
      for (const request of keep(pin, 2, 2)) resubmitRequest(pin, request, 'passive');
      const clone = clonePointer(pin, leadingEdge, null, 0);
      for (let frame = 0; frame < 4; frame += 1) advancePointer(pin, leadingEdge);
      expect(pin.frames).toMatchObject({ received: 4, completed: 3, waiting: 1 });
      deletePointer(pin, clone);
      expect(owners(pin)).toEqual(expected);
      sound(pin);
    }
  });

  it('arrive together: one attempt to process, and none for what joins frames that wait', () => {
    const { pin, object } = runningPin();
    const [first, second] = keep(pin, 2, 3);
    expect(resubmitRequest(pin, first!, 'passive').kind).toBe('call');
    expect(resubmitRequest(pin, second!, 'passive')).toEqual({ kind: 'nothing', reason: 'framesAhead' });
    beginProcess(object);
    getLeadingEdgePointer(pin, true);
    advancePointer(pin, leadingEdge);
    unlockPointer(pin, leadingEdge, false);
    expect(processReturns(object, 'success').kind).toBe('call');
  });

  it('a cancellation that waits for a lock is carried out between the frames of the request, before the next one is locked', () => {
    const pin = makePin();
    const [first, second] = keep(pin, 2, 2);
    resubmitRequest(pin, first!, 'passive');
    resubmitRequest(pin, second!, 'passive');
    lockPointer(pin, leadingEdge);
    expect(cancelRequest(pin, 0)).toBe('deferred');
    expect(advancePointer(pin, leadingEdge)).toBe(ntStatus.success);
    expect(pin.frames).toMatchObject({ completed: 1, cancelled: 1, waiting: 2 });
    expect(bufferUnder(pin, leadingEdge)).toBe(2);
    expect(takeCompletedRequests(pin)).toMatchObject([{ owner: 100, status: ntStatus.cancelled }]);
    sound(pin);
  });

  it('a clone whose callback deletes it while it advances is not locked again', () => {
    const pin = makePin();
    resubmitRequest(pin, keep(pin, 1, 2)[0]!, 'passive');
    lockPointer(pin, leadingEdge);
    const clone = clonePointer(pin, leadingEdge, (queue, one) => void deletePointer(queue, one), 0);
    unlockPointer(pin, leadingEdge, false);
    cancelRequest(pin, 0);
    expect(advancePointer(pin, clone)).toBe(ntStatus.deviceNotReady);
    expect(pin.frames.cloneCount).toBe(0);
    expect(codesOf(pin.environment)).toEqual([]);
    sound(pin);
  });
});

describe('the environment', () => {
  it('reads now from the clock it is given', () => {
    const clock = new Float64Array(2);
    const environment = createQueueEnvironment({}, { clock, callLimit: 2 });
    const pin = makePin({}, {}, environment);
    clock[0] = 5;
    fill(pin, 3);
    expect(environment.calls).toEqual([{ time: 5, what: 'frameArrived', object: 'video', about: 0 }, { time: 5, what: 'leadingEdgeSet', object: 'video', about: 0 }]);
    expect(environment.callCount).toBe(4);
  });

  it('records nothing when it is not asked to', () => {
    const environment = createQueueEnvironment();
    fill(makePin({}, {}, environment), 1);
    expect([environment.calls, environment.callCount]).toEqual([null, 0]);
  });

  it('does not know a word that is no choice', () => {
    expect(() => createQueueEnvironment({ wakeOrder: 'never' as never })).toThrow('wakeOrder: never');
  });

  it('tells the options that decided something, and those alone', () => {
    const { pin, object } = runningPin({ flags: queueFlags.dispatchLevelProcessing });
    submit(pin);
    beginProcess(object);
    lockPointer(pin, leadingEdge);
    clonePointer(pin, leadingEdge, null, 0);
    advancePointer(pin, leadingEdge);
    processReturns(object, 'success');
    expect([...usedOptions(pin.environment)]).toEqual([]);
    resetBegin(pin, () => undefined);
    expect([...usedOptions(pin.environment)].sort()).toEqual(['cancelWhileLocked', 'resetOrder']);
    const { pin: other } = runningPin();
    submit(other);
    expect([...usedOptions(other.environment)]).toEqual(['synchronousAttempt']);
    clonePointer(other, leadingEdge, (queue, clone) => void deletePointer(queue, clone), 0);
    cancelRequest(other, 0);
    expect([...usedOptions(other.environment)]).toEqual(['synchronousAttempt']);
  });

  it('has thresholds for what is long: 10 ms and 100 ms', () => {
    for (const [wait, codes] of [[10_000_000, []], [10_000_001, ['SPT-18']], [100_000_001, ['SPT-18', 'SPT-10']]] as const) {
      const environment = createQueueEnvironment();
      const pin = makePin({}, {}, environment);
      fill(pin, 2);
      lockPointer(pin, leadingEdge);
      cancelRequest(pin, 0);
      environment.clock[0] = wait;
      unlockPointer(pin, leadingEdge, false);
      const clone = clonePointer(pin, leadingEdge, null, 0);
      cancelRequest(pin, 1);
      environment.clock[0] = wait * 2;
      deletePointer(pin, clone);
      expect(codesOf(environment)).toEqual(codes);
    }
  });

  it('counts violations for each pin, and keeps the first of each', () => {
    const environment = createQueueEnvironment({}, { violationLimit: 2 });
    const [first, second] = [makePin({ name: 'one', index: 0 }, {}, environment), makePin({ name: 'two', index: 1 }, {}, environment)];
    for (let time = 0; time < 3; time += 1) advancePointer(first, nullPointer);
    advancePointer(second, nullPointer);
    expect(environment.violations.first.map(({ code, object, pin }) => [code, object, pin])).toEqual([['SPT-07', 'one', 0], ['SPT-07', 'one', 0], ['SPT-07', 'two', 1]]);
    expect(environment.violations.tallies.get('SPT-07')).toEqual([{ object: 'one', pin: 0, count: 3 }, { object: 'two', pin: 1, count: 1 }]);
    expect(environment.violations.counts.get('SPT-07')).toBe(4);
  });
});

describe('an input behind an end of stream', () => {
  it('has its requests again when it has been stopped', () => {
    const { pin } = runningPin({ direction: 'input' });
    pin.endOfStreamPending = true;
    submit(pin);
    expect(pin.held).toHaveLength(1);
    changeState(pin, ksState.stop);
    expect(pin.held).toHaveLength(0);
    expect(pin.frames.waiting).toBe(1);
    expect(callsOf(pin.environment).at(-1)).toBe('leadingEdgeSet 0');
    sound(pin);
  });
});
