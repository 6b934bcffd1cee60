import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ReadFileResult, type SimulateResult, methods } from '../../server/src/protocol/index';
import { type Session, openSession } from './support/session';

/** A document whose run cuts images (HDR-06, an error) and leaves clones behind (STA-04, a warning). */
const descriptor = (comment = ''): string => `{ "FormatVersion": 1, "Filters": [ { "Label": "f", "PinDescriptors": [ { "Label": "p", "Dispatch": { "Process": "Process" }, "PinDescriptor": { "DataFlow": 2 } } ] } ],
  "Simulations": [ { "Label": "s", "Duration": "200 ms", "Source": { "Period": "40 ms", "FrameSize": 1000 }, "Driver": { "WhenBufferTooSmall": "Truncate", "DeletesClones": "Never" },
    "Client": { "Requests": 2, "Hold": "1 ms",
      ${comment}
      "BufferSize": 500 } } ] }
`;

interface Outcome { readonly findings: readonly string[]; readonly fingerprint: string; readonly delivered: number }
interface Ran extends Outcome { readonly code: number; readonly suppressed: number; readonly out: string; readonly err: string }
const short = (findings: readonly { readonly code: string | null; readonly severity: string; readonly path: string }[]): string[] => findings.map(({ code, severity, path: at }) => `${severity} ${code ?? '-'} ${at}`);

let session: Session | undefined;
let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'avstream run ')); });
afterEach(() => {
  session?.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};

function run(...parameters: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  if (!existsSync('dist/cli.js')) throw new Error('dist/cli.js is not there: npm run build.');
  return new Promise((resolve) => { execFile(process.execPath, ['dist/cli.js', ...parameters], (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err })); });
}

async function commandLine(file: string, ...options: string[]): Promise<Ran> {
  const { code, out, err } = await run('simulate', '--format', 'json', file, ...options);
  const said = JSON.parse(out) as { readonly findings: Parameters<typeof short>[0]; readonly suppressed: number; readonly fingerprint: string; readonly statistics: { readonly framesDelivered: number } };
  return { code, out, err, suppressed: said.suppressed, findings: short(said.findings), fingerprint: said.fingerprint, delivered: said.statistics.framesDelivered };
}

async function editor(file: string, settings: unknown = {}): Promise<Outcome> {
  const readFromDisk = async (uri: string): Promise<ReadFileResult> => {
    try {
      return { kind: 'text', text: await readFile(fileURLToPath(uri), 'utf8') };
    } catch {
      return { kind: 'missing' };
    }
  };
  const opened = session = await openSession({ readFile: readFromDisk, settings });
  const uri = await opened.open(await readFile(file, 'utf8'), pathToFileURL(file).href);
  const result = await opened.client.sendRequest<SimulateResult>(methods.simulate, { uri, runId: 'run' });
  if (result.kind !== 'completed') throw new Error(result.text);
  const { findings, fingerprint, statistics } = result.outcome;
  return { findings: short(findings), fingerprint, delivered: statistics.framesDelivered };
}

const truncated = '/Simulations/0/Client/BufferSize';
const clones = 'STA-04 /Simulations/0/Driver/DeletesClones';

