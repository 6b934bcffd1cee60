// Where things are in this repository. Every script takes its paths from here.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder, absolute. */
export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Git-ignored folder for bundles of tests and tools, reports and temporary packages. */
export const cacheFolder = path.join(root, '.cache');

/** Git-ignored folder that holds every VS Code the scripts install; @vscode/test-electron uses the same one. */
export const hostsFolder = path.join(root, '.vscode-test');

/** The samples folder that `npm start` opens. */
export const samplesFolder = path.join(root, 'samples');

/** The extension manifest as it stands on disk. */
export const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** `publisher.name`, by which VS Code knows the extension. */
export const extensionId = `${manifest.publisher}.${manifest.name}`;

/** File name of the packaged extension. */
export const packageFileName = `${manifest.name}-${manifest.version}.vsix`;

/** True on a build machine: there a missing judge is a failure, on a person's machine it is a notice. */
export const isContinuousIntegration = /^(1|true)$/i.test(process.env.CI ?? '');

/** True when the module of `importMetaUrl` is the one Node was started with. */
export function isEntryPoint(importMetaUrl) {
  return process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(importMetaUrl);
}
