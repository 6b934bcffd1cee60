import * as vscode from 'vscode';
import { eventually, expectEqual, expectThat } from '../expect';
import { diagnosticsOf, folder, hoverText, misaligned, openSample, replace, sampleText } from './documents';
import { test } from './suite';

const codeOf = ({ code }: vscode.Diagnostic): string => String(typeof code === 'object' ? code.value : code);
const severityOf = (diagnostics: readonly vscode.Diagnostic[], code: string): vscode.DiagnosticSeverity | undefined => diagnostics.find((diagnostic) => codeOf(diagnostic) === code)?.severity;
const configuration = (): vscode.Uri => vscode.Uri.joinPath(folder(), 'avstream.config.json');
const write = (text: string): Thenable<void> => vscode.workspace.fs.writeFile(configuration(), new TextEncoder().encode(text));
const { Error: error, Warning: warning, Information: information, Hint: hint } = vscode.DiagnosticSeverity;

/** Opens a sample with an alignment that is no mask. */
async function openMisaligned(): Promise<vscode.TextDocument> {
  const document = await openSample('avshws.avstream.json');
  const wanted = misaligned(await sampleText('avshws.avstream.json'));
  if (document.getText() !== wanted) await replace(document, document.getText(), wanted);
  await diagnosticsOf(document, (diagnostics) => severityOf(diagnostics, 'FRM-25') === error, 'FRM-25 is an error');
  return document;
}
const until = async (document: vscode.TextDocument, expected: vscode.DiagnosticSeverity | undefined, what: string): Promise<void> => {
  await diagnosticsOf(document, (diagnostics) => severityOf(diagnostics, 'FRM-25') === expected, what);
};

test('the setting avstream.rules changes the severity of a rule at once', async () => {
  const document = await openMisaligned();
  const settings = vscode.workspace.getConfiguration('avstream');
  try {
    await settings.update('rules', { 'FRM-25': 'info', 'FRM-06': 'hint' }, vscode.ConfigurationTarget.Workspace);
    await until(document, information, 'FRM-25 is information');
    await diagnosticsOf(document, (diagnostics) => severityOf(diagnostics, 'FRM-06') === hint, 'the hint is no longer quiet');
    await settings.update('rules', { 'FRM-25': 'off' }, vscode.ConfigurationTarget.Workspace);
    await until(document, undefined, 'FRM-25 is off');
  } finally {
    await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
  }
  await until(document, error, 'FRM-25 is an error again');
});

test('avstream.config.json holds when it appears, changes and goes, and is stronger than the setting', async () => {
  const document = await openMisaligned();
  const settings = vscode.workspace.getConfiguration('avstream');
  try {
    await settings.update('rules', { 'FRM-25': 'info' }, vscode.ConfigurationTarget.Workspace);
    await until(document, information, 'FRM-25 is information');
    await write('{ "rules": { "FRM-25": "warning" } }');
    await until(document, warning, 'the file makes FRM-25 a warning');
    await write('{ "overrides": [{ "files": ["avshws.*"], "rules": { "FRM-25": "off" } }] }');
    await until(document, undefined, 'the override turns FRM-25 off');
    await vscode.workspace.fs.delete(configuration());
    await until(document, information, 'the setting holds again');
  } finally {
    await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
  }
  await until(document, error, 'FRM-25 is an error again');
});

test('a configuration has its own diagnostics and completion, and holds before it is saved', async () => {
  const document = await openMisaligned();
  await write('{ "rules": { "FRN-25": "warn" } }\n');
  try {
    const opened = await vscode.workspace.openTextDocument(configuration());
    await vscode.window.showTextDocument(opened);
    expectEqual(opened.languageId, 'jsonc', 'its language');
    const ours = (diagnostics: readonly vscode.Diagnostic[]): string[] => diagnostics.filter(({ source }) => source === 'avstream').map(codeOf);
    await diagnosticsOf(opened, (diagnostics) => ours(diagnostics).join() === 'config-code,config-severity', 'the unknown code and severity are told, once each');
    await replace(opened, '"FRN-25": "warn"', '"FRM-25": "warning"');
    await until(document, warning, 'what is written holds');
    await diagnosticsOf(opened, (diagnostics) => ours(diagnostics).length === 0, 'nothing is wrong any more');
    await replace(opened, '"warning"', '""');
    const position = opened.positionAt(opened.getText().indexOf('""') + 1);
    await eventually(async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', opened.uri, position);
      const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      return ['off', 'hint', 'default'].every((word) => labels.some((label) => label.includes(word)));
    }, 'severities are offered');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  } finally {
    await vscode.workspace.fs.delete(configuration());
  }
  await until(document, error, 'FRM-25 is an error again');
});

test('comments suppress, and the one that suppresses nothing is faded', async () => {
  const document = await openMisaligned();
  await replace(document, '"FileAlignment": 5', '/* avstream-disable-line FRM-25 FRM-01 */ "FileAlignment": 5');
  const diagnostics = await diagnosticsOf(document, (found) => severityOf(found, 'FRM-25') === undefined && severityOf(found, 'DOC-11') === information, 'FRM-25 is suppressed, FRM-01 is idle');
  const idle = diagnostics.find((diagnostic) => codeOf(diagnostic) === 'DOC-11')!;
  expectEqual([document.getText(idle.range), idle.tags], ['FRM-01', [vscode.DiagnosticTag.Unnecessary]], 'what is faded');
  await replace(document, '/* avstream-disable-line FRM-25 FRM-01 */ ', '');
  await until(document, error, 'FRM-25 is back');
});

test('a quiet hint is told in the hover of its value', async () => {
  const document = await openSample('avshws.avstream.json');
  await replace(document, document.getText(), await sampleText('avshws.avstream.json'));
  await diagnosticsOf(document, (diagnostics) => !diagnostics.some(({ severity }) => severity === hint || severity === error), 'no hint and no error is a problem');
  const text = await hoverText(document, document.positionAt(document.getText().indexOf('"FileAlignment"') + 2));
  expectThat(/Hint \[FRM-29\]\(command:avstream\.explainRule\?/.test(text), `the hover is ${text}`);
});
