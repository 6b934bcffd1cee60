import { Document } from '../../ks/index';
import { type NodeId, type Tree, type TreeVersion, NodeKind, propertyName, rawText, stampOf, subtreeEnd } from '../tree/index';
import { type Binding, bindMemberAgain } from './bind';
import { type Bound, type Instance, fieldTable } from './bound';
import { type BoundElement, framingsReached, newNotes, problemsOfElement } from './bound-element';
import { type Views, buildViews } from './build-views';
import { type Base, type Members, type ModelVersion, type ReferenceProblems, instancesOfTable, modelOfMembers, ownProblemsIn, problemsMovedBy } from './model-version';
import type { DocumentProblem } from './problem';
import { haveSameLabels, referenceProblems } from './references';

/**
 * The model of a later version in which some elements have other text and all else stands in the same rows: binds these elements and those that refer to them,
 * and takes over everything else. Nothing where more than that may have changed; then the document is bound anew, with the same result.
 * @param syntax what is wrong with the text of the later version
 */
export function splicedModel(previous: ModelVersion, version: TreeVersion, syntax: readonly DocumentProblem[]): ModelVersion | undefined {
  const { base, members: before, model: old } = previous;
  const { tree: oldTree, document: oldDocument } = old;
  const { tree } = version;
  if (base === undefined || oldDocument === undefined) return undefined;
  const changed = changedMembers(base, before, oldTree, version);
  if (changed === undefined) return undefined;
  const elements = before.elements.slice();
  const stamps = before.stamps.slice();
  for (const member of changed) stamps[member] = stampOf(version, before.nodes[member]!);
  const touched = withUsers(before, changed);
  bindAgain(elements, touched, before, { tree, architecture: old.architecture, pageSize: old.pageSize, tableNodes: base.tableNodes });

  const document = { ...oldDocument, stated: oldDocument.stated.slice() };
  const tables = replaceMembers(document, old.tables, touched, elements, before, tree);
  const seen = touched.some((member) => [before.elements[member]!, elements[member]!].some(({ owner, framings }) => owner === 'Filters' || framings.length > 0));
  const views = seen ? buildViews(document, framingsIn(elements), framingsReached, previous.views) : previous.views;
  const references = referencesAfter(base, previous.views, views, elements, touched, before, tree);

  const ownProblems = ownProblemsIn(base.ownProblems, oldTree, tree);
  const problems = [...syntax, ...ownProblems];
  for (const [member, element] of elements.entries()) {
    if (element.problems.length > 0) for (const problem of problemsOfElement(element, tree.start[before.nodes[member]!]!)) problems.push(problem);
  }
  for (const { member, from, problems: found } of references) for (const problem of problemsMovedBy(found, tree.start[before.nodes[member]!]! - from)) problems.push(problem);
  problems.sort((a, b) => a.start - b.start || a.end - b.end);
  const model = modelOfMembers({ tree, document, problems, architecture: old.architecture, pageSize: old.pageSize, ...views.of, tables, arrayTables: old.arrayTables }, elements);
  return { model, members: { nodes: before.nodes, elements, stamps }, views, base: { segments: version.segments, tableNodes: base.tableNodes, ownProblems, referenceProblems: references } };
}

const kindOf = (owner: string): string => Document.fields[owner as keyof typeof Document.fields].type.kind;
const isTable = (owner: string): boolean => kindOf(owner) === 'table' || kindOf(owner) === 'arrayTable';

/** The elements whose text changed, in order; nothing when something else did, or all elements depend on one of them. */
function changedMembers({ segments: old }: Base, members: Members, oldTree: Tree, version: TreeVersion): readonly number[] | undefined {
  const { tree, segments } = version;
  if (old.row !== segments.row || old.isElement !== segments.isElement) return undefined;
  const changed = new Set<number>();
  for (let segment = 0; segment < segments.count; segment++) {
    if (old.stamp[segment] === segments.stamp[segment]) continue;
    const row = segments.row[segment]!;
    const member = lastBelow(members.nodes, row + Math.max(old.rows[segment]!, segments.rows[segment]!));
    if (segments.isElement[segment] === 0 || member < 0) return undefined;
    const node = members.nodes[member]!;
    if (node < row ? subtreeEnd(tree, node) <= row : !standsAsBefore(oldTree, tree, row, node)) return undefined;
    changed.add(member);
  }
  // An object that is made of elements has another stamp also where only what stands between them changed.
  for (const [member, stamp] of members.stamps.entries()) if (typeof stamp === 'string' && stamp !== stampOf(version, members.nodes[member]!)) changed.add(member);
  for (const member of changed) if (members.elements[member]!.owner === 'Target') return undefined;
  return [...changed].sort((a, b) => a - b);
}

/** Index of the last of some numbers in ascending order that is below `limit`, or -1. */
function lastBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Whether a value is still the element in a row, or the value of the property there, and the property has the name it had. */
function standsAsBefore(old: Tree, tree: Tree, row: NodeId, node: NodeId): boolean {
  if (node === row) return tree.kind[row] !== NodeKind.Property && tree.kind[row] !== 0;
  const name = tree.firstChild[row]!;
  return tree.kind[row] === NodeKind.Property && old.kind[row] === NodeKind.Property && name === old.firstChild[row] && tree.next[name] === node
    && tree.kind[name] === old.kind[name] && rawText(tree, name) === rawText(old, name);
}

