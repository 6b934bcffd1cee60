import { defineStructure } from '../structure';
import { notesField, property, words } from './common';

/** Why frames are lost, as results name it. */
const dropReasons = words({
  BuffersInApplication: 'The hardware had no buffer, and the application held most of them.',
  BuffersNotProgrammed: 'Buffers waited in the queue, and Process had not handed them on.',
  BuffersInCompletion: 'Filled buffers were between hardware and client.',
  BuffersTooSmall: 'Every buffer that came was too small.',
  DataUsedNotSet: 'The buffer was filled, and its DataUsed left 0.',
  HardwareBusy: 'The transfer of the frame before had not ended.',
  BusBusy: 'The transfer of the frame before had not ended, and only because of a shared bus.',
  DeviceHalted: 'The device had stopped at an overflow, and the driver had not programmed it again.',
  BuffersInCircuit: 'The frames of the circuit were elsewhere on their round.',
  NotDrained: 'The driver ended an output of its filter while the frame waited at an input.',
  NotSubmitted: 'KsPinSubmitFrame refused the frame: the pin was not in injection mode.',
  BuffersInWindow: 'Most buffers were between the trailing and the leading edge of a pin.',
  BranchStarves: 'A splitter waited for an empty frame of a branch.',
  Cancelled: 'Its buffer was taken back before it was delivered.',
  DiscardedAtStop: 'The stream stopped, was reset, or was paused with a buffer that is flushed then. Such frames count here, and nowhere else.',
});

/** Bounds of a number. */
export const SimulationBounds = defineStructure({
  name: 'SimulationBounds',
  origin: 'format',
  summary: 'Bounds of a number, at least one of them.',
  evidence: [],
  fields: {
    AtLeast: property({ kind: 'integer', type: 'ULONG' }, 'The least that meets the expectation.'),
    AtMost: property({ kind: 'integer', type: 'ULONG' }, 'The most that meets the expectation.'),
  },
});

/** How many frames may be lost for one reason. */
export const SimulationDropBounds = defineStructure({
  name: 'SimulationDropBounds',
  origin: 'format',
  summary: 'How many frames may, or have to, be lost for one reason; at least one bound.',
  evidence: [],
  fields: {
    Reason: property({ kind: 'word', words: dropReasons }, 'Why the frames are lost, as the result of a run names it.', { presence: 'required' }),
    AtLeast: property({ kind: 'integer', type: 'ULONG' }, 'The least that meets the expectation: for a scenario that is to show the loss.'),
    AtMost: property({ kind: 'integer', type: 'ULONG' }, 'The most that meets the expectation.'),
  },
});

/** How late frames may be. */
export const SimulationLatencyLimits = defineStructure({
  name: 'SimulationLatencyLimits',
  origin: 'format',
  summary: 'The longest that meets the expectation, from the capture of a frame to its receipt by the client. Percentiles are exact, by nearest rank; frames that were lost have none.',
  evidence: [],
  fields: {
    P50: property({ kind: 'duration' }, 'Median.'),
    P95: property({ kind: 'duration' }, '95th percentile.'),
    P99: property({ kind: 'duration' }, '99th percentile.'),
    Maximum: property({ kind: 'duration' }, 'Of the latest frame.'),
  },
});

/** Who can allocate the frames of a section of the graph. */
export const SimulationAllocatorExpectation = defineStructure({
  name: 'SimulationAllocatorExpectation',
  origin: 'format',
  summary: 'Whose allocator is eligible for a section of the graph, and whose is not. Allocators are named by their pin (`"capture/video"`) or the label of their peer; `"Default"` is the default allocator.',
  evidence: [],
  fields: {
    Section: property({ kind: 'text' }, 'Label of the pin with its client, or of the circuit, as the result names it. Left out: the only section, or any of several.'),
    Eligible: property({ kind: 'array', element: { kind: 'text', reference: 'allocator' } }, 'Allocators that have to be eligible. What the document leaves undecided does not count as eligible.'),
    Rejected: property({ kind: 'array', element: { kind: 'text', reference: 'allocator' } }, 'Allocators that have to be rejected. What the document leaves undecided does not count as rejected.'),
    SimulatedWith: property({ kind: 'word', words: words({
      ClientBuffers: "The application's own buffers.",
      Vendor: 'The allocator of a pin.',
      Default: 'The default allocator.',
      Peer: 'An allocator of a peer.',
      Injection: 'Frames that the driver submits itself.',
      None: 'None: it could not be created.',
    }) }, 'Whose frames the run has to be simulated with. It never says that Windows selects them.'),
    Notes: notesField,
  },
});

