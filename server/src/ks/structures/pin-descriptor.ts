import { ksPage, streamTopic } from '../evidence';
import { defineStructure } from '../structure';
import { extent, guidPointer, integerOf, place, sharedTableOf, ulong } from './common';

const page = ksPage('ns-ks-kspin_descriptor');

/** What a pin offers to connect with: interfaces, mediums, data ranges, direction. */
export const KSPIN_DESCRIPTOR = defineStructure({
  name: 'KSPIN_DESCRIPTOR',
  origin: 'ks',
  header: 'ks.h',
  summary: 'What a pin type offers to connect with: interfaces, mediums, data ranges, direction of data and of requests. Answers KSPROPSETID_Pin.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(48, 8, 88, 8),
  fields: {
    InterfacesCount: {
      type: ulong, cType: 'ULONG', ...place(0, 4), presence: 'derived', counts: 'Interfaces', evidence: ['D', 'H'], source: page,
      summary: 'Number of elements in Interfaces.',
    },
    Interfaces: {
      type: sharedTableOf({ kind: 'structure', structure: 'KSPIN_INTERFACE' }, 'InterfaceTables'), cType: 'const KSPIN_INTERFACE*', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['H', 'R'], source: page,
      summary: 'Interfaces the pin can be connected with. None, or null: KSINTERFACESETID_Standard with KSINTERFACE_STANDARD_STREAMING.',
    },
    MediumsCount: {
      type: ulong, cType: 'ULONG', ...place(8, 4, 16, 4), presence: 'derived', counts: 'Mediums', evidence: ['D', 'H'], source: page,
      summary: 'Number of elements in Mediums.',
    },
    Mediums: {
      type: sharedTableOf({ kind: 'structure', structure: 'KSPIN_MEDIUM' }, 'MediumTables'), cType: 'const KSPIN_MEDIUM*', ...place(12, 4, 24, 8), presence: 'optional', evidence: ['H', 'R'], source: page,
      summary: 'Mediums the pin can be connected over. None, or null: KSMEDIUMSETID_Standard with id 0.',
      remarks: 'A connection over any other medium leaves the standard transport: no queue, no stream pointers, no allocator circuit.',
    },
    DataRangesCount: {
      type: ulong, cType: 'ULONG', ...place(16, 4, 32, 4), presence: 'derived', counts: 'DataRanges', evidence: ['D', 'H'], source: page,
      summary: 'Number of elements in DataRanges.',
      remarks: 'In C a list of attributes counts as an element of its own, behind its data range.',
    },
    DataRanges: {
      type: sharedTableOf({ kind: 'pointer', structure: 'DataRange', table: 'DataRanges' }, 'DataRangeTables'), cType: 'const PKSDATARANGE*', ...place(20, 4, 40, 8), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'Formats the pin supports. In C a table of pointers; here the names of entries of the table DataRanges, or the data ranges themselves.',
      remarks: 'Without any data range no format can be intersected, so the pin cannot be connected (inferred).',
    },
    DataFlow: {
      type: { kind: 'enumeration', type: 'ULONG', set: 'KSPIN_DATAFLOW' }, cType: 'KSPIN_DATAFLOW', ...place(24, 4, 48, 4), presence: 'required', evidence: ['D'], source: page,
      summary: 'Direction of the data as the filter sees it: into the filter or out of it.',
    },
    Communication: {
      type: { kind: 'enumeration', type: 'ULONG', set: 'KSPIN_COMMUNICATION' }, cType: 'KSPIN_COMMUNICATION', ...place(28, 4, 52, 4), presence: 'required', evidence: ['D', 'H'], source: ksPage('ne-ks-kspin_communication'),
      summary: 'Direction of the requests: whether the pin receives IRPs (sink), sends them (source), either, or neither.',
      remarks: 'Independent of DataFlow: a capture pin read by an application is an IRP sink with data flowing out. The table on the page of KSPROPERTY_PIN_COMMUNICATION prints the text of SINK beside NONE and has no row for SINK.',
    },
    Category: {
      type: guidPointer('pinCategory', 'nodeType'), cType: 'const GUID*', ...place(32, 4, 56, 8), presence: 'optional', evidence: ['D'], source: page,
      summary: 'What the pin is for, such as PINNAME_VIDEO_CAPTURE; optional.',
      remarks: 'Clients look for pins by this GUID: a capture pin without a capture category may not be found (inferred).',
    },
    Name: {
      type: guidPointer('pinCategory', 'nodeType'), cType: 'const GUID*', ...place(36, 4, 64, 8), presence: 'optional', evidence: ['D'], source: page,
      summary: 'GUID under which the registry holds the localised name of the pin; optional.',
    },
    Reserved: {
      type: { kind: 'integer', type: 'LONGLONG' }, cType: 'LONGLONG', ...place(40, 8, 72, 8), presence: 'reserved', union: 'ConstrainedDataRangesCount', evidence: ['D', 'H'], source: page,
      summary: 'Only forces the alignment of the union with the constrained data ranges; never written.',
    },
    ConstrainedDataRangesCount: {
      type: ulong, cType: 'ULONG', ...place(40, 4, 72, 4), presence: 'derived', counts: 'ConstrainedDataRanges', evidence: ['D', 'H'], source: page,
      summary: 'Number of elements in ConstrainedDataRanges.',
    },
    ConstrainedDataRanges: {
      type: sharedTableOf({ kind: 'pointer', structure: 'DataRange', table: 'DataRanges' }, 'DataRangeTables'), cType: 'PKSDATARANGE*', ...place(44, 4, 80, 8), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'Subset of the data ranges that the pin supports at present; optional.',
    },
  },
});

