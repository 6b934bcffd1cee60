import { defineStructure } from '../structure';
import { labelField, notesField, property, words } from './common';

/** Assumptions about a class of devices. */
const preset = property({ kind: 'word', words: words({
  UsbCamera: 'A camera on USB: 1080p at 30 frames a second, compressed; the driver copies what the bus driver delivers.',
  PcieCapture4K: 'A PCI Express capture card: 3840 × 2160 NV12 at 60 frames a second, scatter/gather, clone-and-advance.',
  TransportStream: 'A tuner: transport stream packets of 188 bytes, many to a buffer.',
  AudioCapture: 'Sound: 10 ms of 48 kHz stereo in 16 bits, copied in Process out of a common buffer.',
  InPlaceAudioTransform: 'An effect on sound that changes 10 ms of 48 kHz stereo in 16 bits in place.',
  SingleFrameDriver: 'A driver that programs one frame at a time, the one under its leading edge.',
}) }, 'Assumptions about a class of devices that fill what the simulation leaves open. They are no measurements, nobody has validated them, and the result lists each of them as assumed; what is stated, in the simulation or by the connected data range, holds before them. The guide to simulations lists their values.');

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

/** When queues are written down. */
export const SimulationQueueDumps = defineStructure({
  name: 'SimulationQueueDumps',
  origin: 'format',
  summary: 'When the queues of the pins are written down in the shape in which `!ks.dumpqueue` prints them, marked as simulated.',
  evidence: [],
  fields: {
    At: property({ kind: 'array', element: { kind: 'duration' } }, 'Times from the start of the run. Each shows the state after everything that happens up to then.'),
    AtEnd: property({ kind: 'boolean' }, 'Whether also when the run is over.', { default: false }),
  },
});

/** One of several pins of a run. */
export const SimulationPin = defineStructure({
  name: 'SimulationPin',
  origin: 'format',
  summary: 'One pin of a run with several. A pin type may stand here more than once: each time an instance of it takes part.',
  evidence: [],
  fields: {
    Label: labelField,
    Pin: property({ kind: 'text', reference: 'pin' }, 'The pin, as filter label and pin label: `"capture/video"`.', { presence: 'required' }),
    DataRange: property({ kind: 'text', reference: 'DataRanges' }, "Name of the pin's data range that is connected. Left out: the pin's first."),
    Preset: preset,
    Source: property({ kind: 'structure', structure: 'SimulationSource' }, 'Where the frames come from.', { default: {} }),
    Hardware: property({ kind: 'structure', structure: 'SimulationHardware' }, 'The device between the source and memory.', { default: {} }),
    Driver: property({ kind: 'structure', structure: 'SimulationDriver' }, 'What the minidriver does.', { default: {} }),
    System: property({ kind: 'structure', structure: 'SimulationSystem' }, 'Latencies that hold for this pin before those of the simulation.', { default: {} }),
    Client: property({ kind: 'structure', structure: 'SimulationClient' }, 'The user-mode application of the pin. Not needed where the pin is connected in kernel mode.'),
    States: property({ kind: 'array', element: { kind: 'structure', structure: 'SimulationStateRequest' } }, 'States that the client asks for, in order. Left out: KSSTATE_RUN at the start, KSSTATE_STOP after Duration. Pins that are connected in kernel mode take those of the first of them.'),
    Expect: property({ kind: 'structure', structure: 'SimulationPinExpectation' }, 'What the run has to show of this pin for the simulation to pass as a test.'),
    Notes: notesField,
  },
});

