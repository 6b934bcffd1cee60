import { describe, expect, it } from 'vitest';
import { type PinView, elementsOf, numberOf, pinsNamed, readModel, stateOf, textOf } from '../../../server/src/document/index';
import { messageOf, validate } from '../../../server/src/rules/index';

/** A document of one filter with these properties, and these top-level ones. */
const document = (filter: string, more = ''): string => `{ "FormatVersion": 1, ${more} "Filters": [ { "Label": "f", ${filter} } ] }`;
const problems = (text: string): readonly string[] => readModel(text).problems.map(({ code, variant }) => `${code} ${variant}`);
const flow = (pin: PinView): string => `${pin.filter.label}/${pin.label}#${pin.id} ${pin.dataFlow ?? '?'} ${pin.flags ?? '?'}${pin.variant === undefined ? '' : ` if ${pin.variant.condition ?? '?'}`}`;

describe('variants', () => {
  const text = document(`"PinDescriptors": [
    { "Label": "a", "Flags": 1, "PinDescriptor": { "Communication": 1 },
      "Variants": [ { "If": "out", "PinDescriptor": { "DataFlow": 2 } }, { "If": "in", "Flags": 2, "PinDescriptor": { "DataFlow": 1, "Communication": 3 } } ] },
    { "Label": "b", "Flags": 7, "PinDescriptor": { "DataFlow": 1 } } ]`);

  it('make a configuration of the filter each, and keep one view of the filter', () => {
    const model = readModel(text);
    expect(model.problems).toEqual([]);
    expect(model.filters).toHaveLength(1);
    expect(model.configurations.map(({ pins }) => pins.map(flow))).toEqual([['f/a#0 2 1 if out', 'f/b#1 1 7'], ['f/a#0 1 2 if in', 'f/b#1 1 7']]);
    expect(model.configurations[0]).toBe(model.filters[0]);
  });

  it('complete an embedded structure, and keep what the object says outside of them', () => {
    const [first, second] = readModel(text).configurations.map(({ pins }) => pins[0]!);
    expect([first?.communication, second?.communication]).toEqual([1, 3]);
    expect(numberOf(first!.pin, 'Flags')).toBe(1);
  });

  it('may be of the filter itself', () => {
    const model = readModel(document('"Flags": 0, "Variants": [ { "If": "DBG", "Flags": 1 }, { "If": "!DBG" } ], "PinDescriptors": [ { "Label": "p" } ]'));
    expect(model.configurations.map(({ filter, variant }) => [variant?.condition, numberOf(filter, 'Flags')])).toEqual([['DBG', 1], ['!DBG', 0]]);
  });

  it('use a framing once each, however many configurations there are', () => {
    const model = readModel(document(`"Variants": [ { "If": "1" }, { "If": "2" }, { "If": "3" } ],
      "PinDescriptors": [ { "Label": "a", "AllocatorFraming": "F", "Variants": [ { "If": "x" }, { "If": "y", "AllocatorFraming": "G" } ] }, { "Label": "b", "AllocatorFraming": "F" } ]`,
    '"Framings": { "F": { "FramingItem": [ {} ] }, "G": { "FramingItem": [ {} ] } },'));
    expect(model.configurations).toHaveLength(3);
    expect(model.framings.map(({ pins }) => pins.map(flow))).toEqual([['f/a#0 ? ? if x', 'f/b#1 ? ?'], ['f/a#0 ? ? if y']]);
  });

  it('give one finding for one mistake that all of them have, and one for the mistake of one', () => {
    const framing = '"Framings": { "F": { "FramingItem": [ { "MemoryType": "KSMEMORY_TYPE_WILDCARD", "Flags": 2, "Frames": 2, "FileAlignment": 3 } ] } },';
    const count = (variants: string): number => validate(readModel(document(`"PinDescriptors": [ { "AllocatorFraming": null, "Dispatch": { "Allocator": {} }, "Variants": [ ${variants} ] } ]`, framing))).filter(({ code }) => code === 'FRM-40').length;
    expect(count('{ "If": "a" }, { "If": "b" }')).toBe(1);
    expect(count('{ "If": "a", "AllocatorFraming": "F" }, { "If": "b" }')).toBe(1);
    expect(count('{ "If": "a", "AllocatorFraming": "F" }, { "If": "b", "AllocatorFraming": "F" }')).toBe(0);
  });

  it('are named by a finding that holds in some of them only and stands outside', () => {
    const found = (variants: string) => validate(readModel(document(`"PinDescriptors": [ { "AllocatorFraming": null, "Dispatch": { "Allocator": {} }, "Variants": [ ${variants} ] } ]`, '"Framings": { "F": {} },')))
      .filter(({ code }) => code === 'FRM-40').flatMap(({ related }) => related.filter(({ text }) => text.startsWith('variant.')).map((place) => messageOf(place)));
    expect(found('{ "If": "a" }, { "If": "b" }')).toEqual([]);
    expect(found('{ "If": "a" }, { "If": "b", "AllocatorFraming": "F" }')).toEqual(['This holds under the condition a.']);
    expect(found('{ "If": "a" }, { "If": "b", "AllocatorFraming": "F" }, {}')).toEqual(['This holds under the condition a.', 'This holds in this form of the object.']);
    expect(found('{ "If": "a", "AllocatorFraming": null }, { "If": "b", "AllocatorFraming": "F" }')).toEqual([]);
  });

  it('are looked at up to a number that no driver reaches', () => {
    const many = Array.from({ length: 500 }, (_, index) => `{ "If": "${index}" }`).join();
    expect(readModel(document(`"PinDescriptors": [ { "Variants": [ ${many} ] } ]`)).configurations).toHaveLength(16);
  });
});