/** What a run may find. */
export const SimulationFindingExpectation = defineStructure({
  name: 'SimulationFindingExpectation',
  origin: 'format',
  summary: 'Which findings the run has to have, and which it must not. Rules about the document as it stands are no matter of a run: `avstream check` reports them.',
  evidence: [],
  fields: {
    Occur: property({ kind: 'array', element: { kind: 'text', reference: 'simulatedRule' } }, 'Codes of rules that the run has to show broken, whatever severity or suppression people have chosen for them.'),
    Absent: property({ kind: 'array', element: { kind: 'text', reference: 'simulatedRule' } }, 'Codes of rules that the run must not show broken, suppressed or not.'),
    Worst: property({ kind: 'word', words: words({
      None: 'No finding at all.',
      Info: 'Findings of level info.',
      Warning: 'Findings of level warning or info.',
    }) }, 'The most serious finding that may be reported, lost frames among them; severities and suppressions hold.'),
  },
});

/** What holds of one pin as of all of them. */
const pinFields = {
  Drops: property({ kind: 'structure', structure: 'SimulationBounds' }, 'How many frames may be lost while the stream runs: `{ "AtMost": 0 }`. Frames discarded because the stream stops do not count.'),
  DropReasons: property({ kind: 'array', element: { kind: 'structure', structure: 'SimulationDropBounds' } }, 'How many frames may be lost for which reason. Reasons that do not stand here are not looked at.'),
  Delivered: property({ kind: 'structure', structure: 'SimulationBounds' }, 'How many frames have to reach their reader.'),
  Latency: property({ kind: 'structure', structure: 'SimulationLatencyLimits' }, 'How late frames may be.'),
  BuffersInFlight: property({ kind: 'structure', structure: 'SimulationBounds' }, 'Buffers in the hands of the driver while the pin is in RUN: AtLeast is held against the least at any time, AtMost against the greatest.'),
} as const;

/** What is expected of one pin of a run. */
export const SimulationPinExpectation = defineStructure({
  name: 'SimulationPinExpectation',
  origin: 'format',
  summary: 'What the run has to show of this pin for the simulation to pass as a test.',
  evidence: [],
  fields: {
    ...pinFields,
    Memory: property({ kind: 'integer', type: 'ULONGLONG', display: 'bytes' }, "The most bytes that the buffers of the pin's client may take, alignment included. Frames of a circuit count with the whole run."),
    Notes: notesField,
  },
});

/** What is expected of a run. */
export const SimulationExpectation = defineStructure({
  name: 'SimulationExpectation',
  origin: 'format',
  summary: 'What a run has to show for the simulation to pass as a test, in the Testing view and by `avstream test`. Every expectation that is stated has to be met; without any, a run that comes to its end passes.',
  evidence: [],
  fields: {
    ...pinFields,
    Memory: property({ kind: 'integer', type: 'ULONGLONG', display: 'bytes' }, 'The most bytes that all buffers and the frames of all circuits may take, alignment included.'),
    NoLeak: property({ kind: 'boolean' }, 'With `true`: once the streams have stopped no frame, clone or memory may be kept for good.', { default: false }),
    Allocators: property({ kind: 'array', element: { kind: 'structure', structure: 'SimulationAllocatorExpectation' } }, 'Who can allocate the frames of which section of the graph.'),
    Findings: property({ kind: 'structure', structure: 'SimulationFindingExpectation' }, 'Which findings the run has to have, and which it must not.'),
    Fingerprint: property({ kind: 'text' }, 'Hash of the run, 16 hexadecimal digits: event for event the same run. Another version of the model may have another one.'),
    Ends: property({ kind: 'word', words: words({
      Completed: 'It comes to its end.',
      EndlessLoop: 'Process never comes to rest.',
      NoProgress: 'Virtual time stands still.',
      LimitReached: 'It is cut off after as many events as a run may take.',
    }) }, 'How the run has to end.', { default: 'Completed' }),
    Notes: notesField,
  },
});
