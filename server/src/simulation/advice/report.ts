import type { ParameterOverride } from '../parameters/index';

/** A paragraph, with the value of the document that it is about: RFC 6901 pointer, or empty. */
export interface AdviceParagraph {
  readonly kind: 'paragraph';
  readonly text: string;
  readonly tone: 'plain' | 'good' | 'bad' | 'muted';
  readonly path: string;
}

/** A row of a table. */
export interface AdviceRow {
  readonly cells: readonly string[];
  /** What the first cell leads to, or empty. */
  readonly path: string;
  /** What sets the row off, in words: it is advised, or in the document; empty. */
  readonly mark: string;
  /** Pointer of the value that can be swept, or empty. */
  readonly sweep: string;
}

/** Bars, one a point, and what marks them. */
export interface AdviceChart {
  readonly title: string;
  /** What a person who does not see it should know. */
  readonly description: string;
  readonly points: readonly { readonly label: string; readonly value: number; readonly text: string; readonly mark: string }[];
}

/** A part of the report of advice, in the reader's language. */
export type AdviceBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | AdviceParagraph
  | { readonly kind: 'table'; readonly caption: string; readonly columns: readonly { readonly text: string; readonly isNumber: boolean }[]; readonly rows: readonly AdviceRow[] }
  | { readonly kind: 'chart'; readonly chart: AdviceChart }
  | { readonly kind: 'edit'; readonly title: string; readonly overrides: readonly ParameterOverride[] };

/** A paragraph. */
export const paragraph = (text: string, tone: AdviceParagraph['tone'] = 'plain', path = ''): AdviceParagraph => ({ kind: 'paragraph', text, tone, path });
