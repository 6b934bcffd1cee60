// A bare clone has no node_modules: the entry scripts call this before they import anything that is not Node's own.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';
import { npm, runOrThrow } from './processes.mjs';

/**
 * Installs the development dependencies when they are missing or older than the lock file.
 * @returns {Promise<boolean>} whether something was installed
 */
export async function ensureDependencies() {
  const lock = path.join(root, 'package-lock.json');
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return false;
  console.log('Installing dependencies (npm ci) …');
  await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root });
  return true;
}

/** Builds every bundle into dist/. */
export async function build() {
  await runOrThrow(process.execPath, [path.join(root, 'scripts', 'build.mjs')], { cwd: root });
}
