// Scenarios of a descriptor, read and changed the way an author changes them: by editing the text.
import * as vscode from 'vscode';
import { applyEdits, modify, parse } from 'jsonc-parser/lib/esm/main.js';
import type { AvstreamStudioApi } from '../../../client/src/api';
import { extension } from './documents';

/** The extension's public API, activated. */
export async function studio(): Promise<AvstreamStudioApi> {
  return await (extension() as vscode.Extension<AvstreamStudioApi>).activate();
}

/** The labels of a document's scenarios, in order. */
export function scenarioLabels(document: vscode.TextDocument): string[] {
  return (parse(document.getText()) as { Simulations?: { Label: string }[] }).Simulations?.map(({ Label }) => Label) ?? [];
}

/** Sets one JSON value of a document, as one edit of its text. */
export async function setValue(document: vscode.TextDocument, path: (string | number)[], value: unknown): Promise<void> {
  const text = document.getText();
  const changed = applyEdits(text, modify(text, path, value, { formattingOptions: { insertSpaces: true, tabSize: 2 } }));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(0), document.positionAt(text.length)), changed);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('the edit was refused');
}
