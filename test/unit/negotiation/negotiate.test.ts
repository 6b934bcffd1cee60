import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../server/src/document/index';
import { guidValue } from '../../../server/src/ks/index';
import { type ConditionName, type Negotiation, defaultOptions, negotiationsOf } from '../../../server/src/simulation/negotiation/index';
import { type ItemText, allocator, chain, documentOf, filter, framing, negotiation, negotiations, pin } from './documents';

const preferences = ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY', 'KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY'];
const range: fc.Arbitrary<readonly [number, number, number]> = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 9 }), fc.nat(12)).map(([min, step, count]) => [min, min + step * count, count === 0 ? 0 : step]);
const item: fc.Arbitrary<ItemText> = fc.record({ range, physical: range, frames: fc.nat(6), alignment: fc.constantFrom(0, 1, 3, 7), memory: fc.constantFrom('KSMEMORY_TYPE_WILDCARD', 'KSMEMORY_TYPE_SYSTEM', 'KSMEMORY_TYPE_KERNEL_NONPAGED', 'KSMEMORY_TYPE_KERNEL_PAGED') });

const inRange = (size: number, [min, max, step]: readonly [number, number, number]): boolean => size >= min && size <= max && (min === max || (size - min) % step === 0);
/** Sizes of one item; an item whose two ranges exclude each other is its own mistake and unknown to others. */
const sizesOfItem = ({ range: optimal, physical }: ItemText): readonly number[] => Array.from({ length: 200 }, (_, size) => size + 1).filter((size) => inRange(size, optimal!) && inRange(size, physical!));

/** What does not depend on the order in which things are listed. */
const summary = ({ segments }: Negotiation): readonly unknown[] => segments.map(({ memory, size, frames, alignment, stride, total }) => [memory.cell.value, memory.conflict?.isHard, size.cell.value, size.conflict?.isHard, frames.value, alignment.value, stride.value, total.value]);

describe('the frame size of a segment', () => {
  it('stands in every range, is the least that does, and is missing only where none does', () => {
    fc.assert(fc.property(fc.array(item, { minLength: 2, maxLength: 3 }).map((items) => (items.length === 3 ? [...items, items[0]!] : items)), (items) => {
      const { segments: [segment] } = negotiation(chain(items.map((each) => framing({ ...each, memory: 'KSMEMORY_TYPE_SYSTEM' }))));
      const sets = items.map(sizesOfItem);
      if (sets.some((sizes) => sizes.length === 0)) {
        expect(segment!.size.cell.value).toBeUndefined();
        return;
      }
      const common = sets.reduce((left, right) => left.filter((size) => right.includes(size)));
      expect(segment!.size.cell.value).toBe(common[0] === 1 ? undefined : common[0]);
      expect(segment!.size.conflict === undefined).toBe(common.length > 0);
    }), { numRuns: 150 });
  });

  it('is never below a frame of the connected format', () => {
    fc.assert(fc.property(item, item, fc.integer({ min: 1, max: 80 }), (a, b, bytes) => {
      const { segments: [segment] } = negotiation(chain([framing({ ...a, memory: 'KSMEMORY_TYPE_SYSTEM' }), framing({ ...b, memory: 'KSMEMORY_TYPE_SYSTEM' })], { connection: `, "FrameSize": ${bytes}` }));
      const size = segment!.size.cell.value;
      if (size !== undefined) expect([size >= bytes, inRange(size, a.range!), inRange(size, b.physical!)]).toEqual([true, true, true]);
    }), { numRuns: 100 });
  });

  it('follows the ratio of a filter in front', () => {
    const half = framing({ range: [1, 100_000, 1] }).replace('{ ', '{ "OutputCompression": { "RatioNumerator": 1, "RatioDenominator": 3, "RatioConstantMargin": 5 }, ');
    const wide = framing({ range: [1, 100_000, 1] });
    const { segments } = negotiation(chain([wide, wide, half, wide], { connection: '' }).replace('"To": "f0/in"', '"To": "f0/in", "FrameSize": 1000'));
    expect(segments.map(({ size }) => size.cell.value)).toEqual([1000, 339]);
    expect(negotiation(chain([wide, wide, half, wide]).replace('"To": "f0/in"', '"To": "f0/in", "FrameSize": 1000'), { ...defaultOptions, compressionRounding: 'down' }).segments[1]!.size.cell.value).toBe(338);
  });

  it('takes a size that an edit writes from the format that is connected', () => {
    const edited = '"RuntimeEdits": [{ "When": "Create", "KsEdit": ["Descriptor", "AllocatorFraming"], "FrameSize": "SizeImage", "Stepping": 0 }], ';
    const text = (connection: string): string => documentOf([filter('source', [pin('out', 'OUT', framing({}), edited)])], [`{ "From": "source/out", "Peer": { "Kind": "KernelAvStream", "AllocatorFraming": null }${connection} }`]);
    expect(negotiation(text(', "FrameSize": 230400')).segments[0]!.size.cell.value).toBe(230_400);
    expect(negotiation(text('')).segments[0]!.size.cell.value).toBeUndefined();
  });
});

