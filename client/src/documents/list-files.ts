import * as vscode from 'vscode';
import type { ListFilesResult } from '../../../server/src/protocol/index';
import { descriptorPattern } from './descriptors';

/** Folders that are looked into at most, where the file system has no search of its own. */
const mostFolders = 2000;

/**
 * Lists the workspace's descriptors for the server. Where the file system has no search (VS Code finds nothing there, as in some
 * virtual workspaces), its folders are looked into one by one.
 */
export async function listFiles(most: number): Promise<ListFilesResult> {
  const found = await vscode.workspace.findFiles(descriptorPattern, '**/node_modules/**', most + 1);
  const files = found.length > 0 ? found : await walk(most + 1);
  return { uris: files.slice(0, most).map((uri) => uri.toString()), isWhole: files.length <= most };
}

/** Descriptors in the folders of virtual file systems, the upper ones first. */
async function walk(most: number): Promise<vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri).filter(({ scheme }) => scheme !== 'file' && scheme !== 'vscode-remote');
  for (let index = 0; index < folders.length && index < mostFolders && found.length < most; index += 1) {
    const folder = folders[index]!;
    // A folder that cannot be read holds nothing for us.
    const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(folder)).catch(() => []);
    for (const [name, type] of entries) {
      const uri = vscode.Uri.joinPath(folder, name);
      if ((type & vscode.FileType.Directory) !== 0) {
        // Not through links: they may lead round in circles.
        if ((type & vscode.FileType.SymbolicLink) === 0 && name !== 'node_modules' && name !== '.git') folders.push(uri);
      } else if (/\.avstream\.jsonc?$/.test(name)) found.push(uri);
    }
  }
  return found.slice(0, most);
}
