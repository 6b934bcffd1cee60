import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Bound, type FramingView, type Instance, type Model, type NodeId, NodeKind, bound, formatDuration, guidOf, isStated, numberOf, pinReference, textOf } from '../document/index';
import { Document, constantSetNamed, guidsByValue } from '../ks/index';
import { localize } from './localize';

/** Most symbols of one document; an outline beyond that helps nobody and takes seconds to draw. */
const symbolLimit = 10_000;

/** Symbol kinds by structure: pins look like ports, dispatches like interfaces. */
const kinds: Readonly<Record<string, SymbolKind>> = {
  KSFILTER_DESCRIPTOR: SymbolKind.Class, KSPIN_DESCRIPTOR_EX: SymbolKind.Interface, KSALLOCATOR_FRAMING_EX: SymbolKind.Struct, KS_FRAMING_ITEM: SymbolKind.Field,
  KSPIN_DISPATCH: SymbolKind.Function, KSFILTER_DISPATCH: SymbolKind.Function, KSALLOCATOR_DISPATCH: SymbolKind.Function, KSCLOCK_DISPATCH: SymbolKind.Function,
  KSAUTOMATION_TABLE: SymbolKind.Function, Simulation: SymbolKind.Event, RuntimeEdit: SymbolKind.Operator, Target: SymbolKind.Constant, Device: SymbolKind.Object,
};

/** Fields whose objects are worth a line of their own inside a structure. */
const shownParts: Readonly<Record<string, readonly string[]>> = {
  KSFILTER_DESCRIPTOR: ['Dispatch', 'PinDescriptors', 'DynamicPinDescriptors', 'Variants'],
  KSPIN_DESCRIPTOR_EX: ['Dispatch', 'AllocatorFraming', 'RuntimeEdits', 'Variants'],
  KSALLOCATOR_FRAMING_EX: ['FramingItem'],
  KSPIN_DISPATCH: ['Allocator', 'Clock'],
  Device: ['Descriptor', 'Dma'],
  DeviceDma: ['CommonBuffers'],
  Simulation: ['Connections'],
};

/** An object of the document on its way into the outline. */
interface Entry {
  readonly name: string;
  readonly value: Bound;
  readonly kind: SymbolKind;
}

/** The outline: tables with their entries, filters with their pins, simulations. Broken parts are left out, nothing is ever thrown. */
export function documentSymbols(document: TextDocument, model: Model, isHierarchical: boolean): DocumentSymbol[] | SymbolInformation[] {
  if (model.document === undefined) return [];
  const root: DocumentSymbol[] = [];
  const flat: SymbolInformation[] = [];
  let count = 0;
  // A stack instead of recursion: a table entry may hold others as deep as its author likes.
  const open: { readonly entries: readonly Entry[]; next: number; readonly into: DocumentSymbol[]; readonly container: string | undefined }[] = [];
  open.push({ entries: topLevel(model.document), next: 0, into: root, container: undefined });
  while (open.length > 0 && count < symbolLimit) {
    const level = open[open.length - 1]!;
    const entry = level.entries[level.next++];
    if (entry === undefined) {
      open.pop();
      continue;
    }
    const symbol = symbolOf(document, model, entry);
    if (symbol === undefined) continue;
    count++;
    level.into.push(symbol);
    if (!isHierarchical) flat.push({ name: symbol.name, kind: symbol.kind, location: { uri: document.uri, range: symbol.range }, ...(level.container === undefined ? {} : { containerName: level.container }) });
    const children = partsOf(entry.value);
    if (children.length > 0) {
      symbol.children = [];
      open.push({ entries: children, next: 0, into: symbol.children, container: symbol.name });
    }
  }
  return isHierarchical ? root : flat;
}

/** Top-level properties in the order of the text. */
function topLevel(document: Instance): readonly Entry[] {
  return Object.keys(Document.fields)
    .map((name): Entry => ({ name, value: bound(document, name), kind: kinds[name] ?? SymbolKind.Namespace }))
    .filter(({ value }) => value.state === 'present' && value.defaulted === undefined && (value.kind === 'table' || value.kind === 'array' || value.kind === 'instance'))
    .sort((a, b) => nodeOf(a.value) - nodeOf(b.value));
}

const nodeOf = (value: Bound): NodeId => (value.state === 'absent' ? -1 : value.node);

function partsOf(value: Bound): readonly Entry[] {
  if (value.state !== 'present') return [];
  switch (value.kind) {
    case 'table': return [...value.entries].map(([name, entry]) => ({ name, value: entry, kind: kindOf(entry) }));
    case 'array': return value.reference !== undefined ? [] : value.elements.map((element, index) => ({ name: elementName(element, index), value: element, kind: kindOf(element) }));
    case 'instance': {
      // A reference stands for an entry that has its own place in the outline.
      if (value.reference !== undefined) return [];
      const parts = shownParts[value.instance.structure.name] ?? [];
      return parts.map((name): Entry => ({ name, value: bound(value.instance, name), kind: kindOf(bound(value.instance, name)) })).filter((entry) => hasObjects(entry.value));
    }
    default: return [];
  }
}

