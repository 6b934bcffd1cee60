import { type Field, type FieldType, type Structure, constantSetNamed, constantSets, guids, guidsOfFamily, shapeNamed, structureNamed } from '../../server/src/ks/index';
import { ruleCodes } from '../../server/src/rules/index';
import { randomExpression } from '../unit/expression/random-expression';
import type { Random } from './random';

/** How a document is made. */
export interface Making {
  readonly random: Random;
  /** Of a thousand values, how many are of a wrong kind. */
  readonly wrong: number;
  /** Of a hundred optional properties, how many are written. */
  readonly written: number;
  /** How many values may still be made. */
  budget: number;
}

/** A value to be written as JSON; `raw` is written as it stands. */
export type Value = { readonly raw: string } | string | number | boolean | null | readonly Value[] | ReadonlyMap<string, Value>;

const entryNames = ['A', 'B', 'Capture', 'Capture2', 'video', 'Ünïcode', '__proto__', 'toString'];
const oddNames = ['', ' ', '\u0000', '\ud800', 'a/b', '~1', 'x'.repeat(300)];
const labels = ['f', 'g', 'p', 'q', 'f/p', 'g/q', 'video', 'A', ''];
const durations = ['33.3667 ms', '40 ms', '0 ms', '1 s', '29.97 fps', '30 fps', '50 us', '7 ns', '-5 ms', '5', '1e3 s', '99999999999 s', '60 Hz'];
const numbers = [0, 1, 2, 3, 4, 7, 8, 12, 15, 16, 24, 31, 32, 63, 64, 255, 256, 511, 1000, 1023, 1024, 4095, 4096, 4097, 8192, 65535, 65536, 230400, 230401, 1 << 20, 2147483647, 2147483648, 4294967294, 4294967295];
const oddNumbers: readonly Value[] = [-1, -2147483648, 1.5, 4294967296, 1e300, { raw: '1e400' }, { raw: '-0' }, { raw: '00' }, { raw: '0x10' }, { raw: '9007199254740993' }];
const allConstants = constantSets.flatMap((set) => set.constants.map(({ name }) => name));

const chance = (making: Making, ofThousand: number): boolean => making.random.below(1000) < ofThousand;

/** Something that is right nowhere, or only by luck. */
function anything({ random }: Making): Value {
  switch (random.below(16)) {
    case 0: return null;
    case 1: return random.below(2) === 0;
    case 2: return random.pick(oddNumbers);
    case 3: return random.pick(numbers);
    case 4: return [];
    case 5: return new Map();
    case 6: return [null, 1, 'A'];
    case 7: return new Map<string, Value>([['A', 1], ['__proto__', null]]);
    case 8: return random.pick(oddNames);
    case 9: return random.pick(guids).name;
    case 10: return random.pick(allConstants);
    case 11: return randomExpression(random, 3);
    case 12: return deep(random.below(200), random.below(2) === 0);
    case 13: return random.pick(durations);
    case 14: return { raw: random.pick(['NaN', 'KSPIN_FLAG_RENDERER', "'a'", '"unclosed', '[', '{', '}', '{ "a" }', 'tru', ',']) };
    default: return random.pick(entryNames);
  }
}

/** Brackets in brackets. */
function deep(depth: number, objects: boolean): Value {
  let value: Value = 1;
  for (let level = 0; level < depth; level++) value = objects ? new Map([['A', value]]) : [value];
  return value;
}

function integer({ random }: Making, set: string | undefined): Value {
  const constants = set === undefined ? undefined : constantSetNamed(set)?.constants;
  switch (random.below(10)) {
    case 0: case 1: if (constants !== undefined && constants.length > 0) return random.pick(constants).name; return random.pick(numbers);
    case 2: return random.below(3) === 0 ? random.pick(oddNumbers) : random.below(100);
    case 3: return random.pick(['2 * PAGE_SIZE', '(ULONG)-1', 'PAGE_SIZE - 1', '0x3F', '1920 * 1080 * 3 / 2', 'sizeof(KSMAPPING)', '1 << 20', '(1, 2)', '1 / 0']);
    case 4: return random.below(3) === 0 ? randomExpression(random, 3) : random.pick(numbers);
    default: return random.pick(numbers);
  }
}

function flags(making: Making, setName: string): Value {
  const { random } = making;
  const names = (constantSetNamed(setName)?.constants ?? []).map(({ name }) => name);
  if (names.length === 0) return integer(making, undefined);
  const some = Array.from({ length: random.below(5) }, (): Value => (random.below(30) === 0 ? integer(making, setName) : random.pick(names)));
  switch (random.below(6)) {
    case 0: return integer(making, setName);
    case 1: return some.map(String).join(' | ');
    case 2: return names.length > 20 ? names : some;
    default: return some;
  }
}

function guid({ random }: Making, families: readonly string[]): Value {
  const fitting = families.flatMap((family) => guidsOfFamily(family));
  switch (random.below(10)) {
    case 0: return random.pick(guids).name;
    case 1: return `{${random.pick(guids).value}}`;
    case 2: return random.pick(['GUID_NULL', '{5d2f1c3a-8b7e-4f60-9c21-3e4a5b6c7d8e}', '{5D2F1C3A8B7E}', '']);
    default: return fitting.length > 0 ? random.pick(fitting).name : random.pick(guids).name;
  }
}

