import { defineStructure } from '../structure';
import { notesField, property, words } from './common';

/** How many bytes a filter makes of what it gets. */
export const SimulationRatio = defineStructure({
  name: 'SimulationRatio',
  origin: 'format',
  summary: 'How many bytes a filter makes of what it gets: OutputBytes for InputBytes.',
  evidence: [],
  fields: {
    InputBytes: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Bytes of input.', { presence: 'required' }),
    OutputBytes: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Bytes of output for them.', { presence: 'required' }),
  },
});

/** A gate that pins are attached to. */
export const SimulationGate = defineStructure({
  name: 'SimulationGate',
  origin: 'format',
  summary: 'A gate that the driver attaches pins to before they leave STOP. It is one input of the AND gate of the filter.',
  evidence: ['D'],
  fields: {
    Kind: property({ kind: 'word', words: words({ And: 'Open while each of the pins has frames (KsPinAttachAndGate).', Or: 'Open while one of the pins has frames (KsPinAttachOrGate).' }) }, 'What opens the gate.', { presence: 'required' }),
    Pins: property({ kind: 'array', element: { kind: 'text', reference: 'pin' } }, 'Pins of the filter, as filter label and pin label; all of their instances in the run are attached.', { presence: 'required' }),
  },
});

/** What a run needs of a filter beyond its descriptor. */
export const SimulationFilter = defineStructure({
  name: 'SimulationFilter',
  origin: 'format',
  summary: 'What a run needs of a filter beyond its descriptor.',
  remarks: "Whether the filter captures, copies or changes frames in place follows from the document: from InPlace of the filter, KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER of a framing, and from which of its pins take part.",
  evidence: [],
  fields: {
    Filter: property({ kind: 'text', reference: 'filter' }, 'Label of the filter.', { presence: 'required' }),
    ProcessTime: property({ kind: 'distribution' }, 'Time that Process of the filter takes for one set of frames.', { default: 10_000 }),
    Ratio: property({ kind: 'structure', structure: 'SimulationRatio' }, 'How many bytes the filter makes of what it gets. Left out: OutputCompression of the framing of the output pin, or else as many.'),
    WhenDone: property({ kind: 'word', words: words({ Pending: 'STATUS_PENDING: no further call until the next trigger.', Success: 'STATUS_SUCCESS: asks to be called again while there is data.' }) }, 'What Process of the filter returns when nothing is left to do.', { default: 'Pending' }),
    ModifyingBranches: property({ kind: 'array', element: { kind: 'integer', type: 'ULONG' } }, 'Of a splitter (KSPIN_FLAG_SPLITTER): instances of its output pin, counted from 1, that are followed by something that changes the data in place. Left out: those that are connected to a filter of this document that works in place.'),
    MovesStreamPointers: property({ kind: 'boolean' }, 'Whether Process of the filter moves stream pointers itself, beside what AVStream does by BytesUsed and Terminate. Left out: unknown.'),
    TestsPinCount: property({ kind: 'boolean' }, 'Whether Process tests Count of a KSPROCESSPIN_INDEXENTRY before it reads Pins[0] of an optional pin. Left out: unknown.'),
    Gates: property({ kind: 'array', element: { kind: 'structure', structure: 'SimulationGate' } }, 'Gates that the driver attaches pins to. Left out: none.'),
    Notes: notesField,
  },
});
