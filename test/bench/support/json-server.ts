import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve('.cache', 'peers');
const script = path.join(folder, 'node_modules', 'vscode-langservers-extracted', 'bin', 'vscode-json-language-server');

/** The JSON language server of VS Code as npm has it; installed into the cache when it is not there. Nothing without a network. */
export function jsonServerScript(): string | undefined {
  if (existsSync(script)) return script;
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', 'vscode-langservers-extracted@4.10.0'], { stdio: 'ignore', shell: process.platform === 'win32', timeout: 120_000 });
  } catch {
    return undefined;
  }
  return existsSync(script) ? script : undefined;
}
