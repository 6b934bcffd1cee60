import { type FilterView, type FramingView, type Model, type NodeId, type PinView, type Tree } from '../document/index';

/** What is resolved: a filter, a pin in each of its forms, or a framing that stands in a table. */
export type ResolvedSubject =
  | { readonly kind: 'pin'; readonly forms: readonly PinView[] }
  | { readonly kind: 'filter'; readonly forms: readonly FilterView[] }
  | { readonly kind: 'framing'; readonly framing: FramingView };

/** The innermost subject that a node is, or lies in. */
export function subjectAt(model: Model, node: NodeId): ResolvedSubject | undefined {
  const { tree } = model;
  for (let outer = node; outer !== -1; outer = tree.parent[outer]!) {
    const found = subjectOf(model, outer);
    if (found !== undefined) return found;
  }
  // The line of an entry: its name stands before the object.
  const property = enclosingProperty(tree, node);
  const value = property === -1 ? -1 : tree.next[tree.firstChild[property]!]!;
  return value === -1 ? undefined : subjectOf(model, value);
}

/** The subject that is a node itself. */
export function subjectOf(model: Model, node: NodeId): ResolvedSubject | undefined {
  const forms = model.configurations.flatMap(({ pins }) => pins.filter(({ pin }) => pin.node === node));
  if (forms.length > 0) return { kind: 'pin', forms: forms.filter((pin, index) => forms.findIndex(({ variant }) => variant?.index === pin.variant?.index) === index) };
  const framing = model.framings.find((view) => view.framing.node === node);
  if (framing !== undefined) return { kind: 'framing', framing };
  const filters = model.configurations.filter(({ filter }) => filter.node === node);
  return filters.length > 0 ? { kind: 'filter', forms: filters.filter((filter, index) => filters.findIndex(({ variant }) => variant?.index === filter.variant?.index) === index) } : undefined;
}

function enclosingProperty(tree: Tree, node: NodeId): NodeId {
  const parent = node < 0 ? -1 : tree.parent[node]!;
  return parent !== -1 && tree.firstChild[parent] === node ? parent : -1;
}
