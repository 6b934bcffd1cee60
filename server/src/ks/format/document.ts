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
    DeviceDispatches: property({ kind: 'table', structure: 'KSDEVICE_DISPATCH' }, 'Device dispatch tables by name.'),
    LatencyTables: property({ kind: 'table', structure: 'LatencyTable' }, 'Measured latencies by name, for System.LatencyTable of simulations.'),
    PinDescriptorTables: property({ kind: 'arrayTable', element: { kind: 'structure', structure: 'KSPIN_DESCRIPTOR_EX' } }, 'Tables of pin descriptors by name, for filters that share one.'),
    InterfaceTables: property({ kind: 'arrayTable', element: { kind: 'structure', structure: 'KSPIN_INTERFACE' } }, 'Tables of interfaces by name.'),
    MediumTables: property({ kind: 'arrayTable', element: { kind: 'structure', structure: 'KSPIN_MEDIUM' } }, 'Tables of mediums by name.'),
    DataRangeTables: property({ kind: 'arrayTable', element: { kind: 'pointer', structure: 'DataRange', table: 'DataRanges' } }, 'Tables of data ranges by name.'),
    CategoryTables: property({ kind: 'arrayTable', element: { kind: 'guid', families: ['category'] } }, 'Tables of categories by name.'),
    NodeDescriptorTables: property({ kind: 'arrayTable', element: { kind: 'structure', structure: 'KSNODE_DESCRIPTOR' } }, 'Tables of topology nodes by name.'),
    ConnectionTables: property({ kind: 'arrayTable', element: { kind: 'structure', structure: 'KSTOPOLOGY_CONNECTION' } }, 'Tables of topology connections by name.'),
    Filters: property({ kind: 'array', element: { kind: 'structure', structure: 'KSFILTER_DESCRIPTOR' } }, 'The filters, as KSFILTER_DESCRIPTOR.'),
    Simulations: property({ kind: 'array', element: { kind: 'structure', structure: 'Simulation' } }, 'Simulations that can be run from the command palette and the command line.'),
    Notes: notesField,
  },
});
