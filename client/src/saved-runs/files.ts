import * as vscode from 'vscode';
import { fileName } from '../documents/index';
import { fromArchive, savedRunExtension, type SavedRun } from './saved-run';

/** Files larger than this are not read, in bytes: the largest runs that are recorded take a tenth. */
const sizeLimit = 512 * 1024 * 1024;

/** Reads a saved run. @returns the run, or a sentence for a person: what is wrong with the file and what to do */
export async function readSavedRun(uri: vscode.Uri): Promise<SavedRun | string> {
  const name = fileName(uri);
  let bytes: Uint8Array;
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > sizeLimit) return vscode.l10n.t('{0} is larger than any saved trace: it has {1} MB. Open a file that AVStream: Save Trace has written.', name, Math.round(size / 1024 / 1024));
    bytes = await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    return vscode.l10n.t('{0} cannot be read: {1}', name, error instanceof Error ? error.message : String(error));
  }
  const run = fromArchive(bytes, uri.toString());
  if (!('problem' in run)) return run;
  switch (run.problem) {
    case 'foreign': return vscode.l10n.t('{0} is not a saved trace: it does not begin like one. Open a file that AVStream: Save Trace has written.', name);
    case 'asText': return vscode.l10n.t('{0} was changed on its way: something carried it as text and converted line ends or characters. Copy it again as a binary file (in Git: "*.avtrace binary" in .gitattributes).', name);
    case 'laterVersion': return vscode.l10n.t('{0} was saved by another version of AVStream Studio, in a form that this version cannot read. Open it with that version, or simulate the descriptor again.', name);
    case 'short': return vscode.l10n.t('{0} is cut short: it has {1} of {2} bytes. Copy it again, or save the trace once more.', name, bytes.length, run.expected);
    case 'damaged': return vscode.l10n.t('{0} is damaged: its content is not what was saved. Copy it again, or save the trace once more.', name);
  }
}

/** Filter of file dialogs. */
const filters = (): Record<string, string[]> => ({ [vscode.l10n.t('AVStream trace')]: [savedRunExtension.slice(1)] });

/** Asks for a saved run and reads it; complains about a file that cannot be read. */
export async function pickSavedRun(title: string): Promise<SavedRun | undefined> {
  const [uri] = await vscode.window.showOpenDialog({ title, filters: filters(), canSelectMany: false }) ?? [];
  if (uri === undefined) return undefined;
  const run = await readSavedRun(uri);
  if (typeof run !== 'string') return run;
  void vscode.window.showErrorMessage(run);
  return undefined;
}

/** Asks where to save a run of a descriptor. */
export async function askWhereToSave(descriptor: vscode.Uri, scenario: string): Promise<vscode.Uri | undefined> {
  const words = `${fileName(descriptor).replace(/\.avstream\.jsonc?$/, '')} ${scenario}`.replace(/[^\p{L}\p{N}.+-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '').slice(0, 80);
  const name = `${words === '' ? 'run' : words}${savedRunExtension}`;
  const isInFiles = vscode.workspace.fs.isWritableFileSystem(descriptor.scheme) === true;
  const folder = isInFiles ? vscode.Uri.joinPath(descriptor, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({ title: vscode.l10n.t('Save Trace'), filters: filters(), ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }) });
}

/**
 * Writes a file so that at its name there is either all of the new content or what was there before, wherever the file system can make files beside it and rename them; elsewhere, as with
 * single files that a browser was allowed to write, in place.
 */
export async function writeWhole(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const { fs } = vscode.workspace;
  const beside = uri.with({ path: `${uri.path}.${crypto.randomUUID().slice(0, 8)}.part` });
  try {
    await fs.writeFile(beside, bytes);
    await fs.rename(beside, uri, { overwrite: true });
  } catch {
    await Promise.resolve(fs.delete(beside)).catch(() => undefined);
    await fs.writeFile(uri, bytes);
  }
}
