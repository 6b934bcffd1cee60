import fc from 'fast-check';
import type { CircuitAllocator, PeerScenario, PinScenario, Scenario, ScenarioEvent, StateRequest } from '../../../../server/src/simulation/index';
import { milliseconds } from '../scenarios';
import { circuit, graph, life, peer, sink, source } from './circuits';

const ms = milliseconds;
const distribution = (most: number) => fc.oneof(
  fc.integer({ min: 0, max: most }).map((value) => ({ kind: 'constant', value }) as const),
  fc.tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: most })).map(([a, b]) => ({ kind: 'uniform', minimum: Math.min(a, b), maximum: Math.max(a, b) }) as const),
);

const options = fc.record({
  createdAt: fc.constantFrom('connection', 'ACQUIRE'), obtainedAt: fc.constantFrom('ACQUIRE', 'PAUSE'), obtained: fc.constantFrom('eager', 'lazy'), freedAt: fc.constantFrom('STOP', 'close'),
  deletedAt: fc.constantFrom('STOP', 'close'), frameIrql: fc.constantFrom('PASSIVE_LEVEL', 'DISPATCH_LEVEL'), freeOrder: fc.constantFrom('asAllocated', 'reversed'),
  whenAllocateFails: fc.constantFrom('goOn', 'refuseState'), freedMemory: fc.constantFrom('reuse', 'release'),
} as const);

const behaviour = fc.record({
  initializeFails: fc.boolean(), allocateFailsAt: fc.option(fc.integer({ min: 1, max: 6 })), handsOutTwiceAt: fc.option(fc.integer({ min: 1, max: 6 })), shortBy: fc.constantFrom(0, 8000),
}, { requiredKeys: [] });

const allocator: fc.Arbitrary<CircuitAllocator> = fc.oneof(
  { weight: 4, arbitrary: fc.record({
    framing: fc.record({ Frames: fc.nat(5) }), options, behaviour, holder: fc.record({ keepsFrames: fc.constantFrom(0, 0, 1) }),
    setup: fc.record({ candidates: fc.constantFrom(['vendor', 'default'], ['default'], ['vendor']), poolLimit: fc.option(fc.nat(50_000)) } as const),
  }).map((changes) => life(changes as never)) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('peer' as const), frames: fc.integer({ min: 1, max: 4 }), frameBytes: fc.constantFrom(500, 4000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('injection' as const), frames: fc.integer({ min: 1, max: 4 }), frameBytes: fc.constantFrom(500, 4000), registeredAt: fc.constantFrom('STOP', 'STOP', 'ACQUIRE', 'PAUSE', 'RUN') } as const) },
);

const peers = (period: boolean): fc.Arbitrary<PeerScenario> => fc.record({
  hold: distribution(30 * ms), kind: fc.constantFrom('avStream', 'ks1'), holdDiscipline: fc.constantFrom('parallel', 'serial'), hopLatency: fc.option(distribution(2 * ms), { nil: undefined }),
  ...(period ? { period: fc.integer({ min: ms, max: 20 * ms }) } : {}),
} as const).map(({ hopLatency, ...changes }) => peer({ ...changes, ...(hopLatency ? { hopLatency } : {}) }));

/** Up and down, in any order of targets; the last is STOP unless the run adds it. */
const states: fc.Arbitrary<readonly StateRequest[] | undefined> = fc.option(fc.array(fc.record({ gap: fc.integer({ min: 0, max: 40 * ms }), state: fc.constantFrom<StateRequest['state'][]>('STOP', 'ACQUIRE', 'PAUSE', 'RUN', 'RUN', 'RUN') }), { minLength: 1, maxLength: 6 })
  .map((steps) => steps.reduce<{ time: number; state: StateRequest['state'] }[]>((all, { gap, state }) => [...all, { time: (all.at(-1)?.time ?? 0) + gap, state }], [])), { nil: undefined, freq: 1 });

