import { describe, expect, it } from 'vitest';
import type { ScenarioEvent } from '../../../../server/src/simulation/index';
import { usedOptions } from '../../../../server/src/simulation/queue/index';
import { outstandingRequests } from '../../../../server/src/simulation/run/clients/outstanding';
import { constant, milliseconds as ms, pin, scenario } from '../scenarios';
import type { PinChanges } from '../scenarios';
import { callsOf, codesOf, framesMissing, runModel, timedCallsOf } from './support';

const four = { client: { requests: 4, hold: constant(15 * ms) } } as const;
const at = 42 * ms;
const withEvents = (events: readonly ScenarioEvent[], changes: PinChanges = {}, more: Parameters<typeof scenario>[1] = {}) => scenario([pin({ ...four, ...changes })], { events, ...more });
const states = ['SetDeviceState', 'SetPower', 'Close'];

describe('the end of a process', () => {
  const event = { kind: 'processEnds', time: at, pin: 0 } as const;

  it('cancels its requests, leads the pin to STOP step by step and closes it; what the client would have asked for later does not come', () => {
    const model = runModel(withEvents([event]));
    expect(callsOf(model, ['cancelDeferred', 'requestCompleted', ...states], at)).toEqual([
      'cancelDeferred 0', 'cancelDeferred 1', 'cancelDeferred 3', 'SetDeviceState 2', 'SetDeviceState 1', 'requestCompleted 3', 'requestCompleted 0', 'requestCompleted 1', 'SetDeviceState 0', 'Close 0',
    ]);
    expect(model.outside.outcomes).toEqual(['done']);
    // The state that is asked for at 105 ms changes nothing any more.
    expect(timedCallsOf(model, states).at(-1)).toEqual([42, 'Close 0']);
    expect(model.pins[0]).toMatchObject({ framesProduced: 4, framesDelivered: 3, isClosed: true });
    expect(framesMissing(model.pins[0]!)).toBe(0);
    expect(codesOf(model)).toEqual([]);
  });

  it('lets a call of SetDeviceState return, and gives up the rest of what the client asked for', () => {
    const model = runModel(withEvents([{ ...event, time: 7 * ms }], { driver: { setDeviceStateTime: constant(5 * ms) } }));
    expect(timedCallsOf(model, states)).toEqual([[0, 'SetDeviceState 1'], [5, 'SetDeviceState 2'], [10, 'SetDeviceState 1'], [15, 'SetDeviceState 0'], [20, 'Close 0']]);
  });

  it('hangs on clones that nobody deletes: the pin is not closed, and their requests never come back', () => {
    const locked = runModel(withEvents([event], { driver: { deletesClones: 'never' } }));
    expect(locked.outside.outcomes).toEqual(['waiting']);
    expect(locked.stopReason).toBe('completed');
    expect(locked.pins[0]).toMatchObject({ isClosed: false, leaked: { count: 3 } });
    expect(outstandingRequests(locked.pins[0]!.client!)).toBe(3);
    expect(codesOf(locked)).toContain('STA-04');
    const unlocked = runModel(withEvents([event], { driver: { deletesClones: 'never', unlocksClones: true, cancelCallback: 'keeps' } }));
    expect(unlocked.pins[0]).toMatchObject({ isClosed: false, leaked: { count: 3 } });
    const deleting = runModel(withEvents([event], { driver: { deletesClones: 'never', unlocksClones: true, cancelCallback: 'deletes' } }));
    expect(deleting.pins[0]).toMatchObject({ isClosed: true, leaked: { count: 0 } });
  });

  it('lets nothing that is on its way count as delivered', () => {
    const model = runModel(withEvents([{ ...event, time: 45 * ms }], { system: { completionLatency: constant(5 * ms) } }));
    expect(model.pins[0]).toMatchObject({ framesProduced: 4, framesDelivered: 3 });
    expect(model.pins[0]!.drops.get('discardedAtStop')).toMatchObject({ count: 1 });
  });

  it('in STOP only closes the pin; once more, or a reset or a format for a closed pin, has no effect', () => {
    const model = runModel(withEvents([
      { ...event, time: 1 * ms }, { ...event, time: 2 * ms }, { kind: 'reset', time: 3 * ms, pin: 0, duration: 5 * ms }, { kind: 'formatChange', time: 4 * ms, pin: 0, frameBytes: 5 }, { kind: 'cancel', time: 5 * ms, pin: 0, which: 'all' },
    ], { states: [{ time: 20 * ms, state: 'RUN' }] }));
    expect(model.outside.outcomes).toEqual(['done', 'withoutEffect', 'withoutEffect', 'withoutEffect', 'withoutEffect']);
    expect(timedCallsOf(model, states)).toEqual([[1, 'Close 0']]);
  });

  it('of one graph leaves another alone', () => {
    const model = runModel(scenario([pin({ ...four, label: 'first' }), pin({ ...four, label: 'second' })], { events: [event] }));
    expect(model.pins.map(({ framesDelivered }) => framesDelivered)).toEqual([3, 10]);
  });
});

