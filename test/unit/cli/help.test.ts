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
        const value = option.value === undefined ? [] : [option.name === 'output' || option.name === 'export' ? `${option.choices![0]}=x` : option.choices?.[0] ?? (option.name === 'dump-at' || option.name === 'time' ? '1 ms' : option.name === 'svg-width' ? '800' : option.name === 'confidence' ? '0.9' : option.name === 'option' ? 'A=b' : '3')];
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
    const offeredWith = (breaks: string, words: readonly string[]): readonly string[] => {
      const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', 'source "$1"; COMP_WORDBREAKS="$2"; shift 2; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _avstream; printf "%s\\n" "${COMPREPLY[@]}"', 'bash', file, breaks, 'avstream', ...words], { encoding: 'utf8' });
      expect(stderr).toBe('');
      return stdout.split('\n').filter((line) => line !== '');
    };
    const offered = (...words: readonly string[]): readonly string[] => offeredWith(' =:', words);
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
    // One word for a person, three and more for bash, or one where a person has told it so; what is offered replaces what stands behind the last equals sign, or all.
    expect(offered('check', '--format', '=')).toEqual(['text', 'json', 'sarif', 'junit', 'github']);
    expect(offered('check', '--format', '=', 's')).toEqual(['sarif']);
    expect(offered('check', '--output', '=', 'j')).toEqual(['json=', 'junit=']);
    expect(offered('check', '--output', '=', 'sarif', '=', 'r')).toEqual([]);
    expect(offered('check', '--rule', '=', 'FRM')).toEqual(['FRM-06=', 'FRM-25=']);
    expect(offered('check', '--rule', '=', 'FRM-25', '=', 'w')).toEqual(['warning']);
    expect(offered('check', '--baseline', '=', 'b')).toEqual([]);
    expect(offered('check', '--format', '=', 'sarif', '--for')).toEqual(['--format']);
    expect(offeredWith(' ', ['check', '--format=s'])).toEqual(['--format=sarif']);
    expect(offeredWith(' ', ['check', '--rule=FRM-25=w'])).toEqual(['--rule=FRM-25=warning']);
    expect(offeredWith(' ', ['check', '--rule', 'FRM-25=w'])).toEqual(['FRM-25=warning']);
    // bash 3.2 does not take words apart, but replaces what stands behind the equals sign.
    expect(offered('check', '--format=s')).toEqual(['sarif']);
    expect(offered('check', '--rule=FRM-25=w')).toEqual(['warning']);
    // Names of files are left to bash.
    expect(offered('check', 'dri')).toEqual([]);
    expect(offered('check', '--baseline', '')).toEqual([]);
  });

  it.runIf(isThere('zsh'))('of zsh is read without a complaint', () => {
    expect(spawnSync('zsh', ['-f', '-n', script('zsh')], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  it.runIf(isThere('zsh'))('of zsh completes both forms of an option', () => {
    // A shell within the shell, with a Tab behind what is typed: the line that comes of it is printed by a widget.
    const typed = (line: string): string => {
      const program = `zmodload zsh/zpty; zpty shell zsh -f -i
zpty -w shell 'PS1=; autoload -Uz compinit; compinit -D -u; unsetopt beep; source "$AVSTREAM"; show() { print -r -- "<<$BUFFER>>" }; zle -N show; bindkey "^X" show; print re""ady'
zpty -r shell out '*ready*' || exit 1
zpty -w -n shell "$1"$'\\t\\x18'
zpty -r -m shell out '*<<*>>*' || exit 1
print -r -- "$out"; zpty -d shell`;
      const { stdout } = spawnSync('zsh', ['-f', '-c', program, 'zsh', line], { encoding: 'utf8', timeout: 20_000, env: { ...process.env, AVSTREAM: script('zsh'), TERM: 'dumb' } });
      return /<<(.*?)>>/.exec(stdout)?.[1] ?? `nothing: ${stdout}`;
    };
    expect(typed('avstream check --format s').trimEnd()).toBe('avstream check --format sarif');
    expect(typed('avstream check --format=s').trimEnd()).toBe('avstream check --format=sarif');
    expect(typed('avstream check --output=sa')).toBe('avstream check --output=sarif=');
    expect(typed('avstream check --rule=PIN')).toBe('avstream check --rule=PIN-10=');
    expect(typed('avstream check --rule=FRM-25=w').trimEnd()).toBe('avstream check --rule=FRM-25=warning');
  }, 60_000);

  it.runIf(isThere('fish'))('of fish offers options and words, in both forms', () => {
    const lines = ['--form', '--format s', '--format=s', '--rule=FRM-25=w', '--output=sari'];
    const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', `source '${script('fish')}'; ${lines.map((line) => `complete -C 'avstream check ${line}'`).join('; ')}`], { encoding: 'utf8' });
    expect([stdout.split('\n').map((line) => line.split('\t')[0]), stderr]).toEqual([['--format', 'sarif', '--format=sarif', '--rule=FRM-25=warning', '--output=sarif=', ''], '']);
  });

  it('of PowerShell takes an option and its value in one word apart', () => {
    // What is offered replaces the whole word there, so that each candidate has the option.
    const text = pwshCompletion(completed);
    const pattern = /\$wordToComplete -match '([^']+)'/.exec(text)![1]!;
    const groups = (word: string): unknown => ({ ...new RegExp(pattern).exec(word)?.groups });
    expect(groups('--format=s')).toEqual({ option: '--format', value: 's' });
    expect(groups('--rule=FRM-25=w')).toEqual({ option: '--rule', value: 'FRM-25=w' });
    expect(groups('FRM-25=w')).toEqual({});
    expect(text).toContain('"$head$_"');
    expect(text).toContain('"$head$code=$_"');
  });
});
