import { headerLines, ksPage } from '../evidence';
import type { ConstantSet } from '../structure';
import { constant } from './common';

/** Requirements of a pin: framing answers and KS_FRAMING_ITEM.Flags. */
export const KSALLOCATOR_REQUIREMENTF: ConstantSet = {
  name: 'KSALLOCATOR_REQUIREMENTF',
  kind: 'flags',
  type: 'ULONG',
  summary: 'What a pin requires of its frames.',
  source: ksPage('ns-ks-ksallocator_framing'),
  knownMask: 0x8000001f,
  constants: [
    constant('KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER', 0x1, 'The pin can modify the frame in place.', ['D']),
    constant('KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY', 0x2, 'The pin needs system memory. When clear, the sink is assumed to give a system address for memory of its device.', ['D'], { remarks: 'The default allocator requires it.' }),
    constant('KSALLOCATOR_REQUIREMENTF_FRAME_INTEGRITY', 0x4, 'Filters downstream must leave the data of the frame as it is.', ['D']),
    constant('KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE', 0x8, 'This connection point itself must allocate the frames that it sends.', ['D']),
    constant('KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY_CUSTOM_ALLOCATION', 0x10, 'System memory with an allocation of its own; no public text describes it.', ['H', '?'], { note: 'Only in newer headers. The same number as KSALLOCATOR_FLAG_PARTIAL_READ_SUPPORT.' }),
    constant('KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY', 0x80000000, 'All flags are preferences: the pin copes with frames that do not meet them.', ['D']),
  ],
};

/** Options of an allocator create request. */
export const KSALLOCATOR_OPTIONF: ConstantSet = {
  name: 'KSALLOCATOR_OPTIONF',
  kind: 'flags',
  type: 'ULONG',
  summary: 'Options of a request to create an allocator.',
  source: ksPage('ns-ks-ksallocator_framing'),
  knownMask: 0x3,
  constants: [
    constant('KSALLOCATOR_OPTIONF_COMPATIBLE', 0x1, 'The framing is compatible with the allocator downstream: an in-place modifier may pass an unmodified frame straight on.', ['D', 'H']),
    constant('KSALLOCATOR_OPTIONF_SYSTEM_MEMORY', 0x2, 'Frames are allocated from the pool that PoolType names.', ['D', 'H']),
    constant('KSALLOCATOR_OPTIONF_VALID', 0x3, 'Mask of the legal options.', ['H']),
  ],
};

/** Flags of extended framing, of pins and of whole pipes. */
export const KSALLOCATOR_FLAG: ConstantSet = {
  name: 'KSALLOCATOR_FLAG',
  kind: 'flags',
  type: 'ULONG',
  summary: 'Flags of extended framing. 0x10 to 0x80 are abilities of a pin; 0x100 to 0x2000 describe a whole pipe and are left to the graph manager (inferred).',
  source: headerLines('1678-1698'),
  knownMask: 0xfff0,
  constants: [
    constant('KSALLOCATOR_FLAG_PARTIAL_READ_SUPPORT', 0x10, 'The filter supports partly filled frames.', ['D'], { note: 'The same number as KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY_CUSTOM_ALLOCATION of newer headers.' }),
    constant('KSALLOCATOR_FLAG_DEVICE_SPECIFIC', 0x20, 'The memory is specific to the device.', ['D']),
    constant('KSALLOCATOR_FLAG_CAN_ALLOCATE', 0x40, 'The filter can allocate the device-specific memory.', ['D'], { remarks: 'Not to be set for memory that the filter can merely address.' }),
    constant('KSALLOCATOR_FLAG_INSIST_ON_FRAMESIZE_RATIO', 0x80, 'The ratio in OutputCompression must be kept.', ['D']),
    constant('KSALLOCATOR_FLAG_NO_FRAME_INTEGRITY', 0x100, 'Pipe: something in the pipe modifies the data.', ['H']),
    constant('KSALLOCATOR_FLAG_MULTIPLE_OUTPUT', 0x200, 'Pipe: more than one output.', ['H', 'I']),
    constant('KSALLOCATOR_FLAG_CYCLE', 0x400, 'Pipe: the pipe contains a cycle.', ['H', 'I']),
    constant('KSALLOCATOR_FLAG_ALLOCATOR_EXISTS', 0x800, 'Pipe: an allocator exists already.', ['H', 'I']),
    constant('KSALLOCATOR_FLAG_INDEPENDENT_RANGES', 0x1000, 'Pipe: no dependency of framing between this pipe and its neighbours.', ['H']),
    constant('KSALLOCATOR_FLAG_ATTENTION_STEPPING', 0x2000, 'Pipe: the stepping of the ranges has to be looked at.', ['H', 'I']),
    constant('KSALLOCATOR_FLAG_ENABLE_CACHED_MDL', 0x4000, 'The allocator may keep the MDLs of its frames cached; no public text describes it.', ['H', '?'], { note: 'Only in newer headers; goes with KSPROPSETID_PinMDLCacheClearProp.' }),
    constant('KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED', 0x8000, 'Frames are two-dimensional buffers: FramePitch holds the pitch in place of FileAlignment.', ['H'], { note: 'Only in newer headers.' }),
  ],
};

/** Everything that KS_FRAMING_ITEM.Flags may hold. */
export const KSALLOCATOR_FLAGS: ConstantSet = {
  name: 'KSALLOCATOR_FLAGS',
  kind: 'flags',
  type: 'ULONG',
  summary: 'Flags of a framing item: KSALLOCATOR_REQUIREMENTF_* and KSALLOCATOR_FLAG_*.',
  source: ksPage('ns-ks-ks_framing_item'),
  knownMask: 0x8000ffff,
  constants: [...KSALLOCATOR_REQUIREMENTF.constants, ...KSALLOCATOR_FLAG.constants],
};
