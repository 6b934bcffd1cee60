import * as vscode from 'vscode';
import { expectEqual } from '../expect';
import { diagnosticsOf, openText, replace } from './documents';
import { test } from './suite';

test('a document of 50 MB has one message and freezes nothing: others are checked beside it, and it is edited', async () => {
  const large = await openText(`{ "FormatVersion": 1,\n${`"Notes": "${'x'.repeat(990)}",\n`.repeat(50_000)}"Last": 1 }`);
  const [problem] = await diagnosticsOf(large, (diagnostics) => diagnostics.length > 0, 'the message');
  expectEqual([problem?.code, problem?.message.includes('avstream.maxFileSize')], ['limit', true], 'the message');
  const begin = Date.now();
  const small = await openText('{ "FormatVersion": 1, "Unknown": 1 }');
  await diagnosticsOf(small, (diagnostics) => diagnostics.length > 0, 'findings of another document');
  await replace(small, ', "Unknown": 1', '');
  await diagnosticsOf(small, (diagnostics) => diagnostics.length === 0, 'none of what was corrected');
  await vscode.window.showTextDocument(large);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(large.uri, new vscode.Position(0, 0), ' ');
  expectEqual(await vscode.workspace.applyEdit(edit), true, 'the edit');
  const took = Date.now() - begin;
  if (took > 10_000) throw new Error(`the editor stood still for ${took} ms`);
}, { timeout: 60_000, flavours: ['desktop'] });
