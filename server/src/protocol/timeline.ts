import type { DataFormat, PictureFormat } from './exports';
import type { FindingReference, ParameterOverride, SimulationOutcome } from './simulation';

/**
 * Messages between the extension and the timeline's webview, in both directions. The webview asks (`ready`), the extension
 * answers; the trace crosses once, as bytes.
 */

/** What the webview shows and keeps across reloads: where it looks, never the data. */
export interface TimelineViewState {
  readonly version: 1;
  readonly uri: string;
  readonly scenario: string;
  readonly seed: number;
  /** Fingerprint of the run the view was of: after a reload it tells whether the rerun is the same. */
  readonly fingerprint: string;
  /** Visible stretch in ns. */
  readonly from: number;
  readonly to: number;
  /** Scroll position of the rows in CSS pixels. */
  readonly scrollTop: number;
  /** Cursor in ns, or null. */
  readonly cursor: number | null;
  /** Selected span: row index and start in ns, or null. */
  readonly selection: { readonly row: number; readonly start: number } | null;
  /** Values that the run had instead of those of the document. */
  readonly overrides?: readonly ParameterOverride[];
}

/** What a run is compared with: the run before it, one with another seed, one of another scenario, one that was saved. */
export type ComparedWith = 'previous' | 'seed' | 'scenario' | 'saved' | 'nothing';

/** An outcome without its trace; the trace travels beside it as bytes. */
export type OutcomeWithoutTrace = Omit<SimulationOutcome, 'trace'>;

/** A run that another one is compared with; the trace encoded. */
export interface RunToCompare {
  readonly with: ComparedWith;
  readonly outcome: OutcomeWithoutTrace;
  readonly trace: Uint8Array;
}

/** Extension → webview. */
export type ToTimeline =
  | { readonly type: 'outcome'; readonly outcome: OutcomeWithoutTrace; readonly trace: Uint8Array; /** View to restore, if any. */ readonly view: TimelineViewState | null; /** False when a restored view was of another run. */ readonly sameRun: boolean; /** What it can be compared with. */ readonly comparable?: readonly ComparedWith[]; /** What it is compared with already. */ readonly comparison?: RunToCompare; /** The run comes out of a file and cannot be run again: path of its descriptor. */ readonly savedFrom?: string }
  | { readonly type: 'running'; readonly scenario: string; readonly progress: number; readonly virtualTime: number }
  | { readonly type: 'failed'; readonly text: string; /** What a button may offer: run again, show the value. */ readonly path: string | null }
  /** The file to be shown is none, or cannot be read. */
  | { readonly type: 'unreadable'; readonly text: string }
  /** The editor's cursor stands on a value: mark what it configured. */
  | { readonly type: 'highlight'; readonly path: string | null }
  /** Go to the first that the value at a pointer configured. */
  | { readonly type: 'show'; readonly path: string }
  /** Compare the run on show with this one. */
  | ({ readonly type: 'comparison' } & RunToCompare)
  /** Select a finding of the run on show. */
  | { readonly type: 'showFinding'; readonly finding: FindingReference }
  /** Draw the view for a file; it comes back as `picture`. */
  | { readonly type: 'drawPicture'; readonly format: PictureFormat }
  /** The document has changed since the run. */
  | { readonly type: 'stale'; readonly stale: boolean };

/** Webview → extension. */
export type FromTimeline =
  | { readonly type: 'ready'; readonly view: TimelineViewState | null }
  /** Reveal the JSON value in the editor. */
  | { readonly type: 'reveal'; readonly path: string }
  /** Show the page of a rule. */
  | { readonly type: 'explainRule'; readonly code: string }
  | { readonly type: 'run'; readonly seed: number | null; /** Values that the run has instead of those of the document. */ readonly overrides?: readonly ParameterOverride[]; /** It goes on with a change that an earlier run began: a slider is being moved. */ readonly goesOn?: boolean; /** The run, and those that follow, are to tell where stream pointers point. */ readonly streamPointers?: boolean }
  /** Write values into the document. */
  | { readonly type: 'writeParameters'; readonly overrides: readonly ParameterOverride[] }
  | { readonly type: 'compare'; readonly with: ComparedWith }
  | { readonly type: 'cancel' }
  | { readonly type: 'state'; readonly view: TimelineViewState }
  /** Save the run on show to a file. */
  | { readonly type: 'saveTrace' }
  /** Export the run on show. */
  | { readonly type: 'export'; readonly format: DataFormat }
  /** A picture of the view, to be saved. */
  | { readonly type: 'picture'; readonly format: PictureFormat; readonly bytes: Uint8Array }
  /** Copy text to the clipboard. */
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'error'; readonly text: string };
