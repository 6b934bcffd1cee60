import * as vscode from 'vscode';
import { expectEqual, expectThat } from '../expect';
import { folder, openSample } from './documents';
import { test } from './suite';

const place = (name: string): vscode.Uri => vscode.Uri.joinPath(folder(), name);
const exported = (uri: vscode.Uri, format: string, name: string): Thenable<vscode.Uri | undefined> => vscode.commands.executeCommand<vscode.Uri | undefined>('avstream.exportTimeline', { uri, format, to: place(name) });
const read = async (name: string): Promise<Uint8Array> => vscode.workspace.fs.readFile(place(name));
const textOf = async (name: string): Promise<string> => new TextDecoder().decode(await read(name));

const names = { perfetto: 'run.pftrace', chrome: 'run.json', vcd: 'run.vcd', csv: 'run.csv', svg: 'view.svg', png: 'view.png' } as const;

test('avstream.exportTimeline writes the run of a timeline in every format', async () => {
  const document = await openSample('avshws.avstream.json');
  await vscode.commands.executeCommand('avstream.simulate', { uri: document.uri, scenario: 'slow application', seed: 7 });
  for (const format of ['perfetto', 'chrome', 'vcd', 'csv'] as const) {
    expectEqual((await exported(document.uri, format, names[format]))?.toString(), place(names[format]).toString(), `where ${format} was written`);
  }
  const perfetto = await read(names.perfetto);
  expectEqual(perfetto[0], 0x0a, 'how a Perfetto trace begins');
  const { traceEvents, otherData } = JSON.parse(await textOf(names.chrome)) as { traceEvents: { ph: string }[]; otherData: Record<string, string> };
  expectEqual(otherData['seed'], '7', 'seed of the run');
  expectEqual(otherData['document'], 'avshws.avstream.json', 'the descriptor');
  expectThat(otherData['statement']?.startsWith('Simulated, not measured') === true, 'it says that nothing was measured');
  const spans = traceEvents.filter(({ ph }) => ph === 'X').length - 1;
  const lines = (await textOf(names.csv)).split('\r\n');
  expectEqual(lines.filter((line) => line.startsWith('span,')).length, spans, 'as many spans in the table as in the trace');
  expectThat((await textOf(names.vcd)).includes('$timescale 1 ns $end'), 'a dump in nanoseconds');
  const left = (await vscode.workspace.fs.readDirectory(folder())).map(([name]) => name).filter((name) => name.endsWith('.part'));
  expectEqual(left, [], 'files left behind');
}, { timeout: 60_000 });

test('avstream.exportTimeline has the webview draw what it shows', async () => {
  const document = await openSample('avshws.avstream.json');
  for (const format of ['svg', 'png'] as const) {
    expectEqual((await exported(document.uri, format, names[format]))?.toString(), place(names[format]).toString(), `where ${format} was written`);
  }
  const svg = await textOf(names.svg);
  expectThat(svg.startsWith('<svg ') && svg.includes('slow application, seed 7') && svg.trimEnd().endsWith('</svg>'), 'a picture of that run');
  expectEqual(Array.from((await read(names.png)).subarray(0, 8)), [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'how a PNG begins');
  for (const name of Object.values(names)) await vscode.workspace.fs.delete(place(name));
}, { timeout: 60_000 });

test('avstream.exportTimeline without a run writes nothing', async () => {
  const document = await openSample('avssamp.avstream.json');
  // It says so in a message that nobody here answers.
  void exported(document.uri, 'csv', 'nothing.csv');
  await new Promise((resolve) => { setTimeout(resolve, 300); });
  expectThat(!(await vscode.workspace.fs.readDirectory(folder())).some(([name]) => name === 'nothing.csv'), 'no file');
});