describe('sleep', () => {
  const event = { kind: 'sleep', time: at, duration: 20 * ms } as const;

  it('pauses what runs, then SetPower(D3); wakes with SetPower(D0), then RUN', () => {
    const model = runModel(withEvents([event], { driver: { reliesOnPowerFirst: true, setDeviceStateTime: constant(1 * ms) } }));
    expect(timedCallsOf(model, states).slice(3, 7)).toEqual([[42, 'SetDeviceState 2'], [43, 'SetPower 3'], [62, 'SetPower 0'], [62, 'SetDeviceState 3']]);
    expect(codesOf(model)).toEqual([]);
    expect(model.outside.outcomes).toEqual(['done']);
  });

  it('wakes in the other order where option wakeOrder says so; a driver that relies on the first breaks STA-06', () => {
    const wake = (reliesOnPowerFirst: boolean) => runModel(withEvents([event], { driver: { reliesOnPowerFirst, setDeviceStateTime: constant(1 * ms) } }, { choices: { wakeOrder: 'stateFirst' } }));
    expect(timedCallsOf(wake(true), states).slice(3, 7)).toEqual([[42, 'SetDeviceState 2'], [43, 'SetPower 3'], [62, 'SetDeviceState 3'], [63, 'SetPower 0']]);
    expect(codesOf(wake(true))).toEqual(['STA-06']);
    expect(wake(true).environment.violations.tallies.get('STA-06')).toEqual([{ object: 'capture', pin: 0, count: 1 }]);
    expect(codesOf(wake(false))).toEqual([]);
  });

  it('leaves pins alone that do not run, and nothing depends on the order then', () => {
    const model = runModel(withEvents([event], { driver: { reliesOnPowerFirst: true }, states: [{ time: 0, state: 'PAUSE' }] }, { choices: { wakeOrder: 'stateFirst' } }));
    expect(timedCallsOf(model, states).slice(2, 4)).toEqual([[42, 'SetPower 3'], [62, 'SetPower 0']]);
    expect(codesOf(model)).toEqual([]);
    expect(usedOptions(model.environment)).not.toContain('wakeOrder');
  });

  it('comes when what the client asked for has been carried out, and the client does nothing until the system wakes up', () => {
    const model = runModel(withEvents([{ ...event, time: 2 * ms }], { driver: { setDeviceStateTime: constant(5 * ms) }, states: [{ time: 0, state: 'RUN' }, { time: 4 * ms, state: 'PAUSE' }] }));
    expect(timedCallsOf(model, states).slice(0, 6)).toEqual([[0, 'SetDeviceState 1'], [5, 'SetDeviceState 2'], [10, 'SetDeviceState 3'], [15, 'SetDeviceState 2'], [20, 'SetPower 3'], [22, 'SetPower 0']]);
    // Back to RUN first; the PAUSE that was asked for before the sleep comes then.
    expect(timedCallsOf(model, states).slice(6, 8)).toEqual([[22, 'SetDeviceState 3'], [27, 'SetDeviceState 2']]);
    const { outside } = runModel(withEvents([event, { kind: 'cancel', time: 50 * ms, pin: 0, which: 'oldest' }, { kind: 'surpriseRemoval', time: 60 * ms }]));
    expect(outside.outcomes).toEqual(['done', 'deferred', 'done']);
    const held = runModel(withEvents([event]));
    // Requests that the client would have queued again at 49 ms and later it queues when it goes on.
    expect(timedCallsOf(held, ['frameArrived']).filter(([time]) => time > 42)[0]![0]).toBe(62);
  });

  it('waits with SetPower for Process, and does not hang however short or long it is', () => {
    const busy = runModel(withEvents([{ ...event, time: 1 * ms }], { flags: 0, driver: { processTime: constant(3 * ms) } }));
    expect(timedCallsOf(busy, ['SetPower'])).toEqual([[12, 'SetPower 3'], [21, 'SetPower 0']]);
    expect(runModel(withEvents([{ ...event, duration: 0 }])).outside.outcomes).toEqual(['done']);
    const long = runModel(withEvents([{ ...event, time: 90 * ms, duration: 500 * ms }]));
    expect(timedCallsOf(long, states).slice(-6)).toEqual([[590, 'SetPower 0'], [590, 'SetDeviceState 3'], [590, 'SetDeviceState 2'], [590, 'SetDeviceState 1'], [590, 'SetDeviceState 0'], [605, 'Close 0']]);
  });

  it('during sleep prolongs it', () => {
    const model = runModel(withEvents([event, { kind: 'sleep', time: 50 * ms, duration: 30 * ms }]));
    expect(timedCallsOf(model, ['SetPower'])).toEqual([[42, 'SetPower 3'], [80, 'SetPower 0']]);
    expect(model.outside.outcomes).toEqual(['done', 'done']);
  });
});

