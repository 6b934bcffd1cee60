import type { Evidence, Source } from './evidence';
import { commonFields } from './format/suppression';

/** Integer types of C fields. `ULONG_PTR` has the target's pointer size. */
export type IntegerType = 'UCHAR' | 'USHORT' | 'ULONG' | 'LONG' | 'ULONGLONG' | 'LONGLONG' | 'ULONG_PTR';

/** What a field holds, as far as it decides how a document writes it and how bytes are laid out. */
export type FieldType =
  /** A number or a C constant expression. `set` names the constants offered and shown first. */
  | { readonly kind: 'integer'; readonly type: IntegerType; readonly set?: string; readonly display?: 'decimal' | 'hex' | 'alignmentMask' | 'bytes';
      /** Words of the document format that may stand instead of a number, such as `SizeImage`. */
      readonly words?: readonly Word[] }
  /** Bits: an array of names, a name, a number or an expression over the constants of `set`. `misplaced` are bits that the set names but that have no place in this field. */
  | { readonly kind: 'flags'; readonly type: IntegerType; readonly set: string; readonly misplaced?: number }
  /** One value of the enumeration `set`, by name or number. */
  | { readonly kind: 'enumeration'; readonly type: IntegerType; readonly set: string }
  /** A GUID by name or as `{…}`. `families` are the groups of names that make sense here; `pointer` where C has `const GUID*` and `null` is possible. */
  | { readonly kind: 'guid'; readonly families: readonly string[]; readonly pointer?: boolean }
  /** A structure (or `Variant`) embedded by value. */
  | { readonly kind: 'structure'; readonly structure: string }
  /** A pointer to a constant structure (or `Variant`): the object itself, the name of an entry of the top-level `table`, or `null`. */
  | { readonly kind: 'pointer'; readonly structure: string; readonly table?: string }
  /** A counted array (C: pointer and count, or a trailing array). `nullable` where C has a pointer. */
  | { readonly kind: 'array'; readonly element: FieldType; readonly nullable?: boolean;
      /** Top-level table of arrays, the name of an entry of which may stand for the array. */
      readonly table?: string }
  /** A top-level table: names to structures. */
  | { readonly kind: 'table'; readonly structure: string }
  /** A top-level table: names to arrays that several objects share. */
  | { readonly kind: 'arrayTable'; readonly element: FieldType }
  /** A function the driver supplies: its name as a string, or `null`. */
  | { readonly kind: 'callback'; readonly prototype: string; readonly irql?: string }
  /** Free text. `reference` names the table or label space the text points into; `nullable` where C has a pointer that may be NULL. */
  | { readonly kind: 'text'; readonly reference?: string; readonly nullable?: boolean }
  /** One of a fixed list of words of the document format (not C). */
  | { readonly kind: 'word'; readonly words: readonly Word[] }
  | { readonly kind: 'boolean' }
  /** A duration with a unit (`"33.3667 ms"`); `period` also takes a rate (`"29.97 fps"`). Held in ns. */
  | { readonly kind: 'duration'; readonly period?: boolean }
  /** A duration that may vary: a duration, or a distribution object. Held in ns. With `counts` whole numbers above 0 stand in the place of durations. */
  | { readonly kind: 'distribution'; readonly counts?: boolean; /** Whether durations may be negative. */ readonly signed?: boolean }
  /** Anything; not looked into (`Notes`). */
  | { readonly kind: 'any' };

/** A word of the document format and what it says. */
export interface Word { readonly word: string; readonly summary: string }

/** Place of a field in memory: offset and size in bytes. */
export interface FieldLayout { readonly offset: number; readonly size: number }

