import { Document, type Structure } from '../../ks/index';
import { nearestName, rivalOf } from '../nearest-name';
import type { NodeId } from '../tree/index';
import { type Instance, bound } from './bound';
import type { DocumentProblem } from './problem';
import type { FilterView, Model, PinView } from './views';

/** The name by which simulations and common buffers refer to a pin. */
export const pinReference = (pin: PinView): string => `${pin.filter.label}/${pin.label}`;

/** Every pin of a document, in order; of one with variants the first. */
export const allPins = (model: Pick<Model, 'filters'>): readonly PinView[] => model.filters.flatMap((filter) => filter.pins);

/** Where a pin stands: the index of its filter among the filters, and its own among the pins of that. */
interface PinPosition { readonly filter: number; readonly pin: number }

type PinIndex = ReadonlyMap<string, readonly PinPosition[]>;

const indexes = new WeakMap<readonly FilterView[], PinIndex>();

/** Among more names than a driver has, none is offered as the nearest: it would take too long. */
const mostCandidates = 2000;

/** Pins by their references, and by their labels alone. */
function indexOf(filters: readonly FilterView[]): PinIndex {
  let found = indexes.get(filters);
  if (!found) {
    const index = new Map<string, PinPosition[]>();
    const labels = new Map<string, PinPosition[]>();
    const add = (map: Map<string, PinPosition[]>, name: string, position: PinPosition): void => {
      const same = map.get(name);
      if (same) same.push(position);
      else map.set(name, [position]);
    };
    filters.forEach(({ pins }, filter) => pins.forEach((view, pin) => {
      const position = { filter, pin };
      add(index, pinReference(view), position);
      add(labels, view.label, position);
    }));
    for (const [name, pins] of labels) if (!index.has(name)) index.set(name, pins);
    indexes.set(filters, (found = index));
  }
  return found;
}

/** Whether the pins of one version of a document have the same labels as those of the version before, so that every reference names the pin in the same place. */
export function haveSameLabels(before: readonly FilterView[], now: readonly FilterView[]): boolean {
  const same = before.length === now.length && before.every((old, index) => {
    const filter = now[index]!;
    return filter === old || (filter.label === old.label && filter.pins.length === old.pins.length && old.pins.every(({ label }, pin) => filter.pins[pin]!.label === label));
  });
  if (same) indexes.set(now, indexOf(before));
  return same;
}

const noPins: readonly PinView[] = [];

/** Pins that a reference names: `filter/pin`, or the pin's label alone. */
export function pinsNamed({ filters }: Pick<Model, 'filters'>, reference: string): readonly PinView[] {
  const positions = indexOf(filters).get(reference);
  return positions === undefined ? noPins : positions.map(({ filter, pin }) => filters[filter]!.pins[pin]!);
}

/** The pin that a reference names, or how many do when that is not one. */
export function pinNamed({ filters }: Pick<Model, 'filters'>, reference: string): PinView | number {
  const positions = indexOf(filters).get(reference);
  if (positions?.length !== 1) return positions?.length ?? 0;
  const { filter, pin } = positions[0]!;
  return filters[filter]!.pins[pin]!;
}

/** A field of a structure whose text names something else in the document, and what is named. */
type ReferenceField = readonly [name: string, reference: string];

const referenceFields = new WeakMap<Structure, readonly ReferenceField[]>();

function referenceFieldsOf(structure: Structure): readonly ReferenceField[] {
  let found = referenceFields.get(structure);
  if (!found) {
    found = Object.entries(structure.fields).flatMap(([name, { type }]): readonly ReferenceField[] => (type.kind === 'text' && type.reference !== undefined ? [[name, type.reference]] : []));
    referenceFields.set(structure, found);
  }
  return found;
}

/** Whether a structure has a field whose text names something else. */
export const namesSomething = (structure: Structure): boolean => referenceFieldsOf(structure).length > 0;

/** What the texts of a structure name: the kind (`pin`, or a top-level table) and the name. */
export function namedIn(instance: Instance): readonly { readonly reference: string; readonly name: string }[] {
  return referenceFieldsOf(instance.structure).flatMap(([field, reference]) => {
    const value = bound(instance, field);
    return value.state === 'present' && value.kind === 'text' ? [{ reference, name: value.text }] : [];
  });
}

/** Reports every text that names a pin or an entry of a table that is not there, or that several pins have. */
export function referenceProblems(instances: readonly Instance[], views: Pick<Model, 'filters' | 'tree'>, entriesOf: (table: string) => ReadonlyMap<string, unknown> | undefined): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const { tree } = views;
  for (const instance of instances) {
    for (const [field, reference] of referenceFieldsOf(instance.structure)) {
      const value = bound(instance, field);
      if (value.state !== 'present' || value.kind !== 'text') continue;
      const report = (variant: string, values: DocumentProblem['arguments']): void => void problems.push(problem(value.node, variant, { field, name: value.text, ...values }));
      if (reference === 'pin') reportPin(views, value.text, report);
      else if (Object.hasOwn(Document.fields, reference)) reportEntry(entriesOf(reference), reference, value.text, report);
    }
  }
  return problems;

  function problem(node: NodeId, variant: string, values: DocumentProblem['arguments']): DocumentProblem {
    return { code: 'DOC-05', variant, arguments: values, node, start: tree.start[node]!, end: tree.end[node]! };
  }
}

type ReportReference = (variant: string, values: DocumentProblem['arguments']) => void;

function reportPin(views: Pick<Model, 'filters'>, name: string, report: ReportReference): void {
  const pins = pinsNamed(views, name);
  if (pins.length === 1) return;
  if (pins.length > 1) {
    report('pinAmbiguous', { count: pins.length });
    return;
  }
  const index = indexOf(views.filters);
  const nearest = index.size > mostCandidates ? undefined : nearestName(name, index.keys());
  if (nearest === undefined) report('pin', {});
  else report('pinNearest', { nearest, ...rivalOf(name, nearest, index.keys()) });
}

function reportEntry(entries: ReadonlyMap<string, unknown> | undefined, table: string, name: string, report: ReportReference): void {
  if (entries?.has(name) === true) return;
  const nearest = entries === undefined || entries.size > mostCandidates ? undefined : nearestName(name, entries.keys());
  if (nearest === undefined) report('entryText', { table });
  else report('entryNearest', { table, nearest, ...rivalOf(name, nearest, entries!.keys()) });
}
