import { grouped, hex } from '../findings/index';
import {
  type CallbackPrototype, type Constant, type ConstantSet, type Evidence, type Field, type NamedGuid, type Source, type Structure, type Word, callbackNamed, shapeNamed, sourceOf,
} from '../ks/index';
import { typeText } from './describe-value';
import { localize } from './localize';
import { type Block, type Span, paragraph, proseSpans } from './markup';

type Architecture = 'x86' | 'x64' | 'ARM64';

/** Evidence tags spelled out. */
const evidenceTexts: Readonly<Record<Evidence, string>> = {
  D: 'documented by Microsoft',
  H: 'read off the header',
  S: 'practice of Microsoft samples',
  R: 'behaviour of ReactOS, not proof of Windows behaviour',
  I: 'inferred',
  '?': 'unknown',
};

/** A sentence of the catalog in the reader's language, with its code words set apart. */
export const prose = (text: string): readonly Span[] => proseSpans(localize(text));

/** How well a statement is founded and where it can be read; nothing for what belongs to the document format. */
export function evidenceBlock(evidence: readonly Evidence[], source: Source | undefined): readonly Block[] {
  const spans: Span[] = [];
  if (evidence.length > 0) spans.push(`${localize('Evidence')}: ${evidence.map((tag) => localize(evidenceTexts[tag])).join(', ')}`);
  if (source !== undefined) {
    if (spans.length > 0) spans.push(' · ');
    spans.push(source.link === undefined ? source.name : { text: source.name, link: source.link });
  }
  return spans.length === 0 ? [] : [paragraph(...spans)];
}

/** A field: declaration with its place in memory, meaning, remarks, evidence. `here` is what is to be said of this very place; it follows the meaning. `routine` is the driver's name for a callback. */
export function fieldBlocks(structure: Structure, name: string, field: Field, architecture: Architecture, here: readonly Block[] = [], routine?: string): readonly Block[] {
  const blocks: Block[] = [paragraph({ strong: `${structure.name}.${name}` }, ` (${localize(presenceTexts[field.presence])})`)];
  const layout = architecture === 'x86' ? field.x86 : field.x64;
  if (field.cType !== undefined) {
    const place = layout === undefined ? '' : `  // ${localize('offset {offset}, {size} bytes on {architecture}', { offset: layout.offset, size: layout.size, architecture })}`;
    blocks.push({ kind: 'code', text: `${declaration(field.cType, name)};${place}` });
  } else {
    blocks.push(paragraph(localize('Property of this format'), ': ', { code: typeText(field.type) }));
  }
  blocks.push(paragraph(...prose(field.summary)), ...here);
  if (field.remarks !== undefined) blocks.push(paragraph(...prose(field.remarks)));
  if (field.union !== undefined) blocks.push(paragraph(localize('Lies at the same place in memory as '), { code: field.union }, localize('; only one of both can be written.')));
  if (field.type.kind === 'word') blocks.push(wordList(field.type.words));
  else if (field.type.kind === 'array' && field.type.element.kind === 'word') blocks.push(wordList(field.type.element.words));
  else if (field.type.kind === 'integer' && field.type.words !== undefined) blocks.push(wordList(field.type.words));
  if (field.type.kind === 'callback') blocks.push(...contractBlocks(field.type.prototype, field.type.irql, routine));
  blocks.push(...evidenceBlock(field.evidence, sourceOf(structure, name)));
  return blocks;
}

const presenceTexts: Readonly<Record<Field['presence'], string>> = { required: 'required', optional: 'optional', derived: 'follows from the rest', reserved: 'reserved' };

/** `const KSPIN_DISPATCH* Dispatch`, `KS_FRAMING_ITEM FramingItem[1]`. */
function declaration(cType: string, name: string): string {
  const array = /^(.*?)(\[[^\]]*\])$/.exec(cType);
  return array === null ? `${cType} ${name}` : `${array[1]!} ${name}${array[2]!}`;
}

const wordList = (words: readonly Word[]): Block => ({ kind: 'list', items: words.map(({ word, summary }) => [{ code: word }, ' – ', ...prose(summary)]) });

