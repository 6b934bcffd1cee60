import { defineStructure } from '../structure';
import { labelField, notesField, property, words } from './common';

/** Machine that the driver is built for. */
export const Target = defineStructure({
  name: 'Target',
  origin: 'format',
  summary: 'Machine that the driver is built for. Decides pointer sizes, structure sizes and PAGE_SIZE.',
  evidence: [],
  fields: {
    Architecture: property({ kind: 'word', words: words({ x86: '32-bit x86: pointers of 4 bytes.', x64: '64-bit x86: pointers of 8 bytes.', ARM64: '64-bit ARM: pointers of 8 bytes.' }) }, 'Processor architecture.', { default: 'x64' }),
    PageSize: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Value of PAGE_SIZE, in bytes.', { default: 4096 }),
    Notes: notesField,
  },
});

/** The device that the filters belong to. */
export const Device = defineStructure({
  name: 'Device',
  origin: 'format',
  summary: 'The device that the filters belong to.',
  evidence: [],
  fields: {
    Name: property({ kind: 'text' }, "The driver's or device's name."),
    Label: labelField,
    Notes: notesField,
  },
});
