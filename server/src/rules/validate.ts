import { type DocumentProblem, type FilterView, type Model, type PinView, type VariantView, elementsIn } from '../document/index';
import { type Finding, type Place, type RelatedPlace, type Severities, type Severity, type TextArguments, compareFindings, severities, withSeverities } from '../findings/index';
import { distinctSimulations } from '../simulation/negotiation/index';
// Not from the folder's index: that brings the engine along.
import { simulationsOf } from '../simulation/compile/simulations';
import { type Checker, type Outcome, type Outcomes, checkersOf, outcomesOf } from './outcomes';
import { placeAt, valueKey } from './place';
import { withoutSilenced } from './precedence';
import { ruleNamed, rules } from './registry';
import type { Rule, Subjects } from './rule';
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
  const steps = validationSteps(model, configuration);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Subjects that are looked at in one step. */
const stride = 32;

/**
 * Does what {@link validateDocument} does in short steps: whoever has something else to do goes on with the rest later, or leaves it. What rules said of a
 * subject is not asked again while the subject stays the same object, so that after an edit of a document that is kept by `modelAfter` only the rules run
 * whose subject the edit touches; their places in the text are looked up anew.
 */
export function* validationSteps(model: Model, configuration: ValidationConfiguration = {}): Generator<undefined, Validation, undefined> {
  const drafts: Draft[] = model.problems.map(draftOfProblem);
  const checkers = checkersOf(configuration.rules ?? rules);
  const add = (list: readonly Rule[], said: Said): void => {
    for (const rule of list) {
      const of = said.get(rule);
      const failure = of === undefined ? undefined : addDrafts(rule, of, model, drafts);
      if (failure !== undefined) configuration.onInternalProblem?.({ code: rule.code, error: failure.error });
    }
  };
  for (const rule of checkers.document) {
    const said: Said = new Map();
    note(said, noIdentity, outcomesOf([rule], model, model));
    add([rule], said);
    yield;
  }
  function* check<S extends 'element' | 'framing' | 'item' | 'filter' | 'pin'>(checker: Checker<S>, subjects: readonly Subjects[S][], identify: (subject: Subjects[S]) => Identity): Generator<undefined, void, undefined> {
    const said: Said = new Map();
    const outcomesAt = checker.outcomesIn(subjects, model);
    for (const [index, subject] of subjects.entries()) {
      const outcomes = outcomesAt(index);
      if (outcomes.length > 0) note(said, identify(subject), outcomes);
      if (index % stride === stride - 1) yield;
    }
    add(checker.rules, said);
    yield;
  }
  const unnamed = (): Identity => noIdentity;
  yield* check(checkers.element, elementsIn(model), unnamed);
  yield* check(checkers.framing, model.framings.filter(({ isPlaceholder }) => !isPlaceholder), unnamed);
  yield* check(checkers.item, model.items.filter(({ framing }) => !framing.isPlaceholder), unnamed);
  // Precedence among rules about pins and filters holds for the pin or filter, wherever on it they report.
  yield* check(checkers.filter, model.configurations, (filter) => ({ key: filterKey(filter), variant: filter.variant }));
  yield* check(checkers.pin, model.configurations.flatMap((filter) => filter.pins), (pin) => ({ key: pinKey(pin), variant: pin.variant ?? pin.filter.variant }));

  const said: Said = new Map();
  for (const [index, simulation] of simulationsOf(model).entries()) {
    if (checkers.simulation.length > 0) note(said, noIdentity, checkers.ofSimulation(model, simulation, index));
    if (index % stride === stride - 1) yield;
  }
  let failure: { readonly error: unknown } | undefined;
  for (const { simulation, index } of checkers.graph.length > 0 ? distinctSimulations(model) : []) {
    try {
      note(said, noIdentity, checkers.ofGraphs(model, simulation, index));
    } catch (error) {
      failure ??= { error };
    }
    yield;
  }
  if (failure) configuration.onInternalProblem?.({ code: 'graph', error: failure.error });
  add([...checkers.simulation, ...checkers.graph], said);
  yield;

  const { shown, suppressed, problems } = suppress(model, withoutSilenced(drafts).map(({ finding }) => finding), () => drafts.map(({ finding }) => finding));
  yield;
  const findings = [...shown, ...problems.map((problem) => findingOf(problem.code, problem.variant, problem.arguments, problem.place, noRelated))];
  const configured = configuration.severities ?? noSeverities;
  return { findings: withSeverities(findings.sort(compareFindings), configured), suppressed: withSeverities([...suppressed].sort(compareFindings), configured) };
}

