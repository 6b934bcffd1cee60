/**
 * The simulator: its event loop with a hundred events pending, the capture pipeline with buffers going round, and the shipped samples, beside simjs and SimPy doing the same;
 * and the memory that ten million frames take. Ours records every span, instant and counter, takes a fingerprint, models the queue with its stream pointers and
 * watches for findings; the peers only move buffers.
 */
import { performance } from 'node:perf_hooks';
import type { Scenario, SimulationResult } from '../../server/src/simulation/index';
import { createSimulation } from '../../server/src/simulation/index';
import { clockNow, createEngine, createRandomStream, nextEvent, randomBelow, schedule } from '../../server/src/simulation/engine/index';
import { type BenchRow, alternating, median, report, timed } from './support/measure';
import { type PeerPipeline, simJsPipeline } from './support/simjs-pipeline';
import { sampleRuns } from './support/sample-runs';
import { type SimJs, simJs, simPy } from './support/simulation-peers';

const pending = 100;
const events = 1_000_000;
const frames = 200_000;
const period = 33_366_700;
const manyFrames = 10_000_000;
/** What ten million frames may take, in MB. */
const memoryCeiling = 1024;
const framesOfSample = 100_000;
const nothing = { kind: 'constant', value: 0 } as const;

/** The model of the peers: no delays but the transfer's, the DPC's and the application's. */
const scenario: Scenario = {
  version: 1, label: 'bench', duration: period * frames, paths: {}, limits: { spans: 1e9 },
  pins: [{
    label: 'capture', flags: 0x00010000, hasAllocatorDispatch: false, frameBytes: 1_382_400,
    callbacks: { create: 'PinCreate', close: 'PinClose', process: 'PinProcess', setDataFormat: 'PinSetDataFormat', setDeviceState: 'PinSetDeviceState' },
    source: { period },
    hardware: { transferTime: { kind: 'constant', value: 15_552_000 } },
    driver: { processTime: nothing, dpcTime: nothing },
    system: { interruptLatency: nothing, completionLatency: nothing, dpcLatency: { kind: 'uniform', minimum: 5_000, maximum: 25_000 } },
    client: { requests: 8, hold: { kind: 'uniform', minimum: 20_000_000, maximum: 50_000_000 } },
  }],
};

/** The same for simjs. */
const peerPipeline: PeerPipeline = {
  frames, period, requests: 8, transfer: { kind: 'constant', value: 15_552_000 }, toClient: [{ kind: 'uniform', minimum: 5_000, maximum: 25_000 }],
  hold: { kind: 'uniform', minimum: 20_000_000, maximum: 50_000_000 },
};

/** The same with every latency at its default: what a user waits for. */
const withLatencies: Scenario = { ...scenario, pins: [{ ...scenario.pins[0]!, driver: {}, system: {} }] };

function oursEvents(): void {
  const engine = createEngine();
  const random = createRandomStream(1, 'bench');
  for (let index = 0; index < pending; index += 1) schedule(engine, randomBelow(random, 1_000_000), 0, 0, 0, index);
  for (let count = 0; count < events; count += 1) {
    nextEvent(engine);
    schedule(engine, engine.clock[clockNow]! + 1 + randomBelow(random, 1_000_000), 0, 0, 0, engine.argument);
  }
}

function oursPipeline(simulated: Scenario): void {
  const simulation = createSimulation(simulated, 7);
  while (!simulation.advance(1_000_000).done);
}

/** A run to its finished result: figures, findings and trace. */
function wholeRun(simulated: Scenario, seed: number): SimulationResult {
  const simulation = createSimulation(simulated, seed);
  while (!simulation.advance(1_000_000).done);
  return simulation.result();
}

/** Greatest resident memory while so many frames are simulated, in MB, and the seconds it takes. The recording is at its default limit. */
function longRun(count: number): { readonly peak: number; readonly seconds: number } {
  let peak = 0;
  const look = (): void => { peak = Math.max(peak, process.memoryUsage.rss() / 2 ** 20); };
  const begin = performance.now();
  const simulation = createSimulation({ ...withLatencies, duration: period * count, limits: {} }, 7);
  while (!simulation.advance(200_000).done) look();
  look();
  const { stopReason, framesDelivered } = simulation.result();
  look();
  if (stopReason !== 'completed' || framesDelivered < count * 0.99) throw new Error(`The long run ended as ${stopReason} with ${framesDelivered} frames.`);
  return { peak, seconds: (performance.now() - begin) / 1000 };
}

/** A source of numbers for the peers, as cheap as there is. */
function createDraw(): (bound: number) => number {
  let state = 1;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 4294967296) * bound;
  };
}

