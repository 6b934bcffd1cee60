import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { samples } from '../../../client/src/features/samples/samples';
import { readModel, textOf } from '../../../server/src/document/index';
import { type Scenario, type SimulationResult, compileScenario, createSimulation, simulationsOf } from '../../../server/src/simulation/index';
import recorded from '../../fixtures/samples/fingerprints.json';

const folder = fileURLToPath(new URL('../../../samples', import.meta.url));
const files = readdirSync(folder).filter((file) => file.endsWith('.avstream.json')).sort();

/** Every simulation of every sample, ready to run. */
const simulations = files.flatMap((file) => {
  const model = readModel(readFileSync(path.join(folder, file), 'utf8'));
  if (model.problems.length > 0) throw new Error(`${file}: ${JSON.stringify(model.problems)}`);
  return simulationsOf(model).map((simulation, index) => {
    const compiled = compileScenario(model, simulation, index);
    if (compiled.kind === 'impossible') throw new Error(`${file} ${index}: ${compiled.problem.key}`);
    return { file, label: compiled.scenario.label, description: textOf(simulation, 'Description') ?? '', scenario: compiled.scenario, seed: compiled.seed };
  });
});

function run(scenario: Scenario, seed: number): SimulationResult {
  const simulation = createSimulation({ ...scenario, checkInvariants: true, limits: { calls: 1_000_000 } }, seed);
  while (!simulation.advance(10_000).done) { /* goes on */ }
  return simulation.result();
}

/** The run of a simulation, with the options of the model that are given instead of its own. */
function runOf(sample: string, label: string, choices: Scenario['choices'] = {}): SimulationResult {
  const found = simulations.find((each) => each.file === `${sample}.avstream.json` && each.label === label);
  if (found === undefined) throw new Error(`${sample} has no simulation "${label}".`);
  return run({ ...found.scenario, choices: { ...found.scenario.choices, ...choices } }, found.seed);
}

const drops = ({ pins }: SimulationResult, pin = 0): Record<string, number> => Object.fromEntries(pins[pin]!.drops.map(({ key, count }) => [key, count]));
const codes = ({ findings }: SimulationResult): (string | null)[] => findings.map(({ code }) => code);
const milliseconds = 1_000_000;

