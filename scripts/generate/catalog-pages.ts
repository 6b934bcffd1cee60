import { callbacks, commonFields, constantSets, guids, macros, sourceOf, structures, variants, type Constant, type Field, type FieldLayout, type FieldType, type Structure } from '../../server/src/ks/index';
import type { GeneratedFile } from './support/generated-file';
import { linkTo, notice, presenceText, setLink, structureLink, table, tags, typeText } from './support/markdown';

const evidenceKey = 'Evidence: **D** documented by Microsoft, **H** read off the official headers, **S** practice of a Microsoft sample driver, **R** behaviour of ReactOS (no proof of Windows behaviour), **I** inferred from these, **?** not found.';

const place = (layout: FieldLayout | undefined): string => (layout === undefined ? '–' : `${layout.offset} (${layout.size})`);
const meaning = (field: Field): string => [field.summary, field.remarks, field.union === undefined ? undefined : `Shares its memory with ${field.union}.`].filter((part) => part !== undefined).join(' ');

const structureSection = (structure: Structure): string => {
  const fields = Object.entries(structure.fields).filter(([, field]) => !Object.values<Field>(commonFields).includes(field));
  const size = structure.size && (structure.size.x86.size === structure.size.x64.size && structure.size.x86.align === structure.size.x64.align
    ? `${structure.size.x64.size} bytes, aligned to ${structure.size.x64.align}.`
    : `${structure.size.x86.size} bytes on x86 (aligned to ${structure.size.x86.align}), ${structure.size.x64.size} on x64 (aligned to ${structure.size.x64.align}).`);
  const rows = structure.origin === 'ks'
    ? table(['Field', 'C type', 'In a document', 'x86', 'x64', 'If left out', 'Evidence', 'Meaning', 'Source'], fields.map(([name, field]) => [`\`${name}\``, field.cType === undefined ? '' : `\`${field.cType}\``, typeText(field.type), field.format ? '' : place(field.x86), field.format ? '' : place(field.x64), presenceText(field), tags(field.evidence), meaning(field), field.format ? '' : linkTo(sourceOf(structure, name))]))
    : table(['Property', 'Value', 'If left out', 'Meaning'], fields.map(([name, field]) => [`\`${name}\``, typeText(field.type), presenceText(field), meaning(field)]));
  return [`## ${structure.name}`, '', structure.summary, ...(structure.remarks === undefined ? [] : ['', structure.remarks]), '', ...(size === undefined ? [] : [`${size} ${structure.header ?? ''}${structure.source ? `${structure.header ? ', ' : ''}${linkTo(structure.source)}` : ''}`.trim(), '']), rows, ''].join('\n');
};

/** Names of the structures that a document can hold. */
const held = (): ReadonlySet<string> => {
  const names = new Set<string>();
  const hold = (name: string): void => {
    if (names.has(name)) return;
    names.add(name);
    for (const field of Object.values(structures.find((structure) => structure.name === name)?.fields ?? {})) holdType(field.type);
  };
  const holdType = (type: FieldType): void => {
    if (type.kind === 'array' || type.kind === 'arrayTable') holdType(type.element);
    else if ('structure' in type) for (const name of variants.find((variant) => variant.name === type.structure)?.structures ?? [type.structure]) hold(name);
  };
  hold('Document');
  return names;
};

const structuresPage = (): string => {
  const group = (origin: Structure['origin']): readonly Structure[] => structures.filter((structure) => structure.origin === origin);
  const inDocuments = held();
  const links = (list: readonly Structure[]): string => list.map(({ name }) => structureLink(name).replace('structures.md', '')).join(', ');
  return [
    notice, '', '# Structures', '',
    'The structures of kernel streaming that a descriptor is made of, and the objects of the document format. Offsets and sizes are in bytes, offset first. A derived field follows from the others and is checked when written; where nothing stands under "If left out", a field that is not written is unknown, and nothing is reported about it. Every object may also have `Notes`, remarks of any shape, and `Suppress`, a list of [Suppression](#suppression). ARM64 is laid out as x64.', '',
    evidenceKey, '',
    `C structures that a document holds: ${links(group('ks').filter(({ name }) => inDocuments.has(name)))}.`, '',
    `C structures that exist at run time or in requests only, and those that the graph manager keeps: ${links(group('ks').filter(({ name }) => !inDocuments.has(name)))}.`, '',
    `Objects of the document format: ${links(group('format'))}.`, '',
    'Constants, GUIDs, macros and callbacks are on [a page of their own](constants.md).', '',
    ...variants.map((variant) => [`## ${variant.name}`, '', `${variant.summary} \`${variant.discriminator}\` is one of ${variant.structures.map(structureLink).join(', ')}.`, ''].join('\n')),
    ...[...group('ks'), ...group('format')].map(structureSection),
  ].join('\n');
};

const hexadecimal = (value: number): string => `0x${value.toString(16).toUpperCase().padStart(value > 0xffff ? 8 : 2, '0')}`;
const constantText = (constant: Constant): string => [constant.summary, constant.remarks, constant.note].filter((part) => part !== undefined).join(' ');

const constantsPage = (): string => {
  const families = [...new Set(guids.flatMap((guid) => guid.families))];
  return [
    notice, '', '# Constants, GUIDs, macros and callbacks', '', evidenceKey, '',
    `Sets: ${constantSets.map(({ name }) => setLink(name).replace('constants.md', '')).join(', ')}.`, '',
    `GUIDs: ${families.map((family) => `[${family}](#guids-${family.toLowerCase()})`).join(', ')}.`, '',
    ...constantSets.map((set) => [
      `## ${set.name}`, '', `${set.summary}${set.knownMask === undefined ? '' : ` Defined bits: ${hexadecimal(set.knownMask)}.`}${set.source ? ` ${linkTo(set.source)}` : ''}`, '',
      table(['Name', 'Value', 'Evidence', 'Meaning'], set.constants.map((constant) => [`\`${constant.name}\``, set.kind === 'enumeration' ? String(constant.value) : hexadecimal(constant.value), tags(constant.evidence), constantText(constant)])), '',
    ].join('\n')),
    ...families.map((family) => [
      `## GUIDs: ${family}`, '',
      table(['Name', 'Value', 'Evidence', 'Meaning'], guids.filter((guid) => guid.families.includes(family)).map((guid) => [`\`${guid.name}\``, `\`{${guid.value}}\``, tags(guid.evidence), guid.summary])), '',
    ].join('\n')),
    '## Macros', '', table(['Macro', 'Expands to', 'Evidence', 'Meaning'], macros.map((macro) => [`\`${macro.name}${macro.parameters.length > 0 ? `(${macro.parameters.join(', ')})` : ''}\``, `\`${macro.expansion}\``, tags(macro.evidence), macro.summary])), '',
    '## Callbacks', '', table(['Prototype', 'Documented as', 'Declaration', 'IRQL', 'Contract', 'Evidence', 'Source'], callbacks.map((callback) => [`\`${callback.name}\``, callback.documentedName ?? '', `\`${callback.declaration}\``, callback.irql, [callback.summary, callback.returns === undefined ? undefined : `Returns: ${callback.returns}`].filter((part) => part !== undefined).join(' '), tags(callback.evidence), linkTo(callback.source)])), '',
  ].join('\n');
};

/** The catalog as pages to read. */
export const generate = (): readonly GeneratedFile[] => [
  { path: 'docs/structures.md', text: structuresPage() },
  { path: 'docs/constants.md', text: constantsPage() },
];
