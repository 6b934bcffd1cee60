import type { RuleDescription, SilentRule } from '../rule';

/** What rules of behaviour have in common. */
type Described = Omit<SilentRule, 'because' | 'defaultSeverity' | 'otherSeverities'>;

/** A mistake of a driver's behaviour: a run shows it, a document alone does not. */
export interface BehaviourRule extends Described, Pick<RuleDescription, 'defaultSeverity' | 'otherSeverities'> {
  /** `reported`: simulations of this version report it; otherwise a later version's will. */
  readonly because: { readonly kind: 'simulation'; readonly reported: boolean };
}

/** A promise of AVStream itself. The model keeps it, so that it is never a finding about a driver. */
export interface ModelInvariant extends Described {
  readonly because: { readonly kind: 'invariant' };
}

/** A rule that only the behaviour of driver and system can keep or break. */
export type SimulatedRule = BehaviourRule | ModelInvariant;

/** True for a promise of AVStream itself. */
export const isInvariant = (rule: SimulatedRule): rule is ModelInvariant => rule.because.kind === 'invariant';

/** Reasons, in short. */
export const later = { kind: 'simulation', reported: false } as const;
export const reported = { kind: 'simulation', reported: true } as const;
export const invariant = { kind: 'invariant' } as const;

