// From the document to a run: a capture pin with an allocator of its own, connected to a kernel filter.
import { describe, expect, it } from 'vitest';
import { pointerOf, readModel, resolvePointer } from '../../../../server/src/document/index';
import { type AllocatorRun, type CompiledAllocator, allocatorsOf, runAllocator } from '../../../../server/src/simulation/allocator/index';
import { simulationsOf } from '../../../../server/src/simulation/index';

interface Parts { readonly allocator?: object; readonly options?: object; readonly connection?: object; readonly simulation?: object; readonly item?: object; readonly peer?: object | null }

/** The allocator of the only segment of a document; `peer` null connects an application instead. */
function compiled({ allocator = {}, options = {}, connection = {}, simulation = {}, item = {}, peer = {} }: Parts = {}): CompiledAllocator {
  const text = JSON.stringify({
    FormatVersion: 1,
    Framings: { Capture: { FramingItem: [{
      MemoryType: 'KSMEMORY_TYPE_KERNEL_NONPAGED', Flags: ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY'], Frames: 3, FileAlignment: 'FILE_64_BYTE_ALIGNMENT',
      FramingRange: { Range: { MinFrameSize: 8192, MaxFrameSize: 8192, Stepping: 1 } }, ...item,
    }] } },
    AllocatorDispatches: { Own: { InitializeAllocator: 'Initialize', DeleteAllocator: 'Delete', Allocate: 'Allocate', Free: 'Free' } },
    PinDispatches: { Capture: { Process: 'PinProcess', Allocator: 'Own' } },
    Filters: [{ Label: 'capture', PinDescriptors: [{
      Label: 'video', Dispatch: 'Capture', Flags: [], AllocatorFraming: 'Capture',
      PinDescriptor: { DataFlow: 'KSPIN_DATAFLOW_OUT', Communication: 'KSPIN_COMMUNICATION_BOTH', Interfaces: [], Mediums: [] },
    }] }],
    Simulations: [{
      Label: 'kernel', Pin: 'capture/video', Allocator: allocator, Options: options, ...simulation,
      Connections: [{ From: 'capture/video', Peer: peer === null ? { Kind: 'UserMode' } : { Kind: 'KernelAvStream', AllocatorFraming: null, HasAllocator: false, ...peer }, FrameSize: 8192, ...connection }],
    }],
  });
  const model = readModel(text);
  expect(model.problems).toEqual([]);
  const all = allocatorsOf(model, simulationsOf(model)[0]!);
  expect(all).toHaveLength(1);
  const result = all[0]!.result;
  // Every pointer leads back to a value that is written.
  if (result.kind === 'scenario') for (const path of Object.values(result.paths)) expect(pointerOf(model.tree, resolvePointer(model.tree, path)), path).toBe(path);
  return all[0]!;
}

function ran(parts: Parts = {}): AllocatorRun & { readonly paths: Readonly<Record<string, string>> } {
  const { result } = compiled(parts);
  if (result.kind === 'impossible') throw new Error(result.key);
  return { ...runAllocator({ ...result.scenario, checkInvariants: true }, result.seed), paths: result.paths };
}