describe('a surprise removal', () => {
  const event = { kind: 'surpriseRemoval', time: at } as const;

  it('tells the driver, stops the device, cancels what waits and refuses what comes; the client stops when it would have', () => {
    const model = runModel(withEvents([event]));
    expect(callsOf(model, ['SurpriseRemoval', 'cancelDeferred', 'requestRefused', 'requestCompleted', 'SetDeviceState', 'Close'], at)).toEqual([
      'SurpriseRemoval -1', 'cancelDeferred 3', 'cancelDeferred 0', 'cancelDeferred 1', 'requestRefused -1', 'SetDeviceState 2', 'SetDeviceState 1', 'requestCompleted 3', 'requestCompleted 0', 'requestCompleted 1',
      'SetDeviceState 0', 'Close 0',
    ]);
    expect(model.pins[0]).toMatchObject({ framesProduced: 4, framesDelivered: 3 });
    expect(framesMissing(model.pins[0]!)).toBe(0);
  });

  it('leaves requests to the closing of the pins where option surpriseRemoval says so', () => {
    const model = runModel(withEvents([event], {}, { choices: { surpriseRemoval: 'leavesRequests' } }));
    expect(callsOf(model, ['cancelDeferred'], at)).toEqual([]);
    expect(outstandingRequests(model.pins[0]!.client!)).toBe(0);
  });

  it('is for good: a second one has no effect, and RUN brings no frames', () => {
    const requests = [{ time: 0, state: 'RUN' }, { time: 50 * ms, state: 'STOP' }, { time: 60 * ms, state: 'RUN' }] as const;
    const model = runModel(withEvents([event, { kind: 'surpriseRemoval', time: 80 * ms }], { states: requests }));
    expect(model.outside.outcomes).toEqual(['done', 'withoutEffect']);
    expect(model.pins[0]!.framesProduced).toBe(4);
  });
});

describe('events', () => {
  it('behind the end of the scenario do not come, and the run is the same as without them', () => {
    const late = runModel(withEvents([{ kind: 'surpriseRemoval', time: 105 * ms + 1 }]));
    expect(late.outside.outcomes).toEqual(['notReached']);
    expect(late.engine.dispatched).toBe(runModel(withEvents([])).engine.dispatched);
  });

  it('at one instant come in the order in which they are written, behind the changes of state of that instant', () => {
    const model = runModel(withEvents([
      { kind: 'formatChange', time: at, pin: 0, frameBytes: 900 }, { kind: 'reset', time: at, pin: 0, duration: 0 }, { kind: 'sleep', time: at, duration: 0 }, { kind: 'processEnds', time: at, pin: 0 }, { kind: 'surpriseRemoval', time: at },
    ], { states: [{ time: 0, state: 'RUN' }, { time: at, state: 'PAUSE' }] }));
    expect(callsOf(model, ['SetDataFormat', 'Reset', 'SurpriseRemoval', ...states], at)).toEqual([
      'SetDeviceState 2', 'SetDataFormat 0', 'Reset 0', 'SetPower 3', 'SetPower 0', 'SetDeviceState 1', 'SetDeviceState 0', 'Close 0', 'SurpriseRemoval -1', 'Reset 1',
    ]);
  });
});
