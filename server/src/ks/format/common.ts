import type { Field, Word } from '../structure';

/** Shorthands for the properties that belong to the document format and to no C structure. */
const format = { evidence: [], presence: 'optional', format: true } as const;

/** Name by which findings, simulations and the outline call an object. */
export const labelField = { ...format, type: { kind: 'text' }, summary: 'Name of this object in findings, simulations and the outline. No meaning to Windows.' } as const satisfies Field;

/** Free remarks; never looked into. */
export const notesField = { ...format, type: { kind: 'any' }, summary: 'Remarks of any shape; not looked into.' } as const satisfies Field;

/** Builds a list of words. */
export const words = (entries: Readonly<Record<string, string>>): readonly Word[] => Object.entries(entries).map(([word, summary]) => ({ word, summary }));

/** An optional property of the format. */
export const property = <const T extends Field['type']>(type: T, summary: string, more: Partial<Field> = {}): Field & { readonly type: T } => ({ ...format, summary, ...more, type });
