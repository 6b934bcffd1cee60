/** `docs/rules/index.json`: every rule in short, for lists of rules. Generated with the pages; read by client and command line. */

/**
 * What becomes of a rule.
 *
 * - `checked`: reported by the validator
 * - `simulated`: reported by simulations
 * - `later`: needs a run; no simulation reports it yet
 * - `invariant`: AVStream's own promise, kept by the model; never a finding
 * - `said`: another rule says it in its message
 * - `unchecked`: not checked, for the reason on its page
 */
export type RuleState = 'checked' | 'simulated' | 'later' | 'invariant' | 'said' | 'unchecked';

/** One rule. */
export interface RuleSummary {
  /** `FRM-25`; its page is `FRM-25.md` beside the index. */
  readonly code: string;
  readonly title: string;
  /** Title of the chapter that holds it; rules of one chapter stand together. */
  readonly chapter: string;
  readonly state: RuleState;
  /** By default; an invariant has none. */
  readonly severity: 'error' | 'warning' | 'info' | 'hint' | null;
}

/** The whole file. */
export interface RuleIndex {
  /** Grows when something in the file changes its meaning. */
  readonly version: 1;
  /** By chapter, and by code within each. */
  readonly rules: readonly RuleSummary[];
}
