import { describe, expect, it } from 'vitest';
import {
  accessHeader, advanceOffsets, advanceOffsetsAndUnlock, advancePointer, availableBytes, cancelTimeout, changeState, clonePointer, deletePointer, fireTimeout, firstClonePointer,
  getIrp, getLeadingEdgePointer, getTrailingEdgePointer, ksState, leadingEdge, lockPointer, nextClonePointer, nextTimeout, ntStatus, nullPointer, pointerStates, queueFlags,
  readOffsets, scheduleTimeout, setStatusCode, trailingEdge, unlockPointer, usedOptions, writeDataUsed,
} from '../../../../server/src/simulation/queue/index';
import { callsOf, clearCalls, codesOf, completedOf, completions, fill, makePin, refcounts, runningPin, sound, submit } from './support';

describe('the leading edge (W:leading-and-trailing-edge-stream-pointers)', () => {
  it('is set to a frame that arrives while it is on none, and else stays', () => {
    const pin = makePin();
    fill(pin, 2);
    expect(callsOf(pin.environment)).toEqual(['frameArrived 0', 'leadingEdgeSet 0', 'frameArrived 1']);
    expect(refcounts(pin)).toEqual([1, 0]);
  });

  it('moves otherwise only with the driver', () => {
    const pin = makePin();
    fill(pin, 2);
    advancePointer(pin, leadingEdge);
    fill(pin, 1);
    expect(pin.frames.frameIrp[pin.frames.pointerFrame[leadingEdge]!]).toBe(1);
    sound(pin);
  });
});

describe('the three queues of W:leading-and-trailing-edge-stream-pointers, oldest first', () => {
  const six = (flags: number): ReturnType<typeof makePin> => {
    const pin = makePin({ flags });
    fill(pin, 6);
    return pin;
  };

  it('distinct trailing edge: the window alone', () => {
    const pin = six(queueFlags.distinctTrailingEdge);
    for (let step = 0; step < 4; step += 1) advancePointer(pin, leadingEdge);
    expect(refcounts(pin)).toEqual([1, 1, 1, 1, 1, 0]);
  });

  it('no trailing edge: clone and advance', () => {
    const pin = six(0);
    for (const clones of [1, 1, 1, 2]) {
      for (let count = 0; count < clones; count += 1) clonePointer(pin, leadingEdge, null, 0);
      advancePointer(pin, leadingEdge);
    }
    expect(refcounts(pin)).toEqual([1, 1, 1, 2, 1, 0]);
  });

  it('trailing edge and clones', () => {
    const pin = six(queueFlags.distinctTrailingEdge);
    clonePointer(pin, leadingEdge, null, 0);
    for (let step = 0; step < 3; step += 1) advancePointer(pin, leadingEdge);
    for (let count = 0; count < 2; count += 1) clonePointer(pin, leadingEdge, null, 0);
    advancePointer(pin, leadingEdge);
    advancePointer(pin, trailingEdge);
    expect(refcounts(pin)).toEqual([1, 1, 1, 3, 1, 0]);
    expect(completedOf(pin)).toEqual([]);
    sound(pin);
  });
});

describe('KsPinGetLeadingEdgeStreamPointer', () => {
  it('unlocked: always there on a pin with a queue', () => {
    const pin = makePin();
    expect(getLeadingEdgePointer(pin, false)).toBe(leadingEdge);
    expect(pin.frames.pointerState[leadingEdge]).toBe(pointerStates.unlocked);
  });

  it('NULL without a queue', () => {
    expect(getLeadingEdgePointer(makePin({ standardTransport: false }), false)).toBe(nullPointer);
  });

  it('locked: NULL without a frame, locked with one', () => {
    const pin = makePin();
    expect(getLeadingEdgePointer(pin, true)).toBe(nullPointer);
    fill(pin, 1);
    expect(getLeadingEdgePointer(pin, true)).toBe(leadingEdge);
    expect(pin.frames.pointerState[leadingEdge]).toBe(pointerStates.locked);
  });

  it('a NULL that is used breaks SPT-07', () => {
    const pin = makePin();
    accessHeader(pin, getLeadingEdgePointer(pin, true));
    expect(advancePointer(pin, nullPointer)).toBe(ntStatus.invalidParameter);
    expect(codesOf(pin.environment)).toEqual(['SPT-07', 'SPT-07']);
  });
});

