import { describe, expect, it } from 'vitest';
import type { PinScenario, Scenario } from '../../../../server/src/simulation/index';
import { constant, milliseconds as ms, pin } from '../scenarios';
import { callsOf, codesOf, framesMissing, runModel, timedCallsOf } from '../outside/support';

/** An input that takes 2 ms for a frame, and a client that writes to it. */
function writer(client: Partial<NonNullable<PinScenario['client']>>, more: Partial<Scenario> = {}): Scenario {
  const { label, flags, callbacks, hasAllocatorDispatch, frameBytes, hardware, driver, system, client: settled } = pin({ flags: 0, driver: { processTime: constant(2 * ms) }, client: { requests: 2, hold: constant(5 * ms), ...client } });
  return { version: 1, label: 'test', duration: 50 * ms, pins: [{ label, flags, callbacks, hasAllocatorDispatch, dataFlow: 'in', frameBytes, hardware, driver, system, client: settled }], paths: {}, ...more };
}

describe('a client that writes', () => {
  it('without a period fills its buffers as they come back; each says how much is in it', () => {
    const model = runModel(writer({}));
    const [input] = model.pins;
    expect(timedCallsOf(model, ['frameArrived']).slice(0, 6)).toEqual([[0, 'frameArrived 0'], [0, 'frameArrived 1'], [7, 'frameArrived 0'], [9, 'frameArrived 1'], [14, 'frameArrived 0'], [16, 'frameArrived 1']]);
    expect(input!.client!.requests.map(({ headers }) => headers[0]!.submittedDataUsed)).toEqual([1000, 1000]);
    expect(input!.framesProduced).toBe(input!.framesDelivered);
    expect(input!.framesProduced).toBe(15);
    expect(input!.times[2]).toBe(15 * 1000);
    expect(codesOf(model)).toEqual([]);
  });

  it('with a period fills one buffer at a time, and waits when it has none', () => {
    expect(timedCallsOf(runModel(writer({ period: 10 * ms })), ['frameArrived'])).toEqual([0, 10, 20, 30, 40, 50].map((time) => [time, 'frameArrived 0']));
    const starved = timedCallsOf(runModel(writer({ period: 3 * ms, requests: 1 })), ['frameArrived']).map(([time]) => time);
    expect(starved.slice(0, 4)).toEqual([0, 7, 14, 21]);
  });

  it('fills all buffers of a request before it submits it', () => {
    const model = runModel(writer({ period: 4 * ms, headersPerRequest: 3 }));
    expect(timedCallsOf(model, ['frameArrived']).slice(0, 6).map(([time]) => time)).toEqual([8, 8, 8, 20, 20, 20]);
    expect(timedCallsOf(model, ['frameCompleted', 'requestCompleted']).slice(0, 4)).toEqual([[10, 'frameCompleted 0'], [12, 'frameCompleted 0'], [14, 'frameCompleted 0'], [14, 'requestCompleted 0']]);
  });

  it('loses what is cancelled, and writes it anew behind a reset', () => {
    const cancelled = runModel(writer({ requests: 4 }, { events: [{ kind: 'cancel', time: 1 * ms, pin: 0, which: 'all' }] }));
    expect(cancelled.pins[0]!.drops.get('cancelled')).toMatchObject({ count: 3 });
    expect(framesMissing(cancelled.pins[0]!)).toBe(0);
    const reset = runModel(writer({ requests: 2 }, { events: [{ kind: 'reset', time: 5 * ms, pin: 0, duration: 10 * ms }] }));
    expect(callsOf(reset, ['frameArrived', 'requestRefused'], 5 * ms, 14 * ms)).toEqual(['requestRefused -1', 'requestRefused -1']);
    expect(callsOf(reset, ['frameArrived'], 15 * ms, 15 * ms)).toEqual(['frameArrived 0', 'frameArrived 1']);
    expect(framesMissing(reset.pins[0]!)).toBe(0);
  });

  it('writes frames of a new format, as much as fits', () => {
    const model = runModel(writer({ bufferBytes: 1500 }, { events: [{ kind: 'formatChange', time: 20 * ms, pin: 0, frameBytes: 2000 }] }));
    expect(model.pins[0]!.client!.requests.map(({ headers }) => headers[0]!.submittedDataUsed)).toEqual([1500, 1500]);
    expect(codesOf(model)).toEqual([]);
  });

  it('stops at the stop, with what is half filled', () => {
    const model = runModel(writer({ period: 7 * ms, headersPerRequest: 4 }));
    expect(model.stopReason).toBe('completed');
    expect(framesMissing(model.pins[0]!)).toBe(0);
    expect(model.pins[0]!.isClosed).toBe(true);
  });
});
