import { describe, expect, it } from 'vitest';
import { callbackNamed, callbacks, constantName, constantNamed, constantSetNamed, constantSets, fieldNames, guidNamed, guids, guidsByValue, guidsOfFamily, KS_FRAMING_ITEM, KSPIN_DESCRIPTOR_EX, macroNamed, macros, shapeNamed, sourceOf, structureNamed, structures, variantNamed, variants, type Field, type FieldType, type Source } from '../../../server/src/ks/index';

const every: readonly { readonly path: string; readonly structure: string; readonly name: string; readonly field: Field }[] = structures.flatMap((structure) => Object.entries(structure.fields).map(([name, field]) => ({ path: `${structure.name}.${name}`, structure: structure.name, name, field })));
const repeated = (names: readonly string[]): readonly string[] => names.filter((name, index) => names.indexOf(name) !== index);

/** A text for people: one space between words, a full stop at the end, no numbers of internal lists, nothing left to do. */
const isText = (text: string): boolean => text.trim() === text && /[.!?]\)?$/.test(text) && !/ {2}|TODO|\b[CO]-\d\d\b/.test(text);
const isSource = (source: Source): boolean => source.name.length > 0 && (source.link === undefined || /^https:\/\/learn\.microsoft\.com\/[\w./%()=-]+$/.test(source.link));

const referredShapes = (type: FieldType): readonly string[] => (type.kind === 'array' ? referredShapes(type.element) : 'structure' in type ? [type.structure] : []);
const referredSets = (type: FieldType): readonly string[] => (type.kind === 'array' ? referredSets(type.element) : 'set' in type && type.set !== undefined ? [type.set] : []);

/** Structures that the catalog describes and no document holds. */
const atRunTime = [
  'KSATTRIBUTE_LIST', 'KSIDENTIFIER', 'KSMULTIPLE_ITEM', 'KSP_PIN', 'KSPIN_CINSTANCES', 'KSPIN_CONNECT', 'KSPRIORITY', 'KS_DATAFORMAT_VIDEOINFOHEADER',
  'KSDEVICE', 'KSFILTER', 'KSPIN', 'KSOBJECT_CREATE_ITEM', 'KSGATE', 'KSPROCESSPIN', 'KSPROCESSPIN_INDEXENTRY',
  'KSTIME', 'KSSTREAM_HEADER', 'KSSTREAM_METADATA_INFO', 'KS_FRAME_INFO', 'KS_VBI_FRAME_INFO', 'KS_TVTUNER_CHANGE_INFO', 'KSSTREAM_POINTER', 'KSSTREAM_POINTER_OFFSET', 'KSMAPPING',
  'KSSTREAMALLOCATOR_FUNCTIONTABLE', 'KSSTREAMALLOCATOR_STATUS', 'KSSTREAMALLOCATOR_STATUS_EX',
  'ALLOCATOR_PROPERTIES_EX', 'OPTIMAL_WEIGHT_TOTALS', 'PIPE_DIMENSIONS', 'PIPE_TERMINATION',
];

describe('texts of the catalog', () => {
  it.each(structures)('$name says what each field means', ({ fields }) => {
    for (const { summary, remarks } of Object.values(fields)) {
      expect(isText(summary), summary).toBe(true);
      if (remarks !== undefined) expect(isText(remarks), remarks).toBe(true);
    }
  });

  it('says what each word of a list means, not the word once more', () => {
    const wordsOf = (type: FieldType): readonly { readonly word: string; readonly summary: string }[] => (type.kind === 'word' ? type.words : type.kind === 'array' ? wordsOf(type.element) : []);
    for (const { path, field } of every) {
      for (const { word, summary } of wordsOf(field.type)) {
        expect(isText(summary), `${path} ${word}: ${summary}`).toBe(true);
        expect(summary.split(' ').length, `${path} ${word}: ${summary}`).toBeGreaterThan(1);
      }
    }
  });

  it('gives every member of a C structure a type, evidence and a source', () => {
    for (const { path, structure, name, field } of every) {
      if (field.format || structureNamed(structure)!.origin === 'format') continue;
      expect(field.cType, path).toBeTruthy();
      expect(field.evidence.length, path).toBeGreaterThan(0);
      expect(field.x86 ?? field.x64, path).toBeDefined();
      expect(sourceOf(structureNamed(structure)!, name), path).toBeDefined();
    }
  });

  it('describes structures, variants, constants, GUIDs, macros and callbacks', () => {
    for (const { name, summary } of [...structures, ...variants, ...constantSets, ...constantSets.flatMap((set) => set.constants), ...guids, ...macros, ...callbacks]) expect(isText(summary), `${name}: ${summary}`).toBe(true);
  });

  it('does not say one thing twice in a structure', () => {
    for (const structure of structures) {
      const texts = Object.values(structure.fields).filter((field) => field.presence !== 'reserved' && !field.format && structure.origin === 'ks').map((field) => field.summary);
      expect(repeated(texts), structure.name).toEqual([]);
    }
  });

  it('links to pages that have the form of an address', () => {
    const sources = [...structures.map((structure) => structure.source), ...every.map(({ field }) => field.source), ...constantSets.map((set) => set.source), ...callbacks.map((callback) => callback.source)].filter((source) => source !== undefined);
    expect(sources.length).toBeGreaterThan(150);
    for (const source of sources) expect(isSource(source), JSON.stringify(source)).toBe(true);
  });
});

