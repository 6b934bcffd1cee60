import { ksPage } from '../evidence';
import { defineStructure } from '../structure';
import { bytes, extent, guid, hex32, place, ulong } from './common';

/** A member of a set: property, event, method, interface or medium. */
export const KSIDENTIFIER = defineStructure({
  name: 'KSIDENTIFIER',
  origin: 'ks',
  header: 'ks.h',
  summary: 'A member of a set, given by the GUID of the set and a number. KSPROPERTY, KSEVENT, KSMETHOD, KSDEGRADE, KSPIN_INTERFACE and KSPIN_MEDIUM are the same C type.',
  evidence: ['D', 'H'],
  source: ksPage('ns-ks-ksidentifier'),
  size: extent(24, 8),
  fields: {
    Set: {
      type: guid('propertySet', 'methodSet', 'eventSet', 'interface', 'medium'), cType: 'GUID', ...place(0, 16), presence: 'optional', evidence: ['D', 'H'],
      summary: 'The set: of properties, events, methods, interfaces or mediums.',
    },
    Id: { type: ulong, cType: 'ULONG', ...place(16, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'The member of the set.' },
    Flags: { type: hex32, cType: 'ULONG', ...place(20, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Type of the request: KSPROPERTY_TYPE_*, KSEVENT_TYPE_* or KSMETHOD_TYPE_*. Reserved for interfaces and mediums.' },
  },
});

/** Header of a list in the data of a request. */
export const KSMULTIPLE_ITEM = defineStructure({
  name: 'KSMULTIPLE_ITEM',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Header of a list in the data of a request, such as a list of data ranges or attributes.',
  evidence: ['D', 'H'],
  source: ksPage('ns-ks-ksmultiple_item'),
  size: extent(8, 4),
  fields: {
    Size: { type: bytes, cType: 'ULONG', ...place(0, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Size of this header and the list behind it, in bytes.' },
    Count: { type: ulong, cType: 'ULONG', ...place(4, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Number of elements of the list.' },
  },
});
