import { ksPage, streamTopic } from '../evidence';
import { conditionField, labelField, notesField, property, variantsOf, words } from '../format/common';
import { defineStructure } from '../structure';
import { callback, extent, guidPointer, place, pointerTo, sharedTableOf, ulong } from './common';

const page = ksPage('ns-ks-_ksfilter_descriptor');
const dispatchPage = ksPage('ns-ks-_ksfilter_dispatch');

/** What a filter does to data. */
const roles = words({
  Capture: 'Brings data from a device into the graph.',
  Renderer: 'Takes data out of the graph to a device.',
  Transform: 'Changes data between its pins.',
  Encoder: 'Compresses data.',
  Decoder: 'Decompresses data.',
  Codec: 'Compresses or decompresses data.',
  Splitter: 'Passes one stream on as several, or takes a multiplexed stream apart.',
  Multiplexer: 'Puts several streams together into one.',
  Tuner: 'Selects a broadcast channel.',
  Crossbar: 'Routes analog signals.',
  Other: 'None of these.',
});

/** A filter type of the driver. */
export const KSFILTER_DESCRIPTOR = defineStructure({
  name: 'KSFILTER_DESCRIPTOR',
  origin: 'ks',
  header: 'ks.h',
  summary: 'A filter type of the driver: its pins, categories, topology nodes and connections.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(64, 4, 104, 8),
  fields: {
    Label: labelField,
    Role: property({ kind: 'word', words: roles }, 'What the filter does to data. Rules about codecs and transforms look at it.'),
    If: conditionField,
    Variants: variantsOf('KSFILTER_DESCRIPTOR'),
    Factory: property({ kind: 'structure', structure: 'FilterFactory' }, 'How the filter factory is made from this descriptor. Left out: unknown.'),
    DynamicPinDescriptors: property(sharedTableOf({ kind: 'structure', structure: 'KSPIN_DESCRIPTOR_EX' }, 'PinDescriptorTables'), 'Pin types that the driver adds while it runs, with KsFilterCreatePinFactory, in that order. Their ids follow those of PinDescriptors. null: it adds none.'),
    CreatesPins: property({ kind: 'boolean' }, 'Whether the driver adds pin types while it runs (KsFilterCreatePinFactory). Left out: yes if DynamicPinDescriptors lists some, otherwise unknown.'),
    CreatesNodes: property({ kind: 'boolean' }, 'Whether the driver adds topology nodes or connections while it runs (KsFilterCreateNode, KsFilterAddTopologyConnections). Left out: unknown.'),
    InPlace: property({ kind: 'boolean' }, 'Whether the filter changes data in place: the same frames go in and out. Left out: unknown, unless a framing says so with KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER.'),
    Dispatch: {
      type: pointerTo('KSFILTER_DISPATCH', 'FilterDispatches'), cType: 'const KSFILTER_DISPATCH*', ...place(0, 4, 0, 8), presence: 'optional', evidence: ['D'], source: page,
      summary: 'Callbacks of the filter; optional. A Process callback here makes the filter filter-centric.',
    },
    AutomationTable: {
      type: pointerTo('KSAUTOMATION_TABLE', 'AutomationTables'), cType: 'const KSAUTOMATION_TABLE*', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['D'], source: page,
      summary: "Properties, methods and events of the filter; optional. Merged with AVStream's own; where both handle one, the minidriver's handler wins.",
    },
    Version: {
      type: { kind: 'integer', type: 'ULONG', set: 'KSFILTER_VERSION', display: 'hex' }, cType: 'ULONG', ...place(8, 4, 16, 4), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'Version of the descriptor: KSFILTER_DESCRIPTOR_VERSION, that is (ULONG)-1.',
      remarks: 'What another value does is not documented.',
    },
    Flags: {
      type: { kind: 'flags', type: 'ULONG', set: 'KSFILTER_FLAG' }, cType: 'ULONG', ...place(12, 4, 20, 4), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'How the filter processes data and how it is reached: KSFILTER_FLAG_*. KSFILTER_FLAG_CRITICAL_PROCESSING and KSFILTER_FLAG_HYPERCRITICAL_PROCESSING exclude each other.',
    },
    ReferenceGuid: {
      type: guidPointer('objectName'), cType: 'const GUID*', ...place(16, 4, 24, 8), presence: 'optional', evidence: ['D'], source: page,
      summary: 'Reference string of the filter factory in binary form, unless KsCreateFilterFactory is given a RefString.',
      remarks: 'Whichever holds must be unique among the factories of the device and equal to the reference string in the INF; otherwise the device interface cannot be opened.',
    },
    PinDescriptorsCount: {
      type: ulong, cType: 'ULONG', ...place(20, 4, 32, 4), presence: 'derived', counts: 'PinDescriptors', evidence: ['D'], source: page,
      summary: 'Number of elements in PinDescriptors. On Windows XP and later it may be 0 if the driver creates its pin factories at run time.',
    },
    PinDescriptorSize: {
      type: { kind: 'integer', type: 'ULONG', display: 'bytes' }, cType: 'ULONG', ...place(24, 4, 36, 4), presence: 'derived', counts: 'KSPIN_DESCRIPTOR_EX', evidence: ['D', 'R'], source: page,
      summary: 'Size of an element of PinDescriptors in bytes: a multiple of eight and at least sizeof(KSPIN_DESCRIPTOR_EX), 80 on x86 and 136 on x64.',
      remarks: 'A greater size leaves room for data of your own behind each descriptor. ReactOS demands equality.',
    },
    PinDescriptors: {
      type: sharedTableOf({ kind: 'structure', structure: 'KSPIN_DESCRIPTOR_EX' }, 'PinDescriptorTables'), cType: 'const KSPIN_DESCRIPTOR_EX*', ...place(28, 4, 40, 8), presence: 'optional', evidence: ['D'], source: page,
      summary: 'The pin types of the filter. The index is the pin id. null when there are none.',
    },
    CategoriesCount: {
      type: ulong, cType: 'ULONG', ...place(32, 4, 48, 4), presence: 'derived', counts: 'Categories', evidence: ['D'], source: page,
      summary: 'Number of elements in Categories. 0 is legal.',
    },
    Categories: {
      type: sharedTableOf({ kind: 'guid', families: ['category'] }, 'CategoryTables'), cType: 'const GUID*', ...place(36, 4, 56, 8), presence: 'optional', evidence: ['D'], source: page,
      summary: 'Categories that a device interface is registered for. null only when there are none.',
      remarks: 'Clients enumerate filters by category: without one they do not find the filter.',
    },
    NodeDescriptorsCount: {
      type: ulong, cType: 'ULONG', ...place(40, 4, 64, 4), presence: 'derived', counts: 'NodeDescriptors', evidence: ['D'], source: page,
      summary: 'Number of elements in NodeDescriptors. 0 is legal.',
    },
    NodeDescriptorSize: {
      type: { kind: 'integer', type: 'ULONG', display: 'bytes' }, cType: 'ULONG', ...place(44, 4, 68, 4), presence: 'derived', counts: 'KSNODE_DESCRIPTOR', evidence: ['D', 'H'], source: page,
      summary: 'Size of an element of NodeDescriptors in bytes: a multiple of eight and at least sizeof(KSNODE_DESCRIPTOR), 16 on x86 and 24 on x64.',
      remarks: 'DEFINE_KSFILTER_NODE_DESCRIPTORS_NULL writes the size even when there are no nodes.',
    },
    NodeDescriptors: {
      type: sharedTableOf({ kind: 'structure', structure: 'KSNODE_DESCRIPTOR' }, 'NodeDescriptorTables'), cType: 'const KSNODE_DESCRIPTOR*', ...place(48, 4, 72, 8), presence: 'optional', evidence: ['D'], source: page,
      summary: 'Topology nodes of the filter. null only when there are none.',
    },
    ConnectionsCount: {
      type: ulong, cType: 'ULONG', ...place(52, 4, 80, 4), presence: 'derived', counts: 'Connections', evidence: ['D'], source: page,
      summary: 'Number of elements in Connections. 0 asks for the default topology.',
    },
    Connections: {
      type: sharedTableOf({ kind: 'structure', structure: 'KSTOPOLOGY_CONNECTION' }, 'ConnectionTables'), cType: 'const KSTOPOLOGY_CONNECTION*', ...place(56, 4, 88, 8), presence: 'optional', evidence: ['D'], source: page,
      summary: 'Connections between pins and nodes. None, or null: one node to which every pin is wired.',
    },
    ComponentId: {
      type: { kind: 'pointer', structure: 'KSCOMPONENTID' }, cType: 'const KSCOMPONENTID*', ...place(60, 4, 96, 8), presence: 'optional', evidence: ['D'], source: page,
      summary: 'Manufacturer, product and version for the component id property; optional.',
    },
    Notes: notesField,
  },
});

