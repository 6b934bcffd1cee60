import { describe, expect, it } from 'vitest';
import type { ScenarioEvent } from '../../../../server/src/simulation/index';
import { constant, milliseconds as ms, pin, run, scenario } from '../scenarios';
import type { PinChanges } from '../scenarios';
import { callsOf, codesOf, framesMissing, runModel, timedCallsOf } from './support';

/** Four requests, so that two of them are with the device when the event comes at 42 ms, in the middle of a transfer of 4 ms that began at 40 ms. */
const four = { client: { requests: 4, hold: constant(15 * ms) } } as const;
const at = 42 * ms;
const withEvents = (events: readonly ScenarioEvent[], changes: PinChanges = {}, more: Parameters<typeof scenario>[1] = {}) => scenario([pin({ ...four, ...changes })], { events, ...more });

describe('a cancellation', () => {
  const words = ['cancelDeferred', 'frameCancelled', 'CancelCallback', 'frameCompleted', 'requestCompleted'];

  it('that meets locked clones is deferred, and the DPC that deletes the clone completes the request first', () => {
    const model = runModel(withEvents([{ kind: 'cancel', time: at, pin: 0, which: 'oldest' }]));
    expect(model.outside.outcomes).toEqual(['deferred']);
    expect(callsOf(model, words, at, 44 * ms)).toEqual(['cancelDeferred 3', 'frameCompleted 3', 'requestCompleted 3']);
    expect(model.pins[0]).toMatchObject({ framesProduced: 10, framesDelivered: 10, framesDropped: 0 });
  });

  it('of unlocked clones calls their callback, which deletes them: the request is back at once, and the frame being filled is lost', () => {
    const model = runModel(withEvents([{ kind: 'cancel', time: at, pin: 0, which: 'oldest' }], { driver: { unlocksClones: true, cancelCallback: 'deletes' } }));
    expect(model.outside.outcomes).toEqual(['done']);
    expect(callsOf(model, words, at, at)).toEqual(['frameCancelled 3', 'CancelCallback 5', 'requestCompleted 3']);
    expect(model.pins[0]!.drops.get('cancelled')).toMatchObject({ count: 1, firstFrame: 3 });
    expect(framesMissing(model.pins[0]!)).toBe(0);
  });

  it('of all requests goes from the oldest to the newest', () => {
    const model = runModel(withEvents([{ kind: 'cancel', time: at, pin: 0, which: 'all' }], { driver: { unlocksClones: true, cancelCallback: 'deletes' } }));
    expect(callsOf(model, ['frameCancelled'], at, at)).toEqual(['frameCancelled 3', 'frameCancelled 0', 'frameCancelled 1']);
    expect(model.pins[0]!.leaked.count).toBe(0);
  });

  it('under a callback that keeps the clone waits for its deletion, unless option cancelledClone says otherwise', () => {
    const driver = { unlocksClones: true, cancelCallback: 'keeps' } as const;
    const event = { kind: 'cancel', time: at, pin: 0, which: 'oldest' } as const;
    expect(callsOf(runModel(withEvents([event], { driver })), words, at, 44 * ms)).toEqual(['frameCancelled 3', 'CancelCallback 5', 'requestCompleted 3']);
    expect(timedCallsOf(runModel(withEvents([event], { driver })), ['requestCompleted']).find(([time]) => time >= 42)).toEqual([44, 'requestCompleted 3']);
    expect(timedCallsOf(runModel(withEvents([event], { driver }, { choices: { cancelledClone: 'atOnce' } })), ['requestCompleted']).find(([time]) => time >= 42)).toEqual([42, 'requestCompleted 3']);
  });

  it('that is forgotten when it meets a lock changes nothing', () => {
    const model = runModel(withEvents([{ kind: 'cancel', time: at, pin: 0, which: 'oldest' }], {}, { choices: { cancelWhileLocked: 'forgotten' } }));
    expect(callsOf(model, words, at, at)).toEqual([]);
    expect(model.outside.outcomes).toEqual(['deferred']);
  });

  it('of what only waits in the queue moves the leading edge, and the client queues the request anew', () => {
    const model = runModel(withEvents([{ kind: 'cancel', time: at, pin: 0, which: 'all' }], { flags: 0x00010010, driver: { attemptProcessing: 'never' } }));
    expect(callsOf(model, ['frameCancelled', 'leadingEdgeAdvanced', 'frameArrived', 'leadingEdgeSet'], at, at)).toEqual([
      'frameCancelled 0', 'leadingEdgeAdvanced 1', 'frameArrived 0', 'frameCancelled 1', 'leadingEdgeAdvanced 2', 'frameArrived 1', 'frameCancelled 2', 'leadingEdgeAdvanced 3', 'frameArrived 2',
      'frameCancelled 3', 'leadingEdgeAdvanced 0', 'frameArrived 3',
    ]);
  });

  it('with nothing outstanding has no effect', () => {
    expect(runModel(withEvents([{ kind: 'cancel', time: 105 * ms, pin: 0, which: 'all' }])).outside.outcomes).toEqual(['withoutEffect']);
  });
});

