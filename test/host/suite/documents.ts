// What the in-host tests do to documents. Only the API a user's own extension could call.
import * as vscode from 'vscode';
import { eventually } from '../expect';

/** The extension under test. */
export function extension(): vscode.Extension<unknown> | undefined {
  return vscode.extensions.getExtension('avstream-studio.avstream-studio');
}

/** The opened folder: a copy of samples/. */
export function folder(): vscode.Uri {
  const first = vscode.workspace.workspaceFolders?.[0];
  if (first === undefined) throw new Error('no folder is open');
  return first.uri;
}

/** Opens a sample in an editor. The language is ours to recognize; nothing here sets it. */
export async function openSample(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Opens a new descriptor that was never saved. */
export async function openText(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'avstream', content });
  await vscode.window.showTextDocument(document);
  return document;
}

/** Replaces the first match of `searched` in the document, as one edit. */
export async function replace(document: vscode.TextDocument, searched: string | RegExp, replacement: string): Promise<void> {
  const match = typeof searched === 'string' ? { index: document.getText().indexOf(searched), 0: searched } : searched.exec(document.getText());
  if (match === null || match.index < 0) throw new Error(`${String(searched)} is not in ${document.uri.path}`);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(match.index), document.positionAt(match.index + match[0].length)), replacement);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('the edit was refused');
}

/** The position right after the first occurrence of a text. */
export function positionAfter(document: vscode.TextDocument, text: string): vscode.Position {
  const index = document.getText().indexOf(text);
  if (index < 0) throw new Error(`${JSON.stringify(text)} is not in ${document.uri.path}`);
  return document.positionAt(index + text.length);
}

/** Waits until the diagnostics of a document are as wanted, and answers them. */
export function diagnosticsOf(document: vscode.TextDocument, isWanted: (diagnostics: readonly vscode.Diagnostic[]) => boolean, what: string): Promise<readonly vscode.Diagnostic[]> {
  return eventually(() => {
    const diagnostics = vscode.languages.getDiagnostics(document.uri);
    return isWanted(diagnostics) ? diagnostics : undefined;
  }, what).catch((error: unknown) => {
    throw new Error(`${String(error)}; the diagnostics are ${JSON.stringify(vscode.languages.getDiagnostics(document.uri).map(({ code, message }) => ({ code, message })))}`);
  });
}

/** The texts of the hovers at a position. */
export async function hoverText(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers.flatMap(({ contents }) => contents).map((content) => (content instanceof vscode.MarkdownString ? content.value : JSON.stringify(content))).join('\n');
}

/** The labels completion offers at a position. */
export async function completionLabels(document: vscode.TextDocument, position: vscode.Position): Promise<string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, position);
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** The text of a sample as it comes with the extension. */
export async function sampleText(file: string): Promise<string> {
  const installed = extension();
  if (installed === undefined) throw new Error('the extension is not installed');
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(installed.extensionUri, 'samples', file)));
}

/** A descriptor's text with a FileAlignment of 5, which is no mask: FRM-25. */
export function misaligned(text: string): string {
  const broken = text.replace(/"FileAlignment": ("[^"]*"|\d+)/, '"FileAlignment": 5');
  if (broken === text) throw new Error('the text states no FileAlignment');
  return broken;
}

/** Closes every editor; what was never saved is thrown away, which closing alone would ask about. */
export async function discardEditors(): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter(({ isUntitled, isClosed }) => isUntitled && !isClosed)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
