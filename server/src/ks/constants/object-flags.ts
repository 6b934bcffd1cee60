import { headerLines, ksPage } from '../evidence';
import type { ConstantSet } from '../structure';
import { constant } from './common';

/** Flags of a create item. */
export const KSCREATE_ITEM: ConstantSet = {
  name: 'KSCREATE_ITEM',
  kind: 'flags',
  type: 'ULONG',
  summary: 'How the create item of a filter factory behaves.',
  source: ksPage('nf-ks-kscreatefilterfactory'),
  knownMask: 0xf,
  constants: [
    constant('KSCREATE_ITEM_SECURITYCHANGED', 0x1, 'The security descriptor was changed and has to be stored.', ['D', 'H']),
    constant('KSCREATE_ITEM_WILDCARD', 0x2, 'Any create request that no other item takes belongs to this item.', ['D', 'H']),
    constant('KSCREATE_ITEM_NOPARAMETERS', 0x4, 'No text may follow the reference string in the create request.', ['D', 'H']),
    constant('KSCREATE_ITEM_FREEONSTOP', 0x8, 'The item is freed when the device stops.', ['D', 'H']),
  ],
};

/** Versions of DEVICE_DESCRIPTION. */
export const DEVICE_DESCRIPTION_VERSION: ConstantSet = {
  name: 'DEVICE_DESCRIPTION_VERSION',
  kind: 'constants',
  type: 'int',
  summary: 'Versions of DEVICE_DESCRIPTION (wdm.h).',
  constants: [
    constant('DEVICE_DESCRIPTION_VERSION', 0, 'The first version.', ['H']),
    constant('DEVICE_DESCRIPTION_VERSION1', 1, 'The second version.', ['H']),
    constant('DEVICE_DESCRIPTION_VERSION2', 2, 'The third version.', ['H']),
    constant('DEVICE_DESCRIPTION_VERSION3', 3, 'The fourth version.', ['H']),
  ],
};

