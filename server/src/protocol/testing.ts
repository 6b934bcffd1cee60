import type { Range } from './simulation';

/** Simulations as tests: requests of the client. Types and names only. */

/** Names of our own LSP methods about tests. */
export const testingMethods = {
  /** Client → server: the simulations of a descriptor as tests. `ListTestsParameters` → `ListTestsResult`. */
  listTests: 'avstream/listTests',
  /** Client → server: run one, and hold it to what it expects. `RunTestParameters` → `RunTestResult`; cancelled like any request. */
  runTest: 'avstream/runTest',
} as const;

/** A descriptor, open or not. */
export interface ListTestsParameters {
  readonly uri: string;
  /** What it says, as the editor or the file has it: it need not be open. */
  readonly text: string;
}

/** A simulation as a test. */
export interface TestSummary {
  readonly label: string;
  /** Position in the document's `Simulations`. */
  readonly index: number;
  readonly description: string;
  /** How many expectations the document states. */
  readonly expectations: number;
  /** Of its label. */
  readonly range: Range;
  /** Why it cannot be run as it stands, or why what it expects cannot be expected; absent when it can. */
  readonly problem?: string;
}
export interface ListTestsResult {
  readonly tests: readonly TestSummary[];
  /** Why there may be more than can be seen; absent when these are all. */
  readonly problem?: string;
}

export interface RunTestParameters extends ListTestsParameters {
  /** Position in the document's `Simulations`. */
  readonly index: number;
}

/** An expectation that was not met, in the reader's language. */
export interface MissedExpectation {
  /** What was expected, what came instead, and what decided it. */
  readonly text: string;
  /** The two of them side by side, where that says something. */
  readonly wanted?: string;
  readonly found?: string;
  /** Of the value that states it. */
  readonly range: Range;
}

export type RunTestResult =
  /** `headline` says in a line what happened in the run. */
  | { readonly kind: 'passed'; readonly headline: string; readonly expectations: number }
  | { readonly kind: 'missed'; readonly headline: string; readonly expectations: number; /** At least one. */ readonly misses: readonly MissedExpectation[] }
  /** It was not run: `text` says why, and `range` where. */
  | { readonly kind: 'impossible'; readonly text: string; readonly range: Range | null };
