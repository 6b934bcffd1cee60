import * as vscode from 'vscode';
import { commands, languageId } from '../../identifiers';
import { samples, type Sample } from './samples';

/** Argument of `avstream.newFromSample` that asks nothing. */
export interface NewFromSampleArguments {
  /** A sample's `id`. */
  readonly sample: string;
  /** File to write; left out: an untitled document. An existing file is left as it is and reported. */
  readonly target?: vscode.Uri;
}

/** The command that starts a descriptor from a sample. */
export function activateSamplesFeature(context: vscode.ExtensionContext): void {
  context.subscriptions.push(vscode.commands.registerCommand(commands.newFromSample, async (argument?: Partial<NewFromSampleArguments>) => {
    const sample = samples.find(({ id }) => id === argument?.sample) ?? await pickSample();
    if (sample === undefined) return;
    const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, 'samples', sample.file)));
    const target = argument?.sample === undefined ? await pickTarget(sample) : argument.target ?? 'untitled';
    if (target === undefined) return;
    if (target === 'untitled') await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: languageId, content }));
    else await writeAndShow(target, content);
  }));
}

async function pickSample(): Promise<Sample | undefined> {
  const describe = (id: string): { label: string; detail: string } => {
    switch (id) {
      case 'avshws': return { label: 'avshws', detail: vscode.l10n.t('Microsoft\'s sample of a simulated capture device: one filter with one video capture pin') };
      case 'pcie-4k-grabber': return { label: 'pcie-4k-grabber', detail: vscode.l10n.t('A PCI Express frame grabber: 3840 × 2160 NV12 at 60 frames per second by scatter/gather DMA') };
      case 'avssamp': return { label: 'avssamp', detail: vscode.l10n.t('Microsoft\'s filter-centric sample: one Process callback for a video pin and an audio pin made at run time') };
      case 'avscamera': return { label: 'avscamera', detail: vscode.l10n.t('Microsoft\'s camera sample: two cameras that share a table of video, preview and still pins') };
      case 'common-buffer-card': return { label: 'common-buffer-card', detail: vscode.l10n.t('A capture card with an allocator of its own over one common buffer') };
      case 'hd-capture-board': return { label: 'hd-capture-board', detail: vscode.l10n.t('A board with two inputs on one bus, an encoder that copies, and a splitter: graphs of several filters and pins') };
      case 'usb-camera': return { label: 'usb-camera', detail: vscode.l10n.t('A camera on USB, and what happens to it: a second application, another format, sleep, a pulled plug') };
      case 'ts-tuner': return { label: 'ts-tuner', detail: vscode.l10n.t('The receiver of a digital tuner: transport stream packets gathered from a ring into buffers') };
      case 'audio-effect': return { label: 'audio-effect', detail: vscode.l10n.t('A filter-centric audio effect that changes 10 ms of sound in place') };
      default: return { label: id, detail: '' };
    }
  };
  const picked = await vscode.window.showQuickPick(samples.map((sample) => ({ ...describe(sample.id), sample })), {
    title: vscode.l10n.t('New Descriptor from Sample'), placeHolder: vscode.l10n.t('Sample to start from'), matchOnDetail: true,
  });
  return picked?.sample;
}

/** Where the new descriptor goes: nowhere yet, or into a folder of the workspace that can be written. */
async function pickTarget(sample: Sample): Promise<vscode.Uri | 'untitled' | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false);
  if (folders.length === 0) return 'untitled';
  const untitled = { label: vscode.l10n.t('$(file) Untitled document'), detail: vscode.l10n.t('Look first, save later'), folder: undefined };
  const items = [untitled, ...folders.map((folder) => ({ label: vscode.l10n.t('$(save) File in {0}…', folder.name), detail: vscode.l10n.t('Asks for a file name'), folder }))];
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('New Descriptor from Sample'), placeHolder: vscode.l10n.t('Where to put it') });
  if (picked === undefined) return undefined;
  const { folder } = picked;
  if (folder === undefined) return 'untitled';
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('New Descriptor from Sample'), prompt: vscode.l10n.t('File name, relative to {0}', folder.name), value: sample.file, valueSelection: [0, sample.file.indexOf('.')],
    validateInput: async (value) => await whyNot(folder.uri, value),
  });
  return name === undefined ? undefined : vscode.Uri.joinPath(folder.uri, name);
}

/** What is wrong with a file name, or null. */
async function whyNot(folder: vscode.Uri, name: string): Promise<string | null> {
  if (!/\.avstream\.jsonc?$/.test(name)) return vscode.l10n.t('The name must end in .avstream.json or .avstream.jsonc: by it the editor knows a descriptor.');
  if (name.split(/[\\/]/).some((part) => part === '' || part === '..' || part === '.')) return vscode.l10n.t('The file must lie inside the folder.');
  return await exists(vscode.Uri.joinPath(folder, name)) ? vscode.l10n.t('There is such a file already.') : null;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function writeAndShow(target: vscode.Uri, content: string): Promise<void> {
  if (await exists(target)) {
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} exists already and was left as it is.', vscode.workspace.asRelativePath(target)));
    return;
  }
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(content));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(target));
}
