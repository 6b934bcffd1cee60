// The rows of the callback table: who calls, when, at which IRQL, and what a failure leads to.
import { describe, expect, it } from 'vitest';
import { constantValue } from '../../../../server/src/ks/index';
import {
  closeAllocator, connect, createAllocatorLife, giveBack, obtain, pinsConnected, stepState, workItemRuns, type AllocatorFrame, type AllocatorLife, type Obtained,
} from '../../../../server/src/simulation/allocator/index';
import { codes, names, run, setup } from './setups';

const frameOf = (result: Obtained): AllocatorFrame => {
  if (result.kind !== 'frame') throw new Error(result.kind);
  return result.frame;
};
/** A life up to a state. */
const upTo = (life: AllocatorLife, ...states: readonly ('ACQUIRE' | 'PAUSE' | 'RUN')[]): AllocatorLife => {
  pinsConnected(life, 0);
  for (const state of states) stepState(life, 0, state);
  return life;
};

describe('InitializeAllocator', () => {
  it('is called at PASSIVE_LEVEL when the allocator is created, with the older framing as members and bytes', () => {
    const life = createAllocatorLife(setup());
    expect(pinsConnected(life, 5)).toBe(0);
    expect(life.log).toEqual([
      expect.objectContaining({ time: 5, call: 'KsCreateAllocator', irql: 'PASSIVE_LEVEL', status: 0, result: { allocator: 'vendor' } }),
      expect.objectContaining({
        time: 5, call: 'InitializeAllocator', irql: 'PASSIVE_LEVEL', allocator: 'vendor', status: 0, result: { context: 'set' },
        arguments: { OptionsFlags: 2, PoolType: 0, Frames: 3, FrameSize: 8192, FileAlignment: 63, Reserved: 0, bytes: '02 00 00 00 00 00 00 00 03 00 00 00 00 20 00 00 3F 00 00 00 00 00 00 00' },
      }),
    ]);
    expect(life.phase).toBe('ready');
  });

  it('is called on the way to ACQUIRE when the allocator is created then', () => {
    const life = createAllocatorLife(setup({ options: { createdAt: 'ACQUIRE' } }));
    pinsConnected(life, 0);
    expect(life.log).toEqual([]);
    stepState(life, 7, 'ACQUIRE');
    expect(names(life.log)).toEqual(['KsCreateAllocator', 'InitializeAllocator', 'Allocate', 'Allocate', 'Allocate']);
  });

  it('is never called when another allocator serves', () => {
    const life = createAllocatorLife(setup({ setup: { candidates: ['default'] } }));
    connect(life, 0);
    expect(names(life.log)).toEqual(['KsCreateAllocator']);
    expect(life.provider?.kind).toBe('default');
  });

  it('refuses the allocator with an error: the next candidate serves', () => {
    const result = run({ behaviour: { initializeFails: true } });
    expect(result.calls.slice(0, 3).map(({ call, allocator, status }) => [call, allocator, status])).toEqual([
      ['KsCreateAllocator', '', 0], ['InitializeAllocator', 'vendor', constantValue('STATUS_UNSUCCESSFUL')], ['Allocate', 'default', null],
    ]);
    expect(result.servedBy).toBe('default');
    expect(result.calls.some(({ allocator, call }) => allocator === 'vendor' && call !== 'InitializeAllocator')).toBe(false);
    expect(result.findings).toEqual([]);
  });

  it('refuses the connection with an error when no candidate is left', () => {
    const result = run({ behaviour: { initializeFails: true }, setup: { candidates: ['vendor'] } });
    expect(result).toMatchObject({ servedBy: null, phase: 'refused', createStatus: constantValue('STATUS_UNSUCCESSFUL'), refusedState: { state: 'ACQUIRE' } });
    expect(names(result.calls).includes('Allocate')).toBe(false);
    expect(codes(result)).toEqual(['ALC-16']);
  });
});