/** A structure: what it is and how large. */
export function structureBlocks(structure: Structure, architecture: Architecture): readonly Block[] {
  const blocks: Block[] = [paragraph({ strong: structure.name }, structure.header === undefined ? '' : ` (${structure.header})`), paragraph(...prose(structure.summary))];
  if (structure.remarks !== undefined) blocks.push(paragraph(...prose(structure.remarks)));
  if (structure.size !== undefined) {
    const { x86, x64 } = structure.size;
    const here = architecture === 'x86' ? x86 : x64;
    blocks.push(paragraph(
      x86.size === x64.size && x86.align === x64.align
        ? localize('Size: {size} bytes, aligned to {align}, on x86 and x64.', { size: grouped(here.size), align: here.align })
        : localize('Size: {x86} bytes on x86 (aligned to {align86}), {x64} bytes on x64 (aligned to {align64}).', { x86: grouped(x86.size), align86: x86.align, x64: grouped(x64.size), align64: x64.align }),
    ));
  }
  blocks.push(...evidenceBlock(structure.evidence, structure.source));
  return blocks;
}

/** A structure or variant by its name. */
export function shapeBlocks(name: string, architecture: Architecture): readonly Block[] {
  const shape = shapeNamed(name);
  if (shape === undefined) return [];
  if (!('discriminator' in shape)) return structureBlocks(shape, architecture);
  return [
    paragraph({ strong: shape.name }), paragraph(...prose(shape.summary)),
    paragraph(localize('Chosen by '), { code: shape.discriminator }, ':'),
    { kind: 'list', items: shape.structures.map((structure) => [{ code: structure }]) },
  ];
}

/** A constant: value, meaning and the set it belongs to. */
export function constantBlocks(constant: Constant, set: ConstantSet): readonly Block[] {
  const value = constant.value < 0 ? grouped(constant.value) : `${grouped(constant.value)} (${hex(constant.value)})`;
  const blocks: Block[] = [paragraph({ strong: constant.name }, ` = ${value}`), paragraph(...prose(constant.summary))];
  if (constant.remarks !== undefined) blocks.push(paragraph(...prose(constant.remarks)));
  if (constant.note !== undefined) blocks.push(paragraph(...prose(constant.note)));
  blocks.push(paragraph(localize('Of {set}: ', { set: set.name }), ...prose(set.summary)));
  blocks.push(...evidenceBlock(constant.evidence, set.source));
  return blocks;
}

/** A named GUID. */
export function guidBlocks(guid: NamedGuid): readonly Block[] {
  return [paragraph({ strong: guid.name }, ' = ', { code: `{${guid.value.toUpperCase()}}` }), paragraph(...prose(guid.summary)), ...evidenceBlock(guid.evidence, undefined)];
}

/** A word of the document format. */
export const wordBlocks = ({ word, summary }: Word): readonly Block[] => [paragraph({ strong: word }), paragraph(...prose(summary))];

/** What a callback has to look like and keep to. `routine` is the driver's own name for it. */
function contractBlocks(name: string, irql: string | undefined, routine = name): readonly Block[] {
  const found: CallbackPrototype | undefined = callbackNamed(name);
  const level = irql ?? found?.irql;
  const blocks: Block[] = [];
  if (found !== undefined) blocks.push({ kind: 'code', text: `${found.declaration.replace(' (', ` ${routine}(`)};` });
  if (level !== undefined) blocks.push(paragraph(localize('Called at IRQL {irql}.', { irql: level })));
  if (found?.returns !== undefined) blocks.push(paragraph(localize('Returns: '), ...prose(found.returns)));
  return blocks;
}

/** A callback on its own: prototype, meaning, contract, evidence. */
export function prototypeBlocks(name: string, irql: string | undefined, routine = name): readonly Block[] {
  const found = callbackNamed(name);
  const [declaration, ...contract] = contractBlocks(name, irql, routine);
  if (declaration === undefined || found === undefined) return [...(declaration === undefined ? [] : [declaration]), ...contract];
  return [declaration, paragraph(...prose(found.summary)), ...contract, ...evidenceBlock(found.evidence, found.source)];
}

/** PAGE_SIZE, which is no constant of the catalog but of the document's target. */
export const pageSizeBlocks = (pageSize: number): readonly Block[] => [
  paragraph({ strong: 'PAGE_SIZE' }, ` = ${grouped(pageSize)} (${hex(pageSize)})`),
  paragraph(...prose('Size of a memory page of the target in bytes, as `Target.PageSize` says.')),
];
