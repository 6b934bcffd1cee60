import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyEdits, modelOf, parseTree } from '../../../../server/src/document/index';
import { type AdviceOutcome, type AdviceSubject, type BufferAdvice, adviceSubject, adviseBuffers, adviseSimulation, bottlenecksOf, createLaboratory, drawCharts, effectOf, isAnswered, isRandom, lostShare, rankVariables, readSweep, reportAdvice, ruledFrames, scenarioWith, sweepVariable, variableName, variablesOf } from '../../../../server/src/simulation/advice/index';
import { knobsOf } from '../../../../server/src/simulation/advice/knobs';
import { compileScenario, editsForOverrides, labelOf, simulationsOf } from '../../../../server/src/simulation/index';
import { formatText } from '../../../../server/src/findings/index';
import { simulate } from './support';

function subjectOf(text: string, label: string): AdviceSubject {
  const model = modelOf(parseTree(text));
  const simulations = simulationsOf(model);
  const index = simulations.map(labelOf).indexOf(label);
  const compiled = compileScenario(model, simulations[index]!, index);
  if (compiled.kind !== 'scenario') throw new Error(compiled.problem.key);
  return adviceSubject(model, simulations[index]!, index, compiled);
}
const sample = (name: string): string => readFileSync(`samples/${name}.avstream.json`, 'utf8');
const buffersOf = async (subject: AdviceSubject): Promise<BufferAdvice> => (await adviseBuffers(subject, { confidence: 950_000, seeds: 20 }, createLaboratory({ run: simulate }))).advice;
const advise = (subject: AdviceSubject, order = {}): Promise<AdviceOutcome> => adviseSimulation(subject, { confidence: 950_000, seeds: 20, ...order }, { run: simulate });

describe('the slow reader of the tee, in a shorter run,', () => {
  it('is advised more than what loses nothing in the table, for the sake of longer runs, and is told so', async () => {
    const text = sample('hd-capture-board').replace(/("Label": "a slow reader of the tee"[^]*?)"Duration": "2 s"([^]*?)"Requests": 4, "Hold": "400 ms"/, '$1"Duration": "600 ms"$2"Requests": 1, "Hold": "120 ms"');
    const buffers = await buffersOf(subjectOf(text, 'a slow reader of the tee'));
    const recorder = buffers.sections.find(({ knob }) => knob.label === 'recorder')!;
    expect(recorder.tried.find(({ runsWithLoss }) => runsWithLoss === 0)!.number).toBe(2);
    expect(recorder.verdict).toMatchObject({ kind: 'enough', number: 4, fewer: { inOwnLength: 2, withPlenty: null } });
    expect(buffers.advised!.framesLost).toBe(0);
    const blocks = reportAdvice({ buffers, sensitivity: [], sweep: null, work: { runs: 0, events: 0 } }, '1 s', formatText);
    expect(JSON.stringify(blocks)).toContain('2 lose nothing in runs of 600 ms, as long as the scenario; runs twice or four times as long lose frames');
    // The others have all that is in the table, and no sentence.
    expect(buffers.sections.flatMap(({ verdict }) => (verdict.kind === 'enough' ? [verdict.fewer.inOwnLength] : []))).toEqual([null, 2, null]);
  });
});

