import { type Instance, type NodeId, type Tree, NodeKind, bound, propertyNameNode } from '../document/index';
import type { Place } from '../findings/index';
import type { Where } from './rule';

/** Node that a report points to: the value of the field, or the object when the field is absent or by default. */
export function nodeAt(where: Where): NodeId {
  if (typeof where === 'number') return where;
  const [instance, field] = where;
  const value = bound(instance, field);
  return value.state === 'absent' ? instance.node : value.node;
}

/**
 * What to underline for a node. A scalar is underlined whole; an object or array, which may be hundreds of lines, by the name of the
 * property it is the value of, or by its opening bracket where it is an element of an array.
 */
export function placeAt(tree: Tree, where: Where): Place {
  const node = nodeAt(where);
  if (node < 0 || node >= tree.count) return { node: -1, start: 0, end: 0 };
  const kind = tree.kind[node]!;
  const start = tree.start[node]!;
  if (kind !== NodeKind.Object && kind !== NodeKind.Array && kind !== NodeKind.Property) return { node, start, end: tree.end[node]! };
  const parent = tree.parent[node]!;
  const property = kind === NodeKind.Property ? node : parent !== -1 && tree.kind[parent] === NodeKind.Property ? parent : -1;
  if (property === -1) return { node, start, end: Math.min(start + 1, tree.end[node]!) };
  const name = propertyNameNode(tree, property);
  return { node, start: tree.start[name]!, end: tree.end[name]! };
}

const identities = new WeakMap<Instance, number>();
let nextIdentity = 0;

/**
 * Names a value, the same for every rule that reports about it: the field of a structure also when a default supplies it (two such fields
 * share a node), or the node.
 */
export function valueKey(where: Where): string {
  if (typeof where === 'number') return `n${where}`;
  const [instance, field] = where;
  const origin = instance.origin ?? instance;
  let identity = identities.get(origin);
  if (identity === undefined) {
    identity = nextIdentity++;
    identities.set(origin, identity);
  }
  // The forms of one object share what stands outside of its variants, and differ in what a variant states.
  return instance.origin === undefined ? `${identity}.${field}` : `${identity}.${field}@${nodeAt(where)}`;
}
