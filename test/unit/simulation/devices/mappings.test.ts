import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PinScenario, Scenario } from '../../../../server/src/simulation/index';
import { buildMappings, countMappings, countPages } from '../../../../server/src/simulation/queue/index';
import { createRun } from '../../../../server/src/simulation/run/create-run';
import type { SimulationModel } from '../../../../server/src/simulation/run/model';
import type { PinChanges } from '../scenarios';
import { constant, instantsOf, milliseconds, pin, rowOfKind, run, scenario } from '../scenarios';

const ms = milliseconds;
const generateMappings = 0x100;
const inRunOnly = 0x10000;
/** 1920 × 1080 NV12. */
const frameBytes = 3_110_400;

type Changes = PinChanges;
const mapped = (changes: Changes = {}): ReturnType<typeof pin> => pin({ flags: generateMappings | inRunOnly, frameBytes: 40_000, ...changes, client: { requests: 4, hold: constant(0), bufferAlignment: 4095, ...changes.client } });
const pagesOf = (model: SimulationModel, index = 0) => model.pins[index]!.client!.requests.map(({ headers }) => headers[0]!.pages!);

describe('a frame of 1920 × 1080 NV12', () => {
  it('has 760 pages, and takes 761 map registers where it begins inside of one', () => {
    expect(frameBytes / 4096).toBe(759.375);
    expect(countPages({ addresses: [], offset: 0 }, frameBytes, 4096)).toBe(760);
    expect(countPages({ addresses: [], offset: 4095 }, frameBytes, 4096)).toBe(761);
  });

  it('is programmed with a mapping for each page', () => {
    const [stats] = run(scenario([mapped({ frameBytes, client: { requests: 1, hold: constant(0) }, driver: { endOfStreamAt: 1 } })])).pins;
    expect(stats!.tableEntriesMaximum).toBe(760);
  });

  it('cannot be locked with 760 registers when it is not aligned, and can with 761', () => {
    const named = (label: string, mapRegisters: number): Scenario => scenario([mapped({ label, frameBytes, hardware: { mappings: { mapRegisters } }, client: { requests: 1, hold: constant(0), bufferAlignment: 0 } })]);
    // The last page of an aligned frame has 1536 bytes: one that begins 2561 bytes or more into a page reaches into another.
    const label = Array.from({ length: 50 }, (_, index) => `pin ${index}`).find((each) => pagesOf(createRun(named(each, 761), 1))[0]!.offset > 2560)!;
    const unaligned = (mapRegisters: number): Scenario => named(label, mapRegisters);
    expect(run(unaligned(761)).framesDelivered).toBeGreaterThan(0);
    const [stats] = run(unaligned(760)).pins;
    expect(stats).toMatchObject({ framesDelivered: 0, processPending: 1 });
    expect(stats!.lockFailures).toBeGreaterThan(0);
  });
});

describe('the stride of a buffer', () => {
  it('is the size rounded up to the alignment', () => {
    const stride = (bytes: number, alignment: number) => run(scenario([pin({ frameBytes: bytes, fileAlignment: alignment })])).pins[0]!.bufferStride;
    expect(stride(1000, 0x3f)).toBe(1024);
    expect(stride(230_400, 0x3f)).toBe(230_400);
    expect(run(scenario([pin({ frameBytes, client: { requests: 3, hold: constant(0) } })])).memoryBytes).toBe(9_331_200);
  });
});

