// Collects the client's texts for people into l10n/bundle.l10n.json, from which translations start.
// `node scripts/generate-strings.mjs` writes it; a unit test fails when it no longer says what the code says.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './support/bundle.mjs';
import { isEntryPoint, root } from './support/project.mjs';

/** The generated file. */
export const bundleFile = path.join(root, 'l10n', 'bundle.l10n.json');

/** @returns {Promise<string>} the bundle's text: every `vscode.l10n.t` of the client, in a fixed order */
export async function collectStrings() {
  const { getL10nJson } = await import('@vscode/l10n-dev');
  const folder = path.join(root, 'client', 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).sort();
  const strings = await getL10nJson(files.map((name) => ({ extension: '.ts', contents: readFileSync(path.join(folder, name), 'utf8') })));
  // The timeline's texts are looked up by what they say in English; see client/src/features/timeline/texts.ts.
  for (const text of await timelineTexts()) strings[text] = text;
  const ordered = Object.fromEntries(Object.entries(strings).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify(ordered, undefined, 2)}\n`;
}

/** The timeline's texts in English. */
async function timelineTexts() {
  const file = await bundle({ entry: 'client/src/features/timeline/texts.ts', outfile: path.join('run', `timeline-texts-${process.pid}.mjs`) });
  try {
    return Object.values((await import(pathToFileURL(file).href)).timelineTexts);
  } finally {
    rmSync(file);
  }
}

if (isEntryPoint(import.meta.url)) {
  mkdirSync(path.dirname(bundleFile), { recursive: true });
  writeFileSync(bundleFile, await collectStrings());
}
