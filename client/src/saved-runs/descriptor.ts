import * as vscode from 'vscode';
import type { SavedRun } from './saved-run';

/** How a saved run names its descriptor: by its path in the workspace, or else by its name. */
export function descriptorPath(uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const inFolder = folder !== undefined && uri.path.startsWith(`${folder.uri.path}/`) ? uri.path.slice(folder.uri.path.length + 1) : undefined;
  return inFolder ?? uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** Finds the descriptor of a saved run: at its path in a folder of the workspace, beside the file, or, where there is but one of its name, anywhere in the workspace. */
export async function findDescriptor(file: vscode.Uri, { descriptor }: SavedRun): Promise<vscode.Uri | undefined> {
  // A path out of a file leads nowhere but down.
  const segments = descriptor.split('/').filter((segment) => segment !== '' && segment !== '.' && segment !== '..' && !segment.includes('\\'));
  const name = segments.at(-1);
  if (name === undefined || !/\.avstream\.jsonc?$/.test(name)) return undefined;
  const places = [...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => vscode.Uri.joinPath(uri, ...segments)), vscode.Uri.joinPath(file, '..', name)];
  for (const place of places) {
    const isThere = await vscode.workspace.fs.stat(place).then(({ type }) => (type & vscode.FileType.File) !== 0, () => false);
    if (isThere) return place;
  }
  const found = await vscode.workspace.findFiles(`**/${name.replace(/[[\]{}*?]/g, '[$&]')}`, '**/node_modules/**', 2);
  return found.length === 1 ? found[0] : undefined;
}