describe('what a segment agrees on', () => {
  it('does not depend on the order of connections', () => {
    fc.assert(fc.property(fc.array(item, { minLength: 6, maxLength: 6 }), (items) => {
      const framings = items.map((each) => framing(each));
      const [forward, backward] = [undefined, (connections: readonly string[]) => [...connections].reverse()].map((order) => negotiation(chain(framings, order ? { order } : {})));
      expect(backward!.segments).toHaveLength(1);
      expect(summary(backward!)).toEqual(summary(forward!));
      expect(backward!.segments[0]!.demands.map(({ end }) => end.pin!.filter.label)).toEqual(forward!.segments[0]!.demands.map(({ end }) => end.pin!.filter.label));
    }), { numRuns: 60 });
  });

  it('is the least number of frames, the strictest alignment, and a stride that holds both', () => {
    fc.assert(fc.property(fc.array(fc.record({ frames: fc.nat(6), alignment: fc.constantFrom(0, 1, 3, 7, 63) }), { minLength: 2, maxLength: 2 }), (demands) => {
      const { segments: [segment] } = negotiation(chain(demands.map((each) => framing({ ...each, range: [1000, 1000, 0] }))));
      const counts = demands.map(({ frames }) => frames).filter((frames) => frames > 0);
      const mask = Math.max(...demands.map(({ alignment }) => alignment));
      const stride = Math.ceil(1000 / (mask + 1)) * (mask + 1);
      expect([segment!.frames.value, segment!.alignment.value, segment!.stride.value]).toEqual([counts.length === 0 ? undefined : Math.min(...counts), mask, stride]);
      expect(segment!.total.value).toBe(counts.length === 0 ? undefined : Math.min(...counts) * stride);
    }));
  });

  it('names the option wherever one decides', () => {
    const text = chain([framing({ frames: 2 }), framing({ frames: 5 })]);
    const cellOf = (options = defaultOptions): unknown => { const { value, basis, option } = negotiation(text, options).segments[0]!.frames; return { value, basis, option }; };
    expect(cellOf()).toEqual({ value: 2, basis: 'option', option: 'frames' });
    expect(cellOf({ ...defaultOptions, frames: 'greatest' })).toEqual({ value: 5, basis: 'option', option: 'frames' });
    expect(negotiation(text, { ...defaultOptions, frameSize: 'greatest' }).segments[0]!.size.cell).toMatchObject({ value: 65_536, basis: 'option', option: 'frameSize' });
    expect(negotiation(chain([framing({ frames: 5 }), framing({ frames: 5 })])).segments[0]!.frames.basis).toBe('documented');
  });

  it('lets preferences yield, and says that they do', () => {
    const text = chain([framing({}), framing({ memory: 'KSMEMORY_TYPE_KERNEL_PAGED', flags: preferences })]);
    const { memory } = negotiation(text).segments[0]!;
    expect(memory.conflict).toMatchObject({ about: 'memoryType', isHard: false });
    expect(memory.cell.value?.map(({ memoryType }) => memoryType)).toEqual([guidValue('KSMEMORY_TYPE_KERNEL_NONPAGED')]);
    expect(memory.cell.option).toBe('preferences');
    expect(negotiation(text, { ...defaultOptions, preferences: 'bind' }).segments[0]!.memory.cell.value).toEqual([]);
  });

  it('looks at alternatives, or at the first alone', () => {
    const text = chain([framing({}), framing({ memory: 'KSMEMORY_TYPE_KERNEL_PAGED' }, {})]);
    expect(negotiation(text).segments[0]!.memory).toMatchObject({ cell: { basis: 'inferred', option: 'alternatives' }, conflict: undefined });
    expect(negotiation(text, { ...defaultOptions, alternatives: 'first' }).segments[0]!.memory.conflict).toMatchObject({ about: 'memoryType', isHard: true });
  });

  it('is unknown where a demand is, and a conflict stands all the same', () => {
    const unknown = negotiation(chain([framing({ range: [100, 200, 1] }), undefined])).segments[0]!;
    expect([unknown.memory.cell.value, unknown.size.cell.value, unknown.frames.value]).toEqual([undefined, undefined, undefined]);
    const conflict = negotiation(chain([framing({ range: [100, 200, 1] }), undefined, framing({ range: [300, 400, 1] }), framing({})])).segments[0]!;
    expect(conflict.size.conflict?.parties.map(({ end }) => end.pin!.filter.label)).toEqual(['source', 'f0']);
  });

  it('is worked out for every configuration of the filters', () => {
    const variants = '"Variants": [{ "If": "A", "AllocatorFraming": "Small" }, { "If": "B", "AllocatorFraming": "Large" }], ';
    const text = documentOf([filter('source', [pin('out', 'OUT', undefined, variants)])], ['{ "From": "source/out", "Peer": { "Kind": "KernelKs1", "AllocatorFraming": null } }'], `"Framings": { "Small": ${framing({ range: [100, 100, 0] })}, "Large": ${framing({ range: [900, 900, 0] })} }, `);
    expect(negotiations(text).map(({ segments }) => segments[0]!.size.cell.value)).toEqual([100, 900]);
  });
});