describe('a reset', () => {
  const event = { kind: 'reset', time: at, pin: 0, duration: 20 * ms } as const;
  const words = ['Reset', 'frameCompleted', 'frameCancelled', 'cancelDeferred', 'requestCompleted', 'requestRefused', 'frameArrived'];

  it('has the driver delete its clones, cancels the rest, refuses what comes, and takes it again behind KSRESET_END', () => {
    const model = runModel(withEvents([event], { callbacks: { reset: 'PinReset' }, hardware: { listDepth: 2, transferTime: constant(4 * ms) } }));
    expect(callsOf(model, words, at, 61 * ms)).toEqual([
      'Reset 0', 'frameCompleted 3', 'requestCompleted 3', 'frameCompleted 0', 'requestCompleted 0', 'frameCancelled 1', 'requestCompleted 1',
      // The cancelled one is queued again at once, what came back unfilled when its hold is over, as is the one the client had.
      'requestRefused -1', 'requestRefused -1', 'requestRefused -1', 'requestRefused -1',
    ]);
    expect(callsOf(model, words, 62 * ms, 62 * ms)).toEqual(['Reset 1', 'frameArrived 0', 'frameArrived 1', 'frameArrived 2', 'frameArrived 3']);
    // The frame under way is lost, and so are those for which there was no buffer; nobody is to blame.
    expect([...model.pins[0]!.drops.keys()].sort()).toEqual(['discardedAtStop']);
    expect(framesMissing(model.pins[0]!)).toBe(0);
    expect(codesOf(model)).toEqual([]);
  });

  it('whose callback leaves the clones breaks STA-04; the requests come back when the DPC deletes them', () => {
    const model = runModel(withEvents([event], { driver: { resetDeletesClones: false } }));
    expect(codesOf(model)).toEqual(['STA-04']);
    expect(callsOf(model, words, at, 44 * ms)).toEqual(['Reset 0', 'cancelDeferred 3', 'cancelDeferred 0', 'cancelDeferred 1', 'frameCompleted 3', 'requestCompleted 3']);
  });

  it('cancels before the callback where option resetOrder says so', () => {
    const model = runModel(withEvents([event], { hardware: { listDepth: 1, transferTime: constant(4 * ms) } }, { choices: { resetOrder: 'cancelFirst' } }));
    expect(callsOf(model, words, at, at).slice(0, 5)).toEqual(['cancelDeferred 3', 'cancelDeferred 0', 'frameCancelled 1', 'requestCompleted 1', 'Reset 0']);
  });

  it('is not ended by a change of state, and the client does not take it to be (STA-10)', () => {
    const states = [{ time: 0, state: 'RUN' }, { time: 45 * ms, state: 'STOP' }, { time: 50 * ms, state: 'RUN' }, { time: 100 * ms, state: 'STOP' }] as const;
    const model = runModel(withEvents([event], { states }));
    expect(codesOf(model)).toEqual([]);
    expect(callsOf(model, ['frameArrived'], 45 * ms, 61 * ms)).toEqual([]);
    expect(callsOf(model, ['Reset', 'frameArrived'], 62 * ms, 62 * ms)).toEqual(['Reset 1', 'frameArrived 0', 'frameArrived 1', 'frameArrived 2', 'frameArrived 3']);
  });

  it('waits for Process; one more while a pin is being reset has no effect; in STOP it comes, too', () => {
    const busy = runModel(withEvents([{ ...event, time: 2 * ms }], { driver: { processTime: constant(3 * ms) } }));
    // Four frames at 3 ms each, from the first instant on.
    expect(timedCallsOf(busy, ['Reset'])).toEqual([[12, 'Reset 0'], [32, 'Reset 1']]);
    expect(runModel(withEvents([event, { ...event, time: 50 * ms }])).outside.outcomes).toEqual(['done', 'withoutEffect']);
    const stopped = runModel(withEvents([{ ...event, time: 10 * ms }], { states: [{ time: 20 * ms, state: 'RUN' }] }));
    expect(stopped.outside.outcomes).toEqual(['done']);
    expect(timedCallsOf(stopped, ['Reset'])).toEqual([[10, 'Reset 0'], [30, 'Reset 1']]);
    expect(timedCallsOf(stopped, ['frameArrived'])[0]).toEqual([30, 'frameArrived 0']);
  });

  it('may end after the stream, and begin and end at one instant', () => {
    const late = runModel(withEvents([{ ...event, time: 100 * ms, duration: 1000 * ms }]));
    expect(late.engine.clock[0]).toBe(1100 * ms);
    const short = runModel(withEvents([{ ...event, duration: 0 }]));
    expect(timedCallsOf(short, ['Reset'])).toEqual([[42, 'Reset 0'], [42, 'Reset 1']]);
    expect(framesMissing(short.pins[0]!)).toBe(0);
  });
});

