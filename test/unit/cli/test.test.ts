import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { avstream } from './avstream';

const sample = readFileSync('samples/avshws.avstream.json', 'utf8');
/** One simulation misses what it expects. */
const missing = sample.replace('"Delivered": { "AtLeast": 30 }', '"Delivered": { "AtLeast": 50 }');
/** One simulation expects what cannot be. */
const wrong = sample.replace('"Delivered": { "AtLeast": 30 }', '"Delivered": { "AtLeast": 30, "AtMost": 3 }');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'avstream test '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string): string => {
  const full = path.join(folder, name);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, content);
  return full;
};

describe('test', () => {
  it('tells a folder below that cannot be read, and runs the rest', async () => {
    file('partly/open/open.avstream.json', sample);
    const closed = path.dirname(file('partly/closed/closed.avstream.json', sample));
    chmodSync(closed, 0);
    const { code, out, err } = await avstream(['test', path.join(folder, 'partly')]);
    chmodSync(closed, 0o700);
    expect(out).toContain('open.avstream.json\n');
    // The superuser reads everything.
    if (process.getuid?.() !== 0 && process.platform !== 'win32') expect([code, err]).toEqual([2, expect.stringContaining(`cannot test ${closed}: permission denied`)]);
    else expect([code, err]).toEqual([0, '']);
  });

  it('runs every simulation of the samples, all of which show what they expect', async () => {
    const { code, out, err } = await avstream(['test', 'samples']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^samples[/\\]audio-effect\.avstream\.json\n/);
    expect(out).toContain('  passed  30 fps to an application (4 expectations)\n');
    expect(out).toContain('  passed  disk stalls (no expectations; it came to its end)\n');
    expect(out).toMatch(/\n9 files, (\d+) simulations: \1 passed\.\n$/);
  });

  it('never writes a report over a descriptor, and takes - for standard output', async () => {
    const name = file('over.avstream.json', sample);
    const { code, err } = await avstream(['test', name, '--format', 'junit', '--output-file', name]);
    expect([code, err]).toEqual([2, expect.stringContaining('it is the descriptor')]);
    expect(readFileSync(name, 'utf8')).toBe(sample);
    expect((await avstream(['test', name, '--scenario', 'slow application', '--format', 'tap', '--output-file', '-'])).out).toMatch(/^TAP version 14\n/);
  });

  it('exits 1 on a miss, and tells it at its line', async () => {
    const { code, out } = await avstream(['test', file('missing.avstream.json', missing)]);
    expect(code).toBe(1);
    const line = missing.slice(0, missing.indexOf('50 }')).split('\n').length;
    expect(out).toContain(`missing.avstream.json:${line}:`);
    expect(out).toContain(' error Delivered.AtLeast: Expected at least 50 delivered frames; 36 of 59 were delivered. Why: 23 because the application still held its buffers. What decides: Client.Requests.\n');
    expect(out).toMatch(/1 file, \d simulations: \d passed, 1 missed\.\n$/);
  });

  it('exits 2 when something is wrong with what is expected, cannot be read, or hides', async () => {
    const impossible = await avstream(['test', file('wrong.avstream.json', wrong)]);
    expect([impossible.code, impossible.out]).toEqual([2, expect.stringContaining('error Simulations: Delivered excludes every number: at least 30, and at most 3.')]);
    const gone = await avstream(['test', 'samples/no-such.avstream.json', 'samples/avssamp.avstream.json']);
    expect([gone.code, gone.err]).toEqual([2, 'avstream: cannot test samples/no-such.avstream.json: there is no such file.\n']);
    expect(gone.out).toContain('  passed  video and audio to a recorder');
    // Cut short, it may have had more simulations.
    const hidden = await avstream(['test', file('hidden.avstream.json', sample.slice(0, -60))]);
    expect([hidden.code, hidden.err]).toEqual([2, expect.stringContaining('mistakes that hide simulations')]);
  });

  it.each([[[]], [['--format', 'xml', 'samples']], [['samples', '--config', 'a', '--no-config']], [['samples', '--output-file', '']], [['samples', '--nonsense']]])('exits 2 when it is used wrongly: %j', async (parameters) => {
    const { code, out, err } = await avstream(['test', ...parameters]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/See avstream test --help\.\n$/);
  });

  it('takes folders, patterns and standard input', async () => {
    const inside = file('some/deeper/one.avstream.jsonc', sample);
    file('some/node_modules/other.avstream.json', missing);
    file('some/notes.json', '{}');
    const found = await avstream(['test', path.join(folder, 'some'), path.join(folder, 'some', 'd*', '*.jsonc')]);
    expect([found.code, found.out]).toEqual([0, expect.stringMatching(/\n1 file, (\d) simulations: \1 passed\.\n$/)]);
    expect(found.out).toContain(inside);
    expect((await avstream(['test', '-'], missing)).code).toBe(1);
    const none = await avstream(['test', file('empty/notes.txt', '').replace(/notes\.txt$/, '')]);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('it is a directory')]);
  });

  it('writes a report for machines to a file, and text beside it', async () => {
    const target = path.join(folder, 'results.xml');
    const { code, out } = await avstream(['test', file('missing.avstream.json', missing), '--format', 'junit', '--output-file', target]);
    expect([code, out]).toEqual([1, expect.stringMatching(/1 missed\.\n$/)]);
    expect(readFileSync(target, 'utf8')).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="avstream test" tests="\d" failures="1" errors="0"/);
    const tap = await avstream(['test', file('missing.avstream.json', missing), '--format', 'tap']);
    expect(tap.out).toMatch(/^TAP version 14\n1\.\.1\n# Subtest: .*\n {4}1\.\.\d\n {4}ok 1 - 30 fps to an application\n/);
    const nowhere = await avstream(['test', 'samples/avshws.avstream.json', '--output-file', path.join(folder, 'no', 'such', 'folder.xml')]);
    expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining('cannot write')]);
  });

  it('runs one simulation alone', async () => {
    const { code, out } = await avstream(['test', 'samples', '--scenario', 'slow application']);
    expect([code, out]).toEqual([0, expect.stringContaining('  passed  slow application (3 expectations)\n')]);
    expect(out).toMatch(/, 1 simulation: 1 passed\.\n$/);
    expect(await avstream(['test', 'samples', '--scenario', 'no such'])).toMatchObject({ code: 2, err: 'avstream: no file has a simulation "no such".\n' });
  });
});