/** Callbacks of a filter type. */
export const KSFILTER_DISPATCH = defineStructure({
  name: 'KSFILTER_DISPATCH',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Callbacks of a filter type. Every member may be null.',
  evidence: ['D', 'H'],
  source: dispatchPage,
  size: extent(16, 4, 32, 8),
  fields: {
    Create: {
      type: callback('PFNKSFILTERIRP', 'PASSIVE_LEVEL'), cType: 'PFNKSFILTERIRP', ...place(0, 4, 0, 8), presence: 'optional', evidence: ['D', 'H'], source: dispatchPage,
      summary: 'Called when an instance of the filter is created.',
    },
    Close: {
      type: callback('PFNKSFILTERIRP', 'PASSIVE_LEVEL'), cType: 'PFNKSFILTERIRP', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['D', 'H'], source: dispatchPage,
      summary: 'Called when an instance of the filter is closed.',
    },
    Process: {
      type: callback('PFNKSFILTERPROCESS', 'PASSIVE_LEVEL, or DISPATCH_LEVEL with KSFILTER_FLAG_DISPATCH_LEVEL_PROCESSING'), cType: 'PFNKSFILTERPROCESS', ...place(8, 4, 16, 8), presence: 'optional', evidence: ['D'], source: streamTopic('filter-centric-processing'),
      summary: 'Called when the pins of the filter have data to process. Its presence makes the filter filter-centric; no pin has a Process of its own then.',
    },
    Reset: {
      type: callback('PFNKSFILTERVOID', 'PASSIVE_LEVEL'), cType: 'PFNKSFILTERVOID', ...place(12, 4, 24, 8), presence: 'optional', evidence: ['D', 'H'], source: dispatchPage,
      summary: 'Called on IOCTL_KS_RESET_STATE when the filter is filter-centric.',
    },
    Notes: notesField,
  },
});
