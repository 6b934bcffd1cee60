import { type Bound, type Instance, type Model, type NodeId, bound } from '../document/index';
import { type Field, type FieldType, constantSetNamed, structureNamed } from '../ks/index';

/**
 * Where the value of a member comes from. `stated`: the document says it; `variant`: the variant of the object does; `default`: it is left out, and the format or a macro
 * of the header fills it in; `derived`: it follows from the rest; `unknown`: it is not stated, and nobody knows it; `unreadable`: what is written is no value.
 */
export type Origin = 'stated' | 'variant' | 'default' | 'derived' | 'unknown' | 'unreadable';

/** A member of a structure in memory. */
export interface ResolvedRow {
  /** Nesting within the structure: members of an embedded one stand below it. */
  readonly depth: number;
  readonly name: string;
  /** Bytes from the begin of the outermost structure, and its own; nothing where the catalog knows no layout. */
  readonly offset: number | undefined;
  readonly size: number | undefined;
  /** As C would write it, without regard to line lengths; nothing where it is not known, and for an embedded structure. */
  readonly value: string | undefined;
  readonly origin: Origin;
  /** The macro or rule that fills a default in. */
  readonly from: string | undefined;
  /** Where it stands, or -1. */
  readonly node: NodeId;
}

/**
 * The members of a structure in the order of the header, without what only the document format has.
 * @param variant the object of the variant in force, if any
 * @param inheritedFrom macro that fills the structure in where nothing of it is stated
 */
export function resolvedRows(model: Model, instance: Instance, variant: NodeId = -1, depth = 0, base = 0, inheritedFrom?: string): readonly ResolvedRow[] {
  const rows: ResolvedRow[] = [];
  for (const [name, field] of Object.entries(instance.structure.fields)) {
    const place = model.architecture === 'x86' ? field.x86 : field.x64;
    if (field.format === true || field.cType === undefined) continue;
    // A member that the target does not have.
    if (place === undefined && (field.x86 ?? field.x64) !== undefined) continue;
    const value = bound(instance, name);
    if (field.union !== undefined && value.state === 'absent' && isOtherMember(instance, name, field, field.union)) continue;
    const row = { depth, name, offset: place && base + place.offset, size: place?.size, from: undefined, node: -1 };
    const inner = field.type.kind === 'structure' && value.state === 'present' && value.kind === 'instance' ? value.instance : undefined;
    const origin = originOf(model, value, variant);
    if (inner !== undefined) {
      rows.push({ ...row, value: undefined, origin, from: origin === 'default' ? field.defaultFrom ?? inheritedFrom : undefined, node: nodeOf(value) }, ...resolvedRows(model, inner, variant, depth + 1, base + (place?.offset ?? 0), field.defaultFrom));
      continue;
    }
    const derived = value.state === 'absent' ? derivedValue(model, instance, field) : undefined;
    rows.push({
      ...row, node: nodeOf(value),
      value: derived ?? valueText(value, field.type),
      origin: derived === undefined ? origin : 'derived',
      from: origin === 'default' ? field.defaultFrom ?? inheritedFrom : derived === undefined ? undefined : field.counts,
    });
  }
  return rows;
}

/** Of the members of a union that is told which is there; of two that are not, the first that is not reserved. */
function isOtherMember(instance: Instance, name: string, field: Field, twin: string): boolean {
  if (bound(instance, twin).state !== 'absent') return true;
  const isReserved = instance.structure.fields[twin]?.presence === 'reserved' || twin === 'Reserved';
  if (field.presence === 'reserved' || name === 'Reserved') return !isReserved;
  const names = Object.keys(instance.structure.fields);
  return !isReserved && names.indexOf(twin) < names.indexOf(name);
}

const nodeOf = (value: Bound): NodeId => (value.state === 'absent' || ('defaulted' in value && value.defaulted) ? -1 : value.node);

