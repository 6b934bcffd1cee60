import * as vscode from 'vscode';
import { eventually, expectEqual, expectThat } from '../expect';
import { extension, openSample } from './documents';
import { test } from './suite';

test('is installed and not active before a descriptor is open', () => {
  expectThat(extension() !== undefined, 'the extension is not installed');
  const capabilities = extension()?.packageJSON as { capabilities?: { untrustedWorkspaces?: { supported?: unknown } } };
  expectEqual(capabilities.capabilities?.untrustedWorkspaces?.supported, true, 'supported in untrusted workspaces');
});

test('activates when the avshws sample is opened, and knows its language', async () => {
  const document = await openSample('avshws.avstream.json');
  expectEqual(document.languageId, 'avstream', 'language');
  await eventually(() => extension()?.isActive, 'the extension is active');
  // Also "active" is one whose activation failed; only this tells.
  await extension()?.activate();
});

test('brings every command its manifest names', async () => {
  const { contributes } = extension()?.packageJSON as { contributes: { commands: { command: string }[] } };
  const known = await vscode.commands.getCommands(true);
  expectEqual(contributes.commands.map(({ command }) => command).filter((command) => !known.includes(command)), [], 'commands nobody registered');
});
