import * as vscode from 'vscode';
import { expectEqual, expectThat } from '../expect';
import { openSample, openText } from './documents';
import { scenarioLabels, setValue, studio } from './simulations';
import { test } from './suite';

test('simulates a sample: the same run has the same fingerprint', async () => {
  const document = await openSample('avshws.avstream.json');
  const [label] = scenarioLabels(document);
  expectThat(label !== undefined, 'the sample has scenarios');
  const { simulate } = await studio();
  const first = await simulate(document.uri);
  expectEqual(first.scenario, label, 'without a label the first scenario runs');
  expectThat(first.statistics.framesDelivered > 0, 'frames arrive');
  expectEqual((await simulate(document.uri, label)).fingerprint, first.fingerprint, 'fingerprint of the second run');
}, { timeout: 60_000 });

test('a changed scenario value changes how many frames are dropped', async () => {
  const document = await openSample('avshws.avstream.json');
  const { simulate } = await studio();
  const before = await simulate(document.uri);
  // An application that keeps every buffer for half a second starves any camera.
  await setValue(document, ['Simulations', 0, 'Client', 'Hold'], '500 ms');
  const after = await simulate(document.uri);
  expectThat(after.statistics.framesDropped > before.statistics.framesDropped, `dropped before ${before.statistics.framesDropped}, after ${after.statistics.framesDropped}`);
  expectThat(after.drops.length > 0 && after.headline !== before.headline, `the headline says so: ${after.headline}`);
  expectThat(after.fingerprint !== before.fingerprint, 'another run has another fingerprint');
  await vscode.commands.executeCommand('undo');
  expectEqual((await simulate(document.uri)).fingerprint, before.fingerprint, 'fingerprint after taking the change back');
}, { timeout: 60_000 });

test('a scenario that does not exist is refused with a sentence', async () => {
  const document = await openSample('avshws.avstream.json');
  const { simulate } = await studio();
  const message = await simulate(document.uri, 'no such scenario').then(() => '', (error: unknown) => (error as Error).message);
  expectThat(message.includes('no such scenario'), `the message: ${message}`);
});

test('a document without scenarios is refused with a sentence', async () => {
  const document = await openText('{ "FormatVersion": 1 }');
  const { simulate } = await studio();
  const message = await simulate(document.uri).then(() => '', (error: unknown) => (error as Error).message);
  expectThat(message.length > 20, `the message: ${message}`);
});

test('a cancelled simulation ends at once', async () => {
  const document = await openSample('pcie-4k-grabber.avstream.json');
  // An hour of frames: nobody waits for its end.
  await setValue(document, ['Simulations', 0, 'Duration'], '3600 s');
  const source = new vscode.CancellationTokenSource();
  const { simulate } = await studio();
  const run = simulate(document.uri, undefined, undefined, source.token).then(() => 'completed', (error: unknown) => (error instanceof vscode.CancellationError ? 'cancelled' : String(error)));
  await new Promise((resolve) => { setTimeout(resolve, 500); });
  const begin = Date.now();
  source.cancel();
  expectEqual(await run, 'cancelled', 'the run');
  expectThat(Date.now() - begin < 1_000, `cancelling took ${Date.now() - begin} ms`);
  await vscode.commands.executeCommand('undo');
}, { timeout: 60_000 });