describe('physical pages', () => {
  const pagesFor = (changes: Changes, seed = 1) => pagesOf(createRun(scenario([mapped(changes)]), seed));

  it('are as many as the buffer touches, and lie in runs as the scenario says', () => {
    for (const adjacent of [1, 3]) {
      for (const { addresses, offset } of pagesFor({ hardware: { mappings: { adjacentPages: constant(adjacent) } } })) {
        expect(addresses).toHaveLength(10);
        expect(offset).toBe(0);
        addresses.forEach((address, page) => expect(page > 0 && address === addresses[page - 1]! + 4096).toBe(page % adjacent !== 0));
      }
    }
  });

  it('are nobody else’s', () => {
    const all = pagesFor({ hardware: { mappings: { adjacentPages: { kind: 'uniform', minimum: 1, maximum: 5 } } } }).flatMap(({ addresses }) => addresses);
    expect(new Set(all).size).toBe(all.length);
  });

  it('begin at several offsets, which the alignment of the buffer bounds and no seed changes', () => {
    const offsets = (alignment: number, seed: number) => pagesFor({ client: { requests: 20, hold: constant(0), bufferAlignment: alignment } }, seed).map(({ offset }) => offset);
    expect(new Set(offsets(0, 1)).size).toBeGreaterThan(10);
    expect(offsets(0, 1)).toEqual(offsets(0, 2));
    for (const offset of offsets(0xff, 1)) expect(offset % 256).toBe(0);
  });

  it('with random runs another seed gives others, and the offsets stay', () => {
    const of = (seed: number) => pagesFor({ hardware: { mappings: { adjacentPages: { kind: 'uniform', minimum: 1, maximum: 5 } } } }, seed);
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });

  it('without anything random every seed gives the same run', () => {
    const fingerprint = (seed: number) => run(scenario([mapped({ hardware: { mappings: { tableEntries: 25, mapRegisters: 30 }, lockFailures: { at: [3] } }, client: { requests: 4, hold: constant(1 * ms), bufferAlignment: 0 } })]), seed).fingerprint;
    expect(fingerprint(1)).toBe(fingerprint(2 ** 40));
  });

  it('are mapped as the adapter allows', () => {
    const model = createRun(scenario([mapped({ hardware: { mappings: { adjacentPages: constant(100), maximumBytes: 16_384 } } })]), 1);
    const { adapter } = model.pins[0]!.queue.settings;
    expect(buildMappings(pagesOf(model)[0]!, 40_000, adapter!, 'oneMapping').map(({ byteCount }) => byteCount)).toEqual([16_384, 16_384, 7_232]);
  });
});

describe('the adapter', () => {
  it('is one for pins whose mappings are described alike, and none without the flag', () => {
    const pins: PinScenario[] = [mapped(), mapped({ label: 'second' }), mapped({ label: 'other', hardware: { mappings: { mapRegisters: 50 } } }), mapped({ label: 'plain', flags: inRunOnly })];
    const [first, second, other, plain] = createRun({ ...scenario(), pins }, 1).pins.map(({ queue }) => queue.settings.adapter);
    expect(second).toBe(first);
    expect(other).not.toBe(first);
    expect(plain).toBe(null);
  });

  it('shares its map registers between pins', () => {
    const hardware = { mappings: { mapRegisters: 10 } };
    const both = run({ ...scenario(), pins: [mapped({ hardware }), mapped({ label: 'second', hardware })] });
    // One frame of ten pages at a time: whoever has it locks the other out.
    expect(both.pins.some(({ lockFailures }) => lockFailures > 0)).toBe(true);
    expect(run(scenario([mapped({ hardware: { mappings: { mapRegisters: 40 } } })])).pins[0]!.lockFailures).toBe(0);
  });
});

describe('the table of the device', () => {
  it('limits what can be programmed: Process finds it full as it finds the list full', () => {
    const [stats] = run(scenario([mapped({ hardware: { mappings: { tableEntries: 25 } } })])).pins;
    // Two frames of ten mappings fit, four are there.
    expect(stats!.tableEntriesMaximum).toBe(20);
    expect(stats!.processPending).toBeGreaterThan(0);
    expect(stats!.framesDropped).toBe(0);
    const everything = run(scenario([mapped()])).pins[0]!;
    expect(everything.tableEntriesMaximum).toBe(40);
    expect(everything.mappingsBuilt).toBe(10 * everything.queueFramesReceived);
  });

  it('a frame with more mappings than there are entries is never programmed, and the stream stalls (SPT-17)', () => {
    const result = run(scenario([mapped({ hardware: { mappings: { tableEntries: 9 } } })]));
    expect(result.framesDelivered).toBe(0);
    expect(result.pins[0]!.drops[0]).toMatchObject({ key: 'buffersNotProgrammed', paths: expect.arrayContaining(['/pins/0/hardware/mappings']) });
    expect(result.findings.map(({ code }) => code)).toContain('SPT-17');
  });
});

