import { headerLines, ksPage } from '../evidence';
import { notesField, property } from '../format/common';
import { defineStructure } from '../structure';
import { bytes, embedded, extent, place, ulong } from './common';

const page = ksPage('ns-ks-ksallocator_framing_ex');
const oldPage = ksPage('ns-ks-ksallocator_framing');

/** Extended framing: what a pin descriptor points to. */
export const KSALLOCATOR_FRAMING_EX = defineStructure({
  name: 'KSALLOCATOR_FRAMING_EX',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Extended allocator framing: what a pin requires of the frames it works on. Answered for KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX.',
  remarks: 'The C type declares one item, so sizeof is always 112; n items take 24 + 88 × n bytes. KsEdit copies sizeof(**PP) and so loses every item but the first: use KsEditSized for a framing with several items (inferred from the macro).',
  evidence: ['D', 'H'],
  source: page,
  size: extent(112, 4),
  fields: {
    CompressionVaries: property({ kind: 'boolean' }, 'Whether the ratio of frame sizes is not known before the data is, as in most codecs. OutputCompression then says nothing. Left out: unknown.'),
    CountItems: {
      type: ulong, cType: 'ULONG', ...place(0, 4), presence: 'derived', counts: 'FramingItem', evidence: ['D'], source: page,
      summary: 'Number of elements in FramingItem; at least 1.',
      remarks: 'Follows from FramingItem when it is left out. A greater number makes readers run past the array, a smaller one hides items.',
    },
    PinFlags: {
      type: { kind: 'integer', type: 'ULONG', display: 'hex' }, cType: 'ULONG', ...place(4, 4), presence: 'reserved', default: 0, defaultFrom: 'DECLARE_SIMPLE_FRAMING_EX', evidence: ['D'], source: page,
      summary: 'Reserved: 0.',
    },
    OutputCompression: {
      type: embedded('KS_COMPRESSION'), cType: 'KS_COMPRESSION', ...place(8, 12), presence: 'optional', defaultFrom: 'DECLARE_SIMPLE_FRAMING_EX', evidence: ['D', 'H'], source: page,
      default: { RatioNumerator: 1, RatioDenominator: 1, RatioConstantMargin: 0 },
      summary: 'Ratio of output frame size to input frame size of a transform that changes the size. 1/1 with margin 0 when it does not.',
      remarks: 'The documentation calls this member a pointer; the header embeds the structure, and the header is what compiles.',
    },
    PinWeight: {
      type: ulong, cType: 'ULONG', ...place(20, 4), presence: 'reserved', default: 0, defaultFrom: 'DECLARE_SIMPLE_FRAMING_EX', evidence: ['D'], source: page,
      summary: "Weight of this pin's framing in the whole graph. Reserved: 0.",
    },
    FramingItem: {
      type: { kind: 'array', element: { kind: 'structure', structure: 'KS_FRAMING_ITEM' } }, cType: 'KS_FRAMING_ITEM[1]', ...place(24, 88), presence: 'required', evidence: ['D', 'H'], source: page,
      summary: 'The alternatives that the pin offers, one or more.',
      remarks: 'A static framing with several items needs a structure of your own, because the C type has room for one (inferred).',
    },
    Notes: notesField,
  },
});

/** The older framing: what the creator of an allocator fills in. */
export const KSALLOCATOR_FRAMING = defineStructure({
  name: 'KSALLOCATOR_FRAMING',
  origin: 'ks',
  header: 'ks.h',
  summary: 'The older allocator framing: request for an allocator, and answer to KSPROPERTY_CONNECTION_ALLOCATORFRAMING. Filled in by whoever creates the allocator and passed to AVStrMiniInitializeAllocator.',
  remarks: 'A vendor allocator receives this structure, not the extended one. In the create request it follows the object name KSNAME_Allocator.',
  evidence: ['D', 'H'],
  source: oldPage,
  size: extent(24, 4),
  fields: {
    OptionsFlags: {
      type: { kind: 'flags', type: 'ULONG', set: 'KSALLOCATOR_OPTIONF' }, cType: 'ULONG', ...place(0, 4), presence: 'optional', union: 'RequirementsFlags', evidence: ['D', 'H'], source: oldPage,
      summary: 'In a create request: KSALLOCATOR_OPTIONF_*.',
    },
    RequirementsFlags: {
      type: { kind: 'flags', type: 'ULONG', set: 'KSALLOCATOR_REQUIREMENTF' }, cType: 'ULONG', ...place(0, 4), presence: 'optional', union: 'OptionsFlags', evidence: ['D', 'H'], source: oldPage,
      summary: 'In the answer to a query: KSALLOCATOR_REQUIREMENTF_*. Shares its memory with OptionsFlags.',
    },
    PoolType: {
      type: { kind: 'enumeration', type: 'ULONG', set: 'POOL_TYPE' }, cType: 'POOL_TYPE', ...place(4, 4), presence: 'optional', evidence: ['D', 'H'], source: oldPage,
      summary: 'Pool the frames come from: NonPagedPool or PagedPool. Valid only with KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY or KSALLOCATOR_OPTIONF_SYSTEM_MEMORY.',
    },
    Frames: {
      type: ulong, cType: 'ULONG', ...place(8, 4), presence: 'optional', evidence: ['D'], source: oldPage,
      summary: 'Greatest number of frames that may be outstanding at a time. 0 states no requirement.',
    },
    FrameSize: {
      type: bytes, cType: 'ULONG', ...place(12, 4), presence: 'optional', evidence: ['D', 'R'], source: oldPage,
      summary: 'Size of a frame in bytes, prefix and postfix included. 0 states no requirement.',
      remarks: 'ReactOS refuses a create request with size 0; what Windows does is unknown.',
    },
    FileAlignment: {
      type: { kind: 'integer', type: 'ULONG', set: 'FILE_ALIGNMENT', display: 'alignmentMask' }, cType: 'ULONG', ...place(16, 4), presence: 'optional', union: 'FramePitch', evidence: ['D', 'H'], source: oldPage,
      summary: 'Alignment of every frame, given as the alignment minus one (FILE_*_ALIGNMENT).',
      remarks: 'Allocators are asked to support 4-byte alignment where possible.',
    },
    FramePitch: {
      type: { kind: 'integer', type: 'LONG', display: 'bytes' }, cType: 'LONG', ...place(16, 4), presence: 'optional', union: 'FileAlignment', evidence: ['H'], source: headerLines('1714-1717'),
      summary: 'Required pitch of a two-dimensional buffer in bytes. Valid only with KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED.',
      remarks: 'Only in newer headers; shares its memory with FileAlignment.',
    },
    Reserved: {
      type: ulong, cType: 'ULONG', ...place(20, 4), presence: 'reserved', default: 0, evidence: ['D'], source: oldPage,
      summary: 'Reserved: 0.',
    },
  },
});