/** One run: pins, their sources, hardware, driver, machine and clients. */
export const Simulation = defineStructure({
  name: 'Simulation',
  origin: 'format',
  summary: 'A run of pins: frames come from a source, the device moves them into buffers of an application or of a circuit in kernel mode, the driver hands them on. What is left out takes a default that the result names.',
  evidence: [],
  fields: {
    Label: property({ kind: 'text' }, 'Name by which the simulation is chosen.', { presence: 'required' }),
    Description: property({ kind: 'text' }, 'What the simulation shows, in a sentence.'),
    Pin: property({ kind: 'text', reference: 'pin' }, 'The pin, as filter label and pin label: `"capture/video"`. Left out: the first pin with KSPIN_DATAFLOW_OUT.'),
    Pins: property({ kind: 'array', element: { kind: 'structure', structure: 'SimulationPin' } }, 'Pins of a run with several, each with what feeds it and its client. It stands in place of Pin, DataRange, Source, Hardware, Driver, Client and States; System and Preset hold for all pins that say nothing else.'),
    DataRange: property({ kind: 'text', reference: 'DataRanges' }, "Name of the pin's data range that is connected. Left out: the pin's first."),
    Preset: preset,
    Seed: property({ kind: 'integer', type: 'ULONG' }, 'Start of the random numbers.', { default: 1 }),
    TieSeed: property({ kind: 'integer', type: 'ULONG' }, 'Shuffles the order of events that come at one instant with one priority, by this seed: what differs then depended on an order that nothing settles. Left out: the order in which they were scheduled.'),
    Duration: property({ kind: 'duration' }, 'Time after which the client takes the pin to STOP.', { default: 1_000_000_000 }),
    Source: property({ kind: 'structure', structure: 'SimulationSource' }, 'Where the frames come from.', { default: {} }),
    Hardware: property({ kind: 'structure', structure: 'SimulationHardware' }, 'The device between the source and memory.', { default: {} }),
    Driver: property({ kind: 'structure', structure: 'SimulationDriver' }, 'What the minidriver does.', { default: {} }),
    System: property({ kind: 'structure', structure: 'SimulationSystem' }, 'Latencies of the machine.', { default: {} }),
    Client: property({ kind: 'structure', structure: 'SimulationClient' }, 'The user-mode application. Not needed where Connections keep the pin in kernel mode; otherwise the simulation cannot be run without it.'),
    Connections: property({ kind: 'array', element: { kind: 'structure', structure: 'SimulationConnection' } }, 'Connections of the graph. Left out: each pin is connected to its client, in user mode.'),
    Allocator: property({ kind: 'structure', structure: 'SimulationAllocator' }, "What the driver's own allocator and those who hold its frames do, where a segment of the graph stays in kernel mode. Against an application no kernel allocator takes part.", { default: {} }),
    Filters: property({ kind: 'array', element: { kind: 'structure', structure: 'SimulationFilter' } }, 'What the run needs of filters beyond their descriptors: of those with a Process routine of their own, and of those that join pins of the run.'),
    Buses: property({ kind: 'array', element: { kind: 'structure', structure: 'SimulationBus' } }, 'Buses that pins share, for Hardware.Bus.'),
    Events: property({ kind: 'array', element: { kind: 'structure', structure: 'SimulationEvent' } }, 'What happens to the graph from outside: cancellation, reset, the end of a process, another format, another client, sleep, removal.'),
    Faults: property({ kind: 'array', element: { kind: 'structure', structure: 'SimulationFault' } }, 'What goes wrong around the driver, at times, at counts or at random: allocations and locks that fail, an application that stalls, cancellations, changes of state, a device that is gone.'),
    Callbacks: property({ kind: 'array', element: { kind: 'structure', structure: 'SimulationCallback' } }, 'What routines of the dispatch tables do beyond moving frames: what they return, at which IRQL, how long they take. Left out: unknown.'),
    QueueDumps: property({ kind: 'structure', structure: 'SimulationQueueDumps' }, 'When the queues of the pins are written down. Left out: never.'),
    Options: property({ kind: 'structure', structure: 'SimulationOptions' }, 'Choices where the behaviour of Windows is not documented.', { default: {} }),
    States: property({ kind: 'array', element: { kind: 'structure', structure: 'SimulationStateRequest' } }, 'States that the client asks for, in order. Left out: KSSTATE_RUN at the start, KSSTATE_STOP after Duration.'),
    Expect: property({ kind: 'structure', structure: 'SimulationExpectation' }, 'What the run has to show for the simulation to pass as a test: in the Testing view and by `avstream test`. It changes nothing in the run.'),
    Notes: notesField,
  },
});
