import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

const isPattern = (name: string): boolean => /[*?]/.test(name);

/** Whether a name fits a pattern of one segment; as in any shell, `*` leaves hidden files alone. */
function fits(pattern: string, name: string, ignoresCase: boolean): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false;
  const expression = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${expression}$`, ignoresCase ? 'iu' : 'u').test(name);
}

async function exists(name: string): Promise<boolean> {
  return await stat(name).then(() => true, () => false);
}

/**
 * Files that a name of the command line stands for: itself, or what fits its `*` and `?`. The shells of Windows hand patterns on
 * as they are. A pattern that fits nothing, and a file that has such a name, stay what they are.
 */
export async function expandPatterns(names: readonly string[], platform: NodeJS.Platform = process.platform): Promise<readonly string[]> {
  const expanded = await Promise.all(names.map(async (name) => {
    if (!isPattern(name) || (await exists(name))) return [name];
    const { root } = path.parse(name);
    const separator = platform === 'win32' ? /[\\/]/ : /\//;
    let found = [root];
    for (const segment of name.slice(root.length).split(separator).filter((part) => part !== '')) {
      if (!isPattern(segment)) {
        found = found.map((folder) => (folder === '' ? segment : path.join(folder, segment)));
        continue;
      }
      const inside = await Promise.all(found.map(async (folder) => {
        const entries = await readdir(folder === '' ? '.' : folder).catch(() => []);
        return entries.filter((entry) => fits(segment, entry, platform === 'win32')).sort().map((entry) => path.join(folder, entry));
      }));
      found = inside.flat();
    }
    const existing: string[] = [];
    for (const file of found) if (await exists(file)) existing.push(file);
    return existing.length === 0 ? [name] : existing;
  }));
  return expanded.flat();
}