/** What a subject is called among the others of its scope, and which variant of an object it is. */
interface Identity { readonly key: string | undefined; readonly variant: VariantView | undefined }
const noIdentity: Identity = { key: undefined, variant: undefined };

/** What rules said of the subjects of a scope, in the order of the subjects. */
type Said = Map<Rule, { readonly identity: Identity; readonly outcome: Outcome }[]>;

function note(said: Said, identity: Identity, outcomes: Outcomes): void {
  for (const outcome of outcomes) {
    const of = said.get(outcome.rule);
    if (of) of.push({ identity, outcome });
    else said.set(outcome.rule, [{ identity, outcome }]);
  }
}

/** What a rule has said of one place: the draft, and the variants of which it holds. */
interface SaidThere { readonly draft: number; readonly severity: Severity; readonly variants: VariantView[] }

/** Name a pin or a filter for precedence: each of its variants for itself. */
const pinKey = ({ pin, variant }: PinView): string => `p${pin.node} ${variant?.index ?? 0}`;
const filterKey = ({ filter, variant }: FilterView): string => `f${filter.node} ${variant?.index ?? 0}`;

/**
 * Makes drafts of what one rule said. What it says twice about one value is taken once, the graver where they differ: variants of a pin and filters that share a table of pins have values in common. Gives the first error it threw;
 * the subjects on which it threw are passed over.
 */
function addDrafts(rule: Rule, said: readonly { readonly identity: Identity; readonly outcome: Outcome }[], model: Model, drafts: Draft[]): Outcome['failure'] {
  const places = new Map<string, SaidThere>();
  let failure: Outcome['failure'];
  for (const { identity: { key, variant: form }, outcome } of said) {
    failure ??= outcome.failure;
    for (const { where, variant, values, options } of outcome.calls) {
      const severity = options.severity ?? rule.defaultSeverity;
      const place = placeAt(model.tree, where);
      // By the place: forms of one object are objects of their own. Fields that are not written share the place of their object.
      const stretch = `${place.start}-${place.end} ${typeof where === 'number' ? '' : where[1]}`;
      const before = places.get(stretch);
      if (before !== undefined && severities.indexOf(before.severity) <= severities.indexOf(severity)) {
        if (form && before.severity === severity && !before.variants.some(({ node }) => node === form.node)) before.variants.push(form);
        continue;
      }
      const about = [where, ...(options.about ?? [])].map(valueKey);
      if (key !== undefined) about.push(key);
      if (options.pins) about.push(...options.pins.map(pinKey));
      const related = options.related?.map((other) => ({ ...placeAt(model.tree, other.where), text: `${rule.code}.${other.text}`, arguments: other.arguments ?? {} }));
      const draft = { code: rule.code, about, finding: findingOf(rule.code, variant, values, place, related ?? noRelated, severity) };
      const index = before?.draft ?? drafts.length;
      drafts[index] = before === undefined ? draft : { ...draft, about: [...drafts[index]!.about, ...about] };
      places.set(stretch, { draft: index, severity, variants: form ? [form] : [] });
    }
  }
  for (const { draft, variants } of places.values()) if (variants.length > 0) drafts[draft] = withConditions(drafts[draft]!, variants, model);
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
