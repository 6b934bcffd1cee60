import * as vscode from 'vscode';
import { type ParameterOverride, methods } from '../../../../server/src/protocol/index';
import { toEditorRange } from '../../documents/index';
import type { Services } from '../../services';

/**
 * Writes values of a run into its descriptor, as one edit that can be undone; what cannot be written is said in a sentence.
 * @returns whether the document says them now
 */
export async function writeParameters({ server }: Services, uri: vscode.Uri, scenario: string, overrides: readonly ParameterOverride[]): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(uri);
  const { version } = document;
  const result = await server.request(methods.editParameters, { uri: uri.toString(), scenario, overrides });
  if (result.kind === 'refused') {
    void vscode.window.showWarningMessage(result.text);
    return false;
  }
  // Places are of the text that the server saw.
  if (document.version !== version) {
    void vscode.window.showWarningMessage(vscode.l10n.t('The descriptor was edited at the same time, so nothing was written. Write once more.'));
    return false;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.set(uri, result.edits.map(({ range, newText }) => new vscode.TextEdit(toEditorRange(range), newText)));
  if (await vscode.workspace.applyEdit(edit)) return true;
  void vscode.window.showWarningMessage(vscode.l10n.t('The descriptor cannot be edited, so nothing was written.'));
  return false;
}
