import { ddiPage, headerLines, ksPage, streamTopic } from '../evidence';
import type { ConstantSet } from '../structure';
import { constant } from './common';

/** Direction of data. */
export const KSPIN_DATAFLOW: ConstantSet = {
  name: 'KSPIN_DATAFLOW', kind: 'enumeration', type: 'int', source: ksPage('ne-ks-kspin_dataflow'),
  summary: 'Direction of the data as the filter sees it.',
  constants: [
    constant('KSPIN_DATAFLOW_IN', 1, 'Data flows into the filter.', ['D', 'H']),
    constant('KSPIN_DATAFLOW_OUT', 2, 'Data flows out of the filter.', ['D', 'H']),
  ],
};

/** Direction of requests. */
export const KSPIN_COMMUNICATION: ConstantSet = {
  name: 'KSPIN_COMMUNICATION', kind: 'enumeration', type: 'int', source: ksPage('ne-ks-kspin_communication'),
  summary: 'Direction of the requests (IRPs) of a pin.',
  constants: [
    constant('KSPIN_COMMUNICATION_NONE', 0, 'The pin factory makes no instances.', ['D', 'H']),
    constant('KSPIN_COMMUNICATION_SINK', 1, 'The pin receives IRPs.', ['D', 'H']),
    constant('KSPIN_COMMUNICATION_SOURCE', 2, 'The pin sends IRPs; it connects only to a sink.', ['D', 'H']),
    constant('KSPIN_COMMUNICATION_BOTH', 3, 'The pin can be either.', ['D', 'H']),
    constant('KSPIN_COMMUNICATION_BRIDGE', 4, 'The pin cannot be connected to another pin: data enters or leaves the graph here by other means.', ['D', 'H']),
  ],
};

/** States of a pin. */
export const KSSTATE: ConstantSet = {
  name: 'KSSTATE', kind: 'enumeration', type: 'int', source: ksPage('ne-ks-ksstate'),
  summary: 'States of a pin, passed one step at a time in both directions.',
  constants: [
    constant('KSSTATE_STOP', 0, 'Least resources held.', ['D', 'H']),
    constant('KSSTATE_ACQUIRE', 1, 'Resources are acquired; the pipe section is built on the way from STOP.', ['D', 'H']),
    constant('KSSTATE_PAUSE', 2, 'Ready to run at once; the minimum processing state by default.', ['D', 'H']),
    constant('KSSTATE_RUN', 3, 'Data is processed at the rate of the stream.', ['D', 'H']),
  ],
};

/** Reset of a pin. */
export const KSRESET: ConstantSet = {
  name: 'KSRESET', kind: 'enumeration', type: 'int', source: ksPage('ne-ks-ksreset'),
  summary: 'Beginning and end of a reset.',
  constants: [
    constant('KSRESET_BEGIN', 0, 'A reset begins: queued data is discarded.', ['D', 'H']),
    constant('KSRESET_END', 1, 'The reset is over.', ['D', 'H']),
  ],
};

/** States of a stream pointer. */
export const KSSTREAM_POINTER_STATE: ConstantSet = {
  name: 'KSSTREAM_POINTER_STATE', kind: 'enumeration', type: 'int', source: ksPage('ne-ks-ksstream_pointer_state'),
  summary: 'Whether a stream pointer is locked.',
  constants: [
    constant('KSSTREAM_POINTER_STATE_UNLOCKED', 0, 'Unlocked: the frame may be cancelled, its data must not be touched.', ['D', 'H']),
    constant('KSSTREAM_POINTER_STATE_LOCKED', 1, 'Locked: the frame cannot be cancelled.', ['D', 'H']),
  ],
};

/** Classes of priority. */
export const KSPRIORITY_CLASS: ConstantSet = {
  name: 'KSPRIORITY_CLASS', kind: 'constants', type: 'ULONG', source: ksPage('ns-ks-kspriority'),
  summary: 'Classes of the priority of a connection.',
  constants: [
    constant('KSPRIORITY_LOW', 0x1, 'Low priority.', ['H']),
    constant('KSPRIORITY_NORMAL', 0x40000000, 'Normal priority.', ['H']),
    constant('KSPRIORITY_HIGH', 0x80000000, 'High priority.', ['H']),
    constant('KSPRIORITY_EXCLUSIVE', 0xffffffff, 'Exclusive priority.', ['H']),
  ],
};

