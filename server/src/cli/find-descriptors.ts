import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { type OnUnreadFolder, descriptorsIn, expandPatterns } from './expand-patterns';

/**
 * Descriptors that names of the command line stand for: files as they are, patterns as the shell would replace them, and for a folder every descriptor in and below it, in
 * the order of their names. A folder without any is answered as itself, each file once, however it is written and through whatever links.
 */
export async function findDescriptors(names: readonly string[], onUnread?: OnUnreadFolder): Promise<readonly string[]> {
  const found = new Map<string, string>();
  for (const name of await expandPatterns(names, process.platform, onUnread)) {
    const isFolder = name !== '-' && (await stat(name).then((status) => status.isDirectory(), () => false));
    let isRead = true;
    const inside = isFolder ? await descriptorsIn(name, (folder, error) => {
      isRead = false;
      onUnread?.(folder, error);
    }) : [];
    // Of a folder that cannot be read nobody knows that it has none.
    for (const file of inside.length > 0 || !isRead ? inside : [name]) {
      const key = file === '-' ? file : await realpath(file).catch(() => path.resolve(file));
      if (!found.has(key)) found.set(key, file);
    }
  }
  return [...found.values()];
}