/** One member of a structure, or one property of the document format. */
export interface Field {
  readonly type: FieldType;
  /** The C declaration type as the header writes it (`const KSPIN_DISPATCH*`); left out for fields of the document format. */
  readonly cType?: string;
  /** Meaning and legal values in one or a few sentences of plain text. */
  readonly summary: string;
  /** What follows at run time, contradictions between sources, advice. Shown below the summary. */
  readonly remarks?: string;
  readonly evidence: readonly Evidence[];
  readonly source?: Source;
  /**
   * - `required`: a document without it is incomplete
   * - `optional`: may be left out; unknown unless `default` says otherwise
   * - `derived`: a count or size that follows from the rest; checked when written
   * - `reserved`: has to be the default
   */
  readonly presence: 'required' | 'optional' | 'derived' | 'reserved';
  /** Value that an absent field has, written as a document would write it; for an embedded structure by field. Absent: not stated means unknown. */
  readonly default?: string | number | boolean | null | Readonly<Record<string, string | number>>;
  /** Where the default comes from, e.g. the macro that fills it in. */
  readonly defaultFrom?: string;
  /** Field that lies at the same place in memory (C union); at most one of both may be written. */
  readonly union?: string;
  readonly x86?: FieldLayout;
  readonly x64?: FieldLayout;
  /** For `derived`: the array that is counted, the structure whose size this is, or the structure whose instances elsewhere in the document make up this array. */
  readonly counts?: string;
  /** A property of the document format that stands beside the members of a C structure (`Label`, `RuntimeEdits`). */
  readonly format?: true;
}

/** A C structure, or (with `origin: 'format'`) an object of the document format. */
export interface Structure {
  readonly name: string;
  readonly origin: 'ks' | 'format';
  readonly header?: 'ks.h' | 'ksmedia.h' | 'bdamedia.h' | 'wdm.h' | 'ksproxy.h';
  readonly summary: string;
  readonly remarks?: string;
  readonly evidence: readonly Evidence[];
  readonly source?: Source;
  /** Size and alignment in bytes of the fixed part. */
  readonly size?: { readonly x86: { readonly size: number; readonly align: number }; readonly x64: { readonly size: number; readonly align: number } };
  /** Fields in declaration order. */
  readonly fields: Readonly<Record<string, Field>>;
}

/** One of several structures, told apart by the property `discriminator`, whose value is the structure's name. */
export interface Variant { readonly name: string; readonly discriminator: string; readonly structures: readonly string[]; readonly summary: string }

/** A structure with the properties that every object of a document may have. */
type WithCommonFields<S extends Structure> = Omit<S, 'fields'> & { readonly fields: S['fields'] & Omit<typeof commonFields, keyof S['fields']> };

/** Keeps the literal names of a structure and its fields, so that reading an unknown field is a compile error, and adds what every object may have. */
export const defineStructure = <const S extends Structure>(structure: S): WithCommonFields<S> => ({ ...structure, fields: { ...structure.fields, ...commonFields, ...structure.fields } });

/** A named integer: flag bit, enumerator or other constant. */
export interface Constant {
  readonly name: string;
  readonly value: number;
  readonly summary: string;
  readonly remarks?: string;
  readonly evidence: readonly Evidence[];
  /** Only in newer headers, or a number shared with another name, and the like. */
  readonly note?: string;
}

/** Constants that belong together: the flags of one field, one enumeration. */
export interface ConstantSet {
  readonly name: string;
  readonly kind: 'flags' | 'enumeration' | 'constants';
  /** C type of the constants in an expression. */
  readonly type: IntegerType | 'int';
  readonly summary: string;
  readonly source?: Source;
  /** For flags: every bit that the header defines. */
  readonly knownMask?: number;
  readonly constants: readonly Constant[];
}

/** A named GUID. */
export interface NamedGuid {
  readonly name: string;
  /** Lower-case, without braces. */
  readonly value: string;
  /** Groups it belongs to: `memoryType`, `busType`, `category`, `pinCategory`, `formatType`, `formatSubtype`, `formatSpecifier`, `interface`, `medium`, `propertySet`, … */
  readonly families: readonly string[];
  readonly summary: string;
  readonly evidence: readonly Evidence[];
}

/** A C macro that a descriptor is commonly written with, and what it expands to. */
export interface Macro { readonly name: string; readonly parameters: readonly string[]; readonly expansion: string; readonly summary: string; readonly evidence: readonly Evidence[] }

/** A callback prototype. */
export interface CallbackPrototype { readonly name: string; readonly documentedName?: string; readonly declaration: string; readonly summary: string; readonly irql: string; readonly returns?: string; readonly evidence: readonly Evidence[]; readonly source?: Source }
