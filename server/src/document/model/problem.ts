import type { NodeId } from '../tree/index';

/** Kinds of mistakes in the document itself, before any rule about drivers is asked. */
export type DocumentProblemCode =
  /** Not JSON: a syntax error. */
  | 'DOC-01'
  /** A property that the structure does not have. */
  | 'DOC-02'
  /** The same property twice in one object. */
  | 'DOC-03'
  /** A value of the wrong JSON type. */
  | 'DOC-04'
  /** A name that is not known: constant, GUID, word, entry of a table. */
  | 'DOC-05'
  /** A constant expression or duration that cannot be read. */
  | 'DOC-06'
  /** A value that does not fit the field's C type. */
  | 'DOC-07'
  /** A property that the format cannot do without. */
  | 'DOC-08'
  /** Written for a newer version of the format. */
  | 'DOC-09'
  /** Both members of a union are written. */
  | 'DOC-10';

/** One mistake in the document. `start` and `end` are UTF-16 offsets; `variant` picks the text. */
export interface DocumentProblem {
  readonly code: DocumentProblemCode;
  readonly variant: string;
  readonly arguments: Readonly<Record<string, string | number>>;
  readonly start: number;
  readonly end: number;
  readonly node: NodeId;
  readonly related?: { readonly node: NodeId; readonly start: number; readonly end: number };
}
