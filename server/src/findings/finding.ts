import type { NodeId } from '../document/index';

/** How grave a finding is. A hint is true of almost every driver: it lives in hovers and stays quiet elsewhere. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Severities from gravest to lightest. */
export const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** Arguments of a text, by name. */
export type TextArguments = Readonly<Record<string, string | number>>;

/** A stretch of the document: the node it belongs to and UTF-16 offsets, `end` exclusive. */
export interface Place {
  readonly node: NodeId;
  readonly start: number;
  readonly end: number;
}

/** Another place that has part in a finding, with what it has to do with it. */
export interface RelatedPlace extends Place {
  /** Key of the text, as in {@link Finding.text}. */
  readonly text: string;
  readonly arguments: TextArguments;
}

/** One mistake, once. The text is a key and its arguments; the adapters turn it into a sentence. */
export interface Finding {
  /** Code of the rule: `FRM-25`. */
  readonly code: string;
  readonly severity: Severity;
  /** A hint that nobody asked for: told in hovers, and elsewhere only to who wants all hints. */
  readonly quiet: boolean;
  /** Key of the text: `FRM-25.alignment`. */
  readonly text: string;
  readonly arguments: TextArguments;
  readonly place: Place;
  readonly related: readonly RelatedPlace[];
}

/** The order in which findings are listed: by place, then by code. */
export function compareFindings(a: Finding, b: Finding): number {
  return a.place.start - b.place.start || a.place.end - b.place.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
