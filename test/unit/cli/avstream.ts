import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../..');
/** The command that ships. */
export const cli = path.join(root, 'dist/cli.js');

/** What a run of the command left. */
export interface Ran { readonly code: number | null; readonly out: string; readonly err: string }

/** Runs what ships, as a person would. */
export function avstream(parameters: readonly string[], input?: string | Uint8Array): Promise<Ran> {
  if (!existsSync(cli)) throw new Error('dist/cli.js is not there: npm run build.');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...parameters], { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
