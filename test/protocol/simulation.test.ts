import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import path from 'node:path';
import { build } from 'esbuild';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createWorkerRunner } from '../../server/src/lsp/node/worker-runner';
import type { Runner } from '../../server/src/lsp/runtime';
import { type ListScenariosResult, type PointerAtResult, type ResolvePointerResult, type SimulateResult, type SimulationProgressParameters, methods } from '../../server/src/protocol/index';
import { decodeTrace } from '../../server/src/trace/index';
import { type Session, openSession, positionOf } from './support/session';

const sample = readFileSync('samples/avshws.avstream.json', 'utf8');
/** A run of hours: nobody waits for its end. */
const endless = JSON.stringify({
  FormatVersion: 1,
  Filters: [{ Label: 'f', PinDescriptors: [{ Label: 'p', Dispatch: { Process: 'Process' }, PinDescriptor: { DataFlow: 'KSPIN_DATAFLOW_OUT' } }] }],
  Simulations: [
    { Label: 'long', Duration: '100000 s', Source: { Period: '1 ms', FrameSize: 4096, Jitter: { Uniform: ['0 ms', '0.2 ms'] } }, Client: { Requests: 4, Hold: '1 ms' } },
    { Label: 'short', Duration: '1 s', Source: { Period: '10 ms', FrameSize: 4096, Jitter: { Uniform: ['0 ms', '0.2 ms'] } }, Client: { Requests: 4, Hold: '5 ms' } },
    { Label: 'incomplete', Source: { Period: '1 ms', FrameSize: 4096 }, Client: { Requests: 4 } },
  ],
}, null, 2);

