import { dataRangePage, ksPage } from '../evidence';
import { notesField, property } from '../format/common';
import { defineStructure } from '../structure';
import { bytes, extent, guid, place, ulong } from './common';

const page = ksPage('ns-ks-ksattribute');
const listPage = ksPage('ns-ks-ksattribute_list');

/** One attribute of a data range or data format. */
export const KSATTRIBUTE = defineStructure({
  name: 'KSATTRIBUTE',
  origin: 'ks',
  header: 'ks.h',
  summary: 'An attribute of a data range or data format, beyond what the format itself says. Looked at when ranges are intersected and formats accepted.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(24, 4),
  fields: {
    Size: {
      type: bytes, cType: 'ULONG', ...place(0, 4), presence: 'derived', counts: 'KSATTRIBUTE', evidence: ['D', 'H'], source: page,
      summary: 'Size of the attribute in bytes: 24, or more when data that Attribute stands for follows.',
    },
    Flags: {
      type: { kind: 'flags', type: 'ULONG', set: 'KSATTRIBUTE_FLAGS' }, cType: 'ULONG', ...place(4, 4), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'KSATTRIBUTE_REQUIRED when the other side has to have the attribute too; 0 when it is optional. The topmost bit is for internal use of KS.',
    },
    Attribute: {
      type: guid('attribute'), cType: 'GUID', ...place(8, 16), presence: 'required', evidence: ['D', 'H'], source: page,
      summary: 'Which attribute it is.',
    },
    Notes: notesField,
  },
});

/** The list of attributes that follows a data range in a table of data ranges. */
export const KSATTRIBUTE_LIST = defineStructure({
  name: 'KSATTRIBUTE_LIST',
  origin: 'ks',
  header: 'ks.h',
  summary: 'The attributes of a data range. In C a pointer to it stands behind the data range in the table of data ranges, and counts there as an element; in a document it is Attributes of the data range.',
  evidence: ['D', 'H', 'S'],
  source: listPage,
  size: extent(8, 4, 16, 8),
  fields: {
    Count: {
      type: ulong, cType: 'ULONG', ...place(0, 4), presence: 'derived', counts: 'Attributes', evidence: ['D', 'H'], source: listPage,
      summary: 'Number of elements in Attributes.',
    },
    Attributes: {
      type: { kind: 'array', element: { kind: 'pointer', structure: 'KSATTRIBUTE' } }, cType: 'PKSATTRIBUTE*', ...place(4, 4, 8, 8), presence: 'required', evidence: ['D', 'H'], source: listPage,
      summary: 'The attributes, as a table of pointers.',
    },
  },
});

/** `Attributes` of a data range: the list that follows it in C. */
export const attributesField = property(
  { kind: 'array', element: { kind: 'structure', structure: 'KSATTRIBUTE' }, nullable: true },
  'The list of attributes that follows the data range (KSATTRIBUTE_LIST). null: none follows.',
  { remarks: 'In C a pointer to the list is the next element of the table of data ranges, and Flags has KSDATARANGE_ATTRIBUTES. Left out: unknown.', source: dataRangePage },
);