describe('the slow application of avshws', () => {
  const subject = subjectOf(sample('avshws'), 'slow application');

  it('needs five requests, which the offered edit gives it, with nothing lost', async () => {
    const [section] = (await buffersOf(subject)).sections;
    expect(section!.verdict).toMatchObject({ kind: 'enough', number: 5 });
    expect([section!.bufferBytes, section!.pagedBytes]).toEqual([153_600, 155_648]);
    const result = editsForOverrides(subject.model.tree, subject.parameters, section!.edit!);
    if ('problem' in result) throw new Error(result.problem);
    const edited = subjectOf(applyEdits(subject.model.tree.text, result.edits), 'slow application');
    expect((await simulate(edited.scenario, edited.seed)).pins[0]!.drops).toEqual([]);
    const again = { buffers: await buffersOf(edited), sensitivity: [], sweep: null, work: { runs: 0, events: 0 } };
    expect(isAnswered(again)).toBe(true);
    expect(isAnswered({ ...again, buffers: await buffersOf(subject) })).toBe(false);
  });

  it('loses most by the hold, the period and the requests; what changes nothing stands last', async () => {
    const ranked = await rankVariables(subject, createLaboratory({ run: simulate }), [{ seed: 1 }]);
    expect(ranked.slice(0, 3).map(({ variable }) => variable.name).sort()).toEqual(['Client.Hold', 'Client.Requests', 'Source.Period']);
    expect(ranked.map(effectOf)).toEqual([...ranked.map(effectOf)].sort((first, second) => second - first));
    expect(effectOf(ranked.at(-1)!)).toBe(0);
    expect(ranked.some(({ variable }) => variable.name === 'Seed' || variable.name === 'Duration')).toBe(false);
  });

  it('is swept over a stretch that was asked for, the value of the document among the points', async () => {
    const order = readSweep(subject, 'client.hold=20 ms..200 ms');
    if ('problem' in order) throw new Error(order.problem);
    const { variations } = await sweepVariable(subject, createLaboratory({ run: simulate }), order.variable, [{ seed: 1 }], order.range);
    const holds = variations.map(({ values: [value] }) => value! / 1e6);
    expect([holds[0], holds.at(-1)]).toEqual([20, 200]);
    expect(holds).toContain(150);
    const shares = variations.map(lostShare);
    expect(shares).toEqual([...shares].sort((first, second) => first - second));
    expect([shares[0], shares.at(-1)! > 0.4]).toEqual([0, true]);
  });

  it('refuses to sweep what it has not, and stretches that are none', () => {
    expect(readSweep(subject, 'Client.Holt')).toMatchObject({ problem: 'unknown', nearest: 'Client.Hold' });
    expect(readSweep(subject, 'Client.Hold=5..10')).toMatchObject({ problem: 'range' });
    expect(readSweep(subject, 'Client.Requests=4..4')).toMatchObject({ problem: 'range' });
    expect(readSweep(subject, '/Simulations/1/Client/Requests=1..9')).toMatchObject({ range: { from: 1, to: 9 } });
    expect(readSweep(subject, 'Source.Period=60fps..30fps')).toMatchObject({ range: { from: 16_666_667, to: 33_333_333 } });
  });
});

describe('Frames', () => {
  it('are offered for an edit where a connection stays in kernel mode and more are needed, and nowhere else', async () => {
    const text = sample('common-buffer-card').replace(/"Frames": 4,/g, '"Frames": 1,');
    const kernel = subjectOf(text, '720p60 to a kernel encoder');
    const [section] = (await buffersOf(kernel)).sections;
    expect(section!.knob).toMatchObject({ decider: 'framing', stated: 1 });
    expect(section!.verdict).toMatchObject({ kind: 'enough', number: 2 });
    expect(section!.edit).toEqual([{ pointer: '/Simulations/2/Connections/0/Peer/AllocatorFraming/FramingItem/0/Frames', value: 2 }]);
    expect(knobsOf(scenarioWith(kernel, section!.edit!)!).map(({ stated }) => stated)).toEqual([2]);
    expect(ruledFrames(kernel.model, subjectOf(text, '720p60 to an application').simulation, subjectOf(text, '720p60 to an application').scenario)).toEqual([]);
  });

  it('are never lowered: a framing holds for other graphs too', async () => {
    const [section] = (await buffersOf(subjectOf(sample('common-buffer-card'), '720p60 to a kernel encoder'))).sections;
    expect(section!.verdict).toMatchObject({ kind: 'enough', number: 2 });
    expect(section!.edit).toBeNull();
  });

  it('cannot give what the allocator has not', async () => {
    const [section] = (await buffersOf(subjectOf(sample('common-buffer-card'), '720p60 to a kernel encoder that is late'))).sections;
    expect(section!.verdict).toMatchObject({ kind: 'never', given: { given: 8 } });
  });
});

