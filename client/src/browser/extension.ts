import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateExtension } from '../activate';
import type { AvstreamStudioApi } from '../api';

/** Entry of the browser: the server runs in a web worker. */
export function activate(context: vscode.ExtensionContext): AvstreamStudioApi {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'web', 'server.js').toString(true);
  let worker: Worker | undefined;
  const release = (): void => {
    worker?.terminate();
    worker = undefined;
  };
  return activateExtension(context, {
    createClient: (options) => new LanguageClient('avstream', 'AVStream', () => {
      release();
      worker = new Worker(script);
      return Promise.resolve(worker);
    }, options),
    release,
  });
}
