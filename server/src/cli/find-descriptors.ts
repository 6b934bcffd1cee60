import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { expandPatterns } from './expand-patterns';

/** Names that descriptors have. */
const descriptorName = /\.avstream\.jsonc?$/i;

/** Folders that nobody keeps descriptors in. */
const isSkipped = (name: string): boolean => name === 'node_modules' || name.startsWith('.');

/**
 * Descriptors that names of the command line stand for: files as they are, patterns as the shell would replace them, and for a folder every descriptor in and below it, in
 * the order of their names. A folder without any is answered as itself, each file once.
 */
export async function findDescriptors(names: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await expandPatterns(names)) {
    const isFolder = name !== '-' && (await stat(name).then((status) => status.isDirectory(), () => false));
    const inside = isFolder ? await descriptorsIn(name) : [];
    found.push(...(inside.length > 0 ? inside : [name]));
  }
  return [...new Set(found)];
}

async function descriptorsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries.sort((first, second) => (first.name < second.name ? -1 : 1))) {
    if (entry.isDirectory() && !isSkipped(entry.name)) found.push(...(await descriptorsIn(path.join(folder, entry.name))));
    else if (!entry.isDirectory() && descriptorName.test(entry.name)) found.push(path.join(folder, entry.name));
  }
  return found;
}
