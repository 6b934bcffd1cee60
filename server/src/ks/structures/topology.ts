import { ksPage } from '../evidence';
import { defineStructure } from '../structure';
import { extent, guid, guidPointer, place, pointerTo, ulong } from './common';

const nodePage = ksPage('ns-ks-_ksnode_descriptor');
const connectionPage = ksPage('ns-ks-kstopology_connection');
const componentPage = ksPage('ns-ks-kscomponentid');

/** A topology node of a filter. */
export const KSNODE_DESCRIPTOR = defineStructure({
  name: 'KSNODE_DESCRIPTOR',
  origin: 'ks',
  header: 'ks.h',
  summary: 'A topology node of a filter. Its index in NodeDescriptors is the node id.',
  evidence: ['D', 'H'],
  source: nodePage,
  size: extent(16, 4, 24, 8),
  fields: {
    AutomationTable: {
      type: pointerTo('KSAUTOMATION_TABLE', 'AutomationTables'), cType: 'const KSAUTOMATION_TABLE*', ...place(0, 4, 0, 8), presence: 'optional', evidence: ['D', 'H'], source: nodePage,
      summary: 'Properties, methods and events of the node; optional.',
    },
    Type: {
      type: guidPointer('nodeType'), cType: 'const GUID*', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['D', 'H'], source: nodePage,
      summary: 'What the node does: one of KSNODETYPE_*.',
    },
    Name: {
      type: guidPointer('nodeType'), cType: 'const GUID*', ...place(8, 4, 16, 8), presence: 'optional', evidence: ['D', 'H'], source: nodePage,
      summary: 'GUID under which the registry holds the localised name of the node; optional.',
    },
    Alignment: {
      type: { kind: 'integer', type: 'ULONG_PTR' }, cType: 'PVOID', x86: { offset: 12, size: 4 }, presence: 'reserved', default: 0, defaultFrom: 'DEFINE_NODE_DESCRIPTOR', evidence: ['H'], source: nodePage,
      summary: 'Padding of 32-bit builds to a multiple of eight bytes; not in 64-bit builds.',
    },
  },
});

/** A connection inside a filter. */
export const KSTOPOLOGY_CONNECTION = defineStructure({
  name: 'KSTOPOLOGY_CONNECTION',
  origin: 'ks',
  header: 'ks.h',
  summary: 'A connection inside a filter: from a pin of the filter or of a node to a pin of the filter or of a node.',
  evidence: ['D', 'H'],
  source: connectionPage,
  size: extent(16, 4),
  fields: {
    FromNode: {
      type: { kind: 'integer', type: 'ULONG', set: 'KSNODE' }, cType: 'ULONG', ...place(0, 4), presence: 'required', evidence: ['D'], source: connectionPage,
      summary: 'Node the data comes from; KSFILTER_NODE for a pin of the filter.',
    },
    FromNodePin: {
      type: ulong, cType: 'ULONG', ...place(4, 4), presence: 'required', evidence: ['D'], source: connectionPage,
      summary: 'Pin the data comes from: a pin of that node, or the pin id with KSFILTER_NODE.',
    },
    ToNode: {
      type: { kind: 'integer', type: 'ULONG', set: 'KSNODE' }, cType: 'ULONG', ...place(8, 4), presence: 'required', evidence: ['D'], source: connectionPage,
      summary: 'Node the data goes to; KSFILTER_NODE for a pin of the filter.',
    },
    ToNodePin: {
      type: ulong, cType: 'ULONG', ...place(12, 4), presence: 'required', evidence: ['D'], source: connectionPage,
      summary: 'Pin the data goes to: a pin of that node, or the pin id with KSFILTER_NODE.',
    },
  },
});

/** Identification of a component. */
export const KSCOMPONENTID = defineStructure({
  name: 'KSCOMPONENTID',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Manufacturer, product, component and version, as answered for KSPROPERTY_GENERAL_COMPONENTID.',
  evidence: ['D', 'H'],
  source: componentPage,
  size: extent(72, 4),
  fields: {
    Manufacturer: { type: guid(), cType: 'GUID', ...place(0, 16), presence: 'optional', evidence: ['D', 'H'], source: componentPage, summary: 'GUID of the manufacturer.' },
    Product: { type: guid(), cType: 'GUID', ...place(16, 16), presence: 'optional', evidence: ['D', 'H'], source: componentPage, summary: 'GUID of the product.' },
    Component: { type: guid(), cType: 'GUID', ...place(32, 16), presence: 'optional', evidence: ['D', 'H'], source: componentPage, summary: 'GUID of the component within the product.' },
    Name: { type: guid(), cType: 'GUID', ...place(48, 16), presence: 'optional', evidence: ['D', 'H'], source: componentPage, summary: 'GUID under which the registry holds the localised name of the component.' },
    Version: { type: ulong, cType: 'ULONG', ...place(64, 4), presence: 'optional', evidence: ['D', 'H'], source: componentPage, summary: 'Major version.' },
    Revision: { type: ulong, cType: 'ULONG', ...place(68, 4), presence: 'optional', evidence: ['D', 'H'], source: componentPage, summary: 'Revision within the version.' },
  },
});
