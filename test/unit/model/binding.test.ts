import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bound, elementsOf, guidOf, numberOf, pointerIn, readModel } from '../../../server/src/document/index';
import { KSALLOCATOR_DISPATCH, KS_FRAMING_ITEM, KS_FRAMING_RANGE } from '../../../server/src/ks/index';
import { instanceIn } from '../../../server/src/document/index';

/** A document with one framing item and one pin. */
const document = (item: string, pin = ''): string => `{ "FormatVersion": 1,
  "Framings": { "F": { "FramingItem": [ { ${item} } ] } },
  "AllocatorDispatches": { "A": { "Allocate": "AllocateFrame" } },
  "Filters": [ { "Label": "f", "PinDescriptors": [ { "Label": "p", ${pin} } ] } ] }`;
const itemOf = (text: string) => readModel(document(text)).items[0]!.item;
const problemsOf = (text: string) => readModel(text).problems.map(({ code, variant }) => `${code} ${variant}`);

describe('values', () => {
  it.each([
    ['"Frames": 7', 'Frames', 7],
    ['"Frames": "2 + 5"', 'Frames', 7],
    ['"FileAlignment": "FILE_64_BYTE_ALIGNMENT"', 'FileAlignment', 63],
    ['"MemoryTypeWeight": "(ULONG)-1"', 'MemoryTypeWeight', 0xffffffff],
    ['"Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY", "KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY"]', 'Flags', 0x80000002],
    ['"Flags": "KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY"', 'Flags', 0x80000000],
    ['"Flags": "KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY | 8"', 'Flags', 10],
    ['"Flags": 2147483650', 'Flags', 0x80000002],
    ['"Flags": []', 'Flags', 0],
  ] as const)('%s', (text, field, value) => {
    expect(readModel(document(text)).problems).toEqual([]);
    expect(numberOf(itemOf(text), field)).toBe(value);
  });

  it('reads PAGE_SIZE from the target', () => {
    const size = (target: string, expression = '2 * PAGE_SIZE') => {
      const { item } = readModel(`{ "FormatVersion": 1, ${target} "Framings": { "F": { "FramingItem": [ { "Frames": "${expression}" } ] } } }`).items[0]!;
      return numberOf(item, 'Frames');
    };
    expect(size('')).toBe(8192);
    expect(size('"Target": { "Architecture": "ARM64", "PageSize": 16384 },')).toBe(32768);
    expect(size('"Target": { "PageSize": "16 * 1024" },')).toBe(32768);
    expect(size('"Target": { "PageSize": 8192 },', 'PAGE_SIZE')).toBe(8192);
    expect(size('"Target": { "PageSize": "0x" },')).toBe(8192);
  });

  it('knows a GUID by name and by value', () => {
    expect(guidOf(itemOf('"MemoryType": "KSMEMORY_TYPE_SYSTEM"'), 'MemoryType')).toBe('091bb638-603f-11d1-b067-00a0c9062802');
    const value = bound(itemOf('"MemoryType": "{091BB638-603F-11D1-B067-00A0C9062802}"'), 'MemoryType');
    expect(value).toMatchObject({ state: 'present', kind: 'guid', name: 'KSMEMORY_TYPE_SYSTEM' });
  });

  it('fills in what DECLARE_SIMPLE_FRAMING_EX does, and says that it did', () => {
    const item = itemOf('"Frames": 1');
    expect(bound(item, 'MemoryFlags')).toMatchObject({ state: 'present', value: 0, defaulted: true });
    const range = instanceIn(item, 'PhysicalRange', KS_FRAMING_RANGE)!;
    expect([numberOf(range, 'MinFrameSize'), numberOf(range, 'MaxFrameSize'), numberOf(range, 'Stepping')]).toEqual([0, 0xffffffff, 1]);
    expect(bound(item, 'Flags').state).toBe('absent');
  });

  it('takes a stated structure as it is, with no default for what it leaves out', () => {
    const range = instanceIn(itemOf('"PhysicalRange": { "MaxFrameSize": 4096 }'), 'PhysicalRange', KS_FRAMING_RANGE)!;
    expect(numberOf(range, 'MaxFrameSize')).toBe(4096);
  });
});