function text({ random }: Making, reference: string | undefined): Value {
  if (reference === 'rule') return random.below(4) === 0 ? random.pick(['FRM-99', 'frm-25', '', 'ALC-01']) : random.pick(ruleCodes);
  if (reference !== undefined) return random.pick(random.below(10) === 0 ? oddNames : [...entryNames, ...labels]);
  return random.pick([...labels, ...entryNames, 'PinCreate', 'some words', 'C:\\path "quoted"', '🎥', '\u2028', ...(random.below(5) === 0 ? oddNames : [])]);
}

function distribution(making: Making): Value {
  const { random } = making;
  const duration = (): Value => random.pick(durations);
  switch (random.below(6)) {
    case 0: return new Map([['Uniform', [duration(), duration()]]]);
    case 1: return new Map([['Triangular', [duration(), duration(), duration()]]]);
    case 2: return new Map([['Table', Array.from({ length: random.below(4) }, () => [duration(), random.below(10)])]]);
    case 3: return new Map<string, Value>([[random.pick(['Uniform', 'Table', 'Histogram', 'Samples', 'Gauss']), anything(making)]]);
    default: return duration();
  }
}

function array(making: Making, element: FieldType, depth: number): Value {
  const { random } = making;
  const length = random.below(40) === 0 ? 20 + random.below(60) : random.below(4);
  const made: Value[] = [];
  for (let left = length; left > 0 && making.budget > 0; left--) made.push(valueOf(making, element, depth + 1));
  return made;
}

function table(making: Making, entry: () => Value): Value {
  const { random } = making;
  const made = new Map<string, Value>();
  for (let left = random.below(4); left > 0; left--) made.set(random.below(40) === 0 ? random.pick(oddNames) : random.pick(entryNames), entry());
  return made;
}

/** A value of a type, mostly as it should be. */
export function valueOf(making: Making, type: FieldType, depth: number): Value {
  const { random } = making;
  making.budget -= 1;
  if (chance(making, making.wrong)) return anything(making);
  switch (type.kind) {
    case 'integer': return type.words !== undefined && random.below(3) === 0 ? random.pick(type.words).word : integer(making, type.set);
    case 'flags': return flags(making, type.set);
    case 'enumeration': return integer(making, type.set);
    case 'guid': return type.pointer === true && random.below(8) === 0 ? null : guid(making, type.families);
    case 'structure': return shape(making, type.structure, depth);
    case 'pointer': {
      const choice = random.below(10);
      if (choice === 0) return null;
      return type.table !== undefined && choice < 7 ? random.pick(entryNames) : shape(making, type.structure, depth);
    }
    case 'array':
      if (type.nullable === true && random.below(8) === 0) return null;
      return type.table !== undefined && random.below(3) === 0 ? random.pick(entryNames) : array(making, type.element, depth);
    case 'table': return table(making, () => shape(making, type.structure, depth + 1));
    case 'arrayTable': return table(making, () => array(making, type.element, depth + 1));
    case 'callback': return random.below(4) === 0 ? null : random.pick(['PinProcess', 'CPin::Create', 'Intersect', 'A', ...(random.below(20) === 0 ? oddNames : [])]);
    case 'text': return type.nullable === true && random.below(4) === 0 ? null : text(making, type.reference);
    case 'word': return random.pick(type.words).word;
    case 'boolean': return random.below(2) === 0;
    case 'duration': return random.pick(durations);
    case 'distribution': return distribution(making);
    case 'any': return random.below(3) === 0 ? anything(making) : 'remarks';
  }
}

function shape(making: Making, name: string, depth: number): Value {
  const { random } = making;
  const found = shapeNamed(name);
  if (found === undefined) return new Map();
  if (!('discriminator' in found)) return structure(making, found, depth);
  const chosen = random.pick(found.structures);
  const described = structureNamed(chosen);
  const made = described === undefined ? new Map<string, Value>() : structure(making, described, depth);
  return chance(making, 20 + making.wrong) ? made : new Map([[found.discriminator, chosen], ...made]);
}

/** How likely a property is written, of a thousand. */
const likelihood = (making: Making, field: Field, depth: number): number => (field.presence === 'required' ? 970 : field.presence === 'optional' ? making.written * 10 * (depth > 8 ? 0.3 : 1) : 60);

/** An object with some of its properties, in any order, now and then with one that it has not. */
function structure(making: Making, { fields }: Structure, depth: number): ReadonlyMap<string, Value> {
  const { random } = making;
  const made: [string, Value][] = [];
  for (const [name, field] of Object.entries(fields)) {
    const seldom = name === 'Notes' || name === 'Suppress' ? 0.15 : 1;
    if (making.budget <= 0 || !chance(making, likelihood(making, field, depth) * seldom)) continue;
    made.push([name, name === 'FormatVersion' && random.below(60) > 0 ? 1 : valueOf(making, field.type, depth + 1)]);
  }
  if (chance(making, making.wrong)) made.push([random.pick(['Unknown', 'Frame', 'flags', ...oddNames]), anything(making)]);
  if (random.below(3) === 0) made.sort(() => random.below(3) - 1);
  return new Map(made);
}

