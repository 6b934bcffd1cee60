// `npm test [-- --level NAME,NAME]`: every level in order, on a bare clone too. The last line is `N passed, N failed`.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromiumAdvice, findChromium } from './hosts/chromium.mjs';
import { ensureDependencies } from './support/dependencies.mjs';
import { run } from './support/processes.mjs';
import { cacheFolder, isContinuousIntegration, packageFileName, root } from './support/project.mjs';

const reports = path.join(cacheFolder, 'reports');
const packaged = path.join(cacheFolder, 'package', packageFileName);

const chromium = findChromium();

/** What a level needs beyond Node and npm. @type {Record<string, () => string | undefined>} answers what is missing */
const judges = { chromium: () => (chromium === undefined ? chromiumAdvice : undefined) };

/** The levels in their order. `group` is a second name under which several run. */
const levels = [
  { name: 'build', always: true, runs: () => runCheck([path.join('scripts', 'build.mjs')]) },
  { name: 'lint', runs: () => runLint() },
  { name: 'generated', runs: () => runCheck([path.join('scripts', 'generate.mjs'), '--check']) },
  { name: 'unit', runs: () => runVitest('unit') },
  // A fixed seed and number of runs: a test that passes today passes tomorrow. `npm run fuzz` looks further.
  { name: 'fuzz', runs: () => runCheck([path.join('scripts', 'fuzz.mjs'), '--seconds', '240', '--fixed', '--seed', '1']) },
  // What is skipped there is what the second client cannot do; a test that is skipped unlisted fails.
  { name: 'protocol', skips: 'what the second client cannot do, with reasons in test/protocol/support/not-applicable.ts', runs: () => runVitest('protocol', ['--project', 'protocol', '--project', 'protocol-codemirror']) },
  { name: 'browser', needs: [judges.chromium], runs: () => runVitest('browser') },
  { name: 'package', needsPackage: true, runs: () => runVitest('package', ['--config', path.join('test', 'package', 'vitest.config.mts')]) },
  { name: 'desktop', group: 'host', needs: [judges.chromium], needsPackage: true, runs: () => runHost('desktop') },
  { name: 'web', group: 'host', needs: [judges.chromium], needsPackage: true, runs: () => runHost('web') },
  // Ratios to peers, measured side by side: minutes on an idle machine, so a person asks for them by name (or by npm run bench).
  { name: 'bench', whenAsked: !isContinuousIntegration, runs: () => runCheck([path.join('scripts', 'bench.mjs'), '--check']) },
];

const { values } = parseArgs({ options: { level: { type: 'string', default: '' } } });
const wanted = values.level.split(',').filter((name) => name !== '');
for (const name of wanted) {
  if (levels.some((level) => level.name === name || level.group === name)) continue;
  console.error(`There is no level "${name}". The levels are ${levels.map((level) => level.name).join(', ')}; host is desktop and web.`);
  process.exit(2);
}
const chosen = levels.filter((level) => level.always || (wanted.length === 0 && level.whenAsked !== true) || wanted.includes(level.name) || wanted.includes(level.group));

await ensureDependencies();
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const table = [];
/** What failed, if only at first, told again at the end: whoever reads a build server's log begins there. @type {string[]} */
const failures = [];
for (const level of chosen) {
  console.log(`\n=== ${level.name}`);
  const begin = Date.now();
  const missing = (level.needs ?? []).map((judge) => judge()).filter((what) => what !== undefined);
  let counts;
  if (missing.length > 0) {
    console.log(`not run: needs ${missing.join(', ')}`);
    counts = isContinuousIntegration ? { passed: 0, failed: 1 } : { passed: 0, failed: 0, skipped: 1 };
  } else {
    try {
      if (level.needsPackage) await makePackage();
      counts = await level.runs();
    } catch (error) {
      console.error(error.stack ?? String(error));
      counts = { passed: 0, failed: 1 };
    }
  }
  for (const failure of counts.failures ?? []) failures.push(`failed: ${level.name}: ${failure}`);
  for (const failure of counts.doubtful ?? []) failures.push(`passed at the second attempt: ${level.name}: ${failure}`);
  table.push({ level: level.name, passed: counts.passed, failed: counts.failed, skipped: counts.skipped ?? 0, seconds: Math.round((Date.now() - begin) / 100) / 10, note: missing.length > 0 ? 'not run' : (counts.skipped ?? 0) > 0 ? `skipped: ${level.skips ?? 'see above'}` : '' });
}

for (const [index, failure] of failures.entries()) console.log(`${index === 0 ? '\n' : ''}${failure}`);
const sum = (key) => table.reduce((total, row) => total + row[key], 0);
const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
console.log('\nlevel       passed  failed  skipped  seconds');
for (const row of table) console.log(`${row.level.padEnd(10)}${String(row.passed).padStart(8)}${String(row.failed).padStart(8)}${String(row.skipped).padStart(9)}${row.seconds.toFixed(1).padStart(9)}${row.note === '' ? '' : `  ${row.note}`}`);
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

async function runLint() {
  const report = path.join(reports, 'lint.json');
  await run(process.execPath, [path.join(root, 'scripts', 'lint.mjs'), '--report', report], { cwd: root });
  return existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { passed: 0, failed: 1 };
}

/** A program that passes or fails as a whole. */
async function runCheck([script, ...args]) {
  const { code } = await run(process.execPath, [path.join(root, script), ...args], { cwd: root });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A vitest project, counted from its JSON report. A file that cannot be loaded counts as a failure, and so does a project without tests. */
async function runVitest(name, args = ['--project', name]) {
  const report = path.join(reports, `${name}.json`);
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { code } = await run(process.execPath, [vitest, 'run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
    cwd: root, env: { ...(chromium === undefined ? {} : { CHROMIUM: chromium }), AVSTREAM_STUDIO_PACKAGE: packaged },
  });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const brokenFiles = testResults.filter((file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')).length;
  const failed = numFailedTests + brokenFiles;
  const failures = testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === 'failed').map(({ fullName, failureMessages }) => firstLines(fullName, failureMessages.join('\n')));
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: numPendingTests + numTodoTests, failures };
}

/** The tests in a real VS Code. */
async function runHost(flavour) {
  const report = path.join(reports, `${flavour}.json`);
  const { code } = await run(process.execPath, [path.join(root, 'test', 'host', 'run.mjs'), '--flavour', flavour, '--vsix', packaged, '--report', report], { cwd: root });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const results = JSON.parse(readFileSync(report, 'utf8'));
  const failed = results.filter(({ status }) => status === 'failed');
  return {
    passed: results.length - failed.length, failed: failed.length === 0 && code !== 0 ? 1 : failed.length,
    failures: failed.map(({ file, name, message }) => firstLines(`${file}: ${name}`, message ?? '')),
    doubtful: results.filter(({ status, messageBefore }) => status === 'passed' && messageBefore !== undefined).map(({ file, name, messageBefore }) => firstLines(`${file}: ${name}`, messageBefore)),
  };
}

/** A test and the beginning of what it says. */
function firstLines(name, message) {
  return [name, ...message.split('\n').slice(0, 4)].map((line) => line.trimEnd()).filter((line) => line !== '').join('\n  ');
}

/** Packages once for all the levels that look at the package; when that failed, it failed for each of them. */
function makePackage() {
  makePackage.result ??= (async () => {
    if (table[0].failed > 0) throw new Error('There is nothing to package: the build failed.');
    mkdirSync(path.dirname(packaged), { recursive: true });
    rmSync(packaged, { force: true });
    const { packageExtension } = await import('./package.mjs');
    await packageExtension(packaged);
  })();
  return makePackage.result;
}
