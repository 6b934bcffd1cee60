// Random lives: whatever is asked, given back, refused and left, the promises of AVStream and the bookkeeping hold.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AllocatorFrame, type AllocatorLife, type Access, type Served, callOrderViolation, cancelRequest, closeAllocator, createAllocatorLife, giveBack, lifeViolation, obtain, pinsConnected, startDevice, stepState, stopDevice, workItemRuns,
} from '../../../../server/src/simulation/allocator/index';
import { type Changes, run, setup } from './setups';

const options = fc.record({
  createdAt: fc.constantFrom('connection', 'ACQUIRE'), obtainedAt: fc.constantFrom('ACQUIRE', 'PAUSE'), obtained: fc.constantFrom('eager', 'lazy'), freedAt: fc.constantFrom('STOP', 'close'),
  deletedAt: fc.constantFrom('STOP', 'close'), frameIrql: fc.constantFrom('PASSIVE_LEVEL', 'DISPATCH_LEVEL'), deleteIrql: fc.constantFrom('PASSIVE_LEVEL', 'DISPATCH_LEVEL'),
  freeOrder: fc.constantFrom('asAllocated', 'reversed'), whenAllocateFails: fc.constantFrom('goOn', 'refuseState'), createValidation: fc.constantFrom('none', 'asReactOS'), freedMemory: fc.constantFrom('reuse', 'release'),
} as const);

const commonBuffer = fc.record({
  length: fc.option(fc.integer({ min: 1, max: 40_000 })), allocatedAt: fc.constantFrom('deviceStart', 'initializeAllocator', 'allocate'), fails: fc.boolean(), whenItFails: fc.constantFrom('fail', 'goOn'),
  freedWith: fc.constantFrom('sameValues', 'otherLength', 'otherLogicalAddress'), freedAtStop: fc.boolean(), addressKeptIn: fc.constantFrom('residentMemory', 'pageableMemory', 'stack'),
} as const);

const behaviour = fc.record({
  initializeFails: fc.boolean(), setsContext: fc.boolean(), ownFraming: fc.option(fc.record({ Frames: fc.nat(5), FrameSize: fc.nat(10_000), FileAlignment: fc.constantFrom(0, 15, 63) })),
  shortBy: fc.nat(20), misalignedBy: fc.nat(20), allocateFailsAt: fc.option(fc.integer({ min: 1, max: 8 })), handsOutTwiceAt: fc.option(fc.integer({ min: 1, max: 8 })),
  leavesOnDelete: fc.subarray(['Memory', 'CommonBuffer', 'Handle', 'Timer'] as const), isSafeAtDispatch: fc.boolean(), worksWithForeignFrames: fc.boolean(),
});

/** Circumstances of any kind; `blunders` says whether the driver makes mistakes. */
const circumstances = (blunders: boolean): fc.Arbitrary<Changes> => fc.record({
  framing: fc.record({ Frames: fc.nat(6), FrameSize: fc.integer({ min: 1, max: 9000 }), FileAlignment: fc.constantFrom(0, 15, 63, 4095) }),
  options,
  setup: fc.record({ candidates: fc.constantFrom(['vendor', 'default'], ['default'], ['vendor'], ['default', 'vendor']), architecture: fc.constantFrom('x86', 'x64', 'ARM64'), poolLimit: fc.option(fc.nat(50_000), { freq: 1 }) } as const),
  ...(blunders ? { behaviour, commonBuffer: fc.option(commonBuffer, { nil: undefined }) } : { commonBuffer: fc.option(fc.record({ allocatedAt: fc.constantFrom('deviceStart', 'initializeAllocator', 'allocate') } as const), { nil: undefined }) }),
  holder: blunders ? fc.record({ freesTwiceAt: fc.option(fc.integer({ min: 1, max: 5 })), freesForeignAt: fc.option(fc.integer({ min: 1, max: 5 })) }) : fc.constant({}),
}).map((changes) => changes as Changes);

type Step = { readonly kind: 'obtain' | 'giveBack'; readonly access: Access; readonly isRaised: boolean; readonly pick: number } | { readonly kind: 'up' | 'down' | 'cancel' | 'workItem' | 'connect'; readonly pick: number };
const steps: fc.Arbitrary<readonly Step[]> = fc.array(fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('obtain', 'giveBack'), access: fc.constantFrom<Access[]>('requestor', 'irp', 'functionTable'), isRaised: fc.boolean(), pick: fc.nat(1000) } as const) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('up', 'down', 'cancel', 'workItem', 'connect'), pick: fc.nat(1000) } as const) },
), { maxLength: 80 });

const states = ['STOP', 'ACQUIRE', 'PAUSE', 'RUN'] as const;

