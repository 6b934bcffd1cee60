import * as vscode from 'vscode';
import { type NegotiationSubject, negotiationMethods } from '../../../../server/src/protocol/index';
import type { LanguageServer } from '../../server/index';

type SubjectItem = vscode.QuickPickItem & { readonly subject?: NegotiationSubject };

/**
 * Asks for a pin or a simulation of a descriptor, with the one at the cursor chosen already; a document with just one is not asked about.
 * @returns undefined when there is none, which has been said then, or when the person left the list
 */
export async function pickSubject(server: LanguageServer, uri: vscode.Uri): Promise<NegotiationSubject | undefined> {
  await vscode.workspace.openTextDocument(uri);
  const editor = vscode.window.activeTextEditor;
  const position = editor?.document.uri.toString() === uri.toString() ? editor.selection.active : undefined;
  const { choices, current } = await server.request(negotiationMethods.listNegotiations, { uri: uri.toString(), ...(position === undefined ? {} : { position: { line: position.line, character: position.character } }) });
  if (choices.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This descriptor has no pin that can be read, so there are no frames to allocate.'));
    return undefined;
  }
  if (choices.length === 1) return choices[0]?.subject;
  const items = choices.map(({ subject, detail }): SubjectItem & { readonly subject: NegotiationSubject } => ({ label: `${subject.kind === 'pin' ? '$(plug)' : '$(play)'} ${subject.name}`, description: detail, subject }));
  return await new Promise((resolve) => {
    const list = vscode.window.createQuickPick<SubjectItem>();
    list.title = vscode.l10n.t('Explain Allocator');
    list.placeholder = vscode.l10n.t('Pin or simulation');
    list.matchOnDescription = true;
    const simulations = items.findIndex(({ subject }) => subject.kind === 'simulation');
    list.items = simulations <= 0 ? items : [
      { label: vscode.l10n.t('Pins'), kind: vscode.QuickPickItemKind.Separator }, ...items.slice(0, simulations),
      { label: vscode.l10n.t('Simulations'), kind: vscode.QuickPickItemKind.Separator }, ...items.slice(simulations),
    ];
    const active = items[current];
    if (active !== undefined) list.activeItems = [active];
    list.onDidAccept(() => {
      resolve(list.selectedItems[0]?.subject);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}