describe('a clone that is advanced', () => {
  const advancedPast = (options: Parameters<typeof makePin>[1]): ReturnType<typeof makePin> => {
    const pin = makePin({}, options);
    fill(pin, 3);
    const clone = clonePointer(pin, leadingEdge, null, 0);
    advancePointer(pin, clone);
    expect([refcounts(pin), usedOptions(pin.environment).has('cloneAheadOfEdge')]).toEqual([[1, 1, 0], false]);
    deletePointer(pin, clone);
    expect(usedOptions(pin.environment).has('cloneAheadOfEdge')).toBe(true);
    sound(pin);
    return pin;
  };

  it('past the leading edge: the frame that it leaves stays, or completes (cloneAheadOfEdge)', () => {
    const stays = advancedPast({});
    expect([refcounts(stays), completedOf(stays), codesOf(stays.environment)]).toEqual([[1, 0, 0], [], []]);
    advancePointer(stays, leadingEdge);
    advancePointer(stays, leadingEdge);
    expect(completedOf(stays)).toEqual([0, 1]);
    const completes = advancedPast({ cloneAheadOfEdge: 'frameCompletes' });
    expect([refcounts(completes), completedOf(completes), codesOf(completes.environment)]).toEqual([[1, 0], [1], []]);
  });

  it('past the leading edge and on: each frame that it leaves stays', () => {
    const pin = makePin();
    fill(pin, 3);
    const clone = clonePointer(pin, leadingEdge, null, 0);
    for (const counts of [[1, 1, 0], [1, 0, 1], [1, 0, 0]]) {
      advancePointer(pin, clone);
      expect(refcounts(pin)).toEqual(counts);
      sound(pin);
    }
    expect(completedOf(pin)).toEqual([]);
  });

  it('behind the leading edge completes what it leaves', () => {
    const pin = makePin();
    fill(pin, 3);
    const clone = clonePointer(pin, leadingEdge, null, 0);
    advancePointer(pin, leadingEdge);
    advancePointer(pin, clone);
    expect([refcounts(pin), completedOf(pin), usedOptions(pin.environment).has('cloneAheadOfEdge')]).toEqual([[2, 0], [0], false]);
  });
});

describe('KsPinGetTrailingEdgeStreamPointer', () => {
  it('NULL without DISTINCT_TRAILING_EDGE', () => {
    expect(getTrailingEdgePointer(makePin(), false)).toBe(nullPointer);
  });

  it('holds the window until it moves', () => {
    const pin = makePin({ flags: queueFlags.distinctTrailingEdge });
    fill(pin, 4);
    advancePointer(pin, leadingEdge);
    advancePointer(pin, leadingEdge);
    expect(refcounts(pin)).toEqual([1, 1, 1, 0]);
    const trailing = getTrailingEdgePointer(pin, true);
    expect(advancePointer(pin, trailing)).toBe(ntStatus.success);
    expect(completedOf(pin)).toEqual([0]);
    expect(refcounts(pin)).toEqual([1, 1, 0]);
    expect(pin.frames.pointerState[trailingEdge]).toBe(pointerStates.locked);
    sound(pin);
  });

  it('does not pass the leading edge, or takes it along (trailingEdgeAtLeading)', () => {
    const stays = makePin({ flags: queueFlags.distinctTrailingEdge });
    fill(stays, 2);
    expect(advancePointer(stays, trailingEdge)).toBe(ntStatus.success);
    expect(completedOf(stays)).toEqual([]);
    lockPointer(stays, trailingEdge);
    expect(advancePointer(stays, trailingEdge)).toBe(ntStatus.deviceNotReady);
    const moves = makePin({ flags: queueFlags.distinctTrailingEdge }, { trailingEdgeAtLeading: 'movesBoth' });
    fill(moves, 2);
    advancePointer(moves, trailingEdge);
    expect(completedOf(moves)).toEqual([0]);
    expect(moves.frames.pointerFrame[leadingEdge]).toBe(moves.frames.pointerFrame[trailingEdge]);
    sound(stays);
    sound(moves);
  });
});