describe('the samples', () => {
  it('are those that "New from Sample" offers', () => {
    expect(samples.map(({ file }) => file).sort()).toEqual(files);
    for (const { id, file } of samples) expect(file).toBe(`${id}.avstream.json`);
  });

  it('have their fingerprints recorded, every simulation', () => {
    expect(Object.keys(recorded).sort()).toEqual([...new Set(simulations.map(({ file }) => file))]);
    for (const [file, fingerprints] of Object.entries(recorded)) expect(Object.keys(fingerprints), file).toEqual(simulations.filter((each) => each.file === file).map(({ label }) => label));
  });

  it.each(simulations)('$file, "$label": says what to look at, and runs event for event as recorded, with every invariant kept', ({ file, label, description, scenario, seed }) => {
    expect(description).toMatch(/^[A-Z0-9].{30,}[.]$/s);
    const result = run(scenario, seed);
    expect(result.fingerprint).toBe((recorded as Record<string, Record<string, string>>)[file]![label]);
    expect(result.stopReason).toBe('completed');
    // A sample is no example of a broken driver: what is lost is lost by the application, the graph or the machine.
    expect(result.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    for (const { framesProduced, framesDelivered, framesDropped, framesInFlight } of result.pins) expect(framesInFlight === 0 ? framesDelivered + framesDropped : framesProduced).toBe(framesProduced);
    expect(result.pins.some(({ framesDelivered }) => framesDelivered > 0) || drops(result)['buffersTooSmall'] !== undefined).toBe(true);
    for (const { framesSent, framesReturned, framesKept } of result.circuits) expect(framesReturned + framesKept).toBe(framesSent);
  });
});

describe('avssamp', () => {
  it('has Process called by its timer, for both pins at once', () => {
    const result = runOf('avssamp', 'video and audio to a recorder');
    expect(result.pins.map(({ framesDelivered, framesDropped }) => [framesDelivered, framesDropped])).toEqual([[59, 0], [59, 0]]);
    expect(result.pins[0]).toMatchObject({ processCalls: 59, processPending: 59, attemptProcessingRedundant: 0 });
    const times = result.calls.filter(({ what }) => what === 'Process').map(({ time }) => time);
    for (let call = 1; call < times.length; call += 1) expect(times[call]! - times[call - 1]!).toBe(33_366_700);
  });

  it('goes on with the video when the audio has no buffers', () => {
    const result = runOf('avssamp', 'the audio pin has no buffers');
    expect(drops(result, 0)).toEqual({});
    expect(drops(result, 1)).toEqual({ buffersInApplication: 35 });
    expect(result.pins[0]!.processCalls).toBe(59);
  });
});

describe('common-buffer-card', () => {
  it('has its allocator take part between two ends in the kernel, and tells its routines in order', () => {
    const result = runOf('common-buffer-card', '720p60 to a kernel encoder');
    expect(result.framesDropped).toBe(0);
    expect(result.circuits).toMatchObject([{ label: 'encoder', servedBy: 'vendor', frames: 4, phase: 'deleted' }]);
    expect(result.calls.flatMap(({ object, what }) => (object === 'encoder' && /Alloc|CommonBuffer|^Free$/.test(what) ? [what] : []))).toEqual([
      'AllocateCommonBuffer', 'KsCreateAllocator', 'InitializeAllocator', 'Allocate', 'Allocate', 'Allocate', 'Allocate', 'Free', 'Free', 'Free', 'Free', 'DeleteAllocator', 'FreeCommonBuffer',
    ]);
    // On the timeline each leads to the author's routine.
    const leads = Object.fromEntries(result.trace.instantKinds.map(({ key, path: pointer }) => [key, pointer]));
    for (const name of ['InitializeAllocator', 'Allocate', 'Free', 'DeleteAllocator']) expect(leads[`${name[0]!.toLowerCase()}${name.slice(1)}`]).toBe(`/AllocatorDispatches/VideoAllocator/${name}`);
    expect(result.trace.states.find(({ key }) => key === 'atPeer')!.path).toBe('/Simulations/2/Connections/0/Peer/Hold');
  });

  it('loses frames for want of frames in the circuit, and none with the eight of the card', () => {
    const label = '720p60 to a kernel encoder that is late';
    expect(drops(runOf('common-buffer-card', label))).toEqual({ buffersInCircuit: 4 });
    // As its description says: NegotiatedFrames of the negotiation, which is settled when the document is read.
    const text = readFileSync(path.join(folder, 'common-buffer-card.avstream.json'), 'utf8').replace(`"Label": "${label}",`, `"Label": "${label}", "Options": { "NegotiatedFrames": "AllocatorPin" },`);
    const model = readModel(text);
    const compiled = compileScenario(model, simulationsOf(model).at(-1)!);
    if (compiled.kind === 'impossible') throw new Error(compiled.problem.key);
    const result = run(compiled.scenario, compiled.seed);
    expect([result.framesDropped, result.circuits[0]!.frames]).toEqual([0, 8]);
  });

  it('has its allocator take no part where an application reads', () => {
    expect(runOf('common-buffer-card', '720p60 to an application').circuits).toEqual([]);
  });
});

describe('hd-capture-board', () => {
  it('shares the lane: each transfer takes twice as long, and still ends within the frame', () => {
    const result = runOf('hd-capture-board', 'two inputs on one lane');
    expect(result.framesDropped).toBe(0);
    for (const { latency } of result.pins) expect(latency.max! / milliseconds).toBeCloseTo(2 * 3110.4 / 200 + 0.08, 3);
  });

  it('blames the lane that is too narrow', () => {
    const result = runOf('hd-capture-board', 'the lane is too narrow');
    for (const pin of [0, 1]) expect(drops(result, pin)).toEqual({ busBusy: 14, discardedAtStop: 1 });
    expect([...new Set(result.findings.map(({ path: pointer }) => pointer))]).toEqual(['/Simulations/1/Buses/0/BytesPerSecond']);
  });

  it('copies in the encoder, so that the circuit has its frames back', () => {
    const result = runOf('hd-capture-board', 'through the encoder');
    expect(result.pins.map(({ label, framesDelivered }) => [label, framesDelivered])).toEqual([['board/hdmi1', 29], ['encoder/in', 0], ['encoder/out', 29]]);
    expect(result.circuits).toMatchObject([{ servedBy: 'default', frames: 4, frameBytes: 3_110_400 }]);
    // The client reads a sixth of each image.
    expect(result.pins[2]!.bytesPerSecond / result.pins[0]!.bytesPerSecond).toBeCloseTo(1 / 6, 3);
  });

  it('starves behind a splitter of which one branch has no empty frames; with the branch left out it does not', () => {
    const label = 'a slow reader of the tee';
    const waits = runOf('hd-capture-board', label);
    expect(drops(waits)['branchStarves']).toBe(31);
    expect(waits.findings).toContainEqual(expect.objectContaining({ key: 'dropped.branchStarves', arguments: expect.objectContaining({ branch: 'recorder' }) }));
    const [hdmi, , preview, recorder] = runOf('hd-capture-board', label, { copyWithoutFrame: 'leftOut' }).pins;
    expect([hdmi!.framesDropped, preview!.framesDropped]).toEqual([0, 0]);
    expect(recorder!.framesDropped).toBeGreaterThan(30);
  });

  it('loses frames with one address at a time where the work item comes late', () => {
    const result = runOf('hd-capture-board', 'one address at a time');
    expect(drops(result)).toEqual({ buffersNotProgrammed: 7 });
    expect(result.pins[0]!.buffersInFlight.maximum).toBeLessThanOrEqual(3);
  });
});

describe('usb-camera', () => {
  it('spends most of the latency on the bus', () => {
    const result = runOf('usb-camera', '1080p30 to a frame server');
    expect(result.framesDropped).toBe(0);
    expect(result.latency.p50! / milliseconds).toBeGreaterThan(22);
    expect(result.pins[0]!.processCalls).toBe(0);
  });

  it('bridges 200 ms of 700, and goes on afterwards', () => {
    const result = runOf('usb-camera', 'the application is paused in a debugger');
    expect(result.framesDropped).toBe(17);
    const firstLost = result.pins[0]!.drops[0]!.firstTime / milliseconds;
    expect(firstLost).toBeGreaterThan(950);
    expect(firstLost).toBeLessThan(1050);
    expect(result.pins[0]!.framesDelivered).toBe(42);
  });

  it('refuses the second application, and has no buffer for greater frames', () => {
    const result = runOf('usb-camera', 'a second application, and another format');
    expect(codes(result)).toEqual(expect.arrayContaining(['PIN-33', 'HDR-05']));
    expect(drops(result)['buffersTooSmall']).toBe(28);
    const told = result.findings.find(({ code }) => code === 'HDR-05')!;
    expect(told.arguments).toMatchObject({ bufferBytes: 518_400, frameBytes: 614_400 });
    expect(told.path).toBe('/Simulations/2/Events/1');
  });

  it.each(['the application is killed', 'the plug is pulled'])('"%s": every request comes back', (label) => {
    const result = runOf('usb-camera', label);
    expect(result.pins[0]).toMatchObject({ framesDelivered: 29, queueFramesCancelled: 4, queueFramesWaiting: 0 });
    expect(codes(result)).toEqual([]);
    if (label === 'the plug is pulled') expect(result.assumptions.map(({ key }) => key)).toContain('surpriseRemoval');
  });

  it('sleeps in PAUSE and wakes up to RUN after SetPower', () => {
    const result = runOf('usb-camera', 'the lid is closed');
    const calls = result.calls.filter(({ what, time }) => /^Set(Power|DeviceState)$/.test(what) && time > 500 * milliseconds && time < 3500 * milliseconds);
    expect(calls.map(({ what, about }) => `${what} ${about}`)).toEqual(['SetDeviceState 2', 'SetPower 3', 'SetPower 0', 'SetDeviceState 3']);
  });
});

describe('ts-tuner', () => {
  it('gathers 256 packets in a buffer; the first waits for the last', () => {
    const result = runOf('ts-tuner', '24 Mbit/s to a recorder');
    expect(result.pins[0]!.framesDelivered % 256).toBe(0);
    expect(result.latency.p50! / milliseconds).toBeCloseTo(256 * 0.062667, 0);
    expect(drops(result)).toEqual({ discardedAtStop: 80 });
  });

  it('loses the oldest packets of the ring when buffers and ring are full', () => {
    const result = runOf('ts-tuner', 'the disk is busy');
    const [first] = result.pins[0]!.drops;
    expect(first).toMatchObject({ key: 'buffersInApplication', count: 1151 });
    // 128 ms of buffers and 64 ms of ring, less what was in them when the disk became busy.
    expect(first!.firstTime / milliseconds - 400).toBeGreaterThan(150);
    expect(first!.firstTime / milliseconds - 400).toBeLessThan(192);
  });

  it('gives every request back at KSRESET_BEGIN and refuses others until KSRESET_END', () => {
    const { calls } = runOf('ts-tuner', 'another channel');
    const resets = calls.filter(({ what }) => what === 'Reset').map(({ time }) => time);
    expect(resets.map((time) => time / milliseconds)).toEqual([300, 320]);
    const cancelled = calls.filter(({ what }) => what === 'frameCancelled').map(({ time }) => time / milliseconds);
    expect(cancelled.filter((time) => time === 300)).toHaveLength(7);
    expect(cancelled.filter((time) => time === 600)).toHaveLength(1);
    const refused = calls.filter(({ what }) => what === 'requestRefused').map(({ time }) => time);
    expect(refused.length).toBe(8);
    for (const time of refused) expect(time > resets[0]! && time < resets[1]!).toBe(true);
  });
});

describe('audio-effect', () => {
  it('has one queue for both pins between kernel filters, and frames of the default allocator', () => {
    const result = runOf('audio-effect', 'between two kernel filters');
    expect(result.pins.map(({ label }) => label)).toEqual(['effect/input → effect/output']);
    expect(result.framesDropped).toBe(0);
    expect(result.circuits).toMatchObject([{ servedBy: 'default', frames: 4, frameBytes: 1920 }]);
  });

  it('falls behind when 10 ms of sound take 12', () => {
    const result = runOf('audio-effect', 'the effect takes too long');
    expect(drops(result)).toEqual({ buffersInCircuit: 6, discardedAtStop: 2 });
    expect(result.pins[0]!.queueDepth.maximum).toBeGreaterThan(1);
  });

  it('copies between two applications', () => {
    const result = runOf('audio-effect', 'between two applications');
    expect(result.pins.map(({ label, framesDelivered }) => [label, framesDelivered])).toEqual([['player', 50], ['recorder', 50]]);
    expect(result.circuits).toEqual([]);
  });
});
