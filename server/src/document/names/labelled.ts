import { type FilterView, type Instance, type Model, type PinView, allPins, bound } from '../model/index';
import { type NodeId, type Tree, NodeKind, propertyName, propertyValue } from '../tree/index';

/** Filters by label, and the views of pins by the object that describes them: a table of pins may belong to several filters. */
interface Labelled {
  readonly filters: ReadonlyMap<string, readonly FilterView[]>;
  readonly pins: ReadonlyMap<NodeId, readonly PinView[]>;
}

const known = new WeakMap<Model, Labelled>();

/** Filters and pins of a model as names find them; worked out once. */
export function labelled(model: Model): Labelled {
  let found = known.get(model);
  if (found === undefined) known.set(model, (found = { filters: groupBy(model.filters, ({ label }) => label), pins: groupBy(allPins(model), ({ pin }) => pin.node) }));
  return found;
}

function groupBy<K, V>(values: readonly V[], keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

/** The nodes that hold the label of a filter or pin: one, or one in each of its forms; none where it has no label of its own. */
export function labelNodes(tree: Tree, object: NodeId): readonly NodeId[] {
  const found: NodeId[] = [];
  for (let property = tree.firstChild[object]!; property !== -1; property = tree.next[property]!) {
    if (tree.kind[property] !== NodeKind.Property) continue;
    const name = propertyName(tree, property);
    const value = propertyValue(tree, property);
    if (value === -1) continue;
    if (name === 'Label' && tree.kind[value] === NodeKind.String) found.push(value);
    else if (name === 'Variants' && tree.kind[value] === NodeKind.Array) {
      for (let form = tree.firstChild[value]!; form !== -1; form = tree.next[form]!) if (tree.kind[form] === NodeKind.Object) found.push(...labelNodes(tree, form));
    }
  }
  return found;
}

/** Whether the label of a filter or pin stands in the document, and is not made of its position. */
export const hasLabel = (view: FilterView | PinView): boolean => {
  const instance: Instance = 'pin' in view ? view.pin : view.filter;
  const label = bound(instance, 'Label');
  return label.state === 'present' && label.defaulted === undefined;
};
