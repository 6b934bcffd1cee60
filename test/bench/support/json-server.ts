import path from 'node:path';
import { installPeer } from './peers';

/** The JSON language server of VS Code as npm has it; installed into the cache when it is not there. Nothing without a network. */
export function jsonServerScript(): string | undefined {
  const installed = installPeer('vscode-langservers-extracted', '4.10.0');
  return installed === undefined ? undefined : path.join(installed, 'bin', 'vscode-json-language-server');
}