/** Flags of a pin descriptor. */
export const KSPIN_FLAG: ConstantSet = {
  name: 'KSPIN_FLAG',
  kind: 'flags',
  type: 'ULONG',
  summary: 'How a pin processes data, queues it and is reached.',
  source: ksPage('ns-ks-_kspin_descriptor_ex'),
  knownMask: 0x81ff03ff,
  constants: [
    constant('KSPIN_FLAG_DISPATCH_LEVEL_PROCESSING', 0x1, 'Process may run at DISPATCH_LEVEL.', ['D', 'H']),
    constant('KSPIN_FLAG_CRITICAL_PROCESSING', 0x2, 'Processing that is deferred to a work item uses the critical work queue.', ['D', 'H'], { remarks: 'Excludes KSPIN_FLAG_HYPERCRITICAL_PROCESSING.' }),
    constant('KSPIN_FLAG_HYPERCRITICAL_PROCESSING', 0x4, 'Processing that is deferred to a work item uses the hypercritical work queue.', ['D', 'H'], { remarks: 'Excludes KSPIN_FLAG_CRITICAL_PROCESSING.' }),
    constant('KSPIN_FLAG_ASYNCHRONOUS_PROCESSING', 0x8, 'AVStream does not wait for a process call to come back before it goes on.', ['D', 'H']),
    constant('KSPIN_FLAG_DO_NOT_INITIATE_PROCESSING', 0x10, 'Process is called only after an explicit KsPinAttemptProcessing or KsFilterAttemptProcessing.', ['D', 'H'], { remarks: 'A Process callback has to exist on a pin with standard transport even if it is never called. Excludes KSPIN_FLAG_INITIATE_PROCESSING_ON_EVERY_ARRIVAL.' }),
    constant('KSPIN_FLAG_INITIATE_PROCESSING_ON_EVERY_ARRIVAL', 0x20, 'Process is called at every arrival of a frame, not only at an arrival into an empty queue.', ['D', 'H'], { remarks: 'Excludes KSPIN_FLAG_DO_NOT_INITIATE_PROCESSING.' }),
    constant('KSPIN_FLAG_FRAMES_NOT_REQUIRED_FOR_PROCESSING', 0x40, 'Filter-centric: missing frames on this pin do not hold processing back.', ['D', 'H'], { remarks: 'Excludes KSPIN_FLAG_SOME_FRAMES_REQUIRED_FOR_PROCESSING.' }),
    constant('KSPIN_FLAG_ENFORCE_FIFO', 0x80, 'IRPs complete in the order of their arrival.', ['D', 'H']),
    constant('KSPIN_FLAG_GENERATE_MAPPINGS', 0x100, 'Scatter/gather mappings are made when a frame is locked.', ['D', 'H'], { remarks: 'For bus masters with scatter/gather; an adapter object has to be registered before data is processed.' }),
    constant('KSPIN_FLAG_DISTINCT_TRAILING_EDGE', 0x200, 'The queue gets a trailing edge of its own.', ['D', 'H'], { remarks: 'Without it KsPinGetTrailingEdgeStreamPointer returns NULL.' }),
    constant('KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY', 0x10000, 'The minimum processing state is RUN instead of PAUSE.', ['D', 'H'], { remarks: 'Excludes KSPIN_FLAG_PROCESS_IF_ANY_IN_RUN_STATE.' }),
    constant('KSPIN_FLAG_SPLITTER', 0x20000, 'Several instances of one output pin get the same data: AVStream shares buffers between branches that do not modify them and copies for the others.', ['D', 'H']),
    constant('KSPIN_FLAG_USE_STANDARD_TRANSPORT', 0x40000, 'The pin uses the standard transport in any case.', ['D', 'H'], { remarks: 'Wins over KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT.' }),
    constant('KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT', 0x80000, 'The pin belongs to no pipe section and has no queue.', ['D', 'H']),
    constant('KSPIN_FLAG_FIXED_FORMAT', 0x100000, 'The format cannot be changed: setting it returns STATUS_INVALID_DEVICE_REQUEST.', ['D', 'H']),
    constant('KSPIN_FLAG_GENERATE_EOS_EVENTS', 0x200000, 'The pin supports connection events (end of stream).', ['D', 'H']),
    constant('KSPIN_FLAG_RENDERER', 0x210000, 'KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY and KSPIN_FLAG_GENERATE_EOS_EVENTS.', ['D', 'H']),
    constant('KSPIN_FLAG_IMPLEMENT_CLOCK', 0x400000, 'The pin offers a clock. Goes with Clock in the dispatch table.', ['D', 'H']),
    constant('KSPIN_FLAG_SOME_FRAMES_REQUIRED_FOR_PROCESSING', 0x800000, 'Filter-centric: at least one instance of this pin type needs a frame.', ['D', 'H'], { remarks: 'KsPinAttachAndGate and KsPinAttachOrGate must not be called on such a pin. Excludes KSPIN_FLAG_FRAMES_NOT_REQUIRED_FOR_PROCESSING.' }),
    constant('KSPIN_FLAG_PROCESS_IF_ANY_IN_RUN_STATE', 0x1000000, 'Filter-centric: processing is allowed if any instance with this flag runs.', ['D', 'H'], { remarks: 'Not for the output pin of an in-place transform. Excludes KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY.' }),
    constant('KSPIN_FLAG_DENY_USERMODE_ACCESS', 0x80000000, 'The pin is closed to user mode.', ['D', 'H'], { note: 'Windows XP SP2 and later.' }),
  ],
};

