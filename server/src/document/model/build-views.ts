import { type Document, KSALLOCATOR_DISPATCH, KSALLOCATOR_FRAMING_EX, KSFILTER_DESCRIPTOR, KSFILTER_DISPATCH, KSPIN_DESCRIPTOR, KSPIN_DESCRIPTOR_EX, KSPIN_DISPATCH, KS_FRAMING_ITEM, RuntimeEdit, constantSetNamed } from '../../ks/index';
import type { NodeId } from '../tree/index';
import { type Bound, type Instance, type Pointer, booleanOf, bound, elementsOf, instanceIn, instancesIn, isInstanceOf, numberOf, pointerIn, stateOf, textOf, wordOf } from './bound';
import { type Form, formsOf, withoutPlaceholders } from './variants';
import type { FilterView, FramingView, ItemView, Model, PinView } from './views';

/** The text `null` pointer state without a place of its own. */
const unknownPointer = { state: 'unknown' } as const;

type OpenFramingView = Omit<FramingView, 'isPlaceholder'> & { readonly items: ItemView[]; readonly pins: PinView[]; isPlaceholder: boolean };

/** A filter that was looked at, and the framings that its pins may point to. */
interface ViewedFilter {
  readonly index: number;
  readonly views: readonly FilterView[];
  readonly framings: readonly Instance[];
}

/** The views of one version of a document, in a form that the next version can go on with. */
export interface Views {
  readonly filters: ReadonlyMap<Instance, ViewedFilter>;
  readonly framings: ReadonlyMap<Instance, OpenFramingView>;
  readonly of: Pick<Model, 'filters' | 'configurations' | 'framings' | 'items'>;
}

/** The views of a document without filters and framings. */
export const noViews: Views = { filters: new Map(), framings: new Map(), of: { filters: [], configurations: [], framings: [], items: [] } };

/** The filters of a document, each with its index. */
function filtersOf(document: Instance<typeof Document>): ReadonlyMap<Instance<typeof KSFILTER_DESCRIPTOR>, number> {
  const filters = new Map<Instance<typeof KSFILTER_DESCRIPTOR>, number>();
  elementsOf(document, 'Filters')?.forEach((element, index) => {
    if (element.state === 'present' && element.kind === 'instance' && isInstanceOf(element.instance, KSFILTER_DESCRIPTOR)) filters.set(element.instance, index);
  });
  return filters;
}

/**
 * Builds the views, or takes those of the version before where nothing that can be reached from them has changed: a filter with the framings of its pins,
 * a framing with the filters that use it.
 * @param stated the framings of the document, in order
 * @param framingsOf the framings that the pins of a filter may point to
 */
export function buildViews(document: Instance<typeof Document>, stated: readonly Instance<typeof KSALLOCATOR_FRAMING_EX>[], framingsOf: (filter: Instance) => readonly Instance[], previous: Views): Views {
  const indexes = filtersOf(document);
  const kept = unchangedViews(indexes, stated, framingsOf, previous);

  const framings = new Map<Instance, OpenFramingView>();
  for (const instance of stated) framings.set(instance, kept.framings.has(instance) ? previous.framings.get(instance)! : framingView(instance));
  const filters: FilterView[] = [];
  const configurations: FilterView[] = [];
  const viewed = new Map<Instance, ViewedFilter>();
  const placeholders = new Set<Instance>();
  for (const [filter, index] of indexes) {
    let found = kept.filters.has(filter) ? previous.filters.get(filter) : undefined;
    found ??= { index, views: configurationsOf(filter, index, framings, placeholders), framings: framingsOf(filter) };
    viewed.set(filter, found);
    filters.push(found.views[0]!);
    for (const view of found.views) configurations.push(view);
  }
  for (const framing of placeholders) {
    const view = framings.get(framing);
    if (view?.pins.length === 0) view.isPlaceholder = true;
  }
  const all = [...framings.values()];
  return { filters: viewed, framings, of: { filters, configurations, framings: all, items: all.flatMap((view) => view.items) } };
}

/** The filters and framings whose views hold: what changed takes along the framings of a filter, and the filters of a framing. */
function unchangedViews(indexes: ReadonlyMap<Instance, number>, stated: readonly Instance[], framingsOf: (filter: Instance) => readonly Instance[], previous: Views): { readonly filters: ReadonlySet<Instance>; readonly framings: ReadonlySet<Instance> } {
  const framings = new Set<Instance>();
  const filters = new Set<Instance>();
  for (const framing of stated) if (previous.framings.has(framing)) framings.add(framing);
  const changed: Instance[] = [];
  const users = new Map<Instance, Instance[]>();
  for (const [filter, viewed] of previous.filters) {
    if (indexes.get(filter) === viewed.index) filters.add(filter);
    else for (const framing of viewed.framings) changed.push(framing);
    for (const framing of viewed.framings) {
      const known = users.get(framing);
      if (known) known.push(filter);
      else users.set(framing, [filter]);
    }
  }
  for (const filter of indexes.keys()) if (!filters.has(filter)) for (const framing of framingsOf(filter)) changed.push(framing);
  for (const framing of previous.framings.keys()) if (!framings.has(framing)) changed.push(framing);
  const seen = new Set<Instance>();
  for (let framing = changed.pop(); framing !== undefined; framing = changed.pop()) {
    if (seen.has(framing)) continue;
    seen.add(framing);
    framings.delete(framing);
    for (const filter of users.get(framing) ?? []) if (filters.delete(filter)) for (const other of previous.filters.get(filter)!.framings) changed.push(other);
  }
  return { filters, framings };
}

function framingView(framing: Instance<typeof KSALLOCATOR_FRAMING_EX>): OpenFramingView {
  const items: ItemView[] = [];
  const view = { framing, items, elementCount: elementsOf(framing, 'FramingItem')?.length, pins: [] as PinView[], isPlaceholder: false };
  elementsOf(framing, 'FramingItem')?.forEach((element, index) => {
    if (element.state === 'present' && element.kind === 'instance' && isInstanceOf(element.instance, KS_FRAMING_ITEM)) items.push({ framing: view, index, item: element.instance });
  });
  return view;
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
  const count = [...pinForms.values()].reduce((most, forms) => Math.max(most, forms.length), filterForms.length);
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
