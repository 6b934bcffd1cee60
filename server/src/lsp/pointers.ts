import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type NodeId, type Tree, NodeKind, nodeAtOffset, pointerOf, resolvePointer } from '../document/index';
import type { PointerAtResult, Position, Range, ResolvePointerResult } from '../protocol/index';

/** The range of a node. */
export const nodeRange = (document: TextDocument, tree: Tree, node: NodeId): Range => ({ start: document.positionAt(tree.start[node]!), end: document.positionAt(tree.end[node]!) });

/** Answers `avstream/resolvePointer`: the range of the value, nothing when the pointer leads nowhere. */
export function resolvePointerRange(document: TextDocument, tree: Tree, path: string): ResolvePointerResult {
  const node = resolvePointer(tree, path);
  return { range: node === -1 ? null : nodeRange(document, tree, node) };
}

/** Answers `avstream/pointerAt`: the pointer of the innermost value or property at a position. */
export function pointerAtPosition(document: TextDocument, tree: Tree, position: Position): PointerAtResult {
  const node = nodeAtOffset(tree, document.offsetAt(position), true);
  if (node === -1) return { path: null };
  // Without a name (`{ : 1 }`) there is nothing to point to but the object.
  const parent = tree.parent[node]!;
  const nameless = tree.kind[node] === NodeKind.Invalid && parent !== -1 && tree.kind[parent] === NodeKind.Property && tree.firstChild[parent] === node;
  return { path: pointerOf(tree, nameless ? tree.parent[parent]! : node) };
}
