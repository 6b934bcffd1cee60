import { ksPage } from '../evidence';
import { notesField } from '../format/common';
import { defineStructure } from '../structure';
import { callback, extent, place, pointerTo, tableOf, ulong } from './common';

const page = ksPage('ns-ks-_ksdevice_descriptor');
const dispatchPage = ksPage('ns-ks-_ksdevice_dispatch');
const irpPage = ksPage('nc-ks-pfnksdeviceirp');
const irpVoidPage = ksPage('nc-ks-pfnksdeviceirpvoid');

/** What the driver gives to KsInitializeDriver, KsInitializeDevice or KsCreateDevice. */
export const KSDEVICE_DESCRIPTOR = defineStructure({
  name: 'KSDEVICE_DESCRIPTOR',
  origin: 'ks',
  header: 'ks.h',
  summary: 'The device as the driver describes it to KsInitializeDriver, KsInitializeDevice or KsCreateDevice: its callbacks and the filters that exist from the start.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(24, 4, 32, 8),
  fields: {
    Dispatch: {
      type: pointerTo('KSDEVICE_DISPATCH', 'DeviceDispatches'), cType: 'const KSDEVICE_DISPATCH*', ...place(0, 4, 0, 8), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'Callbacks for Plug and Play and power; optional.',
    },
    FilterDescriptorsCount: {
      type: ulong, cType: 'ULONG', ...place(4, 4, 8, 4), presence: 'derived', counts: 'FilterDescriptors', evidence: ['D', 'H'], source: page,
      summary: 'Number of elements in FilterDescriptors. 0 is legal: a driver may create its filter factories with KsCreateFilterFactory.',
    },
    FilterDescriptors: {
      type: tableOf({ kind: 'text' }), cType: 'const KSFILTER_DESCRIPTOR*const*', ...place(8, 4, 16, 8), presence: 'derived', counts: 'KSFILTER_DESCRIPTOR', evidence: ['D', 'H'], source: page,
      summary: 'The filters whose factories exist from the start. Not to be written here: it follows from what each filter says about its factory.',
      remarks: 'NULL is legal when the count is 0.',
    },
    Version: {
      type: { kind: 'integer', type: 'ULONG', set: 'KSDEVICE_VERSION', display: 'hex' }, cType: 'ULONG', ...place(12, 4, 24, 4), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'Version of the descriptor: 0 before version 0x100, KSDEVICE_DESCRIPTOR_VERSION (0x100), or KSDEVICE_DESCRIPTOR_VERSION_2 (0x110).',
      remarks: 'QueryInterface of the dispatch table is called from version 0x100 on, Flags is read from version 0x110 on.',
    },
    Flags: {
      type: { kind: 'flags', type: 'ULONG', set: 'KSDEVICE_FLAG' }, cType: 'ULONG', ...place(16, 4, 28, 4), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'KSDEVICE_FLAG_*. Taken as 0 unless Version is KSDEVICE_DESCRIPTOR_VERSION_2.',
      remarks: 'In headers for Windows Vista and later.',
    },
    Alignment: {
      type: { kind: 'integer', type: 'ULONG_PTR' }, cType: 'PVOID', x86: { offset: 20, size: 4 }, presence: 'reserved', default: 0, defaultFrom: 'an initializer list that ends early', evidence: ['H'], source: page,
      summary: 'Padding of 32-bit builds to a multiple of eight bytes; not in 64-bit builds.',
    },
    Notes: notesField,
  },
});

const byDispatch = { presence: 'optional', evidence: ['D', 'H'] } as const;

