import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { readArchive, type ArchiveFile } from '../../scripts/support/zip.mjs';

/** Every file the package must hold. */
const required = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/package.json',
  'extension/readme.md',
  'extension/changelog.md',
  'extension/LICENSE.txt',
  'extension/language-configuration.json',
  'extension/client/media/icon.png',
  'extension/dist/cli.js',
  'extension/dist/extension.js',
  'extension/dist/server.js',
  'extension/dist/server-features.js',
  'extension/dist/proof-worker.js',
  'extension/dist/simulation-worker.js',
  'extension/dist/timeline.css',
  'extension/dist/timeline/timeline.js',
  'extension/dist/web/extension.js',
  'extension/dist/web/server.js',
  'extension/docs/rules/README.md',
  'extension/docs/rules/index.json',
  'extension/samples/avshws.avstream.json',
  'extension/schemas/avstream-config.schema.json',
  'extension/schemas/avstream.schema.json',
  'extension/syntaxes/avstream-resolved.tmLanguage.json',
  'extension/syntaxes/avstream.tmLanguage.json',
];

/** What may be there besides. */
const allowed = [
  /^extension\/dist\/timeline\/[\w-]+\.js$/,
  /^extension\/client\/media\/[\w-]+\.(?:png|svg)$/,
  /^extension\/docs\/(?:[\w.-]+\/)*[\w.-]+\.(?:md|png)$/,
  /^extension\/samples\/[\w-]+\.avstream\.jsonc?$/,
  /^extension\/docs\/simulation\/failures\/[\w-]+\.avstream\.json$/,
  /^extension\/samples\/[\w-]+\.(?:md|c|h)$/,
  /^extension\/schemas\/[\w.-]+\.schema\.json$/,
  /^extension\/syntaxes\/[\w.-]+\.tmLanguage\.json$/,
  /^extension\/(?:package\.nls|l10n\/bundle\.l10n)(?:\.[\w-]+)?\.json$/,
];

/** What no packaged file says: where it was built, for whom, or where its map is. */
const forbidden: readonly (readonly [what: string, pattern: RegExp | string])[] = [
  ['the folder it was built in', path.resolve('.') + path.sep],
  ['a home folder', /\/(?:home|Users)\/\w+\/|\/root\/|[A-Za-z]:\\+Users\\+\w/],
  ['a source map', /^\/\/[#@] sourceMappingURL=/m],
  ['a package registry', /\bregistry\.[\w-]+\.(?:org|com|dev)\b/],
];

let files: ArchiveFile[] = [];

beforeAll(async () => {
  let file = process.env.AVSTREAM_STUDIO_PACKAGE;
  if (file === undefined) {
    file = path.resolve('.cache', 'package', 'alone.vsix');
    mkdirSync(path.dirname(file), { recursive: true });
    await promisify(execFile)(process.execPath, [path.resolve('scripts', 'package.mjs'), '--out', file]);
  }
  files = readArchive(file);
});

describe('the packaged extension', () => {
  test('holds every file it needs', () => {
    const names = files.map(({ name }) => name);
    expect(required.filter((name) => !names.includes(name))).toEqual([]);
  });

  test('holds no other file: no sources, maps, tests or modules', () => {
    const names = files.map(({ name }) => name);
    expect(names.filter((name) => !required.includes(name) && !allowed.some((pattern) => pattern.test(name)))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(forbidden)('names nowhere %s', (_, pattern) => {
    const guilty = files.filter(({ name }) => !name.endsWith('.png')).flatMap(({ name, content }) => {
      const text = content.toString('utf8');
      const index = typeof pattern === 'string' ? text.indexOf(pattern) : text.search(pattern);
      return index < 0 ? [] : [`${name}: …${text.slice(Math.max(0, index - 30), index + 60)}…`];
    });
    expect(guilty).toEqual([]);
  });

  test('has the files its manifest points at', () => {
    const names = new Set(files.map(({ name }) => name));
    const text = files.find(({ name }) => name === 'extension/package.json')?.content.toString('utf8') ?? '';
    const manifest = JSON.parse(text) as { main: string; browser: string; icon: string; bin: Record<string, string> };
    const paths = [manifest.main, manifest.browser, manifest.icon, ...Object.values(manifest.bin), ...[...text.matchAll(/"(?:path|configuration|url)": "(\.\/[^"]+)"/g)].map(([, found]) => found ?? '')];
    expect(paths.map((file) => path.posix.join('extension', file)).filter((file) => !names.has(file))).toEqual([]);
  });

  test('activates for what it serves, never for everything', () => {
    const manifest = JSON.parse(files.find(({ name }) => name === 'extension/package.json')?.content.toString('utf8') ?? '') as { activationEvents: string[]; dependencies?: unknown };
    expect(manifest.activationEvents).not.toContain('*');
    expect(manifest.activationEvents).not.toContain('onStartupFinished');
    expect(manifest.activationEvents.filter((event) => /^onLanguage:(?!avstream$)/.test(event))).toEqual([]);
    expect(manifest.dependencies).toBeUndefined();
  });

  test('stays small enough to install in a moment', () => {
    const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
    expect(bytes).toBeLessThan(16 * 2 ** 20);
  });
});