const flags = fc.subarray([0x8, 0x20, 0x80, 0x200, 0x10000]).map((bits) => bits.reduce((sum, bit) => sum | bit, 0));
const timing = fc.record({ processTime: distribution(12 * ms), setDeviceStateTime: distribution(3 * ms), dpcTime: distribution(ms), deletesClones: fc.constantFrom('atAcquire', 'atStop', 'never'), unlocksClones: fc.boolean(), cancelCallback: fc.constantFrom('none', 'deletes') } as const);
const system = fc.record({ workItemLatency: distribution(2 * ms), dpcLatency: distribution(ms) });

/** What may happen to the graph from outside; a pin by its place. */
const events = fc.array(fc.record({ kind: fc.constantFrom('sleep', 'surpriseRemoval', 'processEnds'), time: fc.integer({ min: 0, max: 110 * ms }), pin: fc.nat(2), duration: fc.integer({ min: 0, max: 20 * ms }) } as const), { maxLength: 3 });

interface Drawn { readonly first: 'capture' | 'peer'; readonly between: readonly ('in' | 'inPlace')[]; readonly last: boolean }
const shape: fc.Arbitrary<Drawn> = fc.record({ first: fc.constantFrom('capture', 'peer'), between: fc.array(fc.constantFrom('in', 'inPlace'), { maxLength: 2 }), last: fc.boolean() } as const);

/** Whatever stations, holds, options, behaviour and states. Buffers that are too small are filled as far as they go: a driver that ejects them empty has them go round without end, if nothing takes time. */
export const randomCircuits: fc.Arbitrary<Scenario> = fc.record({
  shape, allocator, first: peers(true), last: peers(false), states, flags: fc.array(flags, { minLength: 3, maxLength: 3 }), timing: fc.array(timing, { minLength: 3, maxLength: 3 }), system,
  pattern: fc.constantFrom('cloneAndAdvance', 'holdLeadingEdge', 'copyInProcess'), frameBytes: fc.constantFrom(1000, 1000, 5000),
  events: fc.option(events, { nil: [], freq: 1 }),
  choices: fc.record({ stateOrder: fc.constantFrom('sinkFirst', 'sourceFirst'), stateChangeDuringProcess: fc.constantFrom('waits', 'interrupts'), peerFramesAtStop: fc.constantFrom('atOnce', 'whenDone') } as const),
} as const).filter(({ shape: { first, between, last } }) => (first === 'capture' || between.length > 0) && (between.length > 0 || last)).map((drawn) => {
  const { shape: { first, between, last } } = drawn;
  const changes = (at: number) => ({ flags: drawn.flags[at]!, driver: { ...drawn.timing[at]!, whenBufferTooSmall: 'truncate', ...(at === 0 && first === 'capture' ? { pattern: drawn.pattern } : {}) }, system: drawn.system, frameBytes: drawn.frameBytes, ...(drawn.states ? { states: drawn.states } : {}) });
  const pins: PinScenario[] = [...(first === 'capture' ? [source(changes(0) as never)] : []), ...between.map((flow, at) => sink(flow, `${flow} ${at}`, changes(at + 1) as never))];
  const stations = [...(first === 'peer' ? ['peer' as const] : []), ...pins.map((_, index) => index), ...(last ? ['peer' as const] : [])];
  const ends = [...(first === 'peer' ? [drawn.first] : []), ...(last ? [{ ...drawn.last, label: 'sink' }] : [])];
  const given = drawn.allocator.kind === 'injection' && (first === 'peer' || stations.length < 2) ? life() : drawn.allocator;
  const outside = [...drawn.events].sort((a, b) => a.time - b.time).map(({ kind, time, pin: at, duration }): ScenarioEvent => {
    switch (kind) {
      case 'sleep': return { kind, time, duration };
      case 'surpriseRemoval': return { kind, time };
      case 'processEnds': return { kind, time, pin: at % pins.length };
    }
  });
  return graph(pins, [circuit(stations, { peers: ends, allocator: given })], { choices: drawn.choices, ...(outside.length > 0 ? { events: outside } : {}) });
});