describe('a format change', () => {
  const event = { kind: 'formatChange', time: at, pin: 0, frameBytes: 2000 } as const;

  it('calls SetDataFormat in the present state, and buffers for the old size are too small from then on (HDR-05)', () => {
    const model = runModel(withEvents([event]));
    expect(timedCallsOf(model, ['SetDataFormat', 'Create'])).toEqual([[0, 'SetDataFormat 0'], [0, 'Create 0'], [42, 'SetDataFormat 0']]);
    expect(codesOf(model)).toEqual(['HDR-05']);
    expect([...model.pins[0]!.drops.keys()]).toEqual(['buffersTooSmall']);
    // The three that the device had already.
    expect(model.pins[0]!.truncated).toBe(3);
  });

  it('or are filled in part (HDR-06): only frames completed after the change count as torn', () => {
    const slow = { whenBufferTooSmall: 'truncate' } as const;
    const model = runModel(scenario([{ ...pin({ ...four, driver: slow, system: { completionLatency: constant(5 * ms) } }), hasFixedSize: true }], { events: [event] }));
    expect(codesOf(model)).toEqual(['HDR-06']);
    // Frames 4 to 10 are completed behind it; the third was on its way to the client.
    expect(model.pins[0]!.partial.count).toBe(7);
    const smaller = runModel(scenario([{ ...pin(four), hasFixedSize: true }], { events: [{ ...event, frameBytes: 500 }] }));
    expect(codesOf(smaller)).toEqual([]);
    expect(smaller.pins[0]!.times[2]).toBe(3 * 1000 + 7 * 500);
  });

  it('is refused on a pin with FIXED_FORMAT, without a call', () => {
    const model = runModel(withEvents([event], { flags: 0x00110000 }));
    expect(model.outside.outcomes).toEqual(['refused']);
    expect(callsOf(model, ['SetDataFormat', 'formatRefused'], at)).toEqual(['formatRefused 0']);
    expect(model.pins[0]!.framesDelivered).toBe(10);
  });

  it('waits for SetDeviceState, which is called under the same mutex', () => {
    const model = runModel(withEvents([{ ...event, time: 2 * ms }], { driver: { setDeviceStateTime: constant(5 * ms) } }));
    expect(timedCallsOf(model, ['SetDeviceState', 'SetDataFormat']).slice(1, 4)).toEqual([[0, 'SetDeviceState 1'], [5, 'SetDeviceState 2'], [10, 'SetDeviceState 3']]);
    expect(timedCallsOf(model, ['SetDataFormat'])[1]).toEqual([15, 'SetDataFormat 0']);
  });
});

describe('a second open', () => {
  const event = { kind: 'secondOpen', time: at, pin: 0 } as const;

  it('is refused when InstancesPossible is reached, and possible below it and when the pin has been closed', () => {
    const refused = runModel(withEvents([{ ...event, instancesPossible: 1 }]));
    expect(refused.outside.outcomes).toEqual(['refused']);
    expect(refused.pins[0]!.opensRefused).toEqual({ count: 1, firstTime: at });
    expect(callsOf(refused, ['Create', 'createRefused'], at)).toEqual(['createRefused 0']);
    const possible = runModel(withEvents([{ ...event, instancesPossible: 2 }]));
    expect(possible.outside.outcomes).toEqual(['done']);
    expect(possible.pins[0]!.opensRefused.count).toBe(0);
    const closed = runModel(withEvents([{ kind: 'processEnds', time: 30 * ms, pin: 0 }, { ...event, instancesPossible: 1 }]));
    expect(closed.outside.outcomes).toEqual(['done', 'done']);
  });

  it('changes nothing of the stream', () => {
    const plain = run(withEvents([]));
    const opened = run(withEvents([{ ...event, instancesPossible: 1 }]));
    expect(opened.framesDelivered).toBe(plain.framesDelivered);
    expect(opened.latency).toEqual(plain.latency);
  });

  it('leaves a buffer with its client when the clone that had it times out later, in the middle of a transfer', () => {
    const quarter = constant(0.25 * ms);
    const outcomes = new Set<string>();
    for (let time = 20; time < 50; time += 0.25) {
      const model = runModel(withEvents([{ kind: 'cancel', time: time * ms, pin: 0, which: 'all' }], {
        flags: 0, client: { requests: 2, hold: constant(0), firstQueuedAt: 'ACQUIRE' }, hardware: { listDepth: 1 },
        driver: { pattern: 'cloneAndAdvance', unlocksClones: true, cancelCallback: 'none', cloneTimeout: 3 * ms, processTime: constant(0.75 * ms) },
        system: { completionLatency: quarter, dpcLatency: quarter, workItemLatency: quarter },
      }, { duration: 60 * ms, checkInvariants: true, choices: { cancelledClone: 'withoutCallbackReleased' } }));
      model.outside.outcomes.forEach((outcome) => outcomes.add(outcome));
      expect(framesMissing(model.pins[0]!)).toBe(0);
    }
    expect(outcomes).toContain('done');
  });
});
