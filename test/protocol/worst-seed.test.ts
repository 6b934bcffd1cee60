import { afterEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { type FindWorstSeedParameters, type FindWorstSeedResult, type SimulateResult, type SimulationProgressParameters, methods } from '../../server/src/protocol/index';
import { type Session, openSession } from './support/session';

const documentOf = (fault: string, duration = '1 s'): string => `{ "FormatVersion": 1,
  "Filters": [ { "Label": "f", "PinDescriptors": [ { "Label": "p", "Flags": "KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY", "Dispatch": { "Process": "Process" }, "PinDescriptor": { "DataFlow": 2, "Communication": 3 } } ] } ],
  "Simulations": [ { "Label": "rough", "Duration": "${duration}", "Source": { "Period": "10 ms", "FrameSize": 1000 }, "Faults": [{ "Kind": "ClientStalls", "Duration": "50 ms", ${fault} }], "Client": { "Requests": 3, "Hold": "1 ms" } } ] }`;
const random = documentOf('"PerMillion": 15000');

let session: Session | undefined;
afterEach(() => session?.close());

const ask = (parameters: Omit<FindWorstSeedParameters, 'runId'>, token = new CancellationTokenSource().token): Promise<FindWorstSeedResult> => session!.client.sendRequest<FindWorstSeedResult>(methods.findWorstSeed, { runId: 'seeds', ...parameters }, token);

describe('avstream/findWorstSeed', () => {
  test('runs every seed, the worst first, and says how far it is', async () => {
    session = await openSession();
    const progress: SimulationProgressParameters[] = [];
    session.client.onNotification(methods.simulationProgress, (parameters: SimulationProgressParameters) => { progress.push(parameters); });
    const uri = await session.open(random);
    const result = await ask({ uri, seeds: 12 });
    if (result.kind !== 'found') throw new Error(result.text);
    expect(result).toMatchObject({ scenario: 'rough', isRandom: true });
    expect(result.outcomes.map(({ seed }) => seed).sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    expect(result.outcomes.map(({ dropped }) => dropped)).toEqual(result.outcomes.map(({ dropped }) => dropped).sort((a, b) => b - a));
    const [worst] = result.outcomes;
    expect(result.text).toContain(`Seed ${worst!.seed} is the worst of 12`);
    // The run of that seed is the very run.
    const shown = await session.client.sendRequest<SimulateResult>(methods.simulate, { uri, runId: 'shown', seed: worst!.seed });
    expect(shown).toMatchObject({ kind: 'completed', outcome: { fingerprint: worst!.fingerprint, statistics: { framesDropped: worst!.dropped } } });
    for (const { runId, progress: done } of progress.filter(({ runId }) => runId === 'seeds')) expect([runId, done >= 0 && done <= 1]).toEqual(['seeds', true]);
  });

  test('runs one where nothing is random', async () => {
    session = await openSession();
    expect(await ask({ uri: await session.open(documentOf('"At": ["100 ms"]')), seeds: 50 })).toMatchObject({ kind: 'found', isRandom: false, outcomes: [{ seed: 1 }], text: 'Nothing in the scenario is random: every seed does the same.' });
  });

  test('is cancelled between and within runs', async () => {
    session = await openSession();
    const source = new CancellationTokenSource();
    const uri = await session.open(documentOf('"PerMillion": 15000', '600 s'));
    const asked = ask({ uri, seeds: 100_000 }, source.token);
    setTimeout(() => source.cancel(), 50);
    await expect(asked).rejects.toMatchObject({ code: -32800 });
  });

  test('refuses what cannot be', async () => {
    session = await openSession();
    const uri = await session.open(random);
    expect(await ask({ uri, seeds: 0 })).toMatchObject({ kind: 'impossible' });
    expect(await ask({ uri, scenario: 'none', seeds: 3 })).toMatchObject({ kind: 'impossible', text: expect.stringContaining('none') as unknown });
  });
});
