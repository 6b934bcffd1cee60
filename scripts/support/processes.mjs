// Starting and ending processes, the same way on Windows, macOS and Linux.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

const isWindows = process.platform === 'win32';

/** Processes that still run, and whether they lead a group of their own. They never outlive the script that started them. */
const running = new Map();

process.on('exit', () => {
  // One that shares our group is a script of ours, which ends its own children when it is asked to.
  for (const [child, leadsGroup] of running) killTree(child, leadsGroup ? 'SIGKILL' : 'SIGTERM');
});
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) {
  process.once(signal, () => process.exit(code));
}

/**
 * Runs a command to its end.
 * @param {string} command executable, not a shell line
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, shell?: boolean }} [options] `quiet`: collect the output instead of showing it
 * @returns {Promise<{ code: number, output: string }>} the exit code (never rejects for one that is not 0); `output` only when quiet
 */
export function run(command, args, { cwd, env, quiet = false, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(shell ? quoteForShell(command) : command, shell ? args.map(quoteForShell) : args, {
      cwd, env: { ...process.env, ...env }, shell, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit', detached: quiet && !isWindows,
    });
    running.set(child, quiet);
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => { running.delete(child); reject(error); });
    child.on('close', (code) => { running.delete(child); resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }); });
  });
}

/**
 * Runs a command to its end and throws, with the tail of its output, when it fails.
 * @param {string} command @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export async function runOrThrow(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new Error(`${path.basename(command)} ${args.join(' ')} ended with code ${code}.${output === '' ? '' : `\n${lastLines(output, 40)}`}`);
  return output;
}

/**
 * Starts a long-running process whose output is collected.
 * @param {string} command @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean }} [options]
 * @returns {{ child: import('node:child_process').ChildProcess, output: () => string, exited: Promise<number>, stop: () => Promise<void> }}
 */
export function start(command, args, { cwd, env, shell = false } = {}) {
  const child = spawn(shell ? quoteForShell(command) : command, shell ? args.map(quoteForShell) : args, {
    cwd, env: { ...process.env, ...env }, shell, stdio: ['ignore', 'pipe', 'pipe'], detached: !isWindows,
  });
  running.set(child, true);
  const chunks = [];
  const exited = new Promise((resolve) => {
    child.on('error', (error) => { chunks.push(Buffer.from(`${error.message}\n`)); running.delete(child); resolve(1); });
    child.on('exit', (code) => { running.delete(child); resolve(code ?? 1); });
  });
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  const stop = async () => {
    if (!running.has(child)) return;
    killTree(child, 'SIGTERM');
    const force = setTimeout(() => killTree(child), 5_000);
    await exited;
    clearTimeout(force);
  };
  return { child, output: () => Buffer.concat(chunks).toString('utf8'), exited, stop };
}

/** Ends a process and everything it started. */
function killTree(child, signal = 'SIGKILL') {
  if (child.pid === undefined) return;
  if (isWindows) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
  else try { process.kill(-child.pid, signal); } catch { try { child.kill(signal); } catch { /* already gone */ } }
}

/** `cmd.exe` and `sh` split at spaces; only used where a `.cmd` file leaves no other way. */
function quoteForShell(text) {
  return /^[\w@%+=:,./\\-]+$/.test(text) ? text : `"${text.replaceAll('"', isWindows ? '""' : '\\"')}"`;
}

/**
 * How to run npm without a shell: Node and the path of npm's own entry, which works on Windows too, where `npm` is a `.cmd` file.
 * @param {string} [node] the Node to run it with
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function npmCommand(node = process.execPath) {
  const besideNode = path.dirname(process.execPath);
  const entries = [
    process.env.npm_execpath,
    path.join(besideNode, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(besideNode, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(besideNode, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
  ];
  const entry = entries.find((file) => file !== undefined && path.basename(file) === 'npm-cli.js' && existsSync(file));
  return entry === undefined
    ? { command: isWindows ? 'npm.cmd' : 'npm', args: [], shell: isWindows }
    : { command: node, args: [entry], shell: false };
}

/**
 * Runs npm to its end, with the environment of an enclosing `npm run` taken out so that it acts on `cwd` alone.
 * @param {string[]} args @param {{ cwd: string, env?: NodeJS.ProcessEnv, quiet?: boolean, node?: string }} options
 */
export function npm(args, { cwd, env = {}, quiet = false, node }) {
  const { command, args: first, shell } = npmCommand(node);
  const cleared = Object.fromEntries(Object.keys(process.env).filter((name) => /^npm_(package_|lifecycle_|config_local_prefix|config_prefix$)/i.test(name)).map((name) => [name, undefined]));
  return runOrThrow(command, [...first, ...args], { cwd, env: { ...cleared, ...env }, quiet, shell });
}

/**
 * The first of `names` found on the PATH, absolute.
 * @param {...string} names
 * @returns {string | undefined}
 */
export function findOnPath(...names) {
  const extensions = isWindows ? (process.env.PATHEXT ?? '.EXE;.CMD;.BAT').split(';') : [''];
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
      for (const extension of extensions) {
        const file = path.join(folder, name + extension.toLowerCase());
        if (folder !== '' && existsSync(file)) return file;
      }
    }
  }
  return undefined;
}

/** A TCP port of the loopback interface that is free now. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Resolves after `milliseconds`. */
export function delay(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}

/**
 * Waits until `probe` answers something truthy.
 * @template T
 * @param {() => T | Promise<T>} probe asked every 100 ms
 * @param {number} timeout milliseconds
 * @param {() => string} describe text of the error when the time is over
 * @returns {Promise<T>}
 */
export async function waitFor(probe, timeout, describe) {
  const end = Date.now() + timeout;
  for (;;) {
    const answer = await probe();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(describe());
    await delay(100);
  }
}

/** The last `count` lines of a text. */
export function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
