import * as vscode from 'vscode';
import { eventually, expectEqual } from '../expect';
import { diagnosticsOf, misaligned, openText, replace, sampleText } from './documents';
import { test } from './suite';

/** Language servers this extension host has started, by process. */
function servers(): number[] {
  // Asked for here and not imported: the web's bundle of this file has no such module.
  const { execFileSync } = process.getBuiltinModule('node:child_process');
  const { pid } = process;
  if (process.platform === 'win32') {
    const query = `Get-CimInstance Win32_Process -Filter "ParentProcessId=${pid}" | Where-Object CommandLine -like '*server.js*--node-ipc*' | ForEach-Object ProcessId`;
    return execFileSync('powershell', ['-NoProfile', '-Command', query], { encoding: 'utf8' }).split(/\s+/).filter((part) => part !== '').map(Number);
  }
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)).filter((match) => match !== null && Number(match[2]) === pid && /dist.server\.js .*--node-ipc/.test(match[3]!)).map((match) => Number(match![1]));
}

const isFinding = ({ code }: vscode.Diagnostic): boolean => typeof code === 'object' && code.value === 'FRM-25';

test('after the server is killed it starts again, and findings follow the text as it is then', async () => {
  const document = await openText(misaligned(await sampleText('avshws.avstream.json')));
  await diagnosticsOf(document, (diagnostics) => diagnostics.some(isFinding), 'FRM-25 before');
  const [before] = servers();
  expectEqual(servers().length, 1, 'servers running');
  process.kill(before!, 'SIGKILL');
  await eventually(() => { const [now] = servers(); return now !== undefined && now !== before; }, 'another server runs');
  await replace(document, '"FileAlignment": 5', '"FileAlignment": 7');
  await diagnosticsOf(document, (diagnostics) => !diagnostics.some(isFinding), 'the finding goes with the mistake');
  await replace(document, '"FileAlignment": 7', '"FileAlignment": 6');
  await diagnosticsOf(document, (diagnostics) => diagnostics.some(isFinding), 'and comes with it');
}, { timeout: 60_000, flavours: ['desktop'] });

test('killed again and again during edits, the server is there again within two seconds each time, with what was typed and never saved', async () => {
  const document = await openText(misaligned(await sampleText('avshws.avstream.json')));
  await diagnosticsOf(document, (diagnostics) => diagnostics.some(isFinding), 'FRM-25 before');
  for (let kill = 0; kill < 7; kill += 1) {
    const [before] = servers();
    process.kill(before!, 'SIGKILL');
    const begin = Date.now();
    // What is typed while no server runs is what the next one is given.
    await replace(document, /"FileAlignment": \d+/, `"FileAlignment": ${7 + 8 * kill}`);
    await replace(document, '"FormatVersion": 1', `"FormatVersion": ${20 + kill}`);
    await diagnosticsOf(document, (diagnostics) => diagnostics.some(({ message }) => message.includes(String(20 + kill))), `the findings of the text after kill ${kill}`);
    const took = Date.now() - begin;
    if (took > 2_000) throw new Error(`findings were back after ${took} ms`);
    await replace(document, `"FormatVersion": ${20 + kill}`, '"FormatVersion": 1');
    await diagnosticsOf(document, (diagnostics) => !diagnostics.some(({ message }) => message.includes(String(20 + kill))), 'the finding goes with the mistake');
    await new Promise((resolve) => { setTimeout(resolve, 600); });
  }
}, { timeout: 60_000, flavours: ['desktop'] });

test('a server that ends again and again before it is of use is started ever more slowly, and at once by hand', async () => {
  await vscode.commands.executeCommand('avstream.restartServer');
  let killed = 0;
  for (let crash = 0; crash < 6; crash += 1) {
    const next = await eventually(() => servers().find((server) => server !== killed), `server ${crash + 1} runs`);
    killed = next;
    process.kill(next, 'SIGKILL');
  }
  await eventually(() => servers().length === 0, 'no server runs');
  await new Promise((resolve) => { setTimeout(resolve, 1_000); });
  expectEqual(servers(), [], 'servers started after that');
  const document = await openText(misaligned(await sampleText('avshws.avstream.json')));
  await vscode.commands.executeCommand('avstream.restartServer');
  await diagnosticsOf(document, (diagnostics) => diagnostics.some(isFinding), 'findings after the restart');
  expectEqual(servers().length, 1, 'servers running');
}, { timeout: 60_000, flavours: ['desktop'] });
