import { KSALLOCATOR_FRAMING_EX } from '../../ks/index';
import type { NodeId } from '../tree/index';
import type { Binding } from './bind';
import { type Bound, type Instance, isInstanceOf } from './bound';
import { problemsMovedBy } from './model-version';
import type { DocumentProblem } from './problem';

/**
 * A member of a top-level list or table as it was bound, with all that came of it. As long as neither its text nor what it refers to changes, a later
 * version of the document has the same: nothing in it says where in the text it stands but `problems`.
 */
export interface BoundElement {
  /** Name of the list or table. */
  readonly owner: string;
  readonly bound: Bound;
  /** Its structures in document order, without those of entries that it refers to. */
  readonly instances: readonly Instance[];
  /** Those whose text names a pin or an entry. */
  readonly naming: readonly Instance[];
  /** Those that are framings. */
  readonly framings: readonly Instance<typeof KSALLOCATOR_FRAMING_EX>[];
  readonly problems: readonly DocumentProblem[];
  /** Offset of its value when it was bound. */
  readonly from: number;
  readonly uses: readonly Use[];
  /** It names an entry that is not there: another one may become the nearest at any time. */
  readonly isUnresolved: boolean;
}

/** An entry of a table that an element refers to. */
export interface Use {
  readonly table: string;
  readonly entry: string;
  readonly element: BoundElement;
  /** Binds what the entry is by now, in the same way. */
  readonly bindAgain: (binding: Binding, node: NodeId) => BoundElement;
}

/** What is noted while an element, or what holds elements together, is bound. */
export interface Notes {
  problems: DocumentProblem[];
  instances: Instance[];
  naming: Instance[];
  uses: Use[];
  isUnresolved: boolean;
  /** The elements that were added, and the nodes of their values. */
  elements: BoundElement[];
  nodes: NodeId[];
}

/** Empty notes. */
export const newNotes = (): Notes => ({ problems: [], instances: [], naming: [], uses: [], isUnresolved: false, elements: [], nodes: [] });

/** Binds an element once: as it was bound before where that still holds, otherwise by `make`. */
export function bindElement(binding: Binding, owner: string, node: NodeId, make: () => Bound): BoundElement {
  const known = binding.elements.get(node);
  if (known) return known;
  const earlier = binding.earlier(node);
  const element = earlier?.owner === owner && stillHolds(binding, earlier) ? earlier : bindAnew(binding, owner, node, make);
  binding.elements.set(node, element);
  return element;
}

function bindAnew(binding: Binding, owner: string, node: NodeId, make: () => Bound): BoundElement {
  const outer = binding.notes;
  const notes = newNotes();
  binding.notes = notes;
  const result = make();
  binding.notes = outer;
  const { problems, instances, naming, uses, isUnresolved } = notes;
  const framings = instances.filter((instance) => isInstanceOf(instance, KSALLOCATOR_FRAMING_EX)) as readonly Instance<typeof KSALLOCATOR_FRAMING_EX>[];
  const element: BoundElement = { owner, bound: result, instances, naming, framings: framings.length === 0 ? noFramings : framings, problems, from: binding.tree.start[node]!, uses, isUnresolved };
  if (result.state === 'present' && result.kind === 'instance' && result.reference === undefined) elements.set(result.instance, element);
  return element;
}

const noFramings: BoundElement['framings'] = [];

const elements = new WeakMap<Instance, BoundElement>();

/** What came of the element that a structure is: its own structures, and those of them whose text names something. Nothing for a structure that is no element. */
export const withinElement = (instance: Instance): Pick<BoundElement, 'instances' | 'naming'> | undefined => elements.get(instance);

const reached = new WeakMap<BoundElement, readonly Instance[]>();

/** The framings that a filter refers to, be it by way of other entries. */
export function framingsReached(filter: Instance): readonly Instance[] {
  const element = elements.get(filter);
  return element === undefined ? [] : framingsOf(element);
}

function framingsOf(element: BoundElement): readonly Instance[] {
  let found = reached.get(element);
  if (!found) reached.set(element, (found = [...new Set([...element.framings, ...element.uses.flatMap((use) => framingsOf(use.element))])]));
  return found;
}

function stillHolds(binding: Binding, { uses, isUnresolved }: BoundElement): boolean {
  if (isUnresolved) return false;
  return uses.every(({ table, entry, element, bindAgain }) => {
    const node = binding.tableNodes.get(table)?.get(entry);
    return node !== undefined && node !== -1 && bindAgain(binding, node) === element;
  });
}

/** Adds what came of an element to the notes of what holds it. */
export function addElement({ notes }: Binding, element: BoundElement, node: NodeId): void {
  notes.elements.push(element);
  notes.nodes.push(node);
}

/** The problems of an element, where its value stands by now. */
export const problemsOfElement = ({ problems, from }: BoundElement, start: number): readonly DocumentProblem[] => (problems.length === 0 ? problems : problemsMovedBy(problems, start - from));
