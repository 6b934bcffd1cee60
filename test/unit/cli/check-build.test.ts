import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCommand } from '../../../server/src/cli/arguments';
import { readRuleOptions } from '../../../server/src/cli/check/rule-options';
import { expandPatterns } from '../../../server/src/cli/expand-patterns';
import { fileAddress, pathInside, portablePath } from '../../../server/src/cli/paths';
import { avstream, cli } from './avstream';

const broken = (alignment = 16): string => `{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [ { "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY"], "Frames": 3, "FileAlignment": ${alignment} } ] } } }`;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'avstream build '));
  for (const [name, text] of Object.entries({
    'drivers/b.avstream.json': broken(), 'drivers/a/2.avstream.jsonc': broken(), 'drivers/a/10.avstream.json': broken(15), 'drivers/notes.json': '{', 'drivers/.hidden/x.avstream.json': '{', 'drivers/node_modules/x.avstream.json': '{',
    'drivers/[odd].avstream.json': broken(15), 'plain/one.avstream.json': broken(15),
  })) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (...names: readonly string[]): string => path.join(folder, ...names);
const checked = async (...parameters: readonly string[]): Promise<readonly string[]> => {
  const { out } = await avstream(['check', '--format', 'json', ...parameters]);
  return (JSON.parse(out) as { files: { file: string }[] }).files.map(({ file }) => path.relative(folder, file).split(path.sep).join('/'));
};

describe('folders and patterns', () => {
  const all = ['drivers/[odd].avstream.json', 'drivers/a/10.avstream.json', 'drivers/a/2.avstream.jsonc', 'drivers/b.avstream.json'];

  it('stand for the descriptors in them, each once, in the order of their names', async () => {
    expect(await checked(at('drivers'))).toEqual(all);
    expect(await checked(at('drivers', '**'), at('drivers', 'b.avstream.json'), at('drivers', '..', 'drivers', 'b.avstream.json'))).toEqual(all);
    expect(await checked(at('drivers', '[odd].avstream.json'))).toEqual(['drivers/[odd].avstream.json']);
    expect(await checked(at('{plain,drivers}', '*.avstream.json'))).toEqual(['plain/one.avstream.json', 'drivers/[odd].avstream.json', 'drivers/b.avstream.json']);
    expect(await checked(at('drivers', '**', '[0-9]*'))).toEqual(['drivers/a/10.avstream.json', 'drivers/a/2.avstream.jsonc']);
  });

  it('of Windows have backslashes', async () => {
    const pattern = `${folder}/drivers\\**\\[0-9]*`;
    const root = process.cwd();
    try {
      process.chdir(folder);
      expect((await expandPatterns(['drivers\\**\\[0-9]*'], 'win32')).map((name) => name.split(path.sep).join('/'))).toEqual(['drivers/a/10.avstream.json', 'drivers/a/2.avstream.jsonc']);
      expect((await expandPatterns(['DRIVERS\\*.JSON', 'Plain/*'], 'win32')).map((name) => name.split(path.sep).join('/')).filter((name) => name.startsWith('DRIVERS')).length).toBeLessThanOrEqual(1);
    } finally {
      process.chdir(root);
    }
    expect(await expandPatterns([pattern], 'linux')).toEqual([pattern]);
  });

  it.skipIf(process.platform === 'win32')('leave out pipes, which nobody may ever write to', { timeout: 10_000 }, async () => {
    const piped = at('piped');
    mkdirSync(piped);
    execFileSync('mkfifo', [path.join(piped, 'a.avstream.json')]);
    writeFileSync(path.join(piped, 'b.avstream.json'), broken(15));
    expect(await checked(piped)).toEqual(['piped/b.avstream.json']);
  });

  it('that cannot be read are told', async () => {
    const closed = at('closed');
    mkdirSync(closed, { recursive: true });
    chmodSync(closed, 0);
    const { code, err } = await avstream(['check', closed, at('plain')]);
    chmodSync(closed, 0o700);
    // The superuser reads everything.
    if (process.getuid?.() !== 0 && process.platform !== 'win32') {
      expect([code, err]).toEqual([2, expect.stringContaining('permission denied')]);
      // Nobody knows that it has none.
      expect(err).not.toContain('without descriptors');
    }
    else expect([code, err]).toEqual([2, expect.stringContaining('directory without descriptors')]);
  });
});

