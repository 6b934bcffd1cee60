import { defineStructure } from '../structure';
import { notesField, property, words } from './common';

/** Where the frames come from. */
export const SimulationSource = defineStructure({
  name: 'SimulationSource',
  origin: 'format',
  summary: 'The sensor or signal that produces frames. It cannot be held back.',
  evidence: [],
  fields: {
    Period: property({ kind: 'duration', period: true }, 'Nominal time from frame to frame (`"33.3667 ms"`) or the rate (`"29.97 fps"`). Left out: AvgTimePerFrame of the connected data range.'),
    Jitter: property({ kind: 'distribution' }, 'How far a frame comes off its nominal instant; may be negative, does not add up.', { default: 0 }),
    FrameSize: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Bytes of one frame. Left out: biSizeImage of the connected data range, or else its SampleSize, or else what an uncompressed image of its width and height takes.'),
    Notes: notesField,
  },
});

/** The device between the source and memory. */
export const SimulationHardware = defineStructure({
  name: 'SimulationHardware',
  origin: 'format',
  summary: 'The device between the source and memory: the buffers it can be given, what it does without one.',
  evidence: [],
  fields: {
    ListDepth: property({ kind: 'integer', type: 'ULONG' }, 'Buffers that can be programmed into the device at once, the one being filled included. Left out: as many as the client has requests.'),
    FifoFrames: property({ kind: 'integer', type: 'ULONG' }, 'Whole frames that the device keeps while it has no buffer.', { default: 0 }),
    WhenFull: property({ kind: 'word', words: words({ SkipFrame: 'The new frame is lost.', DropOldest: 'The oldest frame in the device is lost.' }) }, 'What is lost when a frame comes and the device has neither a buffer nor room.', { default: 'SkipFrame' }),
    TransferTime: property({ kind: 'distribution' }, 'Time to move one frame into its buffer.', { default: 0 }),
    Interrupt: property({ kind: 'word', words: words({ PerFrame: 'After each filled frame.', PerPeriod: 'At every period, whether or not anything was filled.' }) }, 'When the device interrupts.', { default: 'PerFrame' }),
    Notes: notesField,
  },
});

/** What the minidriver does. */
export const SimulationDriver = defineStructure({
  name: 'SimulationDriver',
  origin: 'format',
  summary: 'What the minidriver does, as clone-and-advance: Process locks the leading edge, clones it, programs the clone into the device and advances; the DPC deletes the clones of filled frames, which completes them.',
  evidence: ['S'],
  fields: {
    WhenListFull: property({ kind: 'word', words: words({ Pending: 'STATUS_PENDING: no further call until the next trigger.', Success: 'STATUS_SUCCESS: asks to be called again at once.' }) }, 'What Process returns when the device takes no more buffers.', { default: 'Pending' }),
    AttemptProcessing: property({ kind: 'word', words: words({ WhenPended: 'Once, after Process returned STATUS_PENDING.', OncePendedAlways: 'After every interrupt from the first STATUS_PENDING on: the pending flag is never cleared.', Always: 'After every interrupt.', Never: 'The DPC never calls it.' }) }, 'When the DPC calls KsPinAttemptProcessing.', { default: 'WhenPended' }),
    AttemptAsynchronous: property({ kind: 'boolean' }, 'The Asynchronous argument of that call; true runs Process from a work item.', { default: true }),
    WhenBufferTooSmall: property({ kind: 'word', words: words({ CompleteEmpty: 'The buffer is completed with DataUsed 0.', Truncate: 'What fits is written.' }) }, 'What Process does with a buffer smaller than the frame.', { default: 'CompleteEmpty' }),
    SetsDataUsed: property({ kind: 'boolean' }, 'Whether the driver sets KSSTREAM_HEADER.DataUsed.', { default: true }),
    MarksDiscontinuity: property({ kind: 'boolean' }, 'Whether the first frame after a drop carries KSSTREAM_HEADER_OPTIONSF_DATADISCONTINUITY. Left out: unknown.'),
    DeletesClones: property({ kind: 'word', words: words({ AtAcquire: 'On the way down from PAUSE to ACQUIRE.', AtStop: 'On the way down from ACQUIRE to STOP.', Never: 'It keeps the clones that it holds.' }) }, 'When the driver stops the device and deletes its clones.', { default: 'AtAcquire' }),
    ProcessTime: property({ kind: 'distribution' }, 'Time that Process takes for one frame.', { default: 10_000 }),
    SetDeviceStateTime: property({ kind: 'distribution' }, 'Time that SetDeviceState takes.', { default: 100_000 }),
    DpcTime: property({ kind: 'distribution' }, 'Time that the DPC routine takes.', { default: 5_000 }),
    Notes: notesField,
  },
});

/** What the machine adds. */
export const SimulationSystem = defineStructure({
  name: 'SimulationSystem',
  origin: 'format',
  summary: 'Latencies of the machine. The defaults are assumptions of the model, not measurements of Windows.',
  evidence: [],
  fields: {
    InterruptLatency: property({ kind: 'distribution' }, "From the device's interrupt to its service routine.", { default: 5_000 }),
    DpcLatency: property({ kind: 'distribution' }, 'From the service routine to the DPC.', { default: 20_000 }),
    WorkItemLatency: property({ kind: 'distribution' }, 'From queuing a work item to the call of Process.', { default: 50_000 }),
    NumberOfMapRegisters: property({ kind: 'integer', type: 'ULONG' }, 'Map registers that the platform gives the adapter. Left out: unknown.'),
    TranslatesDmaAddresses: property({ kind: 'boolean' }, 'Whether the platform puts a translation between the addresses of the device and memory, such as an IOMMU or bounce buffers. Left out: unknown.'),
    PoolLimit: property({ kind: 'integer', type: 'ULONGLONG', display: 'bytes' }, 'Pool that frames may take, in bytes. Left out: unknown.'),
    CompletionLatency: property({ kind: 'distribution' }, 'From the completion of a read request to the application having it.', { default: 50_000 }),
    Notes: notesField,
  },
});

