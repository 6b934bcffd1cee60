// Documents of drivers without fault, at random: nothing in them may be called a mistake.
import fc from 'fast-check';
import { type JsonObject, documentText, pinText } from './compile-scenario-support';

type Value = JsonObject[string] | undefined;
/** An object without the members that are left out. */
const object = (members: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<JsonObject> => fc.record(members).map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)) as JsonObject);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 2 });
const seldom = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.tuple(value, fc.nat(4)).map(([made, chance]) => (chance === 0 ? made : undefined));
const some = (...words: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...words);

const flags = maybe(fc.subarray(['KSPIN_FLAG_DISPATCH_LEVEL_PROCESSING', 'KSPIN_FLAG_CRITICAL_PROCESSING', 'KSPIN_FLAG_ASYNCHRONOUS_PROCESSING', 'KSPIN_FLAG_INITIATE_PROCESSING_ON_EVERY_ARRIVAL', 'KSPIN_FLAG_ENFORCE_FIFO', 'KSPIN_FLAG_DISTINCT_TRAILING_EDGE', 'KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY', 'KSPIN_FLAG_GENERATE_EOS_EVENTS']));

/** A minidriver that attempts processing when it has to, sets what it has to, and lets go of what it holds. */
const driver = maybe(fc.oneof(
  object({ Pattern: some(undefined, 'CloneAndAdvance'), UnlocksClones: some(undefined, true), CancelCallback: some('Deletes'), AttemptProcessing: some(undefined, 'WhenPended', 'OncePendedAlways', 'Always'), AttemptAsynchronous: maybe(fc.boolean()), MarksDiscontinuity: some(undefined, true), DeletesClones: some(undefined, 'AtAcquire', 'AtStop'), ResetDeletesClones: some(undefined, true) }),
  object({ Pattern: some(undefined, 'HoldLeadingEdge', 'CopyInProcess', 'CopyAtDpc'), AttemptAsynchronous: maybe(fc.boolean()), MarksDiscontinuity: some(undefined, true), SetDeviceStateTime: some(undefined, '0 ms', '2 ms'), ChunkSize: seldom(some(100, 500, 1000)) }),
  object({ Pattern: some('CopyInProcess', 'CopyAtDpc'), ProcessTime: some(undefined, '1 ms'), DpcTime: some(undefined, '200 us'), SetsDataUsed: some(undefined, true), WhenBufferTooSmall: some(undefined, 'Truncate') }),
));
/** Some twelve milliseconds at most from the instant of a frame to its receipt, where the bus is free and events are not shared. */
const hardware = maybe(object({
  ListDepth: some(undefined, undefined, 2, 3), FifoFrames: some(undefined, 2, 3), WhenFull: some(undefined, 'SkipFrame', 'DropOldest', 'Overwrite'), TransferTime: some(undefined, '1 ms', '4 ms', { Uniform: ['1 ms', '3 ms'] }), Interrupt: some(undefined, 'PerFrame', 'PerField'),
}));
const system = maybe(object({ InterruptLatency: some(undefined, '0 ms', { Uniform: ['1 us', '20 us'] }), DpcLatency: some(undefined, '0 ms', '100 us'), WorkItemLatency: some(undefined, '0 ms', { Table: [['30 us', 95], ['1 ms', 5]] }), CompletionLatency: some(undefined, '0 ms', '200 us') }));
const client = object({
  Kind: some(undefined, 'Application', 'DirectShow', 'FrameServer'), Requests: some(6, 9), HeadersPerRequest: some(undefined, 1, 2, 3), Hold: some('0 ms', '2 ms', '8 ms', { Uniform: ['1 ms', '8 ms'] }), HoldDiscipline: some(undefined, 'Parallel'),
  BufferSize: some(undefined, 1000, 1500, 4096), BufferAlignment: some(undefined, 15, 4095), FirstQueuedAt: some(undefined, 'KSSTATE_ACQUIRE', 'KSSTATE_PAUSE'), FlushOnPause: seldom(fc.boolean()), AtStop: some(undefined, 'Cancels', 'Waits'),
});
const states = maybe(some(
  [{ Time: '0 ms', State: 'KSSTATE_RUN' }, { Time: '60 ms', State: 'KSSTATE_PAUSE' }, { Time: '90 ms', State: 'KSSTATE_RUN' }, { Time: '150 ms', State: 'KSSTATE_STOP' }],
  [{ Time: '0 ms', State: 'KSSTATE_RUN' }, { Time: '60 ms', State: 'KSSTATE_STOP' }, { Time: '90 ms', State: 'KSSTATE_RUN' }, { Time: '150 ms', State: 'KSSTATE_STOP' }],
  [{ Time: '5 ms', State: 'KSSTATE_PAUSE' }, { Time: '33 ms', State: 'KSSTATE_RUN' }, { Time: '66 ms', State: 'KSSTATE_ACQUIRE' }, { Time: '67 ms', State: 'KSSTATE_RUN' }, { Time: '140 ms', State: 'KSSTATE_STOP' }],
  [{ Time: '0 ms', State: 'KSSTATE_RUN' }, { Time: '50 ms', State: 'KSSTATE_PAUSE' }, { Time: '80 ms', State: 'KSSTATE_RUN' }, { Time: '120 ms', State: 'KSSTATE_STOP' }, { Time: '130 ms', State: 'KSSTATE_RUN' }, { Time: '180 ms', State: 'KSSTATE_STOP' }],
));

