import * as vscode from 'vscode';
import { LanguageClient, TransportKind, type ServerOptions } from 'vscode-languageclient/node';
import { activateExtension } from '../activate';
import type { AvstreamStudioApi } from '../api';
import { activateTasksFeature } from '../features/tasks/index';

/** Entry of the desktop: the server runs in a Node process of its own. */
export function activate(context: vscode.ExtensionContext): AvstreamStudioApi {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const serverOptions: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6010'] } },
  };
  activateTasksFeature(context, { node: process.execPath, program: vscode.Uri.joinPath(context.extensionUri, 'dist', 'cli.js').fsPath });
  return activateExtension(context, {
    createClient: (options) => new LanguageClient('avstream', 'AVStream', serverOptions, options),
    release: () => undefined,
  });
}
