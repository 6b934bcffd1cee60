import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { GLOBSTAR, Minimatch } from 'minimatch';

/** Whether a name may stand for others: `*`, `?`, `[…]` or `{a,b}`. */
export const isPattern = (name: string): boolean => /[*?[{]/.test(name);

/** Folders that nobody keeps descriptors in; they are entered only when they are named. */
export const isSkippedFolder = (name: string): boolean => name === 'node_modules' || name.startsWith('.');

/** Names that descriptors have. */
const descriptorName = /\.avstream\.jsonc?$/i;

/** What a search hears of: a folder that cannot be read, with the error. */
export type OnUnreadFolder = (folder: string, error: NodeJS.ErrnoException) => void;

const exists = (name: string): Promise<boolean> => stat(name).then(() => true, () => false);
const byName = (first: { readonly name: string }, second: { readonly name: string }): number => (first.name < second.name ? -1 : first.name > second.name ? 1 : 0);

interface Entry { readonly name: string; readonly isFolder: boolean; /** A pipe or a device: reading it may wait for ever, so it is read only where it is named. */ readonly isSpecial: boolean }

async function entriesOf(folder: string, onUnread: OnUnreadFolder): Promise<readonly Entry[]> {
  try {
    return (await readdir(folder === '' ? '.' : folder, { withFileTypes: true })).map((entry) => ({ name: entry.name, isFolder: entry.isDirectory(), isSpecial: entry.isFIFO() || entry.isSocket() || entry.isCharacterDevice() || entry.isBlockDevice() })).sort(byName);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // What is no folder has nothing inside; that is no mistake of anybody.
    if (code !== 'ENOTDIR' && code !== 'ENOENT') onUnread(folder, error as NodeJS.ErrnoException);
    return [];
  }
}

/** Every descriptor in and below a folder, in the order of their names. */
export async function descriptorsIn(folder: string, onUnread: OnUnreadFolder): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, isFolder, isSpecial } of await entriesOf(folder, onUnread)) {
    if (isFolder && !isSkippedFolder(name)) found.push(...(await descriptorsIn(path.join(folder, name), onUnread)));
    else if (!isFolder && !isSpecial && descriptorName.test(name)) found.push(path.join(folder, name));
  }
  return found;
}

type Part = Minimatch['set'][number][number];

/** What fits the parts of a pattern in a folder; `**` at its end means every descriptor below. */
async function fitting(folder: string, parts: readonly Part[], onUnread: OnUnreadFolder): Promise<readonly string[]> {
  const [part, ...rest] = parts;
  if (part === undefined) return (await exists(folder)) ? [folder] : [];
  if (typeof part === 'string') return fitting(folder === '' ? part : path.join(folder, part), rest, onUnread);
  const found: string[] = [];
  if (part === GLOBSTAR) {
    if (rest.length === 0) return descriptorsIn(folder, onUnread);
    found.push(...(await fitting(folder, rest, onUnread)));
    for (const { name, isFolder } of await entriesOf(folder, onUnread)) if (isFolder && !isSkippedFolder(name)) found.push(...(await fitting(path.join(folder, name), parts, onUnread)));
    return found;
  }
  for (const { name } of await entriesOf(folder, onUnread)) if (part.test(name)) found.push(...(await fitting(path.join(folder, name), rest, onUnread)));
  return found;
}

/**
 * Files that a name of the command line stands for: itself, or what fits its `*`, `?`, `**`, `[…]` and `{a,b}`. The shells of Windows hand patterns on
 * as they are. As in any shell, `*` leaves hidden files alone. A pattern that fits nothing, and a file that has such a name, stay what they are.
 */
export async function expandPatterns(names: readonly string[], platform: NodeJS.Platform = process.platform, onUnread: OnUnreadFolder = () => undefined): Promise<readonly string[]> {
  const expanded = await Promise.all(names.map(async (name) => {
    if (!isPattern(name) || (await exists(name))) return [name];
    const { root } = (platform === 'win32' ? path.win32 : path.posix).parse(name);
    const pattern = platform === 'win32' ? name.slice(root.length).replaceAll('\\', '/') : name.slice(root.length);
    const { set } = new Minimatch(pattern.replace(/^(?:\.\/)+/, ''), { noext: true, nocomment: true, nonegate: true, nocase: platform === 'win32', platform: 'linux', braceExpandMax: 1000 });
    const found = (await Promise.all(set.map((parts) => fitting(root, parts, onUnread)))).flat();
    return found.length === 0 ? [name] : [...new Set(found)];
  }));
  return expanded.flat();
}