describe('locks that fail', () => {
  const failing = (changes: Changes) => run(scenario([pin({ ...changes, hardware: { transferTime: constant(4 * ms), ...changes.hardware } })], { limits: { calls: 1000 } }));

  it('Process finds NULL, returns STATUS_PENDING, and a later attempt tries again', () => {
    const result = failing({ hardware: { interrupt: 'perPeriod', lockFailures: { at: [1] } } });
    expect(result.pins[0]).toMatchObject({ lockFailures: 1, processPending: 1 });
    expect(result.pins[0]!.attemptProcessingCalls).toBe(1);
    // Nothing is programmed before the interrupt of the first period.
    expect(instantsOf(result.trace, rowOfKind(result.trace, 'client'), 'delivered')[0]).toBe(30 * ms);
    // NULL is looked at, not used: nothing is wrong.
    expect(result.findings.map(({ code }) => code)).not.toContain('SPT-07');
  });

  it('without any interrupt to come nobody tries again (SPT-17)', () => {
    const result = failing({ hardware: { lockFailures: { at: [1] } } });
    expect(result.framesDelivered).toBe(0);
    expect(result.findings[0]).toMatchObject({ code: 'SPT-17' });
  });

  it('an arrival tries again with INITIATE_PROCESSING_ON_EVERY_ARRIVAL', () => {
    expect(failing({ flags: 0x10020, hardware: { lockFailures: { at: [1] } }, client: { requests: 2, hold: constant(1 * ms), firstQueuedAt: 'RUN' } }).framesDelivered).toBeGreaterThan(5);
  });

  it('between two frames Process stops with STATUS_PENDING, and the next interrupt goes on', () => {
    const result = failing({ hardware: { lockFailures: { at: [2] } }, client: { requests: 2, hold: constant(1 * ms) } });
    expect(result.pins[0]).toMatchObject({ lockFailures: 1 });
    expect(result.framesDelivered).toBeGreaterThan(5);
  });

  it('at random, as often as the scenario says, and for one seed the same', () => {
    const often = (seed: number) => run(scenario([pin({ hardware: { interrupt: 'perPeriod', transferTime: constant(0), lockFailures: { perMillion: 300_000 } }, client: { requests: 4, hold: constant(0) } })], { duration: 2005 * ms }), seed).pins[0]!;
    const { lockFailures } = often(1);
    expect(lockFailures).toBeGreaterThan(50);
    expect(lockFailures).toBeLessThan(200);
    expect(often(1)).toEqual(often(1));
    expect(often(2).lockFailures).not.toBe(lockFailures);
  });

  it('whatever the pattern, the stream goes on', () => {
    for (const pattern of ['cloneAndAdvance', 'holdLeadingEdge', 'copyInProcess', 'copyAtDpc'] as const) {
      const result = run(scenario([pin({ driver: { pattern, attemptProcessing: 'always' }, hardware: { interrupt: 'perPeriod', transferTime: constant(1 * ms), lockFailures: { at: [1, 2, 5] } }, client: { requests: 3, hold: constant(1 * ms) } })], { duration: 505 * ms }));
      expect(result.pins[0]!.lockFailures).toBe(3);
      expect(result.framesDelivered).toBeGreaterThan(20);
    }
  });
});

describe('the number of mappings', () => {
  it('is that of those that are built, whatever the pages, the limit and the length', () => {
    const shape = fc.record({ runs: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 6 }), gaps: fc.boolean(), offset: fc.integer({ min: 0, max: 4095 }), bytes: fc.integer({ min: 0, max: 90_000 }), most: fc.integer({ min: 1, max: 20_000 }), separate: fc.boolean() });
    fc.assert(fc.property(shape, ({ runs, gaps, offset, bytes, most, separate }) => {
      let next = 0x10000;
      const addresses = runs.flatMap((run) => {
        const pages = Array.from({ length: run }, (_, page) => next + page * 4096);
        next += (run + (gaps ? 1 : 0)) * 4096;
        return pages;
      });
      const adapter = { pageSize: 4096, maxMappingsByteCount: most, mappingTableStride: 16, mapRegisters: null, inUse: 0, locks: 0, failsAt: null };
      const adjacent = separate ? 'separateMappings' : 'oneMapping';
      expect(countMappings({ addresses, offset }, bytes, adapter, adjacent)).toBe(buildMappings({ addresses, offset }, bytes, adapter, adjacent).length);
    }), { numRuns: 300, seed: 4 });
  });
});
