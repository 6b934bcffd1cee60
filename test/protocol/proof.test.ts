import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { type ProofProgressParameters, type ProveParameters, type ProveResult, proofMethods } from '../../server/src/protocol/index';
import { decodeTrace } from '../../server/src/trace/index';
import { createWorkerProver } from '../../server/src/lsp/node/worker-prover';
import type { Prover } from '../../server/src/lsp/runtime';
import { type Session, openSession } from './support/session';

const avshws = readFileSync('samples/avshws.avstream.json', 'utf8');
/** The same with a driver that never deletes its clones. */
const leaking = avshws.replace('"AttemptProcessing": "OncePendedAlways"', '"DeletesClones": "Never"');

let session: Session | undefined;
afterEach(() => session?.close());

const ask = (parameters: Omit<ProveParameters, 'proofId'>, token = new CancellationTokenSource().token): Promise<ProveResult> => session!.client.sendRequest<ProveResult>(proofMethods.prove, { proofId: 'proof', ...parameters }, token);

describe('avstream/prove', () => {
  test('says for which behaviour and up to what a simulation is proved', async () => {
    session = await openSession();
    const uri = await session.open(avshws);
    const result = await ask({ uri, scenario: '30 fps to an application', requests: 2 });
    expect(result).toMatchObject({ kind: 'completed', verdict: 'proved', outcome: null });
    if (result.kind !== 'completed') return;
    expect(result.text).toContain('Proved for the behaviour described in "30 fps to an application", up to 2 requests');
    expect(result.report).toContain('has not been validated against ks.sys');
  });

  test('gives a counterexample as a run of one step a millisecond, with the calls as they are named', async () => {
    session = await openSession();
    const uri = await session.open(leaking);
    const result = await ask({ uri, requests: 2 });
    if (result.kind !== 'completed' || result.outcome === null) throw new Error('no counterexample');
    expect([result.verdict, result.outcome.findings.map(({ code }) => code)]).toEqual(['counterexample', ['STA-04']]);
    const trace = decodeTrace(new Uint8Array(Buffer.from(result.outcome.trace, 'base64')));
    if ('problem' in trace) throw new Error(trace.problem);
    const steps = Number(result.outcome.figures.find(({ key }) => key === 'proof.steps')?.value);
    expect(trace.duration).toBe((steps + 1) * 1e6);
    // Each step is marked where it happens, and the queue behind it can be read.
    expect([...trace.instants.time].sort((a, b) => a - b)).toEqual(Array.from({ length: steps }, (_, step) => (step + 1) * 1e6));
    expect(result.outcome.queues).toHaveLength(steps + 1);
    const said = trace.instantKinds.map(({ key }) => result.outcome!.traceTexts[`instant.${key}`] ?? '');
    expect(said.some((text) => text.includes('KsStreamPointerClone'))).toBe(true);
    expect(trace.rows.filter(({ kind }) => kind === 'buffer')).toHaveLength(2);
    // A buffer is in one place at a time, and nothing is left out.
    const [from, to] = [trace.spans.offsets[trace.rows.findIndex(({ kind }) => kind === 'buffer')]!, trace.spans.offsets[trace.rows.findIndex(({ kind }) => kind === 'buffer') + 1]!];
    expect([...trace.spans.end.subarray(from, to)].reduce((sum, end, at) => sum + end - trace.spans.start[from + at]!, 0)).toBe(trace.duration);
  });

  test('gives up when its time is over, and says what it has found so far', async () => {
    session = await openSession();
    const uri = await session.open(avshws);
    const result = await ask({ uri, requests: 12, maxSeconds: 0.05 });
    expect(result).toMatchObject({ kind: 'completed', verdict: 'undecided', outcome: null });
    if (result.kind === 'completed') expect(result.text).toMatch(/the time that the search may take, 50 ms, was over\. No fault was found in [\d,]+ states, up to \d+ steps deep\./);
  });
});

const script = path.resolve('.cache/test/proof-worker.cjs');
const provers: Prover[] = [];
const worker = (from = script) => (): Prover => {
  const prover = createWorkerProver(from);
  provers.push(prover);
  return prover;
};
beforeAll(async () => {
  await build({ entryPoints: ['server/src/lsp/node/proof-worker.ts'], outfile: script, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error' });
});
afterEach(() => provers.splice(0).forEach((prover) => prover.dispose()));

describe.each([['worker thread', worker()], ['slices', undefined]] as const)('a proof on a %s', (_, prover) => {
  const options = prover === undefined ? {} : { prover };

  test('comes to its counterexample, drawn', async () => {
    session = await openSession(options);
    const uri = await session.open(leaking);
    const result = await ask({ uri, requests: 2 });
    if (result.kind !== 'completed' || result.outcome === null) throw new Error('no counterexample');
    expect(result.text).toContain('STA-04');
    expect(result.outcome.queues.length).toBeGreaterThan(5);
  });

  test('tells how far it is, and ends when it is cancelled', async () => {
    session = await openSession(options);
    const uri = await session.open(avshws);
    const source = new CancellationTokenSource();
    const told: ProofProgressParameters[] = [];
    session.client.onNotification(proofMethods.proofProgress, (parameters: ProofProgressParameters) => {
      told.push(parameters);
      source.cancel();
    });
    await expect(ask({ uri, requests: 12 }, source.token)).rejects.toThrow('cancelled');
    expect(told[0]).toMatchObject({ proofId: 'proof' });
    expect(told[0]!.states).toBeGreaterThan(0);
    // The server is free for the next one.
    expect(await ask({ uri, requests: 1 })).toMatchObject({ kind: 'completed', verdict: 'proved' });
  });
});

test('a search that never looks is ended all the same, and while it goes on everything else is answered', async () => {
  const stuck = path.resolve('.cache/test/stuck-proof-worker.cjs');
  writeFileSync(stuck, "require('node:worker_threads').parentPort.on('message', () => { for (;;); });");
  session = await openSession({ prover: worker(stuck) });
  const uri = await session.open(avshws);
  const source = new CancellationTokenSource();
  const answer = ask({ uri }, source.token);
  expect((await session.symbols(uri)).length).toBeGreaterThan(0);
  source.cancel();
  // That it comes at all shows that nobody waits for the worker.
  await expect(answer).rejects.toThrow('cancelled');
});

test('a search that breaks down is said to have', async () => {
  const broken = path.resolve('.cache/test/broken-proof-worker.cjs');
  writeFileSync(broken, "require('node:worker_threads').parentPort.on('message', () => { throw new Error('secret text'); });");
  session = await openSession({ prover: worker(broken) });
  const uri = await session.open(avshws);
  expect(await ask({ uri })).toMatchObject({ kind: 'impossible', text: expect.stringContaining('The proof broke down') });
});
