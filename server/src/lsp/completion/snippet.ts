import { formatVersion } from '../../document/index';
import { type Field, type FieldType, shapeNamed } from '../../ks/index';
import { templates, variantTemplate } from './templates';

/** Makes text mean itself inside a snippet. */
export const escapeSnippet = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

/** A JSON string inside a snippet. */
export const quotedSnippet = (text: string): string => escapeSnippet(JSON.stringify(text));

/** A snippet as plain text: placeholders become what they suggest. */
export function plainText(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replace(/\$\{\d+\}|(?<!\\)\$\d+/g, '')
    .replace(/\\([\\$}])/g, '$1');
}

/** What to insert for a value, and whether a list of suggestions helps at once. */
export interface ValueSnippet { readonly text: string; readonly suggests: boolean }

/** A first value for a field, as a snippet. */
export function valueSnippet(field: Field, name = ''): ValueSnippet {
  if (name === 'FormatVersion') return plain(String(formatVersion));
  if (name === 'Variants') return plain(`[\n\t${variantTemplate.body}\n]`);
  return snippetOf(field.type, field);
}

const plain = (text: string): ValueSnippet => ({ text, suggests: false });
const suggesting = (text: string): ValueSnippet => ({ text, suggests: true });

/** An object to begin with: where its first place is an empty string, a list of suggestions helps. */
const beginning = (text: string): ValueSnippet => ({ text, suggests: hasEmptyPlace(text) });

/** Whether the first place of a snippet is an empty string. */
export const hasEmptyPlace = (snippet: string): boolean => snippet.includes('"$1"');

function snippetOf(type: FieldType, field: Field | undefined): ValueSnippet {
  switch (type.kind) {
    case 'integer': return typeof field?.default === 'string' ? plain(`"\${1:${escapeSnippet(field.default)}}"`) : plain(`\${1:${typeof field?.default === 'number' ? field.default : 0}}`);
    case 'flags': return suggesting('["$1"]');
    case 'enumeration':
    case 'guid':
    case 'word':
    case 'callback': return suggesting('"$1"');
    case 'text': return type.reference === undefined ? plain('"$1"') : suggesting('"$1"');
    case 'structure': return beginning(objectSnippet(type.structure));
    case 'pointer': return type.table === undefined ? beginning(objectSnippet(type.structure)) : suggesting('"$1"');
    case 'array': {
      const { element } = type;
      if (element.kind === 'structure') return beginning(`[\n${indented(objectSnippet(element.structure))}\n]`);
      if (element.kind === 'pointer') return suggesting('["$1"]');
      const inner = snippetOf(element, undefined);
      return { text: `[${inner.text}]`, suggests: inner.suggests };
    }
    case 'table': return plain(`{\n\t${tableEntrySnippet(type.structure)}\n}`);
    case 'arrayTable': return plain(`{\n\t${arrayEntrySnippet(type.element, 'Name')}\n}`);
    case 'boolean': return plain('${1|true,false|}');
    case 'duration': return plain(`"\${1:${type.period === true ? '29.97 fps' : '1 s'}}"`);
    case 'distribution': return plain(type.counts === true ? '${1:1}' : '"${1:1 ms}"');
    case 'any': return plain('$1');
  }
}

const indented = (text: string): string => text.split('\n').map((line) => `\t${line}`).join('\n');

/** An object of a structure: the template there is for it, or its required fields. */
export function objectSnippet(structure: string): string {
  const template = templates[structure];
  if (template !== undefined) return template.body;
  const shape = shapeNamed(structure);
  if (shape === undefined) return '{\n\t$1\n}';
  if ('discriminator' in shape) return `{\n\t"${shape.discriminator}": "\${1|${shape.structures.join(',')}|}"$2\n}`;
  return '{\n\t$1\n}';
}

/** The places of a snippet, numbered on by one. */
const numberedOn = (snippet: string): string => snippet.replace(/\$(\d+)|\$\{(\d+)/g, (_, bare: string | undefined, braced: string | undefined) => (bare === undefined ? `\${${Number(braced) + 1}` : `$${Number(bare) + 1}`));

/** An entry of a top-level table of arrays. */
export function arrayEntrySnippet(element: FieldType, name: string): string {
  return `"\${1:${name}}": ${indented(numberedOn(snippetOf({ kind: 'array', element }, undefined).text)).trimStart()}`;
}

/** An entry of a top-level table. */
export function tableEntrySnippet(structure: string): string {
  const name = templates[structure]?.entryName ?? 'Name';
  // The entry's own name comes first; the places inside the object keep their order behind it.
  return `"\${1:${name}}": ${indented(numberedOn(objectSnippet(structure))).trimStart()}`;
}
