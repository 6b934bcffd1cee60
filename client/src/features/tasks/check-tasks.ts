import * as vscode from 'vscode';
import { problemMatchers, taskTypes } from '../../identifiers';
import { readTaskDefinition } from './task-definition';

/** What runs the command line: the Node that runs the extension, and the program beside it. */
export interface CommandLine {
  /** Path of an executable that is Node when `ELECTRON_RUN_AS_NODE` is set. */
  readonly node: string;
  /** Path of `cli.js`. */
  readonly program: string;
}

/** Offers `avstream check` as a task for each folder on disk; a web worker can start no process. */
export function activateTasksFeature(context: vscode.ExtensionContext, commandLine: CommandLine): void {
  context.subscriptions.push(vscode.tasks.registerTaskProvider(taskTypes.avstream, {
    provideTasks: () => (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file').map((folder) => checkTask({ type: taskTypes.avstream, command: 'check' }, folder, commandLine)),
    resolveTask: (task) => {
      const folder = typeof task.scope === 'object' ? task.scope : vscode.workspace.workspaceFolders?.[0];
      return folder?.uri.scheme === 'file' ? checkTask(task.definition, folder, commandLine) : undefined;
    },
  }));
}

function checkTask(definition: vscode.TaskDefinition, folder: vscode.WorkspaceFolder, { node, program }: CommandLine): vscode.Task {
  const { command, paths, parameters } = readTaskDefinition(definition);
  // No shell: names with blanks and wildcards reach the program as they are, which understands them itself.
  const execution = new vscode.ProcessExecution(node, [program, command, ...parameters, '--', ...paths], { cwd: folder.uri.fsPath, env: { ELECTRON_RUN_AS_NODE: '1' } });
  const task = new vscode.Task(definition, folder, paths.length === 1 && paths[0] === '.' ? command : `${command} ${paths.join(' ')}`, taskTypes.avstream, execution, [problemMatchers.check]);
  task.detail = vscode.l10n.t('Check every descriptor of the folder against the rules of kernel streaming');
  task.group = vscode.TaskGroup.Build;
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, clear: true };
  return task;
}