describe('tables of arrays', () => {
  const tables = `"PinDescriptorTables": { "Pins": [ { "Label": "video", "Flags": 3 } ] }, "CategoryTables": { "C": [ "KSCATEGORY_CAPTURE" ] }, "MediumTables": { "M": [ { "Set": "KSMEDIUMSETID_Standard", "Id": 0 } ] },`;

  it('are shared by those that name them', () => {
    const model = readModel(`{ "FormatVersion": 1, ${tables} "Filters": [ { "Label": "a", "PinDescriptors": "Pins", "Categories": "C" }, { "Label": "b", "PinDescriptors": "Pins" } ] }`);
    expect(model.problems).toEqual([]);
    expect(model.filters.map(({ pins }) => pins.map(flow))).toEqual([['a/video#0 ? 3'], ['b/video#0 ? 3']]);
    expect(model.filters[0]?.pins[0]?.pin).toBe(model.filters[1]?.pins[0]?.pin);
    expect(elementsOf(model.filters[0]!.filter, 'Categories')).toHaveLength(1);
    expect(model.arrayTables.get('PinDescriptorTables')).toEqual(['Pins']);
  });

  it('are read once, however often they are named', () => {
    const model = readModel(`{ "FormatVersion": 1, "CategoryTables": { "C": [ "KSCATEGORY_CAPTUER" ] }, "Filters": [ { "Categories": "C" }, { "Categories": "C" } ] }`);
    expect(model.problems.map(({ code }) => code)).toEqual(['DOC-05']);
  });

  it.each([
    ['"PinDescriptors": "Pin"', ['DOC-05 entryNearest']],
    ['"PinDescriptors": "Quite another"', ['DOC-05 entry']],
    ['"Categories": 3', ['DOC-04 type']],
  ])('%s is reported where it stands', (filter, expected) => {
    expect(problems(document(filter, tables))).toEqual(expected);
  });

  it('hold arrays only', () => {
    expect(problems('{ "FormatVersion": 1, "CategoryTables": { "C": null, "D": {} } }')).toEqual(['DOC-04 type', 'DOC-04 type']);
  });
});