describe('three states', () => {
  const state = (pin: string) => readModel(document('', pin)).filters[0]!.pins[0]!.framing.state;
  it('tells present, null and not stated apart', () => {
    expect(state('"AllocatorFraming": "F"')).toBe('present');
    expect(state('"AllocatorFraming": null')).toBe('null');
    expect(state('"InstancesPossible": 1')).toBe('unknown');
  });

  it('counts a broken reference as unknown, and reports it once', () => {
    const text = document('', '"AllocatorFraming": "G"');
    expect(readModel(text).filters[0]!.pins[0]!.framing.state).toBe('unknown');
    expect(problemsOf(text)).toEqual(['DOC-05 entryNearest']);
  });

  it('knows that a pin without dispatch has no allocator', () => {
    const allocator = (pin: string) => readModel(document('', pin)).filters[0]!.pins[0]!.allocator.state;
    expect(allocator('"Dispatch": null')).toBe('null');
    expect(allocator('"Dispatch": { "Allocator": null }')).toBe('null');
    expect(allocator('"Dispatch": { "Allocator": "A" }')).toBe('present');
    expect(allocator('"Dispatch": {}')).toBe('unknown');
    expect(allocator('"Flags": 0')).toBe('unknown');
  });

  it('shares one instance among all references to an entry', () => {
    const model = readModel(`{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [ {} ] } }, "Filters": [ { "PinDescriptors": [ { "AllocatorFraming": "F" }, { "AllocatorFraming": "F" } ] } ] }`);
    const [first, second] = model.filters[0]!.pins;
    expect(first!.framingView).toBe(second!.framingView);
    expect(model.framings).toHaveLength(1);
    expect(model.framings[0]!.pins).toHaveLength(2);
  });
});

