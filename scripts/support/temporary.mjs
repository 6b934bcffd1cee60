// Temporary folders that go away with the script, however it ends.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const folders = new Set();

process.on('exit', () => {
  for (const folder of folders) remove(folder);
});

function remove(folder) {
  try { rmSync(folder, { recursive: true, force: true, maxRetries: 5 }); } catch { /* something still writes there; the system's own cleaning takes it */ }
  folders.delete(folder);
}

/**
 * Makes an empty folder.
 * @param {string} purpose part of its name
 * @returns {{ folder: string, remove: () => void }} absolute; `remove` deletes it before the script ends
 */
export function makeTemporaryFolder(purpose) {
  const folder = mkdtempSync(path.join(os.tmpdir(), `avstream-studio-${purpose}-`));
  folders.add(folder);
  return { folder, remove: () => remove(folder) };
}