function simJsEvents({ Sim, Entity }: SimJs): void {
  const draw = createDraw();
  let left = events;
  class Ticker extends Entity {
    start(): void { this.tick(); }
    readonly tick = (): void => {
      left -= 1;
      if (left >= 0) this.setTimer(draw(1_000_000)).done(this.tick, this);
    };
  }
  const sim = new Sim();
  for (let index = 0; index < pending; index += 1) sim.addEntity(Ticker);
  sim.simulate(Number.MAX_SAFE_INTEGER);
}

/** Medians of seconds of both, in turns. */
async function besideSimPy(what: 'events' | 'pipeline', ours: () => void): Promise<{ readonly ours: number; readonly peer: number } | undefined> {
  const all = { ours: [] as number[], peer: [] as number[] };
  const count = what === 'events' ? 100_000 : 10_000;
  for (let round = 0; round < 3; round += 1) {
    const peer = simPy(what, count);
    if (peer === undefined) return undefined;
    all.peer.push(peer / count);
    all.ours.push((await timed(ours)) / 1000 / (what === 'events' ? events : frames));
  }
  return { ours: median(all.ours), peer: median(all.peer) };
}

// First, while nothing else has taken memory.
const long = longRun(manyFrames);

// The floors are what CI holds on a busy two-core machine: half of what was measured on a quiet one.
const rows: BenchRow[] = [];
const million = (seconds: number, things: number): number => things / seconds / 1e6;
oursEvents();
oursPipeline(scenario);

const peer = simJs();
if (peer === undefined) console.log('simjs could not be installed: not run: needs npm.');
else {
  simJsEvents(peer);
  const loop = await alternating(5, oursEvents, () => simJsEvents(peer));
  rows.push({ name: `event loop, ${pending} pending`, unit: 'M events/s', ours: million(loop.ours / 1000, events), peer: million(loop.peer / 1000, events), peerName: 'simjs', ratio: loop.peer / loop.ours, least: 2.5 });
  if (simJsPipeline(peer, peerPipeline).delivered < frames * 0.99) throw new Error('simjs did not deliver the frames.');
  const pipeline = await alternating(5, () => oursPipeline(scenario), () => simJsPipeline(peer, peerPipeline));
  rows.push({ name: 'capture pipeline', unit: 'M frames/s', ours: million(pipeline.ours / 1000, frames), peer: million(pipeline.peer / 1000, frames), peerName: 'simjs', ratio: pipeline.peer / pipeline.ours, least: 0.5 });
}
for (const [what, name, ours, least] of [['events', `event loop, ${pending} pending`, oursEvents, 6], ['pipeline', 'capture pipeline', () => oursPipeline(scenario), 2]] as const) {
  const times = await besideSimPy(what, ours);
  if (times === undefined) console.log(`${name} beside SimPy: not run: needs SimPy (Debian: python3-simpy3).`);
  else rows.push({ name: `${name}, SimPy`, unit: what === 'events' ? 'M events/s' : 'M frames/s', ours: million(times.ours, 1), peer: million(times.peer, 1), peerName: 'SimPy', ratio: times.peer / times.ours, least });
}

rows.push({ name: 'pipeline with default latencies, to the result', unit: 'M frames/s', ours: million((await timed(() => wholeRun(withLatencies, 7))) / 1000, frames) });

// The shipped samples, made long: what figures, findings and trace of a real descriptor cost.
for (const { name, scenario: simulated, seed, peer: pipeline } of sampleRuns(framesOfSample)) {
  const { framesProduced, findings } = wholeRun(simulated, seed);
  const row = `${name}, first simulation, to the result`;
  if (framesProduced < framesOfSample - 2) throw new Error(`${name} has ${framesProduced} frames only: ${findings.map(({ key }) => key).join(', ')}`);
  if (peer === undefined) {
    rows.push({ name: row, unit: 'M frames/s', ours: million((await timed(() => wholeRun(simulated, seed))) / 1000, framesOfSample) });
    continue;
  }
  const times = await alternating(3, () => wholeRun(simulated, seed), () => simJsPipeline(peer, pipeline));
  rows.push({ name: row, unit: 'M frames/s', ours: million(times.ours / 1000, framesOfSample), peer: million(times.peer / 1000, framesOfSample), peerName: 'simjs', ratio: times.peer / times.ours, least: 0.4 });
}
rows.push({ name: `${manyFrames / 1e6} M frames, to the result`, unit: 'M frames/s', ours: million(long.seconds, manyFrames) });
rows.push({ name: `${manyFrames / 1e6} M frames, greatest memory`, unit: 'MB', ours: long.peak, peer: memoryCeiling, peerName: 'ceiling', ratio: memoryCeiling / long.peak, least: 1 });
report('Simulator', rows);
