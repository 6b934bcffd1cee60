import { defineStructure } from '../structure';
import { notesField, property } from './common';

/** The whole file: tables of named structures, filters and simulations. */
export const Document = defineStructure({
  name: 'Document',
  origin: 'format',
  summary: 'Description of an AVStream minidriver: its filters, pins, framings and allocators, and simulations of them.',
  evidence: [],
  fields: {
    $schema: property({ kind: 'text' }, 'Address of the JSON schema, for editors that know no AVStream.'),
    FormatVersion: property({ kind: 'integer', type: 'ULONG' }, 'Version of this format: 1.', { presence: 'required' }),
    Target: property({ kind: 'structure', structure: 'Target' }, 'Machine that the driver is built for.'),
    Device: property({ kind: 'structure', structure: 'Device' }, 'The device that the filters belong to.'),
    Framings: property({ kind: 'table', structure: 'KSALLOCATOR_FRAMING_EX' }, 'Framings by name, to be referred to as AllocatorFraming.'),
    AllocatorDispatches: property({ kind: 'table', structure: 'KSALLOCATOR_DISPATCH' }, 'Allocator dispatch tables by name.'),
    ClockDispatches: property({ kind: 'table', structure: 'KSCLOCK_DISPATCH' }, 'Clock dispatch tables by name.'),
    PinDispatches: property({ kind: 'table', structure: 'KSPIN_DISPATCH' }, 'Pin dispatch tables by name.'),
    FilterDispatches: property({ kind: 'table', structure: 'KSFILTER_DISPATCH' }, 'Filter dispatch tables by name.'),
    AutomationTables: property({ kind: 'table', structure: 'KSAUTOMATION_TABLE' }, 'Automation tables by name.'),
    DataRanges: property({ kind: 'table', structure: 'DataRange' }, 'Data ranges by name.'),
    Filters: property({ kind: 'array', element: { kind: 'structure', structure: 'KSFILTER_DESCRIPTOR' } }, 'The filters, as KSFILTER_DESCRIPTOR.'),
    Simulations: property({ kind: 'array', element: { kind: 'structure', structure: 'Simulation' } }, 'Simulations that can be run from the command palette and the command line.'),
    Notes: notesField,
  },
});
