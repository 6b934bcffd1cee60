import { ddiPage } from '../evidence';
import type { ConstantSet } from '../structure';
import { constant } from './common';

const propertiesPage = ddiPage('ksproxy/ns-ksproxy-_allocator_properties_ex');

/** Mode of an allocator of the proxy. */
export const KSALLOCATORMODE: ConstantSet = {
  name: 'KSALLOCATORMODE', kind: 'enumeration', type: 'int', source: ddiPage('ksproxy/ne-ksproxy-ksallocatormode'),
  summary: 'Whether an allocator of the proxy works in user or in kernel mode.',
  constants: [
    constant('KsAllocatorMode_User', 0, 'User mode.', ['H']),
    constant('KsAllocatorMode_Kernel', 1, 'Kernel mode.', ['H']),
  ],
};

/** Framing property that a pin answers. */
export const FRAMING_PROP: ConstantSet = {
  name: 'FRAMING_PROP', kind: 'enumeration', type: 'int', source: ddiPage('ksproxy/ne-ksproxy-framing_prop'),
  summary: 'Which framing property a pin answers, as the proxy keeps it.',
  constants: [
    constant('FramingProp_Uninitialized', 0, 'Not asked yet.', ['H', 'I']),
    constant('FramingProp_None', 1, 'None.', ['H', 'I']),
    constant('FramingProp_Old', 2, 'KSPROPERTY_CONNECTION_ALLOCATORFRAMING only.', ['H', 'I']),
    constant('FramingProp_Ex', 3, 'KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX.', ['H', 'I']),
  ],
};

/** Operations on the framing that the proxy keeps of a pin. */
export const FRAMING_CACHE_OPS: ConstantSet = {
  name: 'FRAMING_CACHE_OPS', kind: 'enumeration', type: 'int', source: ddiPage('ksproxy/ne-ksproxy-framing_cache_ops'),
  summary: 'Operations on the framing that the proxy keeps of a pin.',
  constants: [
    constant('Framing_Cache_Update', 0, 'Goes past what is kept, when reading and when writing.', ['D', 'H']),
    constant('Framing_Cache_ReadLast', 1, 'Reads what was written last.', ['H', 'I']),
    constant('Framing_Cache_ReadOrig', 2, 'Reads what the pin answered at first.', ['H', 'I']),
    constant('Framing_Cache_Write', 3, 'Writes.', ['H', 'I']),
  ],
};

/** What the graph manager optimises. */
export const AllocatorStrategy: ConstantSet = {
  name: 'AllocatorStrategy', kind: 'flags', type: 'ULONG', source: propertiesPage, knownMask: 0xf,
  summary: 'What the graph manager optimises when it chooses allocators.',
  constants: [
    constant('AllocatorStrategy_DontCare', 0x0, 'Nothing in particular.', ['H']),
    constant('AllocatorStrategy_MinimizeNumberOfFrames', 0x1, 'Few frames.', ['H']),
    constant('AllocatorStrategy_MinimizeFrameSize', 0x2, 'Small frames.', ['H']),
    constant('AllocatorStrategy_MinimizeNumberOfAllocators', 0x4, 'Few allocators.', ['H']),
    constant('AllocatorStrategy_MaximizeSpeed', 0x8, 'Speed.', ['H']),
  ],
};

/** What is settled about a pipe. */
export const PipeFactor: ConstantSet = {
  name: 'PipeFactor', kind: 'flags', type: 'ULONG', source: propertiesPage, knownMask: 0xfff,
  summary: 'Factors that define the properties of a pipe. The header says no more about them than their names.',
  constants: [
    constant('PipeFactor_None', 0x0, 'No factor.', ['H']),
    constant('PipeFactor_UserModeUpstream', 0x1, 'User mode lies upstream.', ['H']),
    constant('PipeFactor_UserModeDownstream', 0x2, 'User mode lies downstream.', ['H']),
    constant('PipeFactor_MemoryTypes', 0x4, 'Memory types.', ['H']),
    constant('PipeFactor_Flags', 0x8, 'Allocator flags.', ['H']),
    constant('PipeFactor_PhysicalRanges', 0x10, 'Physical ranges of frame sizes.', ['H']),
    constant('PipeFactor_OptimalRanges', 0x20, 'Optimal ranges of frame sizes.', ['H']),
    constant('PipeFactor_FixedCompression', 0x40, 'Fixed compression.', ['H']),
    constant('PipeFactor_UnknownCompression', 0x80, 'Unknown compression.', ['H']),
    constant('PipeFactor_Buffers', 0x100, 'Number of buffers.', ['H']),
    constant('PipeFactor_Align', 0x200, 'Alignment.', ['H']),
    constant('PipeFactor_PhysicalEnd', 0x400, 'The physical end of the pipe.', ['H']),
    constant('PipeFactor_LogicalEnd', 0x800, 'The logical end of the pipe.', ['H']),
  ],
};

/** How far the frame sizes of a pipe are settled. */
export const PIPE_STATE: ConstantSet = {
  name: 'PIPE_STATE', kind: 'enumeration', type: 'int', source: ddiPage('ksproxy/ne-ksproxy-pipe_state'),
  summary: 'How far the properties of a pipe are settled.',
  constants: [
    constant('PipeState_DontCare', 0, 'Of no interest.', ['H']),
    constant('PipeState_RangeNotFixed', 1, 'The range of frame sizes is open.', ['H']),
    constant('PipeState_RangeFixed', 2, 'The range of frame sizes is settled.', ['H']),
    constant('PipeState_CompressionUnknown', 3, 'The compression is unknown.', ['H']),
    constant('PipeState_Finalized', 4, 'Everything is settled.', ['H']),
  ],
};

/** Which pin of a pipe allocates. */
export const PIPE_ALLOCATOR_PLACE: ConstantSet = {
  name: 'PIPE_ALLOCATOR_PLACE', kind: 'enumeration', type: 'int', source: ddiPage('ksproxy/ne-ksproxy-pipe_allocator_place'),
  summary: 'Which pin of a pipe allocates.',
  constants: [
    constant('Pipe_Allocator_None', 0, 'None.', ['H']),
    constant('Pipe_Allocator_FirstPin', 1, 'The first.', ['H']),
    constant('Pipe_Allocator_LastPin', 2, 'The last.', ['H']),
    constant('Pipe_Allocator_MiddlePin', 3, 'One in between.', ['H']),
  ],
};

/** Kinds of memory as the proxy orders them. */
export const KS_LogicalMemoryType: ConstantSet = {
  name: 'KS_LogicalMemoryType', kind: 'enumeration', type: 'int', source: { ...ddiPage('ksproxy/ne-ksproxy-ks_logicalmemorytype'), name: 'KS_LogicalMemoryType (ksproxy.h)' },
  summary: 'Kinds of memory as the proxy orders them.',
  constants: [
    constant('KS_MemoryTypeDontCare', 0, 'Any memory.', ['H']),
    constant('KS_MemoryTypeKernelPaged', 1, 'Paged pool.', ['H']),
    constant('KS_MemoryTypeKernelNonPaged', 2, 'Non-paged pool.', ['H']),
    constant('KS_MemoryTypeDeviceHostMapped', 3, 'Memory of a device that the host has mapped.', ['H']),
    constant('KS_MemoryTypeDeviceSpecific', 4, 'Memory specific to a device.', ['H']),
    constant('KS_MemoryTypeUser', 5, 'Memory of user mode.', ['H']),
    constant('KS_MemoryTypeAnyHost', 6, 'Any memory of the host.', ['H']),
  ],
};