/** Elements, and those that refer to them, be it by way of others; in order. */
function withUsers({ elements }: Members, changed: readonly number[]): readonly number[] {
  if (!changed.some((member) => isTable(elements[member]!.owner))) return changed;
  const touched = new Set(changed);
  const of = new Set(changed.map((member) => elements[member]!));
  for (let size = 0; size < touched.size; ) {
    size = touched.size;
    for (const [member, element] of elements.entries()) {
      if (element.uses.length === 0 || of.has(element) || !element.uses.some((use) => of.has(use.element))) continue;
      touched.add(member);
      of.add(element);
    }
  }
  return [...touched].sort((a, b) => a - b);
}

/** Binds the elements that were touched. */
function bindAgain(elements: BoundElement[], touched: readonly number[], { nodes, elements: old }: Members, surroundings: Pick<Binding, 'tree' | 'architecture' | 'pageSize' | 'tableNodes'>): void {
  const again = new Set(touched.map((member) => nodes[member]!));
  const fresh = new Map<NodeId, BoundElement>();
  const kept = (node: NodeId): BoundElement | undefined => {
    const member = lastBelow(nodes, node + 1);
    return member >= 0 && nodes[member] === node && !again.has(node) ? old[member] : undefined;
  };
  const binding: Binding = {
    ...surroundings, notes: newNotes(), unnamed: [], earlier: () => undefined,
    elements: {
      get: (node) => fresh.get(node) ?? kept(node),
      set: (node, element) => fresh.set(node, element),
    },
  };
  for (const member of touched) elements[member] = bindMemberAgain(binding, old[member]!.owner, nodes[member]!);
}

/** Puts elements in the places of those before in the lists and tables of a document; gives its tables of structures. */
function replaceMembers(document: Instance<typeof Document>, oldTables: ReadonlyMap<string, ReadonlyMap<string, Instance>>, touched: readonly number[], elements: readonly BoundElement[], { nodes }: Members, tree: Tree): ReadonlyMap<string, ReadonlyMap<string, Instance>> {
  const { ordinals } = fieldTable(Document);
  let tables: Map<string, ReadonlyMap<string, Instance>> | undefined;
  for (let index = 0; index < touched.length; ) {
    const { owner } = elements[touched[index]!]!;
    const of: number[] = [];
    for (; index < touched.length && elements[touched[index]!]!.owner === owner; index++) of.push(touched[index]!);
    const ordinal = ordinals.get(owner)!;
    const list = document.stated[ordinal];
    const now = isList(list) ? replacedIn(list, of, elements, nodes, tree) : elements[of[0]!]!.bound;
    document.stated[ordinal] = now;
    if (kindOf(owner) === 'table' && now.state === 'present' && now.kind === 'table') (tables ??= new Map(oldTables)).set(owner, instancesOfTable(now.entries));
  }
  return tables ?? oldTables;
}

type List = Extract<Bound, { readonly kind: 'array' | 'table' }>;
const isList = (value: Bound | undefined): value is List => value?.state === 'present' && (value.kind === 'array' || value.kind === 'table');

function replacedIn(list: List, of: readonly number[], elements: readonly BoundElement[], nodes: readonly NodeId[], tree: Tree): Bound {
  if (list.kind === 'table') {
    const entries = new Map(list.entries);
    for (const member of of) entries.set(propertyName(tree, tree.parent[nodes[member]!]!), elements[member]!.bound);
    return { ...list, entries };
  }
  const values = list.elements.slice();
  let first = of[0]!;
  while (first > 0 && elements[first - 1]!.owner === elements[first]!.owner) first--;
  for (const member of of) values[member - first] = elements[member]!.bound;
  return { ...list, elements: values };
}

function framingsIn(elements: readonly BoundElement[]): BoundElement['framings'] {
  const framings: BoundElement['framings'][number][] = [];
  for (const element of elements) if (element.framings.length > 0) for (const framing of element.framings) framings.push(framing);
  return framings;
}

/** Problems of references: where the pins still have their names, those of the elements that were not touched are the same. */
function referencesAfter(base: Base, oldViews: Views, views: Views, elements: readonly BoundElement[], touched: readonly number[], { nodes }: Members, tree: Tree): readonly ReferenceProblems[] {
  const find = (member: number): readonly ReferenceProblems[] => {
    const { naming } = elements[member]!;
    const problems = naming.length === 0 ? [] : referenceProblems(naming, { tree, filters: views.of.filters }, (table) => base.tableNodes.get(table));
    return problems.length === 0 ? [] : [{ member, from: tree.start[nodes[member]!]!, problems }];
  };
  if (!haveSameLabels(oldViews.of.filters, views.of.filters)) return elements.flatMap((_, member) => find(member));
  const again = new Set(touched);
  return [...base.referenceProblems.filter(({ member }) => !again.has(member)), ...touched.flatMap(find)].sort((a, b) => a.member - b.member);
}
