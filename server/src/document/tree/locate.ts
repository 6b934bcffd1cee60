import { propertyName, propertyValue, findProperty } from './access';
import { NodeKind, type NodeId, type Tree } from './tree';

/**
 * The innermost node that covers `offset`, or -1. A node covers `start <= offset < end`; with `includeEnd` also the caret right behind it (`offset === end`),
 * which is what completion wants. Where two nodes meet, the one that begins at `offset` wins. Whether a name was hit tells `isPropertyName`.
 * Logarithmic in the size of the document, plus the depth.
 */
export function nodeAtOffset(tree: Tree, offset: number, includeEnd = false): NodeId {
  // Starts never decrease: the innermost candidate is the last node that begins at or before the offset.
  let low = 0;
  let high = tree.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (tree.start[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  for (let node = low - 1; node !== -1; node = tree.parent[node]!) {
    if (offset < tree.end[node]! || (includeEnd && offset === tree.end[node])) return node;
  }
  return -1;
}

/** One step of a path: the name of a property or the index of an element. */
export type PathSegment = string | number;

/** The path from the root to a node. A property, its name and its value have the same path. Counting an element's index walks over the elements before it. */
export function pathOf(tree: Tree, node: NodeId): PathSegment[] {
  const path: PathSegment[] = [];
  for (let inner = node; inner > 0; inner = tree.parent[inner]!) {
    if (tree.kind[inner] === NodeKind.Property) {
      path.push(propertyName(tree, inner));
      continue;
    }
    const parent = tree.parent[inner]!;
    if (tree.kind[parent] === NodeKind.Array) {
      let index = 0;
      for (let element = tree.firstChild[parent]!; element !== inner; element = tree.next[element]!) index++;
      path.push(index);
    }
  }
  return path.reverse();
}

/** The path of a node as an RFC 6901 pointer: `''` for the root, `/Filters/0/Flags` below it. */
export function pointerOf(tree: Tree, node: NodeId): string {
  return formatPointer(pathOf(tree, node));
}

/** Writes a path as an RFC 6901 pointer (`~0` for `~`, `~1` for `/`). */
export function formatPointer(path: readonly PathSegment[]): string {
  return path.map((segment) => (typeof segment === 'number' ? `/${segment}` : `/${segment.replace(/~/g, '~0').replace(/\//g, '~1')}`)).join('');
}

/** The value a pointer leads to, or -1: when there is none, or the pointer is not well-formed. */
export function resolvePointer(tree: Tree, pointer: string): NodeId {
  if (pointer === '') return tree.root;
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return -1;
  return resolvePath(tree, pointer.slice(1).split('/').map((segment) => segment.replace(/~1/g, '/').replace(/~0/g, '~')));
}

/** The value a path leads to, or -1. An index may be given as a number or in decimal without leading zeros. */
export function resolvePath(tree: Tree, path: readonly PathSegment[]): NodeId {
  let node = tree.root;
  for (const segment of path) {
    if (node === -1) return -1;
    if (tree.kind[node] === NodeKind.Object) {
      const property = findProperty(tree, node, String(segment));
      node = property === -1 ? -1 : propertyValue(tree, property);
    } else if (tree.kind[node] === NodeKind.Array && /^(?:0|[1-9]\d*)$/.test(String(segment))) {
      let index = Number(segment);
      let element = tree.firstChild[node]!;
      while (element !== -1 && index-- > 0) element = tree.next[element]!;
      node = element;
    } else {
      return -1;
    }
  }
  return node;
}