/** One choice of the run and of queues, each value in turn; not the sentence about DataUsed with mappings that cannot hold in bytes. */
export const optionValues: Readonly<Record<string, readonly string[]>> = {
  CancelledClone: ['LastCloneDeleted', 'WithoutCallbackReleased', 'AtOnce'], CancelWhileLocked: ['AtUnlock', 'Forgotten'], SynchronousAttempt: ['AtOrBelow', 'Below'], AttemptDuringProcess: ['Remembered', 'Lost'],
  DataUsedWithMappings: ['Minidriver'], MappingLifetime: ['WhileLocked', 'UntilCompletion'], AdjacentPages: ['OneMapping', 'SeparateMappings'], LockWithoutResources: ['InsufficientResources', 'DeviceNotReady'],
  TimeoutBeforeRun: ['WaitsForRun', 'FiresOnTime'], TrailingEdgeAtLeading: ['Stays', 'MovesBoth'], CloneAheadOfEdge: ['FrameStays', 'FrameCompletes'], AvailableBytes: ['FromLeadingEdge', 'AfterLeadingEdge'], ResetOrder: ['CallbackFirst', 'CancelFirst'],
  EndOfStreamFlush: ['CancelsWaiting', 'KeepsWaiting'], FlushOnPause: ['CancelsRequests', 'LeftToMinidriver'], SurpriseRemoval: ['CancelsRequests', 'LeavesRequests'], WakeOrder: ['PowerFirst', 'StateFirst'],
  CopyWithoutFrame: ['Waits', 'LeftOut'], ReadOnlyBehindModifying: ['CopyEach', 'ShareOneCopy'], StateOrder: ['SinkFirst', 'SourceFirst'], StateChangeDuringProcess: ['Waits', 'Interrupts'], EmptyBufferHold: ['AsFilled', 'None'], PeerFramesAtStop: ['AtOnce', 'WhenDone'],
};
const options = maybe(fc.constantFrom(...Object.entries(optionValues).flatMap(([name, values]) => values.map((value) => ({ [name]: value })))));

const events = (pin: string): fc.Arbitrary<readonly JsonObject[] | undefined> => maybe(fc.tuple(fc.nat({ max: 190 }), fc.constantFrom<JsonObject[]>(
  { Kind: 'Cancel', Pin: pin }, { Kind: 'Cancel', Pin: pin, Which: 'All' }, { Kind: 'Reset', Pin: pin, Duration: '5 ms' }, { Kind: 'ProcessEnds', Pin: pin }, { Kind: 'FormatChange', Pin: pin, FrameSize: 1000 },
  { Kind: 'SecondOpen', Pin: pin }, { Kind: 'Sleep', Duration: '20 ms' }, { Kind: 'SurpriseRemoval' },
)).map(([time, event]) => [{ Time: `${time} ms`, ...event }]));
const outside = maybe(fc.tuple(fc.nat({ max: 190 }), fc.constantFrom<JsonObject[]>({ Kind: 'Sleep', Duration: '20 ms' }, { Kind: 'SurpriseRemoval' })).map(([time, event]) => [{ Time: `${time} ms`, ...event }]));