/** Callbacks of a device. */
export const KSDEVICE_DISPATCH = defineStructure({
  name: 'KSDEVICE_DISPATCH',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Callbacks of a device for Plug and Play and power. Every member may be null: the driver is not told then.',
  evidence: ['D', 'H'],
  source: dispatchPage,
  size: extent(56, 4, 112, 8),
  fields: {
    Add: {
      ...byDispatch, type: callback('PFNKSDEVICECREATE', 'PASSIVE_LEVEL'), cType: 'PFNKSDEVICECREATE', ...place(0, 4, 0, 8), source: ksPage('nc-ks-pfnksdevicecreate'),
      summary: "Called from AVStream's AddDevice, when device object, KSDEVICE and KS device header exist. Place for the driver's own device context.",
      remarks: 'An error makes AddDevice fail. STATUS_PENDING is not allowed: there is no IRP.',
    },
    Start: {
      ...byDispatch, type: callback('PFNKSDEVICEPNPSTART', 'PASSIVE_LEVEL'), cType: 'PFNKSDEVICEPNPSTART', ...place(4, 4, 8, 8), source: ksPage('nc-ks-pfnksdevicepnpstart'),
      summary: 'Called on IRP_MN_START_DEVICE with the resources of the device; drivers register their DMA adapter here.',
      remarks: 'STATUS_PENDING is not allowed.',
    },
    PostStart: {
      ...byDispatch, type: callback('PFNKSDEVICE', 'PASSIVE_LEVEL'), cType: 'PFNKSDEVICE', ...place(8, 4, 16, 8), source: ksPage('nc-ks-pfnksdevice'),
      summary: 'Called in a worker thread after the device has started.',
      remarks: 'After an error, create requests that wait for the start fail. STATUS_PENDING is not allowed.',
    },
    QueryStop: {
      ...byDispatch, type: callback('PFNKSDEVICEIRP', 'PASSIVE_LEVEL'), cType: 'PFNKSDEVICEIRP', ...place(12, 4, 24, 8), source: irpPage,
      summary: 'Called on IRP_MN_QUERY_STOP_DEVICE: whether the device can be stopped. Without it AVStream takes it that it can.',
    },
    CancelStop: {
      ...byDispatch, type: callback('PFNKSDEVICEIRPVOID', 'PASSIVE_LEVEL'), cType: 'PFNKSDEVICEIRPVOID', ...place(16, 4, 32, 8), source: irpVoidPage,
      summary: 'Called on IRP_MN_CANCEL_STOP_DEVICE: the stop does not take place.',
    },
    Stop: {
      ...byDispatch, type: callback('PFNKSDEVICEIRPVOID', 'PASSIVE_LEVEL'), cType: 'PFNKSDEVICEIRPVOID', ...place(20, 4, 40, 8), source: irpVoidPage,
      summary: 'Called on IRP_MN_STOP_DEVICE: the driver lets go of the resources it was assigned.',
    },
    QueryRemove: {
      ...byDispatch, type: callback('PFNKSDEVICEIRP', 'PASSIVE_LEVEL'), cType: 'PFNKSDEVICEIRP', ...place(24, 4, 48, 8), source: irpPage,
      summary: 'Called on IRP_MN_QUERY_REMOVE_DEVICE: whether the device can be removed.',
    },
    CancelRemove: {
      ...byDispatch, type: callback('PFNKSDEVICEIRPVOID', 'PASSIVE_LEVEL'), cType: 'PFNKSDEVICEIRPVOID', ...place(28, 4, 56, 8), source: irpVoidPage,
      summary: 'Called on IRP_MN_CANCEL_REMOVE_DEVICE: the removal does not take place.',
    },
    Remove: {
      ...byDispatch, type: callback('PFNKSDEVICEIRPVOID', 'PASSIVE_LEVEL'), cType: 'PFNKSDEVICEIRPVOID', ...place(32, 4, 64, 8), source: irpVoidPage,
      summary: "Called on IRP_MN_REMOVE_DEVICE: the driver frees what belongs to the device.",
    },
    QueryCapabilities: {
      ...byDispatch, type: callback('PFNKSDEVICEQUERYCAPABILITIES', 'PASSIVE_LEVEL'), cType: 'PFNKSDEVICEQUERYCAPABILITIES', ...place(36, 4, 72, 8), source: ksPage('nc-ks-pfnksdevicequerycapabilities'),
      summary: 'Called on IRP_MN_QUERY_CAPABILITIES: the driver states what the device can do about power.',
      remarks: 'STATUS_PENDING is not allowed.',
    },
    SurpriseRemoval: {
      ...byDispatch, type: callback('PFNKSDEVICEIRPVOID', 'PASSIVE_LEVEL'), cType: 'PFNKSDEVICEIRPVOID', ...place(40, 4, 80, 8), source: irpVoidPage,
      summary: 'Called on IRP_MN_SURPRISE_REMOVAL: the device is gone already.',
    },
    QueryPower: {
      ...byDispatch, type: callback('PFNKSDEVICEQUERYPOWER', 'PASSIVE_LEVEL'), cType: 'PFNKSDEVICEQUERYPOWER', ...place(44, 4, 88, 8), source: ksPage('nc-ks-pfnksdevicequerypower'),
      summary: 'Called on IRP_MN_QUERY_POWER: whether the device can go to another power state.',
    },
    SetPower: {
      ...byDispatch, type: callback('PFNKSDEVICESETPOWER', 'PASSIVE_LEVEL'), cType: 'PFNKSDEVICESETPOWER', ...place(48, 4, 96, 8), source: ksPage('nc-ks-pfnksdevicesetpower'),
      summary: 'Called on IRP_MN_SET_POWER: the device goes to another power state.',
    },
    QueryInterface: {
      ...byDispatch, type: callback('PFNKSDEVICEIRP', 'PASSIVE_LEVEL'), cType: 'PFNKSDEVICEIRP', ...place(52, 4, 104, 8), source: irpPage,
      summary: 'Called on IRP_MN_QUERY_INTERFACE. Needs a device descriptor of version 0x100 or later.',
    },
    Notes: notesField,
  },
});