describe('problems', () => {
  it.each([
    ['"Frmaes": 2', ['DOC-02 nearest']],
    ['"Zzzzzzzzz": 2', ['DOC-02 unknown']],
    ['"Frames": 2, "Frames": 3', ['DOC-03 duplicate']],
    ['"Frames": true', ['DOC-04 type']],
    ['"Frames": 1.5', ['DOC-04 fraction']],
    ['"Frames": "PAGE_SIZ"', ['DOC-05 constantNearest']],
    ['"Flags": ["SYSTEM_MEMORY"]', ['DOC-05 constantNearest']],
    ['"Frames": "2 +"', ['DOC-06 syntax']],
    ['"Frames": "1 / 0"', ['DOC-06 divisionByZero']],
    ['"Frames": 4294967296', ['DOC-07 range']],
    ['"Frames": -1', ['DOC-07 negative']],
    ['"Frames": "4294967296"', ['DOC-07 range']],
    ['"FileAlignment": 3, "FramePitch": 4', ['DOC-10 union']],
    ['"MemoryType": "KSMEMORY_TYPE_SYSTEMS"', ['DOC-05 constantNearest']],
    ['"MemoryType": "{091BB638}"', ['DOC-06 guid']],
  ] as const)('%s', (item, expected) => {
    expect(problemsOf(document(item))).toEqual(expected);
  });

  it('points into the string at the name that is wrong', () => {
    const text = document('"Flags": "KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY | NONSENSE_XY"');
    const [problem] = readModel(text).problems;
    expect(text.slice(problem!.start, problem!.end)).toBe('NONSENSE_XY');
  });

  it.each([['x86', ['DOC-07 range', 'DOC-07 range']], ['x64', []]])('judges pointer-sized fields by the target, as numbers and as expressions alike: %s', (architecture, expected) => {
    const node = (value: string): string => `{ "FormatVersion": 1, "Target": { "Architecture": "${architecture}" }, "Filters": [ { "NodeDescriptors": [ { "Alignment": ${value} } ] } ] }`;
    expect([...problemsOf(node('4294967296')), ...problemsOf(node('"1LL << 32"'))]).toEqual(expected);
  });

  it('says one thing about a newer format and nothing else', () => {
    expect(problemsOf('{ "FormatVersion": 2, "Nonsense": [ { "Frames": "?" } ] }')).toEqual(['DOC-09 newer']);
  });

  it('asks for the format version', () => {
    expect(problemsOf('{}')).toEqual(['DOC-08 formatVersion']);
  });

  it.each(['{', '{ /* all of it', '{ "Framings": {', '{ "Framings": { "F": {}, }', '{} x'])('does not ask for it while nobody can tell what belongs to the document: %s', (text) => {
    const problems = problemsOf(text);
    expect(problems).not.toContain('DOC-08 formatVersion');
    expect(problems.some((problem) => problem.startsWith('DOC-01'))).toBe(true);
  });

  it('asks for it beside a syntax error that has nothing to do with it', () => {
    expect(problemsOf('{ "Framings": { "F": x } }')).toEqual(['DOC-08 formatVersion', 'DOC-01 invalidLiteral']);
  });

  it('does not ask for it where its name is misspelt', () => {
    expect(problemsOf('{ "FormatVerson": 1 }')).toEqual(['DOC-02 nearest']);
  });

  it.each([
    '{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [ { "Frames": 2 } ] } } }',
    '{ "Framings": { "F": { "FramingItem": [ { "Frames": 2 } ] } }, "FormatVersion": 1 }',
    '{\n  "Framings": {\n    "F": {\n      "FramingItem": [\n        { "Frames": 2 }\n      ]\n    }\n  },\n  "FormatVersion": 1\n}\n',
  ])('does not ask for it when one character is missing or too many in a document that has it: %j', (text) => {
    for (let at = 0; at < text.length; at++) {
      for (const insert of ['', '{', '}', '[', ']', '"', ',', ':']) {
        const broken = text.slice(0, at) + insert + text.slice(at + (insert === '' ? 1 : 0));
        const { problems } = readModel(broken);
        if (broken.includes('"FormatVersion"')) expect(problems.map(({ variant }) => variant), broken).not.toContain('formatVersion');
      }
    }
  });

  it('asks what a data range is, and takes what it says', () => {
    expect(problemsOf('{ "FormatVersion": 1, "DataRanges": { "R": {} } }')).toEqual(['DOC-08 discriminator']);
    expect(problemsOf('{ "FormatVersion": 1, "DataRanges": { "R": { "Type": "KS_DATARANGE_VIDO" } } }')).toEqual(['DOC-05 wordNearest']);
    expect(problemsOf('{ "FormatVersion": 1, "DataRanges": { "R": { "Type": "KSDATARANGE" } } }')).toEqual([]);
  });

  it.each([['""', ''], ['[]', 'DOC-04 root'], ['1', 'DOC-04 root'], ['null', 'DOC-04 root']])('a document that is %s', (text, expected) => {
    expect(problemsOf(text)).toEqual([expected || 'DOC-04 root']);
  });
});

