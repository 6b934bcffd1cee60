import { describe, expect, test } from 'vitest';
import { formatText } from '../../../server/src/findings/index';
import { type DropReason, type PinStatistics, type SimulationResult, assumptionText, assumptionValue, findingText, headlineOf, simulationTexts, tellAssumptions } from '../../../server/src/simulation/index';
import { queueOptionTable } from '../../../server/src/simulation/queue/index';
import { fixedChoices } from '../../../server/src/simulation/report/assumptions/fixed-choices';
import { pinOptions } from '../../../server/src/simulation/report/assumptions/pin-options';
import { runOptionTable } from '../../../server/src/simulation/run/run-options';
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
    [headline(12_345, 12_345, [], { stopReason: 'limitReached' }), 'Ended early at 5 ms of virtual time, because the limit of events was reached. All 12,345 frames delivered.'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });
});

test('an assumption is told in its units', () => {
  const assume = (key: string, value: string, values: Readonly<Record<string, string | number>>): string => assumptionText({ key, pin: 'p', value, arguments: values, basis: 'assumed', source: '', decided: false, path: '' }, formatText);
  expect(assume('dpcLatency', '20000', { value: 20_000 })).toBe('From the service routine to the DPC: 20 µs.');
  expect(assume('jitter', 'uniform', { minimum: 0, maximum: 500_000 })).toBe('Jitter, the deviation of a frame from its nominal instant: between 0 ns and 500 µs, evenly distributed.');
  expect(assume('transferTime', 'table 8000000×49', { values: '8 ms × 49, 200 ms × 1' })).toBe('Moving a frame into its buffer takes one of 8 ms × 49, 200 ms × 1 (time × weight).');
  expect(assume('bufferBytes', '614400', { value: 614_400 })).toMatch(/614,400 bytes \(600 KiB\)/);
  expect(assume('whenFull', 'dropOldest', { value: 'dropOldest' })).toMatch(/the oldest frame in the hardware is lost/);
});

test('everything in a trace has a name', () => {
  for (const kind of traceRowKinds) expect(simulationTexts[`row.${kind}`]).toBeDefined();
  for (const key of traceStateKeys) expect(simulationTexts[`state.${key}`]).toBeDefined();
  for (const key of traceInstantKeys) expect(simulationTexts[`instant.${key}`]).toBeDefined();
  for (const key of traceCounterKeys) expect(simulationTexts[`counter.${key}`]).toBeDefined();
});

test('a finding about lost frames says how many of them it explains', () => {
  const say = (because: number): string => findingText({
    code: null, key: 'dropped.buffersInApplication', severity: 'warning', pin: 'p', path: '', relatedPaths: [], time: 0, count: 5,
    arguments: { dropped: 5, produced: 60, because, firstFrame: 3, firstTime: 133_766_800, inApplication: 3, requests: 4, period: 33_366_700 },
  }, formatText);
  expect(say(5)).toBe('5 of 60 frames were dropped because the application held its buffers: at the first, frame 3 at 133.767 ms, 3 of 4. More requests, a shorter hold or a longer period (33.367 ms) would help.');
  expect(say(4)).toMatch(/^5 of 60 frames were dropped, 4 of them because /);
});

test('what an assumption was is told as the document would write it', () => {
  const value = (key: string, raw: string): string => assumptionValue({ key, pin: 'p', value: raw, arguments: { value: raw }, basis: 'assumed', source: '', decided: false, path: '' }, formatText);
  expect(value('whenListFull', 'pending')).toBe('Pending');
  expect(value('firstFrame', 'onePeriodAfterRun')).toBe('');
});

test('what holds alike of several pins is told once, with their names', () => {
  const assume = (pin: string, value: number): Parameters<typeof tellAssumptions>[0][number] => ({ key: 'dpcLatency', pin, value: String(value), arguments: { value }, basis: 'assumed', source: '', decided: false, path: '' });
  const told = (...all: ReturnType<typeof assume>[]): string[] => tellAssumptions(all, formatText).map(({ text }) => text);
  expect(told(assume('video', 20_000), assume('audio', 20_000), assume('still', 5_000))).toEqual(['video, audio: From the service routine to the DPC: 20 µs.', 'still: From the service routine to the DPC: 5 µs.']);
  expect(told(assume('video', 20_000), assume('', 20_000))).toEqual(['From the service routine to the DPC: 20 µs.', 'From the service routine to the DPC: 20 µs.']);
});

test('every option and every reason for lost frames has its sentence', () => {
  for (const { name, choices } of queueOptionTable) for (const choice of choices) expect(simulationTexts[`assumption.${name}.${choice}`], `${name} ${choice}`).toMatch(/^[A-Z].*\.$/s);
  for (const [name, { choices }] of Object.entries(runOptionTable)) for (const choice of choices) expect(simulationTexts[`assumption.${name}.${choice}`], `${name} ${choice}`).toMatch(/^[A-Z].*\.$/s);
  for (const { key } of [...pinOptions, ...fixedChoices]) expect(Object.keys(simulationTexts).some((known) => known === `assumption.${key}` || known.startsWith(`assumption.${key}.`)), key).toBe(true);
  for (const reason of Object.keys(simulationTexts).filter((key) => key.startsWith('drop.'))) expect(simulationTexts[reason.replace('drop.', 'reason.')], reason).toBeDefined();
});
