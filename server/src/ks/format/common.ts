import type { Field, Word } from '../structure';
import { commonFields } from './suppression';

/** Shorthands for the properties that belong to the document format and to no C structure. */
const format = { evidence: [], presence: 'optional', format: true } as const;

/** Name by which findings, simulations and the outline call an object. */
export const labelField = { ...format, type: { kind: 'text' }, summary: 'Name of this object in findings, simulations and the outline. No meaning to Windows.' } as const satisfies Field;

/** Free remarks; never looked into. Every object may have them. */
export const notesField = commonFields.Notes;

/** The condition under which an object exists, or a variant of it holds. */
export const conditionField = { ...format, type: { kind: 'text' }, summary: 'Condition under which this holds, as the source states it: `"#ifdef DBG"`, `"!g_Render"`. For people; it is not evaluated.' } as const satisfies Field;

/** The forms that an object has under different conditions. */
export const variantsOf = <const S extends string>(structure: S): Field & { readonly type: { readonly kind: 'array'; readonly element: { readonly kind: 'structure'; readonly structure: S } } } => ({
  ...format,
  type: { kind: 'array', element: { kind: 'structure', structure } },
  summary: 'The forms this object has under different conditions (`#if` arms, `a ? b : c`), each with its If and only what differs. Each form is checked; what stands outside holds for all of them.',
});

/** Builds a list of words. */
export const words = (entries: Readonly<Record<string, string>>): readonly Word[] => Object.entries(entries).map(([word, summary]) => ({ word, summary }));

/** An optional property of the format. */
export const property = <const T extends Field['type']>(type: T, summary: string, more: Partial<Field> = {}): Field & { readonly type: T } => ({ ...format, summary, ...more, type });
