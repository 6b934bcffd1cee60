import { Document, KSALLOCATOR_DISPATCH, KSALLOCATOR_FRAMING_EX, KSFILTER_DESCRIPTOR, KSFILTER_DISPATCH, KSPIN_DESCRIPTOR, KSPIN_DESCRIPTOR_EX, KSPIN_DISPATCH, KS_FRAMING_ITEM, RuntimeEdit, Target, constantSetNamed } from '../../ks/index';
import { evaluateExpression } from '../expression/index';
import { type NodeId, type SyntaxProblemKind, type Tree, NodeKind, findProperty, numberValue, parseTree, propertyName, propertyValue, stringValue } from '../tree/index';
import { type Binding, bindRoot, formatVersion, problemAt } from './bind';
import { expressionEnvironment } from './bind-scalar';
import { type Bound, type Instance, type Pointer, booleanOf, bound, elementsOf, instanceIn, instancesIn, isInstanceOf, numberOf, pointerIn, stateOf, textOf, wordOf } from './bound';
import type { DocumentProblem } from './problem';
import { referenceProblems } from './references';
import { type Form, formsOf, withoutPlaceholders } from './variants';
import type { FilterView, FramingView, ItemView, Model, PinView } from './views';

/** The text `null` pointer state without a place of its own. */
const unknownPointer = { state: 'unknown' } as const;

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
function lacksVersion(document: Instance<typeof Document>, { tree, problems }: Binding): boolean {
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
export function modelOf(tree: Tree): Model {
  const empty = (problems: readonly DocumentProblem[]): Model => ({ tree, document: undefined, problems, architecture: 'x64', pageSize: 4096, filters: [], configurations: [], framings: [], items: [], instances: [], tables: new Map(), arrayTables: new Map() });
  const problems = syntaxProblems(tree);
  if (tree.root === -1) return empty(problems);
  if (tree.kind[tree.root] !== NodeKind.Object) {
    if (problems.length === 0) problems.push({ code: 'DOC-04', variant: 'root', arguments: {}, start: tree.start[tree.root]!, end: tree.end[tree.root]!, node: tree.root });
    return empty(problems);
  }
  const newer = newerVersion(tree);
  if (newer) {
    const { node, version } = newer;
    return empty([{ code: 'DOC-09', variant: 'newer', arguments: { version, supported: formatVersion }, start: tree.start[node]!, end: tree.end[node]!, node }]);
  }
  const target = readTarget(tree);
  const binding: Binding = { tree, ...target, problems, instances: [], tableNodes: collectTables(tree), entries: new Map() };
  const document = bindRoot(binding, tree.root);
  if (document && lacksVersion(document, binding)) {
    problemAt(binding, 'DOC-08', 'formatVersion', tree.root, { version: formatVersion }, { end: tree.start[tree.root]! + 1 });
  }
  const views = document ? buildViews(document, binding.instances) : { filters: [], configurations: [], framings: [], items: [] };
  if (document) for (const problem of referenceProblems(binding.instances, { tree, filters: views.filters }, (table) => binding.tableNodes.get(table))) problems.push(problem);
  problems.sort((a, b) => a.start - b.start || a.end - b.end);
  return { tree, document, problems, ...target, ...views, instances: binding.instances, tables: document ? tablesOf(document) : new Map(), arrayTables: document ? arrayTablesOf(document) : new Map() };
}

function tablesOf(document: Instance<typeof Document>): Map<string, Map<string, Instance>> {
  const tables = new Map<string, Map<string, Instance>>();
  for (const name of Object.keys(Document.fields) as (keyof typeof Document.fields)[]) {
    const value = bound(document, name);
    if (value.state !== 'present' || value.kind !== 'table' || Document.fields[name].type.kind !== 'table') continue;
    const entries = new Map<string, Instance>();
    for (const [entry, item] of value.entries) if (item.state === 'present' && item.kind === 'instance') entries.set(entry, item.instance);
    tables.set(name, entries);
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

type OpenFramingView = Omit<FramingView, 'isPlaceholder'> & { readonly items: ItemView[]; readonly pins: PinView[]; isPlaceholder: boolean };

function buildViews(document: Instance<typeof Document>, instances: readonly Instance[]): Pick<Model, 'filters' | 'configurations' | 'framings' | 'items'> {
  const framings = new Map<Instance, OpenFramingView>();
  for (const instance of instances) {
    if (!isInstanceOf(instance, KSALLOCATOR_FRAMING_EX)) continue;
    const items: ItemView[] = [];
    const view = { framing: instance, items, elementCount: elementsOf(instance, 'FramingItem')?.length, pins: [] as PinView[], isPlaceholder: false };
    elementsOf(instance, 'FramingItem')?.forEach((element, index) => {
      if (element.state === 'present' && element.kind === 'instance' && isInstanceOf(element.instance, KS_FRAMING_ITEM)) items.push({ framing: view, index, item: element.instance });
    });
    framings.set(instance, view);
  }
  const filters: FilterView[] = [];
  const configurations: FilterView[] = [];
  const placeholders = new Set<Instance>();
  elementsOf(document, 'Filters')?.forEach((element, index) => {
    if (element.state !== 'present' || element.kind !== 'instance' || !isInstanceOf(element.instance, KSFILTER_DESCRIPTOR)) return;
    const views = configurationsOf(element.instance, index, framings, placeholders);
    filters.push(views[0]!);
    configurations.push(...views);
  });
  for (const framing of placeholders) {
    const view = framings.get(framing);
    if (view?.pins.length === 0) view.isPlaceholder = true;
  }
  return { filters, configurations, framings: [...framings.values()], items: [...framings.values()].flatMap((view) => view.items) };
}

/** The configurations of a filter: as many as it or one of its pins has forms, the n-th made of the n-th form of each. */
function configurationsOf(filter: Instance<typeof KSFILTER_DESCRIPTOR>, index: number, framings: ReadonlyMap<Instance, OpenFramingView>, placeholders: Set<Instance>): readonly FilterView[] {
  const filterForms = formsOf(filter);
  const pinForms = new Map<NodeId, readonly Form<typeof KSPIN_DESCRIPTOR_EX>[]>();
  // Each form of a pin uses its framing once, in however many configurations it stands.
  const used = new Set<Form<typeof KSPIN_DESCRIPTOR_EX>>();
  const known = (pin: Instance<typeof KSPIN_DESCRIPTOR_EX>): Instance<typeof KSPIN_DESCRIPTOR_EX> => {
    const without = withoutPlaceholders(pin);
    const framing = without === pin ? undefined : pointerIn(pin, 'AllocatorFraming', KSALLOCATOR_FRAMING_EX);
    if (framing?.state === 'present' && stateOf(without, 'AllocatorFraming') === 'unknown') placeholders.add(framing.instance);
    return without;
  };
  const formOf = (pin: Instance<typeof KSPIN_DESCRIPTOR_EX>, number: number): Form<typeof KSPIN_DESCRIPTOR_EX> => {
    let forms = pinForms.get(pin.node);
    if (!forms) pinForms.set(pin.node, (forms = formsOf(pin).map(({ instance, variant }) => ({ instance: known(instance), variant }))));
    return forms[Math.min(number, forms.length - 1)]!;
  };
  const configuration = (number: number): FilterView => filterView(filterForms[Math.min(number, filterForms.length - 1)]!, index, (pin) => formOf(pin, number), framings, used);
  const views = [configuration(0)];
  const count = Math.max(filterForms.length, ...[...pinForms.values()].map((forms) => forms.length));
  while (views.length < count) views.push(configuration(views.length));
  return views;
}

function filterView(
  { instance: filter, variant }: Form<typeof KSFILTER_DESCRIPTOR>, index: number, formOf: (pin: Instance<typeof KSPIN_DESCRIPTOR_EX>) => Form<typeof KSPIN_DESCRIPTOR_EX>,
  framings: ReadonlyMap<Instance, OpenFramingView>, used: Set<Form<typeof KSPIN_DESCRIPTOR_EX>>,
): FilterView {
  const pins: PinView[] = [];
  const view: FilterView = {
    index, label: textOf(filter, 'Label') ?? `filter ${index}`, filter, dispatch: pointerIn(filter, 'Dispatch', KSFILTER_DISPATCH), role: wordOf(filter, 'Role'), pins, pinsComplete: pinsComplete(filter), variant,
  };
  const staticPins = elementsOf(filter, 'PinDescriptors') ?? [];
  const add = (element: Bound, id: number, isDynamic: boolean): void => {
    if (element.state !== 'present' || element.kind !== 'instance' || !isInstanceOf(element.instance, KSPIN_DESCRIPTOR_EX)) return;
    const form = formOf(element.instance);
    const pin = pinView(form, id, isDynamic, view, framings);
    pins.push(pin);
    if (used.has(form)) return;
    used.add(form);
    if (pin.framing.state === 'present') framings.get(pin.framing.instance)?.pins.push(pin);
  };
  staticPins.forEach((element, id) => add(element, id, false));
  elementsOf(filter, 'DynamicPinDescriptors')?.forEach((element, id) => add(element, staticPins.length + id, true));
  return view;
}

/** Whether the document lists every pin of a filter. */
function pinsComplete(filter: Instance<typeof KSFILTER_DESCRIPTOR>): boolean | undefined {
  const tables = [bound(filter, 'PinDescriptors'), bound(filter, 'DynamicPinDescriptors')] as const;
  const unreadable = tables.some((table) => table.state === 'invalid' || (table.state === 'present' && table.kind === 'array' && table.elements.some((element) => element.state !== 'present')));
  if (unreadable || tables[0].state === 'absent') return undefined;
  if (tables[1].state !== 'absent') return true;
  const creates = booleanOf(filter, 'CreatesPins');
  return creates === undefined ? undefined : !creates;
}

const valuesOf = (set: string): ReadonlySet<number> => new Set(constantSetNamed(set)?.constants.map(({ value }) => value) ?? []);
const dataFlows = valuesOf('KSPIN_DATAFLOW');
const communications = valuesOf('KSPIN_COMMUNICATION');

/** Value of an enumeration; what is none of its values is a mistake of its own, and counts as unknown to everything that reads it. */
function enumeratorOf(descriptor: Instance<typeof KSPIN_DESCRIPTOR> | undefined, field: 'DataFlow' | 'Communication', values: ReadonlySet<number>): number | undefined {
  const value = descriptor && numberOf(descriptor, field);
  return value !== undefined && values.has(value) ? value : undefined;
}

function pinView({ instance: pin, variant }: Form<typeof KSPIN_DESCRIPTOR_EX>, id: number, isDynamic: boolean, filter: FilterView, framings: ReadonlyMap<Instance, FramingView>): PinView {
  const descriptor = instanceIn(pin, 'PinDescriptor', KSPIN_DESCRIPTOR);
  const dispatch = pointerIn(pin, 'Dispatch', KSPIN_DISPATCH);
  const allocator: Pointer<typeof KSALLOCATOR_DISPATCH> =
    dispatch.state === 'present' ? pointerIn(dispatch.instance, 'Allocator', KSALLOCATOR_DISPATCH) : dispatch.state === 'null' ? { state: 'null', node: dispatch.node } : unknownPointer;
  const framing = pointerIn(pin, 'AllocatorFraming', KSALLOCATOR_FRAMING_EX);
  const edits = instancesIn(pin, 'RuntimeEdits', RuntimeEdit);
  const editList = bound(pin, 'RuntimeEdits');
  const dataRanges: Instance[] = [];
  for (const range of (descriptor && elementsOf(descriptor, 'DataRanges')) ?? []) if (range.state === 'present' && range.kind === 'instance') dataRanges.push(range.instance);
  return {
    filter, id, isDynamic, variant, label: textOf(pin, 'Label') ?? `pin ${id}`, pin, descriptor, dispatch, allocator, framing,
    framingView: framing.state === 'present' ? framings.get(framing.instance) : undefined,
    dataFlow: enumeratorOf(descriptor, 'DataFlow', dataFlows),
    communication: enumeratorOf(descriptor, 'Communication', communications),
    flags: numberOf(pin, 'Flags'),
    edits,
    editsKnown: editList.state === 'absent' || (editList.state === 'present' && editList.kind === 'array' && editList.elements.length === edits.length),
    dataRanges,
  };
}
