import type { DocumentProblem, Model } from '../document/index';
import { type Finding, type RelatedPlace, type Severity, compareFindings } from '../findings/index';
import { placeAt, valueKey } from './place';
import { withoutSilenced } from './precedence';
import { documentRule, rules } from './registry';
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
  const failed = new Set<string>();
  const run = <S extends Scope>(scope: S, subjects: readonly Subjects[S][], keyOf: (subject: Subjects[S]) => string | undefined): void => {
    const ofScope = checked.filter((rule): rule is Rule<S> => rule.scope === scope);
    if (ofScope.length === 0) return;
    for (const subject of subjects) {
      const key = keyOf(subject);
      for (const rule of ofScope) {
        try {
          checkSubject(rule, subject, key, model, drafts);
        } catch (error) {
          if (failed.has(rule.code)) continue;
          failed.add(rule.code);
          configuration.onInternalProblem?.({ code: rule.code, error });
        }
      }
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

/** Runs one rule on one subject. What it says twice about one value is taken once. */
function checkSubject<S extends Scope>(rule: Rule<S>, subject: Subjects[S], subjectKey: string | undefined, model: Model, drafts: Draft[]): void {
  let said: Set<string> | undefined;
  const report: Report = (where, variant, values = {}, options = {}) => {
    const key = valueKey(where);
    const text = `${rule.code}.${variant}`;
    const once = `${key} ${variant}`;
    if (said?.has(once) === true) return;
    (said ??= new Set()).add(once);
    const about = [key, ...(options.about ?? []).map(valueKey)];
    if (subjectKey !== undefined) about.push(subjectKey);
    const related = options.related?.map((place) => ({ ...placeAt(model.tree, place.where), text: `${rule.code}.${place.text}`, arguments: place.arguments ?? {} }));
    drafts.push({
      code: rule.code,
      about,
      finding: { code: rule.code, severity: options.severity ?? rule.defaultSeverity, text, arguments: values, place: placeAt(model.tree, where), related: related ?? noRelated },
    });
  };
  rule.check(subject, report, model);
}

/** The finding that a mistake in the document itself is. */
function draftOfProblem(problem: DocumentProblem): Draft {
  const { code, variant, start, end, node, related } = problem;
  const finding: Finding = {
    code,
    severity: documentRule(code).defaultSeverity,
    text: `${code}.${variant}`,
    arguments: problem.arguments,
    place: { node, start, end },
    related: related ? [{ ...related, text: `${code}.related`, arguments: problem.arguments }] : noRelated,
  };
  return { code, about: [], finding };
}
