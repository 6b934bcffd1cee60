import { describe, expect, test } from 'vitest';
import { formatText } from '../../../server/src/findings/index';
import { type DropReason, type PinStatistics, type SimulationResult, assumptionText, headlineOf, simulationTexts } from '../../../server/src/simulation/index';
import { traceCounterKeys, traceInstantKeys, traceRowKinds, traceStateKeys } from '../../../server/src/trace/index';

const drop = (key: DropReason['key'], count: number): DropReason => ({ key, count, firstTime: 0, firstFrame: 0, arguments: {}, paths: [] });
const headline = (produced: number, delivered: number, drops: readonly DropReason[], more: Partial<SimulationResult> = {}): string =>
  headlineOf({ framesProduced: produced, framesDelivered: delivered, framesDropped: drops.reduce((sum, { count }) => sum + count, 0), pins: [{ drops } as unknown as PinStatistics], stopReason: 'completed', virtualTime: 5_000_000, ...more }, formatText);

describe('the headline', () => {
  test.each<[string, string]>([
    [headline(120, 118, [drop('buffersInApplication', 2)]), '118 of 120 frames delivered; 2 dropped because the application still held its buffers.'],
    [headline(120, 110, [drop('hardwareBusy', 3), drop('buffersInApplication', 7)]), '110 of 120 frames delivered; 10 dropped, 7 of them because the application still held its buffers.'],
    [headline(120, 119, [drop('discardedAtStop', 1)]), '119 of 120 frames delivered; 1 discarded when the stream stopped.'],
    [headline(120, 120, []), 'All 120 frames delivered.'],
    [headline(1, 1, []), 'The only frame was delivered.'],
    [headline(0, 0, []), 'No frame was produced.'],
    [headline(120, 110, []), '110 of 120 frames delivered; 10 still under way at the end.'],
    [headline(12_345, 12_345, [], { stopReason: 'limitReached' }), 'Ended early at 5 ms of virtual time, because the limit of events or spans was reached. All 12,345 frames delivered.'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });
});

test('an assumption is told in its units', () => {
  const assume = (key: string, value: string, values: Readonly<Record<string, string | number>>): string => assumptionText({ key, pin: 'p', value, arguments: values, basis: 'assumed', source: '', decided: false, path: '' }, formatText);
  expect(assume('dpcLatency', '20000', { value: 20_000 })).toBe('From the service routine to the DPC: 20 µs.');
  expect(assume('jitter', 'uniform', { minimum: 0, maximum: 500_000 })).toBe('Distance of frames from their nominal instants: evenly 0 ns to 500 µs.');
  expect(assume('bufferBytes', '614400', { value: 614_400 })).toMatch(/614,400 bytes \(600 KiB\)/);
  expect(assume('whenFull', 'dropOldest', { value: 'dropOldest' })).toMatch(/the oldest frame in the hardware is lost/);
});

test('everything in a trace has a name', () => {
  for (const kind of traceRowKinds) expect(simulationTexts[`row.${kind}`]).toBeDefined();
  for (const key of traceStateKeys) expect(simulationTexts[`state.${key}`]).toBeDefined();
  for (const key of traceInstantKeys) expect(simulationTexts[`instant.${key}`]).toBeDefined();
  for (const key of traceCounterKeys) expect(simulationTexts[`counter.${key}`]).toBeDefined();
});
