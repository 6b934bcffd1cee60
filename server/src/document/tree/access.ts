import { decodeString, readNumber } from './lexical';
import { NodeKind, type NodeId, type Tree } from './tree';

/**
 * The children of a node in document order; nothing for -1. Where speed matters write the loop out:
 * `for (let child = tree.firstChild[node]!; child !== -1; child = tree.next[child]!)`.
 */
export function* children(tree: Tree, node: NodeId): Generator<NodeId, void, undefined> {
  if (node < 0) return;
  for (let child = tree.firstChild[node]!; child !== -1; child = tree.next[child]!) yield child;
}

/** Number of children of an object (its properties) or array (its elements); 0 for -1. */
export function childCount(tree: Tree, node: NodeId): number {
  let count = 0;
  if (node >= 0) for (let child = tree.firstChild[node]!; child !== -1; child = tree.next[child]!) count++;
  return count;
}

/** Id behind the last node of the subtree of `node`: the subtree is the ids from `node` up to it. Climbs as far as the node is the last of its parents. */
export function subtreeEnd(tree: Tree, node: NodeId): NodeId {
  for (let ancestor = node; ancestor !== -1; ancestor = tree.parent[ancestor]!) {
    if (tree.next[ancestor] !== -1) return tree.next[ancestor]!;
  }
  return tree.count;
}

/** The node that holds the name of a property: a String, also where the quotes are missing; Invalid (and maybe empty) where there is no sensible name. */
export function propertyNameNode(tree: Tree, property: NodeId): NodeId {
  return tree.firstChild[property]!;
}

/** The value of a property, or -1 while it has not been typed. */
export function propertyValue(tree: Tree, property: NodeId): NodeId {
  return tree.next[tree.firstChild[property]!]!;
}

/** The decoded name of a property; `''` where it is missing. */
export function propertyName(tree: Tree, property: NodeId): string {
  return stringValue(tree, tree.firstChild[property]!);
}

/** Whether `node` is the name of a property. */
export function isPropertyName(tree: Tree, node: NodeId): boolean {
  const parent = node < 0 ? -1 : tree.parent[node]!;
  return parent !== -1 && tree.kind[parent] === NodeKind.Property && tree.firstChild[parent] === node;
}

/** The property of `object` with the (decoded) name, or -1, also when `object` is no object. Of several with one name the last counts, as in JSON.parse. */
export function findProperty(tree: Tree, object: NodeId, name: string): NodeId {
  let found = -1;
  if (object < 0 || tree.kind[object] !== NodeKind.Object) return found;
  for (let property = tree.firstChild[object]!; property !== -1; property = tree.next[property]!) {
    if (hasName(tree, property, name)) found = property;
  }
  return found;
}

/** Compares in place; decodes only names with escapes or without quotes. */
function hasName(tree: Tree, property: NodeId, name: string): boolean {
  const { text } = tree;
  const node = tree.firstChild[property]!;
  const start = tree.start[node]!;
  const end = tree.end[node]!;
  const length = end - start - 2;
  if (length >= 0 && text.charCodeAt(start) === 34 && text.charCodeAt(end - 1) === 34) {
    // An escape makes a name longer than what it stands for.
    if (length < name.length) return false;
    if (length === name.length) {
      if (!text.startsWith(name, start + 1)) return false;
      if (!name.includes('\\')) return true;
    } else {
      let i = start + 1;
      while (i < end && text.charCodeAt(i) !== 92) i++;
      if (i === end) return false;
    }
  }
  return stringValue(tree, node) === name;
}

/** The text of a node as it stands in the document, quotes and escapes included; `''` for -1. */
export function rawText(tree: Tree, node: NodeId): string {
  return node < 0 ? '' : tree.text.slice(tree.start[node], tree.end[node]);
}

/** The decoded text of a String; for any other node its raw text. Lone surrogates pass through; a bad escape stands for itself. */
export function stringValue(tree: Tree, node: NodeId): string {
  const raw = rawText(tree, node);
  return ofItsOwn(node >= 0 && tree.kind[node] === NodeKind.String ? decodeString(raw) : raw);
}

/**
 * A string that does not keep the text alive that it was cut from. V8 represents a slice of 13 characters or more as a place in the whole string: one name
 * taken over from version to version would keep the text of the version it was read in.
 */
function ofItsOwn(slice: string): string {
  return slice.length < 13 ? slice : ` ${slice}`.slice(1);
}

/**
 * Offset in the document of the character at `index` of the decoded text of a String: from a range inside an expression to a range in the document.
 * An index behind the text gives the offset of the closing quote (or of the end).
 */
export function offsetInString(tree: Tree, node: NodeId, index: number): number {
  const { text } = tree;
  const start = tree.start[node]!;
  const end = tree.end[node]!;
  const quote = text.charCodeAt(start);
  const first = quote === 34 || quote === 39 ? start + 1 : start;
  const raw = rawText(tree, node);
  if (!raw.includes('\\')) return Math.min(first + index, end > first && text.charCodeAt(end - 1) === quote && first > start ? end - 1 : end);
  let offset = first;
  for (let decoded = 0; decoded < index && offset < end; decoded++) {
    if (text.charCodeAt(offset) !== 92) {
      if (text.charCodeAt(offset) === quote) break;
      offset++;
    } else if (/^\\u[0-9a-fA-F]{4}/.test(text.slice(offset, offset + 6))) {
      offset += 6;
    } else {
      offset += /^\\["'\\/bfnrt]/.test(text.slice(offset, offset + 2)) ? 2 : 1;
    }
  }
  return Math.min(offset, end);
}

/** The value of a Number, also where it is written in a form JSON lacks (`0x10`); NaN for any other node. */
export function numberValue(tree: Tree, node: NodeId): number {
  return node >= 0 && tree.kind[node] === NodeKind.Number ? readNumber(rawText(tree, node)) : NaN;
}