/** Standard interfaces. */
export const KSINTERFACE_STANDARD: ConstantSet = {
  name: 'KSINTERFACE_STANDARD', kind: 'enumeration', type: 'int', source: ksPage('ne-ks-ksinterface_standard'),
  summary: 'Interfaces of KSINTERFACESETID_Standard.',
  constants: [
    constant('KSINTERFACE_STANDARD_STREAMING', 0, 'Ordinary streaming: every buffer is passed once.', ['D', 'H']),
    constant('KSINTERFACE_STANDARD_LOOPED_STREAMING', 1, 'One buffer that is played over and over until it is cancelled.', ['D', 'H']),
    constant('KSINTERFACE_STANDARD_CONTROL', 2, 'Reserved.', ['D', 'H']),
  ],
};

/** Media interfaces. */
export const KSINTERFACE_MEDIA: ConstantSet = {
  name: 'KSINTERFACE_MEDIA', kind: 'enumeration', type: 'int', source: { name: 'ksmedia.h' },
  summary: 'Interfaces of KSINTERFACESETID_Media.',
  constants: [
    constant('KSINTERFACE_MEDIA_MUSIC', 0, 'Reserved.', ['H']),
    constant('KSINTERFACE_MEDIA_WAVE_BUFFERED', 1, 'Reserved.', ['H']),
    constant('KSINTERFACE_MEDIA_WAVE_QUEUED', 2, 'Queued audio.', ['H', 'I']),
  ],
};

/** Instances of a medium. */
export const KSMEDIUM_TYPE: ConstantSet = {
  name: 'KSMEDIUM_TYPE', kind: 'constants', type: 'int', source: ksPage('ns-ks-ksidentifier'),
  summary: 'Identifiers of a medium with a name.',
  constants: [constant('KSMEDIUM_TYPE_ANYINSTANCE', 0, 'Any instance: for mediums of which there is only one, such as the standard medium.', ['D', 'H'])],
};

/** Power states of the system. */
export const SYSTEM_POWER_STATE: ConstantSet = {
  name: 'SYSTEM_POWER_STATE', kind: 'enumeration', type: 'int', source: ddiPage('wdm/ne-wdm-_system_power_state'),
  summary: 'Power states of the system.',
  constants: [
    constant('PowerSystemUnspecified', 0, 'Not stated.', ['D', 'H']),
    constant('PowerSystemWorking', 1, 'S0: working.', ['D', 'H']),
    constant('PowerSystemSleeping1', 2, 'S1: light sleep.', ['D', 'H']),
    constant('PowerSystemSleeping2', 3, 'S2: sleep.', ['D', 'H']),
    constant('PowerSystemSleeping3', 4, 'S3: deep sleep.', ['D', 'H']),
    constant('PowerSystemHibernate', 5, 'S4: hibernation.', ['D', 'H']),
    constant('PowerSystemShutdown', 6, 'S5: off.', ['D', 'H']),
  ],
};

/** Power states of a device. */
export const DEVICE_POWER_STATE: ConstantSet = {
  name: 'DEVICE_POWER_STATE', kind: 'enumeration', type: 'int', source: ddiPage('wdm/ne-wdm-_device_power_state'),
  summary: 'Power states of a device.',
  constants: [
    constant('PowerDeviceUnspecified', 0, 'Not stated.', ['D', 'H']),
    constant('PowerDeviceD0', 1, 'D0: working.', ['D', 'H']),
    constant('PowerDeviceD1', 2, 'D1: light sleep.', ['D', 'H']),
    constant('PowerDeviceD2', 3, 'D2: sleep.', ['D', 'H']),
    constant('PowerDeviceD3', 4, 'D3: off.', ['D', 'H']),
  ],
};

/** Pools of kernel memory. */
export const POOL_TYPE: ConstantSet = {
  name: 'POOL_TYPE', kind: 'enumeration', type: 'int', source: ddiPage('wdm/ne-wdm-_pool_type'),
  summary: 'Pools of kernel memory that an allocator may use.',
  constants: [
    constant('NonPagedPool', 0, 'Memory that is always resident: usable at any IRQL and for DMA.', ['D', 'H']),
    constant('PagedPool', 1, 'Memory that may be paged out: only below DISPATCH_LEVEL.', ['D', 'H']),
    constant('NonPagedPoolNx', 512, 'Like NonPagedPool, without the right to execute.', ['D', 'H']),
  ],
};

