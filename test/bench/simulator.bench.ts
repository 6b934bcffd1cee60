/**
 * The simulator: its event loop with a hundred events pending, and the capture pipeline with buffers going round, beside simjs and SimPy doing the same.
 * Ours records every span, instant and counter, takes a fingerprint and models the queue with its stream pointers; the peers only move eight buffers.
 */
import type { Scenario } from '../../server/src/simulation/index';
import { createSimulation } from '../../server/src/simulation/index';
import { clockNow, createEngine, createRandomStream, nextEvent, randomBelow, schedule } from '../../server/src/simulation/engine/index';
import { type BenchRow, alternating, median, report, timed } from './support/measure';
import { type SimJs, simJs, simPy } from './support/simulation-peers';

const pending = 100;
const events = 1_000_000;
const frames = 200_000;
const period = 33_366_700;
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

function simJsPipeline({ Sim, Entity }: SimJs): number {
  const draw = createDraw();
  const listed = Array.from({ length: 8 }, (_, index) => index);
  let frame = 0;
  let delivered = 0;
  class Capture extends Entity {
    start(): void { this.next(); }
    readonly next = (): void => { this.setTimer(period).done(this.captured, this); };
    readonly captured = (): void => {
      frame += 1;
      if (frame < frames) this.next();
      const buffer = listed.shift();
      if (buffer !== undefined) this.setTimer(15_552_000).done(this.filled, this, buffer);
    };
    readonly filled = (buffer: number): void => { this.setTimer(5_000 + draw(20_000)).done(this.received, this, buffer); };
    readonly received = (buffer: number): void => { this.setTimer(20_000_000 + draw(30_000_000)).done(this.returned, this, buffer); };
    readonly returned = (buffer: number): void => {
      listed.push(buffer);
      delivered += 1;
    };
  }
  const sim = new Sim();
  sim.addEntity(Capture);
  sim.simulate(Number.MAX_SAFE_INTEGER);
  return delivered;
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
  if (simJsPipeline(peer) < frames * 0.99) throw new Error('simjs did not deliver the frames.');
  const pipeline = await alternating(5, () => oursPipeline(scenario), () => simJsPipeline(peer));
  rows.push({ name: 'capture pipeline', unit: 'M frames/s', ours: million(pipeline.ours / 1000, frames), peer: million(pipeline.peer / 1000, frames), peerName: 'simjs', ratio: pipeline.peer / pipeline.ours, least: 0.5 });
}
for (const [what, name, ours, least] of [['events', `event loop, ${pending} pending`, oursEvents, 6], ['pipeline', 'capture pipeline', () => oursPipeline(scenario), 2]] as const) {
  const times = await besideSimPy(what, ours);
  if (times === undefined) console.log(`${name} beside SimPy: not run: needs SimPy (Debian: python3-simpy3).`);
  else rows.push({ name: `${name}, SimPy`, unit: what === 'events' ? 'M events/s' : 'M frames/s', ours: million(times.ours, 1), peer: million(times.peer, 1), peerName: 'SimPy', ratio: times.peer / times.ours, least });
}

// The same with every latency at its default, to the finished result: what a user waits for.
const whole = await timed(() => {
  const simulation = createSimulation({ ...scenario, pins: [{ ...scenario.pins[0]!, driver: {}, system: {} }] }, 7);
  while (!simulation.advance(1_000_000).done);
  simulation.result();
});
rows.push({ name: 'pipeline with default latencies, to the result', unit: 'M frames/s', ours: million(whole / 1000, frames) });
report('Simulator', rows);
