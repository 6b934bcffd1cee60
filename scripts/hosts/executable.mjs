// A VS Code that is already there, or that @vscode/test-electron downloads.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findOnPath, lastLines, start } from '../support/processes.mjs';
import { hostsFolder, isEntryPoint, root } from '../support/project.mjs';

/** Longest silence of the download before it is given up, in milliseconds. A closed network often does not refuse, it hangs. */
const longestSilence = 15_000;

/** @returns {string | undefined} the executable the user names in `VSCODE_EXECUTABLE` */
export function namedExecutable() {
  const named = process.env.VSCODE_EXECUTABLE;
  if (named === undefined || named === '') return undefined;
  if (!existsSync(named)) throw new Error(`VSCODE_EXECUTABLE names ${named}, which does not exist.`);
  return named;
}

/**
 * `code` on the PATH. On Windows that is a `.cmd` file; the program it starts lies one folder up and needs no shell.
 * @returns {string | undefined}
 */
export function executableOnPath() {
  const found = findOnPath('code');
  if (found === undefined || process.platform !== 'win32' || path.extname(found).toLowerCase() === '.exe') return found;
  const program = path.join(path.dirname(found), '..', 'Code.exe');
  return existsSync(program) ? program : found;
}

/**
 * Downloads VS Code, or finds the earlier download.
 * @returns {Promise<{ executable: string } | { passedOver: string }>} the executable, or why there is none in one line
 */
export async function downloadedExecutable() {
  const child = start(process.execPath, [fileURLToPath(import.meta.url)], { cwd: root });
  let heard = Date.now();
  let silent = false;
  child.child.stdout.on('data', () => { heard = Date.now(); });
  const watch = setInterval(() => {
    if (Date.now() - heard < longestSilence) return;
    silent = true;
    void child.stop();
  }, 250);
  const code = await child.exited;
  clearInterval(watch);
  const output = child.output();
  const executable = /^executable: (.+)$/m.exec(output)?.[1];
  if (code === 0 && executable !== undefined && existsSync(executable)) return { executable };
  return { passedOver: silent ? `the download was silent for ${longestSilence / 1000} s` : `the download failed (${lastLines(output, 1)})` };
}

// Started by `downloadedExecutable`: in a process of its own the download can be ended when it hangs.
if (isEntryPoint(import.meta.url)) {
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  try {
    const executable = await downloadAndUnzipVSCode({
      version: 'stable', cachePath: hostsFolder, timeout: longestSilence,
      reporter: { report: (progress) => console.log(progress.stage), error: (error) => console.log(String(error)) },
    });
    console.log(`executable: ${executable}`);
  } catch (error) {
    console.log(String(error?.message ?? error).split('\n')[0]);
    process.exitCode = 1;
  }
}
