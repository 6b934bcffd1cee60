// The catalog as an editor shows it: every field of everything a document can hold is offered and explained.
import { CompletionItemKind, MarkupKind, type MarkupContent } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { nodeAtOffset, readModel, siteAt } from '../../../server/src/document/index';
import { constantSets, guids, structureNamed, structures, variants, type FieldType, type Structure } from '../../../server/src/ks/index';
import { completion } from '../../../server/src/lsp/completion/completion';
import { resolveCompletion } from '../../../server/src/lsp/completion/resolve-completion';
import { constantBlocks, guidBlocks } from '../../../server/src/lsp/describe-catalog';
import { nameBlocks } from '../../../server/src/lsp/hover/name';
import { toMarkup, type Block } from '../../../server/src/lsp/markup';

/** How an object of a structure is reached: what a document says before it and after it. */
interface Way { readonly before: string; readonly after: string }

/** The object types that a value of this type can be, each with what stands around it. */
const objectsIn = (type: FieldType, way: Way): readonly { readonly shape: string; readonly way: Way }[] => {
  switch (type.kind) {
    case 'structure': case 'pointer': return [{ shape: type.structure, way }];
    case 'table': return [{ shape: type.structure, way: { before: `${way.before}{ "E": `, after: ` }${way.after}` } }];
    case 'array': return objectsIn(type.element, { before: `${way.before}[ `, after: ` ]${way.after}` });
    case 'arrayTable': return objectsIn(type.element, { before: `${way.before}{ "E": [ `, after: ` ] }${way.after}` });
    default: return [];
  }
};

/** The shortest way to each structure that a document can hold; of a variant, its first property chooses the structure. */
const ways = new Map<string, Way & { readonly opening: string }>();
const queue: { readonly shape: string; readonly way: Way }[] = [{ shape: 'Document', way: { before: '', after: '' } }];
for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
  const { shape, way } = entry;
  const variant = variants.find(({ name }) => name === shape);
  for (const name of variant?.structures ?? [shape]) {
    if (ways.has(name)) continue;
    const opening = variant === undefined ? '' : `"${variant.discriminator}": "${name}", `;
    ways.set(name, { ...way, opening });
    for (const [property, field] of Object.entries(structureNamed(name)!.fields)) queue.push(...objectsIn(field.type, { before: `${way.before}{ ${opening}"${property}": `, after: ` }${way.after}` }));
  }
}
const held: readonly Structure[] = [...ways.keys()].map((name) => structureNamed(name)!);

const textOf = (blocks: readonly Block[]): string => (toMarkup(blocks, MarkupKind.PlainText)).value;

describe('what a document can hold', () => {
  it('is most of the catalog', () => {
    expect(held.length).toBeGreaterThan(60);
    expect(held.map(({ name }) => name)).toEqual(expect.arrayContaining(['KSALLOCATOR_FRAMING_EX', 'KSDEVICE_DISPATCH', 'KSATTRIBUTE', ...variants.flatMap((variant) => variant.structures)]));
  });

  it.each(held)('$name: hover explains every field', (structure) => {
    const { before, after, opening } = ways.get(structure.name)!;
    for (const [name, field] of Object.entries(structure.fields)) {
      const start = `${before}{ ${opening.includes(`"${name}"`) ? '' : opening}`;
      const model = readModel(`${start}"${name}": null }${after}`);
      const site = siteAt(model, nodeAtOffset(model.tree, start.length + 1));
      if (opening.includes(`"${name}"`)) continue;
      expect(site.field, `${structure.name}.${name}`).toBe(field);
      const text = textOf(nameBlocks(model, site));
      expect(text).toContain(`${structure.name}.${name}`);
      // Code words are set apart in the text, so compare without their marks.
      expect(text.replaceAll('`', ''), `${structure.name}.${name}`).toContain(field.summary.replaceAll('`', '').slice(0, 40));
    }
  });

  it.each(held)('$name: completion offers every field, with its text', (structure) => {
    const { before, after, opening } = ways.get(structure.name)!;
    const start = `${before}{ ${opening}`;
    const text = `${start} }${after}`;
    const document = TextDocument.create('file:///driver.avstream.json', 'avstream', 1, text);
    const list = completion(document, readModel(text), document.positionAt(start.length), { abilities: { snippets: true, resolvesDocumentation: true, completionMarkup: MarkupKind.PlainText }, triggersSuggest: false });
    const offered = new Map(list?.items.filter(({ kind }) => kind === CompletionItemKind.Property).map((item) => [item.label, item]));
    for (const [name, field] of Object.entries(structure.fields)) {
      if (opening.includes(`"${name}"`)) continue;
      const item = offered.get(name);
      expect(item, `${structure.name}.${name}`).toBeDefined();
      const documentation = resolveCompletion(item!, MarkupKind.PlainText).documentation as MarkupContent;
      expect(documentation.value.replaceAll('`', ''), `${structure.name}.${name}`).toContain(field.summary.replaceAll('`', '').slice(0, 40));
    }
  });
});

describe.each(variants)('$name', (variant) => {
  it('is chosen by its first property, whose words completion explains', () => {
    const { before, after } = ways.get(variant.structures[0]!)!;
    const at = (start: string, end: string) => {
      const text = `${start}${end}${after}`;
      const document = TextDocument.create('file:///driver.avstream.json', 'avstream', 1, text);
      return completion(document, readModel(text), document.positionAt(start.length), { abilities: { snippets: true, resolvesDocumentation: true, completionMarkup: MarkupKind.PlainText }, triggersSuggest: false })?.items ?? [];
    };
    expect(at(`${before}{ `, ' }').map(({ label }) => label)).toContain(variant.discriminator);
    expect(at(`${before}{ "${variant.discriminator}": "`, '" }').map(({ label }) => label).sort()).toEqual([...variant.structures].sort());
  });
});

describe('what has a name', () => {
  it('says what it is: constants', () => {
    for (const set of constantSets) for (const constant of set.constants) expect(textOf(constantBlocks(constant, set)).length, constant.name).toBeGreaterThan(constant.name.length + 20);
  });

  it('says what it is: GUIDs', () => {
    for (const guid of guids) expect(textOf(guidBlocks(guid)), guid.name).toContain(guid.value.toUpperCase());
  });

  it('says what it is: members of C structures have a source to read', () => {
    for (const structure of structures.filter(({ origin }) => origin === 'ks')) expect(structure.source?.name, structure.name).toBeTruthy();
  });
});
