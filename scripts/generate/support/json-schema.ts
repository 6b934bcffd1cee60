import { constantSetNamed, constantSets, guids, guidsOfFamily, shapeNamed, structureNamed, structures, variants, type Field, type FieldType, type IntegerType, type Structure, type Word } from '../../../server/src/ks/index';

/** A piece of a JSON schema. */
export type Schema = Readonly<Record<string, unknown>>;

const reference = (name: string): Schema => ({ $ref: `#/definitions/${name}` });
const nullable = (schema: Schema): Schema => ({ oneOf: [schema, { type: 'null' }] });

const limits: Readonly<Record<IntegerType, Schema>> = {
  UCHAR: { minimum: 0, maximum: 255 },
  USHORT: { minimum: 0, maximum: 65535 },
  ULONG: { minimum: 0, maximum: 4294967295 },
  LONG: { minimum: -2147483648, maximum: 2147483647 },
  ULONGLONG: { minimum: 0 },
  LONGLONG: {},
  ULONG_PTR: { minimum: 0 },
};

const described = (words: readonly Word[]): Schema => ({ enum: words.map(({ word }) => word), enumDescriptions: words.map(({ summary }) => summary) });
const setOf = (set: string | undefined): readonly Schema[] => (set === undefined ? [] : [reference(set)]);

/** A number, a name, or an expression: a bare name has to be known. Said once for each C type, for that keeps the schema small. */
const integer = (type: IntegerType, set: string | undefined, words: readonly Word[] | undefined): Schema => {
  const first = [...setOf(set), ...(words ? [described(words)] : [])];
  return first.length === 0 ? reference(type) : { anyOf: [...first, reference(type)] };
};

/** The schema of a field's type. */
export const schemaOf = (type: FieldType): Schema => {
  switch (type.kind) {
    case 'integer': return integer(type.type, type.set, type.words);
    case 'enumeration': return integer(type.type, type.set, undefined);
    case 'flags': return { anyOf: [{ type: 'array', items: { anyOf: [reference(type.set), { type: 'integer', minimum: 0 }, reference('Constant'), reference('Expression')] } }, reference(type.set), reference(type.type)] };
    case 'guid': {
      const schema = { anyOf: [...type.families.map((family) => reference(familyName(family))), reference('GUID')] };
      return type.pointer ? nullable(schema) : schema;
    }
    case 'structure': return reference(type.structure);
    case 'pointer': return { oneOf: [reference(type.structure), ...(type.table === undefined ? [] : [{ type: 'string', description: `Name of an entry of ${type.table}.` }]), { type: 'null' }] };
    case 'array': {
      const schema = { type: 'array', items: schemaOf(type.element) };
      const named = type.table === undefined ? [] : [{ type: 'string', description: `Name of an entry of ${type.table}.` }];
      return type.nullable || named.length > 0 ? { oneOf: [schema, ...named, ...(type.nullable ? [{ type: 'null' }] : [])] } : schema;
    }
    case 'arrayTable': return { type: 'object', additionalProperties: { type: 'array', items: schemaOf(type.element) } };
    case 'table': return { type: 'object', additionalProperties: reference(type.structure) };
    case 'callback': return { type: ['string', 'null'] };
    case 'text': return type.nullable ? { type: ['string', 'null'] } : { type: 'string' };
    case 'word': return described(type.words);
    case 'boolean': return { type: 'boolean' };
    case 'duration': return type.period ? reference('Period') : reference('Duration');
    case 'distribution': return reference(type.counts === true ? 'CountDistribution' : 'Distribution');
    case 'any': return {};
  }
};

/** Definition that lists the GUIDs of a family. */
const familyName = (family: string): string => `GUID.${family}`;
const familyDefinition = (family: string): Schema => ({ description: `GUIDs of the family ${family}.`, ...described(guidsOfFamily(family).map(({ name, summary }) => ({ word: name, summary }))) });

/** A time in ns as a document writes it. */
const durationText = (nanoseconds: number): string => {
  const [scale, name] = ([[1e9, 's'], [1e6, 'ms'], [1e3, 'us']] as const).find(([size]) => nanoseconds !== 0 && nanoseconds % size === 0) ?? [1, 'ns'];
  return `${nanoseconds / scale} ${name}`;
};

/** The default as a document writes it; durations are held in ns. */
const defaultOf = (field: Field): unknown => (typeof field.default === 'number' && (field.type.kind === 'duration' || (field.type.kind === 'distribution' && field.type.counts !== true)) ? durationText(field.default) : field.default);

const withText = (field: Field): Schema => ({
  description: field.remarks === undefined ? field.summary : `${field.summary}\n\n${field.remarks}`,
  ...(field.default === undefined ? {} : { default: defaultOf(field) }),
  // Siblings of $ref are ignored in draft 7, so that a reference stands in an allOf.
  ...('$ref' in schemaOf(field.type) ? { allOf: [schemaOf(field.type)] } : schemaOf(field.type)),
});

/** The word by which a structure is told apart from the others of its variant. */
const discriminators = (structure: Structure): ReadonlyMap<string, string> => new Map(variants.filter((variant) => variant.structures.includes(structure.name)).map((variant) => [variant.discriminator, structure.name]));

/** Structures that stand in `Variants`, and those embedded in them: a form states only what differs, so that none of its members is required. */
const partial: ReadonlySet<string> = new Set(structures.filter(({ fields }) => 'Variants' in fields).flatMap(({ name, fields }) =>
  [name, ...Object.values(fields).flatMap(({ type }) => (type.kind === 'structure' ? [type.structure] : []))]));