/** Set, identifier and flags: the form of interfaces and mediums. */
const identifierFields = {
  Id: { type: ulong, cType: 'ULONG', ...place(16, 4), evidence: ['D', 'H'] },
  Flags: {
    type: { kind: 'integer', type: 'ULONG', display: 'hex' }, cType: 'ULONG', ...place(20, 4), presence: 'optional', default: 0, defaultFrom: 'an initializer list that ends early', evidence: ['D', 'H'],
    summary: 'Flags of the identifier. Reserved: 0.',
  },
} as const;

/** Interface of a connection: how data is passed. */
export const KSPIN_INTERFACE = defineStructure({
  name: 'KSPIN_INTERFACE',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Interface of a connection (KSIDENTIFIER): the protocol by which the two pins pass data.',
  evidence: ['D', 'H'],
  source: ksPage('ns-ks-ksidentifier'),
  size: extent(24, 8),
  fields: {
    Set: {
      type: { kind: 'guid', families: ['interface'] }, cType: 'GUID', ...place(0, 16), presence: 'required', evidence: ['D', 'H'],
      summary: 'Set of interfaces: KSINTERFACESETID_Standard or KSINTERFACESETID_FileIo.',
    },
    Id: {
      ...identifierFields.Id, type: { kind: 'integer', type: 'ULONG', set: 'KSINTERFACE_STANDARD' }, presence: 'required',
      summary: 'Interface within the set; KSINTERFACE_STANDARD_STREAMING for ordinary streams.',
      remarks: 'Only KSINTERFACE_STANDARD_STREAMING is surely on the standard transport.',
    },
    Flags: identifierFields.Flags,
  },
});

/** Medium of a connection: what data is passed over. */
export const KSPIN_MEDIUM = defineStructure({
  name: 'KSPIN_MEDIUM',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Medium of a connection (KSIDENTIFIER): what the data passes over. Pins connect only over a medium that both offer.',
  evidence: ['D', 'H'],
  source: ksPage('ns-ks-ksidentifier'),
  size: extent(24, 8),
  fields: {
    Set: {
      type: { kind: 'guid', families: ['medium'] }, cType: 'GUID', ...place(0, 16), presence: 'required', evidence: ['D', 'H'], source: streamTopic('using-hardware-mediums-in-avstream-codecs'),
      summary: 'Set of mediums: KSMEDIUMSETID_Standard for host memory, or a GUID of the hardware.',
      remarks: 'Over a medium of your own, data stays in the hardware: AVStream gives the pin no stream pointers then.',
    },
    Id: {
      ...identifierFields.Id, type: integerOf('ULONG', 'KSMEDIUM_TYPE'), presence: 'required',
      summary: 'Medium within the set; 0 (KSMEDIUM_TYPE_ANYINSTANCE) in KSMEDIUMSETID_Standard.',
    },
    Flags: identifierFields.Flags,
  },
});
