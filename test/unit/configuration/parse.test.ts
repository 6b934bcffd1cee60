import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Configuration, configurationCode, configurationMessage, parseConfiguration } from '../../../server/src/configuration/index';
import { compileGlob } from '../../../server/src/lsp/glob';

const parse = (text: string): Configuration => parseConfiguration(text, compileGlob);
/** Each problem as `severity code «text»`. */
const problems = (text: string): string[] => parse(text).problems.map(({ kind, severity, start, end }) => `${severity} ${configurationCode(kind)} «${text.slice(start, end)}»`);

describe('a configuration', () => {
  it('says severities, overrides and whether it is the last', () => {
    const { root, rules, overrides, problems: found } = parse(`{
      // comments and trailing commas are allowed
      "$schema": "x", "root": true, "rules": { "FRM-06": "warning", "FRM-25": "off", "SPT-16": "default", },
      "overrides": [{ "files": ["a/**"], "rules": { "FRM-25": "error" } }],
    }`);
    expect(found).toEqual([]);
    expect(root).toBe(true);
    expect([...rules]).toEqual([['FRM-06', 'warning'], ['FRM-25', 'off'], ['SPT-16', 'default']]);
    expect(overrides.map((override) => [override.matches('a/b/c.avstream.json'), override.matches('b.avstream.json'), [...override.rules]])).toEqual([[true, false, [['FRM-25', 'error']]]]);
  });

  it.each([
    ['{}', []],
    ['[]', ['error config-root «[»']],
    ['5', ['error config-root «5»']],
    ['{ "rules": { "FRM-25": "warning" ', ['error config-syntax «{»']],
    ['{ "rules": { "FRM-25": warning } }', ['error config-syntax «warning»']],
    ['{ "rules": { "FRN-25": "off" } }', ['warning config-code «"FRN-25"»']],
    ['{ "rules": { "no-such-rule": "off" } }', ['warning config-code «"no-such-rule"»']],
    ['{ "rules": { "FRM-25": "warn" } }', ['error config-severity «"warn"»']],
    ['{ "rules": { "FRM-25": 2 } }', ['error config-type «2»']],
    ['{ "rules": { "FRM-25": ["off"] } }', ['error config-type «[»']],
    ['{ "rules": [] }', ['error config-type «[»']],
    ['{ "ruels": {} }', ['warning config-property «"ruels"»']],
    ['{ "root": "yes" }', ['error config-type «"yes"»']],
    ['{ "overrides": {} }', ['error config-type «{»']],
    ['{ "overrides": [5, {}] }', ['error config-type «5»', 'error config-files-missing «{»']],
    ['{ "overrides": [{ "files": "a" }] }', ['error config-type «"a"»']],
    ['{ "overrides": [{ "files": [5, ""], "excluded": [] }] }', ['error config-type «5»', 'error config-glob-empty «""»', 'warning config-property «"excluded"»']],
  ])('%s', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it('holds in what can be read of it', () => {
    expect([...parse('{ "rules": { "FRM-25": "wrong", "FRM-06": "info" }, "overrides": [{ "files": ["a["], "rules": {} }], ').rules]).toEqual([['FRM-06', 'info']]);
  });

  it('says sentences with the nearest name', () => {
    const said = (text: string): string[] => parse(text).problems.map((problem) => configurationMessage(problem));
    expect(said('{ "rules": { "FRN-25": "of" }, "overides": 1 }')).toEqual([
      'This version has no rule FRN-25, so its severity says nothing. Did you mean FRM-25?',
      '"of" is no severity, so the rule keeps the one it has. Did you mean "off"? Known are: off, hint, info, warning, error, default.',
      'A configuration has no "overides" here, so it says nothing. Did you mean "overrides"?',
    ]);
  });

  it('is read without a throw, whatever it is, and its problems have sentences and places', () => {
    const piece = fc.constantFrom('{', '}', '[', ']', ',', ':', '"rules"', '"overrides"', '"files"', '"root"', '"FRM-25"', '"off"', '"a/**"', '"!b"', '"["', '"{"', 'true', '5', 'x', '"', '// c\n', '/*', ' ');
    fc.assert(fc.property(fc.oneof(fc.string(), fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))), (text) => {
      const configuration = parse(text);
      for (const override of configuration.overrides) override.matches('a/b.avstream.json');
      for (const problem of configuration.problems) {
        expect(problem.start >= 0 && problem.start <= problem.end && problem.end <= text.length).toBe(true);
        expect(configurationMessage(problem).replaceAll(/"[^"]*"/g, '')).not.toMatch(/\{\w+\}|undefined/);
      }
    }), { numRuns: 1000 });
  });
});

describe('patterns', () => {
  const matches = (glob: string, path: string): boolean => {
    const compiled = compileGlob(glob);
    if ('problem' in compiled) throw new Error(compiled.problem);
    return compiled.matches(path);
  };
  it.each([
    ['a/**', 'a/b/c.avstream.json', true], ['a/**', 'a/c.avstream.json', true], ['a/**', 'b/a/c.avstream.json', false], ['**/a/**', 'b/a/c.avstream.json', true],
    ['*.avstream.json', 'a/b/c.avstream.json', true], ['c.avstream.json', 'a/b/c.avstream.json', true], ['a/*.json', 'a/b/c.json', false], ['./a/*.json', 'a/c.json', true],
    ['{a,b}/*.json', 'b/c.json', true], ['{a,b}/*.json', 'c/c.json', false], ['a?c.json', 'abc.json', true], ['[ab].json', 'b.json', true], ['[!ab].json', 'b.json', false],
    ['**', '.hidden/c.json', true], ['*.JSON', 'c.json', false], ['#a.json', '#a.json', true], ['Kamera ä/*', 'Kamera ä/c.json', true], ['+(a).json', '+(a).json', true],
  ])('%s and %s: %s', (glob, path, expected) => {
    expect(matches(glob, path)).toBe(expected);
  });

  it.each([['', 'globEmpty'], ['  ', 'globEmpty'], ['a\\b', 'globBackslash'], ['/a', 'globOutside'], ['C:/a', 'globOutside'], ['../a', 'globOutside'], ['a/../b', 'globOutside'], ['a[b', 'globSyntax'], ['{a', 'globSyntax'], ['a}', 'globSyntax'],
    ['{a,b}'.repeat(20), 'globTooLong'], ['a'.repeat(5000), 'globTooLong'], ['{1..100000}', 'globTooLong']])('%s is refused', (glob, problem) => {
    expect(compileGlob(glob)).toEqual({ problem });
  });

  it('those with ! take out what earlier ones took in', () => {
    const { overrides } = parse('{ "overrides": [{ "files": ["a/**", "!a/b/**", "a/b/c.json"], "rules": {} }] }');
    expect(['a/x.json', 'a/b/x.json', 'a/b/c.json', 'x.json'].map((path) => overrides[0]!.matches(path))).toEqual([true, false, true, false]);
  });

  it('cannot be made to take long', () => {
    const begin = Date.now();
    for (const glob of ['*a'.repeat(100), '**/a/'.repeat(100), '*/'.repeat(100), `${'[a]*'.repeat(100)}x`]) matches(glob, `${'a'.repeat(200)}/`.repeat(15));
    expect(Date.now() - begin).toBeLessThan(2_000);
  });
});
