import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { type ProofProgressParameters, type ProveParameters, type ProveResult, proofMethods } from '../../server/src/protocol/index';
import { decodeTrace } from '../../server/src/trace/index';
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

  test('stops at once when it is cancelled, and tells how far it is', async () => {
    session = await openSession();
    const uri = await session.open(avshws);
    const source = new CancellationTokenSource();
    const progress: ProofProgressParameters[] = [];
    const cancelled = new Promise<number>((resolve) => session!.client.onNotification(proofMethods.proofProgress, (parameters: ProofProgressParameters) => {
      progress.push(parameters);
      source.cancel();
      resolve(Date.now());
    }));
    const answer = ask({ uri, requests: 12 }, source.token);
    await expect(answer).rejects.toThrow('cancelled');
    expect(Date.now() - await cancelled).toBeLessThan(2_000);
    expect(progress[0]!.states).toBeGreaterThan(0);
  });
});