function originOf({ tree }: Model, value: Bound, variant: NodeId): Origin {
  if (value.state === 'absent') return 'unknown';
  if (value.state === 'invalid') return 'unreadable';
  if (value.defaulted === true) return 'default';
  return variant !== -1 && tree.start[value.node]! >= tree.start[variant]! && tree.end[value.node]! <= tree.end[variant]! ? 'variant' : 'stated';
}

/** A count that follows from its array, or the size of the structure that it is about. */
function derivedValue(model: Model, instance: Instance, field: Field): string | undefined {
  if (field.presence !== 'derived' || field.counts === undefined) return undefined;
  if (Object.hasOwn(instance.structure.fields, field.counts)) {
    const counted = bound(instance, field.counts);
    if (counted.state === 'null') return '0';
    return counted.state === 'present' && counted.kind === 'array' ? String(counted.elements.length) : undefined;
  }
  const size = structureNamed(field.counts)?.size?.[model.architecture === 'x86' ? 'x86' : 'x64'].size;
  return size === undefined ? undefined : String(size);
}

/** A value as C writes it. */
function valueText(value: Bound, type: FieldType): string | undefined {
  if (value.state === 'null') return 'NULL';
  if (value.state !== 'present') return undefined;
  switch (value.kind) {
    case 'integer': return integerText(value.exact ?? value.value, type);
    case 'guid': return value.name ?? `{${value.value.toUpperCase()}}`;
    case 'text': return value.text;
    case 'word': return value.word;
    case 'boolean': return value.value ? 'TRUE' : 'FALSE';
    case 'instance': return value.reference === undefined ? `&${value.instance.structure.name}` : `&${value.reference}`;
    case 'array': return value.reference ?? arrayText(value.elements, type);
    default: return '…';
  }
}

/** Elements by name where they have one, else their number. */
function arrayText(elements: readonly Bound[], type: FieldType): string {
  const element = type.kind === 'array' ? type.element : type;
  const names = elements.map((each) => (each.state === 'present' && (each.kind !== 'instance' || each.reference !== undefined) ? valueText(each, element)?.replace(/^&/, '') : undefined));
  const structure = element.kind === 'structure' || element.kind === 'pointer' ? element.structure : '';
  return names.every((name) => name !== undefined) && names.length <= 8 ? `{ ${names.join(', ')} }`.replace('{  }', '{ }') : `${structure}[${elements.length}]`;
}

/** Flags and enumerations by name, masks in hexadecimal, everything else in decimal. */
function integerText(value: number | bigint, type: FieldType): string {
  const hexadecimal = `0x${(typeof value === 'bigint' ? BigInt.asUintN(64, value) : BigInt.asUintN(value > 0xffffffff ? 64 : 32, BigInt(value))).toString(16).toUpperCase()}`;
  if (type.kind === 'flags') {
    const number = Number(value) >>> 0;
    const set = constantSetNamed(type.set)?.constants ?? [];
    const single = set.filter((constant) => { const bits = constant.value >>> 0; return bits !== 0 && (bits & (bits - 1)) === 0 && (number & bits) !== 0; });
    const named = single.reduce((bits, constant) => (bits | constant.value) >>> 0, 0);
    const names = [...new Map(single.map((constant) => [constant.value >>> 0, constant.name])).values()];
    const rest = (number & ~named) >>> 0;
    return number === 0 ? '0' : [...names, ...(rest === 0 ? [] : [`0x${rest.toString(16).toUpperCase()}`])].join(' | ');
  }
  if (type.kind === 'enumeration' || (type.kind === 'integer' && type.set !== undefined)) {
    const name = constantSetNamed(type.set ?? '')?.constants.find((constant) => constant.value === value)?.name;
    if (name !== undefined) return `${name} (${value})`;
  }
  if (type.kind === 'integer' && (type.display === 'hex' || type.display === 'alignmentMask')) return hexadecimal;
  return value === 0xffffffff ? '0xFFFFFFFF' : String(value);
}
