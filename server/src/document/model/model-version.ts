import type { Document } from '../../ks/index';
import type { NodeId, Segments, Stamp, Tree } from '../tree/index';
import type { Bound, Instance } from './bound';
import type { BoundElement } from './bound-element';
import type { Views } from './build-views';
import type { DocumentProblem } from './problem';
import type { ElementView, Model } from './views';

/** The elements of a document in the order in which they are bound, each with the node of its value and the stamp of that. */
export interface Members {
  readonly nodes: readonly NodeId[];
  readonly elements: readonly BoundElement[];
  readonly stamps: readonly Stamp[];
}

/** Problems of the references in one element. */
export interface ReferenceProblems {
  /** Index of the element among the members. */
  readonly member: number;
  /** Offset of its value when they were found. */
  readonly from: number;
  readonly problems: readonly DocumentProblem[];
}

/** What the next version needs to bind nothing but what changed. */
export interface Base {
  /** How the document was cut. */
  readonly segments: Segments;
  /** Entries of the top-level tables: table, entry, value node. */
  readonly tableNodes: ReadonlyMap<string, ReadonlyMap<string, NodeId>>;
  /** Problems of what holds elements together. */
  readonly ownProblems: readonly DocumentProblem[];
  readonly referenceProblems: readonly ReferenceProblems[];
}

/** The model of one version of a document, and what the next version takes over from it. */
export interface ModelVersion {
  readonly model: Model;
  readonly members: Members;
  readonly views: Views;
  /** Nothing where an edit of one element may change what is said of others: names that stand twice or are none, and a version that is not stated. */
  readonly base: Base | undefined;
}

/** A document without elements. */
export const noMembers: Members = { nodes: [], elements: [], stamps: [] };

const elementsOfModels = new WeakMap<Model, readonly ElementView[]>();

/** The elements of a document. Of one that did not change since the version before, the view is the same object. */
export const elementsIn = (model: Model): readonly ElementView[] => elementsOfModels.get(model) ?? [model];

/** Makes a model of its parts; its structures are gathered when someone asks for them. */
export function modelOfMembers(parts: Omit<Model, 'instances' | 'document'> & { readonly document: Instance<typeof Document> | undefined }, elements: readonly BoundElement[]): Model {
  let instances: readonly Instance[] | undefined;
  const model: Model = {
    ...parts,
    get instances() {
      return (instances ??= [...(parts.document ? [parts.document] : []), ...elements.flatMap((element) => element.instances)]);
    },
  };
  elementsOfModels.set(model, elements);
  return model;
}

/** The structures among the entries of a table. */
export function instancesOfTable(entries: ReadonlyMap<string, Bound>): ReadonlyMap<string, Instance> {
  const instances = new Map<string, Instance>();
  for (const [entry, value] of entries) if (value.state === 'present' && value.kind === 'instance') instances.set(entry, value.instance);
  return instances;
}

/** The same problems where their element begins elsewhere by now. */
export const problemsMovedBy = (problems: readonly DocumentProblem[], shift: number): readonly DocumentProblem[] => (shift === 0 ? problems : problems.map((problem) => movedBy(problem, shift)));

function movedBy(problem: DocumentProblem, shift: number): DocumentProblem {
  const moved = { ...problem, start: problem.start + shift, end: problem.end + shift };
  const { related } = problem;
  return related === undefined ? moved : { ...moved, related: { ...related, start: related.start + shift, end: related.end + shift } };
}

/** A stretch at a node, after an edit that left the node's own brackets alone: it hangs on the node's begin or end. */
function stretchIn<P extends { readonly node: NodeId; readonly start: number; readonly end: number }>(place: P, before: Tree, now: Tree): P {
  const { node, start, end } = place;
  if (node < 0) return place;
  const shift = now.start[node]! - before.start[node]!;
  return { ...place, start: start + shift, end: end === before.end[node] ? now.end[node]! : end + shift };
}

/** Problems of what holds elements together, in the next version. */
export const ownProblemsIn = (problems: readonly DocumentProblem[], before: Tree, now: Tree): readonly DocumentProblem[] =>
  problems.map((problem) => ({ ...stretchIn(problem, before, now), ...(problem.related ? { related: stretchIn(problem.related, before, now) } : {}) }));
