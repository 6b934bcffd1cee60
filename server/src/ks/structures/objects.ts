import { ksPage } from '../evidence';
import { defineStructure } from '../structure';
import { address, bytes, embedded, enumeration, extent, flags, place, pointer, ulong } from './common';

const devicePage = ksPage('ns-ks-_ksdevice');
const filterPage = ksPage('ns-ks-_ksfilter');
const pinPage = ksPage('ns-ks-_kspin');

/** A device at run time. */
export const KSDEVICE = defineStructure({
  name: 'KSDEVICE',
  origin: 'ks',
  header: 'ks.h',
  summary: 'A device at run time, as AVStream passes it to the callbacks of a device.',
  evidence: ['D', 'H'],
  source: devicePage,
  size: extent(36, 4, 64, 8),
  fields: {
    Descriptor: { type: pointer('KSDEVICE_DESCRIPTOR'), cType: 'const KSDEVICE_DESCRIPTOR*', ...place(0, 4, 0, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Descriptor of the device.' },
    Bag: { type: address, cType: 'KSOBJECT_BAG', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Object bag: what lies in it is freed with the device.' },
    Context: { type: address, cType: 'PVOID', ...place(8, 4, 16, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Context of the driver; NULL at first.' },
    FunctionalDeviceObject: { type: address, cType: 'PDEVICE_OBJECT', ...place(12, 4, 24, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Functional device object.' },
    PhysicalDeviceObject: { type: address, cType: 'PDEVICE_OBJECT', ...place(16, 4, 32, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Physical device object.' },
    NextDeviceObject: { type: address, cType: 'PDEVICE_OBJECT', ...place(20, 4, 40, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Next device object of the stack.' },
    Started: {
      type: { kind: 'boolean' }, cType: 'BOOLEAN', ...place(24, 1, 48, 1), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Whether the device is started; otherwise filters cannot be created (STATUS_DEVICE_NOT_READY).',
    },
    SystemPowerState: { type: enumeration('SYSTEM_POWER_STATE'), cType: 'SYSTEM_POWER_STATE', ...place(28, 4, 52, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Power state of the system.' },
    DevicePowerState: { type: enumeration('DEVICE_POWER_STATE'), cType: 'DEVICE_POWER_STATE', ...place(32, 4, 56, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Power state of the device.' },
  },
});

/** A filter at run time. */
export const KSFILTER = defineStructure({
  name: 'KSFILTER',
  origin: 'ks',
  header: 'ks.h',
  summary: 'An instance of a filter at run time.',
  evidence: ['D', 'H'],
  source: filterPage,
  size: extent(12, 4, 24, 8),
  fields: {
    Descriptor: { type: pointer('KSFILTER_DESCRIPTOR'), cType: 'const KSFILTER_DESCRIPTOR*', ...place(0, 4, 0, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Descriptor of the filter.' },
    Bag: { type: address, cType: 'KSOBJECT_BAG', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Object bag: what lies in it is freed with the filter.' },
    Context: { type: address, cType: 'PVOID', ...place(8, 4, 16, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Context of the driver; begins as that of the filter factory.' },
  },
});

/** A pin at run time. */
export const KSPIN = defineStructure({
  name: 'KSPIN',
  origin: 'ks',
  header: 'ks.h',
  summary: 'An instance of a pin at run time.',
  evidence: ['D', 'H'],
  source: pinPage,
  size: extent(112, 8, 136, 8),
  fields: {
    Descriptor: {
      type: pointer('KSPIN_DESCRIPTOR_EX'), cType: 'const KSPIN_DESCRIPTOR_EX*', ...place(0, 4, 0, 8), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Descriptor of the pin. KsEdit makes a copy of its own for this pin.',
    },
    Bag: { type: address, cType: 'KSOBJECT_BAG', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Object bag: what lies in it is freed with the pin.' },
    Context: { type: address, cType: 'PVOID', ...place(8, 4, 16, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Context of the driver; begins as that of the filter.' },
    Id: { type: ulong, cType: 'ULONG', ...place(12, 4, 24, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Pin id: index of the descriptor in the filter.' },
    Communication: { type: enumeration('KSPIN_COMMUNICATION'), cType: 'KSPIN_COMMUNICATION', ...place(16, 4, 28, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Direction of the requests of this instance.' },
    ConnectionIsExternal: { type: { kind: 'boolean' }, cType: 'BOOLEAN', ...place(20, 1, 32, 1), presence: 'optional', evidence: ['D', 'H'], summary: 'Whether the other pin does not take part in the handshake of AVStream.' },
    ConnectionInterface: { type: embedded('KSPIN_INTERFACE'), cType: 'KSPIN_INTERFACE', ...place(24, 24, 40, 24), presence: 'optional', evidence: ['D', 'H'], summary: 'Interface of the connection.' },
    ConnectionMedium: { type: embedded('KSPIN_MEDIUM'), cType: 'KSPIN_MEDIUM', ...place(48, 24, 64, 24), presence: 'optional', evidence: ['D', 'H'], summary: 'Medium of the connection.' },
    ConnectionPriority: { type: embedded('KSPRIORITY'), cType: 'KSPRIORITY', ...place(72, 8, 88, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Priority of the connection.' },
    ConnectionFormat: {
      type: pointer('KSDATAFORMAT'), cType: 'PKSDATAFORMAT', ...place(80, 4, 96, 8), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Format of the connection; read under the filter control mutex, never written by the driver.',
    },
    AttributeList: { type: pointer('KSMULTIPLE_ITEM'), cType: 'PKSMULTIPLE_ITEM', ...place(84, 4, 104, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Attributes of the connection.' },
    StreamHeaderSize: {
      type: bytes, cType: 'ULONG', ...place(88, 4, 112, 4), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Size of each stream header in bytes; 0 for plain headers. 112 on x86 and 128 on x64 with KS_FRAME_INFO.',
    },
    DataFlow: { type: enumeration('KSPIN_DATAFLOW'), cType: 'KSPIN_DATAFLOW', ...place(92, 4, 116, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Direction of the data.' },
    DeviceState: { type: enumeration('KSSTATE'), cType: 'KSSTATE', ...place(96, 4, 120, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'State that the pin was told to go to; the pipe may not be there yet.' },
    ResetState: { type: enumeration('KSRESET'), cType: 'KSRESET', ...place(100, 4, 124, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Whether a reset is under way; KSRESET_END at first.' },
    ClientState: {
      type: enumeration('KSSTATE'), cType: 'KSSTATE', ...place(104, 4, 128, 4), presence: 'optional', evidence: ['D', 'H'],
      summary: 'State of the pin itself: set just before SetDeviceState is called, and taken back if that fails.',
    },
  },
});

/** What a create request is looked up in. */
export const KSOBJECT_CREATE_ITEM = defineStructure({
  name: 'KSOBJECT_CREATE_ITEM',
  origin: 'ks',
  header: 'ks.h',
  summary: 'An entry of the table in which the name in a create request is looked up.',
  evidence: ['D', 'H'],
  source: ksPage('ns-ks-ksobject_create_item'),
  size: extent(24, 4, 48, 8),
  fields: {
    Create: { type: address, cType: 'PDRIVER_DISPATCH', ...place(0, 4, 0, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Function that handles the create request.' },
    Context: { type: address, cType: 'PVOID', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Context of the driver for this kind of object.' },
    ObjectClass: {
      type: { kind: 'text' }, cType: 'UNICODE_STRING', ...place(8, 8, 16, 16), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Name of the kind of object: the reference string of a filter factory, or KSSTRING_*.',
    },
    SecurityDescriptor: { type: address, cType: 'PSECURITY_DESCRIPTOR', ...place(16, 4, 32, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Security descriptor, or NULL. Lies in pool memory of its own.' },
    Flags: { type: flags('KSCREATE_ITEM'), cType: 'ULONG', ...place(20, 4, 40, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'KSCREATE_ITEM_*.' },
  },
});
