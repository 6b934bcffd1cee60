import { headerLines, ksPage } from '../evidence';
import { notesField } from '../format/common';
import { defineStructure } from '../structure';
import { embedded, extent, guid, place, ulong } from './common';

const page = ksPage('ns-ks-ks_framing_item');

/** One alternative of an extended framing: memory, flags, frame count, alignment, sizes. */
export const KS_FRAMING_ITEM = defineStructure({
  name: 'KS_FRAMING_ITEM',
  origin: 'ks',
  header: 'ks.h',
  summary: 'One alternative of an extended framing: the memory the frames lie in, how many there are, how they are aligned and how large they may be.',
  remarks: 'Every item repeats memory and bus type; the header says that this layout was chosen because it is the easiest to use. Whether the graph manager ever uses more than one item is not documented, and no Microsoft sample has a second one.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(88, 4),
  fields: {
    MemoryType: {
      type: guid('memoryType'), cType: 'GUID', ...place(0, 16), presence: 'required', evidence: ['D'], source: page,
      summary: 'Kind of memory the frames lie in: one of KSMEMORY_TYPE_*, or a GUID of the device for its own memory.',
      remarks: 'The two kernel types correspond to the PoolType of KSALLOCATOR_FRAMING together with KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY. A GUID of your own can be matched only by the same GUID on the other pin, and should go with KSALLOCATOR_FLAG_DEVICE_SPECIFIC (inferred).',
    },
    BusType: {
      type: guid('busType'), cType: 'GUID', ...place(16, 16), presence: 'optional', default: 'GUID_NULL', defaultFrom: 'DECLARE_SIMPLE_FRAMING_EX', evidence: ['D', 'H'], source: page,
      summary: 'Bus over which the memory is reached. Documented: GUID_BUS_TYPE_PCI, GUID_BUS_TYPE_USB, GUID_BUS_TYPE_1394, GUID_BUS_TYPE_AVC, GUID_61883_CLASS; the framing macros write GUID_NULL (any).',
      remarks: 'Matters when a pin offers different memory types depending on the medium of the connection: it tells which of them fits.',
    },
    MemoryFlags: {
      type: { kind: 'flags', type: 'ULONG', set: 'KSALLOCATOR_REQUIREMENTF', misplaced: 0xfffffff7 }, cType: 'ULONG', ...place(32, 4), presence: 'optional', default: 0, defaultFrom: 'DECLARE_SIMPLE_FRAMING_EX', evidence: ['D', 'H'], source: page,
      summary: 'States that this connection point allocates the frames. Either KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE or 0.',
      remarks: 'The sources disagree: the documentation says to set KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE (8), the framing macros and every Microsoft sample write 0. Other bits have no meaning.',
    },
    BusFlags: {
      type: { kind: 'integer', type: 'ULONG', display: 'hex' }, cType: 'ULONG', ...place(36, 4), presence: 'reserved', default: 0, defaultFrom: 'DECLARE_SIMPLE_FRAMING_EX', evidence: ['D'], source: page,
      summary: 'Not used: 0.',
    },
    Flags: {
      type: { kind: 'flags', type: 'ULONG', set: 'KSALLOCATOR_FLAGS', misplaced: 0x3f00 }, cType: 'ULONG', ...place(40, 4), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'Requirements and abilities of the pin: KSALLOCATOR_REQUIREMENTF_* and KSALLOCATOR_FLAG_*. KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY turns all of them into wishes.',
      remarks: 'The default allocator needs KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY; without it peers assume a mapping of device memory. Set KSALLOCATOR_FLAG_CAN_ALLOCATE only if the pin can really allocate device memory, not because it can address it. Bits 0x100 to 0x2000 describe whole pipes and are left to the graph manager (inferred).',
    },
    Frames: {
      type: ulong, cType: 'ULONG', ...place(44, 4), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'Greatest number of frames that may be outstanding at a time. 0 states no requirement.',
      remarks: 'For codecs at least three are recommended on input and output pins. 0 is read as in KSALLOCATOR_FRAMING and leaves the number to the other side.',
    },
    FileAlignment: {
      type: { kind: 'integer', type: 'ULONG', set: 'FILE_ALIGNMENT', display: 'alignmentMask' }, cType: 'ULONG', ...place(48, 4), presence: 'optional', union: 'FramePitch', evidence: ['D', 'H'], source: page,
      summary: 'Alignment of every frame, given as the alignment minus one: 0 for byte, 0x3F for 64-byte alignment (FILE_64_BYTE_ALIGNMENT).',
      remarks: 'Of the form 2ⁿ − 1. Writing the alignment itself (64 instead of 0x3F) gives a mask with holes. ReactOS refuses a mask above PAGE_SIZE − 1 in its default allocator; what Windows does is unknown. Not valid when KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED is set: the same memory is FramePitch then.',
    },
    FramePitch: {
      type: { kind: 'integer', type: 'LONG', display: 'bytes' }, cType: 'LONG', ...place(48, 4), presence: 'optional', union: 'FileAlignment', evidence: ['H'], source: headerLines('1786-1789'),
      summary: 'Required pitch of a two-dimensional buffer in bytes: width of a line plus its padding. Valid only with KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED.',
      remarks: 'Signed. Only in newer headers; shares its memory with FileAlignment.',
    },
    MemoryTypeWeight: {
      type: ulong, cType: 'ULONG', ...place(52, 4), presence: 'optional', default: 0, defaultFrom: 'DECLARE_SIMPLE_FRAMING_EX', evidence: ['D', 'H'], source: page,
      summary: 'Weight of this memory type among the items of the pin.',
      remarks: 'The framing macros write 0. How the weight is used is not documented; with a single item it has nothing to decide.',
    },
    PhysicalRange: {
      type: embedded('KS_FRAMING_RANGE'), cType: 'KS_FRAMING_RANGE', ...place(56, 12), presence: 'optional', evidence: ['D', 'H'], source: page,
      default: { MinFrameSize: 0, MaxFrameSize: 0xffffffff, Stepping: 1 }, defaultFrom: 'DECLARE_SIMPLE_FRAMING_EX',
      summary: 'Frame sizes that the hardware can handle at all. The framing macros write 0 to (ULONG)-1 in steps of 1.',
      remarks: 'On input pins of codecs this range is not used.',
    },
    FramingRange: {
      type: embedded('KS_FRAMING_RANGE_WEIGHTED'), cType: 'KS_FRAMING_RANGE_WEIGHTED', ...place(68, 20), presence: 'optional', evidence: ['D', 'I'], source: page,
      summary: 'Frame sizes that are best for the pin.',
      remarks: 'Should lie inside PhysicalRange (inferred). Samples declare two pages and write the real size with KsEdit when the format is known.',
    },
    Notes: notesField,
  },
});
