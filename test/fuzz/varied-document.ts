import { parse } from 'jsonc-parser';
import { type FieldType, type Structure, shapeNamed, structureNamed } from '../../server/src/ks/index';
import { type Making, type Value, valueOf, written } from './random-document';
import type { Random } from './random';

type Properties = ReadonlyMap<string, Value>;

/** Documents that people wrote, taken apart: whole, and every object by its structure. */
export interface Parts {
  readonly documents: readonly Properties[];
  readonly byStructure: ReadonlyMap<string, readonly Value[]>;
}

const isObject = (value: Value | undefined): value is Properties => value instanceof Map;
const document: FieldType = { kind: 'structure', structure: 'Document' };

function toValue(json: unknown): Value {
  if (Array.isArray(json)) return json.map(toValue);
  if (typeof json === 'object' && json !== null) return new Map(Object.entries(json).map(([name, value]) => [name, toValue(value)]));
  return json as Value;
}

/** The structure that an object of a type has, as far as it says. */
function structureOf(name: string, value: Properties): Structure | undefined {
  const shape = shapeNamed(name);
  if (shape === undefined || !('discriminator' in shape)) return shape;
  const stated = value.get(shape.discriminator);
  return typeof stated === 'string' ? structureNamed(stated) : undefined;
}

/** Calls `visit` with every object of a structure. */
function visitObjects(value: Value, type: FieldType, visit: (structure: string, value: Properties) => void): void {
  switch (type.kind) {
    case 'structure': case 'pointer': {
      if (!isObject(value)) return;
      visit(type.structure, value);
      const fields = structureOf(type.structure, value)?.fields ?? {};
      for (const [name, each] of value) if (Object.hasOwn(fields, name)) visitObjects(each, fields[name]!.type, visit);
      return;
    }
    case 'array':
      if (Array.isArray(value)) for (const each of value as readonly Value[]) visitObjects(each, type.element, visit);
      return;
    case 'table': case 'arrayTable':
      if (isObject(value)) for (const each of value.values()) visitObjects(each, type.kind === 'table' ? { kind: 'structure', structure: type.structure } : { kind: 'array', element: type.element }, visit);
      return;
    default:
  }
}

/** Takes documents apart. */
export function partsOf(texts: readonly string[]): Parts {
  const documents = texts.map((text) => toValue(parse(text, undefined, { allowTrailingComma: true }))).filter(isObject);
  const byStructure = new Map<string, Value[]>();
  for (const each of documents) {
    visitObjects(each, document, (structure, value) => {
      const known = byStructure.get(structure);
      if (known) known.push(value);
      else byStructure.set(structure, [value]);
    });
  }
  return { documents, byStructure };
}

interface Varying { readonly making: Making; readonly parts: Parts; /** Of a thousand values, how many change. */ readonly changes: number }

/** An object with some properties changed, taken out or put in. */
function variedObject(varying: Varying, structure: Structure | undefined, value: Properties, depth: number): Value {
  const { making: { random }, changes } = varying;
  const made = new Map<string, Value>();
  for (const [name, each] of value) {
    if (random.below(1000) < changes / 2) continue;
    const field = structure !== undefined && Object.hasOwn(structure.fields, name) ? structure.fields[name] : undefined;
    made.set(name, field === undefined ? each : varied(varying, each, field.type, depth + 1));
  }
  if (structure !== undefined && random.below(1000) < changes * 2) {
    const [name, field] = random.pick(Object.entries(structure.fields));
    made.set(name, valueOf(varying.making, field.type, depth + 1));
  }
  return made;
}

function variedArray(varying: Varying, value: readonly Value[], element: FieldType, depth: number): Value {
  const { making, changes } = varying;
  const { random } = making;
  const made = value.flatMap((each): readonly Value[] => {
    const chosen = random.below(1000) < changes ? random.below(3) : 3;
    const next = varied(varying, each, element, depth + 1);
    return chosen === 0 ? [] : chosen === 1 ? [next, next] : chosen === 2 ? [next, valueOf(making, element, depth + 1)] : [next];
  });
  return random.below(1000) < changes ? [...made].reverse() : made;
}

/** A value with some of what is in it changed: to another of its type, to something wrong, or to one that stands in another document. */
function varied(varying: Varying, value: Value, type: FieldType, depth: number): Value {
  const { making, parts, changes } = varying;
  const { random } = making;
  if (random.below(1000) < changes) {
    const others = 'structure' in type && type.kind !== 'table' ? parts.byStructure.get(type.structure) : undefined;
    if (others !== undefined && random.below(3) > 0) return random.pick(others);
    making.budget = 40;
    return random.below(8) === 0 ? null : valueOf(making, type, depth);
  }
  switch (type.kind) {
    case 'structure': case 'pointer': return isObject(value) ? variedObject(varying, structureOf(type.structure, value), value, depth) : value;
    case 'array': return Array.isArray(value) ? variedArray(varying, value as readonly Value[], type.element, depth) : value;
    case 'table': return isObject(value) ? new Map([...value].map(([name, each]) => [name, varied(varying, each, { kind: 'structure', structure: type.structure }, depth + 1)])) : value;
    case 'arrayTable': return isObject(value) ? new Map([...value].map(([name, each]) => [name, varied(varying, each, { kind: 'array', element: type.element }, depth + 1)])) : value;
    default: return value;
  }
}

/** Two documents in one: what both have, tables and lists, side by side. */
function together(one: Properties, other: Properties): Properties {
  const made = new Map(one);
  for (const [name, value] of other) {
    const own = made.get(name);
    if (isObject(own) && isObject(value)) made.set(name, new Map([...value, ...own]));
    else if (Array.isArray(own) && Array.isArray(value)) made.set(name, [...own as readonly Value[], ...value as readonly Value[]]);
    else if (own === undefined) made.set(name, value);
  }
  return made;
}

/** A document that people wrote, or two of them together, with a few things changed: near to what drivers say, and to what rules look for. */
export function variedDocument(random: Random, parts: Parts): string {
  const making: Making = { random, wrong: random.pick([0, 0, 20]), written: 45, budget: 40 };
  const first = random.pick(parts.documents);
  const source = random.below(4) === 0 ? together(first, random.pick(parts.documents)) : first;
  const made = varied({ making, parts, changes: random.pick([4, 15, 15, 60]) }, source, document, 0);
  return `${written(making, isObject(made) ? made : source, '')}\n`;
}
