import * as vscode from 'vscode';
import { eventually, expectEqual } from '../expect';
import { folder, misaligned, sampleText } from './documents';
import { test } from './suite';

const codeOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === 'object' ? code.value : code);
const setMode = (mode: string | undefined): Thenable<void> => vscode.workspace.getConfiguration('avstream').update('diagnosticMode', mode, vscode.ConfigurationTarget.Workspace);

test('descriptors that no editor shows have their findings when the setting says so: made, changed, removed', async () => {
  const uri = vscode.Uri.joinPath(folder(), 'never-opened.avstream.json');
  const text = await sampleText('avshws.avstream.json');
  const write = (content: string): Thenable<void> => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  const codes = (): unknown[] => vscode.languages.getDiagnostics(uri).map(codeOf);
  await write(misaligned(text));
  try {
    expectEqual(codes(), [], 'findings while only open files are checked');
    await setMode('workspace');
    await eventually(() => codes().includes('FRM-25'), 'the finding of the file');
    expectEqual(vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString()), false, 'opened');
    await write(text);
    await eventually(() => !codes().includes('FRM-25'), 'the finding goes with the mistake');
    await write(misaligned(text));
    await eventually(() => codes().includes('FRM-25'), 'and comes with it');
    await vscode.workspace.fs.delete(uri);
    await eventually(() => codes().length === 0, 'what is removed has none');
    await write(misaligned(text));
    await eventually(() => codes().includes('FRM-25'), 'what is made again has some');
    await setMode(undefined);
    await eventually(() => codes().length === 0, 'none when the setting is taken back');
  } finally {
    await setMode(undefined);
    await vscode.workspace.fs.delete(uri).then(undefined, () => undefined);
  }
});
