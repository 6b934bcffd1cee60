import * as vscode from 'vscode';
import type { ReportedTest, TestRunReport } from '../../../client/src/api';
import { eventually, expectEqual, expectThat } from '../expect';
import { discardEditors, folder, openSample, openText } from './documents';
import { scenarioLabels, setValue, studio } from './simulations';
import { test } from './suite';

/** The simulations that the Testing view has of a descriptor. */
async function listed(uri: vscode.Uri): Promise<{ readonly scenario: string | undefined; readonly range: vscode.Range | undefined; readonly description: string; readonly problem: string | undefined }[]> {
  const { tests } = await studio();
  return tests.list().filter((each) => each.uri.toString() === uri.toString() && each.scenario !== undefined);
}

/** Starts a run of tests as a person does, and waits for its end. */
async function runTests(command: string): Promise<readonly ReportedTest[]> {
  const { tests } = await studio();
  const ended = new Promise<TestRunReport>((resolve) => {
    const listener = tests.onDidRun((report) => {
      listener.dispose();
      resolve(report);
    });
  });
  // It comes back when the run has ended.
  void vscode.commands.executeCommand(command);
  return (await ended).tests;
}
/** Lets a test edit a sample, and takes back what it has edited: running tests saves files. */
async function editing(name: string, body: (document: vscode.TextDocument) => Promise<void>): Promise<void> {
  const document = await openSample(name);
  const before = document.getText();
  try {
    await body(document);
  } finally {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), before);
    await vscode.workspace.applyEdit(edit);
    await document.save();
  }
}
const outcomes = (tests: readonly ReportedTest[]): string[] => tests.map(({ scenario, outcome }) => `${scenario}: ${outcome}`).sort();

test('the simulations of an open descriptor stand in the Testing view, at their labels, and follow edits', () => editing('avshws.avstream.json', async (document) => {
  await eventually(async () => (await listed(document.uri)).length === scenarioLabels(document).length, 'the simulations are found');
  const tests = (await listed(document.uri)).slice(0, 3);
  expectEqual(tests.map(({ scenario, description }) => [scenario, description]), [['30 fps to an application', '4 expectations'], ['slow application', '3 expectations'], ['application stalls for half a second', 'no expectations']], 'simulations');
  expectEqual(tests.map(({ range }) => document.getText(range)), ['"30 fps to an application"', '"slow application"', '"application stalls for half a second"'], 'their places');
  await setValue(document, ['Simulations', 1, 'Label'], 'a slow one');
  await eventually(async () => (await listed(document.uri))[1]?.scenario === 'a slow one', 'an edit is followed');
  await setValue(document, ['Simulations', 1, 'Expect', 'Delivered'], { AtLeast: 5, AtMost: 4 });
  await eventually(async () => ((await listed(document.uri))[1]?.problem ?? '').includes('excludes every number'), 'a wrong expectation is told');
}));

test('they run: what is expected passes, and a miss stands at its value', () => editing('avshws.avstream.json', async (document) => {
  await eventually(async () => (await listed(document.uri)).map(({ scenario }) => scenario).join() === scenarioLabels(document).join(), 'the simulations of before are forgotten');
  expectEqual(outcomes(await runTests('testing.runCurrentFile')), scenarioLabels(document).map((label) => `${label}: passed`).sort(), 'outcomes');
  await setValue(document, ['Simulations', 1, 'Expect', 'Delivered', 'AtLeast'], 50);
  const tests = await runTests('testing.runCurrentFile');
  const missed = tests.find(({ scenario }) => scenario === 'slow application');
  expectEqual(missed?.outcome, 'missed', 'the outcome');
  expectEqual(missed?.messages.map(({ text, range }) => [text.startsWith('Expected at least 50 delivered frames; 36 of 59 were delivered.'), document.getText(range)]), [[true, '50']], 'the message');
}));

test('a run of tests is called off', () => editing('avshws.avstream.json', async (document) => {
  // Hours of frames: nobody waits for their end.
  await setValue(document, ['Simulations', 0, 'Duration'], '36000 s');
  const running = runTests('testing.runCurrentFile');
  await new Promise((resolve) => { setTimeout(resolve, 1_000); });
  const begin = Date.now();
  await vscode.commands.executeCommand('testing.cancelRun');
  expectEqual((await running).find(({ scenario }) => scenario === '30 fps to an application')?.outcome, 'cancelled', 'the outcome');
  expectThat(Date.now() - begin < 5_000, `calling off took ${Date.now() - begin} ms`);
}));

test('descriptors of the workspace are found without being opened, and so are those that are not saved', async () => {
  const { tests } = await studio();
  const opened = (): number => vscode.workspace.textDocuments.filter(({ languageId }) => languageId === 'avstream').length;
  const before = opened();
  await vscode.commands.executeCommand('testing.refreshTests');
  const names = (): string[] => tests.list().filter(({ scenario }) => scenario === undefined).map(({ uri }) => uri.path.slice(uri.path.lastIndexOf('/') + 1));
  await eventually(() => ['avssamp.avstream.json', 'usb-camera.avstream.json'].every((name) => names().includes(name)), 'files of the workspace are found');
  expectThat(opened() <= before, 'nothing was opened for it');
  const document = await openText('{ "FormatVersion": 1, "Simulations": [{ "Label": "not saved" }] }');
  await eventually(async () => (await listed(document.uri)).some(({ scenario, problem }) => scenario === 'not saved' && problem !== undefined), 'one that is not saved');
  await discardEditors();
  await eventually(async () => (await listed(document.uri)).length === 0, 'it goes with its editor');
});

test('avstream.showTestOnTimeline runs a simulation of the view on the timeline', async () => {
  await vscode.commands.executeCommand('avstream.showTestOnTimeline');
  await vscode.commands.executeCommand('avstream.showTestOnTimeline', { uri: vscode.Uri.joinPath(folder(), 'avshws.avstream.json'), scenario: 'slow application' });
  const titles = (): string[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => input instanceof vscode.TabInputWebview).map(({ label }) => label);
  await eventually(() => titles().includes('Timeline: avshws.avstream.json'), 'its panel opens');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
});

test('in a continuous run an edit runs its descriptor again', () => editing('avshws.avstream.json', async (document) => {
  await eventually(async () => (await listed(document.uri)).length === scenarioLabels(document).length, 'the simulations are found');
  // The one profile that can is started without a question.
  await vscode.commands.executeCommand('testing.startContinuousRun');
  const { tests } = await studio();
  const ended = new Promise<TestRunReport>((resolve) => {
    const listener = tests.onDidRun((report) => {
      listener.dispose();
      resolve(report);
    });
  });
  await setValue(document, ['Simulations', 1, 'Expect', 'Delivered', 'AtLeast'], 51);
  expectEqual((await ended).tests.find(({ scenario }) => scenario === 'slow application')?.outcome, 'missed', 'the outcome');
  await vscode.commands.executeCommand('testing.stopContinuousRun');
}), { timeout: 30_000 });
