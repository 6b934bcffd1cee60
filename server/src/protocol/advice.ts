import type { ParameterOverride, Range } from './simulation';

/** Requests and notifications about how many buffers a simulation needs, and what changes its losses. Types and names only. */

/** Names of our own LSP methods about advice. */
export const adviceMethods = {
  /** Client → server: advice about a simulation. `AdviseParameters` → `AdviseResult`; cancelled like any request. Progress by `adviceProgress`. */
  advise: 'avstream/advise',
  /** Server → client: how far it is. `AdviceProgressParameters`. */
  adviceProgress: 'avstream/adviceProgress',
} as const;

export interface AdviseParameters {
  readonly uri: string;
  /** Left out: the first one. */
  readonly scenario?: string;
  /** Millionths; left out: 950 000. */
  readonly confidence?: number;
  /** Runs of a confirmation; left out: as many as the length of a run allows. */
  readonly seeds?: number;
  /** A value to be swept, by its JSON pointer or name, and perhaps a stretch: `Client.Hold=5 ms..100 ms`. */
  readonly sweep?: string;
  /** Nothing but the sweep. */
  readonly onlySweep?: boolean;
  /** Comes back with each progress notification. */
  readonly adviceId: string;
}
export interface AdviceProgressParameters {
  readonly adviceId: string;
  /** 0 … 1. */
  readonly progress: number;
}

/** A row of a table in a report of advice. */
export interface AdviceTableRow {
  readonly cells: readonly string[];
  /** RFC 6901 pointer of the value that the row is about, or the empty string. */
  readonly path: string;
  /** In words what sets the row off: advised, in the document; or the empty string. */
  readonly mark: string;
  /** JSON pointer of a value that can be swept, or the empty string. */
  readonly sweep: string;
}
/** A part of a report of advice, in the reader's language. */
export type AdvicePart =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly tone: 'plain' | 'good' | 'bad' | 'muted'; readonly path: string }
  | { readonly kind: 'table'; readonly caption: string; readonly columns: readonly { readonly text: string; readonly isNumber: boolean }[]; readonly rows: readonly AdviceTableRow[] }
  /** `svg`: markup with classes and no colours, made by the server of escaped text. */
  | { readonly kind: 'chart'; readonly title: string; readonly svg: string }
  /** An edit that is offered; the client asks for it by `avstream/editParameters`. */
  | { readonly kind: 'edit'; readonly title: string; readonly overrides: readonly ParameterOverride[] };

/** What is said of one section of the graph. */
export interface SectionVerdict {
  /** Pin or circuit. */
  readonly label: string;
  readonly verdict: 'enough' | 'never' | 'usedUp';
  /** Who decides: the requests of an application, frames that the driver injects, the create request of the simulation, or Frames of framings. */
  readonly decider: 'application' | 'injection' | 'request' | 'framing';
  /** Buffers that the document has, and that are enough (of `never`: none). */
  readonly stated: number;
  readonly buffers: number | null;
  readonly overrides: readonly ParameterOverride[] | null;
}
export interface AdviceReport {
  readonly uri: string;
  readonly scenario: string;
  readonly sections: readonly SectionVerdict[];
  readonly parts: readonly AdvicePart[];
}
export type AdviseResult =
  | { readonly kind: 'completed'; readonly report: AdviceReport }
  /** `text` says what to do. */
  | { readonly kind: 'impossible'; readonly text: string; readonly path: string; readonly range?: Range };
