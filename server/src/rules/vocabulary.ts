import { constantValue as value, guidValue as guid } from '../ks/index';

/** Bits of KS_FRAMING_ITEM.Flags that rules ask about. */
export const requirement = {
  inPlaceModifier: value('KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER'),
  systemMemory: value('KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY'),
  frameIntegrity: value('KSALLOCATOR_REQUIREMENTF_FRAME_INTEGRITY'),
  mustAllocate: value('KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE'),
  preferencesOnly: value('KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY'),
  deviceSpecific: value('KSALLOCATOR_FLAG_DEVICE_SPECIFIC'),
  canAllocate: value('KSALLOCATOR_FLAG_CAN_ALLOCATE'),
  twoDimensional: value('KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED'),
} as const;

/** Bits of KSPIN_DESCRIPTOR_EX.Flags. */
export const pinFlag = { generateMappings: value('KSPIN_FLAG_GENERATE_MAPPINGS'), denyUserModeAccess: value('KSPIN_FLAG_DENY_USERMODE_ACCESS') } as const;

/** Bits of KSFILTER_DESCRIPTOR.Flags. */
export const filterFlag = { denyUserModeAccess: value('KSFILTER_FLAG_DENY_USERMODE_ACCESS') } as const;

/** Memory types, in lower case. */
export const memoryType = {
  wildcard: guid('KSMEMORY_TYPE_WILDCARD'),
  system: guid('KSMEMORY_TYPE_SYSTEM'),
  user: guid('KSMEMORY_TYPE_USER'),
  kernelPaged: guid('KSMEMORY_TYPE_KERNEL_PAGED'),
  kernelNonPaged: guid('KSMEMORY_TYPE_KERNEL_NONPAGED'),
  deviceUnknown: guid('KSMEMORY_TYPE_DEVICE_UNKNOWN'),
} as const;

/** Host memory: everything that is not on a device. */
export const hostMemoryTypes: ReadonlySet<string> = new Set([memoryType.system, memoryType.user, memoryType.kernelPaged, memoryType.kernelNonPaged]);

/** Property sets and properties that stand for framing and allocation. */
export const property = {
  connection: guid('KSPROPSETID_Connection'),
  allocatorFraming: value('KSPROPERTY_CONNECTION_ALLOCATORFRAMING'),
  allocatorFramingEx: value('KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX'),
  stream: guid('KSPROPSETID_Stream'),
  streamAllocator: value('KSPROPERTY_STREAM_ALLOCATOR'),
} as const;

/** KSPIN_DATAFLOW. */
export const dataFlow = { in: value('KSPIN_DATAFLOW_IN'), out: value('KSPIN_DATAFLOW_OUT') } as const;

/** KSPIN_COMMUNICATION. */
export const communication = { sink: value('KSPIN_COMMUNICATION_SINK'), both: value('KSPIN_COMMUNICATION_BOTH') } as const;

/** (ULONG)-1 as a frame size: no bound. */
export const noBound = 0xffffffff;

/** True for 0, 1, 3, 7, …: every bit below the highest set one is set, as in the FILE_*_ALIGNMENT constants. */
export const isMask = (mask: number): boolean => mask >= 0 && ((mask >>> 0) & ((mask + 1) >>> 0)) === 0;