describe('KsStreamPointerLock and KsStreamPointerUnlock', () => {
  it('not ready without a frame', () => {
    expect(lockPointer(makePin(), leadingEdge)).toBe(ntStatus.deviceNotReady);
  });

  it('a second lock and an unlock of what is unlocked break SPT-02', () => {
    const pin = makePin();
    fill(pin, 1);
    unlockPointer(pin, leadingEdge, false);
    lockPointer(pin, leadingEdge);
    expect(lockPointer(pin, leadingEdge)).toBe(ntStatus.invalidParameter);
    expect(pin.environment.violations.first.map(({ code, facts }) => [code, facts])).toEqual([
      ['SPT-02', { pointer: 'leadingEdge', handle: 0, operation: 'unlock' }],
      ['SPT-02', { pointer: 'leadingEdge', handle: 0, operation: 'lock' }],
    ]);
  });

  it('unlock with Eject advances', () => {
    const pin = makePin();
    fill(pin, 2);
    lockPointer(pin, leadingEdge);
    clearCalls(pin.environment);
    unlockPointer(pin, leadingEdge, true);
    expect(callsOf(pin.environment)).toEqual(['frameCompleted 0', 'requestCompleted 0']);
    expect(pin.frames.pointerState[leadingEdge]).toBe(pointerStates.unlocked);
  });
});

describe('KsStreamPointerAdvance', () => {
  it('locked: unlocks, advances and locks again; off the end it is unlocked and not ready', () => {
    const pin = makePin();
    fill(pin, 2);
    lockPointer(pin, leadingEdge);
    expect(advancePointer(pin, leadingEdge)).toBe(ntStatus.success);
    expect(pin.frames.pointerState[leadingEdge]).toBe(pointerStates.locked);
    expect(advancePointer(pin, leadingEdge)).toBe(ntStatus.deviceNotReady);
    expect(pin.frames.pointerState[leadingEdge]).toBe(pointerStates.unlocked);
    expect(completedOf(pin)).toEqual([0, 1]);
  });

  it('unlocked: always succeeds', () => {
    const pin = makePin();
    expect(advancePointer(pin, leadingEdge)).toBe(ntStatus.success);
  });
});

describe('KsStreamPointerAdvanceOffsets', () => {
  it('not ready on an unlocked pointer (SPT-08)', () => {
    const pin = makePin();
    fill(pin, 1);
    expect(advanceOffsets(pin, leadingEdge, 0, 1, false)).toBe(ntStatus.deviceNotReady);
    expect(codesOf(pin.environment)).toEqual(['SPT-08']);
  });

  it('Remaining decreases, Count stays; at 0 the pointer is locked on the next frame', () => {
    const pin = makePin();
    fill(pin, 2);
    lockPointer(pin, leadingEdge);
    expect(readOffsets(pin, leadingEdge)).toEqual({ offsetIn: { count: 0, remaining: 0 }, offsetOut: { count: 4096, remaining: 4096 } });
    advanceOffsets(pin, leadingEdge, 0, 1000, false);
    expect(readOffsets(pin, leadingEdge).offsetOut).toEqual({ count: 4096, remaining: 3096 });
    expect(completedOf(pin)).toEqual([]);
    expect(advanceOffsets(pin, leadingEdge, 0, 3096, false)).toBe(ntStatus.success);
    expect(readOffsets(pin, leadingEdge).offsetOut).toEqual({ count: 4096, remaining: 4096 });
    expect(pin.frames.pointerState[leadingEdge]).toBe(pointerStates.locked);
    expect(completedOf(pin)).toEqual([0]);
  });

  it('not ready when the lock on the next frame fails', () => {
    const pin = makePin();
    fill(pin, 1);
    lockPointer(pin, leadingEdge);
    expect(advanceOffsets(pin, leadingEdge, 0, 4096, false)).toBe(ntStatus.deviceNotReady);
  });

  it('goes no further than the frame: SPT-09', () => {
    const pin = makePin({ direction: 'input' });
    submit(pin, [{ dataUsed: 100 }]);
    submit(pin, [{ dataUsed: 100 }]);
    lockPointer(pin, leadingEdge);
    advanceOffsets(pin, leadingEdge, 150, 0, false);
    expect(pin.environment.violations.first[0]).toMatchObject({ code: 'SPT-09', facts: { offset: 'OffsetIn', used: 150, remaining: 100 } });
    expect(readOffsets(pin, leadingEdge).offsetIn.remaining).toBe(100);
  });

  it('Eject goes on whatever remains', () => {
    const pin = makePin();
    fill(pin, 2);
    lockPointer(pin, leadingEdge);
    advanceOffsets(pin, leadingEdge, 0, 1, true);
    expect(completedOf(pin)).toEqual([0]);
  });

  it('…AndUnlock unlocks on the same frame and on the next', () => {
    const pin = makePin();
    fill(pin, 2);
    lockPointer(pin, leadingEdge);
    advanceOffsetsAndUnlock(pin, leadingEdge, 0, 96, false);
    expect(pin.frames.pointerState[leadingEdge]).toBe(pointerStates.unlocked);
    expect(readOffsets(pin, leadingEdge).offsetOut.remaining).toBe(4000);
    lockPointer(pin, leadingEdge);
    advanceOffsetsAndUnlock(pin, leadingEdge, 0, 4000, false);
    expect(pin.frames.pointerState[leadingEdge]).toBe(pointerStates.unlocked);
    expect(completedOf(pin)).toEqual([0]);
  });

  it('of an in-place transform ends a frame with either offset', () => {
    const pin = makePin({ direction: 'inPlace' });
    submit(pin, [{ dataUsed: 10, frameExtent: 20 }]);
    lockPointer(pin, leadingEdge);
    expect(readOffsets(pin, leadingEdge)).toEqual({ offsetIn: { count: 10, remaining: 10 }, offsetOut: { count: 20, remaining: 20 } });
    advanceOffsets(pin, leadingEdge, 10, 0, false);
    expect(completedOf(pin)).toEqual([0]);
  });
});