describe('Allocate', () => {
  it('is called for all frames at ACQUIRE when they are obtained eagerly', () => {
    const life = upTo(createAllocatorLife(setup()), 'ACQUIRE');
    expect(names(life.log).slice(2)).toEqual(['Allocate', 'Allocate', 'Allocate']);
    expect(life.log.slice(2).every(({ irql }) => irql === 'PASSIVE_LEVEL')).toBe(true);
  });

  it('is called at PAUSE when frames are obtained then', () => {
    const life = upTo(createAllocatorLife(setup({ options: { obtainedAt: 'PAUSE' } })), 'ACQUIRE');
    expect(names(life.log)).toEqual(['KsCreateAllocator', 'InitializeAllocator']);
    stepState(life, 0, 'PAUSE');
    expect(names(life.log).slice(2)).toEqual(['Allocate', 'Allocate', 'Allocate']);
  });

  it('is called on demand when frames are obtained lazily, and not for a frame that came back', () => {
    const life = upTo(createAllocatorLife(setup({ options: { obtained: 'lazy' } })), 'ACQUIRE', 'PAUSE', 'RUN');
    expect(names(life.log).includes('Allocate')).toBe(false);
    const first = frameOf(obtain(life, 1, 'requestor', 'PASSIVE_LEVEL'));
    giveBack(life, 2, first, 'requestor', 'PASSIVE_LEVEL');
    expect(frameOf(obtain(life, 3, 'requestor', 'PASSIVE_LEVEL'))).toBe(first);
    expect(names(life.log).slice(2)).toEqual(['Allocate']);
    frameOf(obtain(life, 4, 'requestor', 'PASSIVE_LEVEL'));
    frameOf(obtain(life, 5, 'requestor', 'PASSIVE_LEVEL'));
    expect(obtain(life, 6, 'requestor', 'PASSIVE_LEVEL').kind).toBe('pending');
    expect(names(life.log).slice(2)).toEqual(['Allocate', 'Allocate', 'Allocate']);
  });

  it('is called at the IRQL of the option', () => {
    const life = upTo(createAllocatorLife(setup({ options: { frameIrql: 'DISPATCH_LEVEL' } })), 'ACQUIRE');
    expect(life.log.filter(({ call }) => call === 'Allocate').map(({ irql }) => irql)).toEqual(['DISPATCH_LEVEL', 'DISPATCH_LEVEL', 'DISPATCH_LEVEL']);
  });

  it('returning NULL leaves the circuit with fewer frames, or refuses the change of state', () => {
    const fewer = run({ behaviour: { allocateFailsAt: 3 } });
    expect(fewer.statistics).toMatchObject({ allocateCalls: 3, peakOut: 2 });
    expect(fewer.refusedState).toBeNull();
    const refused = run({ behaviour: { allocateFailsAt: 3 }, options: { whenAllocateFails: 'refuseState' } });
    expect(refused.refusedState).toEqual({ state: 'ACQUIRE', status: constantValue('STATUS_INSUFFICIENT_RESOURCES') });
    expect(names(refused.calls)).toEqual(['KsCreateAllocator', 'InitializeAllocator', 'Allocate', 'Allocate', 'Allocate', 'Free', 'Free', 'CloseHandle', 'DeleteAllocator']);
    const none = run({ behaviour: { allocateFailsAt: 1 } });
    expect(none.refusedState).toEqual({ state: 'ACQUIRE', status: constantValue('STATUS_INSUFFICIENT_RESOURCES') });
  });
});

