import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { avstream, root } from './avstream';

interface Checked {
  readonly version: number;
  readonly files: readonly { readonly file: string; readonly findings: readonly { readonly code: string; readonly severity: string; readonly message: string; readonly path: string; readonly range: { readonly start: { readonly line: number; readonly character: number }; readonly end: { readonly line: number; readonly character: number } } }[] }[];
  readonly summary: Readonly<Record<'errors' | 'warnings' | 'infos' | 'hints' | 'quietHints' | 'suppressed', number>>;
}
const json = (out: string): Checked => JSON.parse(out) as Checked;
const samples = readdirSync(path.join(root, 'samples')).filter((name) => name.endsWith('.json')).map((name) => `samples/${name}`);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'avstream check '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string | Uint8Array): string => {
  const full = path.join(folder, name);
  writeFileSync(full, content);
  return full;
};
const minimal = '{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [ { "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY"], "Frames": 3, "FileAlignment": 16 } ] } } }';

describe('patterns that the shell has not replaced', () => {
  it('stand for the files that fit, in order', async () => {
    const parts = path.join(folder, 'patterns');
    mkdirSync(path.join(parts, 'b'), { recursive: true });
    for (const name of ['b/2.avstream.json', 'b/1.avstream.json', 'b/.hidden.avstream.json', 'b/1.avstream_json', 'top.avstream.json']) writeFileSync(path.join(parts, name), minimal);
    const found = async (...segments: string[]): Promise<readonly string[]> => json((await avstream(['check', '--format', 'json', path.join(parts, ...segments)])).out).files.map(({ file: name }) => path.relative(parts, name));
    expect(await found('?', '*.avstream.json')).toEqual([path.join('b', '1.avstream.json'), path.join('b', '2.avstream.json')]);
    expect(await found('*.avstream.json')).toEqual(['top.avstream.json']);
  });

  it('that fit nothing are told', async () => {
    const { code, err } = await avstream(['check', path.join(folder, 'no*such.avstream.json')]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/no file fits the pattern/) });
  });
});

describe('samples', () => {
  it('are clean of errors and warnings', async () => {
    const { code, out, err } = await avstream(['check', ...samples]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).not.toMatch(/: (error|warning) /);
  });

  it.each(samples)('%s gives its recorded findings and no other', async (sample) => {
    const { out } = await avstream(['check', '--format', 'json', '--hints', '--no-config', sample]);
    const golden = JSON.parse(readFileSync(path.join(root, 'test/fixtures', `${sample}.findings.json`), 'utf8')) as unknown;
    expect(json(out).files[0]!.findings.map(({ code, severity, path: pointer }) => `${severity} ${code} ${pointer}`)).toEqual(golden);
  });
});

