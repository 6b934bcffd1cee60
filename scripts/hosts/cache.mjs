// Installing a host into .vscode-test/ once, safely: a half install is redone, two scripts at a time wait for each other.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lock } from '../support/lock.mjs';
import { hostsFolder } from '../support/project.mjs';

/**
 * Makes sure `.vscode-test/<name>` holds the finished installation of `recipe`.
 * The marker that says so is written last; a folder without it, or with another recipe, is deleted and made anew.
 * @param {string} name folder name
 * @param {string} recipe what is installed, with versions; any change of it installs again
 * @param {(folder: string) => Promise<void>} install fills the empty folder
 * @returns {Promise<string>} the folder
 */
export async function installedOnce(name, recipe, install) {
  const folder = path.join(hostsFolder, name);
  const marker = path.join(folder, '.installed');
  const isReady = () => existsSync(marker) && readFileSync(marker, 'utf8') === recipe;
  if (isReady()) return folder;
  mkdirSync(hostsFolder, { recursive: true });
  const unlock = await lock(path.join(hostsFolder, `${name}.lock`));
  try {
    if (isReady()) return folder;
    console.log(`Installing ${recipe} into ${path.relative(process.cwd(), folder) || folder} (once) …`);
    const begin = Date.now();
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await install(folder);
    writeFileSync(marker, recipe);
    console.log(`  done in ${Math.round((Date.now() - begin) / 1000)} s`);
    return folder;
  } finally {
    unlock();
  }
}
