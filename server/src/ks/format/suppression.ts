import type { Field, Structure } from '../structure';

const format = { evidence: [], presence: 'optional', format: true } as const;

/** Free remarks; never looked into. */
const notes = { ...format, type: { kind: 'any' }, summary: 'Remarks of any shape; not looked into.' } as const satisfies Field;

/** A finding that the author has looked at and accepts. */
export const Suppression = {
  name: 'Suppression',
  origin: 'format',
  summary: 'Findings of one rule that are not to be reported inside the object that holds this list.',
  remarks: 'For strict JSON. Where comments are allowed, `// avstream-disable-next-line FRM-12 -- reason` does the same for one line.',
  evidence: [],
  fields: {
    Code: { ...format, type: { kind: 'text', reference: 'rule' }, summary: 'Code of the rule, such as `FRM-12`.', presence: 'required' },
    Reason: { ...format, type: { kind: 'text' }, summary: 'Why the finding is accepted.' },
    Notes: notes,
  },
} as const satisfies Structure;

/** Properties that every object of a document may have, whatever its structure. */
export const commonFields = {
  Notes: notes,
  Suppress: { ...format, type: { kind: 'array', element: { kind: 'structure', structure: 'Suppression' } }, summary: 'Findings that are not to be reported inside this object, each with its reason.' },
} as const satisfies Readonly<Record<string, Field>>;
