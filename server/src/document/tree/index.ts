/**
 * Text to tree: an error-tolerant parser for JSON with comments and trailing commas, over typed arrays, and what is needed to read such a tree:
 * names and values, nodes by offset, paths and pointers, lines and positions. Knows nothing of AVStream.
 */
export { NodeKind, type NodeId, type SyntaxProblem, type SyntaxProblemKind, type Tree } from './tree';
export { parseTree, scanValue, type ScannedValue } from './parse';
export { joined, shortened, type TextChange } from './text-change';
export type { Segments } from './segments';
export { firstTree, stampOf, treeAfter, withoutUnused, type Stamp, type TreeVersion } from './tree-version';
export {
  childCount, children, findProperty, isPropertyName, numberValue, offsetInString, propertyName, propertyNameNode, propertyValue, rawText, stringValue, subtreeEnd,
} from './access';
export { firstCommentFrom, lastCommentBefore } from './comments';
export { formatPointer, nodeAtOffset, pathOf, pointerOf, resolvePath, resolvePointer, type PathSegment } from './locate';
export { createLineIndex, lineAt, offsetAt, positionAt, type LineIndex, type LinePosition } from './lines';
