import type { Model } from '../model/index';
import { type NodeId, NodeKind, propertyName, propertyValue, stringValue, subtreeEnd } from '../tree/index';

/** Names that the routines of one driver give. */
export interface RoutineNames {
  readonly flags: ReadonlySet<string>;
  /** Pointers that all routines share. */
  readonly kept: ReadonlySet<string>;
  /** Every pointer that a routine sets, whichever. */
  readonly pointers: ReadonlySet<string>;
}

/** The pointer that callbacks are called with. */
export const parameterName = 'StreamPointer';

const known = new WeakMap<Model, Map<NodeId, RoutineNames>>();

/** The names that a `Routines` object gives; worked out once for a model. */
export function routineNames(model: Model, routines: NodeId): RoutineNames {
  let ofModel = known.get(model);
  if (ofModel === undefined) known.set(model, (ofModel = new Map<NodeId, RoutineNames>()));
  let names = ofModel.get(routines);
  if (names === undefined) ofModel.set(routines, (names = readNames(model, routines)));
  return names;
}

function readNames({ tree }: Model, routines: NodeId): RoutineNames {
  const flags = new Set<string>();
  const kept = new Set<string>();
  const pointers = new Set<string>([parameterName]);
  if (routines === -1) return { flags, kept, pointers };
  const text = (node: NodeId): string | undefined => (node !== -1 && tree.kind[node] === NodeKind.String ? stringValue(tree, node) : undefined);
  const end = subtreeEnd(tree, routines);
  for (let node = routines; node < end; node++) {
    if (tree.kind[node] !== NodeKind.Object) continue;
    let set: string | undefined;
    let isFlag = false;
    for (let property = tree.firstChild[node]!; property !== -1; property = tree.next[property]!) {
      if (tree.kind[property] !== NodeKind.Property) continue;
      const value = propertyValue(tree, property);
      const name = propertyName(tree, property);
      if (name === 'As') addTo(pointers, text(value));
      else if (name === 'Set') set = text(value);
      else if (name === 'To') isFlag = true;
      else if (name === 'Kept' && node === routines && value !== -1) {
        for (let element = tree.firstChild[value]!; element !== -1; element = tree.next[element]!) addTo(kept, text(element));
      }
    }
    addTo(isFlag ? flags : pointers, set);
  }
  return { flags, kept, pointers };
}

function addTo(names: Set<string>, name: string | undefined): void {
  if (name !== undefined && name !== '') names.add(name);
}