describe('rule fixtures', () => {
  const fixtures = readdirSync(path.join(root, 'test/fixtures/rules'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(path.join(root, 'test/fixtures/rules', name)).filter((each) => /\.jsonc?$/.test(each)).map((each) => ({ code: name, file: `test/fixtures/rules/${name}/${each}` })));

  it('give their code and only their code', async () => {
    const { out } = await avstream(['check', '--format', 'json', '--hints', '--no-config', ...fixtures.map((fixture) => fixture.file)]);
    const { files } = json(out);
    expect(files).toHaveLength(fixtures.length);
    const wrong = files.filter(({ findings: all, file: name }, index) => {
      const breaks = /\/breaks/.test(name);
      // DSP-03 is true of every allocator, broken or not.
      const findings = all.filter(({ code }) => code !== 'DSP-03' || fixtures[index]!.code === 'DSP-03');
      return breaks ? findings.length === 0 || findings.some((finding) => finding.code !== fixtures[index]!.code) : findings.length > 0;
    });
    expect(wrong.map(({ file: name, findings }) => `${name}: ${findings.map((finding) => finding.code).join(' ')}`)).toEqual([]);
  });
});

describe('findings', () => {
  it('stand where an editor shows them, with a byte order mark and Windows line ends too', async () => {
    const text = '{\r\n  "FormatVersion": 1,\r\n  "Framings": { "F": { "FramingItem": [ { "MemoryType": "KSMEMORY_TYPE_SYSTEM", "Flags": 2, "FileAlignment": 16 } ] } }\r\n}\r\n';
    for (const [name, content] of [['crlf.avstream.json', text], ['bom.avstream.json', `\ufeff${text}`]] as const) {
      const { code, out } = await avstream(['check', '--format', 'json', file(name, content)]);
      const [finding] = json(out).files[0]!.findings.filter((each) => each.severity === 'error');
      expect(code).toBe(1);
      expect(finding).toMatchObject({ code: 'FRM-25', path: '/Framings/F/FramingItem/0/FileAlignment', range: { start: { line: 2 }, end: { line: 2 } } });
      const line = text.split('\r\n')[2]!;
      expect(line.slice(finding!.range.start.character, finding!.range.end.character)).toBe('16');
    }
  });

  it('are one a line as text, counted from 1', async () => {
    const name = file('a b.avstream.json', minimal);
    const { code, out } = await avstream(['check', name]);
    expect(code).toBe(1);
    expect(out).toContain(`${name}:1:${minimal.indexOf('16') + 1}: error FRM-25: `);
    expect(out).toMatch(/1 file checked: 1 error/);
    expect(out).not.toMatch(/: hint /);
  });

  it('come from standard input for -', async () => {
    const { code, out } = await avstream(['check', '--format', 'json', '-'], minimal);
    expect(code).toBe(1);
    expect(json(out)).toMatchObject({ version: 1, summary: { errors: 1 } });
    expect(json(out).files[0]!.file).toBe('-');
  });
});

describe('configurations', () => {
  const inFolder = (name: string, files: Readonly<Record<string, string>>): string => {
    const full = path.join(folder, name);
    mkdirSync(full, { recursive: true });
    for (const [each, text] of Object.entries(files)) writeFileSync(path.join(full, each), text);
    return full;
  };
  const off = '{ "rules": { "FRM-25": "off", "FRM-06": "warning" } }';

  it('are found from the file upward, or named, or none', async () => {
    const where = inFolder('found', { 'avstream.config.json': off, 'a.avstream.json': minimal, 'other.json': '{ "rules": { "FRM-25": "info" } }' });
    const run = async (...parameters: string[]): Promise<readonly [number | null, readonly string[]]> => {
      const { code, out } = await avstream(['check', '--format', 'json', ...parameters, path.join(where, 'a.avstream.json')]);
      return [code, json(out).files[0]!.findings.map((finding) => `${finding.severity} ${finding.code}`)];
    };
    expect(await run()).toEqual([0, ['warning FRM-06']]);
    expect(await run('--config', path.join(where, 'other.json'))).toEqual([0, ['info FRM-25']]);
    expect(await run('--no-config')).toEqual([1, ['error FRM-25']]);
  });

  it('with mistakes are told with their places and end with exit code 2; a code that is not known is a warning', async () => {
    const where = inFolder('mistakes', { 'avstream.config.json': '{\n  "rules": { "FRM-25": "of" }\n}\n', 'a.avstream.json': '{ "FormatVersion": 1 }' });
    const wrong = await avstream(['check', path.join(where, 'a.avstream.json')]);
    expect(wrong.code).toBe(2);
    expect(wrong.out).toContain(`${path.join(where, 'avstream.config.json')}:2:24: error config-severity: "of" is no severity`);
    const { out } = await avstream(['check', '--format', 'json', path.join(where, 'a.avstream.json'), path.join(where, 'a.avstream.json')]);
    expect((json(out) as unknown as { configurations: unknown[] }).configurations).toMatchObject([{ problems: [{ code: 'config-severity', severity: 'error', range: { start: { line: 1, character: 23 }, end: { line: 1, character: 27 } } }] }]);
    inFolder('mistakes', { 'avstream.config.json': '{ "rules": { "FRM-99": "off" } }' });
    const unknown = await avstream(['check', path.join(where, 'a.avstream.json')]);
    expect([unknown.code, unknown.out]).toEqual([0, expect.stringContaining('warning config-code')]);
  });

  it('that cannot be read end with exit code 2; one that was named is not done without', async () => {
    const where = inFolder('unreadable', { 'a.avstream.json': minimal });
    mkdirSync(path.join(where, 'avstream.config.json'));
    const found = await avstream(['check', path.join(where, 'a.avstream.json')]);
    expect([found.code, found.err]).toEqual([2, expect.stringContaining('avstream.config.json: it is a directory')]);
    expect(found.out).toContain('FRM-25');
    const named = await avstream(['check', '--config', path.join(where, 'missing.json'), path.join(where, 'a.avstream.json')]);
    expect([named.code, named.out, named.err]).toEqual([2, '', expect.stringContaining('there is no such file')]);
    const both = await avstream(['check', '--config', 'x', '--no-config', 'y']);
    expect([both.code, both.err]).toEqual([2, expect.stringContaining('exclude each other')]);
  });
});

describe('what is not printed', () => {
  it('hints that nobody named, unless --hints asks for them', async () => {
    const name = file('hints.avstream.json', minimal.replace('16', '15'));
    const quiet = await avstream(['check', '--no-config', name]);
    expect(quiet.out).toMatch(/^1 file checked: [12] hints? \(shown with --hints\)\.\n$/);
    const asked = await avstream(['check', '--no-config', '--hints', name]);
    expect(asked.out).toContain('hint FRM-06');
    expect(json((await avstream(['check', '--no-config', '--format', 'json', name])).out)).toMatchObject({ files: [{ findings: [] }], summary: { hints: 0 } });
  });

  it('what the document suppresses, which is no failure', async () => {
    const name = file('suppressed.avstream.json', `/* avstream-disable-file FRM-25 -- the board wants it so */ ${minimal}`);
    const quiet = await avstream(['check', name]);
    expect([quiet.code, quiet.out]).toEqual([0, expect.stringMatching(/1 suppressed \(shown with --show-suppressed\)\.\n$/)]);
    expect(quiet.out).not.toContain('FRM-25:');
    expect((await avstream(['check', '--show-suppressed', name])).out).toContain(': suppressed error FRM-25: ');
    expect(json((await avstream(['check', '--format', 'json', '--show-suppressed', name])).out)).toMatchObject({ files: [{ suppressed: [{ code: 'FRM-25' }] }], summary: { errors: 0, suppressed: 1 } });
  });
});

describe('what cannot be read', () => {
  it.each([
    ['a directory without descriptors', () => {
      mkdirSync(path.join(folder, 'empty'), { recursive: true });
      return path.join(folder, 'empty');
    }, 'it is a directory without descriptors'],
    ['a missing file', () => path.join(folder, 'missing.avstream.json'), 'there is no such file'],
    ['binary data', () => file('binary.avstream.json', Uint8Array.from({ length: 4096 }, (_, index) => (index * 37) & 255)), 'it is not text'],
    ['broken UTF-8', () => file('latin1.avstream.json', Uint8Array.of(0x7b, 0x22, 0xe4, 0x22, 0x7d)), 'it is not UTF-8 text'],
    ['UTF-16', () => file('utf16.avstream.json', new Uint8Array(Buffer.from('\ufeff{}', 'utf16le'))), 'save it as UTF-8'],
  ])('%s ends with exit code 2, the reason, and the rest still checked', async (_, make, reason) => {
    const { code, out, err } = await avstream(['check', '--format', 'json', make(), samples[0]!]);
    expect(code).toBe(2);
    expect(err).toContain(reason);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(json(out).files.map((checked) => checked.file)).toEqual([samples[0]]);
  });

  it.each([[['check'], 'at least one file'], [['chekc', 'x'], "no command 'chekc'"], [['check', '--format', 'xml', 'x'], '--format takes text, json, sarif, junit or github, not \'xml\'. See avstream check --help.'], [['check', '--nonsense', 'x'], '--nonsense']])('%j', async (parameters, reason) => {
    const { code, out, err } = await avstream(parameters);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(reason);
  });
});

describe('documents of any size and shape', () => {
  it.each([
    ['100,000 arrays deep', '['.repeat(100_000)],
    ['100,000 objects deep', '{"a":'.repeat(100_000)],
    ['deep and closed', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['deep inside Notes', `{ "FormatVersion": 1, "Notes": ${'[{"x":'.repeat(50_000)}1${'}]'.repeat(50_000)} }`],
    ['empty', ''],
    ['only a comment', '// nothing'],
    ['an unclosed comment', '/* nothing'],
  ])('%s', async (name, text) => {
    const { code, out, err } = await avstream(['check', '--format', 'json', file(`${name.replaceAll(',', '')}.avstream.json`, text)]);
    expect(err).toBe('');
    expect([0, 1]).toContain(code);
    expect(json(out).files).toHaveLength(1);
  }, 20_000);

  it('10 MB', async () => {
    const item = '{ "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "MemoryFlags": 8, "Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY"], "Frames": 4, "FileAlignment": 63, "FramingRange": { "Range": { "MinFrameSize": 4096, "MaxFrameSize": 8192, "Stepping": 4096 } } }';
    const count = Math.ceil(10_000_000 / (item.length + 40));
    const text = `{ "FormatVersion": 1, "Framings": { ${Array.from({ length: count }, (_, index) => `"F${index}": { "FramingItem": [ ${item} ] }`).join(',\n')} } }`;
    expect(text.length).toBeGreaterThan(9_500_000);
    const { code, out, err } = await avstream(['check', '--format', 'json', file('large.avstream.json', text)]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(json(out).summary).toEqual({ errors: 0, warnings: 0, infos: 0, hints: 0, quietHints: 0, suppressed: 0 });
  }, 30_000);
});
