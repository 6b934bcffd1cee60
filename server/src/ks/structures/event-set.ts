import { ksPage } from '../evidence';
import { defineStructure } from '../structure';
import { bytes, callback, extent, guidPointer, place, tableOf, ulong } from './common';

const setPage = ksPage('ns-ks-ksevent_set');
const itemPage = ksPage('ns-ks-ksevent_item');

/** The events of one set that an object offers. */
export const KSEVENT_SET = defineStructure({
  name: 'KSEVENT_SET',
  origin: 'ks',
  header: 'ks.h',
  summary: 'The events of one set that a filter, pin or node offers itself.',
  evidence: ['D', 'H'],
  source: setPage,
  size: extent(12, 4, 24, 8),
  fields: {
    Set: {
      type: guidPointer('eventSet'), cType: 'const GUID*', ...place(0, 4, 0, 8), presence: 'required', evidence: ['D', 'H'], source: setPage,
      summary: 'GUID of the event set, such as KSEVENTSETID_Connection.',
    },
    EventsCount: {
      type: ulong, cType: 'ULONG', ...place(4, 4, 8, 4), presence: 'derived', counts: 'EventItem', evidence: ['D', 'H'], source: setPage,
      summary: 'Number of elements in EventItem.',
    },
    EventItem: {
      type: tableOf({ kind: 'structure', structure: 'KSEVENT_ITEM' }), cType: 'const KSEVENT_ITEM*', ...place(8, 4, 16, 8), presence: 'optional', evidence: ['D', 'H'], source: setPage,
      summary: 'The events of the set that are offered.',
    },
  },
});

/** One event and its handlers. */
export const KSEVENT_ITEM = defineStructure({
  name: 'KSEVENT_ITEM',
  origin: 'ks',
  header: 'ks.h',
  summary: 'One event of a set and the handlers that enable and disable it.',
  evidence: ['D', 'H'],
  source: itemPage,
  size: extent(24, 4, 40, 8),
  fields: {
    EventId: {
      type: { kind: 'integer', type: 'ULONG', set: 'KSEVENT_ID' }, cType: 'ULONG', ...place(0, 4), presence: 'required', evidence: ['D', 'H'], source: itemPage,
      summary: 'Identifier of the event within its set.',
    },
    DataInput: {
      type: bytes, cType: 'ULONG', ...place(4, 4), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Size of the event data in bytes; at least sizeof(KSEVENTDATA).',
    },
    ExtraEntryData: {
      type: bytes, cType: 'ULONG', ...place(8, 4), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Bytes that are allocated behind the KSEVENT_ENTRY of every enable request for the driver to use.',
    },
    AddHandler: {
      type: callback('PFNKSADDEVENT', 'PASSIVE_LEVEL'), cType: 'PFNKSADDEVENT', ...place(12, 4, 16, 8), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Called when a client enables the event.',
    },
    RemoveHandler: {
      type: callback('PFNKSREMOVEEVENT', 'not annotated'), cType: 'PFNKSREMOVEEVENT', ...place(16, 4, 24, 8), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Called when the event is disabled.',
      remarks: 'A driver that supplies AddHandler and RemoveHandler and does not clean up leaks memory or handles.',
    },
    SupportHandler: {
      type: callback('PFNKSHANDLER', 'PASSIVE_LEVEL'), cType: 'PFNKSHANDLER', ...place(20, 4, 32, 8), presence: 'optional', evidence: ['D', 'H'], source: itemPage,
      summary: 'Handler of support requests; optional.',
    },
  },
});
