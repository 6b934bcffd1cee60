import type { ElementView, FilterView, FramingView, Instance, ItemView, Model, NodeId, PinView } from '../document/index';
import type { Severity, TextArguments } from '../findings/index';
import type { Evidence, Simulation, Source } from '../ks/index';
import type { Negotiation } from '../simulation/negotiation/index';

/**
 * What a rule looks at, one at a time. An edit re-runs only the rules whose subject it touches: what a rule has said of a subject stands for as long as the
 * subject and everything that can be reached from it stays the same. A rule about items, framings, pins or filters that asks for the model, too, is run again
 * after each edit. A rule about simulations may ask it for what the simulation names, one about elements for what Target says and for the text of the element.
 */
export interface Subjects {
  /** One element of the document, for rules that look at each structure by itself. */
  readonly element: ElementView;
  /** One item of a framing, once however many pins use the framing. */
  readonly item: ItemView;
  /** One framing, once however many pins use it. */
  readonly framing: FramingView;
  /** One pin of one filter, with everything it points to. */
  readonly pin: PinView;
  readonly filter: FilterView;
  /** One simulation, with what it names. */
  readonly simulation: Instance<typeof Simulation>;
  /** The graph of one simulation, negotiated, in one configuration of the filters. */
  readonly graph: Negotiation;
  readonly document: Model;
}
export type Scope = keyof Subjects;

/** A place to report: a field of a structure (its value, or the object itself when the field is by default), or a node. */
export type Where = NodeId | readonly [instance: Instance, field: string];

/** What a rule may add to a report. */
export interface ReportOptions {
  /** Another severity than the rule's default, one of the rule's {@link RuleDescription.otherSeverities}. */
  readonly severity?: Severity;
  /** Places that have part in it; `text` is the variant of the rule's texts that says how. */
  readonly related?: readonly { readonly where: Where; readonly text: string; readonly arguments?: TextArguments }[];
  /**
   * Values that the finding is about besides the one it stands on. Of two findings about one value, precedence keeps the stronger:
   * a range outside another is about both, so that an empty range silences it whichever of the two is empty.
   */
  readonly about?: readonly Where[];
  /** Pins that the finding of a rule about graphs is about: precedence among rules about pins holds with it too. */
  readonly pins?: readonly PinView[];
}

/** Takes the findings of a rule. `variant` names one of the rule's texts. */
export type Report<V extends string = string> = (where: Where, variant: V, values?: TextArguments, options?: ReportOptions) => void;

/** What every rule says about itself. The documentation page, the settings and the texts come from here. */
export interface RuleDescription {
  /** `FRM-25`; never renumbered, never reused. */
  readonly code: string;
  /** A few words, as in a table of contents. */
  readonly title: string;
  readonly area: Area;
  readonly defaultSeverity: Severity;
  /** Severities that a part of the condition has instead, and which part that is. */
  readonly otherSeverities?: readonly { readonly severity: Severity; readonly when: string }[];
  readonly evidence: readonly Evidence[];
  readonly sources: readonly Source[];
  /** First version that has the rule. */
  readonly since: string;
  /** True when what is found does nothing, so that an editor may show it faded. */
  readonly unnecessary?: true;
  /** When the rule is broken, in one sentence. */
  readonly condition: string;
  /** What then happens on Windows (or, for an inferred rule, what is expected to). */
  readonly effect: string;
  /** What to write instead. */
  readonly remedy: string;
  /** Sentences of findings and related places, by variant, with `{arguments}`. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Subjects that rules are about, each with a chapter in the index of rules. */
export type Area = 'document' | 'framing' | 'frameSize' | 'compression' | 'memory' | 'pin' | 'filter' | 'dispatch' | 'dma' | 'commonBuffer' | 'dataRange' | 'negotiation' | 'allocator' | 'createRequest' | 'state' | 'streamPointer' | 'streamHeader';

/** A rule that the validator checks: data plus one function. */
export interface Rule<S extends Scope = Scope> extends RuleDescription {
  readonly scope: S;
  /** Reports what is broken in one subject of a model. Unknown facts report nothing. */
  check(subject: Subjects[S], report: Report, model: Model): void;
}

/** A rule with its texts known by name, so that reporting an unknown variant is a compile error. */
export const defineRule = <const S extends Scope, const T extends Readonly<Record<string, string>>>(
  rule: Omit<RuleDescription, 'texts'> & { readonly scope: S; readonly texts: T; check(subject: Subjects[S], report: Report<keyof T & string>, model: Model): void },
): Rule<S> => rule;

/** A code that has a page and is never reported: the text of another rule, or a rule that this version cannot check. */
export interface SilentRule extends Omit<RuleDescription, 'texts' | 'defaultSeverity'> {
  /** Left out when it is not known whether anything is wrong at all. */
  readonly defaultSeverity?: Severity;
  /**
   * - `text`: said by the rule `partOf`
   * - `connection`: needs to know what a pin is connected to
   * - `behaviour`: needs to know what the driver's code does
   * - `undocumented`: what Windows does is not known
   * - `unstated`: no field of a document can sensibly carry the fact; `reason` says why
   */
  readonly because: { readonly kind: 'text'; readonly partOf: string } | { readonly kind: 'connection' } | { readonly kind: 'behaviour' } | { readonly kind: 'undocumented'; readonly reason: string } | { readonly kind: 'unstated'; readonly reason: string };
}