/** Alignments as masks. */
export const FILE_ALIGNMENT: ConstantSet = {
  name: 'FILE_ALIGNMENT', kind: 'constants', type: 'int', source: { name: 'wdm.h' },
  summary: 'Alignments, each given as the alignment minus one.',
  constants: [
    constant('FILE_BYTE_ALIGNMENT', 0x0, 'Any address.', ['H']),
    constant('FILE_WORD_ALIGNMENT', 0x1, 'Multiples of 2 bytes.', ['H']),
    constant('FILE_LONG_ALIGNMENT', 0x3, 'Multiples of 4 bytes.', ['H']),
    constant('FILE_QUAD_ALIGNMENT', 0x7, 'Multiples of 8 bytes.', ['H']),
    constant('FILE_OCTA_ALIGNMENT', 0xf, 'Multiples of 16 bytes.', ['H']),
    constant('FILE_32_BYTE_ALIGNMENT', 0x1f, 'Multiples of 32 bytes.', ['H']),
    constant('FILE_64_BYTE_ALIGNMENT', 0x3f, 'Multiples of 64 bytes.', ['H']),
    constant('FILE_128_BYTE_ALIGNMENT', 0x7f, 'Multiples of 128 bytes.', ['H']),
    constant('FILE_256_BYTE_ALIGNMENT', 0xff, 'Multiples of 256 bytes.', ['H']),
    constant('FILE_512_BYTE_ALIGNMENT', 0x1ff, 'Multiples of 512 bytes.', ['H']),
  ],
};

/** Constants that depend on the target. */
export const TARGET: ConstantSet = {
  name: 'TARGET', kind: 'constants', type: 'int', source: { name: 'wdm.h' },
  summary: 'Constants that depend on the machine the driver is built for.',
  constants: [constant('PAGE_SIZE', 4096, 'Size of a page in bytes.', ['D'], { note: 'Taken from PageSize of Target; 4096 where that is not stated.' })],
};

/** Ways to probe and lock the buffers of an IRP. */
export const KSPROBE: ConstantSet = {
  name: 'KSPROBE', kind: 'flags', type: 'ULONG', source: headerLines('2585-2592'), knownMask: 0x2f1,
  summary: 'What KsProbeStreamIrp does with the buffers of a stream IRP.',
  constants: [
    constant('KSPROBE_STREAMREAD', 0x0, 'The IRP reads from the stream.', ['D', 'H']),
    constant('KSPROBE_STREAMWRITE', 0x1, 'The IRP writes to the stream.', ['D', 'H']),
    constant('KSPROBE_ALLOCATEMDL', 0x10, 'An MDL is allocated for every header.', ['D', 'H']),
    constant('KSPROBE_PROBEANDLOCK', 0x20, 'The pages are probed and locked.', ['D', 'H']),
    constant('KSPROBE_SYSTEMADDRESS', 0x40, 'The pages are mapped into system space.', ['D', 'H']),
    constant('KSPROBE_ALLOWFORMATCHANGE', 0x80, 'A header may announce a change of format.', ['D', 'H']),
    constant('KSPROBE_MODIFY', 0x200, 'The buffer is modified in place.', ['D', 'H']),
  ],
};

/** Request types of a method. */
export const KSMETHOD_TYPE: ConstantSet = {
  name: 'KSMETHOD_TYPE', kind: 'flags', type: 'ULONG', source: ksPage('ns-ks-ksmethod_item'), knownMask: 0x7,
  summary: 'How the data buffer of a method is passed.',
  constants: [
    constant('KSMETHOD_TYPE_NONE', 0x0, 'The data buffer is not used.', ['D', 'H']),
    constant('KSMETHOD_TYPE_READ', 0x1, 'Parameters are read from the data buffer.', ['D', 'H']),
    constant('KSMETHOD_TYPE_WRITE', 0x2, 'Parameters are written to the data buffer.', ['D', 'H']),
    constant('KSMETHOD_TYPE_MODIFY', 0x3, 'Parameters are read and overwritten.', ['D', 'H']),
    constant('KSMETHOD_TYPE_SOURCE', 0x4, 'The data is probed and locked through an MDL instead of being buffered.', ['D', 'H']),
  ],
};

/** Requests that pins and filters receive. */
export const IOCTL_KS: ConstantSet = {
  name: 'IOCTL_KS', kind: 'constants', type: 'ULONG', source: streamTopic('ks-properties--events--and-methods'),
  summary: 'Device control codes of kernel streaming.',
  constants: [
    constant('IOCTL_KS_PROPERTY', 0x002f0003, 'Reads or writes a property.', ['D', 'H']),
    constant('IOCTL_KS_ENABLE_EVENT', 0x002f0007, 'Enables an event.', ['D', 'H']),
    constant('IOCTL_KS_DISABLE_EVENT', 0x002f000b, 'Disables an event.', ['D', 'H']),
    constant('IOCTL_KS_METHOD', 0x002f000f, 'Calls a method.', ['D', 'H']),
    constant('IOCTL_KS_WRITE_STREAM', 0x002f8013, 'Passes filled buffers to a pin.', ['D', 'H']),
    constant('IOCTL_KS_READ_STREAM', 0x002f4017, 'Passes empty buffers to a pin to be filled.', ['D', 'H']),
    constant('IOCTL_KS_RESET_STATE', 0x002f001b, 'Resets a pin.', ['D', 'H']),
  ],
};