describe('clones', () => {
  it('have the frame, lock state, offsets and context; the frame waits for them', () => {
    const pin = makePin();
    fill(pin, 2);
    lockPointer(pin, leadingEdge);
    advanceOffsets(pin, leadingEdge, 0, 96, false);
    const clone = clonePointer(pin, leadingEdge, null, 7);
    expect(pin.frames.pointerState[clone & 0xfffff]).toBe(pointerStates.locked);
    expect(readOffsets(pin, clone).offsetOut.remaining).toBe(4000);
    advancePointer(pin, leadingEdge);
    expect(completedOf(pin)).toEqual([]);
    advanceOffsets(pin, clone, 0, 1000, false);
    expect(readOffsets(pin, clone).offsetOut.remaining).toBe(3000);
    expect(readOffsets(pin, leadingEdge).offsetOut.remaining).toBe(4096);
    expect(deletePointer(pin, clone)).toBe(ntStatus.success);
    expect(completedOf(pin)).toEqual([0]);
    sound(pin);
  });

  it('none without a frame', () => {
    expect(clonePointer(makePin(), leadingEdge, null, 0)).toBe(nullPointer);
  });

  it('an edge and NULL cannot be deleted (SPT-03), a deleted clone not be used (SPT-06), not even when its number is used again', () => {
    const pin = makePin({ flags: queueFlags.distinctTrailingEdge });
    fill(pin, 1);
    expect(deletePointer(pin, leadingEdge)).toBe(ntStatus.invalidParameter);
    expect(deletePointer(pin, trailingEdge)).toBe(ntStatus.invalidParameter);
    expect(deletePointer(pin, nullPointer)).toBe(ntStatus.invalidParameter);
    const clone = clonePointer(pin, leadingEdge, null, 0);
    deletePointer(pin, clone);
    const other = clonePointer(pin, leadingEdge, null, 0);
    expect(other).not.toBe(clone);
    expect(lockPointer(pin, clone)).toBe(ntStatus.invalidParameter);
    expect(codesOf(pin.environment)).toEqual(['SPT-03', 'SPT-03', 'SPT-03', 'SPT-06']);
  });

  it('are enumerated in the order they were made', () => {
    const pin = makePin();
    fill(pin, 1);
    const made = [0, 1, 2].map((context) => clonePointer(pin, leadingEdge, null, context));
    deletePointer(pin, made[1]!);
    expect(firstClonePointer(pin)).toBe(made[0]);
    expect(nextClonePointer(pin, made[0]!)).toBe(made[2]);
    expect(nextClonePointer(pin, made[2]!)).toBe(nullPointer);
  });
});

