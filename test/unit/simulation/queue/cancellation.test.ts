import { describe, expect, it } from 'vitest';
import type { CancelCallback } from '../../../../server/src/simulation/queue/index';
import {
  advancePointer, cancelRequest, changeState, checkLeftovers, clonePointer, deletePointer, firstClonePointer, getLeadingEdgePointer, ksState, leadingEdge, lockPointer, ntStatus,
  nullPointer, queueFlags, resetBegin, resetEnd, scheduleTimeout, submitRequest, takeCompletedRequests, unlockPointer,
} from '../../../../server/src/simulation/queue/index';
import { callsOf, clearCalls, codesOf, completedOf, completions, fill, makePin, runningPin, sound, submit } from './support';

const deletesClone: CancelCallback = (pin, clone) => void deletePointer(pin, clone);
const keepsClone: CancelCallback = () => undefined;

describe('cancellation (W:stream-pointers-and-irp-cancellation)', () => {
  it('takes the frame away, moves the leading edge on and completes the request', () => {
    const pin = makePin();
    fill(pin, 2);
    clearCalls(pin.environment);
    expect(cancelRequest(pin, 0)).toBe('cancelled');
    expect(callsOf(pin.environment)).toEqual(['frameCancelled 0', 'leadingEdgeAdvanced 1', 'requestCompleted 0']);
    expect(takeCompletedRequests(pin)).toMatchObject([{ request: 0, status: ntStatus.cancelled }]);
    sound(pin);
  });

  it('all frames of a request go together', () => {
    const pin = makePin();
    submit(pin, [{}, {}, {}]);
    fill(pin, 1);
    advancePointer(pin, leadingEdge);
    cancelRequest(pin, 0);
    expect(pin.frames).toMatchObject({ received: 4, completed: 1, cancelled: 2, waiting: 1 });
    expect(completedOf(pin)).toEqual([0]);
    sound(pin);
  });

  it('calls the cancel callbacks of the unlocked clones, in order, after the frame has gone', () => {
    const pin = makePin();
    fill(pin, 2);
    const clones = [clonePointer(pin, leadingEdge, deletesClone, 0), clonePointer(pin, leadingEdge, deletesClone, 0)];
    clearCalls(pin.environment);
    cancelRequest(pin, 0);
    expect(callsOf(pin.environment)).toEqual(['frameCancelled 0', 'leadingEdgeAdvanced 1', `CancelCallback ${clones[0]!}`, `CancelCallback ${clones[1]!}`, 'requestCompleted 0']);
    expect(codesOf(pin.environment)).toEqual([]);
    sound(pin);
  });

  it('waits for a lock, and tells how long', () => {
    const pin = makePin();
    fill(pin, 1);
    lockPointer(pin, leadingEdge);
    expect(cancelRequest(pin, 0)).toBe('deferred');
    expect(completedOf(pin)).toEqual([]);
    pin.environment.clock[0] = 5000;
    unlockPointer(pin, leadingEdge, false);
    expect(completions(pin)).toMatchObject([{ request: 0, status: ntStatus.cancelled }]);
    expect(pin.environment.violations.first).toMatchObject([{ code: 'SPT-18', facts: { request: 0, delay: 5000 } }]);
  });

  it('that waited comes too late for a frame the driver has finished', () => {
    const pin = makePin();
    fill(pin, 2);
    lockPointer(pin, leadingEdge);
    cancelRequest(pin, 0);
    advancePointer(pin, leadingEdge);
    expect(completions(pin)).toMatchObject([{ request: 0, status: ntStatus.success }]);
    expect(pin.frames.cancelled).toBe(0);
  });

  it('is forgotten with cancelWhileLocked', () => {
    const pin = makePin({}, { cancelWhileLocked: 'forgotten' });
    fill(pin, 1);
    lockPointer(pin, leadingEdge);
    cancelRequest(pin, 0);
    unlockPointer(pin, leadingEdge, false);
    expect(completedOf(pin)).toEqual([]);
  });

  it('with a locked clone waits for that', () => {
    const pin = makePin();
    fill(pin, 1);
    lockPointer(pin, leadingEdge);
    const clone = clonePointer(pin, leadingEdge, deletesClone, 0);
    unlockPointer(pin, leadingEdge, false);
    expect(cancelRequest(pin, 0)).toBe('deferred');
    unlockPointer(pin, clone, false);
    expect(completedOf(pin)).toEqual([0]);
    expect(firstClonePointer(pin)).toBe(nullPointer);
  });

  it('a clone on a cancelled frame cannot be locked any more, and holds the request until it is deleted', () => {
    const pin = makePin();
    fill(pin, 1);
    const clone = clonePointer(pin, leadingEdge, null, 0);
    cancelRequest(pin, 0);
    expect(completedOf(pin)).toEqual([]);
    expect(lockPointer(pin, clone)).toBe(ntStatus.deviceNotReady);
    checkLeftovers(pin, 'unload');
    expect(codesOf(pin.environment)).toEqual(['SPT-11']);
    deletePointer(pin, clone);
    expect(completions(pin)).toMatchObject([{ request: 0, status: ntStatus.cancelled }]);
    expect(codesOf(pin.environment)).toEqual([]);
    sound(pin);
  });

  it('the time that an unattended clone keeps a cancelled request waiting is SPT-10', () => {
    const pin = makePin();
    fill(pin, 1);
    const clone = clonePointer(pin, leadingEdge, null, 0);
    cancelRequest(pin, 0);
    pin.environment.clock[0] = 700;
    deletePointer(pin, clone);
    expect(pin.environment.violations.first).toMatchObject([{ code: 'SPT-10', facts: { request: 0, delay: 700 } }]);
  });

  it.each([['lastCloneDeleted', false, false], ['withoutCallbackReleased', true, false], ['atOnce', true, true]] as const)(
    'C-14 %s: without a callback complete %s, with one that keeps the clone %s', (cancelledClone, without, withCallback) => {
      for (const [callback, expected] of [[null, without], [keepsClone, withCallback]] as const) {
        const pin = makePin({}, { cancelledClone });
        fill(pin, 1);
        const clone = clonePointer(pin, leadingEdge, callback, 0);
        cancelRequest(pin, 0);
        expect(completedOf(pin)).toEqual(expected ? [0] : []);
        expect(lockPointer(pin, clone)).toBe(ntStatus.deviceNotReady);
        sound(pin);
        deletePointer(pin, clone);
        expect(completedOf(pin)).toEqual([0]);
        sound(pin);
      }
    });

  it('a timeout on the clone is a reason to keep it: no SPT-10', () => {
    const { pin } = runningPin();
    fill(pin, 1);
    const clone = clonePointer(pin, leadingEdge, null, 0);
    scheduleTimeout(pin, clone, 100);
    cancelRequest(pin, 0);
    pin.environment.clock[0] = 700;
    deletePointer(pin, clone);
    expect(codesOf(pin.environment)).toEqual([]);
  });

  it('a cancel callback that works on the queue breaks SPT-12', () => {
    const pin = makePin();
    fill(pin, 2);
    clonePointer(pin, leadingEdge, (queue, clone) => {
      getLeadingEdgePointer(queue, false);
      deletePointer(queue, clone);
    }, 0);
    cancelRequest(pin, 0);
    expect(codesOf(pin.environment)).toEqual(['SPT-12']);
  });

  it('with ENFORCE_FIFO completed requests keep their order, and a cancelled one waits for none', () => {
    const pin = makePin({ flags: queueFlags.enforceFifo });
    fill(pin, 3);
    const older = clonePointer(pin, leadingEdge, null, 0);
    advancePointer(pin, leadingEdge);
    advancePointer(pin, leadingEdge);
    expect(completedOf(pin)).toEqual([]);
    cancelRequest(pin, 2);
    deletePointer(pin, older);
    expect(completedOf(pin)).toEqual([2, 0, 1]);
    sound(pin);
  });
});

