import * as vscode from 'vscode';
import type { OutcomeWithoutTrace } from '../../../server/src/protocol/index';
import { eventually, expectEqual, expectThat } from '../expect';
import { diagnosticsOf, folder, misaligned, openSample, openText, sampleText } from './documents';
import { scenarioLabels, studio } from './simulations';
import { test } from './suite';

/** The timeline panels that are open, by title. */
const timelines = (): string[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)
  .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('avstream.timeline')).map(({ label }) => label);

test('avstream.simulate runs the scenario it is given and opens one panel for the document', async () => {
  const document = await openSample('avshws.avstream.json');
  const scenario = scenarioLabels(document).at(-1);
  const outcome = await vscode.commands.executeCommand<OutcomeWithoutTrace | undefined>('avstream.simulate', { uri: document.uri, scenario, seed: 3 });
  expectEqual([outcome?.scenario, outcome?.seed], [scenario, 3], 'scenario and seed');
  await vscode.commands.executeCommand('avstream.simulate', { uri: document.uri.toString(), scenario });
  await eventually(() => timelines().includes('Timeline: avshws.avstream.json'), 'the panel opens');
  expectEqual(timelines().length, 1, 'panels');
}, { timeout: 60_000 });

test('avstream.showTimeline comes back to that panel, avstream.showDescriptor to the text', async () => {
  const document = await openSample('avshws.avstream.json');
  await vscode.commands.executeCommand('avstream.showTimeline');
  await eventually(() => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'Timeline: avshws.avstream.json', 'the panel has the focus');
  await vscode.commands.executeCommand('avstream.showDescriptor');
  await eventually(() => vscode.window.activeTextEditor?.document === document, 'the descriptor has the focus');
  expectEqual(timelines().length, 1, 'panels');
});

test('avstream.showTimeline runs the scenario last used when there is no panel', async () => {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await eventually(() => timelines().length === 0, 'the panel is closed');
  const document = await openSample('avshws.avstream.json');
  await vscode.commands.executeCommand('avstream.showTimeline', document.uri);
  await eventually(() => timelines().includes('Timeline: avshws.avstream.json'), 'the panel is open again');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}, { timeout: 60_000 });

test('avstream.cancelSimulation may be run at any time', async () => {
  await vscode.commands.executeCommand('avstream.cancelSimulation');
});

test('avstream.newFromSample opens a sample as a new document', async () => {
  await vscode.commands.executeCommand('avstream.newFromSample', { sample: 'avshws' });
  const document = vscode.window.activeTextEditor?.document;
  expectEqual([document?.uri.scheme, document?.languageId, document?.isDirty], ['untitled', 'avstream', true], 'the new document');
  expectEqual(document?.getText(), await sampleText('avshws.avstream.json'), 'its text');
  const { simulate } = await studio();
  expectThat((await simulate(document!.uri)).statistics.framesDelivered > 0, 'it can be simulated before it is saved');
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}, { timeout: 60_000 });

test('avstream.newFromSample writes a file and leaves one that exists alone', async () => {
  const target = vscode.Uri.joinPath(folder(), 'mine.avstream.json');
  await vscode.commands.executeCommand('avstream.newFromSample', { sample: 'pcie-4k-grabber', target });
  expectEqual(vscode.window.activeTextEditor?.document.uri.toString(), target.toString(), 'the file is shown');
  const written = async (): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
  expectEqual(await written(), await sampleText('pcie-4k-grabber.avstream.json'), 'its text');
  await vscode.commands.executeCommand('avstream.newFromSample', { sample: 'avshws', target });
  expectEqual(await written(), await sampleText('pcie-4k-grabber.avstream.json'), 'its text after a second try');
});

test('avstream.showOutput shows the log', async () => {
  await vscode.commands.executeCommand('avstream.showOutput');
});

test('avstream.restartServer brings the findings back', async () => {
  const document = await openText(misaligned(await sampleText('avshws.avstream.json')));
  const hasFinding = (diagnostics: readonly vscode.Diagnostic[]): boolean => diagnostics.some(({ code }) => typeof code === 'object' && code.value === 'FRM-25');
  await diagnosticsOf(document, hasFinding, 'FRM-25 before');
  await vscode.commands.executeCommand('avstream.restartServer');
  await diagnosticsOf(document, hasFinding, 'FRM-25 after');
  const { simulate } = await studio();
  const sample = await openSample('avshws.avstream.json');
  expectThat((await simulate(sample.uri)).statistics.framesDelivered > 0, 'simulation works again');
}, { timeout: 60_000 });