describe('headers, requests and bytes', () => {
  it('an unlocked pointer is no safe way to the header: SPT-01', () => {
    const pin = makePin();
    fill(pin, 1);
    writeDataUsed(pin, leadingEdge, 1);
    writeDataUsed(pin, leadingEdge, 2, true);
    expect(pin.environment.violations.first.map(({ facts }) => facts)).toMatchObject([{ synchronised: false }, { synchronised: true }]);
  });

  it('the request has the status that was set', () => {
    const pin = makePin();
    fill(pin, 1);
    setStatusCode(pin, leadingEdge, ntStatus.insufficientResources);
    advancePointer(pin, leadingEdge);
    expect(completions(pin)[0]).toMatchObject({ status: ntStatus.insufficientResources, destination: 'caller' });
  });

  it('a source pin sends its requests on', () => {
    const pin = makePin({ communication: 'source' });
    fill(pin, 1);
    advancePointer(pin, leadingEdge);
    expect(completions(pin)[0]).toMatchObject({ destination: 'connectedPin' });
  });

  it('KsStreamPointerGetIrp is NULL on an unlocked pointer: SPT-14', () => {
    const pin = makePin();
    fill(pin, 1);
    expect(getIrp(pin, leadingEdge, 'GetMdl', true)).toBe(nullPointer);
    expect(codesOf(pin.environment)).toEqual(['SPT-14']);
    lockPointer(pin, leadingEdge);
    expect(getIrp(pin, leadingEdge, 'GetIrp', true)).toBe(0);
  });

  it('KsPinGetAvailableByteCount counts from the leading edge, or behind its frame', () => {
    const pin = makePin();
    fill(pin, 3);
    lockPointer(pin, leadingEdge);
    advanceOffsets(pin, leadingEdge, 0, 96, false);
    expect(availableBytes(pin)).toEqual({ inputDataBytes: 0, outputBufferBytes: 4000 + 2 * 4096 });
    const behind = makePin({ direction: 'input' }, { availableBytes: 'afterLeadingEdge' });
    submit(behind, [{ dataUsed: 10 }, { dataUsed: 30 }]);
    expect(availableBytes(behind)).toEqual({ inputDataBytes: 30, outputBufferBytes: 0 });
  });
});

describe('timeouts (K:nf-ks-ksstreampointerscheduletimeout)', () => {
  it('fire in 100 ns units from now, the later one replaces the earlier, and one dies with its pointer', () => {
    const { pin } = runningPin();
    fill(pin, 1);
    const [first, second] = [clonePointer(pin, leadingEdge, null, 0), clonePointer(pin, leadingEdge, null, 0)];
    pin.environment.clock[0] = 1000;
    scheduleTimeout(pin, first, 50);
    scheduleTimeout(pin, first, 20);
    scheduleTimeout(pin, second, 10);
    expect(nextTimeout(pin)).toBe(2000);
    deletePointer(pin, second);
    expect(nextTimeout(pin)).toBe(3000);
    expect(fireTimeout(pin)).toBeNull();
    pin.environment.clock[0] = 3000;
    expect(fireTimeout(pin)).toBe(first);
    expect(fireTimeout(pin)).toBeNull();
    expect(codesOf(pin.environment)).toEqual([]);
  });

  it('are cancelled, without effect where there is none', () => {
    const { pin } = runningPin();
    fill(pin, 1);
    cancelTimeout(pin, leadingEdge);
    scheduleTimeout(pin, leadingEdge, 1);
    cancelTimeout(pin, leadingEdge);
    expect(nextTimeout(pin)).toBeNull();
  });

  it('scheduled in PAUSE break SPT-15: they wait for one in RUN and then fire in a chain', () => {
    const { pin } = runningPin();
    fill(pin, 1);
    const clones = [0, 1, 2].map((context) => clonePointer(pin, leadingEdge, null, context));
    changeState(pin, ksState.pause);
    scheduleTimeout(pin, clones[0]!, 30);
    scheduleTimeout(pin, clones[1]!, 20);
    expect(codesOf(pin.environment)).toEqual(['SPT-15', 'SPT-15']);
    pin.environment.clock[0] = 100_000;
    expect(fireTimeout(pin)).toBeNull();
    changeState(pin, ksState.run);
    expect(nextTimeout(pin)).toBeNull();
    scheduleTimeout(pin, clones[2]!, 1000);
    expect(nextTimeout(pin)).toBe(100_000);
    expect([fireTimeout(pin), fireTimeout(pin), fireTimeout(pin)]).toEqual([clones[1], clones[0], null]);
  });

  it('or fire on time (timeoutBeforeRun)', () => {
    const pin = makePin({}, { timeoutBeforeRun: 'firesOnTime' });
    fill(pin, 1);
    scheduleTimeout(pin, leadingEdge, 1);
    expect(nextTimeout(pin)).toBe(100);
  });
});