describe('durations and distributions', () => {
  const hold = (value: string) => {
    const model = readModel(`{ "FormatVersion": 1, "Simulations": [ { "Label": "s", "Client": { "Requests": 1, "Hold": ${value} } } ] }`);
    const client = model.instances.find(({ structure }) => structure.name === 'SimulationClient')!;
    return { value: bound(client, 'Hold'), problems: model.problems.map(({ code, variant }) => `${code} ${variant}`) };
  };
  it.each([
    ['"5 ms"', { kind: 'constant', value: 5_000_000 }],
    ['{ "Uniform": ["1 us", "2 us"] }', { kind: 'uniform', minimum: 1000, maximum: 2000 }],
    ['{ "Triangular": ["1 us", "2 us", "9 us"] }', { kind: 'triangular', minimum: 1000, mode: 2000, maximum: 9000 }],
    ['{ "Table": [["1 us", 9], ["1 ms", 1]] }', { kind: 'table', values: [1000, 1_000_000], weights: [9, 1] }],
    ['{ "Histogram": [["0 us", "1 us", 90], ["1 us", "2 us", 0], ["2 us", "1 ms", 10]] }', { kind: 'table', values: [1000, 2000, 1_000_000], weights: [90, 0, 10] }],
    ['{ "Samples": ["2 us", "1 us", "2 us"] }', { kind: 'table', values: [1000, 2000], weights: [1, 2] }],
  ])('%s', (text, distribution) => {
    expect(hold(text)).toEqual({ value: expect.objectContaining({ kind: 'distribution', distribution }), problems: [] });
  });
  it.each([
    ['5', 'DOC-06 unitMissing'], ['"5"', 'DOC-06 unitMissing'], ['{}', 'DOC-06 distribution'], ['{ "Uniform": ["2 us", "1 us"] }', 'DOC-06 uniform'],
    ['{ "Triangular": ["1 us", "2 us"] }', 'DOC-06 triangular'], ['{ "Table": [["1 us", 0]] }', 'DOC-06 table'], ['{ "Table": [["1 us"]] }', 'DOC-06 table'],
    ['{ "Histogram": [["1 us", 5]] }', 'DOC-06 histogram'], ['{ "Histogram": [["1 us", "2 us", 0]] }', 'DOC-06 histogram'], ['{ "Histogram": [["2 us", "1 us", 1]] }', 'DOC-06 histogram'], ['{ "Samples": [] }', 'DOC-06 samples'], ['true', 'DOC-04 type'],
  ])('%s', (text, problem) => {
    expect(hold(text).problems).toEqual([problem]);
    expect(hold(text).value.state).toBe('invalid');
  });
});

describe('any text', () => {
  it('never throws, and places every problem inside the text', () => {
    const fragment = fc.constantFrom('{', '}', '[', ']', ':', ',', '"', '"Flags"', '"Frames"', '"Filters"', '"PinDescriptors"', '"FramingItem"', '"Framings"', '"FormatVersion"', '1', '-1', '1e400', 'null', 'true', '"F"', '"A | B"', '"__proto__"', '"constructor"', ' ', '\r\n', '// x\n', '"Simulations"', '"Type"', '"DataRanges"');
    fc.assert(fc.property(fc.array(fragment, { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      for (const { start, end } of readModel(text).problems) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }), { numRuns: 500 });
  });

  it('reads what comes before and after a mistake', () => {
    const whole = document('"Frames": 2, "FileAlignment": 3', '"Flags": 0');
    for (let cut = 0; cut < whole.length; cut++) readModel(whole.slice(0, cut));
    const broken = whole.replace('"Frames": 2,', '"Frames": ,');
    const { items, filters } = readModel(broken);
    expect(numberOf(items[0]!.item, 'FileAlignment')).toBe(3);
    expect(filters[0]!.pins).toHaveLength(1);
  });

  it('treats __proto__ and constructor as unknown names', () => {
    expect(problemsOf('{ "FormatVersion": 1, "__proto__": {}, "constructor": {} }').map((problem) => problem.slice(0, 6))).toEqual(['DOC-02', 'DOC-02']);
    expect(elementsOf(readModel('{ "FormatVersion": 1, "Filters": [] }').document!, 'Filters')).toEqual([]);
  });

  it('finds an allocator dispatch through a table', () => {
    const pin = readModel(document('', '"Dispatch": { "Allocator": "A" }')).filters[0]!.pins[0]!;
    expect(pin.allocator.state === 'present' && pin.allocator.instance.structure).toBe(KSALLOCATOR_DISPATCH);
    expect(pin.dispatch.state === 'present' && pointerIn(pin.dispatch.instance, 'Allocator', KSALLOCATOR_DISPATCH).state).toBe('present');
    expect(KS_FRAMING_ITEM.name).toBe('KS_FRAMING_ITEM');
  });
});
