import * as vscode from 'vscode';
import type { OutcomeWithoutTrace } from '../../../server/src/protocol/index';
import { eventually, expectContains, expectEqual, expectThat } from '../expect';
import { diagnosticsOf, openText, replace } from './documents';
import { test } from './suite';

/** A document whose run cuts images (HDR-06, an error) and leaves clones behind (STA-04, a warning). */
const text = `{ "FormatVersion": 1, "Filters": [ { "Label": "f", "PinDescriptors": [ { "Label": "p", "Dispatch": { "Process": "Process" }, "PinDescriptor": { "DataFlow": 2 } } ] } ],
  "Simulations": [ { "Label": "small buffers", "Duration": "200 ms", "Source": { "Period": "40 ms", "FrameSize": 1000 }, "Driver": { "WhenBufferTooSmall": "Truncate", "DeletesClones": "Never" },
    "Client": { "Requests": 2, "Hold": "1 ms", "BufferSize": 500 } } ] }
`;

const codeOf = ({ code }: vscode.Diagnostic): string => String(typeof code === 'object' ? code.value : code);
const ofRun = (diagnostics: readonly vscode.Diagnostic[]): readonly vscode.Diagnostic[] => diagnostics.filter(({ source }) => source === 'AVStream simulation');
const codes = (diagnostics: readonly vscode.Diagnostic[]): string => ofRun(diagnostics).map(codeOf).sort().join();
const timelineTabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('avstream.timeline'));

test('what the run on show has found is a problem at its value, until the text or the run is another', async () => {
  const document = await openText(text);
  const outcome = await vscode.commands.executeCommand<OutcomeWithoutTrace | undefined>('avstream.simulate', { uri: document.uri, scenario: 'small buffers' });
  expectThat((outcome?.findings.length ?? 0) >= 2, 'the run has found something');
  const shown = await diagnosticsOf(document, (diagnostics) => codes(diagnostics) === 'HDR-06,STA-04', 'the findings are problems');
  const truncated = ofRun(shown).find((diagnostic) => codeOf(diagnostic) === 'HDR-06')!;
  expectEqual([document.getText(truncated.range), truncated.severity], ['500', vscode.DiagnosticSeverity.Error], 'where it stands and how grave it is');
  expectContains(truncated.message, 'small buffers', 'the scenario');
  expectEqual(typeof truncated.code === 'object' ? truncated.code.target.toString() : '', `${vscode.env.uriScheme}://avstream-studio.avstream-studio/rules/HDR-06`, 'the page it links to');

  const [action] = (await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, truncated.range)).filter(({ title }) => title.startsWith('Show on Timeline'));
  expectEqual(action?.command?.command, 'avstream.showTimeline', 'the command of the quick fix');
  await vscode.commands.executeCommand(action!.command!.command, ...(action!.command!.arguments ?? []) as unknown[]);
  await eventually(() => timelineTabs().some(({ isActive }) => isActive), 'the timeline is in front');

  await replace(document, '"Hold": "1 ms"', '"Hold": "2 ms"');
  await diagnosticsOf(document, (diagnostics) => codes(diagnostics) === '', 'they go with the text');
  await replace(document, '"Hold": "2 ms"', '"Hold": "1 ms"');
  await diagnosticsOf(document, (diagnostics) => codes(diagnostics) === 'HDR-06,STA-04', 'and come back with it');
  await replace(document, '"BufferSize": 500', '"BufferSize": 1000');
  await vscode.commands.executeCommand('avstream.simulate', { uri: document.uri, scenario: 'small buffers' });
  await diagnosticsOf(document, (diagnostics) => codes(diagnostics) === 'STA-04', 'another run takes its place');
  await vscode.window.tabGroups.close(timelineTabs());
  await diagnosticsOf(document, (diagnostics) => codes(diagnostics) === '', 'they go with the timeline');
}, { timeout: 60_000 });

test('severities and suppressions hold for what a run has found', async () => {
  const document = await openText(text);
  const settings = vscode.workspace.getConfiguration('avstream');
  await vscode.commands.executeCommand('avstream.simulate', { uri: document.uri, scenario: 'small buffers' });
  await diagnosticsOf(document, (diagnostics) => codes(diagnostics) === 'HDR-06,STA-04', 'the findings are problems');
  try {
    await settings.update('rules', { 'HDR-06': 'info', 'STA-04': 'off' }, vscode.ConfigurationTarget.Workspace);
    const changed = await diagnosticsOf(document, (diagnostics) => codes(diagnostics) === 'HDR-06', 'STA-04 is off');
    expectEqual(ofRun(changed)[0]?.severity, vscode.DiagnosticSeverity.Information, 'severity of HDR-06');
  } finally {
    await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
  }
  await replace(document, '"BufferSize"', '// avstream-disable-next-line HDR-06\n"BufferSize"');
  await vscode.commands.executeCommand('avstream.simulate', { uri: document.uri, scenario: 'small buffers' });
  await diagnosticsOf(document, (diagnostics) => codes(diagnostics) === 'STA-04', 'HDR-06 is suppressed');
  await vscode.window.tabGroups.close(timelineTabs());
}, { timeout: 60_000 });

test('a server that is started again is told again what the run on show has found', async () => {
  const document = await openText(text);
  await vscode.commands.executeCommand('avstream.simulate', { uri: document.uri, scenario: 'small buffers' });
  await diagnosticsOf(document, (diagnostics) => codes(diagnostics) === 'HDR-06,STA-04', 'the findings are problems');
  await vscode.commands.executeCommand('avstream.restartServer');
  await diagnosticsOf(document, (diagnostics) => codes(diagnostics) === 'HDR-06,STA-04', 'they are problems again');
  await replace(document, '"Hold": "1 ms"', '"Hold": "2 ms"');
  await diagnosticsOf(document, (diagnostics) => codes(diagnostics) === '', 'of the new server: they go with the text');
  await vscode.window.tabGroups.close(timelineTabs());
}, { timeout: 60_000 });