describe('reset (K:ni-ks-ioctl_ks_reset_state, W:resetting-state-in-avstream-codecs)', () => {
  const deletesClones = (pin: ReturnType<typeof makePin>): void => {
    for (let clone = firstClonePointer(pin); clone !== nullPointer; clone = firstClonePointer(pin)) deletePointer(pin, clone);
  };

  it('BEGIN lets the driver delete its clones, cancels what waits and refuses what comes', () => {
    const { pin } = runningPin();
    fill(pin, 2);
    clonePointer(pin, leadingEdge, null, 0);
    advancePointer(pin, leadingEdge);
    clearCalls(pin.environment);
    resetBegin(pin, deletesClones);
    expect(callsOf(pin.environment)).toEqual(['Reset 0', 'frameCompleted 0', 'requestCompleted 0', 'frameCancelled 1', 'leadingEdgeAdvanced -1', 'requestCompleted 1']);
    expect(submit(pin)).toMatchObject({ status: ntStatus.deviceNotReady, request: -1 });
    resetEnd(pin, () => undefined);
    expect(submit(pin).status).toBe(ntStatus.success);
    expect(codesOf(pin.environment)).toEqual([]);
    sound(pin);
  });

  it('cancels before the callback with resetOrder', () => {
    const { pin } = runningPin({}, { resetOrder: 'cancelFirst' });
    fill(pin, 1);
    clonePointer(pin, leadingEdge, deletesClone, 0);
    clearCalls(pin.environment);
    resetBegin(pin, deletesClones);
    expect(callsOf(pin.environment)).toEqual(['frameCancelled 0', 'leadingEdgeAdvanced -1', 'CancelCallback 2', 'requestCompleted 0', 'Reset 0']);
  });

  it('a clone that the callback leaves breaks STA-04', () => {
    const { pin } = runningPin();
    fill(pin, 1);
    clonePointer(pin, leadingEdge, deletesClone, 0);
    resetBegin(pin, () => undefined);
    expect(pin.environment.violations.first).toMatchObject([{ code: 'STA-04', facts: { clones: 1, when: 'reset' } }]);
  });

  it('is not ended by a change of state; to submit before the end breaks STA-10', () => {
    const { pin } = runningPin();
    resetBegin(pin, () => undefined);
    expect(submit(pin).status).toBe(ntStatus.deviceNotReady);
    expect(codesOf(pin.environment)).toEqual([]);
    changeState(pin, ksState.pause);
    changeState(pin, ksState.run);
    expect(submitRequest(pin, [{ frameExtent: 1 }], 'passive').status).toBe(ntStatus.deviceNotReady);
    expect(codesOf(pin.environment)).toEqual(['STA-10']);
  });

  it('what is locked is cancelled when it is unlocked', () => {
    const { pin } = runningPin();
    fill(pin, 1);
    lockPointer(pin, leadingEdge);
    resetBegin(pin, () => undefined);
    expect(completedOf(pin)).toEqual([]);
    unlockPointer(pin, leadingEdge, false);
    expect(completedOf(pin)).toEqual([0]);
  });
});

describe('stop', () => {
  it('a clone left at STOP breaks STA-04, at the stop of the device SPT-04, a lock SPT-05', () => {
    const { pin } = runningPin();
    fill(pin, 1);
    lockPointer(pin, leadingEdge);
    clonePointer(pin, leadingEdge, null, 0);
    changeState(pin, ksState.stop);
    expect(pin.environment.violations.first).toMatchObject([{ code: 'STA-04', facts: { when: 'stop' } }]);
    codesOf(pin.environment);
    checkLeftovers(pin, 'deviceStop');
    expect(pin.environment.violations.first).toMatchObject([{ code: 'SPT-04', facts: { clones: 1 } }, { code: 'SPT-05', facts: { locked: 2 } }]);
  });
});
