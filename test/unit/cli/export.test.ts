// avstream simulate --export: files whole or not at all, beside the report or in its place.
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { avstream, root } from './avstream';

const avshws = 'samples/avshws.avstream.json';
let folder: string;
beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), 'avstream export ')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const place = (name: string): string => path.join(folder, name);
const simulate = (...parameters: string[]): ReturnType<typeof avstream> => avstream(['simulate', avshws, '--scenario', 'slow application', ...parameters]);

describe('simulate --export', () => {
  it('writes a run in all formats at once, and says so below the report', async () => {
    const formats = { perfetto: 'run.pftrace', chrome: 'run.json', vcd: 'run.vcd', csv: 'run.csv', svg: 'run.svg' };
    const { code, out, err } = await simulate(...Object.entries(formats).flatMap(([format, name]) => ['--export', `${format}=${place(name)}`]));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('slow application: ');
    for (const [format, name] of Object.entries(formats)) expect(out).toContain(`Wrote ${place(name)} (${format}, `);
    expect(readdirSync(folder).sort()).toEqual(Object.values(formats).sort());
    const chrome = JSON.parse(readFileSync(place('run.json'), 'utf8')) as { traceEvents: { ph: string }[]; otherData: Record<string, string> };
    const table: Record<string, string>[] = parse(readFileSync(place('run.csv')), { columns: true, bom: true, recordDelimiter: '\r\n' });
    const spans = table.filter(({ kind }) => kind === 'span');
    expect(spans.length).toBeGreaterThan(100);
    expect(chrome.traceEvents.filter(({ ph }) => ph === 'X').length).toBe(spans.length + 1);
    const facts = Object.fromEntries(table.filter(({ kind }) => kind === 'run').map(({ name, note }) => [name!, note!]));
    expect(facts).toEqual(chrome.otherData);
    expect(facts).toMatchObject({ scenario: 'slow application', document: 'avshws.avstream.json', seed: '1', statement: expect.stringMatching(/^Simulated, not measured: .*not been validated against ks\.sys\.$/) as string });
    expect(out).toContain(facts['fingerprint']!);
    // Rows by the driver's own names, in all of them.
    for (const name of ['run.pftrace', 'run.json', 'run.csv', 'run.svg']) expect(readFileSync(place(name), 'utf8')).toContain('CCapturePin::DispatchProcess');
    expect(readFileSync(place('run.vcd'), 'utf8')).toContain('CCapturePin_DispatchProcess');
  });

  it('writes the same files for the same run', async () => {
    await simulate('--export', `perfetto=${place('again.pftrace')}`, '--export', `svg=${place('again.svg')}`);
    expect(readFileSync(place('again.pftrace')).equals(readFileSync(place('run.pftrace')))).toBe(true);
    expect(readFileSync(place('again.svg')).equals(readFileSync(place('run.svg')))).toBe(true);
  });

  it('does not change what the run is', async () => {
    const plain = JSON.parse((await simulate('--format', 'json')).out) as { fingerprint: string };
    const { exports, ...exporting } = JSON.parse((await simulate('--format', 'json', '--export', `csv=${place('json.csv')}`)).out) as { fingerprint: string; exports: object[] };
    expect(exporting).toEqual(plain);
    expect(exports).toEqual([{ format: 'csv', path: place('json.csv'), bytes: statSync(place('json.csv')).size }]);
  });

  it('writes one file to standard output, in place of the report', async () => {
    const { code, out, err } = await simulate('--export', 'csv=-', '--export', `vcd=${place('beside.vcd')}`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(readFileSync(place('run.csv'), 'utf8'));
    expect(existsSync(place('beside.vcd'))).toBe(true);
  });

  it('replaces a file, keeps a link a link, and leaves nothing beside them', async () => {
    writeFileSync(place('old.csv'), 'old', { mode: 0o600 });
    if (process.platform !== 'win32') symlinkSync(place('old.csv'), place('link.csv'));
    else writeFileSync(place('link.csv'), '');
    expect((await simulate('--export', `csv=${place('link.csv')}`)).code).toBe(0);
    if (process.platform !== 'win32') {
      expect(lstatSync(place('link.csv')).isSymbolicLink()).toBe(true);
      expect(statSync(place('old.csv')).mode & 0o777).toBe(0o600);
    }
    expect(readFileSync(place('link.csv'), 'utf8')).toBe(readFileSync(place('run.csv'), 'utf8'));
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('takes a width for the picture', async () => {
    await simulate('--export', `svg=${place('wide.svg')}`, '--svg-width', '2400');
    expect(readFileSync(place('wide.svg'), 'utf8')).toMatch(/^<svg [^>]*width="2400"/);
  });

  it.each([
    [['--export', 'pdf=x.pdf'], /--export takes FORMAT=PATH, where FORMAT is one of perfetto, chrome, vcd, csv, svg, not 'pdf=x\.pdf'\./],
    [['--export', 'csv'], /--export takes FORMAT=PATH/],
    [['--export', 'csv='], /--export takes FORMAT=PATH/],
    [['--export', 'csv=-', '--export', 'vcd=-'], /one file to standard output/],
    [['--export', 'csv=a', '--export', 'vcd=a'], /names a twice/],
    [['--export', 'csv=-', '--svg-width', '12'], /--svg-width takes a whole number from 400 to 20000, not '12'/],
  ])('%j is refused', async (parameters, reason) => {
    const { code, out, err } = await simulate(...parameters);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(reason);
  });

  it('says before the run what it cannot write', async () => {
    mkdirSync(place('directory'));
    writeFileSync(place('plain'), '');
    for (const [target, reason] of [[place('missing/run.csv'), 'there is no such directory'], [place('directory'), 'it is a directory'], [path.join(root, avshws), 'it is the descriptor'], [path.join(place('plain'), 'x.csv'), 'not a directory']] as const) {
      const { code, out, err } = await simulate('--export', `csv=${target}`);
      expect({ code, out, target }).toEqual({ code: 2, out: '', target });
      expect(err).toContain(`cannot write ${target}: `);
      expect(err).toContain(reason);
    }
  });
});
