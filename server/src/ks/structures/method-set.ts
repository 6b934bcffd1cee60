import { ksPage } from '../evidence';
import { defineStructure } from '../structure';
import { bytes, callback, extent, guidPointer, place, tableOf, ulong } from './common';

const setPage = ksPage('ns-ks-ksmethod_set');
const itemPage = ksPage('ns-ks-ksmethod_item');

/** The methods of one set that an object handles. */
export const KSMETHOD_SET = defineStructure({
  name: 'KSMETHOD_SET',
  origin: 'ks',
  header: 'ks.h',
  summary: 'The methods of one set that a filter, pin or node handles itself.',
  evidence: ['D', 'H'],
  source: setPage,
  size: extent(20, 4, 40, 8),
  fields: {
    Set: {
      type: guidPointer('methodSet'), cType: 'const GUID*', ...place(0, 4, 0, 8), presence: 'required', evidence: ['D', 'H'], source: setPage,
      summary: 'GUID of the method set, such as KSMETHODSETID_StreamAllocator.',
    },
    MethodsCount: {
      type: ulong, cType: 'ULONG', ...place(4, 4, 8, 4), presence: 'derived', counts: 'MethodItem', evidence: ['D', 'H'], source: setPage,
      summary: 'Number of elements in MethodItem.',
    },
    MethodItem: {
      type: tableOf({ kind: 'structure', structure: 'KSMETHOD_ITEM' }), cType: 'const KSMETHOD_ITEM*', ...place(8, 4, 16, 8), presence: 'optional', evidence: ['D', 'H'], source: setPage,
      summary: 'The methods of the set that are handled.',
    },
    FastIoCount: {
      type: ulong, cType: 'ULONG', ...place(12, 4, 24, 4), presence: 'optional', evidence: ['D', 'H'], source: setPage,
      summary: 'Number of elements in FastIoTable.',
    },
    FastIoTable: {
      type: { kind: 'any' }, cType: 'const KSFASTMETHOD_ITEM*', ...place(16, 4, 32, 8), presence: 'optional', evidence: ['D', 'H'], source: setPage,
      summary: 'Handlers that are called without an IRP. Not looked into.',
    },
  },
});

/** One method and its handler. */
export const KSMETHOD_ITEM = defineStructure({
  name: 'KSMETHOD_ITEM',
  origin: 'ks',
  header: 'ks.h',
  summary: 'One method of a set and its handler.',
  evidence: ['D', 'H'],
  source: itemPage,
  size: extent(24, 4, 40, 8),
  fields: {
    MethodId: {
      type: { kind: 'integer', type: 'ULONG', set: 'KSMETHOD_STREAMALLOCATOR' }, cType: 'ULONG', ...place(0, 4), presence: 'required', evidence: ['D', 'H'], source: itemPage,
      summary: 'Identifier of the method within its set.',
    },
    MethodHandler: {
      type: callback('PFNKSHANDLER', 'PASSIVE_LEVEL'), cType: 'PFNKSHANDLER', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Handler that carries the method out.',
    },
    MinMethod: {
      type: bytes, cType: 'ULONG', ...place(8, 4, 16, 4), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Least length of the request in bytes; at least sizeof(KSMETHOD), 24.',
    },
    MinData: {
      type: bytes, cType: 'ULONG', ...place(12, 4, 20, 4), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Least length of the data in bytes.',
    },
    SupportHandler: {
      type: callback('PFNKSHANDLER', 'PASSIVE_LEVEL'), cType: 'PFNKSHANDLER', ...place(16, 4, 24, 8), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Handler of support requests; optional.',
    },
    Flags: {
      type: { kind: 'flags', type: 'ULONG', set: 'KSMETHOD_TYPE' }, cType: 'ULONG', ...place(20, 4, 32, 4), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'How the data buffer is passed: KSMETHOD_TYPE_*.',
    },
  },
});
