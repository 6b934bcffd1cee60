// What nobody has done wrong is not called a mistake: drivers without fault in graphs that make sense, whatever happens to them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scenario, SimulationResult } from '../../../server/src/simulation/index';
import { type JsonObject, compileText, documentText, pinText, scenarioOf } from './compile-scenario-support';
import { faultless } from './faultless-graphs';
import { run } from './scenarios';

const runText = (text: string): { readonly scenario: Scenario; readonly result: SimulationResult } => {
  const scenario = { ...scenarioOf(text), checkInvariants: true };
  return { scenario, result: run(scenario) };
};

/** Errors and warnings, without those that are true of what came from outside: frames that were lost with their buffers, and a driver that holds the locked edge keeps a request that is cancelled, or flushed by a pause. */
function mistakes({ scenario, result }: ReturnType<typeof runText>): string[] {
  const kinds = new Set((scenario.events ?? []).map(({ kind }) => kind));
  const locks = scenario.pins.some(({ driver }) => driver.pattern === 'holdLeadingEdge');
  const flushes = scenario.pins.some(({ client }) => client?.flushOnPause === true);
  const isTrue = (key: string): boolean => {
    if (key === 'dropped.cancelled') return kinds.has('cancel');
    // Buffers that were taken back empty are with the application for a while.
    if (key === 'dropped.buffersInApplication' || key === 'dropped.buffersNotProgrammed') return kinds.has('cancel') || kinds.has('reset') || kinds.has('sleep') || flushes;
    return key === 'lockDelaysCancellation' && locks && (kinds.has('cancel') || flushes);
  };
  return result.findings.filter(({ severity, key }) => severity !== 'info' && !isTrue(key)).map(({ pin, code, key }) => `${pin}: ${code ?? ''} ${key}`);
}