describe('Free and DeleteAllocator', () => {
  it('come at STOP: each frame is freed, then the allocator deleted once', () => {
    const result = run();
    expect(names(result.calls)).toEqual(['KsCreateAllocator', 'InitializeAllocator', 'Allocate', 'Allocate', 'Allocate', 'Free', 'Free', 'Free', 'DeleteAllocator']);
    expect(result.calls.filter(({ call }) => call === 'Free').every(({ irql, allocator }) => irql === 'PASSIVE_LEVEL' && allocator === 'vendor')).toBe(true);
    expect(result).toMatchObject({ phase: 'deleted', findings: [], statistics: { leftBytes: 0, peakOut: 3, peakBytes: 3 * 8192 } });
  });

  it('wait for frames that are in the circuit', () => {
    const life = upTo(createAllocatorLife(setup()), 'ACQUIRE', 'PAUSE', 'RUN');
    const away = frameOf(obtain(life, 1, 'requestor', 'PASSIVE_LEVEL'));
    for (const state of ['PAUSE', 'ACQUIRE', 'STOP'] as const) stepState(life, 2, state);
    expect(names(life.log).slice(5)).toEqual(['Free', 'Free']);
    expect(life.phase).toBe('ready');
    giveBack(life, 3, away, 'requestor', 'PASSIVE_LEVEL');
    expect(names(life.log).slice(5)).toEqual(['Free', 'Free', 'Free', 'DeleteAllocator']);
    expect(life.phase).toBe('deleted');
  });

  it('come at the close when the options say so, and a stop between keeps the frames', () => {
    const life = upTo(createAllocatorLife(setup({ options: { freedAt: 'close', deletedAt: 'close' } })), 'ACQUIRE');
    stepState(life, 1, 'STOP');
    expect(obtain(life, 1, 'requestor', 'PASSIVE_LEVEL').kind).toBe('unavailable');
    stepState(life, 2, 'ACQUIRE');
    stepState(life, 3, 'STOP');
    expect(names(life.log)).toEqual(['KsCreateAllocator', 'InitializeAllocator', 'Allocate', 'Allocate', 'Allocate']);
    closeAllocator(life, 4);
    expect(names(life.log).slice(5)).toEqual(['Free', 'Free', 'Free', 'CloseHandle', 'DeleteAllocator']);
  });

  it('come in the reversed order when the option says so', () => {
    const freed = (freeOrder: 'asAllocated' | 'reversed'): readonly unknown[] => {
      const life = upTo(createAllocatorLife(setup({ options: { freeOrder } })), 'ACQUIRE');
      stepState(life, 1, 'STOP');
      return life.log.filter(({ call }) => call === 'Free').map(({ arguments: values }) => values['frame']);
    };
    expect(freed('asAllocated')).toEqual([0, 1, 2]);
    expect(freed('reversed')).toEqual([2, 1, 0]);
  });

  it('let the allocator be created anew at the next start', () => {
    const life = upTo(createAllocatorLife(setup()), 'ACQUIRE');
    stepState(life, 1, 'STOP');
    stepState(life, 2, 'ACQUIRE');
    expect(names(life.log).filter((name) => name === 'InitializeAllocator' || name === 'DeleteAllocator')).toEqual(['InitializeAllocator', 'DeleteAllocator', 'InitializeAllocator']);
  });

  it('do not come when the pin has started again before the last frame is back', () => {
    const life = upTo(createAllocatorLife(setup({ options: { obtained: 'lazy' } })), 'ACQUIRE');
    const away = frameOf(obtain(life, 1, 'irp', 'PASSIVE_LEVEL'));
    stepState(life, 2, 'STOP');
    stepState(life, 3, 'ACQUIRE');
    giveBack(life, 4, away, 'irp', 'PASSIVE_LEVEL');
    expect(life.phase).toBe('ready');
    expect(names(life.log).includes('DeleteAllocator')).toBe(false);
  });

  it('end the requests that wait, when the allocator is closed without a stop', () => {
    const life = upTo(createAllocatorLife(setup()), 'ACQUIRE', 'PAUSE', 'RUN');
    const frames = [1, 2, 3].map((time) => frameOf(obtain(life, time, 'requestor', 'PASSIVE_LEVEL')));
    expect(obtain(life, 4, 'requestor', 'PASSIVE_LEVEL').kind).toBe('pending');
    closeAllocator(life, 5);
    expect(life.waitingForRequestor).toEqual([]);
    for (const frame of frames) expect(giveBack(life, 6, frame, 'requestor', 'PASSIVE_LEVEL').served).toEqual([]);
    expect(names(life.log).slice(-2)).toEqual(['Free', 'DeleteAllocator']);
  });

  it('do not come while the handle is closed and frames are still out', () => {
    const result = run({ holder: { keepsFrames: 1 } });
    expect(names(result.calls).slice(5)).toEqual(['Free', 'Free', 'CloseHandle']);
    expect(result).toMatchObject({ phase: 'closing', statistics: { leftBytes: 8192 * 3 } });
    expect(codes(result)).toEqual(['ALC-18']);
  });
});

describe('when no frame is free', () => {
  const busy = { options: { deletedAt: 'close' as const } };

  it('a request by IRP stays pending and is completed by the next free', () => {
    const life = createAllocatorLife(setup(busy));
    pinsConnected(life, 0);
    const frames = [1, 2, 3].map((time) => frameOf(obtain(life, time, 'irp', 'PASSIVE_LEVEL')));
    const waiting = obtain(life, 4, 'irp', 'PASSIVE_LEVEL');
    expect(waiting.kind).toBe('pending');
    expect(life.log.at(-1)).toMatchObject({ call: 'KSMETHOD_STREAMALLOCATOR_ALLOC', status: constantValue('STATUS_PENDING') });
    const { served, needsWorkItem } = giveBack(life, 5, frames[1]!, 'irp', 'PASSIVE_LEVEL');
    expect(served).toEqual([{ request: 0, frame: frames[1]! }]);
    expect(needsWorkItem).toBe(false);
    expect(names(life.log).slice(-3)).toEqual(['KSMETHOD_STREAMALLOCATOR_FREE', 'Free', 'Allocate']);
  });

  it('AllocateFrame returns NULL at once', () => {
    const life = createAllocatorLife(setup(busy));
    pinsConnected(life, 0);
    for (const time of [1, 2, 3]) obtain(life, time, 'functionTable', 'DISPATCH_LEVEL');
    expect(obtain(life, 4, 'functionTable', 'DISPATCH_LEVEL')).toEqual({ kind: 'null' });
    expect(life.log.at(-1)).toMatchObject({ call: 'AllocateFrame', irql: 'DISPATCH_LEVEL', result: { frame: 'NULL' } });
    expect(life.waitingIrps).toEqual([]);
  });

  it.each([['PASSIVE_LEVEL', false], ['DISPATCH_LEVEL', true]] as const)('FreeFrame at %s signals the event and serves a waiting IRP, from a work item: %s', (irql, isDeferred) => {
    const life = createAllocatorLife(setup(busy));
    pinsConnected(life, 0);
    const frames = [1, 2, 3].map((time) => frameOf(obtain(life, time, 'functionTable', irql)));
    obtain(life, 4, 'irp', 'PASSIVE_LEVEL');
    const { served, needsWorkItem } = giveBack(life, 5, frames[0]!, 'functionTable', irql);
    expect(needsWorkItem).toBe(isDeferred);
    expect(names(life.log).slice(-3)).toEqual(isDeferred ? ['FreeFrame', 'Free', 'KSEVENT_STREAMALLOCATOR_FREEFRAME'] : ['Free', 'KSEVENT_STREAMALLOCATOR_FREEFRAME', 'Allocate']);
    const all = isDeferred ? workItemRuns(life, 6) : served;
    expect(all).toEqual([{ request: 0, frame: frames[0]! }]);
    if (isDeferred) expect(names(life.log).slice(-2)).toEqual(['WorkItem', 'Allocate']);
  });

  it('a circuit waits for a frame to come round, and nobody is to blame', () => {
    const result = run({ demand: { hold: { kind: 'constant', value: 45_000_000 } } });
    expect(result.statistics).toMatchObject({ peakOut: 3, allocateCalls: 3, freeCalls: 3 });
    expect(result.statistics.waits).toBeGreaterThan(0);
    expect(result.statistics.longestWait).toBeGreaterThan(0);
    expect(result.findings).toEqual([]);
  });
});

