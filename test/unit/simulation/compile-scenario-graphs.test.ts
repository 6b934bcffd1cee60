import { describe, expect, it } from 'vitest';
import { type JsonObject, documentText, pinText, problemOf, scenarioOf } from './compile-scenario-support';

const framing = { FramingItem: [{ MemoryType: 'KSMEMORY_TYPE_KERNEL_NONPAGED', Flags: ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY'], Frames: 5, FileAlignment: 63, FramingRange: { Range: { MinFrameSize: 1000, MaxFrameSize: 4000, Stepping: 1 } } }] };
const capture = (more: JsonObject = {}, filter: JsonObject = {}): JsonObject => ({ Label: 'capture', ...filter, PinDescriptors: [pinText('video', 'OUT', { AllocatorFraming: framing, ...more })] });
const transform = (more: JsonObject = {}, output: JsonObject = {}): JsonObject => ({ Label: 'effect', ...more, PinDescriptors: [pinText('in', 'IN', { AllocatorFraming: framing }), pinText('out', 'OUT', { AllocatorFraming: framing, ...output })] });
const encoder = { Label: 'encoder', Kind: 'KernelAvStream', AllocatorFraming: null, HasAllocator: false };
const insisting = { Label: 'store', Kind: 'KernelKs1', HasAllocator: true, AllocatorFraming: { FramingItem: [{ MemoryType: 'KSMEMORY_TYPE_KERNEL_NONPAGED', Flags: ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY', 'KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE'], Frames: 3, FileAlignment: 0, FramingRange: { Range: { MinFrameSize: 2000, MaxFrameSize: 4000, Stepping: 1 } } }] } };
const source = { Source: { Period: '10 ms' } };
const client = { Requests: 2, Hold: '1 ms' };
const toEncoder = { From: 'capture/video', Peer: encoder };
const run = (simulation: JsonObject, filters: readonly JsonObject[] = [capture()]) => scenarioOf(documentText(simulation, filters));
const refusal = (simulation: JsonObject, filters: readonly JsonObject[] = [capture()]): string => problemOf(documentText(simulation, filters));

describe('a circuit in kernel mode', () => {
  it('needs no client and has the life of its allocator', () => {
    const { pins, circuits, paths } = run({ ...source, Connections: [{ ...toEncoder, Label: 'out', Peer: { ...encoder, Hold: '3 ms', HoldDiscipline: 'Serial', HopLatency: '2 us' } }], Allocator: { AllocateFailsAt: 3 }, Options: { FramesObtained: 'Lazy' } });
    expect(pins).toHaveLength(1);
    expect(pins[0]!.client).toBeUndefined();
    expect(pins[0]!.source).toEqual({ period: 10_000_000 });
    expect(circuits).toMatchObject([{
      label: 'out', stations: [{ kind: 'pin', pin: 0 }, { kind: 'peer', peer: 0 }],
      peers: [{ label: 'encoder', kind: 'avStream', hold: { kind: 'constant', value: 3_000_000 }, holdDiscipline: 'serial', hopLatency: { value: 2000 } }],
      allocator: { kind: 'life', setup: { candidates: ['default'], request: { framing: { Frames: 5, FrameSize: 1000, FileAlignment: 63 } }, options: { obtained: 'lazy' } }, stated: ['obtained'] },
    }]);
    expect(paths).toMatchObject({ 'circuits.0': '/Simulations/0/Connections/0', 'circuits.0.peers.0.hold': '/Simulations/0/Connections/0/Peer/Hold', 'circuits.0.allocator.setup.options.obtained': '/Simulations/0/Options/FramesObtained' });
  });

  it('says whom the negotiation has judged', () => {
    const { basis, candidates } = run({ ...source, Connections: [toEncoder] }, [capture({ Dispatch: { Process: 'P', Allocator: { InitializeAllocator: 'I', DeleteAllocator: 'D', Allocate: 'A', Free: 'F' } } })]).circuits![0]!.judgement!;
    expect(basis).toBe('assumed');
    expect(candidates).toEqual([
      { kind: 'vendor', name: 'capture/video', verdict: 'eligible', because: '', source: '', path: expect.stringContaining('/Filters/0/PinDescriptors/0') as string },
      { kind: 'default', name: '', verdict: 'eligible', because: '', source: '', path: expect.any(String) as string },
    ]);
    const served = run({ ...source, Connections: [{ From: 'capture/video', Peer: insisting }] });
    expect(served.circuits![0]!.judgement!.candidates.map(({ kind, name, verdict, because }) => [kind, name, verdict, because])).toEqual([['peer', 'store', 'eligible', ''], ['default', '', 'rejected', 'mustAllocate']]);
    expect(served.circuits![0]!.judgement!.candidates[1]).toMatchObject({ source: expect.stringMatching(/^[KW]:/) as string, path: expect.stringMatching(/\/Connections\/0\/Peer\//) as string });
  });

  it('keeps a frame as long as the holder of the allocator, or for no time', () => {
    const holds = (more: JsonObject): unknown => run({ ...source, Connections: [toEncoder], ...more }).circuits![0]!.peers[0]!.hold;
    expect(holds({})).toEqual({ kind: 'constant', value: 0 });
    expect(holds({ Allocator: { Holder: { Hold: '15 ms' } } })).toEqual({ kind: 'constant', value: 15_000_000 });
  });

  it('can begin with a peer, which needs a period', () => {
    const into = (more: JsonObject): JsonObject => ({ Connections: [{ To: 'render/in', Peer: { ...encoder, ...more } }] });
    const render = { Label: 'render', PinDescriptors: [pinText('in', 'IN', { AllocatorFraming: framing })] };
    const { pins, circuits } = run(into({ Period: '25 fps' }), [render]);
    expect(pins).toMatchObject([{ label: 'render/in', dataFlow: 'in' }]);
    expect(pins[0]!.source).toBeUndefined();
    expect(circuits).toMatchObject([{ stations: [{ kind: 'peer', peer: 0 }, { kind: 'pin', pin: 0 }], peers: [{ period: 40_000_000 }] }]);
    expect(refusal(into({}), [render])).toBe('noPeerPeriod /Simulations/0/Connections/0/Peer');
    expect(refusal({ ...source, Connections: [{ ...toEncoder, Peer: { ...encoder, Period: '1 ms' } }] })).toBe('periodOfSink /Simulations/0/Connections/0/Peer/Period');
  });

  it('has the frames of a peer that allocates', () => {
    const { circuits } = run({ ...source, Connections: [{ From: 'capture/video', Peer: insisting }] });
    expect(circuits![0]).toMatchObject({ peers: [{ kind: 'ks1' }], allocator: { kind: 'peer', frames: 3, frameBytes: 2000 } });
  });

  it('has the frames that the driver injects', () => {
    const injecting = (more: JsonObject): JsonObject => ({ ...source, Connections: [{ ...toEncoder, InjectsFrames: true, ...more }] });
    expect(run(injecting({})).circuits![0]!.allocator).toEqual({ kind: 'injection', frames: 5, frameBytes: 1000, registeredAt: 'STOP' });
    const { circuits, paths } = run(injecting({ InjectedFrames: 9, ReturnCallbackRegisteredAt: 'KSSTATE_PAUSE' }));
    expect(circuits![0]!.allocator).toEqual({ kind: 'injection', frames: 9, frameBytes: 1000, registeredAt: 'PAUSE' });
    expect(paths['circuits.0.allocator.frames']).toBe('/Simulations/0/Connections/0/InjectedFrames');
    expect(refusal({ ...source, Connections: [{ ...toEncoder, InjectedFrames: 9 }] })).toBe('notInjecting /Simulations/0/Connections/0/InjectedFrames');
  });

  it.each<[string, JsonObject, string]>([
    ['an end of which nothing is known', { ...source, Connections: [{ From: 'capture/video' }] }, 'unknownPeer /Simulations/0/Connections/0'],
    ['a connection that cannot be', { ...source, Connections: [{ To: 'capture/video', Peer: encoder }] }, 'brokenConnection /Simulations/0/Connections/0'],
    ['VRAM', { ...source, Connections: [{ ...toEncoder, MemoryTransport: 'Vram' }] }, 'vram /Simulations/0/Connections/0/MemoryTransport'],
    ['a client without a pin', { ...source, Client: client, Connections: [toEncoder] }, 'clientBesideCircuit /Simulations/0/Client'],
    ['nobody who could allocate', { ...source, Connections: [{ ...toEncoder, DefaultAllocator: false }] }, 'undecidedAllocator /Simulations/0/Connections/0'],
    ['another medium', { ...source, Connections: [{ ...toEncoder, Medium: { Set: '{5d2f1c3a-8b7e-4f60-9c21-3e4a5b6c7d8e}', Id: 1 } }] }, 'offTransport /Simulations/0/Connections/0'],
  ])('is refused for %s', (_, simulation, problem) => {
    expect(refusal(simulation)).toBe(problem);
  });
});

describe('a connection to user mode', () => {
  it('has the client of the pin', () => {
    const { circuits, pins } = run({ ...source, Client: client, Connections: [{ From: 'capture/video', Peer: { Kind: 'UserMode' } }] });
    expect(circuits).toBeUndefined();
    expect(pins[0]!.client).toMatchObject({ requests: 2 });
    expect(refusal({ ...source, Connections: [{ From: 'capture/video', Peer: { Kind: 'UserMode' } }] })).toBe('noClient /Simulations/0');
  });

  it('behind a filter that copies gets the client of the simulation', () => {
    const connections = [{ From: 'capture/video', To: 'effect/in' }, { From: 'effect/out', Peer: { Kind: 'UserMode' } }];
    const { circuits, pins, filters, paths } = run({ ...source, Client: client, Connections: connections }, [capture(), transform({ InPlace: false })]);
    expect(pins.map(({ label, dataFlow, source: device, client: application }) => [label, dataFlow, device?.period, application?.requests])).toEqual([
      ['capture/video', undefined, 10_000_000, undefined], ['effect/in', 'in', undefined, undefined], ['effect/out', undefined, undefined, 2],
    ]);
    expect(circuits).toMatchObject([{ stations: [{ pin: 0 }, { pin: 1 }], peers: [] }]);
    expect(filters).toMatchObject([{ label: 'effect', role: 'copy', process: null, factories: [{ pins: [1], instancesNecessary: 1 }, { pins: [2] }] }]);
    expect(paths).toMatchObject({ 'filters.0.role': '/Filters/1/InPlace', 'filters.0.factories.1': '/Filters/1/PinDescriptors/1' });
  });

  it('behind a filter in place would have frames of the application travel through it', () => {
    const connections = [{ From: 'capture/video', To: 'effect/in' }, { From: 'effect/out', Peer: { Kind: 'UserMode' } }];
    expect(refusal({ ...source, Client: client, Connections: connections }, [capture(), transform({ InPlace: true })])).toBe('userModeCircuit /Simulations/0/Connections/0');
  });
});

describe('the size of frames', () => {
  const connections = [{ From: 'capture/video', To: 'effect/in' }, { From: 'effect/out', Peer: encoder }];
  const sizes = (first: JsonObject, more: JsonObject = {}): unknown => run({ Source: { Period: '10 ms', ...more }, Connections: [{ ...connections[0]!, ...first }, connections[1]!] }, [capture(), transform({ InPlace: false })]).pins.map(({ frameBytes }) => frameBytes);
  it('is kept from pin to pin, and is that of each format behind a filter that copies', () => {
    expect(sizes({})).toEqual([1000, 1000, 1000]);
    expect(sizes({}, { FrameSize: 1500 })).toEqual([1500, 1500, 1000]);
    expect(sizes({ FrameSize: 1200 })).toEqual([1200, 1200, 1000]);
    expect(sizes({ DataRange: 'Frames' }, { FrameSize: 1500 })).toEqual([1500, 1000, 1000]);
  });
});

describe('a filter', () => {
  it('that works in place has one queue for both of its pins', () => {
    const connections = [{ From: 'capture/video', To: 'effect/in' }, { From: 'effect/out', Peer: encoder }];
    const { pins, circuits, filters } = run({ ...source, Connections: connections, Filters: [{ Filter: 'effect', ProcessTime: '2 ms', WhenDone: 'Success' }] }, [capture(), transform({ InPlace: true, Dispatch: { Process: 'FilterProcess' } })]);
    expect(pins.map(({ label, dataFlow }) => [label, dataFlow])).toEqual([['capture/video', undefined], ['effect/in → effect/out', 'inPlace']]);
    expect(circuits).toMatchObject([{ stations: [{ kind: 'pin', pin: 0 }, { kind: 'pin', pin: 1 }, { kind: 'peer', peer: 0 }] }]);
    expect(filters).toMatchObject([{ role: 'inPlace', process: 'FilterProcess', processTime: { value: 2_000_000 }, whenDone: 'success', factories: [{ pins: [1] }, { pins: [], instancesNecessary: 0 }] }]);
  });

  it('with a Process routine of its own captures where no input takes part', () => {
    const { filters, paths } = run({ ...source, Client: client }, [{ ...capture({}, { Dispatch: { Process: 'Run' }, Flags: ['KSFILTER_FLAG_DISPATCH_LEVEL_PROCESSING'] }) }]);
    expect(filters).toMatchObject([{ label: 'capture', role: 'capture', process: 'Run', flags: 1, factories: [{ flags: 0x10000, instancesNecessary: 1, pins: [0] }] }]);
    expect(paths['filters.0.process']).toBe('/Filters/0/Dispatch/Process');
    expect(run({ ...source, Client: client }).filters).toBeUndefined();
  });

  it('changes the size of frames as it states, or as its framing does', () => {
    const connections = [{ From: 'capture/video', To: 'effect/in' }, { From: 'effect/out', FrameSize: 2000, Peer: encoder }];
    const compressed = { AllocatorFraming: { ...framing, OutputCompression: { RatioNumerator: 3, RatioDenominator: 2, RatioConstantMargin: 8 } } };
    const ratio = (more: JsonObject, output: JsonObject = {}): unknown => run({ ...source, Connections: connections, ...more }, [capture(), transform({ InPlace: false }, output)]).filters![0]!.ratio;
    expect(ratio({})).toBeUndefined();
    expect(ratio({}, compressed)).toEqual({ inputBytes: 1000, outputBytes: 1508 });
    expect(ratio({ Filters: [{ Filter: 'effect', Ratio: { InputBytes: 2, OutputBytes: 1 } }] }, compressed)).toEqual({ inputBytes: 2, outputBytes: 1 });
    const broken = (entry: JsonObject): string => refusal({ ...source, Connections: connections, Filters: [entry] }, [capture(), transform({ InPlace: false })]);
    expect(broken({ Filter: 'effect', Ratio: { InputBytes: 0, OutputBytes: 1 } })).toBe('ratioZero /Simulations/0/Filters/0/Ratio/InputBytes');
    expect(broken({ Filter: 'nothing' })).toBe('unknownFilter /Simulations/0/Filters/0/Filter');
  });

  it('with a splitter has an instance of its output for each branch', () => {
    const filters = [capture(), transform({ InPlace: false, Dispatch: { Process: 'Split' } }, { Flags: ['KSPIN_FLAG_SPLITTER'] })];
    const connections = [{ From: 'capture/video', To: 'effect/in' }, { From: 'effect/out', Peer: encoder }, { From: 'effect/out', Peer: { ...encoder, Label: 'other' } }];
    const { pins, circuits, filters: compiled } = run({ ...source, Connections: connections, Filters: [{ Filter: 'effect', ModifyingBranches: [2] }] }, filters);
    expect(pins.map(({ label }) => label)).toEqual(['capture/video', 'effect/in', 'effect/out (1)', 'effect/out (2)']);
    expect(circuits!.map(({ stations }) => stations)).toEqual([[{ kind: 'pin', pin: 0 }, { kind: 'pin', pin: 1 }], [{ kind: 'pin', pin: 2 }, { kind: 'peer', peer: 0 }], [{ kind: 'pin', pin: 3 }, { kind: 'peer', peer: 0 }]]);
    expect(compiled![0]!.factories).toMatchObject([{ pins: [1] }, { pins: [2, 3], modifiesData: [false, true] }]);
    expect(refusal({ ...source, Connections: connections, Filters: [{ Filter: 'effect', ModifyingBranches: [3] }] }, filters)).toBe('noSuchBranch /Simulations/0/Filters/0/ModifyingBranches');
  });
});

describe('a splitter', () => {
  const split = [{ Label: 'capture', PinDescriptors: [pinText('video', 'OUT', { Flags: ['KSPIN_FLAG_SPLITTER'] })] }];
  const entry = { Pin: 'capture/video', Client: client };
  it('has a device behind its first instance only', () => {
    const { pins, filters } = run({ Pins: [{ ...entry, ...source }, entry] }, split);
    expect(pins.map(({ source: device }) => device?.period)).toEqual([10_000_000, undefined]);
    expect(filters).toMatchObject([{ role: 'capture', process: null, factories: [{ pins: [0, 1], modifiesData: [false, false] }] }]);
    expect(refusal({ Pins: [{ ...entry, ...source }, { ...entry, ...source }] }, split)).toBe('sourceOfBranch /Simulations/0/Pins/1/Source/Period');
  });

  it('is not in place', () => {
    const connections = [{ From: 'capture/video', To: 'effect/in' }, { From: 'effect/out', Peer: encoder }, { From: 'effect/out', Peer: { ...encoder, Label: 'other' } }];
    expect(refusal({ ...source, Connections: connections }, [capture(), transform({ InPlace: true }, { Flags: ['KSPIN_FLAG_SPLITTER'] })])).toBe('inPlaceSplitter /Filters/1/InPlace');
  });
});

describe('gates', () => {
  const both = [{ Label: 'capture', Dispatch: { Process: 'Run' }, PinDescriptors: [pinText('video', 'OUT'), pinText('audio', 'OUT')] }];
  const entries = [{ Pin: 'capture/video', ...source, Client: client }, { Pin: 'capture/audio', ...source, Client: client }];
  const gated = (gate: JsonObject): JsonObject => ({ Pins: entries, Filters: [{ Filter: 'capture', Gates: [gate] }] });
  it('have the pins of the filter', () => {
    const { filters, paths } = run(gated({ Kind: 'Or', Pins: ['capture/audio', 'capture/video'] }), both);
    expect(filters![0]!.gates).toEqual([{ kind: 'or', pins: [1, 0] }]);
    expect(paths['filters.0.gates.0']).toBe('/Simulations/0/Filters/0/Gates/0');
    expect(refusal(gated({ Kind: 'Or', Pins: ['capture/nothing'] }), both)).toBe('unknownPin /Simulations/0/Filters/0/Gates/0/Pins/0');
    expect(refusal(gated({ Pins: ['capture/video'] }), both)).toBe('missing /Simulations/0/Filters/0/Gates/0');
  });
});

describe('queues', () => {
  it('are written down at times, and at the end', () => {
    const { queueDumps, paths } = run({ ...source, Client: client, QueueDumps: { At: ['30 ms', '10 ms'], AtEnd: true } });
    expect(queueDumps).toEqual({ at: [10_000_000, 30_000_000], atEnd: true });
    expect(paths['queueDumps.at']).toBe('/Simulations/0/QueueDumps/At');
  });
});

describe('several pins', () => {
  const entry = { Pin: 'capture/video', ...source, Client: client };
  it('stand in place of the one pin of a simulation', () => {
    const { pins, tieSeed, paths } = run({ TieSeed: 4, Pins: [{ ...entry, Label: 'first', Client: { ...client, Kind: 'FrameServer' } }, { ...entry, States: [{ Time: '1 ms', State: 'KSSTATE_PAUSE' }], Source: { Period: '20 ms', FrameSize: 64 } }] });
    expect(pins.map(({ label, frameBytes, source: device }) => [label, frameBytes, device!.period])).toEqual([['first', 1000, 10_000_000], ['capture/video (2)', 64, 20_000_000]]);
    expect(pins[0]!.client!.kind).toBe('frameServer');
    expect(pins[1]!.states).toEqual([{ time: 1_000_000, state: 'PAUSE' }]);
    expect(tieSeed).toBe(4);
    expect(paths).toMatchObject({ 'pins.1.frameBytes': '/Simulations/0/Pins/1/Source/FrameSize', 'pins.1.states.0': '/Simulations/0/Pins/1/States/0', tieSeed: '/Simulations/0/TieSeed' });
  });

  it.each(['Pin', 'DataRange', 'Source', 'Hardware', 'Driver', 'Client', 'States'])('stand beside no %s', (member) => {
    const value: JsonObject[string] = member === 'Pin' ? 'capture/video' : member === 'DataRange' ? 'Frames' : member === 'States' ? [] : {};
    expect(refusal({ Pins: [entry], [member]: value })).toBe(`besidesPins /Simulations/0/${member}`);
  });

  it('are no more than their type allows', () => {
    expect(refusal({ Pins: Array.from({ length: 5 }, () => entry) })).toBe('tooManyInstances /Simulations/0/Pins/4');
    expect(refusal({ Pins: [] })).toBe('noPins /Simulations/0/Pins');
    expect(refusal({ Pins: [{}] })).toBe('missing /Simulations/0/Pins/0');
  });
});

describe('an input pin', () => {
  const render = [{ Label: 'render', PinDescriptors: [pinText('in', 'IN')] }];
  const written = { Pin: 'render/in', Client: client };
  it('is written to, at the period of its client', () => {
    const { pins: [pin] } = run({ ...written, Client: { ...client, Period: '5 ms' } }, render);
    expect(pin).toMatchObject({ dataFlow: 'in', client: { period: 5_000_000 } });
    expect(pin!.source).toBeUndefined();
    expect(run(written, render).pins[0]!.client!.period).toBeUndefined();
  });

  it('has no source, and an output pin no writer', () => {
    expect(refusal({ ...written, Source: { Period: '1 ms' } }, render)).toBe('sourceOfInput /Simulations/0/Source/Period');
    expect(run({ ...written, Source: { FrameSize: 5 } }, render).pins[0]!.frameBytes).toBe(5);
    expect(refusal({ ...source, Client: { ...client, Period: '1 ms' } })).toBe('periodOfReader /Simulations/0/Client/Period');
  });
});
