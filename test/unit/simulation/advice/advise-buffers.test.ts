import { describe, expect, it } from 'vitest';
import { type AdviceHost, type BufferAdvice, type RunFigures, adviseBuffers, adviceSubject, createLaboratory } from '../../../../server/src/simulation/advice/index';
import { modelOf, parseTree } from '../../../../server/src/document/index';
import { type Scenario, compileScenario, simulationsOf } from '../../../../server/src/simulation/index';
import { simulate } from './support';

/** A capture pin at 30 fps whose application holds each buffer. */
const document = (client: string, more = ''): string => `{ "FormatVersion": 1, "Filters": [{ "Label": "capture", "Dispatch": {}, "PinDescriptors": [{ "Label": "video", "Dispatch": { "Process": "P" },
  "PinDescriptor": { "DataFlow": "KSPIN_DATAFLOW_OUT", "Communication": "KSPIN_COMMUNICATION_BOTH" } }] }],
  "Simulations": [{ "Label": "s", "Pin": "capture/video", "Duration": "500 ms", "Source": { "Period": "10 ms", "FrameSize": 1000 }, "Client": { ${client} }${more} }] }`;

async function advise(text: string, run: AdviceHost['run'] = simulate, seeds?: number): Promise<BufferAdvice> {
  const model = modelOf(parseTree(text));
  const simulation = simulationsOf(model)[0]!;
  const compiled = compileScenario(model, simulation, 0);
  if (compiled.kind !== 'scenario') throw new Error(compiled.problem.key);
  return (await adviseBuffers(adviceSubject(model, simulation, 0, compiled), { confidence: 950_000, ...(seeds === undefined ? {} : { seeds }) }, createLaboratory({ run }))).advice;
}

/** Runs that lose as many frames as a rule says, by number of requests and seed; everything else as after a run of 100 frames. */
const losing = (rule: (requests: number, seed: number, times: number) => number): AdviceHost['run'] => (scenario: Scenario, seed: number) => {
  const lost = rule(scenario.pins[0]!.client!.requests, seed, scenario.duration / 500e6);
  const drop = { key: 'buffersInApplication', count: lost, firstTime: 0, firstFrame: 0, arguments: {}, paths: [] };
  return Promise.resolve({
    stopReason: 'completed', events: 1_000, fingerprint: '', virtualTime: scenario.duration, framesProduced: 100, framesDelivered: 100 - lost, latency: { p50: 1, p95: 1, p99: 1, max: 1 }, memoryBytes: 1,
    pins: [{ drops: lost > 0 ? [drop] : [], framesProduced: 100, bufferStride: 1_000, mappingsBuilt: 0 }], circuits: [],
  } as unknown as RunFigures);
};
const random = '"Requests": 2, "Hold": { "Uniform": ["1 ms", "2 ms"] }';
const verdictOf = ({ sections }: BufferAdvice) => sections[0]!.verdict;

