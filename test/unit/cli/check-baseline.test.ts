import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineOf, baselineText, compareWithBaseline, parseBaseline } from '../../../server/src/cli/check/baseline';
import { checkText } from '../../../server/src/cli/check/check-text';
import type { CheckedFile } from '../../../server/src/cli/check/report';

const check = (text: string, file = 'a.avstream.json'): CheckedFile => checkText(file, text, new Map(), true);
const item = (alignment: number, more = ''): string => `{ "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY"], "Frames": 3, "FileAlignment": ${alignment}${more} }`;
const document = (parts: { readonly before?: string; readonly first?: string; readonly pins?: readonly string[]; readonly items?: readonly string[] }): string => `${parts.before ?? ''}{ "FormatVersion": 1, ${parts.first ?? ''}
  "Framings": { "F": { "FramingItem": [ ${(parts.items ?? [item(16)]).join(', ')} ] } },
  "Filters": [ ${(parts.pins ?? ['video']).map((label) => `{ "Label": "${label}", "PinDescriptors": [ { "Label": "${label}", "InstancesPossible": 1, "InstancesNecessary": 3 } ] }`).join(', ')} ] }`;
const prints = ({ findings }: CheckedFile, code: string): readonly string[] => findings.filter((finding) => finding.code === code).map(({ fingerprint }) => fingerprint);

describe('fingerprints', () => {
  const codes = (text: string): readonly string[] => [...new Set(check(text).findings.map(({ code }) => code))];

  it('are those of findings that are there', () => {
    expect(codes(document({}))).toContain('FRM-25');
    expect(check(document({})).findings.filter(({ path: pointer }) => pointer.endsWith('/InstancesNecessary'))).toHaveLength(1);
  });

  it('stay when lines, comments and other values change', () => {
    const before = check(document({}));
    for (const parts of [{ before: '// a comment\r\n\r\n/* 😀 */' }, { first: '"Device": { "Name": "other" },' }, { items: [item(16, ', "Notes": "kept"')] }]) {
      const after = check(document(parts));
      expect(prints(after, 'FRM-25')).toEqual(prints(before, 'FRM-25'));
      expect(prints(after, 'FRM-25')).toHaveLength(1);
    }
  });

  it('stay when something is inserted before what has a label', () => {
    const of = (text: string): ReadonlyMap<string, string> => new Map(check(text).findings.filter(({ path: pointer }) => pointer.endsWith('/InstancesNecessary')).map(({ path: pointer, fingerprint }) => [pointer, fingerprint]));
    const before = of(document({ pins: ['video'] }));
    const after = of(document({ pins: ['audio', 'video'] }));
    expect(after.get('/Filters/1/PinDescriptors/0/InstancesNecessary')).toBe(before.get('/Filters/0/PinDescriptors/0/InstancesNecessary'));
    expect(new Set(after.values()).size).toBe(2);
    // Labels that two have name neither.
    expect(new Set(of(document({ pins: ['video', 'video'] })).values()).size).toBe(2);
  });

  it('change with the rule, the place and what is wrong', () => {
    const [sixteen] = prints(check(document({})), 'FRM-25');
    const [other] = prints(check(document({ items: [item(32)] })), 'FRM-25');
    const moved = prints(check(document({ items: [item(15), item(16)] })), 'FRM-25');
    expect(new Set([sixteen, other, ...moved]).size).toBe(3);
  });
});

describe('a baseline', () => {
  const folder = path.resolve('/work space');
  const written = (files: readonly CheckedFile[], system: path.PlatformPath = path): string => baselineText(baselineOf(files, system === path.win32 ? 'C:\\src' : folder, system));
  const read = (text: string, where = folder): Exclude<ReturnType<typeof parseBaseline>, string> => {
    const baseline = parseBaseline(text, where);
    if (typeof baseline === 'string') throw new Error(baseline);
    return baseline;
  };

  it('accepts what it was written of, and nothing else', () => {
    const file = path.join(folder, 'drivers/a.avstream.json');
    const old = check(document({ items: [item(16), item(16)] }), file);
    const baseline = read(written([old]));
    expect(compareWithBaseline(old, baseline)).toMatchObject({ file: { findings: [] }, gone: 0 });
    const { file: compared, gone } = compareWithBaseline(check(document({ items: [item(16), item(17), item(18)], before: '\n\n' }), file), baseline);
    expect(compared.findings.filter(({ code }) => code === 'FRM-25').map(({ path: pointer }) => pointer)).toEqual(['/Framings/F/FramingItem/1/FileAlignment', '/Framings/F/FramingItem/2/FileAlignment']);
    expect(compared.baselined.some(({ code }) => code === 'FRM-25')).toBe(true);
    expect(gone).toBeGreaterThan(0);
    expect(compareWithBaseline(check(document({}), path.join(folder, 'drivers/b.avstream.json')), baseline).file.baselined).toEqual([]);
  });

  it('counts what is alike: one more is new', () => {
    const [one] = check(document({})).findings.filter(({ code }) => code === 'FRM-25');
    const of = (count: number): CheckedFile => ({ ...check(document({})), findings: Array.from({ length: count }, () => one!) });
    const baseline = read(written([of(2)]));
    expect([1, 2, 3].map((count) => compareWithBaseline(of(count), baseline)).map(({ file, gone }) => [file.findings.length, file.baselined.length, gone])).toEqual([[0, 1, 1], [0, 2, 0], [1, 2, 0]]);
  });

  it('is the same file on every system and in whatever order', () => {
    const texts = ['a.avstream.json', 'drivers/b.avstream.json'].map((name) => [name, document({ pins: [name] })] as const);
    const posix = written(texts.map(([name, text]) => check(text, path.posix.join('/work space', name))), path.posix);
    const windows = written(texts.map(([name, text]) => check(text, path.win32.join('C:\\src', name))).reverse(), path.win32);
    expect(windows).toBe(posix);
    expect(posix).toContain('\n    "drivers/b.avstream.json": [\n      {"code":');
    expect(posix.endsWith('}\n')).toBe(true);
  });

  it('never accepts that a document cannot be read', () => {
    const broken = check('{ "FormatVersion": 1, ');
    expect(broken.findings.map(({ code }) => code)).toContain('DOC-01');
    expect(compareWithBaseline(broken, read(written([broken]))).file.findings.map(({ code }) => code)).toContain('DOC-01');
  });

  it('of no findings accepts none', () => {
    expect(written([{ ...check(document({})), findings: [] }])).toBe('{\n  "version": 1,\n  "fingerprints": "avstream/v1",\n  "files": {}\n}\n');
  });

  it('that is none is refused with the reason', () => {
    expect(parseBaseline('{', folder)).toMatch(/^it is no JSON/);
    for (const text of ['[]', '{}', '{"version":1,"fingerprints":"avstream/v1"}']) expect(parseBaseline(text, folder)).toMatch(/^it is no baseline/);
    expect(parseBaseline('{"version":2,"fingerprints":"avstream/v1","files":{}}', folder)).toMatch(/another version/);
    expect(parseBaseline('{"version":1,"fingerprints":"avstream/v1","files":{"a":[{"code":1}]}}', folder)).toMatch(/what it has of a is no list/);
    fc.assert(fc.property(fc.json(), (text) => typeof parseBaseline(text, folder) === 'string' || text.includes('fingerprints')));
  });
});