describe('what a document says', () => {
  it('serves frames as the framings ask for them, by the allocator of the pin', () => {
    expect(compiled().pins).toEqual(['capture/video']);
    const run = ran();
    expect(run).toMatchObject({ servedBy: 'vendor', phase: 'deleted', findings: [], statistics: { peakOut: 3, leftBytes: 0 } });
    expect(run.calls.find(({ call }) => call === 'InitializeAllocator')!.arguments['bytes']).toBe('02 00 00 00 00 00 00 00 03 00 00 00 00 20 00 00 3F 00 00 00 00 00 00 00');
    expect(run.options.every(({ basis }) => basis !== 'scenario')).toBe(true);
  });

  it('has no kernel allocator against an application', () => {
    expect(compiled({ peer: null }).result).toEqual({ kind: 'impossible', key: 'noKernelAllocator' });
  });

  it('lets the default allocator serve where InitializeAllocator fails, or nobody', () => {
    expect(ran({ connection: { InitializeAllocatorFails: true } })).toMatchObject({ servedBy: 'default', findings: [] });
    const alone = ran({ connection: { InitializeAllocatorFails: true, DefaultAllocator: false } });
    expect(alone).toMatchObject({ servedBy: null, findings: [{ code: 'ALC-16', field: 'behaviour.initializeFails' }] });
    expect(alone.paths['behaviour.initializeFails']).toBe('/Simulations/0/Connections/0/InitializeAllocatorFails');
  });

  it.each<[string, string, string, Parts]>([
    ['ALC-02', 'behaviour.setsContext', '/Simulations/0/Allocator/SetsContext', { allocator: { SetsContext: false } }],
    ['ALC-03', 'behaviour.shortBy', '/Simulations/0/Allocator/ShortBy', { allocator: { ShortBy: 4 } }],
    ['ALC-03', 'behaviour.misalignedBy', '/Simulations/0/Allocator/MisalignedBy', { allocator: { MisalignedBy: 4 } }],
    ['ALC-04', 'behaviour.handsOutTwiceAt', '/Simulations/0/Allocator/HandsOutTwiceAt', { allocator: { HandsOutTwiceAt: 2 } }],
    ['ALC-05', 'holder.freesTwiceAt', '/Simulations/0/Allocator/Holder/FreesTwiceAt', { allocator: { Holder: { Access: 'Irp', FreesTwiceAt: 1, Hold: '10 ms' } } }],
    ['ALC-06', 'behaviour.leavesOnDelete', '/Simulations/0/Allocator/LeavesOnDelete', { allocator: { LeavesOnDelete: ['Timer', 'Memory'] } }],
    ['ALC-10', 'behaviour.isSafeAtDispatch', '/Simulations/0/Allocator/SafeAtDispatchLevel', { allocator: { SafeAtDispatchLevel: false }, options: { FrameCallIrql: 'DispatchLevel' } }],
    ['ALC-11', 'behaviour.commonBuffer.allocatedAt', '/Simulations/0/Allocator/CommonBuffer/AllocatedIn', { allocator: { CommonBuffer: { AllocatedIn: 'Allocate' } }, options: { FrameCallIrql: 'DispatchLevel' } }],
    ['ALC-13', 'behaviour.allocateFailsAt', '/Simulations/0/Allocator/AllocateFailsAt', { allocator: { AllocateFailsAt: 2 } }],
    ['ALC-14', 'request.framing.Frames', '/Simulations/0/Allocator/Request/Framing/Frames', { allocator: { Holder: { Access: 'Irp', Hold: '100 ms' }, Request: { Framing: { Frames: 2 } } } }],
    ['ALC-15', 'request.external', '/Simulations/0/Allocator/Request/DefaultAllocatorEx', { allocator: { Request: { DefaultAllocatorEx: ['DefaultFree'] } }, connection: { InitializeAllocatorFails: true } }],
    ['ALC-17', 'behaviour.ownFraming', '/Simulations/0/Allocator/IgnoresFraming', { allocator: { IgnoresFraming: true, Request: { Framing: { Frames: 5 } } } }],
    ['ALC-20', 'holder.enablesInternalEvent', '/Simulations/0/Allocator/Holder/EnablesInternalEvent', { allocator: { Holder: { EnablesInternalEvent: true } } }],
    ['CRE-05', 'request.framing.Reserved', '/Simulations/0/Allocator/Request/Framing/Reserved', { allocator: { Request: { Framing: { Reserved: 1 } } } }],
    ['CRE-06', 'request.target', '/Simulations/0/Allocator/Request/Target', { allocator: { Request: { Target: 'Source' } } }],
    ['CRE-07', 'request.irql', '/Simulations/0/Allocator/Request/Irql', { allocator: { Request: { Irql: 'DispatchLevel' } } }],
    ['CRE-08', 'request.downstream', '/Simulations/0/Allocator/Request/DownstreamFraming', { allocator: { Request: { Framing: { OptionsFlags: 3 }, DownstreamFraming: { FrameSize: 4096 } } } }],
    ['CBF-04', 'behaviour.commonBuffer.freedWith', '/Simulations/0/Allocator/CommonBuffer/FreedWith', { allocator: { CommonBuffer: { FreedWith: 'OtherLength' } } }],
    ['CBF-05', 'options.deleteIrql', '/Simulations/0/Options/DeleteCallIrql', { allocator: { CommonBuffer: {} }, options: { DeleteCallIrql: 'DispatchLevel' } }],
    ['CBF-09', 'behaviour.commonBuffer.freedAtStop', '/Simulations/0/Allocator/CommonBuffer/FreedAtStop', { allocator: { CommonBuffer: { AllocatedIn: 'DeviceStart', FreedAtStop: false } } }],
  ])('shows %s by %s at %s', (code, field, path, parts) => {
    const run = ran(parts);
    expect(run.findings.map((finding) => [finding.code, finding.field])).toEqual([[code, field]]);
    expect(run.paths[field]).toBe(path);
  });

  it("states options, which are then the scenario's", () => {
    const { options } = ran({ options: { FramesObtained: 'Lazy', AllocatorDeletedAt: 'Close', FramesObtainedAt: 'Pause', AllocatorCreatedAt: 'Acquire', FramesFreedAt: 'Close' } });
    expect(options.filter(({ basis }) => basis === 'scenario').map(({ key, value }) => [key, value]).sort()).toEqual([['createdAt', 'ACQUIRE'], ['deletedAt', 'close'], ['freedAt', 'close'], ['obtained', 'lazy'], ['obtainedAt', 'PAUSE']]);
  });

  it('leaves what is unknown unknown: no size, no request', () => {
    expect(compiled({ item: { FramingRange: {} }, connection: { FrameSize: undefined } }).result.kind).toBe('impossible');
  });
});
