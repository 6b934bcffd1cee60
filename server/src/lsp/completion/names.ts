import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { type Model, type FieldSite, NodeKind, propertyName, structureAt } from '../../document/index';
import { type Field, type FieldType, shapeNamed, structureNamed } from '../../ks/index';
import { typeText } from '../describe-value';
import { distributionForms } from './distribution-forms';
import { localize } from '../localize';
import type { Cursor } from './cursor';
import { type CompletionData, type ItemMaker } from './items';
import { arrayEntrySnippet, quotedSnippet, tableEntrySnippet, valueSnippet } from './snippet';
import { templates } from './templates';

/** Order in which fields are offered: what has to be there first, what follows from the rest last. */
const presenceRank: Readonly<Record<Field['presence'], number>> = { required: 0, optional: 1, derived: 3, reserved: 4 };

/** Names of the properties that the object lacks. */
export function nameItems(model: Model, site: FieldSite, cursor: Extract<Cursor, { readonly kind: 'name' }>, make: ItemMaker): CompletionItem[] {
  const { tree } = model;
  const present = new Set<string>();
  for (let property = tree.firstChild[cursor.object]!; property !== -1; property = tree.next[property]!) {
    if (property !== cursor.property && tree.kind[property] === NodeKind.Property) present.add(propertyName(tree, property));
  }
  if (site.type?.kind === 'table') return cursor.hasColon ? [] : entryItems(site, present, make);
  if (site.type?.kind === 'arrayTable') return cursor.hasColon ? [] : arrayEntryItems(site.type.element, present, make);
  if (site.type?.kind === 'distribution') return distributionItems(site.type.counts === true, cursor, make);
  const structure = structureAt(model, site);
  if (structure === undefined) return discriminatorItems(site, present, cursor, make);
  const items: CompletionItem[] = [];
  Object.entries(structure.fields).forEach(([name, field], ordinal) => {
    if (present.has(name) || (field.union !== undefined && present.has(field.union))) return;
    items.push(fieldItem(structure.name, name, field, ordinal, cursor.hasColon, make));
  });
  return items;
}

function fieldItem(structure: string, name: string, field: Field, ordinal: number, nameOnly: boolean, make: ItemMaker): CompletionItem {
  const data: CompletionData = { kind: 'field', structure, name };
  const value = nameOnly ? undefined : valueSnippet(field, name);
  const rank = name === 'Notes' || name === 'Suppress' || name === '$schema' ? 2 : presenceRank[field.presence];
  return make({
    label: name, kind: CompletionItemKind.Property, detail: field.cType ?? typeText(field.type), data,
    insert: value === undefined ? { snippet: quotedSnippet(name) } : { snippet: `${quotedSnippet(name)}: ${value.text}` },
    suggestsNext: value?.suggests === true, sort: `${rank}${String(ordinal).padStart(3, '0')}`, isQuoted: true,
  });
}

/** The property that chooses the structure has to come first. */
function discriminatorItems(site: FieldSite, present: ReadonlySet<string>, { hasColon }: { readonly hasColon: boolean }, make: ItemMaker): CompletionItem[] {
  if (site.type?.kind !== 'structure' && site.type?.kind !== 'pointer') return [];
  const shape = shapeNamed(site.type.structure);
  if (shape === undefined || !('discriminator' in shape) || present.has(shape.discriminator)) return [];
  const first = structureNamed(shape.structures[0] ?? '');
  const field = first?.fields[shape.discriminator];
  return first === undefined || field === undefined ? [] : [fieldItem(first.name, shape.discriminator, field, 0, hasColon, make)];
}

/** An entry of a table of arrays. */
function arrayEntryItems(element: FieldType, present: ReadonlySet<string>, make: ItemMaker): CompletionItem[] {
  let name = 'Name';
  for (let number = 2; present.has(name); number++) name = `Name${number}`;
  return [make({ label: localize('new entry'), kind: CompletionItemKind.Snippet, detail: typeText({ kind: 'array', element }), insert: { snippet: arrayEntrySnippet(element, name) }, sort: '0', isQuoted: true, filter: name })];
}

function entryItems(site: FieldSite, present: ReadonlySet<string>, make: ItemMaker): CompletionItem[] {
  if (site.type?.kind !== 'table') return [];
  const { structure } = site.type;
  const template = templates[structure];
  let name = template?.entryName ?? 'Name';
  for (let number = 2; present.has(name); number++) name = `${template?.entryName ?? 'Name'}${number}`;
  const snippet = tableEntrySnippet(structure).replace(/^"\$\{1:[^}]*\}"/, () => `"\${1:${name}}"`);
  return [make({ label: template?.label ?? localize('new entry'), kind: CompletionItemKind.Snippet, detail: template === undefined ? structure : localize(template.detail), data: { kind: 'shape', name: structure }, insert: { snippet }, sort: '0', isQuoted: true, filter: name })];
}

function distributionItems(counts: boolean, cursor: { readonly hasColon: boolean }, make: ItemMaker): CompletionItem[] {
  const shapes = distributionForms(counts);
  return shapes.map(({ name, value, detail }, index) => make({ label: name, kind: CompletionItemKind.Property, detail: localize(detail), insert: { snippet: cursor.hasColon ? `"${name}"` : `"${name}": ${value}` }, sort: `0${index}`, isQuoted: true }));
}