describe('names of files', () => {
  it('are seen from a folder with forward slashes', () => {
    expect([pathInside('/a', 'b/c'), pathInside('/a', '/a/b'), pathInside('/a', '/x'), pathInside('/a', '..x')]).toEqual(['b/c', 'b', undefined, '..x']);
    expect([pathInside('C:\\a', 'b\\c', path.win32), pathInside('C:\\a', 'D:\\b', path.win32), pathInside('C:\\a', '..\\b', path.win32)]).toEqual(['b/c', undefined, undefined]);
    expect([portablePath('/a/b', '/a/c', path.posix), portablePath('C:\\a', 'D:\\b\\c', path.win32), portablePath('C:\\a', '..\\b', path.win32)]).toEqual(['../c', 'D:/b/c', '../b']);
    expect([fileAddress('a#1', '/x y', path.posix), fileAddress('C:\\ä', 'C:\\', path.win32), fileAddress('\\\\host\\share\\a b', 'C:\\', path.win32)]).toEqual(['file:///x%20y/a%231', 'file:///C:/%C3%A4', 'file://host/share/a%20b']);
  });
});

describe('several outputs', () => {
  it('are written in one run, and standard output has text, or what was asked of it', async () => {
    const [sarif, junit, json] = ['r.sarif', 'r.xml', 'r.json'].map((name) => at(name));
    const { code, out } = await avstream(['check', at('drivers'), '--output', `sarif=${sarif}`, '--output', `junit=${junit}`, '--format', 'json', '--output-file', json!]);
    expect([code, out]).toEqual([1, expect.stringMatching(/: error FRM-25: [\s\S]*4 files checked: 2 errors/)]);
    expect((JSON.parse(readFileSync(sarif!, 'utf8')) as { runs: { results: unknown[] }[] }).runs[0]!.results).toHaveLength(2);
    expect(readFileSync(junit!, 'utf8')).toMatch(/<testsuites name="avstream check" tests="4" failures="2" errors="0"/);
    expect(JSON.parse(readFileSync(json!, 'utf8'))).toMatchObject({ summary: { errors: 2 } });
    expect((await avstream(['check', at('plain'), '--output', 'github=-'])).out).toMatch(/^1 file checked/);
    expect((await avstream(['check', at('plain'), '--format', 'sarif'])).out).toMatch(/^\{\n {2}"\$schema"/);
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('are the same for the same findings, in whatever way the files are named', async () => {
    const [one, two] = await Promise.all([['check', at('drivers', 'b.avstream.json'), at('plain')], ['check', at('drivers', 'b*'), at('plain', '*')]].map((parameters) => avstream([...parameters, '--format', 'junit'])));
    expect(one!.out).toBe(two!.out);
  });

  it('that cannot be written are told before anything is checked; a descriptor is never written over', async () => {
    const nowhere = await avstream(['check', at('drivers'), '--output', `sarif=${at('no', 'such.sarif')}`]);
    expect([nowhere.code, nowhere.out, nowhere.err]).toEqual([2, '', expect.stringContaining('there is no such directory')]);
    const over = await avstream(['check', at('drivers'), '--output-file', at('drivers', 'b.avstream.json')]);
    expect([over.code, over.err]).toEqual([2, expect.stringContaining('it is the descriptor')]);
    expect(readFileSync(at('drivers', 'b.avstream.json'), 'utf8')).toBe(broken());
  });

  it.each(['--baseline', '--write-baseline', '--config'])('never take the place of the file of %s', async (option) => {
    const other = at('plain', 'other.json');
    writeFileSync(other, option === '--config' ? '{}' : '');
    await avstream(['check', at('plain'), '--write-baseline', option === '--config' ? at('plain', 'unused.json') : other]);
    const before = readFileSync(other, 'utf8');
    const { code, out, err } = await avstream(['check', at('plain'), option, other, '--format', 'json', '--output-file', path.relative('.', other)]);
    expect([code, out, err]).toEqual([2, '', expect.stringMatching(/other\.json: it is the (?:baseline|configuration)\.\n$/)]);
    expect(readFileSync(other, 'utf8')).toBe(before);
  });
});

describe('what fails', () => {
  const one = (): string => at('plain', 'one.avstream.json');

  it('is changed by --rule over every configuration, and by --max-warnings', async () => {
    writeFileSync(at('plain', 'avstream.config.json'), '{ "rules": { "FRM-06": "error" } }');
    try {
      expect((await avstream(['check', one()])).code).toBe(1);
      expect((await avstream(['check', one(), '--rule', 'FRM-06=warning'])).code).toBe(0);
      expect((await avstream(['check', one(), '--rule', 'frm-06=default'])).out).not.toContain('FRM-06');
      const limited = await avstream(['check', one(), '--rule', 'FRM-06=warning', '--max-warnings', '0']);
      expect([limited.code, limited.err]).toEqual([1, 'avstream: too many warnings: 1, where --max-warnings accepts 0.\n']);
      expect((await avstream(['check', one(), '--rule', 'FRM-06=warning', '--max-warnings=1'])).code).toBe(0);
    } finally {
      rmSync(at('plain', 'avstream.config.json'));
    }
  });

  it('is what a baseline does not have', async () => {
    const baseline = at('avstream.baseline.json');
    const wrote = await avstream(['check', at('drivers'), '--write-baseline', baseline]);
    expect([wrote.code, wrote.err, wrote.out]).toEqual([0, '', expect.stringMatching(/2 in the baseline/)]);
    expect((await avstream(['check', at('drivers'), '--baseline', baseline, '--max-warnings', '0'])).code).toBe(0);
    writeFileSync(at('drivers', 'new.avstream.json'), broken());
    const { code, out } = await avstream(['check', at('drivers'), '--baseline', baseline]);
    rmSync(at('drivers', 'new.avstream.json'));
    expect([code, out.match(/: error FRM-25: /g)?.length, out.includes('new.avstream.json:1:')]).toEqual([1, 1, true]);
    const none = await avstream(['check', at('drivers'), '--baseline', at('none.json')]);
    expect([none.code, none.err]).toEqual([2, expect.stringMatching(/there is no such file; avstream check --write-baseline .* writes it\./)]);
    const unread = await avstream(['check', at('drivers'), at('gone.avstream.json'), '--write-baseline', at('not-written.json')]);
    expect([unread.code, existsSync(at('not-written.json'))]).toEqual([2, false]);
  });

  it('comes from standard input under the name of a file, with its configuration', async () => {
    writeFileSync(at('plain', 'avstream.config.json'), '{ "rules": { "FRM-25": "warning" } }');
    const { code, out } = await avstream(['check', '-', '--stdin-filename', at('plain', 'unsaved.avstream.json')], `\ufeff${broken()}`);
    rmSync(at('plain', 'avstream.config.json'));
    expect([code, out]).toEqual([0, expect.stringContaining(`${at('plain', 'unsaved.avstream.json')}:1:${broken().indexOf('16') + 1}: warning FRM-25: `)]);
  });
});

describe('wrong command lines say what is wrong, where, and what may be meant', () => {
  it.each([
    [['check', '--formt', 'json', 'x'], "check has no option '--formt'. Is '--format' meant? See avstream check --help."],
    [['check', '--format', 'sarf', 'x'], "--format takes text, json, sarif, junit or github, not 'sarf'. Is 'sarif' meant? See avstream check --help."],
    [['check', 'x', '--max-warnings'], '--max-warnings takes a value: --max-warnings N; one that begins with a dash is written --max-warnings=VALUE. See avstream check --help.'],
    [['check', 'x', '--max-warnings', 'few'], "--max-warnings takes a whole number from 0 on, not 'few'. See avstream check --help."],
    [['check', 'x', '--hints=yes'], '--hints takes no value. See avstream check --help.'],
    [['check', 'x', '--output', 'sarif'], "--output takes FORMAT=PATH, where FORMAT is text, json, sarif, junit or github, not 'sarif'. See avstream check --help."],
    [['check', 'x', '--format', 'json', '--format', 'text'], '--format is given twice; --output FORMAT=PATH writes further reports to files. See avstream check --help.'],
    [['check', 'x', '--format', 'json', '--output', 'text=-'], 'standard output takes one report: --format or one --output FORMAT=-. See avstream check --help.'],
    [['check', 'x', '--output', 'json=a', '--output', 'sarif=a'], 'a is named for two reports. See avstream check --help.'],
    [['check', 'x', '--baseline', 'a', '--write-baseline', 'a'], '--baseline and --write-baseline exclude each other: the one compares, the other accepts everything that is found. See avstream check --help.'],
    [['check', 'x', '--stdin-filename', 'a'], '--stdin-filename says what standard input is called; name - among the files. See avstream check --help.'],
    [['check', 'x', '--rule', 'FRM-25'], "--rule takes CODE=SEVERITY, such as FRM-25=warning, not 'FRM-25'. See avstream check --help."],
    [['check', 'x', '--rule', 'FRM25=off'], "--rule FRM25=off: there is no rule 'FRM25'. Is 'FRM-25' meant? avstream explain lists them. See avstream check --help."],
    [['check', 'x', '--rule', 'FRM-25=of'], "--rule FRM-25=of: 'of' is no severity. Is 'off' meant? It is one of off, hint, info, warning, error, default. See avstream check --help."],
    [['simulate', '--sed', '3', 'x'], "simulate has no option '--sed'. Is '--seed' meant? See avstream simulate --help."],
    [['chekc'], "there is no command 'chekc'. Is 'check' meant? See avstream --help."],
    [['help', 'simulat'], "there is no command 'simulat'. Is 'simulate' meant? See avstream --help."],
    [['completion', 'tcsh'], "completion takes one of bash, zsh, fish, pwsh, not 'tcsh'. See avstream completion --help."],
  ])('%j', (parameters, reason) => {
    const command = parseCommand(parameters);
    const told = command.name === 'mistaken' ? `${command.reason} See avstream ${command.command === undefined ? '' : `${command.command} `}--help.` : command.name === 'check' ? [readRuleOptions(command.options.rules)].map((read) => (typeof read === 'string' ? `${read} See avstream check --help.` : '')).join('') : '';
    expect(told).toBe(reason);
  });

  it('and end with exit code 2', async () => {
    expect(await avstream(['chekc'])).toEqual({ code: 2, out: '', err: "avstream: there is no command 'chekc'. Is 'check' meant? See avstream --help.\n" });
    expect(await avstream(['check', 'x', '--rule', 'FRM25=off'])).toEqual({ code: 2, out: '', err: "avstream: --rule FRM25=off: there is no rule 'FRM25'. Is 'FRM-25' meant? avstream explain lists them. See avstream check --help.\n" });
  });
});

describe('standard output', () => {
  const run = (stdout: 'pipe' | number): ReturnType<typeof spawn> => spawn(process.execPath, [cli, 'check', at('long.avstream.json'), '--format', 'json', '--output', `sarif=${at('long.sarif')}`], { stdio: ['ignore', stdout, 'pipe'] });
  const ended = async (child: ReturnType<typeof spawn>): Promise<readonly [code: number | null, err: string]> => new Promise((resolve) => {
    let err = '';
    child.stderr!.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
    child.on('close', (code) => resolve([code, err]));
  });
  beforeAll(() => {
    const framings = Array.from({ length: 2_000 }, (_, index) => `"F${index}": { "FramingItem": [ { "Frames": 3, "FileAlignment": 16 } ] }`);
    writeFileSync(at('long.avstream.json'), `{ "FormatVersion": 1, "Framings": { ${framings.join(', ')} } }`);
  });

  it('whose reader has seen enough leaves the exit code as it is', { timeout: 20_000 }, async () => {
    const child = run('pipe');
    const end = ended(child);
    child.stdout!.once('data', () => child.stdout!.destroy());
    expect(await end).toEqual([1, '']);
    expect(existsSync(at('long.sarif'))).toBe(true);
  });

  it.skipIf(!existsSync('/dev/full'))('that cannot be written is told in a sentence', { timeout: 20_000 }, async () => {
    const full = openSync('/dev/full', 'w');
    const end = await ended(run(full));
    closeSync(full);
    expect(end).toEqual([2, 'avstream: cannot write standard output: the disk is full.\n']);
  });
});
