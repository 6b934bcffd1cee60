import { type ElementView, type Model, type NodeId, type Tree, NodeKind, elementsIn, findProperty, propertyValue, stringValue, subtreeEnd } from '../../document/index';
import { placeAt } from '../place';
import { codeProblem } from './check-code';
import { type Suppression, type SuppressionProblem, type Suppressions, noException } from './suppression';

/** Name of the property. */
const property = 'Suppress';

const known = new WeakMap<ElementView, readonly NodeId[]>();

/** The objects of an element that have the property. Inside Notes, and where nothing is read, it is no list of ours. */
function objectsIn(tree: Tree, element: ElementView): readonly NodeId[] {
  let found = known.get(element);
  if (!found) {
    const objects = new Set<NodeId>();
    for (const { node, defaulted } of element.instances) if (!defaulted && findProperty(tree, node, property) !== -1) objects.add(node);
    known.set(element, (found = objects.size === 0 ? none : [...objects]));
  }
  return found;
}

const none: readonly NodeId[] = [];

/** The objects of a document that have the property. */
function objectsOf(model: Model): readonly NodeId[] {
  const { tree, document } = model;
  const found: NodeId[] = document !== undefined && findProperty(tree, document.node, property) !== -1 ? [document.node] : [];
  for (const element of elementsIn(model)) for (const node of objectsIn(tree, element)) found.push(node);
  return found;
}

/** What the `Suppress` lists of a document's objects suppress. */
export function readSuppressProperties(model: Model): Suppressions {
  const { tree } = model;
  const suppressions: Suppression[] = [];
  const problems: SuppressionProblem[] = [];
  for (const object of objectsOf(model)) {
    // Of several lists in one object the last counts, as with every property.
    const list = propertyValue(tree, findProperty(tree, object, property));
    if (list === -1 || tree.kind[list] !== NodeKind.Array) continue;
    const stretch = { of: 'node', from: object, to: subtreeEnd(tree, object) } as const;
    for (let entry = tree.firstChild[list]!; entry !== -1; entry = tree.next[entry]!) {
      if (tree.kind[entry] !== NodeKind.Object) continue;
      const found = findProperty(tree, entry, 'Code');
      const value = found === -1 ? -1 : propertyValue(tree, found);
      if (found === -1) problems.push({ code: 'DOC-12', variant: 'missing', arguments: {}, place: placeAt(tree, entry) });
      // Another type has been reported already.
      if (value === -1 || tree.kind[value] !== NodeKind.String) continue;
      const code = stringValue(tree, value);
      const place = { ...placeAt(tree, value), end: Math.min(tree.end[value]!, tree.start[value]! + 80) };
      const problem = codeProblem(code);
      if (problem === undefined) suppressions.push({ ...stretch, code, except: noException, place });
      else problems.push({ code: 'DOC-12', ...problem, place });
    }
  }
  return { suppressions, problems };
}
