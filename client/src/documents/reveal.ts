import * as vscode from 'vscode';
import { methods, type Range } from '../../../server/src/protocol/index';
import type { LanguageServer } from '../server/index';

/** Turns a range of the protocol into one of the editor. */
export function toEditorRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** Shows a descriptor with a range selected: in the editor that already holds it, otherwise in the first column. */
export async function revealRange(uri: vscode.Uri, range: vscode.Range | undefined): Promise<void> {
  const key = uri.toString();
  const visible = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === key);
  const inTab = vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === key));
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
    viewColumn: visible?.viewColumn ?? inTab?.viewColumn ?? vscode.ViewColumn.One,
    ...(range === undefined ? {} : { selection: range }),
  });
  if (range !== undefined) editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/**
 * Shows the JSON value a pointer names, selected.
 * @param path RFC 6901 pointer
 * @returns false when the document no longer has that value
 */
export async function revealPointer(server: LanguageServer, uri: vscode.Uri, path: string): Promise<boolean> {
  await vscode.workspace.openTextDocument(uri);
  const { range } = await server.request(methods.resolvePointer, { uri: uri.toString(), path });
  await revealRange(uri, range === null ? undefined : toEditorRange(range));
  return range !== null;
}
