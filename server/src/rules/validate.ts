import type { DocumentProblem, Model } from '../document/index';
import { type Finding, type RelatedPlace, type Severity, compareFindings } from '../findings/index';
import { placeAt, valueKey } from './place';
import { withoutSilenced } from './precedence';
import { ruleNamed, rules } from './registry';
import type { Report, Rule, Scope, Subjects } from './rule';

/** A rule that failed: a mistake of ours, never of the document. */
export interface InternalProblem {
  readonly code: string;
  readonly error: unknown;
}

/** What the person who asks wants to see, and who hears of our own mistakes. */
export interface ValidationConfiguration {
  /** Severity by code instead of the rule's own; `off` drops the rule's findings. */
  readonly severities?: ReadonlyMap<string, Severity | 'off'>;
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

/**
 * Checks every rule against a model: the problems of the document itself and what the rules find, one finding for each mistake,
 * in the order of {@link compareFindings}. Never throws.
 */
export function validate(model: Model, configuration: ValidationConfiguration = {}): readonly Finding[] {
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
  run('filter', model.filters, ({ filter }) => `f${filter.node}`);
  run('pin', model.filters.flatMap((filter) => filter.pins), ({ pin }) => `p${pin.node}`);
  const findings: Finding[] = [];
  for (const { finding } of withoutSilenced(drafts)) {
    const severity = configuration.severities?.get(finding.code) ?? finding.severity;
    if (severity !== 'off') findings.push(severity === finding.severity ? finding : { ...finding, severity });
  }
  return findings.sort(compareFindings);
}

/**
 * Runs one rule on every subject of its scope. What it says twice about one value of a subject is taken once. Gives the first error it threw;
 * the subjects on which it threw are passed over.
 */
function checkSubjects<S extends Scope>(rule: Rule<S>, subjects: readonly Subjects[S][], keyOf: (subject: Subjects[S]) => string | undefined, model: Model, drafts: Draft[]): unknown {
  let subject: Subjects[S];
  let said: Set<string> | undefined;
  const report: Report = (where, variant, values = {}, options = {}) => {
    const key = valueKey(where);
    const once = `${key} ${variant}`;
    if (said?.has(once) === true) return;
    (said ??= new Set()).add(once);
    const about = [key, ...(options.about ?? []).map(valueKey)];
    const subjectKey = keyOf(subject);
    if (subjectKey !== undefined) about.push(subjectKey);
    const related = options.related?.map((place) => ({ ...placeAt(model.tree, place.where), text: `${rule.code}.${place.text}`, arguments: place.arguments ?? {} }));
    drafts.push({
      code: rule.code,
      about,
      finding: { code: rule.code, severity: options.severity ?? rule.defaultSeverity, text: `${rule.code}.${variant}`, arguments: values, place: placeAt(model.tree, where), related: related ?? noRelated },
    });
  };
  let failure: unknown;
  for (subject of subjects) {
    said = undefined;
    try {
      rule.check(subject, report, model);
    } catch (error) {
      failure ??= error ?? new Error('no reason given');
    }
  }
  return failure;
}

/** The finding that a mistake in the document itself is. */
function draftOfProblem(problem: DocumentProblem): Draft {
  const { code, variant, start, end, node, related } = problem;
  const finding: Finding = {
    code,
    severity: ruleNamed(code)?.defaultSeverity ?? 'error',
    text: `${code}.${variant}`,
    arguments: problem.arguments,
    place: { node, start, end },
    related: related ? [{ ...related, text: `${code}.related`, arguments: problem.arguments }] : noRelated,
  };
  return { code, about: [], finding };
}
