// Runs the tests that need a real VS Code: `node test/host/run.mjs [--flavour desktop,web] [--only TEXT] [--vsix FILE] [--report FILE]`.
// Desktop: the packaged extension is installed; first test/host/suite runs inside its extension host, then test/host/driver works the window.
// Web: the unpacked package is served to a VS Code whose extension host is a web worker; test/host/suite runs in it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from '../../scripts/support/dependencies.mjs';
import { cacheFolder, packageFileName, root } from '../../scripts/support/project.mjs';

await ensureDependencies();
const { values } = parseArgs({ options: { flavour: { type: 'string', default: 'desktop,web' }, only: { type: 'string', default: '' }, vsix: { type: 'string' }, report: { type: 'string' } } });
const flavours = values.flavour.split(',');

const packaged = values.vsix === undefined ? await makePackage() : path.resolve(values.vsix);
const results = [];
for (const flavour of flavours) {
  if (!['desktop', 'web'].includes(flavour)) throw new Error(`There is no flavour "${flavour}"; there are desktop and web.`);
  const { runFlavour } = await import(`./runner/${flavour}.mjs`);
  try {
    await runFlavour({ packaged, only: values.only, onResult: (result) => report({ flavour, ...result }) });
  } catch (error) {
    report({ flavour, file: 'host', name: 'VS Code runs the tests', status: 'failed', milliseconds: 0, message: error.stack ?? String(error) });
  }
}
const failed = results.filter(({ status }) => status === 'failed').length;
const twice = results.filter(({ status, messageBefore }) => status === 'passed' && messageBefore !== undefined).length;
console.log(`${results.length - failed} passed, ${failed} failed${twice === 0 ? '' : `, ${twice} of the passed at the second attempt`}`);
if (values.report !== undefined) {
  mkdirSync(path.dirname(values.report), { recursive: true });
  writeFileSync(values.report, JSON.stringify(results, undefined, 2));
}
process.exit(failed > 0 || results.length === 0 ? 1 : 0);

function report(result) {
  results.push(result);
  const sign = result.status === 'passed' ? '✓' : '✗';
  const indented = (message) => (message === undefined ? '' : `\n${message.replace(/^/gm, '     ')}`);
  const before = result.messageBefore === undefined ? '' : `\n     at the first attempt:${indented(result.messageBefore)}`;
  console.log(` ${sign} ${result.flavour} ${result.file}: ${result.name} (${result.milliseconds} ms)${indented(result.message)}${before}`);
}

async function makePackage() {
  const { packageExtension } = await import('../../scripts/package.mjs');
  const file = path.join(cacheFolder, 'host', String(process.pid), packageFileName);
  mkdirSync(path.dirname(file), { recursive: true });
  await packageExtension(file);
  return file;
}
