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
    createClient: (options) => {
      release();
      worker = new Worker(script);
      // The worker itself and not a function: of what a function returns the library asks `instanceof Worker`, which the extension host's own Worker fails.
      return new LanguageClient('avstream', 'AVStream', worker, options);
    },
    release,
  });
}