const hasObjects = (value: Bound): boolean =>
  value.state === 'present' && value.defaulted === undefined && ((value.kind === 'instance' && value.reference === undefined) || (value.kind === 'array' && value.reference === undefined && value.elements.some((element) => element.state === 'present' && element.kind === 'instance')));

function kindOf(value: Bound): SymbolKind {
  if (value.state === 'present' && value.kind === 'instance') return kinds[value.instance.structure.name] ?? SymbolKind.Object;
  return value.state === 'present' && value.kind === 'array' ? SymbolKind.Array : SymbolKind.Object;
}

/** An object by its label; a form of one by its condition. */
function elementName(element: Bound, index: number): string {
  if (element.state !== 'present' || element.kind !== 'instance') return `[${index}]`;
  const { instance } = element;
  const name = [textOf(instance, 'Label'), 'If' in instance.structure.fields ? textOf(instance, 'If') : undefined].find((text) => text !== undefined && text.trim() !== '');
  return name ?? `[${index}]`;
}

function symbolOf(document: TextDocument, model: Model, { name, value, kind }: Entry): DocumentSymbol | undefined {
  if (value.state !== 'present') return undefined;
  const { tree } = model;
  const { node, property } = value;
  if (node < 0 || (tree.kind[node] !== NodeKind.Object && tree.kind[node] !== NodeKind.Array)) return undefined;
  const whole = property === -1 ? node : property;
  const range = { start: document.positionAt(tree.start[whole]!), end: document.positionAt(tree.end[whole]!) };
  // The name of the property, the value of Label, or the opening bracket.
  const label = value.kind === 'instance' ? bound(value.instance, 'Label') : undefined;
  const selected = property !== -1 ? tree.firstChild[property]! : label?.state === 'present' && label.defaulted === undefined ? label.node : node;
  const selectionRange = selected === node
    ? { start: document.positionAt(tree.start[node]!), end: document.positionAt(tree.start[node]! + 1) }
    : { start: document.positionAt(tree.start[selected]!), end: document.positionAt(tree.end[selected]!) };
  const symbol: DocumentSymbol = { name: name.trim() === '' ? '""' : name, kind, range, selectionRange };
  const detail = detailOf(model, value);
  if (detail !== '') symbol.detail = detail;
  return symbol;
}

/** What tells an object from its neighbours. */
function detailOf(model: Model, value: Bound): string {
  if (value.state !== 'present') return '';
  if (value.kind === 'table') return String(value.entries.size);
  if (value.kind === 'array') return String(value.elements.length);
  if (value.kind !== 'instance') return '';
  const { instance } = value;
  switch (instance.structure.name) {
    case 'KSPIN_DESCRIPTOR_EX': return pinDetail(instance);
    case 'KS_FRAMING_ITEM': {
      const frames = numberOf(instance, 'Frames');
      return [memoryName(instance), frames === undefined || !isStated(instance, 'Frames') ? '' : localize('{count} frames', { count: frames })].filter((part) => part !== '').join(', ');
    }
    case 'KSALLOCATOR_FRAMING_EX': {
      const users = framingView(model, instance)?.pins ?? [];
      return users.slice(0, 3).map(pinReference).join(', ') + (users.length > 3 ? ', …' : '');
    }
    case 'Simulation': {
      const duration = bound(instance, 'Duration');
      return [textOf(instance, 'Pin') ?? '', duration.state === 'present' && duration.kind === 'duration' ? formatDuration(duration.nanoseconds) : ''].filter((part) => part !== '').join(', ');
    }
    case 'KSFILTER_DESCRIPTOR': case 'Target': case 'Device': return '';
    default: return instance.structure.origin === 'ks' ? instance.structure.name : '';
  }
}

const framingViews = new WeakMap<Model, ReadonlyMap<Instance, FramingView>>();

/** The view of a framing; looked up in a map, because there may be as many framings as symbols. */
function framingView(model: Model, framing: Instance): FramingView | undefined {
  let views = framingViews.get(model);
  if (views === undefined) framingViews.set(model, (views = new Map(model.framings.map((view) => [view.framing, view]))));
  return views.get(framing);
}

function pinDetail(pin: Instance): string {
  const descriptor = bound(pin, 'PinDescriptor');
  if (descriptor.state !== 'present' || descriptor.kind !== 'instance') return '';
  const flow = numberOf(descriptor.instance, 'DataFlow');
  const name = constantSetNamed('KSPIN_DATAFLOW')?.constants.find((constant) => constant.value === flow)?.name;
  return name ?? '';
}

function memoryName(item: Instance): string {
  const memory = guidOf(item, 'MemoryType');
  return memory === undefined ? '' : (guidsByValue(memory).find((guid) => guid.families.includes('memoryType'))?.name ?? `{${memory}}`);
}
