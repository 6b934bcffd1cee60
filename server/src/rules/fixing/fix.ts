import type { Model, NodeId, TextEdit } from '../../document/index';
import type { Finding, TextArguments } from '../../findings/index';
import type { FixNote, FixTitle } from './titles';

/** A finding to be fixed, in the document that it was found in. */
export interface Broken {
  readonly finding: Finding;
  readonly model: Model;
  /** Which of the rule's texts the finding has. */
  readonly variant: string;
  /** The node that the finding points to: a value, or the object that leaves it out. */
  readonly node: NodeId;
}

/** What a fix comes to for one finding. */
export interface Remedy {
  /** What it puts into its title. */
  readonly arguments: TextArguments;
  /** In the order of the text, none overlapping another. */
  readonly edits: readonly TextEdit[];
  /** False where this very remedy is a guess although those of its kind are safe. */
  readonly isSafe?: false;
  /** False where another is as likely although those of its kind are certain. */
  readonly isPreferred?: false;
  /** What its title says besides. */
  readonly notes?: readonly FixNote[];
}

/** One way to fix the findings of a rule: data, and a function that works out the edits. */
export interface FixDescription {
  /** Tells it from the other fixes of the rule. */
  readonly name: string;
  readonly title: FixTitle;
  /** Variants of the finding that it is for; left out: all. */
  readonly variants?: readonly string[];
  /** The remedy is certain, not one of several: an editor may apply it with one key. */
  readonly isPreferred: boolean;
  /** It takes away only what the finding says is ignored, misspelt or no more than another form of the same: it may be applied without asking. */
  readonly isSafe: boolean;
  /** Why other findings may come of it, or this one in another form; left out: none do. */
  readonly brings?: string;
  /** The document tells here what code of the driver does, which no fix changes. */
  readonly tellsOfCode?: true;
  /** The edits for a finding, or nothing where the document is not written so that they are certain. */
  apply(broken: Broken): Remedy | undefined;
}

/** The fixes of a family's rules by code, those that come first first. */
export type FamilyFixes = Readonly<Record<string, readonly FixDescription[]>>;

/** Rules of a family without a fix by code, and why in a few words. */
export type FamilyWithoutFix = Readonly<Record<string, string>>;

/** What a maker of fixes is told besides what it does. */
export interface FixOptions {
  readonly name?: string;
  readonly variants?: readonly string[];
  readonly preferred?: true;
  readonly safe?: true;
  readonly brings?: string;
  readonly tellsOfCode?: true;
  /** Where it is done instead of at the finding: the value, or the object that leaves it out. */
  readonly at?: (broken: Broken) => NodeId;
}

/** The parts of a description that options state. */
export const described = (title: FixTitle, name: string, { variants, preferred, safe, brings, tellsOfCode, name: own }: FixOptions): Omit<FixDescription, 'apply'> => ({
  name: own ?? name, title, isPreferred: preferred === true, isSafe: safe === true, ...(variants ? { variants } : {}), ...(brings === undefined ? {} : { brings }), ...(tellsOfCode ? { tellsOfCode } : {}),
});
