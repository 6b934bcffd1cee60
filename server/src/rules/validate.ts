import type { DocumentProblem, Model, PinView } from '../document/index';
import { type Finding, type Place, type RelatedPlace, type Severities, type Severity, type TextArguments, compareFindings, severities, withSeverities } from '../findings/index';
import { type Negotiation, negotiationsOf } from '../simulation/negotiation/index';
import { placeAt, valueKey } from './place';
import { withoutSilenced } from './precedence';
import { ruleNamed, rules } from './registry';
import type { Report, Rule, Scope, Subjects } from './rule';
import { suppress } from './suppression/index';

/** A rule that failed: a mistake of ours, never of the document. */
export interface InternalProblem {
  readonly code: string;
  readonly error: unknown;
}

/** What the person who asks wants to see, and who hears of our own mistakes. */
export interface ValidationConfiguration {
  /** Severity by code instead of the rule's own; `off` drops the rule's findings. None of those that are named is quiet. */
  readonly severities?: Severities;
  /** Called once for each rule that throws. All other rules' findings stand. */
  readonly onInternalProblem?: (problem: InternalProblem) => void;
  /** Rules to check instead of all; for tests. */
  readonly rules?: readonly Rule[];
}

/** A finding before precedence. */
interface Draft {
  readonly code: string;
  /** Keys of the values it is about. */
  readonly about: readonly string[];
  readonly finding: Finding;
}

const noRelated: readonly RelatedPlace[] = [];
const noSeverities: Severities = new Map();

/** What is wrong with a document. */
export interface Validation {
  /** What is reported, in the order of {@link compareFindings}. */
  readonly findings: readonly Finding[];
  /** What the document itself suppresses, by a comment or a `Suppress` list, in the same order. */
  readonly suppressed: readonly Finding[];
}

/**
 * Checks every rule against a model: the problems of the document itself and what the rules find, one finding for each mistake, hints
 * included, in the order of {@link compareFindings}. Never throws.
 */
export const validate = (model: Model, configuration: ValidationConfiguration = {}): readonly Finding[] => validateDocument(model, configuration).findings;

/** The same as {@link validate}, with what the document suppresses. */
export function validateDocument(model: Model, configuration: ValidationConfiguration = {}): Validation {
  const drafts: Draft[] = model.problems.map(draftOfProblem);
  const checked = configuration.rules ?? rules;
  const run = <S extends Scope>(scope: S, subjects: readonly Subjects[S][], keyOf: (subject: Subjects[S]) => string | undefined): void => {
    for (const rule of checked) {
      if (rule.scope !== scope) continue;
      const error = checkSubjects(rule as Rule<S>, subjects, keyOf, model, drafts);
      if (error !== undefined) configuration.onInternalProblem?.({ code: rule.code, error });
    }
  };
  const unnamed = (): undefined => undefined;
  run('document', [model], unnamed);
  run('framing', model.framings, unnamed);
  run('item', model.items, unnamed);
  // Precedence among rules about pins and filters holds for the pin or filter, wherever on it they report.
  run('filter', model.configurations, ({ filter, condition = '' }) => `f${filter.node} ${condition}`);
  run('pin', model.configurations.flatMap((filter) => filter.pins), pinKey);
  run('graph', graphsOf(model, configuration), unnamed);
  const { shown, suppressed, problems } = suppress(model, withoutSilenced(drafts).map(({ finding }) => finding), () => drafts.map(({ finding }) => finding));
  const findings = [...shown, ...problems.map((problem) => findingOf(problem.code, problem.variant, problem.arguments, problem.place, noRelated))];
  const configured = configuration.severities ?? noSeverities;
  return { findings: withSeverities(findings.sort(compareFindings), configured), suppressed: withSeverities([...suppressed].sort(compareFindings), configured) };
}

/** Names a pin for precedence: each of its variants for itself. */
const pinKey = ({ pin, condition = '' }: PinView): string => `p${pin.node} ${condition}`;

/** The graphs that the simulations of a document state; none when working them out fails. */
function graphsOf(model: Model, { onInternalProblem }: ValidationConfiguration): readonly Negotiation[] {
  try {
    return negotiationsOf(model);
  } catch (error) {
    onInternalProblem?.({ code: 'graph', error });
    return [];
  }
}

/**
 * Runs one rule on every subject of its scope. What it says twice about one value is taken once, the graver where they differ: variants of a pin and filters that share a table of pins have values in common. Gives the first error it threw;
 * the subjects on which it threw are passed over.
 */
function checkSubjects<S extends Scope>(rule: Rule<S>, subjects: readonly Subjects[S][], keyOf: (subject: Subjects[S]) => string | undefined, model: Model, drafts: Draft[]): unknown {
  let subject: Subjects[S];
  let said: Map<string, number> | undefined;
  const report: Report = (where, variant, values = {}, options = {}) => {
    const severity = options.severity ?? rule.defaultSeverity;
    const place = placeAt(model.tree, where);
    // By the place: forms of one object are objects of their own. Fields that are not written share the place of their object.
    const stretch = `${place.start}-${place.end} ${typeof where === 'number' ? '' : where[1]}`;
    const before = said?.get(stretch);
    if (before !== undefined && severities.indexOf(drafts[before]!.finding.severity) <= severities.indexOf(severity)) return;
    const about = [where, ...(options.about ?? [])].map(valueKey);
    const subjectKey = keyOf(subject);
    if (subjectKey !== undefined) about.push(subjectKey);
    if (options.pins) about.push(...options.pins.map(pinKey));
    const related = options.related?.map((other) => ({ ...placeAt(model.tree, other.where), text: `${rule.code}.${other.text}`, arguments: other.arguments ?? {} }));
    const draft = { code: rule.code, about, finding: findingOf(rule.code, variant, values, place, related ?? noRelated, severity) };
    if (before === undefined) (said ??= new Map()).set(stretch, drafts.push(draft) - 1);
    else drafts[before] = { ...draft, about: [...drafts[before]!.about, ...about] };
  };
  let failure: unknown;
  for (subject of subjects) {
    try {
      rule.check(subject, report, model);
    } catch (error) {
      failure ??= error ?? new Error('no reason given');
    }
  }
  return failure;
}

/** The finding that a mistake in the document itself is. */
function draftOfProblem({ code, variant, arguments: values, start, end, node, related }: DocumentProblem): Draft {
  return { code, about: [], finding: findingOf(code, variant, values, { node, start, end }, related ? [{ ...related, text: `${code}.related`, arguments: values }] : noRelated) };
}

function findingOf(code: string, variant: string, values: TextArguments, place: Place, related: readonly RelatedPlace[], severity: Severity = ruleNamed(code)?.defaultSeverity ?? 'error'): Finding {
  return { code, severity, quiet: severity === 'hint', text: `${code}.${variant}`, arguments: values, place, related };
}
