// Two scripts at a time must not install into the same folder.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { delay } from './processes.mjs';

/**
 * Takes a lock file; waits while the process named in it lives.
 * @param {string} file
 * @returns {Promise<() => void>} gives it back
 */
export async function lock(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    let owner = Number.NaN;
    try { owner = Number(readFileSync(file, 'utf8')); } catch { /* released between the two calls */ }
    if (!isAlive(owner)) rmSync(file, { force: true });
    else await delay(500);
  }
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try { process.kill(pid, 0); return true; } catch (error) { return error.code === 'EPERM'; }
}
