import type { Position } from './simulation';

/** Requests of the client about who allocates. Types and names only. */

/** Names of our own LSP methods about negotiation. */
export const negotiationMethods = {
  /** Client → server: what can be explained in a document. `ListNegotiationsParameters` → `ListNegotiationsResult`. */
  listNegotiations: 'avstream/listNegotiations',
  /** Client → server: the report of one. `ExplainAllocatorParameters` → `ExplainAllocatorResult`. */
  explainAllocator: 'avstream/explainAllocator',
} as const;

/** What a report is about: a simulation by its label, or a pin by its reference (`capture/video`). */
export interface NegotiationSubject {
  readonly kind: 'simulation' | 'pin';
  readonly name: string;
}

export interface ListNegotiationsParameters {
  readonly uri: string;
  /** Where the cursor is, if it is in the document. */
  readonly position?: Position;
}
export interface NegotiationChoice {
  readonly subject: NegotiationSubject;
  /** What distinguishes it, in a few words. */
  readonly detail: string;
}
export interface ListNegotiationsResult {
  /** Pins, then simulations, each in the order of the document. */
  readonly choices: readonly NegotiationChoice[];
  /** Index of the choice that the cursor is in, or -1. */
  readonly current: number;
}

export interface ExplainAllocatorParameters {
  readonly uri: string;
  readonly subject: NegotiationSubject;
}
/** A stretch of a line: zero-based line, UTF-16 characters, `end` exclusive. */
export interface TextStretch {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}
/** The report as text, in the reader's language. */
export interface ExplainAllocatorResult {
  readonly lines: readonly string[];
  /** Stretches that lead to a value of the document: RFC 6901 pointers. */
  readonly links: readonly (TextStretch & { readonly path: string })[];
  readonly tones: readonly (TextStretch & { readonly tone: 'heading' | 'good' | 'bad' | 'muted' })[];
}