/** Flags of a filter descriptor. */
export const KSFILTER_FLAG: ConstantSet = {
  name: 'KSFILTER_FLAG',
  kind: 'flags',
  type: 'ULONG',
  summary: 'How a filter processes data and is reached.',
  source: ksPage('ns-ks-_ksfilter_descriptor'),
  knownMask: 0x8000001f,
  constants: [
    constant('KSFILTER_FLAG_DISPATCH_LEVEL_PROCESSING', 0x1, 'The Process callback of the filter may run at DISPATCH_LEVEL.', ['D', 'H']),
    constant('KSFILTER_FLAG_CRITICAL_PROCESSING', 0x2, 'Processing that is deferred to a work item uses the critical work queue.', ['D', 'H'], { remarks: 'Excludes KSFILTER_FLAG_HYPERCRITICAL_PROCESSING.' }),
    constant('KSFILTER_FLAG_HYPERCRITICAL_PROCESSING', 0x4, 'Processing that is deferred to a work item uses the hypercritical work queue.', ['D', 'H'], { remarks: 'Excludes KSFILTER_FLAG_CRITICAL_PROCESSING.' }),
    constant('KSFILTER_FLAG_RECEIVE_ZERO_LENGTH_SAMPLES', 0x8, 'Filter-centric: the filter receives headers without data; otherwise AVStream passes them on past the minidriver.', ['D', 'H']),
    constant('KSFILTER_FLAG_PRIORITIZE_REFERENCEGUID', 0x10, 'ReferenceGuid goes before the reference string when the filter factory is created. Every device that publishes camera profiles must set it.', ['H'], { note: 'Only in newer headers.' }),
    constant('KSFILTER_FLAG_DENY_USERMODE_ACCESS', 0x80000000, 'The filter and all its pins are closed to user mode.', ['D', 'H'], { note: 'Windows XP SP2 and later.' }),
  ],
};

/** Flags of a device descriptor. */
export const KSDEVICE_FLAG: ConstantSet = {
  name: 'KSDEVICE_FLAG',
  kind: 'flags',
  type: 'ULONG',
  summary: 'Flags of a device descriptor of version KSDEVICE_DESCRIPTOR_VERSION_2; ignored below that version.',
  source: headerLines('3628-3650'),
  knownMask: 0x7,
  constants: [
    constant('KSDEVICE_FLAG_ENABLE_REMOTE_WAKEUP', 0x1, 'The device may wake the machine.', ['H', 'I']),
    constant('KSDEVICE_FLAG_LOWPOWER_PASSTHROUGH', 0x2, 'Requests pass in low-power states; no public text was found.', ['H', '?']),
    constant('KSDEVICE_FLAG_ENABLE_QUERYINTERFACE', 0x4, 'The QueryInterface callback of the device is called.', ['H', 'I'], { note: 'Only in newer headers.' }),
  ],
};

/** Versions of a device descriptor. */
export const KSDEVICE_VERSION: ConstantSet = {
  name: 'KSDEVICE_VERSION',
  kind: 'constants',
  type: 'ULONG',
  summary: 'Versions of a device descriptor. 0 is legal: a driver older than version 0x100.',
  source: ksPage('ns-ks-_ksdevice_descriptor'),
  constants: [
    constant('KSDEVICE_DESCRIPTOR_VERSION', 0x100, 'The device dispatch table has QueryInterface.', ['H']),
    constant('KSDEVICE_DESCRIPTOR_VERSION_2', 0x110, 'The device descriptor has Flags.', ['H'], { note: 'Windows Vista and later headers.' }),
  ],
};

/** Version of a filter descriptor. */
export const KSFILTER_VERSION: ConstantSet = {
  name: 'KSFILTER_VERSION',
  kind: 'constants',
  type: 'ULONG',
  summary: 'Version of a filter descriptor.',
  source: ksPage('ns-ks-_ksfilter_descriptor'),
  constants: [constant('KSFILTER_DESCRIPTOR_VERSION', 0xffffffff, '(ULONG)-1: the only documented version of a filter descriptor.', ['D', 'H'])],
};

/** Numbers of instances. */
export const KSINSTANCE: ConstantSet = {
  name: 'KSINSTANCE',
  kind: 'constants',
  type: 'ULONG',
  summary: 'Numbers of instances with a name.',
  source: ksPage('ns-ks-_kspin_descriptor_ex'),
  constants: [constant('KSINSTANCE_INDETERMINATE', 0xffffffff, 'No limit to the number of instances.', ['D', 'H'])],
};

/** Node ids with a name. */
export const KSNODE: ConstantSet = {
  name: 'KSNODE',
  kind: 'constants',
  type: 'ULONG',
  summary: 'Node ids with a name.',
  source: ksPage('ns-ks-kstopology_connection'),
  constants: [
    constant('KSFILTER_NODE', 0xffffffff, 'The filter itself: the pin of the connection is a pin of the filter.', ['D', 'H']),
    constant('KSALL_NODES', 0xffffffff, 'All nodes.', ['H'], { note: 'The same number as KSFILTER_NODE.' }),
  ],
};
