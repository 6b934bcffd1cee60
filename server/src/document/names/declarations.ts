import type { Model } from '../model/index';
import { type NodeId, NodeKind, findProperty, propertyNameNode } from '../tree/index';
import { labelNodes } from './labelled';
import type { NamedThing } from './name-part';
import { type Occurrence, occurrencesIn, occurrencesOf } from './occurrences';
import { parameterName } from './routine-names';

/** What a name leads to. Offsets in the text. */
export interface Target {
  /** The whole that has the name: an entry with its value, an object. */
  readonly start: number;
  readonly end: number;
  /** Its name, or where it has none its first character. */
  readonly nameStart: number;
  readonly nameEnd: number;
}

/** The object or entry that a name stands in. */
function targetOf({ tree }: Model, { node, start, end }: Occurrence): Target {
  // A name of an entry and its value are one property; a label stands in a property of its object.
  const property = tree.parent[node]!;
  const isEntry = property !== -1 && tree.kind[property] === NodeKind.Property && tree.firstChild[property] === node;
  const object = isEntry ? property : enclosingObject(tree, node);
  return { start: tree.start[object]!, end: tree.end[object]!, nameStart: start, nameEnd: end };
}

function enclosingObject(tree: Model['tree'], node: NodeId): NodeId {
  for (let above = tree.parent[node]!; above !== -1; above = tree.parent[above]!) if (tree.kind[above] === NodeKind.Object) return above;
  return node;
}

/** An object that has no name of its own. */
const unnamed = ({ tree }: Model, object: NodeId): Target => ({ start: tree.start[object]!, end: tree.end[object]!, nameStart: tree.start[object]!, nameEnd: tree.start[object]! + 1 });

/** Where a thing gets its name. What nothing declares, such as a spin lock, begins where it is first named. */
export function declarationsOf(model: Model, thing: NamedThing): readonly Target[] {
  const { tree } = model;
  switch (thing.kind) {
    case 'entry': {
      const table = thing.key.slice('entry:'.length, thing.key.length - thing.name.length - 1);
      const found = findProperty(tree, tree.root, table);
      const entry = found === -1 ? -1 : findProperty(tree, tree.next[tree.firstChild[found]!]!, thing.name);
      return entry === -1 ? [] : occurrencesIn(model, propertyNameNode(tree, entry)).map((name) => targetOf(model, name));
    }
    case 'filter':
    case 'pin': {
      const object = Number(thing.key.slice(thing.kind.length + 1));
      const labels = labelNodes(tree, object).flatMap((node) => occurrencesIn(model, node).filter(({ name }) => name === thing.name));
      return labels.length === 0 ? [unnamed(model, object)] : labels.map((name) => ({ ...targetOf(model, name), start: tree.start[object]!, end: tree.end[object]! }));
    }
    default: {
      let first: Occurrence | undefined;
      const declarations: Target[] = [];
      for (const each of occurrencesOf(model, thing)) {
        first ??= each;
        if (each.isDeclaration) declarations.push(targetOf(model, each));
      }
      if (declarations.length > 0) return declarations;
      if (first === undefined) return [];
      if (thing.kind === 'pointer' && thing.name === parameterName) return [unnamed(model, thing.scope)];
      return thing.kind === 'callback' || thing.kind === 'workItem' || thing.kind === 'bus' || thing.kind === 'peer' ? [] : [targetOf(model, first)];
    }
  }
}
