import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands, configurationName, contextKeys, editors, languageId, panels, resolvedLanguageId } from '../../../client/src/identifiers';
import { samples } from '../../../client/src/features/samples/samples';
import { reportedBySimulations, ruleCodes } from '../../../server/src/rules/index';

const root = path.join(import.meta.dirname, '..', '..', '..');
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
const sources = (folder: string): string => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts')).map((name) => read(path.join(folder, name))).join('\n');

interface MenuItem { readonly command: string; readonly when?: string }
interface Manifest {
  readonly icon: string;
  readonly l10n: string;
  readonly files: readonly string[];
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title?: string; readonly category?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly { readonly command: string; readonly key: string; readonly mac?: string; readonly when?: string }[];
    readonly languages: readonly { readonly id: string; readonly configuration?: string; readonly icon: Readonly<Record<string, string>> }[];
    readonly jsonValidation: unknown;
    readonly grammars: readonly { readonly language: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string; readonly markdownDescription?: string; readonly default?: unknown }>> };
    readonly walkthroughs: readonly { readonly steps: readonly { readonly media: { readonly svg: string }; readonly completionEvents: readonly string[]; readonly description: string }[] }[];
  };
}
const text = read('package.json');
const manifest = JSON.parse(text) as Manifest;
const names = JSON.parse(read('package.nls.json')) as Record<string, string>;
const { contributes } = manifest;
const whenClauses = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(({ when }) => when ?? '');

describe('activation', () => {
  it('waits for a reason', () => {
    expect(manifest.activationEvents.filter((event) => event === '*' || event === 'onStartupFinished')).toEqual([]);
    expect(manifest.activationEvents).toEqual(expect.arrayContaining([`onLanguage:${languageId}`, `onWebviewPanel:${panels.timeline}`, 'onUri']));
  });
});

describe('commands', () => {
  it('are the ones the code knows, each with a title under the category', () => {
    expect(contributes.commands.map(({ command }) => command).sort()).toEqual(Object.values(commands).sort());
    for (const { command, title, category } of contributes.commands) {
      expect(title, command).toMatch(/^%command\..+%$/);
      expect(category, command).toBe('%category%');
    }
    expect(names['category']).toBe('AVStream');
  });

  it('are each registered in code and run by a test in VS Code', () => {
    const client = sources('client/src');
    const tests = sources('test/host');
    for (const [key, command] of Object.entries(commands)) {
      expect(client, command).toContain(`registerCommand(commands.${key},`);
      expect(tests, command).toContain(`'${command}'`);
    }
  });

  it('are the only ones menus and keys name', () => {
    const known = new Set<string>(Object.values(commands));
    expect([...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(({ command }) => command).filter((command) => !known.has(command))).toEqual([]);
  });

  it('have keys on a Mac too', () => {
    for (const { command, key, mac, when } of contributes.keybindings) {
      expect(mac, command).toBe(key.replaceAll('ctrl', 'cmd'));
      expect(when, command).toContain(languageId);
    }
  });
});

describe('names shared with the code', () => {
  it('when clauses use context keys the code sets', () => {
    const known = new Set<string>(Object.values(contextKeys));
    const used = whenClauses.flatMap((when) => when.match(/\bavstream\.\w+/g) ?? []).filter((key) => key !== panels.timeline && key !== editors.trace);
    expect(used.filter((key) => !known.has(key))).toEqual([]);
    expect([...known].filter((key) => !used.includes(key))).toEqual([]);
  });

  it('language and grammar are the language the client serves', () => {
    expect(contributes.languages.map(({ id }) => id)).toEqual([languageId, 'jsonc', resolvedLanguageId]);
    // Comments are allowed in configurations; a configuration of that language would make VS Code start the extension for every file of it.
    expect(contributes.languages[1]).toEqual({ id: 'jsonc', filenames: [configurationName] });
    expect(contributes.jsonValidation).toEqual([{ fileMatch: configurationName, url: './schemas/avstream-config.schema.json' }]);
    expect(contributes.grammars.map(({ language }) => language)).toEqual([languageId, resolvedLanguageId]);
    // Without a configuration VS Code does not generate the activation event.
    expect(contributes.languages[0]?.configuration).toBeDefined();
  });

  it('samples are the files of the folder', () => {
    expect(samples.map(({ file }) => file).sort()).toEqual(readdirSync(path.join(root, 'samples')).filter((name) => /\.avstream\.jsonc?$/.test(name)).sort());
  });
});

describe('texts', () => {
  it('every key has its text, and no text is left over', () => {
    const used = new Set([...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!));
    expect([...used].filter((key) => !(key in names))).toEqual([]);
    expect(Object.keys(names).filter((key) => !used.has(key))).toEqual([]);
  });

  it('every setting is described, scoped and has a default', () => {
    for (const [name, { scope, markdownDescription, default: value }] of Object.entries(contributes.configuration.properties)) {
      expect(name).toMatch(/^avstream\./);
      expect([scope, typeof markdownDescription, value === undefined], name).toEqual([expect.any(String), 'string', false]);
    }
  });

  it('the setting of severities and the schema of configurations offer every code that can be reported, by rules or by simulations', () => {
    const codes = [...ruleCodes, ...reportedBySimulations].sort();
    expect(codes).toContain('HDR-06');
    const { propertyNames } = contributes.configuration.properties['avstream.rules'] as { readonly propertyNames: { readonly enum: readonly string[]; readonly enumDescriptions: readonly string[] } };
    expect(propertyNames.enum).toEqual(codes);
    expect(propertyNames.enumDescriptions).toHaveLength(codes.length);
    const schema = JSON.parse(read('schemas/avstream-config.schema.json')) as { readonly definitions: { readonly rules: { readonly properties: Readonly<Record<string, unknown>> } } };
    expect(Object.keys(schema.definitions.rules.properties)).toEqual(codes);
  });

  it('links of the walkthrough run commands that exist', () => {
    const links = contributes.walkthroughs.flatMap(({ steps }) => steps).flatMap(({ description }) => [...(names[description.slice(1, -1)] ?? '').matchAll(/\(command:([\w.]+)\)/g)].map(([, command]) => command!));
    expect(links).toHaveLength(4);
    const known = new Set<string>(Object.values(commands));
    expect(links.filter((command) => command.startsWith('avstream.') && !known.has(command))).toEqual([]);
  });
});

describe('files', () => {
  it('all exist, and are packaged', () => {
    const named = [...text.matchAll(/"(?:\.\/)?((?:client\/media|syntaxes|l10n)\/[^"]+|language-configuration\.json)"/g)].map(([, name]) => name!);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => name !== 'client/media' && !existsSync(path.join(root, name)))).toEqual([]);
    for (const needed of ['client/media', 'l10n', 'package.nls.json', 'syntaxes', 'samples', 'docs', 'dist', 'language-configuration.json']) expect(manifest.files).toContain(needed);
  });

  it('the icon is a PNG of 256 × 256', () => {
    const icon = readFileSync(path.join(root, manifest.icon));
    expect(icon.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([256, 256]);
  });
});