const framing = (flags: readonly string[] = [], frames = 6): JsonObject => ({ FramingItem: [{ MemoryType: 'KSMEMORY_TYPE_KERNEL_NONPAGED', Flags: ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY', ...flags], Frames: frames, FileAlignment: 0, FramingRange: { Range: { MinFrameSize: 1000, MaxFrameSize: 4000, Stepping: 1 } } }] });
const routines = { Create: 'Create', Process: 'Process', Reset: 'Reset', SetDataFormat: 'SetDataFormat', SetDeviceState: 'SetDeviceState', Close: 'Close' };
const vendor = { InitializeAllocator: 'Initialize', DeleteAllocator: 'Delete', Allocate: 'Allocate', Free: 'Free' };
const period = { Period: '10 ms' };
const peer = object({ Kind: some('KernelAvStream', 'KernelKs1'), HasAllocator: some(false), InPlace: some(false), AllocatorFraming: some(null, framing()), Hold: some(undefined, '0 ms', '2 ms', '12 ms', { Uniform: ['1 ms', '10 ms'] }), HopLatency: some(undefined, '50 us') });

/** A document, and what kind of graph it has. */
export interface Faultless { readonly kind: string; readonly text: string }

const common = { Duration: some('200 ms'), Options: options };
const graph = (kind: string, simulation: fc.Arbitrary<JsonObject>, filters: fc.Arbitrary<readonly JsonObject[]>): fc.Arbitrary<Faultless> => fc.tuple(simulation, filters, fc.nat({ max: 2 })).map(([what, made, frames]) => ({ kind, text: documentText(withWindow(what, made, frames), made) }));

/** The simulation with a driver that keeps so many frames between its edges, where the first pin has a trailing edge. */
function withWindow(simulation: JsonObject, filters: readonly JsonObject[], frames: number): JsonObject {
  const [pin] = (filters[0]?.['PinDescriptors'] ?? []) as readonly JsonObject[];
  const flags = pin?.['Flags'];
  if (frames === 0 || !Array.isArray(flags) || !flags.includes('KSPIN_FLAG_DISTINCT_TRAILING_EDGE')) return simulation;
  const widened = (of: JsonObject): JsonObject => ({ ...of, Driver: { ...(of['Driver'] as JsonObject | undefined), TrailingEdgeFrames: frames } });
  const pins = simulation['Pins'] as readonly JsonObject[] | undefined;
  return pins === undefined ? widened(simulation) : { ...simulation, Pins: pins.map((each, index) => (index === 0 ? widened(each) : each)) };
}

const capture = graph('capture', object({ ...common, Source: object({ Period: some('10 ms'), Jitter: some(undefined, { Uniform: ['-1 ms', '1 ms'] }) }), Driver: driver, Hardware: hardware, System: system, Client: client, States: states, Events: events('capture/video') }),
  flags.map((chosen) => [{ Label: 'capture', PinDescriptors: [pinText('video', 'OUT', { Flags: chosen ?? 0 })] }]));

const captureCircuit = graph('capture circuit', object({
  ...common, Pins: object({ Pin: some('a/out'), Source: some(period), Driver: driver, Hardware: hardware, System: system, States: states }).map((pin) => [pin]), Events: outside,
  Connections: object({ From: some('a/out'), Peer: peer, AllocatorPin: seldom(some('a/out')), FrameSize: some(1000) }).map((each) => [each]),
}), fc.tuple(flags, fc.boolean()).map(([chosen, own]) => [{ Label: 'a', PinDescriptors: [pinText('out', 'OUT', { Flags: chosen ?? 0, AllocatorFraming: framing(), Dispatch: { ...routines, Allocator: own ? vendor : null } })] }]));

const inPlace = (isFilterCentric: boolean): readonly JsonObject[] => {
  const dispatch = { ...routines, Process: isFilterCentric ? null : 'Process', Allocator: null };
  return [{
    Label: 'b', InPlace: true, ...(isFilterCentric ? { Dispatch: { Process: 'FilterProcess' } } : {}),
    PinDescriptors: [pinText('in', 'IN', { AllocatorFraming: framing(), Dispatch: dispatch, Flags: 0 }), pinText('out', 'OUT', { AllocatorFraming: framing(), Dispatch: { ...dispatch, Process: null }, Flags: 0 })],
  }];
};
const chain = graph('in place between peers', object({
  ...common, Events: outside, Connections: fc.tuple(peer, peer).map(([first, last]) => [{ Peer: { ...first, Label: 'source', Period: '10 ms', Hold: '0 ms' }, To: 'b/in', FrameSize: 1000 }, { From: 'b/out', Peer: { ...last, Label: 'sink' } }]),
}), fc.boolean().map(inPlace));
const longChain = graph('capture, in place, render', object({
  ...common, Events: outside, Pins: object({ Pin: some('a/out'), Source: some(period), Driver: driver, Hardware: hardware, System: system, States: states }).map((pin) => [pin]),
  Connections: some([{ From: 'a/out', To: 'b/in', FrameSize: 1000 }, { From: 'b/out', To: 'c/in' }]),
}), fc.tuple(flags, fc.boolean()).map(([chosen, filterCentric]) => [{ Label: 'a', PinDescriptors: [pinText('out', 'OUT', { Flags: chosen ?? 0, AllocatorFraming: framing(), Dispatch: { ...routines, Allocator: null } })] }, ...inPlace(filterCentric),
  { Label: 'c', PinDescriptors: [pinText('in', 'IN', { Flags: 0, AllocatorFraming: framing(), Dispatch: { ...routines, Allocator: null } })] }]));

const copying = graph('copying filter', fc.tuple(client, client, states, object({ ...common, Events: events('b/in'), System: system, Filters: maybe(object({ Filter: some('b'), ProcessTime: some(undefined, '1 ms'), Ratio: some(undefined, { InputBytes: 2, OutputBytes: 1 }) }).map((each) => [each])) }))
  .map(([writes, reads, stated, rest]) => { const asked = stated === undefined ? {} : { States: stated }; return { ...rest, Pins: [{ Pin: 'b/in', Client: { ...writes, Period: '10 ms' }, ...asked }, { Pin: 'b/out', Client: reads, ...asked }] }; }),
fc.boolean().map((filterCentric) => {
  const dispatch = { ...routines, Process: filterCentric ? null : 'Process' };
  return [{ Label: 'b', InPlace: false, ...(filterCentric ? { Dispatch: { Process: 'FilterProcess' } } : {}), PinDescriptors: [pinText('in', 'IN', { Dispatch: dispatch, Flags: 0 }), pinText('out', 'OUT', { Dispatch: dispatch, Flags: 0 })] }];
}));

const filterCentric = graph('capturing filter', fc.tuple(client, client, object({ ...common, Events: events('a/video'), System: system, States: states }), hardware)
  .map(([one, other, { States: stated, ...rest }, device]) => ({ ...rest, Pins: [{ Pin: 'a/video', Client: one, Source: period, ...(device ? { Hardware: device } : {}), ...(stated ? { States: stated } : {}) }, { Pin: 'a/audio', Client: other, Source: period, ...(stated ? { States: stated } : {}) }] })),
fc.constant([{ Label: 'a', Role: 'Capture', Dispatch: { Process: 'FilterProcess' }, PinDescriptors: ['video', 'audio'].map((label) => pinText(label, 'OUT', { Flags: 0, Dispatch: { ...routines, Process: null } })) }]));

const splitter = graph('splitter', fc.tuple(client, client, object({ ...common, Events: outside, System: system, Filters: maybe(object({ Filter: some('a'), ModifyingBranches: some(undefined, [1], [2]) }).map((each) => [each])), Driver: driver, Hardware: hardware }))
  .map(([one, other, { Driver: does, Hardware: device, ...rest }]) => ({ ...rest, Pins: [{ Pin: 'a/out', Client: one, Source: period, ...(does ? { Driver: does } : {}), ...(device ? { Hardware: device } : {}) }, { Pin: 'a/out', Client: other }] })),
fc.constant([{ Label: 'a', PinDescriptors: [pinText('out', 'OUT', { Flags: ['KSPIN_FLAG_SPLITTER'] })] }]));

const preset = graph('preset', object({ ...common, Duration: some('500 ms'), Preset: some('UsbCamera', 'PcieCapture4K', 'TransportStream', 'AudioCapture', 'SingleFrameDriver'), Client: maybe(object({ Requests: some(20), Hold: some('1 ms') })), States: maybe(some([{ Time: '0 ms', State: 'KSSTATE_RUN' }, { Time: '200 ms', State: 'KSSTATE_STOP' }, { Time: '250 ms', State: 'KSSTATE_RUN' }])) }),
  some(undefined, ['KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY'], ['KSPIN_FLAG_GENERATE_MAPPINGS', 'KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY']).map((chosen) => [{ Label: 'capture', PinDescriptors: [pinText('video', 'OUT', { Flags: chosen ?? 0 })] }]));

const render = graph('render', object({ ...common, Pin: some('r/in'), Client: client.map((each) => ({ ...each, Period: '10 ms' })), States: states, System: system, Events: events('r/in') }), flags.map((chosen) => [{ Label: 'r', PinDescriptors: [pinText('in', 'IN', { Flags: chosen ?? 0 })] }]));

/** Every kind of graph. */
export const faultless: fc.Arbitrary<Faultless> = fc.oneof({ weight: 4, arbitrary: capture }, captureCircuit, chain, longChain, copying, filterCentric, splitter, preset, render);
