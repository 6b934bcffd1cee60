import { type Bound, type Model, type FieldSite, NodeKind, formatDuration, rawText } from '../../document/index';
import { grouped } from '../../findings/index';
import { type FieldType, constantSetNamed, guidsByValue } from '../../ks/index';
import { alignmentMeaning, bytesAmount, decimalOf, decodeFlags, distributionText, hexOf, namesOfValue } from '../describe-value';
import { localize } from '../localize';
import { type Block, type Span, paragraph } from '../markup';

/** What the value amounts to: number in decimal and hex, flags by bit, names, amounts of bytes and time. Nothing for what speaks for itself. */
export function valueMeaning(model: Model, site: FieldSite): readonly Block[] {
  const { bound, type } = site;
  if (bound === undefined || type === undefined || bound.state !== 'present') return bound?.state === 'invalid' ? [paragraph(localize('The value cannot be read; it counts as unknown.'))] : [];
  switch (bound.kind) {
    case 'integer': return integerMeaning(model, bound, type);
    case 'guid': return guidMeaning(bound);
    case 'duration': return [paragraph(localize('Value: '), formatDuration(bound.nanoseconds), type.kind === 'duration' && type.period === true && bound.nanoseconds > 0 ? ` (${localize('{rate} a second', { rate: Number((1e9 / bound.nanoseconds).toFixed(3)) })})` : '')];
    case 'distribution': return [paragraph(localize('Value: '), distributionText(bound.distribution, type.kind === 'distribution' && type.counts === true))];
    case 'array': return [paragraph(bound.elements.length === 1 ? localize('1 element') : localize('{count} elements', { count: grouped(bound.elements.length) }))];
    case 'table': return [paragraph(bound.entries.size === 1 ? localize('1 entry') : localize('{count} entries', { count: grouped(bound.entries.size) }))];
    default: return [];
  }
}

type BoundOf<K> = Extract<Bound, { readonly state: 'present'; readonly kind: K }>;

function integerMeaning(model: Model, bound: BoundOf<'integer'>, type: FieldType): readonly Block[] {
  if (type.kind !== 'integer' && type.kind !== 'flags' && type.kind !== 'enumeration') return [];
  const hexadecimal = hexOf(bound, type.type, model.architecture);
  const decimal = decimalOf(bound);
  const spans: Span[] = [localize('Value: ')];
  const written = expressionText(model, bound);
  if (written !== undefined) spans.push({ code: written }, ' = ');
  spans.push(...(type.kind === 'flags' ? [{ code: hexadecimal }, ` (${decimal})`] : [decimal, ' = ', { code: hexadecimal }]));
  const blocks: Block[] = [];
  if (type.kind === 'flags') {
    blocks.push(paragraph(...spans));
    const set = constantSetNamed(type.set);
    if (set !== undefined && bound.value !== 0) {
      blocks.push({ kind: 'list', items: decodeFlags(bound.value, set).map((flag): Span[] => [{ code: flag.bits }, ' ', flag.name === undefined ? { strong: localize('no name') } : { code: flag.name }, ` – ${localize(flag.summary)}`]) });
    }
    return blocks;
  }
  const meaning = amountOf(model, bound.value, type);
  if (meaning !== '') spans.push(`: ${meaning}`);
  blocks.push(paragraph(...spans));
  if (type.set !== undefined) {
    const names = namesOfValue(bound.value, type.set);
    // A value written as its name needs no other.
    if (names.length > 0 && (written === undefined || !names.includes(written))) blocks.push(paragraph(localize('Name: '), ...names.flatMap((name, index): Span[] => [index === 0 ? '' : ', ', { code: name }])));
    else if (names.length === 0 && type.kind === 'enumeration') blocks.push(paragraph(localize('{set} has no name for this value.', { set: type.set })));
  }
  return blocks;
}

function amountOf(model: Model, value: number, type: FieldType): string {
  if (type.kind !== 'integer') return '';
  if (type.display === 'alignmentMask') return alignmentMeaning(value);
  if (type.display === 'bytes') return bytesAmount(value, model.pageSize);
  return '';
}

/** The text of an expression, when the value is written as one; a bare number or name says itself. */
function expressionText(model: Model, bound: BoundOf<'integer'>): string | undefined {
  const { tree } = model;
  if (bound.defaulted === true || tree.kind[bound.node] !== NodeKind.String) return undefined;
  const raw = rawText(tree, bound.node).slice(1, -1);
  return raw.length > 200 ? `${raw.slice(0, 199)}…` : raw;
}

function guidMeaning(bound: BoundOf<'guid'>): readonly Block[] {
  const names = guidsByValue(bound.value).map((guid) => guid.name);
  const spans: Span[] = [localize('Value: '), { code: `{${bound.value.toUpperCase()}}` }];
  if (names.length > 0) spans.push(' = ', ...names.flatMap((name, index): Span[] => [index === 0 ? '' : ', ', { code: name }]));
  else spans.push(` – ${localize('a GUID without a name in the catalog')}`);
  return [paragraph(...spans)];
}