describe('what is too slow', () => {
  it('is named: a bus, the Process of a filter', () => {
    expect(bottlenecksOf(subjectOf(sample('hd-capture-board'), 'the lane is too narrow').scenario).map(({ kind, label }) => [kind, label])).toEqual([['bus', 'PCIe x1']]);
    expect(bottlenecksOf(subjectOf(sample('audio-effect'), 'the effect takes too long').scenario)).toMatchObject([{ kind: 'filter', label: 'effect', time: 12e6, period: 10e6 }]);
    expect(bottlenecksOf(subjectOf(sample('avshws'), 'slow application').scenario)).toEqual([]);
  });
});

it('whether anything is random is seen in the scenario', () => {
  const { scenario } = subjectOf(sample('avshws'), 'slow application');
  const [pin] = scenario.pins;
  const withHold = (hold: object): boolean => isRandom({ ...scenario, pins: [{ ...pin!, client: { ...pin!.client!, hold: hold as never } }] });
  expect(isRandom(scenario)).toBe(false);
  expect(withHold({ kind: 'uniform', minimum: 3, maximum: 3 })).toBe(false);
  expect(withHold({ kind: 'uniform', minimum: 3, maximum: 4 })).toBe(true);
  expect(withHold({ kind: 'table', values: [1, 2], weights: [1, 1] })).toBe(true);
  expect(isRandom({ ...scenario, pins: [{ ...pin!, hardware: { ...pin!.hardware, lockFailures: { perMillion: 1 } } }] })).toBe(true);
});

describe('the report', () => {
  const write = (template: string, values: Readonly<Record<string, string | number>>): string => formatText(template, values);

  it('has a text for every key, a table for every chart, and charts that hold what they say', async () => {
    const subject = subjectOf(sample('avshws'), 'slow application');
    const order = readSweep(subject, 'Client.Requests');
    if ('problem' in order) throw new Error(order.problem);
    const blocks = reportAdvice(await advise(subject, { sweep: order }), '1 s', write);
    expect(JSON.stringify(blocks)).not.toMatch(/"advice\.|\{\w+\}|undefined|NaN/);
    expect(blocks.filter(({ kind }) => kind === 'chart').length).toBe(3);
    expect(blocks.filter(({ kind }) => kind === 'table').length).toBe(3);
    const svg = drawCharts(blocks);
    expect(svg.match(/role="img"/g)).toHaveLength(3);
    expect(svg).toMatch(/<title id="chart-0-title">Share of frames lost by number of buffers: capture\/video<\/title>/);
    expect(svg.match(/<svg/g)!.length).toBe(svg.match(/<\/svg>/g)!.length);
  });

  it('says of every sample who decides, and never that Frames does where an application decides', async () => {
    for (const [name, label] of [['hd-capture-board', 'the lane is too narrow'], ['audio-effect', 'the effect takes too long'], ['common-buffer-card', '720p60 to a kernel encoder that is late']] as const) {
      const outcome = { buffers: await buffersOf(subjectOf(sample(name), label)), sensitivity: [], sweep: null, work: { runs: 0, events: 0 } };
      const text = JSON.stringify(reportAdvice(outcome, '1 s', write));
      expect(text, label).not.toMatch(/"advice\.|\{\w+\}|undefined|NaN/);
      expect(text, label).toMatch(/not been validated against ks\.sys/);
      const isKernel = outcome.buffers.sections.every(({ knob }) => knob.kind === 'circuit');
      expect(text.includes('so that Frames rules'), label).toBe(isKernel);
      expect(text.includes('Frames of a framing only advises it'), label).toBe(!isKernel);
    }
  });
});

it('variables are named once each', () => {
  for (const [name, label] of [['avssamp', 'video and audio to a recorder'], ['hd-capture-board', 'through the encoder'], ['usb-camera', '1080p30 to a frame server']] as const) {
    const names = variablesOf(subjectOf(sample(name), label)).map(variableName);
    expect(new Set(names).size, `${label}: ${names.join(', ')}`).toBe(names.length);
  }
});
