import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, lstatSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { avstream } from './avstream';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'avstream fix '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string | Uint8Array): string => {
  const full = path.join(folder, name);
  writeFileSync(full, content);
  return full;
};

/** FRM-08 and DOC-02, which are safe to fix, and FRM-25, which is not. */
const broken = (lineBreak = '\n'): string => ['{', '\t"FormatVersion": 1, // ours', '\t"Target": { "PageSiz": 4096 },', '\t"Framings": { "F": { "FramingItem": [ {', '\t\t"MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED",', '\t\t"BusFlags": 4, /* kept */',
  '\t\t"Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY"], "Frames": 3, "FileAlignment": 16,', '\t\t"FramingRange": { "Range": { "MinFrameSize": 4096, "MaxFrameSize": 65536 } }', '\t} ] } }', '}', ''].join(lineBreak);
const mended = (text: string): string => text.replace('PageSiz"', 'PageSize"').replace('"BusFlags": 4', '"BusFlags": 0');

describe('check --fix', () => {
  it.each([['line feeds', '\n', ''], ['carriage returns', '\r\n', ''], ['a byte order mark', '\r\n', '\ufeff']])('fixes what is safe and reports the rest; comments, indentation and %s stay', async (_, lineBreak, mark) => {
    const name = file('a.avstream.json', mark + broken(lineBreak));
    const { code, out, err } = await avstream(['check', '--no-config', '--fix', name]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(readFileSync(name, 'utf8')).toBe(mark + mended(broken(lineBreak)));
    expect(out.split('\n').slice(0, -1)).toEqual([expect.stringContaining('error FRM-25'), '1 file checked, 2 findings fixed in 1 file: 1 error, 1 hint (shown with --hints).']);
    const again = await avstream(['check', '--no-config', '--fix', name]);
    expect(again.out).toMatch(/1 file checked, nothing to fix: 1 error, 1 hint \(shown with --hints\)\.\n$/);
    expect(readFileSync(name, 'utf8')).toBe(mark + mended(broken(lineBreak)));
  });

  it('leaves a file that has nothing to fix untouched, and one with syntax errors', async () => {
    const clean = file('clean.avstream.json', mended(broken()));
    const unreadable = file('syntax.avstream.json', broken().replace('"Frames": 3,', '"Frames": 3'));
    const before = [clean, unreadable].map((each) => statSync(each).mtimeMs);
    await avstream(['check', '--no-config', '--fix', clean, unreadable]);
    expect([clean, unreadable].map((each) => statSync(each).mtimeMs)).toEqual(before);
  });

  it('fixes nothing that is turned off, suppressed or in the baseline; a baseline that is written has what is left', async () => {
    const name = file('accepted.avstream.json', broken());
    const baseline = path.join(folder, 'baseline.json');
    await avstream(['check', '--no-config', '--rule', 'DOC-02=off', '--write-baseline', baseline, name]);
    const kept = await avstream(['check', '--no-config', '--fix', '--baseline', baseline, name]);
    expect(kept.out).toMatch(/1 finding fixed in 1 file: 1 hint [^,]*, 2 in the baseline/);
    expect(readFileSync(name, 'utf8')).toBe(broken().replace('PageSiz"', 'PageSize"'));
    const off = file('off.avstream.json', broken().replace('\t\t"BusFlags"', '\t\t// avstream-disable-next-line FRM-08\n\t\t"BusFlags"'));
    const text = readFileSync(off, 'utf8');
    expect((await avstream(['check', '--no-config', '--fix', '--rule', 'DOC-02=off', off])).out).toContain('nothing to fix');
    expect(readFileSync(off, 'utf8')).toBe(text);
    const fresh = file('fresh.avstream.json', broken());
    const written = path.join(folder, 'fresh.json');
    expect((await avstream(['check', '--no-config', '--fix', '--write-baseline', written, fresh])).out).toMatch(/2 findings fixed in 1 file: 1 hint [^,]*, 1 in the baseline/);
    expect(readFileSync(written, 'utf8').match(/"code":"[A-Z]+-\d+"/g)).toEqual(['"code":"FRM-25"']);
  });

  it('tells programs how many', async () => {
    const name = file('json.avstream.json', broken());
    expect(JSON.parse((await avstream(['check', '--no-config', '--fix', '--format', 'json', name])).out)).toMatchObject({ files: [{ findings: [{ code: 'FRM-25' }] }], summary: { errors: 1, fixed: 2, fixedFiles: 1 } });
    expect(JSON.parse((await avstream(['check', '--no-config', '--format', 'json', name])).out)).not.toHaveProperty('summary.fixed');
  });

  it('keeps the mode of a file and a link to it', async () => {
    const name = file('linked.avstream.json', broken());
    chmodSync(name, 0o640);
    const link = path.join(folder, 'link.avstream.json');
    symlinkSync(name, link);
    await avstream(['check', '--no-config', '--fix', link]);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(statSync(name).mode & 0o777).toBe(0o640);
    expect(readFileSync(name, 'utf8')).toBe(mended(broken()));
  });

  it('fixes a file once, by whatever names it is given', async () => {
    const name = file('twice.avstream.json', broken());
    const link = path.join(folder, 'twice-link.avstream.json');
    symlinkSync(name, link);
    const { err, out } = await avstream(['check', '--no-config', '--fix', name, link]);
    expect([err, out]).toEqual(['', expect.stringMatching(/\n1 file checked, 2 findings fixed in 1 file:/)]);
  });

  it('leaves a file alone that is read-only, and says so', async () => {
    const name = file('locked.avstream.json', broken());
    chmodSync(name, 0o444);
    const { code, out, err } = await avstream(['check', '--no-config', '--fix', name]);
    expect([code, err]).toEqual([2, expect.stringMatching(/cannot write .*locked\.avstream\.json: (?:it is read-only|permission denied); its findings are not fixed\.\n$/)]);
    expect(out).toMatch(/nothing to fix: 1 error|0 findings fixed|2 errors?/);
    expect(readFileSync(name, 'utf8')).toBe(broken());
    chmodSync(name, 0o644);
  });

  it('has no business with standard input', async () => {
    const { code, out, err } = await avstream(['check', '--fix', '-'], broken());
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringContaining('--fix writes files; standard input is none.') });
  });
});