describe('drivers without fault', () => {
  it('have no finding, at random', () => {
    const kinds = new Map<string, number>();
    fc.assert(fc.property(faultless, ({ kind, text }) => {
      const ended = runText(text);
      kinds.set(kind, (kinds.get(kind) ?? 0) + (ended.result.framesDelivered > 0 ? 1 : 0));
      expect(ended.result.stopReason).toBe('completed');
      expect(mistakes(ended)).toEqual([]);
    }), { numRuns: 400 });
    // It is about streams that run.
    expect(kinds.size).toBe(9);
    for (const [kind, delivered] of kinds) expect(delivered, kind).toBeGreaterThan(5);
  }, 60_000);

  const capture = (simulation: JsonObject): ReturnType<typeof runText> => runText(documentText({ Duration: '200 ms', Source: { Period: '10 ms' }, ...simulation }));

  it('go on when cancel callbacks have taken back all that was programmed', () => {
    const ended = capture({ Driver: { UnlocksClones: true, CancelCallback: 'Deletes' }, Hardware: { ListDepth: 2, TransferTime: '4 ms' }, Client: { Requests: 6, Hold: '2 ms' }, Events: [{ Time: '55 ms', Kind: 'Cancel', Which: 'All' }] });
    expect(mistakes(ended)).toEqual([]);
    expect(ended.result.framesDelivered).toBeGreaterThan(16);
    expect(ended.result.assumptions.map(({ key }) => key)).toContain('attemptWhenEmptied');
  });

  it('go on when clones have had their timeouts', () => {
    const ended = capture({ Driver: { CloneTimeout: '12 ms' }, Hardware: { ListDepth: 1 }, Client: { Requests: 6, Hold: '2 ms' }, States: [{ Time: '0 ms', State: 'KSSTATE_PAUSE' }, { Time: '40 ms', State: 'KSSTATE_RUN' }, { Time: '200 ms', State: 'KSSTATE_STOP' }] });
    expect(ended.result.findings.map(({ code }) => code)).not.toContain('SPT-17');
    expect(ended.result.framesDelivered).toBeGreaterThan(12);
  });

  it('are not told of frames that a pause with FLUSHONPAUSE throws away', () => {
    const ended = capture({ Duration: '203 ms', Hardware: { TransferTime: '4 ms' }, Driver: { UnlocksClones: true, CancelCallback: 'Deletes' }, Client: { Requests: 6, Hold: '2 ms', FlushOnPause: true } });
    expect(ended.result.pins[0]!.drops.map(({ key }) => key)).toEqual(['discardedAtStop']);
    expect(mistakes(ended)).toEqual([]);
  });

  it('are not told of frames in a request of several headers that FLUSHONPAUSE takes back behind the pause, when the lock on one of them goes', () => {
    for (const event of ['1 ms', '15 ms', '35 ms', '45 ms']) {
      const ended = capture({ Driver: { Pattern: 'HoldLeadingEdge' }, Hardware: { TransferTime: '4 ms' }, Client: { Requests: 6, HeadersPerRequest: 3, Hold: '2 ms', FlushOnPause: true }, Events: [{ Time: event, Kind: 'Sleep', Duration: '20 ms' }] });
      expect(ended.result.pins[0]!.drops.map(({ key }) => key)).toEqual(['discardedAtStop']);
      expect(mistakes(ended)).toEqual([]);
    }
  });

  it('are not told of frames that a pause with FLUSHONPAUSE throws away while the system goes to sleep, though the client hears of it when it is awake', () => {
    const ended = capture({ Options: { WakeOrder: 'StateFirst' }, Driver: { Pattern: 'CopyInProcess' }, Client: { Requests: 9, HeadersPerRequest: 3, Hold: '2 ms', FlushOnPause: true }, Events: [{ Time: '55 ms', Kind: 'Sleep', Duration: '20 ms' }] });
    expect(ended.result.pins[0]!.drops[0]).toMatchObject({ key: 'discardedAtStop', count: 2 });
    expect(mistakes(ended)).toEqual([]);
  });

  it('are not told of frames that a stop or a reset throws away, though the client hears of it when the stream runs again', () => {
    const states = [{ Time: '0 ms', State: 'KSSTATE_RUN' }, { Time: '56 ms', State: 'KSSTATE_STOP' }, { Time: '57 ms', State: 'KSSTATE_RUN' }, { Time: '200 ms', State: 'KSSTATE_STOP' }];
    for (const Pattern of ['CopyInProcess', 'CopyAtDpc']) {
      const thrown = (simulation: JsonObject): ReturnType<typeof runText> => capture({ Driver: { Pattern }, Client: { Requests: 9, HeadersPerRequest: 3, Hold: '2 ms' }, ...simulation });
      for (const ended of [
        thrown({ States: states, System: { CompletionLatency: '1 ms' }, Events: [{ Time: '55 ms', Kind: 'Sleep', Duration: '20 ms' }] }),
        thrown({ System: { CompletionLatency: '10 ms' }, Events: [{ Time: '54 ms', Kind: 'Reset', Duration: '5 ms' }] }),
      ]) {
        const [first] = ended.result.pins[0]!.drops;
        expect([first!.key, first!.firstTime < 100e6]).toEqual(['discardedAtStop', true]);
        expect(mistakes(ended)).toEqual([]);
      }
    }
  });

  it('do not delay a cancellation by a clone that waits for room in the list, where they unlock their clones', () => {
    const ended = capture({
      States: [{ Time: '0 ms', State: 'KSSTATE_RUN' }, { Time: '50 ms', State: 'KSSTATE_PAUSE' }, { Time: '80 ms', State: 'KSSTATE_RUN' }, { Time: '180 ms', State: 'KSSTATE_STOP' }],
      Driver: { Pattern: 'CloneAndAdvance', UnlocksClones: true, CancelCallback: 'Deletes', AttemptProcessing: 'Always', AttemptAsynchronous: false }, Hardware: { ListDepth: 3, FifoFrames: 2, TransferTime: '2 ms', Interrupt: 'PerField' },
      Client: { Requests: 6, Hold: '8 ms', FlushOnPause: true },
    });
    expect(mistakes(ended)).toEqual([]);
  });

  it('are told of frames that go with a request somebody cancels', () => {
    const ended = capture({ Driver: { Pattern: 'CopyInProcess' }, Client: { Requests: 9, HeadersPerRequest: 3, Hold: '2 ms', FlushOnPause: true }, Events: [{ Time: '55 ms', Kind: 'Cancel' }] });
    expect(ended.result.pins[0]!.drops[0]).toMatchObject({ key: 'cancelled', count: 2 });
  });

  it('are not told that a branch has no buffers for what comes out of a splitter while the stream is being stopped', () => {
    const client = { Requests: 6, HeadersPerRequest: 3, Hold: '8 ms' };
    const ended = runText(documentText({
      Duration: '200 ms', Options: { CopyWithoutFrame: 'LeftOut' }, Pins: [{ Pin: 'a/out', Client: client, Source: { Period: '10 ms' } }, { Pin: 'a/out', Client: { ...client, Requests: 9, Hold: '0 ms', FlushOnPause: true } }],
    }, [{ Label: 'a', PinDescriptors: [pinText('out', 'OUT', { Flags: ['KSPIN_FLAG_SPLITTER'] })] }]));
    expect(ended.result.pins[1]!.drops.map(({ key }) => key)).toEqual(['discardedAtStop']);
    expect(mistakes(ended)).toEqual([]);
  });

  it('are not told that a branch has no buffers for what comes out of a splitter behind a pause that has flushed them', () => {
    const ended = runText(documentText({
      Duration: '200 ms', Options: { CopyWithoutFrame: 'LeftOut' }, Events: [{ Time: '188 ms', Kind: 'Sleep', Duration: '20 ms' }], System: { InterruptLatency: '0 ms', DpcLatency: '0 ms' },
      Pins: [{
        Pin: 'a/out', Client: { Requests: 6, Hold: '0 ms' }, Source: { Period: '10 ms' }, Driver: { Pattern: 'CopyInProcess', AttemptAsynchronous: true, SetDeviceStateTime: '2 ms' }, Hardware: { FifoFrames: 2, TransferTime: '4 ms' },
      }, { Pin: 'a/out', Client: { Requests: 6, Hold: '1 ms', FlushOnPause: true } }],
    }, [{ Label: 'a', PinDescriptors: [pinText('out', 'OUT', { Flags: ['KSPIN_FLAG_SPLITTER'] })] }]));
    expect(ended.result.pins[1]!.drops.map(({ key, count }) => [key, count])).toEqual([['discardedAtStop', 1]]);
    expect(mistakes(ended)).toEqual([]);
  });

  it('go on when a pause with FLUSHONPAUSE has taken back all that was programmed', () => {
    const states = ['RUN', 'PAUSE', 'RUN', 'STOP'].map((state, step) => ({ Time: `${step * 60} ms`, State: `KSSTATE_${state}` }));
    const ended = capture({ States: states, Driver: { UnlocksClones: true, CancelCallback: 'Deletes' }, Hardware: { ListDepth: 2, FifoFrames: 2, TransferTime: '1 ms' }, Client: { Requests: 9, Hold: '8 ms', FlushOnPause: true } });
    expect(mistakes(ended)).toEqual([]);
    expect(ended.result.framesDelivered).toBeGreaterThan(8);
  });

  it('ask for processing themselves where arriving frames initiate none', () => {
    const flags = (driver: JsonObject): ReturnType<typeof runText> => runText(documentText({ Duration: '200 ms', Source: { Period: '10 ms' }, Client: { Requests: 6, Hold: '8 ms' }, ...driver }, [{ Label: 'capture', PinDescriptors: [pinText('video', 'OUT', { Flags: ['KSPIN_FLAG_DO_NOT_INITIATE_PROCESSING'] })] }]));
    for (const pattern of ['CloneAndAdvance', 'HoldLeadingEdge', 'CopyInProcess', 'CopyAtDpc']) expect([pattern, mistakes(flags({ Driver: { Pattern: pattern } })).filter((key) => !key.includes('dropped'))]).toEqual([pattern, []]);
    const ended = flags({});
    expect([mistakes(ended), ended.result.framesDropped]).toEqual([[], 0]);
    expect(flags({ Driver: { AttemptProcessing: 'Never' } }).result.findings.map(({ code }) => code)).toContain('PIN-19');
  });

  it('copy on from the DPC after a reset', () => {
    const ended = capture({ Driver: { Pattern: 'CopyAtDpc' }, Client: { Requests: 6, Hold: '2 ms' }, Events: [{ Time: '19 ms', Kind: 'Reset', Duration: '5 ms' }] });
    expect(ended.result.framesDelivered).toBeGreaterThan(15);
  });

  it('stand still without blame when their device is gone', () => {
    const states = [{ Time: '0 ms', State: 'KSSTATE_RUN' }, { Time: '50 ms', State: 'KSSTATE_PAUSE' }, { Time: '80 ms', State: 'KSSTATE_RUN' }, { Time: '180 ms', State: 'KSSTATE_STOP' }];
    const item = { MemoryType: 'KSMEMORY_TYPE_KERNEL_NONPAGED', Flags: ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY'], Frames: 4, FileAlignment: 0, FramingRange: { Range: { MinFrameSize: 1000, MaxFrameSize: 1000, Stepping: 1 } } };
    const ended = runText(documentText({
      Duration: '200 ms', Pins: [{ Pin: 'capture/video', Source: { Period: '10 ms' }, States: states }], Events: [{ Time: '70 ms', Kind: 'SurpriseRemoval' }],
      Connections: [{ From: 'capture/video', Peer: { Kind: 'KernelAvStream', HasAllocator: false, InPlace: false, AllocatorFraming: null, Hold: '2 ms' }, FrameSize: 1000 }],
    }, [{ Label: 'capture', PinDescriptors: [pinText('video', 'OUT', { AllocatorFraming: { FramingItem: [item] } })] }]));
    expect(ended.result.framesProduced).toBe(4);
    expect(mistakes(ended)).toEqual([]);
  });

  it('are not blamed for locks that outlive the device', () => {
    const ended = capture({ Driver: { Pattern: 'HoldLeadingEdge' }, Client: { Requests: 6, Hold: '2 ms' }, Events: [{ Time: '55 ms', Kind: 'SurpriseRemoval' }] });
    expect(mistakes(ended)).toEqual([]);
  });

  it('lose no frame of a capturing filter for want of a timer when transfers take time', () => {
    const ended = runText(documentText({ Duration: '200 ms', Pin: 'a/video', Source: { Period: '10 ms' }, Hardware: { TransferTime: '2 ms' }, Client: { Requests: 6, Hold: '2 ms' } },
      [{ Label: 'a', Role: 'Capture', Dispatch: { Process: 'FilterProcess' }, PinDescriptors: [pinText('video', 'OUT', { Flags: 0, Dispatch: { Process: null } })] }]));
    expect(ended.result.framesDropped).toBe(0);
  });
});

describe('a circuit to a peer whose hold is open', () => {
  const item = { MemoryType: 'KSMEMORY_TYPE_KERNEL_NONPAGED', Flags: ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY'], Frames: 3, FileAlignment: 0, FramingRange: { Range: { MinFrameSize: 1000, MaxFrameSize: 1000, Stepping: 1 } } };
  const peer = (hold: JsonObject): string => documentText({
    Duration: '50 ms', Pins: [{ Pin: 'capture/video', Source: { Period: '10 ms' } }], Connections: [{ From: 'capture/video', Peer: { Kind: 'KernelAvStream', HasAllocator: false, InPlace: false, AllocatorFraming: null, ...hold }, FrameSize: 1000 }],
  }, [{ Label: 'capture', PinDescriptors: [pinText('video', 'OUT', { AllocatorFraming: { FramingItem: [item] } })] }]);

  it('has it among what is assumed once, and not as stated', () => {
    const keys = (text: string): string[] => {
      const compiled = compileText(text);
      if (compiled.kind !== 'scenario') throw new Error(compiled.problem.key);
      return [...compiled.assumptions, ...run(compiled.scenario).assumptions].filter(({ key }) => key.startsWith('peerHold')).map(({ key, basis, decided }) => `${key} ${basis} ${String(decided)}`);
    };
    expect(keys(peer({}))).toEqual(['peerHold assumed false']);
    expect(keys(peer({ Hold: '3 ms' }))).toEqual(['peerHolds scenario true']);
  });

  it('shows a frame on its way to the peer and home', () => {
    const { calls } = run({ ...scenarioOf(peer({ Hold: '3 ms' })), limits: { calls: 1000 } });
    const shown = calls.filter(({ what }) => what === 'frameReachesPeer' || what === 'frameComesHome').slice(0, 2);
    expect(shown.map(({ what, object, about }) => [what, object, about])).toEqual([['frameReachesPeer', 'peer 1', 0], ['frameComesHome', 'capture/video → peer 1', 0]]);
    expect(shown[1]!.time - shown[0]!.time).toBe(3_000_000);
  });
});

it('lists how long an empty buffer is kept only where it is used again', () => {
  const keys = (simulation: JsonObject): string[] => runText(documentText({ Duration: '50 ms', Source: { Period: '10 ms' }, Client: { Requests: 2, Hold: '2 ms' }, ...simulation })).result.assumptions.map(({ key }) => key);
  expect(keys({})).not.toContain('emptyBufferHold');
  expect(keys({ States: [{ Time: '0 ms', State: 'KSSTATE_RUN' }, { Time: '20 ms', State: 'KSSTATE_STOP' }, { Time: '30 ms', State: 'KSSTATE_RUN' }] })).toContain('emptyBufferHold');
});

it('counts buffers, not requests, where it says how many of them are where', () => {
  const { result: { pins: [pin] } } = runText(documentText({ Duration: '100 ms', Source: { Period: '10 ms' }, Client: { Requests: 1, HeadersPerRequest: 3, Hold: '45 ms' } }));
  expect(pin!.drops[0]).toMatchObject({ key: 'buffersInApplication', arguments: { inApplication: 3, requests: 3 } });
});
