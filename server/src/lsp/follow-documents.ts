import { type Connection, type DidChangeTextDocumentParams, type TextDocuments, Disposable } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isAboutDocument, isChange, isOpening } from './parameters';

/**
 * Follows what the client opens, edits and closes. Notifications have no answers: what comes while nobody is served, and what cannot be
 * followed, is dropped whole, so that a text is never half changed.
 * @param isServing between `initialize` and `shutdown`
 */
export function followDocuments(documents: TextDocuments<TextDocument>, connection: Connection, isServing: () => boolean): void {
  /** Passes on what holds; of the rest it logs the method alone, because parameters quote documents. */
  const passing = <P>(method: string, holds: (parameters: unknown) => boolean, handler: (parameters: P) => void | Promise<void>) => (parameters: P): void | Promise<void> => {
    if (!isServing()) return undefined;
    if (holds(parameters)) return handler(parameters);
    connection.console.warn(`A notification ${method} was dropped: its parameters are damaged.`);
    return undefined;
  };
  documents.listen({
    onDidOpenTextDocument: (handler) => connection.onDidOpenTextDocument(passing('textDocument/didOpen', isOpening, handler)),
    onDidChangeTextDocument: (handler) => connection.onDidChangeTextDocument(passing('textDocument/didChange', isChange, (parameters: DidChangeTextDocumentParams) => (
      // A version without changes is a version all the same: what is told next has to bear its number.
      handler(parameters.contentChanges.length > 0 ? parameters : { ...parameters, contentChanges: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '' }] })
    ))),
    onDidCloseTextDocument: (handler) => connection.onDidCloseTextDocument(passing('textDocument/didClose', isAboutDocument, handler)),
    onDidSaveTextDocument: (handler) => connection.onDidSaveTextDocument(passing('textDocument/didSave', isAboutDocument, handler)),
    // Not offered.
    onWillSaveTextDocument: () => Disposable.create(() => undefined),
    onWillSaveTextDocumentWaitUntil: () => Disposable.create(() => undefined),
  });
}
