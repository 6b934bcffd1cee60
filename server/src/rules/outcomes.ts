import { type Instance, type Model, bound } from '../document/index';
import type { TextArguments } from '../findings/index';
import type { Simulation } from '../ks/index';
import type { Report, ReportOptions, Rule, Scope, Subjects, Where } from './rule';
import { keptWithSimulation, negotiationsIn } from './simulation-facts';

/** One report of a rule, before it has a place in the text. */
export interface Call {
  readonly where: Where;
  readonly variant: string;
  readonly values: TextArguments;
  readonly options: ReportOptions;
}

/** What a rule said of one subject. */
export interface Outcome {
  readonly rule: Rule;
  readonly calls: readonly Call[];
  /** What it threw, after these calls. */
  readonly failure?: { readonly error: unknown };
}

/** What rules said of a subject; rules that said nothing are left out. */
export type Outcomes = readonly Outcome[];

/** Runs rules on one subject, which is one of their scope. */
export function outcomesOf(rules: readonly Rule[], subject: Subjects[Scope], model: Model): Outcomes {
  const outcomes: Outcome[] = [];
  for (const rule of rules) {
    let calls: Call[] | undefined;
    const report: Report = (where, variant, values = {}, options = {}) => {
      (calls ??= []).push({ where, variant, values, options });
    };
    let failure: Outcome['failure'];
    try {
      rule.check(subject, report, model);
    } catch (error) {
      failure = { error: error ?? new Error('no reason given') };
    }
    if (calls !== undefined || failure !== undefined) outcomes.push({ rule, calls: calls ?? [], ...(failure ? { failure } : {}) });
  }
  return outcomes;
}

/** Rules of one scope, and what they have said of subjects that are still there. */
export interface Checker<S extends Scope> {
  readonly rules: readonly Rule[];
  /** Begins with the subjects of a model; they are asked for by index, in order, and each is answered with what the rules say of it in their order. */
  readonly outcomesIn: (subjects: readonly Subjects[S][], model: Model) => (index: number) => Outcomes;
}

/** What was said of the subjects of a list, by index, as long as `context` was the same. */
interface Column {
  readonly subjects: readonly object[];
  readonly context: unknown;
  readonly outcomes: readonly Outcomes[];
}

/**
 * Remembers what was said of lists of subjects. After most edits nearly all stand in the same places: comparing places takes a fraction of the time of looking up each subject.
 * @param outcomesOfOne looks the subject up, and runs the rules where it is not known
 */
function byPlace<T extends object>(contextOf: (model: Model) => unknown, outcomesOfOne: (subject: T, model: Model) => Outcomes): (subjects: readonly T[], model: Model) => (index: number) => Outcomes {
  // A list is found again by its first or last subject: an edit touches one of them at most, nearly always.
  const columns = new WeakMap<object, Column>();
  return (subjects, model) => {
    const last = subjects.length - 1;
    if (last < 0) return () => [];
    const [start, end] = [subjects[0]!, subjects[last]!];
    const context = contextOf(model);
    const known = columns.get(start) ?? columns.get(end);
    const before = known?.context === context ? known : undefined;
    const outcomes: Outcomes[] = [];
    return (index) => {
      const subject = subjects[index]!;
      const found = before?.subjects[index] === subject ? before.outcomes[index]! : outcomesOfOne(subject, model);
      outcomes.push(found);
      if (index === last && outcomes.length === subjects.length) for (const key of [start, end]) columns.set(key, { subjects, context, outcomes });
      return found;
    };
  };
}

/** Whether a rule may ask the model for more than its subject. */
const takesModel = (rule: Rule): boolean => rule.check.length >= 3;

/** Checks subjects that are views. A rule that does not take the model reads nothing but what the subject leads to, so that what it said holds as long as the subject is the same object. */
function createChecker<S extends 'item' | 'framing' | 'pin' | 'filter'>(rules: readonly Rule[]): Checker<S> {
  const known = new WeakMap<object, Outcomes>();
  const kept = rules.filter((rule) => !takesModel(rule));
  const again = rules.filter(takesModel);
  const keptIn = byPlace<Subjects[S]>(() => undefined, (subject, model) => {
    let found = known.get(subject);
    if (!found) known.set(subject, (found = outcomesOf(kept, subject, model)));
    return found;
  });
  return {
    rules,
    outcomesIn: (subjects, model) => {
      const keptAt = keptIn(subjects, model);
      if (again.length === 0) return keptAt;
      return (index) => {
        const found = keptAt(index);
        const more = outcomesOf(again, subjects[index]!, model);
        return more.length === 0 ? found : [...found, ...more];
      };
    },
  };
}

/** Checks elements. What their rules ask the model for is what Target says. */
function createElementChecker(rules: readonly Rule[]): Checker<'element'> {
  const known = new WeakMap<object, { readonly target: unknown; readonly outcomes: Outcomes }>();
  return {
    rules,
    outcomesIn: byPlace<Subjects['element']>(targetOf, (subject, model) => {
      const target = targetOf(model);
      const before = known.get(subject);
      if (before !== undefined && before.target === target) return before.outcomes;
      const outcomes = outcomesOf(rules, subject, model);
      known.set(subject, { target, outcomes });
      return outcomes;
    }),
  };
}

/** What stands for all that the document says of the machine: Target, which says the same as long as it is the same object, or what is supposed without it. */
function targetOf({ document, architecture }: Model): unknown {
  const value = document && bound(document, 'Target');
  return value?.state === 'present' && value.kind === 'instance' ? value.instance : architecture;
}

/** A set of rules by what they look at, with what is known from versions of documents that were checked before. */
export interface Checkers {
  readonly document: readonly Rule[];
  readonly element: Checker<'element'>;
  readonly item: Checker<'item'>;
  readonly framing: Checker<'framing'>;
  readonly pin: Checker<'pin'>;
  readonly filter: Checker<'filter'>;
  readonly simulation: readonly Rule[];
  readonly ofSimulation: (model: Model, simulation: Instance<typeof Simulation>, index: number) => Outcomes;
  readonly graph: readonly Rule[];
  readonly ofGraphs: (model: Model, simulation: Instance<typeof Simulation>, index: number) => Outcomes;
}

const checkers = new WeakMap<readonly Rule[], Checkers>();

/** The checkers of a set of rules. */
export function checkersOf(rules: readonly Rule[]): Checkers {
  let found = checkers.get(rules);
  if (!found) {
    const about = (scope: Scope): readonly Rule[] => rules.filter((rule) => rule.scope === scope);
    const [simulation, graph] = [about('simulation'), about('graph')];
    found = {
      document: about('document'), element: createElementChecker(about('element')), item: createChecker(about('item')), framing: createChecker(about('framing')), pin: createChecker(about('pin')), filter: createChecker(about('filter')),
      simulation, graph,
      ofSimulation: keptWithSimulation((model, subject) => outcomesOf(simulation, subject, model)),
      ofGraphs: keptWithSimulation((model, subject, index) => negotiationsIn(model, subject, index).flatMap((negotiation) => outcomesOf(graph, negotiation, model))),
    };
    checkers.set(rules, found);
  }
  return found;
}
