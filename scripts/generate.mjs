// `npm run generate` writes what follows from the catalog and the rules; `-- --check` changes nothing and fails with the list of files that differ.
// Every TypeScript file in scripts/generate/ is a generator: it exports `generate(): readonly GeneratedFile[]` and may export `folders`, folders that hold nothing but generated files.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from './support/bundle.mjs';
import { ensureDependencies } from './support/dependencies.mjs';
import { isEntryPoint, root } from './support/project.mjs';

/** Every generator in one bundle, in the order of their names. */
async function loadGenerators() {
  const names = readdirSync(path.join(root, 'scripts', 'generate')).filter((name) => name.endsWith('.ts')).sort();
  const contents = names.map((name, index) => `export * as generator${index} from './scripts/generate/${name.replace(/\.ts$/, '')}';`).join('\n');
  // A bundle of its own for each process: two checks may run at once.
  const file = await bundle({ contents, outfile: path.join('run', `generate-${process.pid}.mjs`) });
  try {
    return Object.values(await import(pathToFileURL(file).href));
  } finally {
    rmSync(file);
  }
}

const readIfThere = (file) => {
  try {
    return readFileSync(path.join(root, file), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Files below a folder, relative to the root, with forward slashes. */
const filesIn = (folder) => {
  try {
    return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'));
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
};

/**
 * What has to change for the generated files to be up to date.
 * @returns {Promise<{ path: string, text: string | undefined }[]>} `text` undefined: the file has to go
 */
export async function findDifferences() {
  const generators = await loadGenerators();
  const files = generators.flatMap((generator) => generator.generate());
  const paths = new Set(files.map((file) => file.path));
  if (paths.size !== files.length) throw new Error('Two generators write the same file.');
  const leftOver = generators.flatMap((generator) => generator.folders ?? []).flatMap(filesIn).filter((file) => !paths.has(file));
  return [...files.filter((file) => readIfThere(file.path) !== file.text), ...leftOver.map((file) => ({ path: file, text: undefined }))];
}

if (isEntryPoint(import.meta.url)) {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  await ensureDependencies();
  const differences = await findDifferences();
  if (values.check) {
    for (const { path: file, text } of differences) console.error(text === undefined ? `${file} is no longer generated` : `${file} differs from what is generated`);
    if (differences.length > 0) console.error('Run "npm run generate" and commit the result.');
    process.exitCode = differences.length > 0 ? 1 : 0;
  } else {
    for (const { path: file, text } of differences) {
      const target = path.join(root, file);
      if (text === undefined) rmSync(target);
      else {
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, text);
      }
      console.log(`${text === undefined ? 'removed' : 'wrote'} ${file}`);
    }
  }
}
