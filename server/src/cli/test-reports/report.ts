import type { Range } from '../../protocol/index';

/** An expectation that was not met. */
export interface ReportedMiss {
  /** What the document calls it: `Drops.AtMost`; empty for what is always expected. */
  readonly name: string;
  readonly message: string;
  readonly wanted?: string;
  readonly found?: string;
  /** Of the value that states it; zero-based as in LSP. */
  readonly range: Range;
}

/** What became of a simulation that was run as a test. */
export interface ReportedScenario {
  readonly label: string;
  /** Of its label. */
  readonly range: Range;
  readonly outcome:
    | { readonly kind: 'passed' }
    | { readonly kind: 'missed'; /** At least one. */ readonly misses: readonly ReportedMiss[] }
    /** It cannot be run, or what it expects cannot be expected. */
    | { readonly kind: 'impossible'; readonly message: string; readonly range: Range };
  /** Expectations that the document states. */
  readonly expectations: number;
  /** What happened in the run; empty where it was not run. */
  readonly headline: string;
  readonly milliseconds: number;
}

/** A file, with its simulations or the reason why it has none to run. */
export type ReportedFile = { readonly file: string } & ({ readonly kind: 'read'; readonly scenarios: readonly ReportedScenario[] } | { readonly kind: 'unread'; /** A sentence without a full stop. */ readonly reason: string });

/** How many simulations came to what; files that could not be read are counted by themselves. */
export interface Totals { readonly files: number; readonly scenarios: number; readonly passed: number; readonly missed: number; readonly impossible: number; readonly unread: number }

/** Adds up. */
export function totalsOf(files: readonly ReportedFile[]): Totals {
  const scenarios = files.flatMap((file) => (file.kind === 'read' ? file.scenarios : []));
  const count = (kind: ReportedScenario['outcome']['kind']): number => scenarios.filter(({ outcome }) => outcome.kind === kind).length;
  return { files: files.length, scenarios: scenarios.length, passed: count('passed'), missed: count('missed'), impossible: count('impossible'), unread: files.filter(({ kind }) => kind === 'unread').length };
}

/** `file:line:column`, counted from 1. */
export const placeText = (file: string, { start }: Range): string => `${file}:${start.line + 1}:${start.character + 1}`;
