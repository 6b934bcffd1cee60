import * as vscode from 'vscode';
import { languageId } from '../identifiers';

/** Names a descriptor file has. */
export const descriptorPattern = '**/*.avstream.{json,jsonc}';
/** Files of the workspace offered at most; more would be no help in a list. */
const mostFiles = 200;

/** The text editor with the focus, if it shows a descriptor. */
export function activeDescriptor(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === languageId ? document.uri : undefined;
}

/** Descriptors in editors on screen, each once. */
function visibleDescriptors(): vscode.Uri[] {
  return distinct(vscode.window.visibleTextEditors.filter(({ document }) => document.languageId === languageId).map(({ document }) => document.uri));
}

/** Descriptors that can be had: on screen, then open, then in the workspace. */
async function knownDescriptors(): Promise<vscode.Uri[]> {
  const open = vscode.workspace.textDocuments.filter((document) => document.languageId === languageId && !document.isClosed).map(({ uri }) => uri);
  const files = await vscode.workspace.findFiles(descriptorPattern, '**/node_modules/**', mostFiles);
  return distinct([...visibleDescriptors(), ...open, ...files.sort((a, b) => (a.path < b.path ? -1 : 1))]);
}

/**
 * Asks which descriptor is meant, when it is not clear.
 * @param title of the list, e.g. the command's
 * @returns the only one on screen without asking; otherwise the one picked; undefined when the person leaves the list
 */
export async function pickDescriptor(title: string): Promise<vscode.Uri | 'none' | undefined> {
  const visible = visibleDescriptors();
  if (visible.length === 1) return visible[0];
  const known = await knownDescriptors();
  if (known.length === 0) return 'none';
  const items = known.map((uri) => ({ label: fileName(uri), description: folderName(uri), uri }));
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Descriptor'), matchOnDescription: true });
  return picked?.uri;
}

/** Last segment of a document's path. */
export function fileName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

function folderName(uri: vscode.Uri): string {
  if (uri.scheme === 'untitled') return vscode.l10n.t('not saved');
  const path = vscode.workspace.asRelativePath(uri);
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end);
}

function distinct(uris: readonly vscode.Uri[]): vscode.Uri[] {
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}
