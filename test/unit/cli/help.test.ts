import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseCommand } from '../../../server/src/cli/arguments';
import { commandNamed, commands, shells } from '../../../server/src/cli/commands/index';
import { bashCompletion } from '../../../server/src/cli/completion/bash';
import type { Completed } from '../../../server/src/cli/completion/completed';
import { fishCompletion } from '../../../server/src/cli/completion/fish';
import { pwshCompletion } from '../../../server/src/cli/completion/pwsh';
import { zshCompletion } from '../../../server/src/cli/completion/zsh';
import { commandHelp, overview } from '../../../server/src/cli/usage';
import { avstream } from './avstream';

describe('help', () => {
  it('of a command tells each option, the exit codes and examples that are understood', () => {
    for (const command of commands) {
      const help = commandHelp(command);
      for (const { name } of command.options) expect(help).toContain(`--${name}`);
      for (const line of help.split('\n')) expect(line.length, line).toBeLessThanOrEqual(110);
      for (const [line] of command.examples) {
        const words = [...line.split(/ >+ /)[0]!.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
        expect(parseCommand(words).name, line).toBe(command.name);
      }
    }
    expect(overview()).toMatch(/\n {2}check PATH…  .*\n/);
  });

  it('knows the options that are read, and no others', () => {
    for (const { name, options, completes } of commands) {
      for (const option of options) {
        const value = option.value === undefined ? [] : [option.name === 'output' || option.name === 'export' ? `${option.choices![0]}=x` : option.choices?.[0] ?? (option.name === 'dump-at' ? '1 ms' : option.name === 'svg-width' ? '800' : option.name === 'confidence' ? '0.9' : option.name === 'option' ? 'A=b' : '3')];
        const parsed = parseCommand([name, `--${option.name}`, ...value, ...(completes === 'descriptors' ? ['-'] : [])]);
        expect(parsed, `${name} --${option.name}`).not.toMatchObject({ name: 'mistaken' });
      }
      expect(parseCommand([name, '--nonsense'])).toMatchObject({ name: 'mistaken', command: name, reason: expect.stringContaining(`${name} has no option '--nonsense'`) as string });
    }
  });

  it('is asked for in every usual way', async () => {
    for (const parameters of [[], ['--help'], ['-h'], ['help']]) expect(parseCommand(parameters)).toEqual({ name: 'help' });
    for (const parameters of [['check', '--help'], ['check', 'x', '-h'], ['help', 'check']]) expect(parseCommand(parameters)).toEqual({ name: 'help', command: commandNamed('check') });
    // Behind -- stand names of files.
    expect(parseCommand(['check', '--', '--help'])).toMatchObject({ name: 'check', files: ['--help'] });
    const { code, out } = await avstream(['check', '--help']);
    expect([code, out]).toEqual([0, commandHelp(commandNamed('check')!)]);
  });
});

const completed: Completed = { commands, codes: ['FRM-06', 'FRM-25', 'PIN-10'], severities: ['off', 'warning', 'error'] };
const writers = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion, pwsh: pwshCompletion };
/** Whether a shell is there to judge what is written for it; said once, and on a build server it has to be. */
const isThere = (shell: string): boolean => {
  if (spawnSync(shell, ['--version']).status === 0) return true;
  console.log(`not run: needs ${shell}`);
  if (process.env['CI'] === 'true') throw new Error(`not run: needs ${shell}`);
  return false;
};
const folder = mkdtempSync(path.join(tmpdir(), 'avstream completion '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const script = (shell: keyof typeof writers): string => {
  const file = path.join(folder, `avstream.${shell}`);
  writeFileSync(file, writers[shell](completed));
  return file;
};

describe('completion', () => {
  it('is written for each shell, with every command and option', async () => {
    for (const shell of shells) {
      const text = writers[shell](completed);
      for (const { name, options } of commands) {
        expect(text).toContain(name);
        for (const option of options) expect(text).toMatch(new RegExp(`(--|-l )${option.name}\\b`));
      }
    }
    const { code, out } = await avstream(['completion', 'bash']);
    expect([code, out]).toEqual([0, expect.stringContaining('FRM-25')]);
  });

  it.runIf(isThere('bash'))('of bash offers commands, options, words, rules and severities', () => {
    const file = script('bash');
    const offered = (...words: readonly string[]): readonly string[] => {
      const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _avstream; printf "%s\\n" "${COMPREPLY[@]}"', 'bash', file, 'avstream', ...words], { encoding: 'utf8' });
      expect(stderr).toBe('');
      return stdout.split('\n').filter((line) => line !== '');
    };
    expect(offered('c')).toEqual(['check', 'completion']);
    expect(offered('check', '--for')).toEqual(['--format']);
    expect(offered('check', '--format', 's')).toEqual(['sarif']);
    expect(offered('check', '--output', 'j')).toEqual(['json=', 'junit=']);
    expect(offered('check', '--output', 'sarif', '=', '')).toEqual([]);
    expect(offered('check', '--rule', 'FRM')).toEqual(['FRM-06=', 'FRM-25=']);
    expect(offered('check', '--rule', 'FRM-25', '=')).toEqual(['off', 'warning', 'error']);
    expect(offered('check', '--rule', 'FRM-25', '=', 'w')).toEqual(['warning']);
    expect(offered('explain', 'PIN')).toEqual(['PIN-10']);
    expect(offered('completion', '')).toEqual([...shells]);
    // Names of files are left to bash.
    expect(offered('check', 'dri')).toEqual([]);
    expect(offered('check', '--baseline', '')).toEqual([]);
  });

  it.runIf(isThere('zsh'))('of zsh is read without a complaint', () => {
    expect(spawnSync('zsh', ['-f', '-n', script('zsh')], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  it.runIf(isThere('fish'))('of fish offers options and words', () => {
    const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', `source '${script('fish')}'; complete -C 'avstream check --form'; complete -C 'avstream check --format s'`], { encoding: 'utf8' });
    expect([stdout.split('\n').map((line) => line.split('\t')[0]), stderr]).toEqual([['--format', 'sarif', ''], '']);
  });
});
