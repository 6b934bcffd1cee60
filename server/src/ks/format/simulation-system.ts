import { defineStructure } from '../structure';
import { notesField, property } from './common';

/** The latencies of a machine, and what the model assumes where nobody has measured them. */
const latencies = {
  InterruptLatency: property({ kind: 'distribution' }, "From the device's interrupt to its service routine.", { default: 5_000 }),
  DpcLatency: property({ kind: 'distribution' }, 'From the service routine to the DPC.', { default: 20_000 }),
  WorkItemLatency: property({ kind: 'distribution' }, 'From queuing a work item to the call of Process.', { default: 50_000 }),
  CriticalWorkItemLatency: property({ kind: 'distribution' }, 'The same for pins and filters with KSPIN_FLAG_CRITICAL_PROCESSING or KSFILTER_FLAG_CRITICAL_PROCESSING. Left out: as WorkItemLatency.'),
  HyperCriticalWorkItemLatency: property({ kind: 'distribution' }, 'The same for pins and filters with KSPIN_FLAG_HYPERCRITICAL_PROCESSING or KSFILTER_FLAG_HYPERCRITICAL_PROCESSING. Left out: as WorkItemLatency.'),
  CompletionLatency: property({ kind: 'distribution' }, 'From the completion of a request to the application having it.', { default: 50_000 }),
} as const;

/** Latencies that somebody has measured. */
export const LatencyTable = defineStructure({
  name: 'LatencyTable',
  origin: 'format',
  summary: 'Latencies of one machine as they were measured. Simulations refer to it in System.LatencyTable; what it leaves out takes the default of System.',
  remarks: 'A histogram or a list of samples of a trace tool can be written as it is: `{ "Histogram": [["0 us", "8 us", 9120], ["8 us", "64 us", 31]] }`. What lies in a bin counts as its upper bound, so that no time is taken for shorter than it was.',
  evidence: [],
  fields: {
    Machine: property({ kind: 'text' }, 'The machine, its Windows and its load while they were measured.'),
    MeasuredWith: property({ kind: 'text' }, 'The tool, and what it counted.'),
    ...withoutDefaults(),
    Notes: notesField,
  },
});

/** In a table of measurements nothing is assumed. */
function withoutDefaults(): typeof latencies {
  return Object.fromEntries(Object.entries(latencies).map(([name, { type, summary }]) => [name, property(type, summary.replace(/ Left out: .*$/, ''))])) as unknown as typeof latencies;
}

/** What the machine adds. */
export const SimulationSystem = defineStructure({
  name: 'SimulationSystem',
  origin: 'format',
  summary: 'Latencies of the machine. The defaults are assumptions of the model, not measurements of Windows.',
  evidence: [],
  fields: {
    LatencyTable: property({ kind: 'pointer', structure: 'LatencyTable', table: 'LatencyTables' }, 'Measured latencies that take the place of the assumed ones. What is stated beside it holds before the table.'),
    ...latencies,
    NumberOfMapRegisters: property({ kind: 'integer', type: 'ULONG' }, 'Map registers that the platform gives the adapter. Left out: unknown.'),
    TranslatesDmaAddresses: property({ kind: 'boolean' }, 'Whether the platform puts a translation between the addresses of the device and memory, such as an IOMMU or bounce buffers. Left out: unknown.'),
    PoolLimit: property({ kind: 'integer', type: 'ULONGLONG', display: 'bytes' }, 'Pool that frames may take, in bytes. Left out: unknown.'),
    Notes: notesField,
  },
});
