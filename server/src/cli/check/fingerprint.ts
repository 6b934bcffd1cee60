import { createHash } from 'node:crypto';
import { NodeKind, type NodeId, type Tree, children, findProperty, formatPointer, pathOf, propertyValue, resolvePath, stringValue, type PathSegment } from '../../document/index';
import type { Finding } from '../../findings/index';

/** Name of this way to make fingerprints. Another way needs another name, so that no tool compares the two. */
export const fingerprintName = 'avstream/v1';

/** What an element of a list is called: its label, or the string that it is; nothing where another element is called the same. */
function nameOf(tree: Tree, element: NodeId): string | undefined {
  if (tree.kind[element] === NodeKind.String) return stringValue(tree, element);
  if (tree.kind[element] !== NodeKind.Object) return undefined;
  const property = findProperty(tree, element, 'Label');
  const value = property === -1 ? -1 : propertyValue(tree, property);
  return value !== -1 && tree.kind[value] === NodeKind.String ? stringValue(tree, value) : undefined;
}

/** Names of the elements of lists, worked out once for each list: a list of thousands would else be walked thousands of times. */
export type ElementNames = Map<NodeId, ReadonlyMap<number, string>>;

function namesIn(tree: Tree, list: NodeId, known: ElementNames): ReadonlyMap<number, string> {
  let names = known.get(list);
  if (names) return names;
  const all = [...children(tree, list)].map((element) => nameOf(tree, element));
  const counts = new Map<string, number>();
  for (const name of all) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  names = new Map(all.flatMap((name, index) => (name !== undefined && counts.get(name) === 1 ? [[index, name] as const] : [])));
  known.set(list, names);
  return names;
}

/** The path of a value in which elements of lists are named rather than counted, so that what is inserted before them changes nothing. */
export function stablePath(tree: Tree, node: NodeId, known: ElementNames): string {
  const path = pathOf(tree, node);
  return formatPointer(path.map((segment, index): PathSegment => {
    if (typeof segment !== 'number') return segment;
    const list = resolvePath(tree, path.slice(0, index));
    const name = list === -1 ? undefined : namesIn(tree, list, known).get(segment);
    return name === undefined ? segment : `[${name}]`;
  }));
}

/**
 * What stays the same while a finding does: a hash over its rule, the path of its value and what its text says of it. Lines, columns, severities, wording and language have no part in it; where labels name the
 * elements on the way, neither have their numbers.
 */
export function fingerprintOf(tree: Tree, { code, text, arguments: values, place }: Finding, known: ElementNames): string {
  const path = place.node === -1 ? '' : stablePath(tree, place.node, known);
  const sorted = Object.entries(values).sort(([first], [second]) => (first < second ? -1 : 1));
  return createHash('sha256').update(JSON.stringify([fingerprintName, code, path, text, sorted])).digest('hex').slice(0, 32);
}
