import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findConfigurations, foldersOf, isConfiguration, parseConfiguration, readRuleSettings, relativePath, resolveSeverities } from '../../../server/src/configuration/index';
import type { Severities } from '../../../server/src/findings/index';
import { compileGlob } from '../../../server/src/lsp/glob';

describe('folders of a document', () => {
  it.each([
    ['file:///a/b/c.avstream.json', ['file:///a/b', 'file:///a', 'file://']],
    ['file:///c%3A/a/c.avstream.json', ['file:///c%3A/a', 'file:///c%3A']],
    ['file:///C:/c.avstream.json', ['file:///C:']],
    ['file://server/share/a/c.avstream.json', ['file://server/share/a', 'file://server/share']],
    ['vscode-vfs://github/o/r/c.avstream.json', ['vscode-vfs://github/o/r', 'vscode-vfs://github/o', 'vscode-vfs://github']],
    ['memfs:/a/c.avstream.json', ['memfs:/a', 'memfs:']],
    ['file:///a/c.avstream.json?x=/y#z/w', ['file:///a', 'file://']],
    ['untitled:Untitled-1', []], ['untitled:/a/b.avstream.json', []], ['nonsense', []], ['', []],
  ])('%s', (uri, expected) => {
    expect(foldersOf(uri)).toEqual(expected);
  });

  it('end, for any text', () => {
    fc.assert(fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.string().map((text) => `file:///${text}`)), (uri) => {
      for (const folder of foldersOf(uri)) expect(uri.startsWith(folder)).toBe(true);
      expect(typeof relativePath('file:///', uri)).toBe('string');
    }));
  });

  it('paths are what a person would write', () => {
    expect(relativePath('file:///a', 'file:///a/b%20c/%C3%A4.avstream.json')).toBe('b c/ä.avstream.json');
    expect(relativePath('file:///a', 'file:///other/b.avstream.json')).toBe('b.avstream.json');
    expect(relativePath('file:///a', 'file:///ab/c.avstream.json')).toBe('c.avstream.json');
    expect(relativePath('file:///a', 'file:///a/%E0%A4%A')).toBe('%E0%A4%A');
    expect([isConfiguration('file:///a/avstream.config.json'), isConfiguration('file:///a/my-avstream.config.json')]).toEqual([true, false]);
  });
});

describe('what holds', () => {
  const document = 'file:///w/driver/capture/a.avstream.json';
  const resolve = async (files: Readonly<Record<string, string>>, settings: unknown = {}): Promise<Severities> => {
    const found = await findConfigurations(document, (uri) => Promise.resolve(files[uri] === undefined ? undefined : parseConfiguration(files[uri], compileGlob)));
    return resolveSeverities(document, readRuleSettings(settings), found);
  };
  const of = async (files: Readonly<Record<string, string>>, settings?: unknown): Promise<Record<string, string>> => Object.fromEntries(await resolve(files, settings));
  const rules = (severity: string): string => `{ "rules": { "FRM-25": "${severity}" } }`;

  it('is nothing where nobody says anything', async () => {
    expect(await of({})).toEqual({});
  });
  it('is what the settings say, unless a file says something', async () => {
    expect(await of({}, { 'FRM-25': 'info', 'FRM-06': 'warning', 'FRM-18': 'loud', 'FRM-19': 5 })).toEqual({ 'FRM-25': 'info', 'FRM-06': 'warning' });
    expect(await of({ 'file:///w/avstream.config.json': rules('off') }, { 'FRM-25': 'info', 'FRM-06': 'warning' })).toEqual({ 'FRM-25': 'off', 'FRM-06': 'warning' });
    expect(await of({}, null)).toEqual({});
  });
  it('is what the nearest file says, and what is not said there by the next', async () => {
    expect(await of({
      'file:///w/avstream.config.json': '{ "rules": { "FRM-25": "info", "FRM-06": "info", "FRM-18": "info" } }',
      'file:///w/driver/avstream.config.json': '{ "rules": { "FRM-25": "warning", "FRM-06": "warning" } }',
      'file:///w/driver/capture/avstream.config.json': rules('off'),
      'file:///w/elsewhere/avstream.config.json': rules('error'),
    })).toEqual({ 'FRM-25': 'off', 'FRM-06': 'warning', 'FRM-18': 'info' });
  });
  it('ends at a root', async () => {
    expect(await of({ 'file:///w/avstream.config.json': '{ "rules": { "FRM-06": "info" } }', 'file:///w/driver/avstream.config.json': '{ "root": true, "rules": { "FRM-25": "off" } }' })).toEqual({ 'FRM-25': 'off' });
  });
  it('is what the last override says that matches, in each file', async () => {
    const overridden = '{ "rules": { "FRM-25": "info" }, "overrides": [{ "files": ["capture/**"], "rules": { "FRM-25": "off" } }, { "files": ["a.*"], "rules": { "FRM-25": "warning" } }, { "files": ["b.*"], "rules": { "FRM-25": "error" } }] }';
    expect(await of({ 'file:///w/driver/avstream.config.json': overridden })).toEqual({ 'FRM-25': 'warning' });
    // A nearer file is stronger than an override of an outer one.
    expect(await of({ 'file:///w/driver/avstream.config.json': overridden, 'file:///w/driver/capture/avstream.config.json': rules('hint') })).toEqual({ 'FRM-25': 'hint' });
  });
  it('is the rule\'s own where "default" is said last', async () => {
    expect(await of({ 'file:///w/avstream.config.json': rules('off'), 'file:///w/driver/avstream.config.json': rules('default') }, { 'FRM-25': 'info' })).toEqual({});
  });
});
