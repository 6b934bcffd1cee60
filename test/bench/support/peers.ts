import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve('.cache', 'peers');
const isWindows = process.platform === 'win32';

/** A package to measure against, installed into the cache when it is not there, never into the product; its folder, or nothing without a network. */
export function installPeer(name: string, version: string): string | undefined {
  const installed = path.join(folder, 'node_modules', name);
  if (existsSync(installed)) return installed;
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync(isWindows ? 'npm.cmd' : 'npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`], { stdio: 'ignore', shell: isWindows, timeout: 120_000 });
  } catch {
    return undefined;
  }
  return existsSync(installed) ? installed : undefined;
}
