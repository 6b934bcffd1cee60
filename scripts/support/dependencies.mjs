// A bare clone has no node_modules: the entry scripts call this before they import anything that is not Node's own.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lock } from './lock.mjs';
import { cacheFolder, root } from './project.mjs';
import { npm, runOrThrow } from './processes.mjs';

/**
 * Installs the development dependencies when they are missing or not those of the lock file.
 * @returns {Promise<boolean>} whether something was installed
 */
export async function ensureDependencies() {
  if (areInstalled()) return false;
  const unlock = await lock(path.join(cacheFolder, 'dependencies.lock'));
  try {
    if (areInstalled()) return false;
    console.log('Installing dependencies (npm ci) …');
    await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root });
    return true;
  } finally {
    unlock();
  }
}

/** Compares versions, not dates: a checkout touches the lock file without changing it, and npm ci is a matter of half a minute. */
function areInstalled() {
  const installedFile = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const { packages: wanted } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const { packages: installed } = JSON.parse(readFileSync(installedFile, 'utf8'));
  return Object.entries(wanted).every(([place, { version, optional }]) => {
    if (place === '') return true;
    // Optional packages are those of other platforms, too.
    const found = installed[place]?.version;
    return found === undefined ? optional === true : found === version;
  });
}

/** Builds every bundle into dist/. */
export async function build() {
  await runOrThrow(process.execPath, [path.join(root, 'scripts', 'build.mjs')], { cwd: root });
}
