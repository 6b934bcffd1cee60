import type { TextDocumentEdit, TextEdit as ProtocolEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../../document/index';
import type { ClientAbilities } from '../client-abilities';

/** A text of which edits are told: open in the editor at a version, or in a file. */
export interface EditedText { readonly uri: string; readonly text: string; /** Null: no editor has it. */ readonly version: number | null }

/** Edits of offsets as edits of positions. */
export function protocolEdits({ uri, text }: EditedText, edits: readonly TextEdit[]): ProtocolEdit[] {
  const document = TextDocument.create(uri, 'avstream', 0, text);
  return edits.map(({ start, end, text: newText }) => ({ range: { start: document.positionAt(start), end: document.positionAt(end) }, newText }));
}

/** Edits of one text. With the version they are of, where the client takes one: it refuses them when the text has changed since. */
export function editOf(edited: EditedText, edits: readonly TextEdit[], { documentChanges }: Pick<ClientAbilities, 'documentChanges'>): WorkspaceEdit {
  const made = protocolEdits(edited, edits);
  return documentChanges ? { documentChanges: [{ textDocument: { uri: edited.uri, version: edited.version }, edits: made } satisfies TextDocumentEdit] } : { changes: { [edited.uri]: made } };
}

/** A new file with a text; only for clients that create files. It fails where there is one after all. */
export const creationOf = (uri: string, text: string): WorkspaceEdit => ({
  documentChanges: [
    { kind: 'create', uri },
    { textDocument: { uri, version: null }, edits: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: text }] },
  ],
});
