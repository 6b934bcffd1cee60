import * as vscode from 'vscode';
import { eventually, expectEqual, expectThat } from '../expect';
import { folder } from './documents';
import { test } from './suite';

/** Errors FRM-25, and with the configuration beside it no other. */
const broken = '{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [ { "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED",\n  "Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY"], "Frames": 3, "FileAlignment": 16 } ] } } }';

const place = (name: string): vscode.Uri => vscode.Uri.joinPath(folder(), 'checked by a task', name);
const fromTask = (uri: vscode.Uri): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'avstream check');

/** Runs a task to its end; the exit code of its process. */
async function run(task: vscode.Task): Promise<number | undefined> {
  const ended = new Promise<number | undefined>((resolve) => {
    const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== task.name) return;
      listener.dispose();
      resolve(exitCode);
    });
  });
  await vscode.tasks.executeTask(task);
  return ended;
}

test('avstream check is a task whose findings become problems of files that are not open', async () => {
  await vscode.workspace.fs.writeFile(place('broken.avstream.json'), new TextEncoder().encode(broken));
  try {
    const [offered, ...others] = await vscode.tasks.fetchTasks({ type: 'avstream' });
    expectThat(offered !== undefined && others.length === 0, 'one task is offered for the folder');
    expectEqual([offered.name, offered.source, offered.definition], ['check', 'avstream', { type: 'avstream', command: 'check' }], 'the task');
    expectEqual(await run(offered), 1, 'its exit code');
    await eventually(() => fromTask(place('broken.avstream.json')).length === 1, 'the finding is a problem');
    const [problem] = fromTask(place('broken.avstream.json'));
    const code = typeof problem!.code === 'object' ? problem!.code.value : problem!.code;
    expectEqual([code, problem!.severity, problem!.range.start.line, problem!.range.start.character], ['FRM-25', vscode.DiagnosticSeverity.Error, 1, broken.split('\n')[1]!.indexOf('16')], 'the problem');
    expectThat(problem!.message.includes('FileAlignment is 16'), `its message: ${problem!.message}`);
  } finally {
    await vscode.workspace.fs.delete(place(''), { recursive: true, useTrash: false });
  }
}, { flavours: ['desktop'] });

test('a web worker can start no process: no task is offered', async () => {
  expectEqual(await vscode.tasks.fetchTasks({ type: 'avstream' }), [], 'tasks');
}, { flavours: ['web'] });