/** A time during which the application returns nothing. */
export const SimulationStall = defineStructure({
  name: 'SimulationStall',
  origin: 'format',
  summary: 'A time during which the application returns nothing.',
  evidence: [],
  fields: {
    Start: property({ kind: 'duration' }, 'When it begins, from the start of the run.', { presence: 'required' }),
    Duration: property({ kind: 'duration' }, 'How long it lasts.', { presence: 'required' }),
  },
});

/** The user-mode application. */
export const SimulationClient = defineStructure({
  name: 'SimulationClient',
  origin: 'format',
  summary: 'The user-mode application. It decides how many buffers are in flight and how large they are; the framing only advises it.',
  evidence: ['D'],
  fields: {
    Requests: property({ kind: 'integer', type: 'ULONG' }, 'Read requests kept outstanding, each with one buffer.', { presence: 'required' }),
    BufferSize: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'FrameExtent of each buffer in bytes. Left out: the size of a frame.'),
    Hold: property({ kind: 'distribution' }, 'How long a filled buffer is kept before it is queued again.', { presence: 'required' }),
    HoldDiscipline: property({ kind: 'word', words: words({ Parallel: 'Each buffer is held for itself.', Serial: 'One after another, as one thread does, so that holds add up.' }) }, 'How several held buffers relate.', { default: 'Parallel' }),
    FirstQueuedAt: property({ kind: 'enumeration', type: 'ULONG', set: 'KSSTATE' }, 'State on whose way up the application first queues its requests: ACQUIRE, PAUSE or RUN.', { default: 'KSSTATE_PAUSE' }),
    Stalls: property({ kind: 'array', element: { kind: 'structure', structure: 'SimulationStall' } }, 'Times during which the application returns nothing, in order.'),
    Notes: notesField,
  },
});

/** The client asks for a state. */
export const SimulationStateRequest = defineStructure({
  name: 'SimulationStateRequest',
  origin: 'format',
  summary: 'A change of state that the client asks for. The pin is led there one step at a time.',
  evidence: ['D'],
  fields: {
    Time: property({ kind: 'duration' }, 'When, from the start of the run.', { presence: 'required' }),
    State: property({ kind: 'enumeration', type: 'ULONG', set: 'KSSTATE' }, 'The state asked for.', { presence: 'required' }),
  },
});

/** One run: a pin, its source, hardware, driver, machine and client. */
export const Simulation = defineStructure({
  name: 'Simulation',
  origin: 'format',
  summary: 'A run of one capture pin: frames come from a source, the device moves them into buffers of an application, the driver hands them on. What is left out takes a default that the result names.',
  evidence: [],
  fields: {
    Label: property({ kind: 'text' }, 'Name by which the simulation is chosen.', { presence: 'required' }),
    Description: property({ kind: 'text' }, 'What the simulation shows, in a sentence.'),
    Pin: property({ kind: 'text', reference: 'pin' }, 'The pin, as filter label and pin label: `"capture/video"`. Left out: the first pin with KSPIN_DATAFLOW_OUT.'),
    DataRange: property({ kind: 'text', reference: 'DataRanges' }, "Name of the pin's data range that is connected. Left out: the pin's first."),
    Seed: property({ kind: 'integer', type: 'ULONG' }, 'Start of the random numbers.', { default: 1 }),
    Duration: property({ kind: 'duration' }, 'Time after which the client takes the pin to STOP.', { default: 1_000_000_000 }),
    Source: property({ kind: 'structure', structure: 'SimulationSource' }, 'Where the frames come from.', { default: {} }),
    Hardware: property({ kind: 'structure', structure: 'SimulationHardware' }, 'The device between the source and memory.', { default: {} }),
    Driver: property({ kind: 'structure', structure: 'SimulationDriver' }, 'What the minidriver does.', { default: {} }),
    System: property({ kind: 'structure', structure: 'SimulationSystem' }, 'Latencies of the machine.', { default: {} }),
    Client: property({ kind: 'structure', structure: 'SimulationClient' }, 'The user-mode application. Without it the simulation cannot be run; its Connections are checked all the same.'),
    Connections: property({ kind: 'array', element: { kind: 'structure', structure: 'SimulationConnection' } }, 'Connections of the graph. Left out: Pin is connected to Client, in user mode.'),
    Allocator: property({ kind: 'structure', structure: 'SimulationAllocator' }, "What the driver's own allocator and those who hold its frames do, where a segment of the graph stays in kernel mode. Against an application no kernel allocator takes part.", { default: {} }),
    Options: property({ kind: 'structure', structure: 'SimulationOptions' }, 'Choices where the behaviour of Windows is not documented.', { default: {} }),
    States: property({ kind: 'array', element: { kind: 'structure', structure: 'SimulationStateRequest' } }, 'States that the client asks for, in order. Left out: KSSTATE_RUN at the start, KSSTATE_STOP after Duration.'),
    Notes: notesField,
  },
});
