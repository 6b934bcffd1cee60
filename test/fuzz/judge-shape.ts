import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Model, applyEdits, foldingRanges, formatEdits, hintKinds, parseTree, selectionsAt } from '../../server/src/document/index';
import { inlayHints } from '../../server/src/lsp/inlay-hints/inlay-hints';
import { describeResolved } from '../../server/src/lsp/resolved/describe-resolved';
import { signatureHelp } from '../../server/src/lsp/signature-help/signature-help';

/** Every character of a text but blanks: what laying out must not change. */
const solid = (text: string): string => text.replace(/[ \t\r\n]+/g, '');

/**
 * Lays a text out, folds it, and asks for selections, numbers beside values, help in expressions and resolved descriptors. Gives what is wrong, or nothing.
 */
export function judgeShape(document: TextDocument, model: Model, offsets: readonly number[]): string | undefined {
  const text = document.getText();
  const options = { tabSize: 2, insertSpaces: true };
  const laidOut = formatEdits(model.tree, options);
  if ('edits' in laidOut) {
    const once = applyEdits(text, laidOut.edits);
    if (solid(once) !== solid(text)) return 'formatting changes more than blanks';
    const again = parseTree(once);
    // The model's tree may have unused rows.
    const anew = parseTree(text);
    if (again.problems.length !== anew.problems.length || again.count !== anew.count || again.comments.length !== anew.comments.length) return 'formatting changes the tree';
    const twice = formatEdits(again, options);
    if (!('edits' in twice) || twice.edits.length > 0) return 'formatting again changes something';
  }
  let line = -1;
  for (const { startLine, endLine } of foldingRanges(model.tree)) {
    if (startLine <= line || endLine <= startLine || endLine >= document.lineCount) return `a folding range of lines ${startLine} to ${endLine}`;
    line = startLine;
  }
  for (const { position } of inlayHints(document, model, { start: document.positionAt(0), end: document.positionAt(text.length) }, new Set(hintKinds), false)) {
    if (document.positionAt(document.offsetAt(position)).line !== position.line) return 'a hint outside of the text';
  }
  for (const offset of offsets) {
    let last = { start: offset, end: offset };
    for (const step of selectionsAt(model.tree, offset)) {
      if (step.start > last.start || step.end < last.end) return `selections at ${offset}`;
      last = step;
    }
    signatureHelp(document, model, document.positionAt(offset));
  }
  describeResolved(model, '/Filters/0/PinDescriptors/0');
  return undefined;
}
