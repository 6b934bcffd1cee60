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
  insistOnRatio: value('KSALLOCATOR_FLAG_INSIST_ON_FRAMESIZE_RATIO'),
  twoDimensional: value('KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED'),
} as const;

/** Bits of KSPIN_DESCRIPTOR_EX.Flags. */
export const pinFlag = {
  dispatchLevel: value('KSPIN_FLAG_DISPATCH_LEVEL_PROCESSING'),
  critical: value('KSPIN_FLAG_CRITICAL_PROCESSING'),
  hypercritical: value('KSPIN_FLAG_HYPERCRITICAL_PROCESSING'),
  asynchronous: value('KSPIN_FLAG_ASYNCHRONOUS_PROCESSING'),
  doNotInitiate: value('KSPIN_FLAG_DO_NOT_INITIATE_PROCESSING'),
  initiateOnEveryArrival: value('KSPIN_FLAG_INITIATE_PROCESSING_ON_EVERY_ARRIVAL'),
  framesNotRequired: value('KSPIN_FLAG_FRAMES_NOT_REQUIRED_FOR_PROCESSING'),
  enforceFifo: value('KSPIN_FLAG_ENFORCE_FIFO'),
  generateMappings: value('KSPIN_FLAG_GENERATE_MAPPINGS'),
  distinctTrailingEdge: value('KSPIN_FLAG_DISTINCT_TRAILING_EDGE'),
  runStateOnly: value('KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY'),
  splitter: value('KSPIN_FLAG_SPLITTER'),
  useStandardTransport: value('KSPIN_FLAG_USE_STANDARD_TRANSPORT'),
  doNotUseStandardTransport: value('KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT'),
  fixedFormat: value('KSPIN_FLAG_FIXED_FORMAT'),
  endOfStreamEvents: value('KSPIN_FLAG_GENERATE_EOS_EVENTS'),
  renderer: value('KSPIN_FLAG_RENDERER'),
  implementClock: value('KSPIN_FLAG_IMPLEMENT_CLOCK'),
  someFramesRequired: value('KSPIN_FLAG_SOME_FRAMES_REQUIRED_FOR_PROCESSING'),
  ifAnyInRunState: value('KSPIN_FLAG_PROCESS_IF_ANY_IN_RUN_STATE'),
  denyUserModeAccess: value('KSPIN_FLAG_DENY_USERMODE_ACCESS'),
} as const;

/** Bits of KSFILTER_DESCRIPTOR.Flags. */
export const filterFlag = {
  dispatchLevel: value('KSFILTER_FLAG_DISPATCH_LEVEL_PROCESSING'),
  critical: value('KSFILTER_FLAG_CRITICAL_PROCESSING'),
  hypercritical: value('KSFILTER_FLAG_HYPERCRITICAL_PROCESSING'),
  receiveZeroLength: value('KSFILTER_FLAG_RECEIVE_ZERO_LENGTH_SAMPLES'),
  prioritizeReferenceGuid: value('KSFILTER_FLAG_PRIORITIZE_REFERENCEGUID'),
  denyUserModeAccess: value('KSFILTER_FLAG_DENY_USERMODE_ACCESS'),
} as const;

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

/** POOL_TYPE, as far as frames may come from it. */
export const poolType = { nonPaged: value('NonPagedPool'), paged: value('PagedPool'), nonPagedNx: value('NonPagedPoolNx') } as const;

/** Property sets and properties that stand for framing, allocation and formats. */
export const property = {
  connection: guid('KSPROPSETID_Connection'),
  allocatorFraming: value('KSPROPERTY_CONNECTION_ALLOCATORFRAMING'),
  allocatorFramingEx: value('KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX'),
  stream: guid('KSPROPSETID_Stream'),
  streamAllocator: value('KSPROPERTY_STREAM_ALLOCATOR'),
  pin: guid('KSPROPSETID_Pin'),
  dataIntersection: value('KSPROPERTY_PIN_DATAINTERSECTION'),
} as const;

/** KSPIN_DATAFLOW. */
export const dataFlow = { in: value('KSPIN_DATAFLOW_IN'), out: value('KSPIN_DATAFLOW_OUT') } as const;

/** KSPIN_COMMUNICATION. */
export const communication = {
  none: value('KSPIN_COMMUNICATION_NONE'),
  sink: value('KSPIN_COMMUNICATION_SINK'),
  source: value('KSPIN_COMMUNICATION_SOURCE'),
  both: value('KSPIN_COMMUNICATION_BOTH'),
  bridge: value('KSPIN_COMMUNICATION_BRIDGE'),
} as const;

/** (ULONG)-1 as a frame size: no bound. */
export const noBound = 0xffffffff;

/** True for 0, 1, 3, 7, …: every bit below the highest set one is set, as in the FILE_*_ALIGNMENT constants. */
export const isMask = (mask: number): boolean => mask >= 0 && ((mask >>> 0) & ((mask + 1) >>> 0)) === 0;