describe('the default allocator', () => {
  it('hands pool out, aligned, and uses freed frames again', () => {
    const result = run({ setup: { candidates: ['default'], behaviour: null }, demand: { access: 'irp', hold: { kind: 'constant', value: 5_000_000 } }, options: { deletedAt: 'close' } });
    const addresses = new Set(result.calls.filter(({ call }) => call === 'Allocate').map(({ result: { address } }) => address));
    expect(result.statistics.allocateCalls).toBe(10);
    expect(addresses.size).toBe(1);
    for (const address of addresses) expect(Number(address) % 64).toBe(0);
    expect(result).toMatchObject({ servedBy: 'default', phase: 'deleted', statistics: { leftBytes: 0 } });
  });

  it('gives freed memory back at once when the option says so', () => {
    const life = createAllocatorLife(setup({ setup: { candidates: ['default'], behaviour: null }, options: { freedMemory: 'release' } }));
    pinsConnected(life, 0);
    const frame = frameOf(obtain(life, 1, 'irp', 'PASSIVE_LEVEL'));
    giveBack(life, 2, frame, 'irp', 'PASSIVE_LEVEL');
    expect(life.space.poolBytes).toBe(0);
  });

  it('returns NULL beyond the pool that frames may take', () => {
    const result = run({ setup: { candidates: ['default'], behaviour: null, poolLimit: 2 * 8192 } });
    expect(result.statistics.peakOut).toBe(2);
    expect(result.findings).toMatchObject([{ code: 'ALC-13', field: 'poolLimit' }]);
  });
});

describe('options', () => {
  it('are listed where they decided something, with what the choice rests on', () => {
    const { options } = run({ options: { obtained: 'lazy' }, scenario: { stated: ['obtained'] } });
    expect(options.find(({ key }) => key === 'obtained')).toEqual({ key: 'obtained', value: 'lazy', basis: 'scenario', source: '' });
    expect(options.find(({ key }) => key === 'obtainedAt')).toEqual({ key: 'obtainedAt', value: 'ACQUIRE', basis: 'inferred', source: 'W:avstream-pipes-and-circuits' });
    expect(options.some(({ key }) => key === 'freedMemory')).toBe(false);
  });

  it('let a create request be refused as ReactOS refuses it, and by default by nothing', () => {
    const zero = { framing: { FrameSize: 0 }, setup: { candidates: ['default' as const] } };
    expect(run({ ...zero, options: { createValidation: 'asReactOS' } })).toMatchObject({ phase: 'refused', createStatus: constantValue('STATUS_INVALID_PARAMETER') });
    expect(run(zero).createStatus).toBe(0);
  });
});

it('has the same fingerprint for every seed without randomness, and another with it', () => {
  expect(run({}, 1).fingerprint).toBe(run({}, 99).fingerprint);
  const random = { demand: { hold: { kind: 'uniform', minimum: 1_000_000, maximum: 20_000_000 } as const } };
  expect(run(random, 1).fingerprint).toBe(run(random, 1).fingerprint);
  expect(run(random, 1).fingerprint).not.toBe(run(random, 2).fingerprint);
});
