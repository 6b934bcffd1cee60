import { type Model, type NodeId, type Tree, NodeKind, isPropertyName, nodeAtOffset, propertyValue } from '../../document/index';
import { isInComment, significantBefore, significantFrom } from '../comments';

/** A stretch of the text, `end` exclusive. */
export interface Stretch { readonly start: number; readonly end: number }

/** Commas that have to be written with what is inserted, so that the text around it stays well-formed. */
export interface Commas {
  /** Offset behind a value that lacks its comma. */
  readonly before: number | undefined;
  readonly after: boolean;
}

/** What may be written at a caret. */
export type Cursor =
  | { readonly kind: 'nothing' }
  /** Nothing is there yet: a whole document. */
  | { readonly kind: 'document'; readonly replace: Stretch }
  /** The name of a property. `property` is the one being renamed or -1, `hasColon` whether only the name is missing. */
  | { readonly kind: 'name'; readonly object: NodeId; readonly property: NodeId; readonly replace: Stretch; readonly hasColon: boolean; readonly commas: Commas }
  /** A value outside of quotes. `node` is the property or the value being replaced; for a new element it is the array. */
  | { readonly kind: 'value'; readonly node: NodeId; readonly isNewElement: boolean; readonly replace: Stretch; readonly commas: Commas }
  /** Inside the quotes of a value. */
  | { readonly kind: 'string'; readonly node: NodeId; readonly caret: number; readonly content: Stretch; readonly isClosed: boolean };

const nothing: Cursor = { kind: 'nothing' };
const noCommas: Commas = { before: undefined, after: false };
const openBrace = 123;
const openBracket = 91;
const closeBrace = 125;
const closeBracket = 93;
const comma = 44;
const colon = 58;
const quote = 34;

/** Works out what may be written at an offset; relies on single characters where the tree of a broken text says too little. */
export function cursorAt(model: Model, offset: number): Cursor {
  const { tree } = model;
  if (isInComment(tree, offset)) return nothing;
  const before = significantBefore(tree, offset);
  if (tree.root === -1) return before === -1 ? { kind: 'document', replace: { start: offset, end: offset } } : nothing;
  const touched = nodeAtOffset(tree, offset, true);
  if (touched !== -1 && isScalar(tree, touched) && tree.end[touched]! > tree.start[touched]!) return inScalar(tree, touched, offset);
  return betweenTokens(tree, before, offset);
}

const isScalar = (tree: Tree, node: NodeId): boolean => {
  const kind = tree.kind[node]!;
  return kind !== NodeKind.Object && kind !== NodeKind.Array && kind !== NodeKind.Property;
};

/** Whether a string has its closing quote. */
export function isClosedString(tree: Tree, node: NodeId): boolean {
  const { text } = tree;
  const start = tree.start[node]!;
  const end = tree.end[node]!;
  if (end - start < 2 || text.charCodeAt(end - 1) !== text.charCodeAt(start)) return false;
  let backslashes = 0;
  while (end - 2 - backslashes > start && text.charCodeAt(end - 2 - backslashes) === 92) backslashes++;
  return backslashes % 2 === 0;
}

function inScalar(tree: Tree, node: NodeId, offset: number): Cursor {
  const start = tree.start[node]!;
  const end = tree.end[node]!;
  const isString = tree.text.charCodeAt(start) === quote;
  const isClosed = isString && isClosedString(tree, node);
  // In front of the opening quote and behind the closing one nothing can be continued.
  if (isString && (offset === start || (isClosed && offset === end))) return nothing;
  if (isPropertyName(tree, node)) {
    const property = tree.parent[node]!;
    const next = significantFrom(tree, end);
    const hasColon = tree.text.charCodeAt(next) === colon;
    return { kind: 'name', object: tree.parent[property]!, property, replace: { start, end }, hasColon, commas: hasColon ? noCommas : { before: undefined, after: begins(tree, next) } };
  }
  if (isString) return { kind: 'string', node, caret: offset, content: { start: start + 1, end: isClosed ? end - 1 : end }, isClosed };
  return { kind: 'value', node, isNewElement: false, replace: { start, end }, commas: { before: undefined, after: begins(tree, significantFrom(tree, end)) } };
}

/** Whether a name or value begins at an offset, so that a comma has to stand before it. */
function begins(tree: Tree, at: number): boolean {
  const code = tree.text.charCodeAt(at);
  return code === quote || code === openBrace || code === openBracket || code === 45 || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function betweenTokens(tree: Tree, before: number, offset: number): Cursor {
  if (before === -1) return nothing;
  const code = tree.text.charCodeAt(before);
  const inner = nodeAtOffset(tree, before);
  if (inner === -1) return nothing;
  const replace = { start: offset, end: offset };
  const after = begins(tree, significantFrom(tree, offset));
  if (code === colon) {
    return tree.kind[inner] === NodeKind.Property && !hasValue(tree, inner) ? { kind: 'value', node: inner, isNewElement: false, replace, commas: { before: undefined, after } } : nothing;
  }
  const isOpening = (code === openBrace || code === openBracket) && tree.start[inner] === before;
  if (isOpening || code === comma) return inContainer(tree, containerOf(tree, inner), replace, { before: undefined, after });
  // Behind a complete value: another one needs a comma first.
  const closes = (code === closeBrace || code === closeBracket) && !isScalar(tree, inner);
  if (!closes && !isScalar(tree, inner)) return nothing;
  if (isPropertyName(tree, inner)) return nothing;
  const parent = tree.parent[inner]!;
  if (parent === -1) return nothing;
  // On the line of the value the caret is where a comma is typed, not another name.
  if (!tree.text.slice(before + 1, offset).includes('\n')) return nothing;
  return inContainer(tree, containerOf(tree, parent), replace, { before: before + 1, after });
}

/** Whether a property has a value of its own: not the name of the next property, which is taken for it while the value is missing. */
function hasValue(tree: Tree, property: NodeId): boolean {
  const value = propertyValue(tree, property);
  return value !== -1 && tree.end[value]! > tree.start[value]! && tree.text.charCodeAt(significantFrom(tree, tree.end[value]!)) !== colon;
}

/** The innermost object or array that a node is or lies in. */
function containerOf(tree: Tree, node: NodeId): NodeId {
  let container = node;
  while (container !== -1 && tree.kind[container] !== NodeKind.Object && tree.kind[container] !== NodeKind.Array) container = tree.parent[container]!;
  return container;
}

function inContainer(tree: Tree, container: NodeId, replace: Stretch, commas: Commas): Cursor {
  if (container === -1) return nothing;
  if (tree.kind[container] === NodeKind.Object) return { kind: 'name', object: container, property: -1, replace, hasColon: false, commas };
  return { kind: 'value', node: container, isNewElement: true, replace, commas };
}
