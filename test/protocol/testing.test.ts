import { readFileSync } from 'node:fs';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { afterEach, expect, test } from 'vitest';
import { type ListTestsResult, type RunTestResult, testingMethods } from '../../server/src/protocol/index';
import { type Session, documentUri, openSession, positionOf } from './support/session';

const sample = readFileSync('samples/avshws.avstream.json', 'utf8');
let session: Session | undefined;
afterEach(() => session?.close());

const list = (opened: Session, text: string): Promise<ListTestsResult> => opened.client.sendRequest(testingMethods.listTests, { uri: documentUri, text });
const run = (opened: Session, text: string, index: number): Promise<RunTestResult> => opened.client.sendRequest(testingMethods.runTest, { uri: documentUri, text, index });

test('the simulations of a descriptor that is not open, with what they expect', async () => {
  session = await openSession();
  const { tests, problem } = await list(session, sample);
  expect(problem).toBeUndefined();
  expect(tests.slice(0, 3).map(({ label, expectations }) => [label, expectations])).toEqual([['30 fps to an application', 4], ['slow application', 3], ['application stalls for half a second', 0]]);
  expect(tests[1]!.range.start).toEqual(positionOf(sample, '"slow application"'));
  expect(tests[1]!.description).toMatch(/150 ms/);
});

test('what cannot be run, and what cannot be expected, says why', async () => {
  session = await openSession();
  const { tests } = await list(session, sample.replace('"Maximum": "100 us"', '"Maximum": "soon"').replace('"Hold": "150 ms"', '"Hold": "150"').replace('"application stalls for half a second"', '"slow application"'));
  expect(tests.slice(0, 3).map(({ problem }) => problem)).toEqual([expect.stringMatching(/^Maximum cannot be read/), expect.stringMatching(/^Hold cannot be read/), expect.stringMatching(/^An earlier simulation has the label "slow application" already/)]);
  // A text with a hole may hide simulations.
  expect((await list(session, sample.slice(0, -30))).problem).toMatch(/mistakes/);
  expect((await list(session, '{ "FormatVersion": 1 }'))).toEqual({ tests: [] });
});

test('a run that shows what is expected passes; one without expectations, too', async () => {
  session = await openSession();
  expect(await run(session, sample, 0)).toEqual({ kind: 'passed', headline: 'All 59 frames delivered.', expectations: 4 });
  expect(await run(session, sample, 2)).toMatchObject({ kind: 'passed', expectations: 0 });
});

test('a miss stands at the value that states it', async () => {
  session = await openSession();
  const text = sample.replace('"Delivered": { "AtLeast": 30 }', '"Drops": { "AtMost": 0 }, "Latency": { "P50": "1 us" }');
  const result = await run(session, text, 1);
  if (result.kind !== 'missed') throw new Error(JSON.stringify(result));
  expect(result.misses).toHaveLength(2);
  const [drops, latency] = result.misses;
  expect(drops).toMatchObject({ wanted: 'at most 0', found: '23' });
  expect(drops!.text).toBe('Expected no dropped frames; 23 of 59 were dropped. Why: 23 because the application still held its buffers. What decides: Client.Requests.');
  const start = positionOf(text, '0 }, "Latency": { "P50"');
  expect(drops!.range).toEqual({ start, end: { ...start, character: start.character + 1 } });
  expect(latency!.range.start).toEqual(positionOf(text, '"1 us"'));
});

test('a run that cannot be is told at its value, and one that is gone', async () => {
  session = await openSession();
  const text = sample.replace('"AtLeast": 30', '"AtLeast": 30, "AtMost": 3');
  const result = await run(session, text, 1);
  expect(result).toMatchObject({ kind: 'impossible', text: 'Delivered excludes every number: at least 30, and at most 3.', range: { start: positionOf(text, '3 }, "DropReasons"') } });
  expect(await run(session, sample, 9)).toMatchObject({ kind: 'impossible', range: null });
});

test('is called off like any request', async () => {
  session = await openSession();
  const source = new CancellationTokenSource();
  const text = sample.replace('"Duration": "2 s"', '"Duration": "100000 s"');
  const running = session.client.sendRequest<RunTestResult>(testingMethods.runTest, { uri: documentUri, text, index: 0 }, source.token);
  await new Promise((resolve) => { setTimeout(resolve, 60); });
  const begin = performance.now();
  source.cancel();
  await expect(running).rejects.toMatchObject({ code: -32800 });
  expect(performance.now() - begin).toBeLessThan(3_000);
});

test('severities of people hold for the worst finding, and for nothing else', async () => {
  // Nobody calls Process again: SPT-17, an error.
  const text = sample.replace('"Delivered": { "AtLeast": 30 }', '"Findings": { "Worst": "Warning", "Occur": ["SPT-17"] }')
    .replace('"ListDepth": 6, "Interrupt": "PerPeriod" },\n      "Driver": { "AttemptProcessing": "OncePendedAlways" }', '"ListDepth": 1, "Interrupt": "PerPeriod" },\n      "Driver": { "AttemptProcessing": "Never" }');
  const misses = async (settings: unknown): Promise<readonly string[]> => {
    session = await openSession({ settings });
    const result = await run(session, text, 1);
    session.close();
    return result.kind === 'missed' ? result.misses.map((miss) => miss.text) : [];
  };
  const isWorst = (each: string): boolean => each.startsWith('Expected no finding of level error; the run has 1. SPT-17: ');
  expect((await misses({})).filter(isWorst)).toHaveLength(1);
  const off = await misses({ rules: { 'SPT-17': 'off' } });
  expect(off.filter((each) => each.includes('SPT-17'))).toEqual([]);
});