describe('pins that come while the driver runs', () => {
  it('follow those of the table', () => {
    const model = readModel(document('"PinDescriptors": [ { "Label": "a" } ], "DynamicPinDescriptors": [ { "Label": "b" }, { "Label": "c" } ]'));
    expect(model.filters[0]?.pins.map(({ label, id, isDynamic }) => [label, id, isDynamic])).toEqual([['a', 0, false], ['b', 1, true], ['c', 2, true]]);
  });

  it.each([
    ['"PinDescriptors": []', undefined],
    ['"PinDescriptors": [], "DynamicPinDescriptors": null', true],
    ['"PinDescriptors": [], "DynamicPinDescriptors": [ {} ]', true],
    ['"PinDescriptors": [], "CreatesPins": false', true],
    ['"PinDescriptors": [], "CreatesPins": true', false],
    ['"PinDescriptors": [ 3 ], "CreatesPins": false', undefined],
    ['"CreatesPins": false', undefined],
  ])('%s: every pin is known: %s', (filter, complete) => {
    expect(readModel(document(filter)).filters[0]?.pinsComplete).toBe(complete);
  });

  it('may be filled in later: what is a placeholder is not stated', () => {
    const pin = readModel(document(`"PinDescriptors": [ { "Flags": 1, "AllocatorFraming": null, "FilledLater": ["DataRanges", "AllocatorFraming"],
      "PinDescriptor": { "DataRangesCount": 0, "DataRanges": null, "DataFlow": 1 } } ]`)).filters[0]!.pins[0]!;
    expect(pin.framing.state).toBe('unknown');
    expect(stateOf(pin.descriptor!, 'DataRanges')).toBe('unknown');
    expect(numberOf(pin.descriptor!, 'DataRangesCount')).toBeUndefined();
    expect([pin.flags, pin.dataFlow]).toEqual([1, 1]);
  });
});

describe('every object', () => {
  it('may have remarks and suppressions', () => {
    expect(problems(`{ "FormatVersion": 1, "Notes": [], "Target": { "Notes": { "a": 1 } }, "Filters": [ { "PinDescriptors": [ { "PinDescriptor": { "Interfaces": [ { "Notes": "x", "Suppress": [ { "Code": "PIN-01", "Reason": "r" } ] } ] } } ] } ] }`)).toEqual([]);
  });
});

describe('references to pins', () => {
  it('are found by both labels, or by that of the pin alone where that is enough', () => {
    const model = readModel('{ "FormatVersion": 1, "Filters": [ { "Label": "a", "PinDescriptors": [ { "Label": "x" }, { "Label": "y" } ] }, { "Label": "b", "PinDescriptors": [ { "Label": "x" } ] } ] }');
    expect([...pinsNamed(model, 'a/x'), ...pinsNamed(model, 'y')].map(flow)).toEqual(['a/x#0 ? ?', 'a/y#1 ? ?']);
    expect(pinsNamed(model, 'x')).toHaveLength(2);
    expect(pinsNamed(model, 'c')).toEqual([]);
  });

  it('are checked in simulations and common buffers', () => {
    const end = '"Filters": [ { "Label": "a", "PinDescriptors": [ { "Label": "x" } ] } ]';
    expect(problems(`{ "FormatVersion": 1, "Device": { "Dma": { "CommonBuffers": [ { "Pin": "a/y" } ] } }, "Simulations": [ { "Connections": [ { "From": "a/x", "To": "elsewhere" } ] } ], ${end} }`)).toEqual(['DOC-05 pinNearest', 'DOC-05 pin']);
  });
});

describe('factories', () => {
  it('take a reference string, none, or say nothing', () => {
    const factory = (text: string) => elementsOf(readModel(document(`"Factory": ${text}`)).document!, 'Filters')![0]!;
    for (const [text, expected] of [['{ "RefString": null }', 'null'], ['{ "RefString": "GLOBAL" }', 'present'], ['{}', 'unknown']] as const) {
      const element = factory(text);
      if (element.state !== 'present' || element.kind !== 'instance') throw new Error('no filter');
      const value = element.instance.stated.find((candidate) => candidate?.state === 'present' && candidate.kind === 'instance');
      if (value?.state !== 'present' || value.kind !== 'instance') throw new Error('no factory');
      expect(stateOf(value.instance, 'RefString'), text).toBe(expected);
      if (expected === 'present') expect(textOf(value.instance, 'RefString')).toBe('GLOBAL');
    }
  });
});
