import { Document, Target } from '../../ks/index';
import { evaluateExpression } from '../expression/index';
import { type NodeId, type Stamp, type SyntaxProblemKind, type Tree, type TreeVersion, NodeKind, findProperty, numberValue, parseTree, propertyName, propertyValue, stampOf, stringValue } from '../tree/index';
import { type Binding, bindRoot, formatVersion, problemAt } from './bind';
import { expressionEnvironment } from './bind-scalar';
import { type Instance, bound } from './bound';
import { type BoundElement, framingsReached, newNotes, problemsOfElement } from './bound-element';
import { buildViews, noViews } from './build-views';
import { type Members, type ModelVersion, type ReferenceProblems, instancesOfTable, modelOfMembers, noMembers } from './model-version';
import type { DocumentProblem } from './problem';
import { referenceProblems } from './references';
import { splicedModel } from './splice-model';
import type { Model } from './views';

/** Value nodes of the entries of every top-level table, without binding them yet. */
function collectTables(tree: Tree): Map<string, Map<string, NodeId>> {
  const tables = new Map<string, Map<string, NodeId>>();
  for (let property = tree.firstChild[tree.root]!; property !== -1; property = tree.next[property]!) {
    if (tree.kind[property] !== NodeKind.Property) continue;
    const table = propertyName(tree, property);
    const value = propertyValue(tree, property);
    if (!Object.hasOwn(Document.fields, table) || value === -1 || tree.kind[value] !== NodeKind.Object) continue;
    const entries = new Map<string, NodeId>();
    for (let entry = tree.firstChild[value]!; entry !== -1; entry = tree.next[entry]!) {
      if (tree.kind[entry] === NodeKind.Property) entries.set(propertyName(tree, entry), propertyValue(tree, entry));
    }
    tables.set(table, entries);
  }
  return tables;
}

/** A page size, as a number or an expression; NaN when it cannot be read, which is reported where the object is bound. */
function pageSizeAt(tree: Tree, node: NodeId, target: Parameters<typeof expressionEnvironment>[0]): number {
  if (tree.kind[node] === NodeKind.Number) return numberValue(tree, node);
  if (tree.kind[node] !== NodeKind.String) return Number.NaN;
  const result = evaluateExpression(stringValue(tree, node), expressionEnvironment(target));
  return 'problem' in result ? Number.NaN : Number(result.value);
}

/** What the Target object says, read before anything else because expressions depend on it. */
function readTarget(tree: Tree): { architecture: 'x86' | 'x64' | 'ARM64'; pageSize: number } {
  const target = { architecture: 'x64' as 'x86' | 'x64' | 'ARM64', pageSize: Number(Target.fields.PageSize.default) };
  const node = findProperty(tree, tree.root, 'Target');
  const object = node === -1 ? -1 : tree.kind[node] === NodeKind.Property ? propertyValue(tree, node) : node;
  if (object === -1 || tree.kind[object] !== NodeKind.Object) return target;
  for (let property = tree.firstChild[object]!; property !== -1; property = tree.next[property]!) {
    const value = tree.kind[property] === NodeKind.Property ? propertyValue(tree, property) : -1;
    if (value === -1) continue;
    const name = propertyName(tree, property);
    if (name === 'Architecture' && tree.kind[value] === NodeKind.String) {
      const word = stringValue(tree, value);
      if (word === 'x86' || word === 'x64' || word === 'ARM64') target.architecture = word;
    } else if (name === 'PageSize') {
      const size = pageSizeAt(tree, value, target);
      if (Number.isInteger(size) && size > 0) target.pageSize = size;
    }
  }
  return target;
}

/** One problem for each syntax error. Where a name and its value are missing at one stray colon, the first says enough. */
function syntaxProblems(tree: Tree): DocumentProblem[] {
  const first = tree.problems.filter(({ start, end }, index, all) => all[index - 1]?.start !== start || all[index - 1]?.end !== end);
  return first.map((problem) => ({ code: 'DOC-01', variant: problem.kind, arguments: {}, start: problem.start, end: problem.end, node: -1 }));
}

/** Mistakes with which nobody can tell where the top-level object ends and what belongs to it: whatever it seems to lack may stand elsewhere, or be what comes next. */
const shiftsBrackets: ReadonlySet<SyntaxProblemKind> = new Set(['unclosedObject', 'unclosedArray', 'mismatchedBracket', 'trailingContent', 'unterminatedComment', 'tooManyProblems']);

/** Whether a document states no version, and no other mistake is the reason: a misspelt name, or a syntax error that keeps the name from being read. */
function lacksVersion(document: Instance<typeof Document>, { tree, notes: { problems } }: Binding): boolean {
  if (bound(document, 'FormatVersion').state !== 'absent') return false;
  if (tree.problems.length > 0 && (tree.text.includes('FormatVersion') || tree.problems.some(({ kind }) => shiftsBrackets.has(kind)))) return false;
  return !problems.some(({ code, arguments: { nearest, structure } }) => code === 'DOC-02' && nearest === 'FormatVersion' && structure === Document.name);
}

/** The version stated by the document when it is newer than ours. */
function newerVersion(tree: Tree): { node: NodeId; version: number } | undefined {
  const found = findProperty(tree, tree.root, 'FormatVersion');
  const node = found === -1 ? -1 : tree.kind[found] === NodeKind.Property ? propertyValue(tree, found) : found;
  if (node === -1 || tree.kind[node] !== NodeKind.Number) return undefined;
  const version = numberValue(tree, node);
  // What is no ULONG is no version either; the field itself says so.
  return version > formatVersion && version <= 0xffffffff && Number.isInteger(version) ? { node, version } : undefined;
}

