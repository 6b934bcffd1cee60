import type { DocumentProblem, FilterView, Model, PinView, VariantView } from '../document/index';
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
  const run = <S extends Scope>(scope: S, subjects: readonly Subjects[S][], identify: Identify<S>): void => {
    for (const rule of checked) {
      if (rule.scope !== scope) continue;
      const error = checkSubjects(rule as Rule<S>, subjects, identify, model, drafts);
      if (error !== undefined) configuration.onInternalProblem?.({ code: rule.code, error });
    }
  };
  const unnamed = (): Identity => noIdentity;
  run('document', [model], unnamed);
  run('framing', model.framings.filter(({ isPlaceholder }) => !isPlaceholder), unnamed);
  run('item', model.items.filter(({ framing }) => !framing.isPlaceholder), unnamed);
  // Precedence among rules about pins and filters holds for the pin or filter, wherever on it they report.
  run('filter', model.configurations, (filter) => ({ key: filterKey(filter), variant: filter.variant }));
  run('pin', model.configurations.flatMap((filter) => filter.pins), (pin) => ({ key: pinKey(pin), variant: pin.variant ?? pin.filter.variant }));
  run('graph', graphsOf(model, configuration), unnamed);
  const { shown, suppressed, problems } = suppress(model, withoutSilenced(drafts).map(({ finding }) => finding), () => drafts.map(({ finding }) => finding));
  const findings = [...shown, ...problems.map((problem) => findingOf(problem.code, problem.variant, problem.arguments, problem.place, noRelated))];
  const configured = configuration.severities ?? noSeverities;
  return { findings: withSeverities(findings.sort(compareFindings), configured), suppressed: withSeverities([...suppressed].sort(compareFindings), configured) };
}

/** What a subject is called among the others of its scope, and which variant of an object it is. */
interface Identity { readonly key: string | undefined; readonly variant: VariantView | undefined }
type Identify<S extends Scope> = (subject: Subjects[S]) => Identity;
const noIdentity: Identity = { key: undefined, variant: undefined };

/** What a rule has said of one place: the draft, and the variants of which it holds. */
interface Said { readonly draft: number; readonly severity: Severity; readonly variants: VariantView[] }

/** Name a pin or a filter for precedence: each of its variants for itself. */
const pinKey = ({ pin, variant }: PinView): string => `p${pin.node} ${variant?.index ?? 0}`;
const filterKey = ({ filter, variant }: FilterView): string => `f${filter.node} ${variant?.index ?? 0}`;

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
function checkSubjects<S extends Scope>(rule: Rule<S>, subjects: readonly Subjects[S][], identify: Identify<S>, model: Model, drafts: Draft[]): unknown {
  let subject: Subjects[S];
  let said: Map<string, Said> | undefined;
  const report: Report = (where, variant, values = {}, options = {}) => {
    const severity = options.severity ?? rule.defaultSeverity;
    const place = placeAt(model.tree, where);
    // By the place: forms of one object are objects of their own. Fields that are not written share the place of their object.
    const stretch = `${place.start}-${place.end} ${typeof where === 'number' ? '' : where[1]}`;
    const before = said?.get(stretch);
    const { key, variant: form } = identify(subject);
    if (before !== undefined && severities.indexOf(before.severity) <= severities.indexOf(severity)) {
      if (form && before.severity === severity && !before.variants.some(({ node }) => node === form.node)) before.variants.push(form);
      return;
    }
    const about = [where, ...(options.about ?? [])].map(valueKey);
    if (key !== undefined) about.push(key);
    if (options.pins) about.push(...options.pins.map(pinKey));
    const related = options.related?.map((other) => ({ ...placeAt(model.tree, other.where), text: `${rule.code}.${other.text}`, arguments: other.arguments ?? {} }));
    const draft = { code: rule.code, about, finding: findingOf(rule.code, variant, values, place, related ?? noRelated, severity) };
    const index = before?.draft ?? drafts.length;
    drafts[index] = before === undefined ? draft : { ...draft, about: [...drafts[index]!.about, ...about] };
    (said ??= new Map<string, Said>()).set(stretch, { draft: index, severity, variants: form ? [form] : [] });
  };
  let failure: unknown;
  for (subject of subjects) {
    try {
      rule.check(subject, report, model);
    } catch (error) {
      failure ??= error ?? new Error('no reason given');
    }
  }
  for (const { draft, variants } of said?.values() ?? []) if (variants.length > 0) drafts[draft] = withConditions(drafts[draft]!, variants, model);
  return failure;
}

/** Says under which conditions a finding holds, unless it holds in every form of the object or stands in the variant itself. */
function withConditions(draft: Draft, variants: readonly VariantView[], { tree }: Model): Draft {
  const { finding } = draft;
  const apart = variants.filter(({ node }) => finding.place.start < tree.start[node]! || finding.place.end > tree.end[node]!);
  if (apart.length < variants.length || variants.length >= variants[0]!.of) return draft;
  const related = apart.map(({ node, condition }) => ({ ...placeAt(tree, node), text: condition === undefined ? 'variant.unnamed' : 'variant.condition', arguments: { condition: condition ?? '' } }));
  return { ...draft, finding: { ...finding, related: [...finding.related, ...related] } };
}

/** The finding that a mistake in the document itself is. */
function draftOfProblem({ code, variant, arguments: values, start, end, node, related }: DocumentProblem): Draft {
  return { code, about: [], finding: findingOf(code, variant, values, { node, start, end }, related ? [{ ...related, text: `${code}.related`, arguments: values }] : noRelated) };
}

function findingOf(code: string, variant: string, values: TextArguments, place: Place, related: readonly RelatedPlace[], severity: Severity = ruleNamed(code)?.defaultSeverity ?? 'error'): Finding {
  return { code, severity, quiet: severity === 'hint', text: `${code}.${variant}`, arguments: values, place, related };
}
