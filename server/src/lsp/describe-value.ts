import { type DurationDistribution, type Model, formatDuration } from '../document/index';
import { byteUnit, grouped, hex } from '../findings/index';
import { type ConstantSet, type FieldType, constantSetNamed } from '../ks/index';
import { localize } from './localize';

/** Integer as the model holds it: `exact` where it is above 2^53. */
export interface IntegerValue { readonly value: number; readonly exact?: bigint }

/** Widths of C integers in bits. */
const bits: Readonly<Record<string, number>> = { UCHAR: 8, USHORT: 16, ULONG: 32, LONG: 32, ULONGLONG: 64, LONGLONG: 64 };

/** Hexadecimal as kernel code writes it; negative numbers as the bits they are in the field's type. */
export function hexOf({ value, exact }: IntegerValue, type: string, architecture: Model['architecture']): string {
  const integer = exact ?? BigInt(value);
  const width = bits[type] ?? (architecture === 'x86' ? 32 : 64);
  return `0x${(integer < 0n ? BigInt.asUintN(width, integer) : integer).toString(16).toUpperCase()}`;
}

/** `8,192`; a leading minus sign stays outside the groups. */
export const decimalOf = ({ value, exact }: IntegerValue): string => grouped(exact ?? value);

/** `11.87 MiB, 3,037.5 pages`: what a number of bytes amounts to; nothing for small ones. */
export function bytesAmount(value: number, pageSize: number): string {
  const parts: string[] = [];
  const unit = byteUnit(value);
  if (unit !== undefined) parts.push(`${rounded(value / unit.size)} ${unit.name}`);
  if (pageSize > 0 && value >= pageSize) parts.push(value === pageSize ? localize('1 page') : localize('{pages} pages', { pages: rounded(value / pageSize) }));
  return parts.join(', ');
}

/** Two decimals at most; a number that only looks whole by rounding says so, because one byte less than 4 GiB is not 4 GiB. */
function rounded(value: number): string {
  const near = Number(value.toFixed(2));
  const [whole, fraction] = String(near).split('.');
  const text = `${grouped(Number(whole))}${fraction === undefined ? '' : `.${fraction}`}`;
  if (fraction !== undefined || near === value) return text;
  return near > value ? localize('just under {value}', { value: text }) : localize('just over {value}', { value: text });
}

/** What an alignment mask means: `64-byte alignment`, or that it is none. */
export function alignmentMeaning(mask: number): string {
  if (mask === 0) return localize('byte alignment: frames may begin anywhere');
  const size = mask + 1;
  if ((mask & size) === 0 && mask > 0) return localize('{size}-byte alignment', { size: grouped(size) });
  if ((mask & (mask - 1)) === 0 && mask > 0) return localize('not of the form 2ⁿ − 1: as a mask it leaves only bit {bit} zero; {size}-byte alignment is {mask}', { bit: Math.log2(mask), size: grouped(mask), mask: hex(mask - 1) });
  return localize('not of the form 2ⁿ − 1: a mask with holes');
}

/** One line of decoded flags. */
export interface DecodedFlag { readonly bits: string; readonly name: string | undefined; readonly summary: string }

/** Takes flags apart bit by bit. Names for several bits are used where all their bits are set and no single name covers them; what has no name is listed as such. */
export function decodeFlags(value: number, set: ConstantSet): readonly DecodedFlag[] {
  const decoded: DecodedFlag[] = [];
  let rest = value >>> 0;
  const isSingle = (bitsOf: number): boolean => bitsOf !== 0 && (bitsOf & (bitsOf - 1)) === 0;
  const ordered = [...set.constants].sort((a, b) => Number(isSingle(b.value >>> 0)) - Number(isSingle(a.value >>> 0)) || (a.value >>> 0) - (b.value >>> 0));
  for (const constant of ordered) {
    const mask = constant.value >>> 0;
    if (mask === 0) continue;
    const covers = ((value >>> 0) & mask) >>> 0 === mask;
    if (!covers || (rest & mask) === 0) continue;
    decoded.push({ bits: hex(mask), name: constant.name, summary: constant.summary });
    rest = (rest & ~mask) >>> 0;
  }
  for (let bit = 0; rest !== 0 && bit < 32; bit++) {
    const mask = (2 ** bit) >>> 0;
    if ((rest & mask) !== 0) decoded.push({ bits: hex(mask), name: undefined, summary: localize('No name of {set} has this bit.', { set: set.name }) });
  }
  return decoded;
}

/** Names that an enumeration or a set of constants has for a value. */
export const namesOfValue = (value: number, set: string): readonly string[] => (constantSetNamed(set)?.constants ?? []).filter((constant) => constant.value === value || constant.value >>> 0 === value >>> 0).map((constant) => constant.name);

/** A distribution in a few words. `counts`: of whole numbers, not of durations. */
export function distributionText(distribution: DurationDistribution, counts = false): string {
  const text = counts ? grouped : formatDuration;
  switch (distribution.kind) {
    case 'constant': return text(distribution.value);
    case 'uniform': return localize('evenly between {minimum} and {maximum}', { minimum: text(distribution.minimum), maximum: text(distribution.maximum) });
    case 'triangular': return localize('from {minimum} to {maximum}, most often {mode}', { minimum: text(distribution.minimum), maximum: text(distribution.maximum), mode: text(distribution.mode) });
    case 'table': {
      const sum = distribution.weights.reduce((total, weight) => total + weight, 0);
      return distribution.values.map((value, index) => localize('{value} in {share} %', { value: text(value), share: Number(((distribution.weights[index]! / sum) * 100).toFixed(2)) })).join(', ');
    }
  }
}

/** More words than this are not all named in one line. */
const mostWords = 4;

/** Type of a field in a few words, for completion lists: the C declaration, or what the format wants. */
export function typeText(type: FieldType): string {
  switch (type.kind) {
    case 'integer': case 'enumeration': return type.type;
    case 'flags': return `${type.type} ${type.set}`;
    case 'guid': return type.pointer === true ? 'const GUID*' : 'GUID';
    case 'structure': return type.structure;
    case 'pointer': return `const ${type.structure}*`;
    case 'array': return type.element.kind === 'word' ? `(${typeText(type.element)})[]` : `${typeText(type.element)}[]`;
    case 'table': return localize('table of {structure}', { structure: type.structure });
    case 'arrayTable': return localize('table of {structure}', { structure: typeText({ kind: 'array', element: type.element }) });
    case 'callback': return type.prototype;
    case 'text': return localize('text');
    case 'word': return `${type.words.slice(0, type.words.length > mostWords ? mostWords - 1 : mostWords).map(({ word }) => word).join(' | ')}${type.words.length > mostWords ? ' | …' : ''}`;
    case 'boolean': return 'true | false';
    case 'duration': return type.period === true ? localize('duration or rate') : localize('duration');
    case 'distribution': return type.counts === true ? localize('number or distribution') : localize('duration or distribution');
    case 'any': return localize('anything');
  }
}