/** The object schema of a structure. */
export const objectSchema = (structure: Structure): Schema => {
  const fixed = discriminators(structure);
  const properties = Object.entries(structure.fields).map(([name, field]) => {
    const value = fixed.get(name);
    return [name, value === undefined ? withText(field) : { description: field.summary, const: value }] as const;
  });
  const required = partial.has(structure.name) ? [] : Object.entries(structure.fields).filter(([, field]) => field.presence === 'required').map(([name]) => name);
  return {
    type: 'object',
    description: structure.remarks === undefined ? structure.summary : `${structure.summary}\n\n${structure.remarks}`,
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
};

const unit = '(?:ns|us|[µμ]s|ms|s|min)';
const amount = '\\s*-?\\s*[\\d.]+(?:[eE][+-]?\\d+)?(?:\\s*[x×*/]\\s*[\\d.]+)?\\s*';

/** A value that may vary. */
const distributionSchema = (description: string, value: Schema): Schema => {
  const weight = { type: 'integer', minimum: 0, maximum: 4294967295 };
  const list = (name: string, items: unknown, least: number, most?: number): Schema =>
    ({ type: 'object', properties: { [name]: { type: 'array', items, minItems: least, ...(most === undefined ? {} : { maxItems: most }) } }, required: [name], additionalProperties: false });
  const row = (...items: readonly unknown[]): Schema => ({ type: 'array', items, minItems: items.length, maxItems: items.length });
  return { description, oneOf: [value, list('Uniform', value, 2, 2), list('Triangular', value, 3, 3), list('Table', row(value, weight), 1), list('Histogram', row(value, value, weight), 1), list('Samples', value, 1)] };
};

/** Forms that are not a structure's: numbers in words, GUIDs, durations. */
const forms = (): Readonly<Record<string, Schema>> => ({
  ...Object.fromEntries(Object.entries(limits).map(([type, range]) => [type, { description: `A number of type ${type}, a constant of the catalog, or an expression.`, anyOf: [{ type: 'integer', ...range }, reference('Constant'), reference('Expression')] }])),
  Constant: { description: 'A constant of the catalog.', enum: [...new Set(constantSets.flatMap((set) => set.constants.map(({ name }) => name)))] },
  Expression: { description: 'A C constant expression over numbers, operators, casts, sizeof and names of the catalog.', type: 'string', pattern: '^[\\s\\w()+\\-*/%<>&|^~!=?:,]*$', allOf: [{ pattern: '^\\s*[(~!+\\-\\d]|[|&^+\\-*/%<>?]|\\bsizeof\\b' }] },
  GUID: { description: 'A GUID: its name, or {…} with hexadecimal digits.', anyOf: [{ enum: guids.map(({ name }) => name) }, { type: 'string', pattern: '^\\{[\\da-fA-F]{8}(?:-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}\\}$' }] },
  Duration: { description: 'A time with its unit: ns, us, ms, s, min.', type: 'string', pattern: `^${amount}${unit}\\s*$` },
  Period: { description: 'A time with its unit, or a rate in fps or Hz.', type: 'string', pattern: `^${amount}(?:${unit}|fps|[kM]?Hz)\\s*$` },
  Distribution: distributionSchema('A time that may vary: a time, two bounds, three points of a triangle, a table of times with their weights, a histogram, or measured times.', reference('Duration')),
  CountDistribution: distributionSchema('A number that may vary: a number, two bounds, three points of a triangle, a table of numbers with their weights, a histogram, or measured numbers.', { type: 'integer', minimum: 1 }),
});

/** GUID families that a type refers to. */
const familiesIn = (type: FieldType): readonly string[] => (type.kind === 'array' || type.kind === 'arrayTable' ? familiesIn(type.element) : type.kind === 'guid' ? type.families : []);

/** Names of shapes and sets that a type refers to. */
const namesIn = (type: FieldType): readonly string[] => (type.kind === 'array' || type.kind === 'arrayTable' ? namesIn(type.element) : [...('structure' in type ? [type.structure] : []), ...('set' in type && type.set !== undefined ? [type.set] : [])]);

/** Everything that can be reached from the document, as definitions. */
const definitions = (): Readonly<Record<string, Schema>> => {
  const result = new Map<string, Schema>(Object.entries(forms()));
  const define = (name: string): void => {
    if (result.has(name)) return;
    const set = constantSetNamed(name);
    if (set) {
      result.set(name, { description: set.summary, ...described(set.constants.map((constant) => ({ word: constant.name, summary: constant.summary }))) });
      return;
    }
    const shape = shapeNamed(name);
    if (shape === undefined) throw new Error(`The catalog has no ${name}.`);
    if ('discriminator' in shape) {
      result.set(name, { description: shape.summary, type: 'object', required: [shape.discriminator], properties: { [shape.discriminator]: { enum: shape.structures } }, oneOf: shape.structures.map(reference) });
      shape.structures.forEach(define);
      return;
    }
    result.set(name, objectSchema(shape));
    for (const field of Object.values(shape.fields)) {
      familiesIn(field.type).forEach((family) => result.set(familyName(family), familyDefinition(family)));
      namesIn(field.type).forEach(define);
    }
  };
  for (const field of Object.values(structureNamed('Document')!.fields)) namesIn(field.type).forEach(define);
  const unknown = structures.filter((structure) => structure.name === 'Constant' || structure.name === 'Expression');
  if (unknown.length > 0) throw new Error('A structure has the name of a form.');
  return Object.fromEntries([...result].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** The schema of a whole document. */
export const documentSchema = (): Schema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'AVStream descriptor',
  ...objectSchema(structureNamed('Document')!),
  definitions: definitions(),
});