/** A comment, sometimes one that the product heeds. */
function comment({ random }: Making): string {
  const codes = Array.from({ length: random.below(3) }, () => random.pick(random.below(6) === 0 ? ['FRM-99', 'nonsense', '--'] : ruleCodes)).join(' ');
  const words = random.pick(['', ' remarks', ` avstream-disable-next-line ${codes}`, ` avstream-disable-line ${codes} -- reason`, ` avstream-disable ${codes} `, ` avstream-enable ${codes} `, ` avstream-disable-file ${codes} `, ' avstream-disabl FRM-25', ` avstream-disable-next-line ${codes}`]);
  return random.below(2) === 0 ? `//${words}\n` : `/*${words.replaceAll('*/', '')}*/`;
}

/** Writes a value, with blanks and comments as people leave them. */
export function written(making: Making, value: Value, indent: string): string {
  const { random } = making;
  const remark = (): string => (random.below(60) === 0 ? comment(making) : '');
  const list = (open: string, items: readonly string[], close: string): string => {
    if (items.length === 0) return `${open}${close}`;
    const inner = `${indent}  `;
    const trailing = random.below(12) === 0 ? ',' : '';
    return items.length < 6 && random.below(2) === 0 ? `${open} ${items.map((item) => `${remark()}${item}`).join(', ')}${trailing} ${close}` : `${open}\n${items.map((item) => `${inner}${remark()}${item}`).join(',\n')}${trailing}${remark()}\n${indent}${close}`;
  };
  if (value instanceof Map) return list('{', [...value].map(([name, each]) => `${JSON.stringify(name)}: ${written(making, each, `${indent}  `)}`), '}');
  if (Array.isArray(value)) return list('[', (value as readonly Value[]).map((each) => written(making, each, `${indent}  `)), ']');
  if (typeof value === 'object' && value !== null && 'raw' in value) return (value).raw;
  return JSON.stringify(value);
}

/** A document made from the catalog: fields of the right and of slightly wrong type, references, null, expressions, comments. */
export function randomDocument(random: Random): string {
  const making: Making = { random, wrong: random.pick([0, 0, 5, 30, 150]), written: random.pick([20, 45, 75]), budget: random.pick([60, 250, 250, 800]) };
  const document = structure(making, structureNamed('Document')!, 0);
  return `${random.below(10) === 0 ? comment(making) : ''}${written(making, document, '')}${random.below(10) === 0 ? `\n${comment(making)}` : '\n'}`;
}

/** A document with one very long list or table, every entry made alike. */
export function longDocument(random: Random): string {
  const [name, field] = random.pick(Object.entries(structureNamed('Document')!.fields).filter(([, { type }]) => type.kind === 'table' || type.kind === 'array' || type.kind === 'arrayTable'));
  const making: Making = { random, wrong: 2, written: 45, budget: 2000 };
  const head = structure({ ...making, budget: 300 }, structureNamed('Document')!, 0);
  const { type } = field;
  const entry = (): Value => {
    making.budget = 120;
    return type.kind === 'table' ? shape(making, type.structure, 2) : type.kind === 'arrayTable' ? array(making, type.element, 2) : type.kind === 'array' ? valueOf(making, type.element, 2) : null;
  };
  const kinds = Array.from({ length: 5 }, entry);
  const count = 200 + random.below(1200);
  const entries = Array.from({ length: count }, (_, index) => kinds[index % kinds.length]!);
  const long: Value = type.kind === 'array' ? entries : new Map(entries.map((each, index) => [`E${index}`, each]));
  return written(making, new Map([...head, [name, long]]), '');
}

const pieces = ['{', '}', '[', ']', ',', ':', '"', '\n', '//', '/*', '*/', 'null', '"A"', '"Frames": 2', '\\', '\u0000', '"__proto__": {}', '-1', '"(ULONG)-1"', ' | ', '// avstream-disable-next-line\n', '\r\n', '\ufeff', '\ud83d'];

/** The text as it is while someone edits it: cut off, a stretch missing, twice or elsewhere, or something put in. */
export function edited(source: string, random: Random): string {
  let made = source;
  for (let left = 1 + random.below(3); left > 0; left--) {
    const at = random.below(made.length + 1);
    const to = Math.min(made.length, at + random.below(random.pick([2, 20, 400])));
    switch (random.below(6)) {
      case 0: made = made.slice(0, at); break;
      case 1: made = made.slice(0, at) + made.slice(to); break;
      case 2: made = made.slice(0, to) + made.slice(at, to) + made.slice(to); break;
      case 3: made = made.slice(0, at) + random.pick(['[', '{"a":']).repeat(random.below(300)) + made.slice(at); break;
      default: made = made.slice(0, at) + random.pick(pieces) + made.slice(random.below(2) === 0 ? at : to);
    }
  }
  return made;
}