describe('what buffers are needed, worked out by runs,', () => {
  // A buffer that is held in parallel is back after hold + 25 µs to the DPC, 5 µs in it and 50 µs to the application: so many periods it is missed for.
  it.each([1, 5, 9, 15, 20, 31, 47, 95])('is what arithmetic says of a constant hold of %i ms', async (hold) => {
    const advice = await advise(document(`"Requests": 2, "Hold": "${hold} ms"`));
    expect(verdictOf(advice)).toMatchObject({ kind: 'enough', number: Math.floor((hold * 1e6 + 80_000) / 10e6) + 1 });
    expect(advice.isRandom).toBe(false);
    expect(advice.confirmation).toBeNull();
  });

  it('is bridged by no number where one thread keeps each buffer longer than a frame lasts', async () => {
    const advice = await advise(document('"Requests": 2, "Hold": "12 ms", "HoldDiscipline": "Serial"'));
    const verdict = verdictOf(advice);
    expect(verdict).toMatchObject({ kind: 'usedUp', bottlenecks: [{ kind: 'client', label: 'capture/video', time: 12e6, period: 10e6, path: '/Simulations/0/Client/Hold' }] });
    expect(advice.sections[0]!.edit).toBeNull();
  });

  it('is one thing for a hold that is slower on average only sometimes: then buffers bridge it', async () => {
    expect(verdictOf(await advise(document('"Requests": 2, "Hold": "9 ms", "HoldDiscipline": "Serial"'))).kind).toBe('enough');
  });

  it('is nothing that cures buffers that are too small', async () => {
    const advice = await advise(document('"Requests": 2, "Hold": "1 ms", "BufferSize": 999'));
    const verdict = verdictOf(advice);
    expect(verdict.kind === 'never' && verdict.reasons.map(({ drop }) => drop.key)).toEqual(['buffersTooSmall']);
    expect(advice.advised).toBeNull();
  });

  it('counts the headers of each request', async () => {
    const advice = await advise(document('"Requests": 1, "HeadersPerRequest": 4, "Hold": "95 ms"'));
    expect(advice.sections[0]!.knob.each).toBe(4);
    expect(verdictOf(advice)).toMatchObject({ kind: 'enough' });
  });

  it('holds in longer runs: a stall late in the stream counts', async () => {
    const late = '"Requests": 2, "Hold": "1 ms", "Stalls": [{ "Start": "700 ms", "Duration": "100 ms" }]';
    const [without, longer] = [await advise(document('"Requests": 2, "Hold": "1 ms"')), await advise(document(late))];
    expect(verdictOf(without)).toMatchObject({ number: 1 });
    expect(verdictOf(without)).toMatchObject({ fewer: { inOwnLength: null, withPlenty: null } });
    expect(verdictOf(longer)).toMatchObject({ kind: 'enough', number: 10, fewer: { inOwnLength: 1, withPlenty: null } });
    expect(longer.lengthened).toEqual({ times: [2, 4], runs: 2 });
  });

  it('offers the edit that makes it so', async () => {
    const advice = await advise(document('"Requests": 2, "Hold": "31 ms"'));
    expect(advice.sections[0]!.edit).toEqual([{ pointer: '/Simulations/0/Client/Requests', value: 4 }]);
  });
});

describe('confidence', () => {
  it('comes from runs with seeds that the search has not seen', async () => {
    const seen = new Set<number>();
    const advice = await advise(document(random), losing((requests, seed) => {
      seen.add(seed);
      return requests < 3 ? 1 : 0;
    }));
    expect(advice.confirmation).toEqual({ runs: 368, firstSeed: 17, runsWithLoss: 0, attempt: 1, share: 9_975 });
    expect([Math.min(...seen), Math.max(...seen)]).toEqual([1, 384]);
    expect(verdictOf(advice)).toMatchObject({ kind: 'enough', number: 3 });
  });

  it('is as many seeds as were asked for', async () => {
    const advice = await advise(document(random), losing(() => 0), 59);
    // 59 runs at half the doubt bound less than at all of it.
    expect(advice.confirmation).toMatchObject({ runs: 59, share: 60_609 });
  });

  it('raises a number that a fresh seed refutes, confirms anew with less doubt to spend, and says so', async () => {
    const advice = await advise(document(random), losing((requests, seed) => (requests < 3 || (seed === 100 && requests < 5) ? 2 : 0)));
    expect(verdictOf(advice)).toMatchObject({ kind: 'enough', number: 5 });
    expect(advice.confirmation).toMatchObject({ attempt: 2, runsWithLoss: 0, firstSeed: 385, runs: 368 });
    expect(advice.confirmation!.share).toBeGreaterThan(9_975);
  });

  it('is not claimed where every confirmation fails', async () => {
    const advice = await advise(document(random), losing((_, seed) => (seed > 16 && seed % 50 === 0 ? 1 : 0)));
    expect(advice.confirmation === null || advice.confirmation.runsWithLoss > 0 || verdictOf(advice).kind === 'never').toBe(true);
  });
});

describe('what is odd', () => {
  it('is said where more buffers lose more', async () => {
    const advice = await advise(document(random), losing((requests) => (requests === 3 || requests === 4 || requests >= 7 ? 0 : 1)));
    expect(verdictOf(advice)).toMatchObject({ kind: 'enough', number: 7, exception: { enough: 3, more: 5, upTo: null } });
  });

  it('is a number that grows with the length of the run', async () => {
    const advice = await advise(document(random), losing((requests, _, times) => (requests < 10 * times ? 1 : 0)));
    expect(verdictOf(advice)).toMatchObject({ kind: 'usedUp', number: 10, bottlenecks: [] });
  });

  it('is a run that never ends', async () => {
    const advice = await advise(document(random), async (scenario, seed) => ({ ...await losing(() => 0)(scenario, seed), stopReason: 'endlessLoop' }));
    expect(advice.unfinished).toBe('endlessLoop');
    expect(advice.sections).toEqual([]);
  });
});