const workerScript = path.resolve('.cache/test/simulation-worker.cjs');
const runners: Runner[] = [];
const worker = (): Runner => {
  const runner = createWorkerRunner(workerScript);
  runners.push(runner);
  return runner;
};
beforeAll(async () => {
  await build({ entryPoints: ['server/src/lsp/node/simulation-worker.ts'], outfile: workerScript, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error' });
});

let session: Session | undefined;
afterEach(() => {
  session?.close();
  for (const runner of runners.splice(0)) runner.dispose();
});

const simulate = (opened: Session, uri: string, more: { readonly scenario?: string; readonly seed?: number; readonly runId?: string } = {}): Promise<SimulateResult> =>
  opened.client.sendRequest<SimulateResult>(methods.simulate, { uri, runId: 'run', ...more });
const outcomeOf = (result: SimulateResult): Extract<SimulateResult, { readonly kind: 'completed' }>['outcome'] => {
  if (result.kind !== 'completed') throw new Error(result.text);
  return result.outcome;
};

test('the scenarios of a document, with what keeps one from being run', async () => {
  session = await openSession();
  const uri = await session.open(endless);
  const { scenarios } = await session.client.sendRequest<ListScenariosResult>(methods.listScenarios, { uri });
  expect(scenarios.map(({ label, problem }) => [label, problem === undefined])).toEqual([['long', true], ['short', true], ['incomplete', false]]);
  expect(scenarios[2]?.problem).toMatch(/Hold/);
  expect(scenarios[0]?.range.start).toEqual(positionOf(endless, '{\n      "Label": "long"'));
  expect(await session.client.sendRequest(methods.listScenarios, { uri: 'file:///unknown.avstream.json' })).toEqual({ scenarios: [] });
});

test('a second scenario of the same label cannot be picked by mistake: it says why it does not run', async () => {
  session = await openSession();
  const uri = await session.open(sample.replace(/"Simulations": \[/, '"Simulations": [ { "Label": "twice" }, { "Label": "twice" },'));
  const { scenarios } = await session.client.sendRequest<ListScenariosResult>(methods.listScenarios, { uri });
  expect(scenarios[0]?.problem ?? '').not.toMatch(/label/);
  expect(scenarios[1]?.problem).toMatch(/label "twice"/);
});

describe.each([['worker thread', true], ['slices', false]] as const)('on a %s', (_, isWorker) => {
  const start = async (): Promise<Session> => (session = await openSession(isWorker ? { runner: worker } : {}));

  test('a sample runs to its end', async () => {
    const opened = await start();
    const uri = await opened.open(sample);
    const outcome = outcomeOf(await simulate(opened, uri));
    expect(outcome.stopReason).toBe('completed');
    expect(outcome.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(outcome.statistics.framesProduced).toBeGreaterThan(0);
    expect(outcome.headline).toMatch(/frames? delivered/);
    const trace = decodeTrace(new Uint8Array(Buffer.from(outcome.trace, 'base64')));
    expect('rows' in trace && trace.fingerprint).toBe(outcome.fingerprint);
    // Each place whose frames have a period is one that the trace knows.
    expect(outcome.periods?.length).toBeGreaterThan(0);
    for (const { label, period } of outcome.periods ?? []) {
      expect('rows' in trace && trace.rows.some(({ group, label: peer }) => group === label || peer === label)).toBe(true);
      expect(period).toBeGreaterThan(0);
    }
    // Every key of the trace has a text.
    if ('rows' in trace) {
      for (const row of trace.rows) expect(outcome.traceTexts[`row.${row.kind}`]).toBeDefined();
      for (const state of trace.states) expect(outcome.traceTexts[`state.${state.key.replace(/\.\d+$/, '')}`], state.key).toBeDefined();
      for (const kind of trace.instantKinds) expect(outcome.traceTexts[`instant.${kind.key}`]).toBeDefined();
      for (const counter of trace.counters) expect(outcome.traceTexts[`counter.${counter.key}`]).toBeDefined();
    }
    // No template, key or bare number of nanoseconds reaches the reader.
    const texts = [outcome.headline, ...outcome.figures.flatMap(({ label, value }) => [label, value]), ...[...outcome.drops, ...outcome.assumptions, ...outcome.findings, ...outcome.allocators.flatMap(({ rejected }) => rejected)].map(({ text }) => text)];
    for (const text of texts) {
      expect(text).not.toMatch(/\{\w+\}|^\w+\.\w+$/);
      expect(text).not.toMatch(/\d{7,}/);
    }
  });

  test('every scenario of the samples has its words', async () => {
    const opened = await start();
    for (const name of ['avshws', 'pcie-4k-grabber']) {
      const uri = await opened.open(readFileSync(`samples/${name}.avstream.json`, 'utf8'), `file:///${name}.avstream.json`);
      const { scenarios } = await opened.client.sendRequest<ListScenariosResult>(methods.listScenarios, { uri });
      expect(scenarios.length).toBeGreaterThan(0);
      for (const { label, problem } of scenarios) {
        expect(problem).toBeUndefined();
        const outcome = outcomeOf(await simulate(opened, uri, { scenario: label }));
        for (const { text } of [...outcome.drops, ...outcome.assumptions, ...outcome.findings]) expect(text).not.toMatch(/\{\w+\}|^[\w.]+$/);
        for (const { path: pointer } of [...outcome.figures, ...outcome.drops, ...outcome.assumptions]) {
          if (pointer !== '') expect((await opened.client.sendRequest<ResolvePointerResult>(methods.resolvePointer, { uri, path: pointer })).range, pointer).not.toBeNull();
        }
      }
    }
  });

  // Times of a shared machine: what is measured once in a while may be late.
  test('a run says how far it is and ends soon after it is cancelled', { retry: 2 }, async () => {
    const opened = await start();
    const uri = await opened.open(endless);
    const progress: SimulationProgressParameters[] = [];
    opened.client.onNotification(methods.simulationProgress, (parameters: SimulationProgressParameters) => {
      progress.push(parameters);
    });
    const source = new CancellationTokenSource();
    const running = opened.client.sendRequest<SimulateResult>(methods.simulate, { uri, scenario: 'long', runId: 'run 7' }, source.token);
    const ended = running.then(() => 'completed', (error: unknown) => error);
    await expect.poll(() => progress.length, { timeout: 10_000 }).toBeGreaterThan(1);
    // The server answers others while it simulates.
    const asked = performance.now();
    expect(await opened.hover(uri, positionOf(endless, '"Label"', 2))).not.toBeNull();
    expect(performance.now() - asked).toBeLessThan(10_000);
    const cancelled = performance.now();
    source.cancel();
    expect(await ended).toMatchObject({ code: -32800 });
    expect(performance.now() - cancelled).toBeLessThan(2_000);
    expect(progress.every(({ runId, progress: part }) => runId === 'run 7' && part >= 0 && part <= 1)).toBe(true);
    // The runner is free for the next run.
    expect((await simulate(opened, uri, { scenario: 'short' })).kind).toBe('completed');
  });

  test('several runs at once do not mix', async () => {
    const opened = await start();
    const uri = await opened.open(endless);
    const results = await Promise.all(Array.from({ length: 6 }, (_unused, seed) => simulate(opened, uri, { scenario: 'short', seed: seed % 3, runId: String(seed) })));
    const prints = results.map((result) => outcomeOf(result).fingerprint);
    expect(prints.slice(0, 3)).toEqual(prints.slice(3));
    expect(new Set(prints).size).toBe(3);
  });
});

test('worker thread and slices give the same run', async () => {
  const prints: string[] = [];
  for (const options of [{ runner: worker }, {}]) {
    const opened = await openSession(options);
    const uri = await opened.open(endless);
    const outcome = outcomeOf(await simulate(opened, uri, { scenario: 'short', seed: 42 }));
    prints.push(`${outcome.fingerprint} ${outcome.trace}`);
    opened.close();
  }
  expect(prints[0]).toBe(prints[1]);
});

test('a worker that does not look at its messages is ended', { retry: 2 }, async () => {
  const stuck = path.resolve('.cache/test/stuck-worker.cjs');
  const { writeFileSync } = await import('node:fs');
  writeFileSync(stuck, "require('node:worker_threads').parentPort.on('message', () => { for (;;); });");
  const runner = createWorkerRunner(stuck);
  const source = new CancellationTokenSource();
  const running = runner.run({ version: 1, label: 'x', duration: 1, pins: [], paths: {} }, 1, source.token, () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const cancelled = performance.now();
  source.cancel();
  expect((await running).result.stopReason).toBe('cancelled');
  expect(performance.now() - cancelled).toBeLessThan(2_000);
  runner.dispose();
});

test('a worker that breaks down fails its run only', async () => {
  const broken = path.resolve('.cache/test/broken-worker.cjs');
  const { writeFileSync } = await import('node:fs');
  writeFileSync(broken, "require('node:worker_threads').parentPort.on('message', () => { throw new Error('secret text'); });");
  session = await openSession({ runner: () => createWorkerRunner(broken) });
  const uri = await session.open(sample);
  expect(await simulate(session, uri)).toMatchObject({ kind: 'impossible' });
  expect(session.log.join('\n')).toMatch(/Simulating failed on a text of \d+ characters/);
  expect(session.log.join('\n')).not.toMatch(/secret/);
  expect(await session.hover(uri, positionOf(sample, '"Frames"', 2))).not.toBeNull();
});

test('what cannot be run says why and where', async () => {
  session = await openSession();
  const uri = await session.open(endless);
  const incomplete = await simulate(session, uri, { scenario: 'incomplete' });
  expect(incomplete).toMatchObject({ kind: 'impossible', path: '/Simulations/2/Client' });
  expect(await simulate(session, uri, { scenario: 'nowhere' })).toMatchObject({ kind: 'impossible', text: expect.stringContaining('nowhere') });
  expect(await simulate(session, 'file:///unknown.avstream.json')).toMatchObject({ kind: 'impossible' });
  const empty = await session.open('{ "FormatVersion": 1 }', 'file:///empty.avstream.json');
  expect(await simulate(session, empty)).toMatchObject({ kind: 'impossible', text: expect.stringContaining('Simulations') });
});

test('pointers lead to ranges and positions to pointers', async () => {
  session = await openSession();
  const text = '{ "FormatVersion": 1, "Framings": { "a/b~c": { "FramingItem": [ { "Frames": 2 } ] } } }';
  const uri = await session.open(text);
  const pointer = '/Framings/a~1b~0c/FramingItem/0/Frames';
  const at = positionOf(text, '"Frames": 2', 10);
  expect(await session.client.sendRequest<ResolvePointerResult>(methods.resolvePointer, { uri, path: pointer })).toEqual({ range: { start: at, end: { ...at, character: at.character + 1 } } });
  expect(await session.client.sendRequest<PointerAtResult>(methods.pointerAt, { uri, position: at })).toEqual({ path: pointer });
  expect(await session.client.sendRequest<PointerAtResult>(methods.pointerAt, { uri, position: positionOf(text, '"Frames"', 3) })).toEqual({ path: pointer });
  for (const path_ of ['/Nowhere', 'no pointer', '/Framings/~2']) expect(await session.client.sendRequest(methods.resolvePointer, { uri, path: path_ })).toEqual({ range: null });
  expect(await session.client.sendRequest(methods.pointerAt, { uri: 'file:///unknown.avstream.json', position: at })).toEqual({ path: null });
});