describe('where a segment ends', () => {
  const reasons = (text: string): unknown => { const { segments } = negotiation(text); return [segments.length, ...new Set(segments.flatMap(({ segment: { cuts } }) => cuts.map(({ because, basis }) => `${because} ${basis}`)))]; };
  const wide = framing({});
  it.each([
    ['at a filter that copies', chain([wide, wide, wide, wide], { inPlace: false }), [2, 'copying documented']],
    ['not at one that works in place', chain([wide, wide, wide, wide]), [1]],
    ['where it is not stated', chain([wide, wide, wide, wide]).replace('"InPlace": true, ', ''), [2, 'inPlaceUnknown inferred']],
    ['not where a framing says that the pin modifies in place', chain([wide, wide, framing({ flags: ['KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER'] }), wide]).replace('"InPlace": true, ', ''), [1]],
    ['where frames change their size', chain([wide, wide, wide.replace('{ ', '{ "OutputCompression": { "RatioNumerator": 2 }, '), wide]), [2, 'sizeChanges inferred']],
    ['at a hardware medium', chain([wide, wide, wide, wide]).replace('"To": "f0/in"', '"To": "f0/in", "Medium": { "Set": "{5d2f1c3a-8b7e-4f60-9c21-3e4a5b6c7d8e}", "Id": 0 }'), [2, 'offTransport documented']],
  ])('%s', (_, text, expected) => expect(reasons(text)).toEqual(expected));

  it('keeps the branches of a splitter together, and no others', () => {
    const text = (flags: string): string => documentOf(
      [filter('source', [pin('out', 'OUT', wide)]), filter('tee', [pin('in', 'IN', wide), pin('out', 'OUT', wide).replace('"Flags": []', `"Flags": [${flags}]`)], '"InPlace": true, '), filter('sink', [pin('in', 'IN', wide)])],
      ['{ "From": "source/out", "To": "tee/in" }', '{ "From": "tee/out", "To": "sink/in" }', '{ "From": "tee/out", "Peer": { "Kind": "KernelAvStream" } }']);
    expect(reasons(text('"KSPIN_FLAG_SPLITTER"'))).toEqual([1]);
    expect(reasons(text(''))).toEqual([3, 'severalConnections inferred']);
  });

  it('ends for graphs that run in a circle too', () => {
    const text = documentOf([filter('a', [pin('in', 'IN', wide), pin('out', 'OUT', wide)], '"InPlace": true, '), filter('b', [pin('in', 'IN', wide), pin('out', 'OUT', wide)], '"InPlace": true, ')], ['{ "From": "a/out", "To": "b/in" }', '{ "From": "b/out", "To": "a/in" }']);
    expect(reasons(text)).toEqual([1]);
    expect(reasons(text.replaceAll('"InPlace": true', '"InPlace": false'))).toEqual([2, 'copying documented']);
  });

  it('knows no more than the document: broken connections leave the rest uncertain', () => {
    const text = documentOf([filter('source', [pin('out', 'OUT', wide)])], ['{ "From": "source/out", "Peer": { "Kind": "KernelKs1" } }', '{ "From": "nowhere/out", "To": "source/out" }']);
    const { graph, segments } = negotiation(text);
    expect([graph.isComplete, graph.connections.length, segments[0]!.segment.isCertain]).toEqual([false, 1, false]);
  });

  it('implies the client where no connection is listed', () => {
    const text = (simulation: string): string => `{ "FormatVersion": 1, "Filters": [${filter('source', [pin('out', 'OUT', wide, allocator)])}], "Simulations": [{ "Label": "s", ${simulation} }] }`;
    const model = readModel(text('"Client": { "Requests": 2, "Hold": "1 ms" }'));
    expect(negotiationsOf(model)[0]!.segments[0]!.allocators.map(({ kind, verdict }) => `${kind} ${verdict}`)).toEqual(['vendor rejected', 'userMode eligible', 'default rejected']);
    expect(negotiationsOf(readModel(text('"Pin": "source/out"')))).toEqual([]);
  });
});