/** Reads a document. Never throws on any text; what cannot be read becomes a problem and counts as unknown. */
export function readModel(text: string): Model {
  return modelOf(parseTree(text));
}

/** Builds the model of a parsed document. */
export const modelOf = (tree: Tree): Model => build(tree, undefined, undefined).model;

/**
 * The model of a later version of a document: what it says of elements whose text did not change, and which refer to nothing that changed, is that of the
 * version before, down to the objects. So an instance or view that stays the same object says the same.
 */
export const modelAfter = (previous: ModelVersion | undefined, version: TreeVersion): ModelVersion => (previous && splicedModel(previous, version, syntaxProblems(version.tree))) ?? build(version.tree, version, previous);

function build(tree: Tree, version: TreeVersion | undefined, previous: ModelVersion | undefined): ModelVersion {
  const empty = (problems: readonly DocumentProblem[]): ModelVersion => ({
    model: { tree, document: undefined, problems, architecture: 'x64', pageSize: 4096, filters: [], configurations: [], framings: [], items: [], instances: [], tables: new Map(), arrayTables: new Map() }, members: noMembers, views: noViews, base: undefined,
  });
  const syntax = syntaxProblems(tree);
  if (tree.root === -1) return empty(syntax);
  if (tree.kind[tree.root] !== NodeKind.Object) {
    if (syntax.length === 0) syntax.push({ code: 'DOC-04', variant: 'root', arguments: {}, start: tree.start[tree.root]!, end: tree.end[tree.root]!, node: tree.root });
    return empty(syntax);
  }
  const newer = newerVersion(tree);
  if (newer) {
    const { node, version: stated } = newer;
    return empty([{ code: 'DOC-09', variant: 'newer', arguments: { version: stated, supported: formatVersion }, start: tree.start[node]!, end: tree.end[node]!, node }]);
  }
  const target = readTarget(tree);
  // Values of expressions depend on the target.
  const isSameTarget = previous?.model.architecture === target.architecture && previous.model.pageSize === target.pageSize;
  const binding: Binding = {
    tree, ...target, notes: newNotes(), tableNodes: collectTables(tree), elements: new Map(), unnamed: [],
    earlier: isSameTarget && version !== undefined ? earlierElements(previous.members, version) : () => undefined,
  };
  const document = bindRoot(binding, tree.root);
  const { elements, nodes, problems: ownProblems } = binding.notes;
  if (document && lacksVersion(document, binding)) {
    problemAt(binding, 'DOC-08', 'formatVersion', tree.root, { version: formatVersion }, { end: tree.start[tree.root]! + 1 });
  }
  const problems = [...syntax, ...ownProblems];
  elements.forEach((element, member) => {
    for (const problem of problemsOfElement(element, tree.start[nodes[member]!]!)) problems.push(problem);
  });
  const views = document ? buildViews(document, elements.flatMap(({ framings }) => framings), framingsReached, isSameTarget ? previous.views : noViews) : noViews;
  const references: ReferenceProblems[] = [];
  elements.forEach(({ naming }, member) => {
    if (naming.length === 0) return;
    const found = referenceProblems(naming, { tree, filters: views.of.filters }, (table) => binding.tableNodes.get(table));
    if (found.length > 0) references.push({ member, from: tree.start[nodes[member]!]!, problems: found });
    for (const problem of found) problems.push(problem);
  });
  problems.sort((a, b) => a.start - b.start || a.end - b.end);
  const model = modelOfMembers({ tree, document, problems, ...target, ...views.of, tables: document ? tablesOf(document) : new Map(), arrayTables: document ? arrayTablesOf(document) : new Map() }, elements);
  if (version === undefined) return { model, members: noMembers, views, base: undefined };
  const isSpliceable = document !== undefined && binding.unnamed.length === 0 && bound(document, 'FormatVersion').state !== 'absent' && !ownProblems.some(({ code }) => code === 'DOC-03');
  return {
    model, members: { nodes, elements, stamps: nodes.map((node) => stampOf(version, node)) }, views,
    base: isSpliceable ? { segments: version.segments, tableNodes: binding.tableNodes, ownProblems, referenceProblems: references } : undefined,
  };
}

/** Finds the element that stood at a node in the version before, with the same text. */
function earlierElements({ elements, stamps }: Members, version: TreeVersion): Binding['earlier'] {
  const known = new Map<Stamp, BoundElement>();
  elements.forEach((element, member) => known.set(stamps[member]!, element));
  return (node) => known.get(stampOf(version, node));
}

function tablesOf(document: Instance<typeof Document>): Map<string, ReadonlyMap<string, Instance>> {
  const tables = new Map<string, ReadonlyMap<string, Instance>>();
  for (const name of Object.keys(Document.fields) as (keyof typeof Document.fields)[]) {
    const value = bound(document, name);
    if (value.state !== 'present' || value.kind !== 'table' || Document.fields[name].type.kind !== 'table') continue;
    tables.set(name, instancesOfTable(value.entries));
  }
  return tables;
}

function arrayTablesOf(document: Instance<typeof Document>): Map<string, readonly string[]> {
  const tables = new Map<string, readonly string[]>();
  for (const name of Object.keys(Document.fields) as (keyof typeof Document.fields)[]) {
    const value = bound(document, name);
    if (value.state === 'present' && value.kind === 'table' && Document.fields[name].type.kind === 'arrayTable') tables.set(name, [...value.entries.keys()]);
  }
  return tables;
}
