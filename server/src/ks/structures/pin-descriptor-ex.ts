import { ksPage } from '../evidence';
import { conditionField, labelField, notesField, property, variantsOf, words } from '../format/common';
import { defineStructure } from '../structure';
import { callback, embedded, extent, place, pointerTo } from './common';

const page = ksPage('ns-ks-_kspin_descriptor_ex');

/** A pin type of a filter; its index in the table is the pin id. */
export const KSPIN_DESCRIPTOR_EX = defineStructure({
  name: 'KSPIN_DESCRIPTOR_EX',
  origin: 'ks',
  header: 'ks.h',
  summary: 'A pin type of a filter. Its index in PinDescriptors is the pin id.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(80, 8, 136, 8),
  fields: {
    Label: labelField,
    If: conditionField,
    Variants: variantsOf('KSPIN_DESCRIPTOR_EX'),
    FilledLater: property({ kind: 'array', element: { kind: 'word', words: words({
      Interfaces: 'The driver sets PinDescriptor.Interfaces: which interfaces the pin supports is unknown until then.',
      Mediums: 'The driver sets PinDescriptor.Mediums: over which mediums the pin can be connected is unknown until then.',
      DataRanges: 'The driver sets PinDescriptor.DataRanges, such as from the formats that the device reports: which formats the pin supports is unknown until then.',
      AllocatorFraming: 'The driver sets AllocatorFraming, or fills in the framing that it points to: what the pin requires of its frames is unknown until then.',
      Dispatch: 'The driver sets Dispatch: which routines the pin has is unknown until then.',
      Flags: 'The driver sets the Flags of the pin, as opposed to those of a framing item: how it processes and queues frames is unknown until then.',
    }) } }, 'Members that the driver fills in before the pin factory is used. What stands in them here is a placeholder, so they count as unknown.'),
    DmaScheme: property({ kind: 'word', words: words({
      None: 'The device does not move the frames: the processor does.',
      PacketScatterGather: 'The device writes to or reads from the frames themselves (packet-based DMA, usually with KSPIN_FLAG_GENERATE_MAPPINGS).',
      CommonBufferCopy: 'The device uses a common buffer, and the driver copies between it and the frames.',
      VendorAllocator: "The device uses the frames of the driver's own allocator.",
      BusDriver: 'A bus driver, such as that of USB, moves the data.',
      RealTimeBuffer: 'The client maps a cyclic buffer of the device; there are no frames.',
    }) }, 'How data gets between device and frames. Left out: unknown.'),
    OpenedFrom: property({ kind: 'word', words: words({ UserMode: 'By a user-mode graph manager (KsProxy) or application.', Kernel: 'By other kernel drivers only.', Both: 'By either.' }) }, 'Who opens the pin. Left out: unknown.'),
    UsesStreamPointers: property({ kind: 'boolean' }, 'Whether the driver calls stream pointer functions on the pin. Left out: unknown.'),
    AsynchronousAttempts: property({ kind: 'boolean' }, 'Whether the driver calls KsPinAttemptProcessing with Asynchronous TRUE on the pin, which defers processing to a work item. Left out: unknown.'),
    TouchesFramesAtDispatchLevel: property({ kind: 'boolean' }, 'Whether a DPC or interrupt routine reads or writes the frames with the processor. Left out: unknown.'),
    LegacyFraming: property({ kind: 'pointer', structure: 'KSALLOCATOR_FRAMING' }, 'What the handler of KSPROPERTY_CONNECTION_ALLOCATORFRAMING in AutomationTable answers. null: there is no such handler.'),
    StreamHeaderSize: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'KSPIN.StreamHeaderSize as Create sets it, such as `"sizeof(KSSTREAM_HEADER) + sizeof(KS_FRAME_INFO)"`. 0: plain headers.'),
    WritesFrameInfo: property({ kind: 'boolean' }, 'Whether the driver writes KS_FRAME_INFO behind the stream header. Left out: unknown.'),
    Dispatch: {
      type: pointerTo('KSPIN_DISPATCH', 'PinDispatches'), cType: 'const KSPIN_DISPATCH*', ...place(0, 4, 0, 8), presence: 'optional', evidence: ['D'], source: page,
      summary: 'Callbacks of the pin. Optional, but needed for pin-centric processing.',
    },
    AutomationTable: {
      type: pointerTo('KSAUTOMATION_TABLE', 'AutomationTables'), cType: 'const KSAUTOMATION_TABLE*', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['D'], source: page,
      summary: "Properties, methods and events of the pin; optional. Merged with AVStream's own; where both handle one, the minidriver's handler wins.",
    },
    PinDescriptor: {
      type: embedded('KSPIN_DESCRIPTOR'), cType: 'KSPIN_DESCRIPTOR', ...place(8, 48, 16, 88), presence: 'required', evidence: ['D', 'H'], source: page,
      summary: 'What the pin offers to connect with.',
    },
    Flags: {
      type: { kind: 'flags', type: 'ULONG', set: 'KSPIN_FLAG' }, cType: 'ULONG', ...place(56, 4, 104, 4), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'How the pin processes data, queues it and is reached: KSPIN_FLAG_*. 0 is legal.',
      remarks: 'Exclusive: CRITICAL_PROCESSING and HYPERCRITICAL_PROCESSING; DO_NOT_INITIATE_PROCESSING and INITIATE_PROCESSING_ON_EVERY_ARRIVAL; FRAMES_NOT_REQUIRED_FOR_PROCESSING and SOME_FRAMES_REQUIRED_FOR_PROCESSING; PROCESS_IN_RUN_STATE_ONLY (also inside RENDERER) and PROCESS_IF_ANY_IN_RUN_STATE.',
    },
    InstancesPossible: {
      type: { kind: 'integer', type: 'ULONG', set: 'KSINSTANCE' }, cType: 'ULONG', ...place(60, 4, 108, 4), presence: 'optional', evidence: ['D'], source: page,
      summary: 'Greatest number of instances of this pin type; KSINSTANCE_INDETERMINATE for no limit.',
      remarks: 'Creating one more fails.',
    },
    InstancesNecessary: {
      type: { kind: 'integer', type: 'ULONG' }, cType: 'ULONG', ...place(64, 4, 112, 4), presence: 'optional', evidence: ['D'], source: page,
      summary: 'Number of instances that must have reached the minimum processing state (PAUSE, or RUN with KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY) for the filter to work. 0 is legal.',
      remarks: 'A state change of a filter that lacks them fails. On the analog video input pin of a capture filter use 1: with 0, AMCap and Blink may not find tuner and crossbar.',
    },
    AllocatorFraming: {
      type: pointerTo('KSALLOCATOR_FRAMING_EX', 'Framings'), cType: 'const KSALLOCATOR_FRAMING_EX*', ...place(68, 4, 120, 8), presence: 'optional', evidence: ['D'], source: page,
      summary: 'What the pin requires of its frames. null: the pin does not support the framing property, and clients get no requirement.',
      remarks: 'An upstream filter in user mode may allocate without looking at it, so an input pin has to check every frame. The framing is usually const and shared by all instances: edit a copy (KsEdit of Descriptor, then of AllocatorFraming) before writing to it.',
    },
    IntersectHandler: {
      type: callback('PFNKSINTERSECTHANDLEREX', 'PASSIVE_LEVEL'), cType: 'PFNKSINTERSECTHANDLEREX', ...place(72, 4, 128, 8), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'Callback that picks a format from the intersection of two data ranges; optional.',
      remarks: 'With null AVStream intersects by itself, but only ranges whose specifier is KSDATAFORMAT_SPECIFIER_NONE.',
    },
    RuntimeEdits: property({ kind: 'array', element: { kind: 'structure', structure: 'RuntimeEdit' } }, "Changes that the driver makes to the pin's framing while it runs, in order. Frame sizes and counts are judged after them.", {
      evidence: ['S'],
      remarks: 'Left out means none: a framing that keeps its placeholder sizes is then reported.',
    }),
    Notes: notesField,
  },
});
