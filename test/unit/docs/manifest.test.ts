import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
interface Property { readonly default: unknown }
interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> } | readonly { readonly properties: Readonly<Record<string, Property>> }[];
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
  };
}
const { contributes } = JSON.parse(read('package.json')) as Manifest;
const titles = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
const settings = [contributes.configuration].flat().flatMap(({ properties }) => Object.entries(properties));
const guides = ['README.md', ...['docs', 'docs/simulation'].flatMap((folder) => readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`))].map(read).join('\n');

describe('the guides', () => {
  const table = /^## Settings\n([\s\S]*?)^## /m.exec(read('docs/editing.md').replaceAll('\r\n', '\n'))![1]!;

  it.each(settings)('tell of the setting %s and its default', (name, { default: usual }) => {
    const row = table.split('\n').find((line) => line.includes(`\`${name}\``));
    expect(row, 'a row in the settings of docs/editing.md').toBeDefined();
    if (typeof usual !== 'boolean' || !name.includes('.', 'avstream.'.length)) expect(row).toContain(`\`${JSON.stringify(usual)}\``);
  });

  it('tell of no setting that does not exist', () => {
    const known = new Set(settings.map(([name]) => name));
    for (const [, name] of table.matchAll(/^\| (`avstream\.[^|]*)\|/gm)) for (const [, each] of name!.matchAll(/`([^`]+)`/g)) expect(known).toContain(each);
  });

  // Those that the palette never has are called by lenses and links alone.
  const hidden = new Set(contributes.menus.commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command));
  it.each(contributes.commands.filter(({ command }) => !hidden.has(command)).map(({ command, title }) => [command, titles[title.slice(1, -1)]!]))('tell of the command %s: %s', (_, title) => {
    expect(guides).toContain(title.replace(/…$/, ''));
  });
});