describe('references inside the catalog', () => {
  it.each(structures)('$name refers to what exists', ({ fields }) => {
    for (const field of Object.values(fields)) {
      for (const name of referredShapes(field.type)) expect(shapeNamed(name), name).toBeDefined();
      for (const name of referredSets(field.type)) expect(constantSetNamed(name), name).toBeDefined();
      if (field.type.kind === 'callback') expect(callbackNamed(field.type.prototype), field.type.prototype).toBeDefined();
      if (field.type.kind === 'guid') for (const family of field.type.families) expect(guidsOfFamily(family), family).not.toEqual([]);
      if (field.union !== undefined) expect(fields[field.union], field.union).toBeDefined();
      if (field.counts !== undefined) expect(fields[field.counts] ?? structureNamed(field.counts), field.counts).toBeDefined();
      if (typeof field.default === 'object' && field.default !== null && field.type.kind === 'structure') for (const name of Object.keys(field.default)) expect(structureNamed(field.type.structure)!.fields[name], name).toBeDefined();
    }
  });

  it('keeps counts and sizes derived', () => {
    for (const { path, field } of every) expect(field.presence === 'derived', path).toBe(field.counts !== undefined);
  });

  it('has no default where not stated means unknown', () => {
    for (const { path, field } of every) {
      if (field.type.kind === 'pointer' || field.type.kind === 'callback' || (field.type.kind === 'guid' && field.type.pointer) || (field.type.kind === 'array' && field.type.nullable)) expect(field.default, path).toBeUndefined();
    }
  });

  /** What a document can hold. */
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const next of variantNamed(name)?.structures ?? []) visit(next);
    for (const field of Object.values(structureNamed(name)?.fields ?? {})) {
      if (field.type.kind === 'table') visit(field.type.structure);
      else if (field.type.kind === 'arrayTable') referredShapes(field.type.element).forEach(visit);
      else referredShapes(field.type).forEach(visit);
    }
  };
  visit('Document');

  it('names the tables of the document that exist', () => {
    const tables = new Set(Object.entries(structureNamed('Document')!.fields).filter(([, field]) => field.type.kind === 'table' || field.type.kind === 'arrayTable').map(([name]) => name));
    const tablesOf = (type: FieldType): readonly string[] => (type.kind === 'array' ? [...tablesOf(type.element), ...(type.table === undefined ? [] : [type.table])] : type.kind === 'pointer' && type.table !== undefined ? [type.table] : []);
    const used = new Set(every.filter(({ structure }) => reached.has(structure)).flatMap(({ field }) => tablesOf(field.type)));
    expect([...used].sort()).toEqual([...tables].sort());
  });

  it('can reach from the document what a descriptor holds', () => {
    // What exists at run time only, or as an argument: no descriptor holds it.
    expect(structures.map((structure) => structure.name).filter((name) => !reached.has(name)).sort()).toEqual([...atRunTime].sort());
  });

  it('tells the structures of a variant apart by a word for each', () => {
    for (const variant of variants) {
      for (const name of variant.structures) {
        const type = structureNamed(name)!.fields[variant.discriminator]!.type;
        expect(type.kind === 'word' && type.words.map(({ word }) => word)).toEqual(variant.structures);
      }
    }
  });
});

describe('names', () => {
  it('are unique', () => {
    expect(repeated([...structures, ...variants].map(({ name }) => name))).toEqual([]);
    expect(repeated(constantSets.map(({ name }) => name))).toEqual([]);
    expect(repeated(guids.map(({ name }) => name))).toEqual([]);
    expect(repeated(macros.map(({ name }) => name))).toEqual([]);
    expect(repeated(callbacks.map(({ name }) => name))).toEqual([]);
    for (const set of constantSets) expect(repeated(set.constants.map(({ name }) => name)), set.name).toEqual([]);
  });

  it('stand for one constant, GUID or macro each', () => {
    const values = new Map<string, number>();
    for (const { name, value } of constantSets.flatMap((set) => set.constants)) {
      expect(values.get(name) ?? value, name).toBe(value);
      values.set(name, value);
      expect(guidNamed(name), name).toBeUndefined();
      expect(macroNamed(name), name).toBeUndefined();
    }
  });
});

