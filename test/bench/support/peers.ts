import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve('.cache', 'peers');
const isWindows = process.platform === 'win32';

const versionOf = (installed: string): string | undefined => {
  const manifest = path.join(installed, 'package.json');
  return existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }).version : undefined;
};

/** A package to measure against, installed into the cache when it is not there in this version, never into the product; its folder, or nothing without a network. */
export function installPeer(name: string, version: string): string | undefined {
  const installed = path.join(folder, 'node_modules', name);
  if (versionOf(installed) === version) return installed;
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync(isWindows ? 'npm.cmd' : 'npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`], { stdio: 'ignore', shell: isWindows, timeout: 120_000 });
  } catch {
    return undefined;
  }
  return versionOf(installed) === version ? installed : undefined;
}
