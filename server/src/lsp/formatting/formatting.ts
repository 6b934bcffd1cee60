import { type FormattingOptions, type Range, type TextEdit, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type FormatProblem, NodeKind, formatEdits, nodeAtOffset } from '../../document/index';
import type { Position } from '../../protocol/index';
import type { Analysis } from '../analysis';
import { localize } from '../localize';
import type { ServerContext } from '../start-server';

/** Lays documents out. What cannot be laid out gets no edits, and one message: not again before it could be. */
export interface FormattingFeature {
  format(document: TextDocument, analysis: Analysis, options: FormattingOptions, range?: Range): readonly TextEdit[];
  /** Behind a closing bracket that was typed: the lines of the object or array that it closes. */
  formatOnType(document: TextDocument, analysis: Analysis, options: FormattingOptions, position: Position): readonly TextEdit[];
  forget(uri: string): void;
}

/** Creates the feature. */
export function createFormattingFeature({ connection }: ServerContext): FormattingFeature {
  const told = new Set<string>();
  const tell = (document: TextDocument, problem: FormatProblem): void => {
    if (told.has(document.uri)) return;
    told.add(document.uri);
    const line = document.positionAt(problem.offset).line + 1;
    const message = problem.kind === 'broken'
      ? localize('The document was not formatted: line {line} has a syntax error, so what belongs together is not certain. Correct it first.', { line })
      : localize('The document was not formatted: from line {line} on it is nested more than {limit} levels deep, and would be indentation for the most part.', { line, limit: problem.limit });
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
  };
  const edits = (document: TextDocument, analysis: Analysis, options: FormattingOptions, stretch: { readonly start: number; readonly end: number } | undefined, tells: boolean): readonly TextEdit[] => {
    const result = formatEdits(analysis.tree(), options, stretch);
    if ('problem' in result) {
      if (tells) tell(document, result.problem);
      return [];
    }
    told.delete(document.uri);
    return result.edits.map(({ start, end, text }) => ({ range: { start: document.positionAt(start), end: document.positionAt(end) }, newText: text }));
  };
  return {
    format: (document, analysis, options, range) => edits(document, analysis, options, range && { start: document.offsetAt(range.start), end: document.offsetAt(range.end) }, true),
    formatOnType: (document, analysis, options, position) => {
      const tree = analysis.tree();
      const offset = document.offsetAt(position);
      const node = offset === 0 ? -1 : nodeAtOffset(tree, offset - 1);
      // A bracket inside a text or a comment closes nothing.
      if (node === -1 || tree.end[node] !== offset || (tree.kind[node] !== NodeKind.Object && tree.kind[node] !== NodeKind.Array)) return [];
      return edits(document, analysis, options, { start: tree.start[node]!, end: offset }, false);
    },
    forget: (uri) => {
      told.delete(uri);
    },
  };
}
