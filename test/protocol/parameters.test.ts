import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { type EditParametersResult, type ParameterOverride, type SimulateResult, methods } from '../../server/src/protocol/index';
import { type Session, openSession, positionOf } from './support/session';

const sample = readFileSync('samples/avshws.avstream.json', 'utf8');
const scenario = 'slow application';
const requests = '/Simulations/1/Client/Requests';

let session: Session | undefined;
afterEach(() => session?.close());

type Outcome = Extract<SimulateResult, { readonly kind: 'completed' }>['outcome'];
const simulate = (uri: string, overrides: readonly ParameterOverride[], label = scenario): Promise<SimulateResult> => session!.client.sendRequest<SimulateResult>(methods.simulate, { uri, scenario: label, overrides, runId: 'run' });
const outcomeOf = async (uri: string, overrides: readonly ParameterOverride[]): Promise<Outcome> => {
  const result = await simulate(uri, overrides);
  if (result.kind !== 'completed') throw new Error(result.text);
  return result.outcome;
};
const edit = (uri: string, overrides: readonly ParameterOverride[], label = scenario): Promise<EditParametersResult> => session!.client.sendRequest<EditParametersResult>(methods.editParameters, { uri, scenario: label, overrides });

/** Applies edits as an editor does. */
function applied(text: string, result: EditParametersResult): string {
  if (result.kind !== 'edits') throw new Error(result.text);
  const lines = text.split('\n');
  const offset = ({ line, character }: { readonly line: number; readonly character: number }): number => lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  return [...result.edits].reverse().reduce((whole, { range, newText }) => whole.slice(0, offset(range.start)) + newText + whole.slice(offset(range.end)), text);
}

describe('other values than those of the document', () => {
  test('shape the run, are told with it, and leave the document alone', async () => {
    session = await openSession();
    const uri = await session.open(sample);
    const plain = await outcomeOf(uri, []);
    expect(plain.statistics.framesDropped).toBeGreaterThan(0);
    expect(plain.overrides).toEqual([]);
    const overrides = [{ pointer: requests, value: 9 }];
    const tried = await outcomeOf(uri, overrides);
    expect(tried.statistics.framesDropped).toBe(0);
    expect(tried.overrides).toEqual(overrides);
    // The parameters are those of the document.
    expect(tried.parameters).toEqual(plain.parameters);
    expect(tried.parameters!.find(({ pointer }) => pointer === requests)).toMatchObject({ value: 3, written: '3', origin: 'stated' });
    expect((await outcomeOf(uri, [])).fingerprint).toBe(plain.fingerprint);
  });

  test('written into the document give the very run that was tried', async () => {
    session = await openSession();
    const uri = await session.open(sample);
    const overrides = [{ pointer: requests, value: 5 }, { pointer: '/Simulations/1/Client/Hold', value: 70_500_000 }, { pointer: '/Simulations/1/System/DpcLatency', value: 300_000 }, { pointer: '/Simulations/1/Seed', value: 9 }];
    const tried = await outcomeOf(uri, overrides);
    const text = applied(sample, await edit(uri, overrides));
    expect(text).toContain('"Hold": "70.5 ms"');
    expect(text.split('\n').filter((line) => line.includes('//'))).toEqual(sample.split('\n').filter((line) => line.includes('//')));
    const written = await session.open(text, 'file:///written.avstream.json');
    const run = await outcomeOf(written, []);
    expect(run.fingerprint).toBe(tried.fingerprint);
    expect(run.seed).toBe(9);
    expect(run.parameters!.find(({ pointer }) => pointer === '/Simulations/1/System/DpcLatency')).toMatchObject({ origin: 'stated', value: 300_000, written: '"300 us"' });
  });

  test('that are not there, or no numbers that can be, are left out of a run', async () => {
    session = await openSession();
    const uri = await session.open(sample);
    const wanted = [{ pointer: '/Simulations/9/Client/Requests', value: 4 }, { pointer: requests, value: -4 }, { pointer: '/Simulations/1/Label', value: 4 }, { pointer: '/Simulations/1/Client/Hold', value: 0.5 }];
    expect((await outcomeOf(uri, wanted)).overrides).toEqual([]);
  });

  test('with which the simulation cannot be run are told at their value', async () => {
    session = await openSession();
    const uri = await session.open(sample.replace('"Hold": "150 ms"', '"Hold": { "Uniform": ["1 ms", "2 ms"] }'));
    const result = await simulate(uri, [{ pointer: '/Simulations/1/Client/Hold/Uniform/0', value: 5_000_000 }]);
    expect(result.kind).toBe('impossible');
    expect(result).toMatchObject({ path: expect.stringContaining('/Simulations/1') as unknown });
  });

  test('tell nothing as problems of the document', async () => {
    session = await openSession();
    const uri = await session.open(sample);
    const before = await session.diagnostics(uri);
    await outcomeOf(uri, [{ pointer: requests, value: 1 }]);
    session.client.sendNotification(methods.showRun, { uri, runId: 'run' }).catch(() => undefined);
    expect(await session.diagnostics(uri)).toEqual(before);
  });
});

describe('writing values', () => {
  test('is refused in a sentence when the document was edited so that they are gone', async () => {
    session = await openSession();
    const uri = await session.open(sample);
    await session.change(uri, 2, positionOf(sample, '"Simulations": [', 16), positionOf(sample, '"Simulations": [', 16), ' { "Label": "first", "Client": { "Requests": 2, "Hold": "1 ms" } },');
    const result = await edit(uri, [{ pointer: requests, value: 5 }]);
    expect(result.kind === 'refused' && result.text).toMatch(/edited since the run: \/Simulations\/1\/Client\/Requests is not in the simulation "slow application"/);
    expect(await edit(uri, [{ pointer: '/Simulations/2/Client/Requests', value: 5 }])).toMatchObject({ kind: 'edits' });
  });

  test('is refused with syntax errors, without the scenario, out of range, and for a document that is not open', async () => {
    session = await openSession();
    const uri = await session.open(`${sample}}`);
    const text = async (result: Promise<EditParametersResult>): Promise<string> => { const answer = await result; return answer.kind === 'refused' ? answer.text : ''; };
    expect(await text(edit(uri, [{ pointer: requests, value: 5 }]))).toMatch(/syntax errors/);
    const whole = await session.open(sample, 'file:///whole.avstream.json');
    expect(await text(edit(whole, [{ pointer: requests, value: 5 }], 'another'))).toMatch(/no simulation "another"/);
    expect(await text(edit(whole, [{ pointer: requests, value: 0 }]))).toMatch(/out of range/);
    expect(await text(edit('file:///unknown.avstream.json', [{ pointer: requests, value: 5 }]))).toMatch(/not open/);
  });
});
