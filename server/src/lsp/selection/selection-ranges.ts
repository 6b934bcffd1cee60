import type { SelectionRange } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Tree, selectionsAt } from '../../document/index';
import type { Position } from '../../protocol/index';

/** For each position what a selection there grows by, from the inside out. */
export function selectionRanges(document: TextDocument, tree: Tree, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => {
    let range: SelectionRange | undefined;
    for (const { start, end } of [...selectionsAt(tree, document.offsetAt(position))].reverse()) {
      range = { range: { start: document.positionAt(start), end: document.positionAt(end) }, ...(range === undefined ? {} : { parent: range }) };
    }
    return range ?? { range: { start: position, end: position } };
  });
}
