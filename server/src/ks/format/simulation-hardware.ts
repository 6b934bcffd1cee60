import { defineStructure } from '../structure';
import { labelField, notesField, property, words } from './common';

/** Where the frames come from. */
export const SimulationSource = defineStructure({
  name: 'SimulationSource',
  origin: 'format',
  summary: 'The sensor or signal that produces frames. It cannot be held back.',
  evidence: [],
  fields: {
    Period: property({ kind: 'duration', period: true }, 'Nominal time from frame to frame (`"33.3667 ms"`) or the rate (`"29.97 fps"`). Left out: AvgTimePerFrame of the connected data range.'),
    Jitter: property({ kind: 'distribution', signed: true }, 'How far a frame comes off its nominal instant; may be negative, does not add up.', { default: 0 }),
    FrameSize: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Bytes of one frame. Left out: biSizeImage of the connected data range, or else its SampleSize, or else what an uncompressed image of its width and height takes.'),
    Notes: notesField,
  },
});

/** The scatter/gather side of a device. */
export const SimulationMappings = defineStructure({
  name: 'SimulationMappings',
  origin: 'format',
  summary: 'The scatter/gather side of a device that is programmed with mappings (KSPIN_FLAG_GENERATE_MAPPINGS). How many map registers there are is stated in System.NumberOfMapRegisters.',
  evidence: [],
  fields: {
    TableEntries: property({ kind: 'integer', type: 'ULONG' }, "Entries of the device's own table, of which a frame takes as many as it has mappings. Left out: the table holds any number."),
    MaximumBytes: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Longest mapping, in bytes. Left out: MaxMappingsByteCount of Device.Dma, or else 1,048,576.'),
    ExpectsPageBoundaries: property({ kind: 'boolean' }, 'Whether the hardware, or the code that programs it, takes for granted that mappings begin and end on page boundaries. Left out: unknown.'),
    Stride: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Bytes from one mapping to the next. Left out: MappingTableStride of Device.Dma, or else 16, the size of KSMAPPING.'),
    AdjacentPages: property({ kind: 'distribution', counts: true }, "How many physically adjacent pages stand in a row in a buffer: 1 means that every page lies by itself.", { default: 1 }),
    Notes: notesField,
  },
});

/** The device between the source and memory. */
export const SimulationHardware = defineStructure({
  name: 'SimulationHardware',
  origin: 'format',
  summary: 'The device between the source and memory: the buffers it can be given, what it does without one, when it interrupts.',
  evidence: [],
  fields: {
    ListDepth: property({ kind: 'integer', type: 'ULONG' }, 'Buffers that can be programmed into the device at once, the one being filled included. Left out: as many as there are buffers, or 1 with the pattern HoldLeadingEdge.'),
    FifoFrames: property({ kind: 'integer', type: 'ULONG' }, 'Whole frames that the device keeps while it has no buffer.', { default: 0 }),
    CommonBufferFrames: property({ kind: 'integer', type: 'ULONG' }, 'Frames of a common buffer that the device fills by itself, whether or not anybody reads them; the driver copies out of it.', { default: 0 }),
    WhenFull: property({ kind: 'word', words: words({
      SkipFrame: 'The new frame is lost.',
      DropOldest: 'The oldest frame in the device is lost.',
      Overwrite: 'The device writes over the frame it filled last, if the driver has not taken that yet.',
      Halt: 'The device stops until the driver programs it again.',
    }) }, 'What happens when a frame comes and the device has neither a buffer nor room. Left out: SkipFrame, or DropOldest with CommonBufferFrames, and with the pattern CopyAtDpc unless the device interrupts at every period.'),
    TransferTime: property({ kind: 'distribution' }, 'Time to move one frame into its buffer. With Bus it is the least time, where the bus is free.', { default: 0 }),
    Bus: property({ kind: 'text', reference: 'bus' }, 'Label of the bus of Buses that the device moves its frames over. Left out: it shares none.'),
    Interrupt: property({ kind: 'word', words: words({
      PerFrame: 'After each filled frame.',
      PerPeriod: 'At every period, whether or not anything was filled.',
      PerField: 'After each of the two fields of a frame.',
    }) }, 'When the device interrupts. Left out: PerFrame; PerPeriod for pins with KSPIN_FLAG_DO_NOT_INITIATE_PROCESSING, and for those of a capturing filter with a Process of its own where TransferTime is left out, too.'),
    InterruptEvery: property({ kind: 'integer', type: 'ULONG' }, 'How many of those events share one interrupt.', { default: 1 }),
    CoalescingTime: property({ kind: 'duration' }, 'The longest that an event waits for others to share its interrupt. Left out: without limit. Means nothing while InterruptEvery is 1.'),
    LockFailsAt: property({ kind: 'array', element: { kind: 'integer', type: 'ULONG' } }, 'Locks of stream pointers that fail, counted from 1 over the run, in ascending order. How AVStream accounts for DMA resources is not documented, so that a simulation says which lock fails.'),
    LockFailuresPerMillion: property({ kind: 'integer', type: 'ULONG' }, 'How many of a million locks of stream pointers fail, at random.', { default: 0 }),
    Mappings: property({ kind: 'structure', structure: 'SimulationMappings' }, 'The scatter/gather side of the device.', { default: {} }),
    Notes: notesField,
  },
});

/** A bus that several pins share. */
export const SimulationBus = defineStructure({
  name: 'SimulationBus',
  origin: 'format',
  summary: 'A bus that several pins move their frames over at once. Each transfer gets an equal share of what the others leave.',
  evidence: [],
  fields: {
    Label: labelField,
    BytesPerSecond: property({ kind: 'integer', type: 'ULONGLONG', display: 'bytes' }, 'Bytes that the bus moves in a second.', { presence: 'required' }),
    Notes: notesField,
  },
});