/** Carries steps out, checking after each; returns the frames still held at the end. */
function live(life: AllocatorLife, list: readonly Step[]): void {
  const held: { readonly frame: AllocatorFrame; readonly access: Access }[] = [];
  const asked = new Map<number, Access>();
  const take = (served: readonly Served[]): void => {
    for (const { request, frame } of served) {
      held.push({ frame, access: asked.get(request)! });
      asked.delete(request);
    }
  };
  const check = (): void => {
    expect(lifeViolation(life)).toBeNull();
    expect(held.length).toBe([...life.inCircuit.values(), ...life.withClients.values()].reduce((sum, times) => sum + times, 0));
  };
  const release = (index: number, time: number, isRaised: boolean): void => {
    const [{ frame, access }] = held.splice(index, 1) as [(typeof held)[number]];
    const { served, needsWorkItem } = giveBack(life, time, frame, access, isRaised ? 'DISPATCH_LEVEL' : 'PASSIVE_LEVEL');
    take(served);
    if (needsWorkItem) take(workItemRuns(life, time));
  };
  startDevice(life, 0);
  list.forEach((step, time) => {
    const at = states.indexOf(life.state);
    switch (step.kind) {
      case 'connect': pinsConnected(life, time); break;
      case 'up': if (at < 3) stepState(life, time, states[at + 1]!); break;
      case 'down': if (at > 0) stepState(life, time, states[at - 1]!); break;
      case 'workItem': take(workItemRuns(life, time)); break;
      case 'cancel': if (asked.size > 0) cancelRequest(life, [...asked.keys()][step.pick % asked.size]!); break;
      case 'obtain': {
        const result = obtain(life, time, step.access, step.isRaised ? 'DISPATCH_LEVEL' : 'PASSIVE_LEVEL');
        if (result.kind === 'frame') held.push({ frame: result.frame, access: step.access });
        else if (result.kind === 'pending') asked.set(result.request, step.access);
        break;
      }
      case 'giveBack': if (held.length > 0) release(step.pick % held.length, time, step.isRaised); break;
    }
    check();
  });
  while (life.state !== 'STOP') stepState(life, 1000, states[states.indexOf(life.state) - 1]!);
  check();
  while (held.length > 0) release(held.length - 1, 1001, false);
  closeAllocator(life, 1002);
  stopDevice(life, 1003);
  check();
  expect(life.outCount).toBe(0);
  expect(['deleted', 'refused', 'absent', 'ready']).toContain(life.phase);
  expect(life.provider).toBeNull();
  expect(callOrderViolation(life.log)).toBeNull();
}

describe('any life', () => {
  it('keeps the promises of AVStream, blunders of the driver or not', () => {
    fc.assert(fc.property(circumstances(true), steps, (changes, list) => live(createAllocatorLife(setup(changes)), list)), { numRuns: 400 });
  });

  it('of a driver without blunders breaks no rule of its own and leaves nothing', () => {
    fc.assert(fc.property(circumstances(false), steps, (changes, list) => {
      // A common buffer for each frame cannot be had at DISPATCH_LEVEL, and one that is freed there not at all.
      const life = createAllocatorLife(setup(changes));
      live(life, list);
      const own = [...life.findings.values()].map(({ code }) => code).filter((code) => !['ALC-13', 'ALC-14', 'ALC-11', 'CBF-05'].includes(code));
      expect(own).toEqual([]);
      expect([...life.findings.values()].some(({ code }) => code === 'ALC-13') && changes.setup?.poolLimit === null).toBe(false);
      expect([life.space.poolBytes, life.space.commonBufferBytes, life.space.commonBufferPages, life.space.blocks.size]).toEqual([0, 0, 0, 0]);
    }), { numRuns: 400 });
  });
});

describe('any run', () => {
  const demand = fc.record({ access: fc.constantFrom<Access[]>('requestor', 'irp', 'functionTable'), irql: fc.constantFrom('PASSIVE_LEVEL', 'DISPATCH_LEVEL'), period: fc.integer({ min: 1_000_000, max: 30_000_000 }), hold: fc.record({ kind: fc.constant('uniform'), minimum: fc.nat(10_000_000), maximum: fc.integer({ min: 10_000_000, max: 90_000_000 }) }) } as const);

  it('repeats itself and keeps its counts', () => {
    fc.assert(fc.property(circumstances(true), demand, fc.nat(1000), (changes, own, seed) => {
      const first = run({ ...changes, demand: own }, seed);
      expect(run({ ...changes, demand: own }, seed)).toEqual(first);
      expect(first.callCount).toBe(first.calls.length);
      expect(first.statistics.framesObtained).toBeLessThanOrEqual(first.statistics.framesWanted);
    }), { numRuns: 150 });
  });
});

describe('the checker', () => {
  it('sees broken promises', () => {
    const { calls } = run();
    const [create, initialize, allocate] = [calls[0]!, calls[1]!, calls[2]!];
    const last = calls.at(-1)!;
    expect(last.call).toBe('DeleteAllocator');
    expect(callOrderViolation([...calls, allocate])).toMatch(/^ALC-07/);
    expect(callOrderViolation([...calls, { ...allocate, call: 'Free' }])).toMatch(/^ALC-07/);
    expect(callOrderViolation([create, initialize, allocate, last])).toMatch(/^ALC-08/);
    expect(callOrderViolation([create, { ...initialize, irql: 'DISPATCH_LEVEL' }])).toMatch(/^ALC-09/);
    expect(callOrderViolation([create, initialize, initialize])).toMatch(/lives/);
    expect(callOrderViolation([create, allocate])).toMatch(/^ALC-07/);
  });

  it('sees a frame in two places and a wrong count', () => {
    const life = createAllocatorLife(setup());
    pinsConnected(life, 0);
    stepState(life, 0, 'ACQUIRE');
    expect(lifeViolation(life)).toBeNull();
    life.inCircuit.set(life.idle[0]!.address, 1);
    expect(lifeViolation(life)).toMatch(/held 2 times/);
    life.inCircuit.clear();
    life.outCount += 1;
    expect(lifeViolation(life)).toMatch(/#Allocate/);
  });
});