describe('an allocator', () => {
  const peer = (framingText: string, more = ''): string => `{ "From": "source/out", "Peer": { "Kind": "KernelAvStream", "HasAllocator": false, "AllocatorFraming": ${framingText} }${more} }`;
  const text = (own: ItemText, other: ItemText | null, more = '', document = ''): string => documentOf([filter('source', [pin('out', 'OUT', framing(own), allocator)])], [peer(other ? framing(other) : 'null', more)], document);
  const verdict = (document: string): readonly unknown[] => {
    const vendor = negotiation(document).segments[0]!.allocators.find(({ kind }) => kind === 'vendor')!;
    return [vendor.verdict, ...vendor.conditions.filter(({ isMet }) => isMet !== true).map(({ name, isMet }) => (isMet === false ? name : `${name}?`))];
  };
  const rejected: readonly (readonly [string, string, ConditionName])[] = [
    ['user mode', text({}, {}).replace('KernelAvStream', 'UserMode'), 'kernelMode'],
    ['VRAM', text({}, {}, ', "MemoryTransport": "Vram"'), 'systemTransport'],
    ['other memory', text({}, { memory: 'KSMEMORY_TYPE_KERNEL_PAGED' }), 'memory'],
    ['sizes apart', text({ range: [1, 10, 1] }, { range: [20, 30, 1] }), 'frameSize'],
    ['another that insists', text({}, { flags: ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY', 'KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE'] }), 'mustAllocate'],
    ['a failure that the scenario assumes', text({}, {}, ', "InitializeAllocatorFails": true'), 'initialize'],
    ['device memory where system memory is needed', text({ memory: '{8f0c7a51-1f4d-4b0e-9a67-0d1f2a3b4c5d}', flags: ['KSALLOCATOR_FLAG_DEVICE_SPECIFIC'] }, { memory: 'KSMEMORY_TYPE_WILDCARD' }), 'systemMemory'],
  ];
  it('is eligible when nothing speaks against it', () => {
    expect(verdict(text({}, {}))).toEqual(['eligible']);
    expect(verdict(text({}, null))).toEqual(['eligible']);
  });

  it.each(rejected)('is rejected because of %s, with the place that decides', (_, document, name) => {
    const { segments: [segment] } = negotiation(document);
    const condition = segment!.allocators.find(({ kind }) => kind === 'vendor')!.conditions.find((each) => each.name === name)!;
    expect(verdict(document).slice(0, 2)).toEqual(['rejected', expect.stringMatching(new RegExp(`^(${name}|kernelMode)$`))]);
    expect(condition.isMet).toBe(false);
    expect(condition.decidedBy.length).toBeGreaterThan(0);
  });

  it('is undecided where the other end is unknown, or only a wish speaks against it', () => {
    expect(verdict(text({}, {}).replace(/, "AllocatorFraming": \{ "FramingItem": \[[^\]]*\] \}(?= \}\s*\})/, ''))[0]).toBe('eligible');
    expect(verdict(documentOf([filter('source', [pin('out', 'OUT', framing({}), allocator)])], ['{ "From": "source/out", "Peer": { "Kind": "KernelAvStream" } }']))).toEqual(['undecided', 'memory?', 'kernelMemory?', 'systemMemory?', 'frameSize?']);
    expect(verdict(text({}, { memory: 'KSMEMORY_TYPE_KERNEL_PAGED', flags: preferences }))).toEqual(['undecided', 'memory?']);
  });

  it('gives every condition its grounds', () => {
    for (const [, document] of rejected) {
      for (const { conditions } of negotiation(document).segments[0]!.allocators) {
        for (const { basis, sources, isMet, decidedBy } of conditions) {
          if (basis !== 'scenario') expect(sources.length).toBeGreaterThan(0);
          if (isMet === false) expect(decidedBy.length).toBeGreaterThan(0);
        }
      }
    }
  });
});

describe('large graphs', () => {
  it('take time in proportion to their connections', () => {
    const framings = Array.from({ length: 6000 }, (_, index) => framing({ range: [64, 65_536 - (index % 7), 1], flags: index % 2 === 0 ? ['KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE'] : [] }));
    const model = readModel(chain(framings));
    const start = performance.now();
    expect(negotiationsOf(model)[0]!.segments).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
