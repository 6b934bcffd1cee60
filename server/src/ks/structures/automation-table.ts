import { ksPage } from '../evidence';
import { notesField } from '../format/common';
import { defineStructure } from '../structure';
import { extent, place, tableOf, ulong } from './common';

const page = ksPage('ns-ks-ksautomation_table_');

/** Properties, methods and events of a filter, pin or node. */
export const KSAUTOMATION_TABLE = defineStructure({
  name: 'KSAUTOMATION_TABLE',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Properties, methods and events that a filter, pin or node handles itself. Merged with those that AVStream handles.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(40, 4, 48, 8),
  fields: {
    PropertySetsCount: {
      type: ulong, cType: 'ULONG', ...place(0, 4), presence: 'derived', counts: 'PropertySets', evidence: ['D', 'H'], source: page,
      summary: 'Number of elements in PropertySets.',
    },
    PropertyItemSize: {
      type: { kind: 'integer', type: 'ULONG', display: 'bytes' }, cType: 'ULONG', ...place(4, 4), presence: 'derived', counts: 'KSPROPERTY_ITEM', evidence: ['D', 'H'], source: page,
      summary: 'Size of a property item in bytes: sizeof(KSPROPERTY_ITEM), or more with data of your own behind each.',
    },
    PropertySets: {
      type: tableOf({ kind: 'structure', structure: 'KSPROPERTY_SET' }), cType: 'const KSPROPERTY_SET*', ...place(8, 4, 8, 8), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'The property sets.',
    },
    MethodSetsCount: {
      type: ulong, cType: 'ULONG', ...place(12, 4, 16, 4), presence: 'derived', counts: 'MethodSets', evidence: ['D', 'H'], source: page,
      summary: 'Number of elements in MethodSets.',
    },
    MethodItemSize: {
      type: { kind: 'integer', type: 'ULONG', display: 'bytes' }, cType: 'ULONG', ...place(16, 4, 20, 4), presence: 'derived', counts: 'KSMETHOD_ITEM', evidence: ['D', 'H'], source: page,
      summary: 'Size of a method item in bytes: sizeof(KSMETHOD_ITEM), or more with data of your own behind each.',
    },
    MethodSets: {
      type: tableOf({ kind: 'structure', structure: 'KSMETHOD_SET' }), cType: 'const KSMETHOD_SET*', ...place(20, 4, 24, 8), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'The method sets.',
    },
    EventSetsCount: {
      type: ulong, cType: 'ULONG', ...place(24, 4, 32, 4), presence: 'derived', counts: 'EventSets', evidence: ['D', 'H'], source: page,
      summary: 'Number of elements in EventSets.',
    },
    EventItemSize: {
      type: { kind: 'integer', type: 'ULONG', display: 'bytes' }, cType: 'ULONG', ...place(28, 4, 36, 4), presence: 'derived', counts: 'KSEVENT_ITEM', evidence: ['D', 'H'], source: page,
      summary: 'Size of an event item in bytes: sizeof(KSEVENT_ITEM), or more with data of your own behind each.',
    },
    EventSets: {
      type: tableOf({ kind: 'structure', structure: 'KSEVENT_SET' }), cType: 'const KSEVENT_SET*', ...place(32, 4, 40, 8), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'The event sets.',
    },
    Alignment: {
      type: { kind: 'integer', type: 'ULONG_PTR' }, cType: 'PVOID', x86: { offset: 36, size: 4 }, presence: 'reserved', default: 0, defaultFrom: 'DEFINE_KSAUTOMATION_TABLE', evidence: ['D', 'H'], source: page,
      summary: 'Padding of 32-bit builds, reserved for AVStream; not in 64-bit builds.',
    },
    Notes: notesField,
  },
});
