import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import { type Tree, foldingRanges as rangesOf } from '../../document/index';

/** What can be folded in a document, whole lines. */
export const foldingRanges = (tree: Tree, limit: number | undefined): FoldingRange[] =>
  rangesOf(tree, limit).map(({ startLine, endLine, kind }) => ({ startLine, endLine, ...(kind === 'container' ? {} : { kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region }) }));