describe('editor and command line agree on what a run found', () => {
  test.each([
    ['as the rules have it', '', {}, [`warning ${clones}`, `error HDR-06 ${truncated}`], 0, 1],
    ['off', '', { 'HDR-06': 'off' }, [`warning ${clones}`], 0, 0],
    ['a warning', '', { 'HDR-06': 'warning' }, [`warning ${clones}`, `warning HDR-06 ${truncated}`], 0, 0],
    ['a hint, which is shown as information', '', { 'HDR-06': 'hint' }, [`warning ${clones}`, `info HDR-06 ${truncated}`], 0, 0],
    ['graver', '', { 'HDR-06': 'off', 'STA-04': 'error' }, [`error ${clones}`], 0, 1],
    ['suppressed', '// avstream-disable-next-line HDR-06', {}, [`warning ${clones}`], 1, 0],
    ['suppressed by a list', '"Suppress": [{ "Code": "HDR-06" }],', {}, [`warning ${clones}`], 1, 0],
    ['suppressed and off', '// avstream-disable-next-line HDR-06', { 'HDR-06': 'off' }, [`warning ${clones}`], 0, 0],
    ['a comment for another code', '// avstream-disable-next-line HDR-05', {}, [`warning ${clones}`, `error HDR-06 ${truncated}`], 0, 1],
  ] as const)('%s', async (_, comment, rules, expected, suppressed, code) => {
    const file = put('a.avstream.json', descriptor(comment));
    put('avstream.config.json', JSON.stringify({ root: true, rules }));
    const printed = await commandLine(file);
    expect([...printed.findings].sort()).toEqual([...expected].sort());
    expect({ code: printed.code, suppressed: printed.suppressed, err: printed.err }).toEqual({ code, suppressed, err: '' });
    const shown = await editor(file);
    expect(shown).toEqual({ findings: printed.findings, fingerprint: printed.fingerprint, delivered: printed.delivered });
    // What is shown changes nothing of what happened.
    const plain = await commandLine(put('b.avstream.json', descriptor()), '--no-config');
    expect({ fingerprint: printed.fingerprint, delivered: printed.delivered }).toEqual({ fingerprint: plain.fingerprint, delivered: plain.delivered });
  });
});

test('the setting holds in the editor, and the configuration over it', async () => {
  const file = put('a.avstream.json', descriptor());
  put('avstream.config.json', JSON.stringify({ root: true, rules: { 'STA-04': 'default' } }));
  const { findings } = await editor(file, { rules: { 'HDR-06': 'info', 'STA-04': 'off' } });
  expect([...findings].sort()).toEqual([`info HDR-06 ${truncated}`, `warning ${clones}`]);
});

describe('avstream simulate', () => {
  test('takes one configuration, or none', async () => {
    const file = put('a.avstream.json', descriptor());
    put('avstream.config.json', JSON.stringify({ root: true, rules: { 'HDR-06': 'off' } }));
    const other = put('other.json', JSON.stringify({ rules: { 'HDR-06': 'info' } }));
    expect((await commandLine(file)).findings).toEqual([`warning ${clones}`]);
    expect((await commandLine(file, '--no-config')).findings).toContain(`error HDR-06 ${truncated}`);
    expect((await commandLine(file, '--config', other)).findings).toContain(`info HDR-06 ${truncated}`);
  });

  test('refuses a configuration that is not there, and both options', async () => {
    const file = put('a.avstream.json', descriptor());
    const missing = await run('simulate', file, '--config', path.join(folder, 'missing.json'));
    expect([missing.code, missing.out]).toEqual([2, '']);
    expect(missing.err).toMatch(/cannot read .*missing\.json/);
    const both = await run('simulate', file, '--config', 'x', '--no-config');
    expect([both.code, both.out]).toEqual([2, '']);
    expect(both.err).toContain('exclude each other');
  });

  test('tells mistakes in configurations, and still what it found', async () => {
    const file = put('a.avstream.json', descriptor('// avstream-disable-next-line HDR-06'));
    put('avstream.config.json', '{ "root": true, "rules": { "HDR-06": "loud" } }');
    const text = await run('simulate', file);
    expect(text.code).toBe(2);
    expect(text.out).toMatch(/avstream\.config\.json:1:38: error config-severity: /);
    expect(text.out).toContain('warning STA-04');
    expect(text.out).toMatch(/^ {2}1 suppressed in the document$/m);
    const json = JSON.parse((await commandLine(file)).out) as { readonly configurations: readonly { readonly problems: readonly { readonly code: string }[] }[] };
    expect(json.configurations.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(['config-severity']);
  });
});
