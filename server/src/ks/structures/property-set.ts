import { ksPage } from '../evidence';
import { defineStructure } from '../structure';
import { bytes, callback, extent, guidPointer, place, tableOf, ulong } from './common';

const setPage = ksPage('ns-ks-ksproperty_set');
const itemPage = ksPage('ns-ks-ksproperty_item');

/** The properties of one set that an object handles. */
export const KSPROPERTY_SET = defineStructure({
  name: 'KSPROPERTY_SET',
  origin: 'ks',
  header: 'ks.h',
  summary: 'The properties of one set that a filter, pin or node handles itself.',
  evidence: ['D', 'H'],
  source: setPage,
  size: extent(20, 4, 40, 8),
  fields: {
    Set: {
      type: guidPointer('propertySet'), cType: 'const GUID*', ...place(0, 4, 0, 8), presence: 'required', evidence: ['D', 'H'], source: setPage,
      summary: 'GUID of the property set, such as KSPROPSETID_Connection.',
    },
    PropertiesCount: {
      type: ulong, cType: 'ULONG', ...place(4, 4, 8, 4), presence: 'derived', counts: 'PropertyItem', evidence: ['D', 'H'], source: setPage,
      summary: 'Number of elements in PropertyItem.',
    },
    PropertyItem: {
      type: tableOf({ kind: 'structure', structure: 'KSPROPERTY_ITEM' }), cType: 'const KSPROPERTY_ITEM*', ...place(8, 4, 16, 8), presence: 'optional', evidence: ['D', 'H'], source: setPage,
      summary: 'The properties of the set that are handled.',
    },
    FastIoCount: {
      type: ulong, cType: 'ULONG', ...place(12, 4, 24, 4), presence: 'optional', evidence: ['D', 'H'], source: setPage,
      summary: 'Number of elements in FastIoTable.',
    },
    FastIoTable: {
      type: { kind: 'any' }, cType: 'const KSFASTPROPERTY_ITEM*', ...place(16, 4, 32, 8), presence: 'optional', evidence: ['D', 'H'], source: setPage,
      summary: 'Handlers that are called without an IRP. Not looked into.',
    },
  },
});

/** One property and its handlers. */
export const KSPROPERTY_ITEM = defineStructure({
  name: 'KSPROPERTY_ITEM',
  origin: 'ks',
  header: 'ks.h',
  summary: 'One property of a set and the handlers that read and write it.',
  evidence: ['D', 'H'],
  source: itemPage,
  size: extent(40, 4, 72, 8),
  fields: {
    PropertyId: {
      type: { kind: 'integer', type: 'ULONG', set: 'KSPROPERTY_ID' }, cType: 'ULONG', ...place(0, 4), presence: 'required', evidence: ['D', 'H'], source: itemPage,
      summary: 'Identifier of the property within its set, such as KSPROPERTY_CONNECTION_ALLOCATORFRAMING.',
    },
    GetPropertyHandler: {
      type: callback('PFNKSHANDLER', 'PASSIVE_LEVEL'), cType: 'PFNKSHANDLER', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Handler that reads the property. null: the property cannot be read.',
    },
    MinProperty: {
      type: bytes, cType: 'ULONG', ...place(8, 4, 16, 4), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Least length of the request in bytes; at least sizeof(KSPROPERTY), 24.',
    },
    MinData: {
      type: bytes, cType: 'ULONG', ...place(12, 4, 20, 4), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Least length of the data in bytes; 0 for data of varying size.',
    },
    SetPropertyHandler: {
      type: callback('PFNKSHANDLER', 'PASSIVE_LEVEL'), cType: 'PFNKSHANDLER', ...place(16, 4, 24, 8), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Handler that writes the property. null: the property cannot be written.',
    },
    Values: {
      type: { kind: 'any' }, cType: 'const KSPROPERTY_VALUES*', ...place(20, 4, 32, 8), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Legal values and defaults, as reported to support requests. Not looked into.',
    },
    RelationsCount: {
      type: ulong, cType: 'ULONG', ...place(24, 4, 40, 4), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Number of elements in Relations.',
    },
    Relations: {
      type: { kind: 'any' }, cType: 'const KSPROPERTY*', ...place(28, 4, 48, 8), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Properties that may change with this one. Not looked into.',
    },
    SupportHandler: {
      type: callback('PFNKSHANDLER', 'PASSIVE_LEVEL'), cType: 'PFNKSHANDLER', ...place(32, 4, 56, 8), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Handler of raw serialisation; AVStream answers the other support requests itself.',
    },
    SerializedSize: {
      type: bytes, cType: 'ULONG', ...place(36, 4, 64, 4), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Size of the serialised property in bytes; 0 if it cannot be serialised.',
    },
  },
});
