import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { type AdviceProgressParameters, type AdviceReport, type AdviseParameters, type AdviseResult, type EditParametersResult, adviceMethods, methods } from '../../server/src/protocol/index';
import { type Session, openSession } from './support/session';

const avshws = readFileSync('samples/avshws.avstream.json', 'utf8');
const card = readFileSync('samples/common-buffer-card.avstream.json', 'utf8');

let session: Session | undefined;
afterEach(() => session?.close());

const ask = (parameters: Omit<AdviseParameters, 'adviceId'>, token = new CancellationTokenSource().token): Promise<AdviseResult> => session!.client.sendRequest<AdviseResult>(adviceMethods.advise, { adviceId: 'advice', ...parameters }, token);
const reportOf = async (parameters: Omit<AdviseParameters, 'adviceId'>): Promise<AdviceReport> => {
  const result = await ask(parameters);
  if (result.kind !== 'completed') throw new Error(result.text);
  return result.report;
};
const textOf = ({ parts }: AdviceReport): string => parts.map((part) => ('text' in part ? part.text : 'title' in part ? part.title : '')).join('\n');

describe('avstream/advise', () => {
  test('says how many buffers are enough, with charts, tables and the edit that makes it so', async () => {
    session = await openSession();
    const progress: AdviceProgressParameters[] = [];
    session.client.onNotification(adviceMethods.adviceProgress, (parameters: AdviceProgressParameters) => { progress.push(parameters); });
    const uri = await session.open(avshws);
    const report = await reportOf({ uri, scenario: 'slow application' });
    expect(report).toMatchObject({ uri, scenario: 'slow application', sections: [{ label: 'capture/video', verdict: 'enough', decider: 'application', stated: 3, buffers: 5, overrides: [{ pointer: '/Simulations/1/Client/Requests', value: 5 }] }] });
    expect(new Set(report.parts.map(({ kind }) => kind))).toEqual(new Set(['heading', 'paragraph', 'edit', 'table', 'chart']));
    expect(textOf(report)).toContain('Frames of a framing only advises it');
    expect(report.parts.flatMap((part) => (part.kind === 'chart' ? [part.svg] : []))[0]).toMatch(/^<svg [^>]*role="img"/);
    expect(progress.every(({ adviceId, progress: done }) => adviceId === 'advice' && done >= 0 && done <= 1)).toBe(true);
    expect(progress.map(({ progress: done }) => done)).toEqual(progress.map(({ progress: done }) => done).sort((first, second) => first - second));
    // The offered edit is one that avstream/editParameters makes.
    expect(await session.client.sendRequest<EditParametersResult>(methods.editParameters, { uri, scenario: 'slow application', overrides: report.sections[0]!.overrides })).toMatchObject({ kind: 'edits', edits: [{ newText: '5' }] });
  });

  test('offers Frames of the descriptor where it rules, and edits it', async () => {
    session = await openSession();
    const text = card.replace('"Frames": 4,', '"Frames": 1,');
    const uri = await session.open(text);
    const scenario = '720p60 to a kernel encoder';
    const { sections } = await reportOf({ uri, scenario, seeds: 5 });
    expect(sections).toMatchObject([{ verdict: 'enough', decider: 'framing', stated: 1, buffers: 2 }]);
    const { overrides } = sections[0]!;
    expect(overrides![0]!.pointer).toMatch(/AllocatorFraming\/FramingItem\/0\/Frames$/);
    const edited = await session.client.sendRequest<EditParametersResult>(methods.editParameters, { uri, scenario, overrides });
    const line = text.split('\n').findIndex((each) => each.includes('"Frames": 1,'));
    expect(edited).toMatchObject({ kind: 'edits', edits: [{ newText: '2', range: { start: { line } } }] });
  });

  test('sweeps one value alone when that is asked for', async () => {
    session = await openSession();
    const uri = await session.open(avshws);
    const { parts, sections } = await reportOf({ uri, scenario: 'slow application', sweep: '/Simulations/1/Client/Requests', onlySweep: true });
    expect(sections).toEqual([]);
    expect(parts[0]).toEqual({ kind: 'heading', level: 2, text: 'Sweep of Client.Requests' });
    expect(parts.filter(({ kind }) => kind === 'chart')).toHaveLength(2);
    expect(await ask({ uri, sweep: 'Client.Holt' })).toMatchObject({ kind: 'impossible', text: expect.stringContaining('no value Client.Holt') as unknown });
  });

  test('is cancelled at once, and the server answers in the meantime', async () => {
    session = await openSession();
    const uri = await session.open(avshws);
    const source = new CancellationTokenSource();
    const answer = ask({ uri, scenario: 'application stalls for half a second', seeds: 20_000 }, source.token).then(() => 'answered', (error: unknown) => (error as { readonly code: number }).code);
    await session.client.sendRequest(methods.listScenarios, { uri });
    const begin = performance.now();
    source.cancel();
    expect(await answer).toBe(-32800);
    expect(performance.now() - begin).toBeLessThan(2_000);
  });

  test('says why it cannot', async () => {
    session = await openSession();
    const uri = await session.open('{ "FormatVersion": 1 }');
    expect(await ask({ uri })).toMatchObject({ kind: 'impossible', text: expect.stringContaining('describes no simulation') as unknown });
    expect(await ask({ uri: 'file:///unknown.avstream.json' })).toMatchObject({ kind: 'impossible', text: 'The document is not open.' });
    expect(session.log).toEqual([]);
  });
});