describe('constants', () => {
  it('are unsigned numbers of 32 bits', () => {
    for (const { name, value } of constantSets.flatMap((set) => set.constants)) expect(Number.isInteger(value) && value >= 0 && value <= 0xffffffff, name).toBe(true);
  });

  it('have the masks of the header', () => {
    const union = (name: string): number => constantSetNamed(name)!.constants.reduce((bits, { value }) => (bits | value) >>> 0, 0);
    for (const set of constantSets) if (set.kind === 'flags') expect(union(set.name), set.name).toBe(set.knownMask);
    expect(union('KSALLOCATOR_FLAGS')).toBe(0x8000ffff);
    expect(union('KSPIN_FLAG')).toBe(0x81ff03ff);
    expect(union('KSFILTER_FLAG')).toBe(0x8000001f);
  });

  it('give each enumerator a number of its own', () => {
    for (const set of constantSets) if (set.kind === 'enumeration') expect(repeated(set.constants.map(({ value }) => String(value))), set.name).toEqual([]);
  });

  it('are found by name with the most specific set', () => {
    expect(constantNamed('KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE')).toMatchObject({ constant: { value: 8 }, set: { name: 'KSALLOCATOR_REQUIREMENTF' } });
    expect(constantNamed('KSALLOCATOR_FLAG_CAN_ALLOCATE')).toMatchObject({ constant: { value: 0x40 }, set: { name: 'KSALLOCATOR_FLAG' } });
    expect(constantNamed('KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX')).toMatchObject({ constant: { value: 6 }, set: { name: 'KSPROPERTY_CONNECTION' } });
    expect(constantNamed('KSFILTER_DESCRIPTOR_VERSION')?.constant.value).toBe(0xffffffff);
    expect(constantNamed('KSPIN_FLAG_RENDERER')?.constant.value).toBe(constantNamed('KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY')!.constant.value + constantNamed('KSPIN_FLAG_GENERATE_EOS_EVENTS')!.constant.value);
    expect([constantName('KSPIN_COMMUNICATION', 1), constantName('KSPIN_COMMUNICATION', 9), constantName('no such set', 0)]).toEqual(['KSPIN_COMMUNICATION_SINK', undefined, undefined]);
    expect(constantNamed('toString')).toBeUndefined();
    expect(constantNamed('__proto__')).toBeUndefined();
  });
});

describe('GUIDs', () => {
  it('are written in lower case', () => {
    for (const { name, value } of guids) expect(value, name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  });

  it('are found by value in any spelling', () => {
    expect(guidsByValue('{4A6D5FC4-7895-11D1-B069-00A0C9062802}').map(({ name }) => name)).toEqual(['KSMEMORY_TYPE_KERNEL_NONPAGED']);
    expect(guidsByValue('00000000-0000-0000-0000-000000000000').map(({ name }) => name)).toContain('KSMEMORY_TYPE_WILDCARD');
    expect(guidsByValue('nothing')).toEqual([]);
  });

  it('offer the documented memory and bus types', () => {
    expect(new Set(guidsOfFamily('memoryType').map(({ value }) => value)).size).toBe(6);
    expect(guidsOfFamily('busType').map(({ name }) => name).sort()).toEqual(['GUID_61883_CLASS', 'GUID_BUS_TYPE_1394', 'GUID_BUS_TYPE_AVC', 'GUID_BUS_TYPE_PCI', 'GUID_BUS_TYPE_USB', 'GUID_NULL']);
  });
});

describe('what DECLARE_SIMPLE_FRAMING_EX fills in', () => {
  it('may be left out', () => {
    const filled = every.filter(({ field }) => field.defaultFrom === 'DECLARE_SIMPLE_FRAMING_EX').map(({ path, field }) => [path, field.default]);
    expect(Object.fromEntries(filled)).toEqual({
      'KSALLOCATOR_FRAMING_EX.PinFlags': 0,
      'KSALLOCATOR_FRAMING_EX.OutputCompression': { RatioNumerator: 1, RatioDenominator: 1, RatioConstantMargin: 0 },
      'KSALLOCATOR_FRAMING_EX.PinWeight': 0,
      'KS_FRAMING_ITEM.BusType': 'GUID_NULL',
      'KS_FRAMING_ITEM.MemoryFlags': 0,
      'KS_FRAMING_ITEM.BusFlags': 0,
      'KS_FRAMING_ITEM.MemoryTypeWeight': 0,
      'KS_FRAMING_ITEM.PhysicalRange': { MinFrameSize: 0, MaxFrameSize: 0xffffffff, Stepping: 1 },
      'KS_FRAMING_RANGE.Stepping': 1,
      'KS_FRAMING_RANGE_WEIGHTED.InPlaceWeight': 0,
      'KS_FRAMING_RANGE_WEIGHTED.NotInPlaceWeight': 0,
      'KS_COMPRESSION.RatioNumerator': 1,
      'KS_COMPRESSION.RatioDenominator': 1,
      'KS_COMPRESSION.RatioConstantMargin': 0,
    });
  });
});

describe('typed access', () => {
  it('knows the fields of each structure', () => {
    const name: keyof typeof KS_FRAMING_ITEM['fields'] = 'FileAlignment';
    expect(fieldNames(KS_FRAMING_ITEM)).toContain(name);
    expect(fieldNames(KSPIN_DESCRIPTOR_EX).filter((field) => field.endsWith('Table') || field === 'Dispatch')).toEqual(['Dispatch', 'AutomationTable']);
  });
});
