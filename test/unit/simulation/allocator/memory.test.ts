import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignmentOf, carve, commonBufferLength, isAlignmentMask, pagesOf, putSlot, slotAddress, slotAt, slotLogicalAddress, strideOf, takeSlot, worstMapRegisters } from '../../../../server/src/simulation/allocator/index';
import { createMemorySpace, releaseBlock, takeCommonBuffer, takePool } from '../../../../server/src/simulation/allocator/memory-space';
import { codes, run } from './setups';

const nv12 = 1920 * 1080 * 3 / 2;

describe('sizes', () => {
  it('rounds frames up to their alignment', () => {
    expect(strideOf({ FrameSize: 230_400, FileAlignment: 0x3f })).toBe(230_400);
    expect(strideOf({ FrameSize: 1000, FileAlignment: 0x3f })).toBe(1024);
    expect(strideOf({ FrameSize: 1000, FileAlignment: 0 })).toBe(1000);
  });

  it('counts three frames of 1920 × 1080 NV12', () => {
    expect(nv12).toBe(3_110_400);
    expect(commonBufferLength(3, nv12, 0)).toBe(9_331_200);
    expect(commonBufferLength(3, nv12, 0x3f)).toBe(9_331_200);
    expect(pagesOf(nv12, 4096)).toBe(760);
    expect(worstMapRegisters(nv12, 4096)).toBe(761);
  });

  it.each([[0, 1], [1, 2], [0x3f, 64], [0xfff, 4096], [64, 128], [0x7fffffff, 2 ** 31], [0xffffffff, 2 ** 32]])('takes mask %i for alignment %i', (mask, alignment) => {
    expect(alignmentOf(mask)).toBe(alignment);
    expect(isAlignmentMask(mask)).toBe(mask !== 64);
  });
});

describe('a common buffer cut into frames', () => {
  const base = { address: 2 ** 44, logicalAddress: 0x10000000, pageSize: 4096 };

  it('holds three frames of 1920 × 1080 NV12 in 2279 pages', () => {
    const buffer = carve({ ...base, length: 9_331_200, frames: 3, frameSize: nv12, fileAlignment: 0x3f });
    expect(buffer).toMatchObject({ stride: 3_110_400, slots: 3, pages: 2279, unused: 0, tail: 2279 * 4096 - 9_331_200, offset: 0 });
    expect([0, 1, 2].map((slot) => slotAddress(buffer, slot) - base.address)).toEqual([0, 3_110_400, 6_220_800]);
    expect(slotLogicalAddress(buffer, 2)).toBe(0x10000000 + 6_220_800);
  });

  it('holds one frame fewer when it is a byte too short, and the last frame needs no padding', () => {
    const frames = { ...base, frames: 3, frameSize: 1000, fileAlignment: 0x3f };
    expect(carve({ ...frames, length: 2 * 1024 + 1000 }).slots).toBe(3);
    expect(carve({ ...frames, length: 2 * 1024 + 999 }).slots).toBe(2);
    expect(carve({ ...frames, length: 999 }).slots).toBe(0);
  });

  it('takes a whole page for a small buffer, of which the tail cannot be used', () => {
    expect(carve({ ...base, length: 100, frames: 1, frameSize: 100, fileAlignment: 0 })).toMatchObject({ pages: 1, tail: 3996, unused: 0 });
  });

  it('begins behind its start for an alignment above a page', () => {
    const buffer = carve({ ...base, address: 2 ** 44 + 4096, logicalAddress: 0x10001000, length: 3 * 8192, frames: 3, frameSize: 4096, fileAlignment: 8191 });
    expect(buffer).toMatchObject({ offset: 4096, stride: 8192, slots: 3 });
    expect(slotAddress(buffer, 0) % 8192).toBe(0);
    expect(slotLogicalAddress(buffer, 0) % 8192).toBe(0);
  });

  it('knows its frames by their addresses and takes back only what is out', () => {
    const buffer = carve({ ...base, length: 3072, frames: 3, frameSize: 1000, fileAlignment: 0x3f });
    expect(takeSlot(buffer)).toBe(0);
    expect(slotAt(buffer, base.address + 1024)).toBe(1);
    expect(slotAt(buffer, base.address + 1)).toBe(-1);
    expect(slotAt(buffer, base.address - 1024)).toBe(-1);
    expect(slotAt(buffer, base.address + 3072)).toBe(-1);
    expect(putSlot(buffer, 1)).toBe(false);
    expect(putSlot(buffer, -1)).toBe(false);
    expect(putSlot(buffer, 0)).toBe(true);
    expect(putSlot(buffer, 0)).toBe(false);
  });

  it('never gives two frames one byte, keeps every frame within it and aligned, and loses none', () => {
    const cases = fc.record({ frames: fc.integer({ min: 1, max: 40 }), frameSize: fc.integer({ min: 1, max: 20_000 }), power: fc.integer({ min: 0, max: 14 }), extra: fc.integer({ min: -3000, max: 3000 }), start: fc.integer({ min: 0, max: 7 }), takes: fc.array(fc.integer({ min: -5, max: 40 }), { maxLength: 200 }) });
    fc.assert(fc.property(cases, ({ frames, frameSize, power, extra, start, takes }) => {
      const fileAlignment = 2 ** power - 1;
      const length = Math.max(1, commonBufferLength(frames, frameSize, fileAlignment) + extra);
      const address = 2 ** 44 + start * 4096;
      const buffer = carve({ ...base, address, logicalAddress: 0x10000000 + start * 4096, length, frames, frameSize, fileAlignment });
      const out: number[] = [];
      for (const take of takes) {
        if (take < 0) {
          const slot = takeSlot(buffer);
          expect(slot === -1).toBe(out.length === buffer.slots);
          if (slot >= 0) {
            expect(out).not.toContain(slot);
            out.push(slot);
          }
        } else {
          const at = out.indexOf(take);
          expect(putSlot(buffer, take)).toBe(at >= 0);
          if (at >= 0) out.splice(at, 1);
        }
        expect(buffer.free.length + out.length).toBe(buffer.slots);
      }
      const places = Array.from({ length: buffer.slots }, (_, slot) => slotAddress(buffer, slot));
      places.forEach((place, slot) => {
        expect(place % (fileAlignment + 1)).toBe(0);
        expect(place).toBeGreaterThanOrEqual(address);
        expect(place + frameSize).toBeLessThanOrEqual(address + length);
        if (slot > 0) expect(place).toBeGreaterThanOrEqual(places[slot - 1]! + frameSize);
        expect(slotAt(buffer, place)).toBe(slot);
      });
      if (extra >= 0 && buffer.offset <= extra) expect(buffer.slots).toBe(frames);
    }), { numRuns: 200 });
  });
});

describe('memory', () => {
  it.each(['x86', 'x64', 'ARM64'] as const)('never overlaps on %s, whatever is taken and given back', (architecture) => {
    const steps = fc.array(fc.record({ size: fc.oneof(fc.constantFrom(99, 4095, 8191), fc.integer({ min: 0, max: 10_000 })), power: fc.integer({ min: 0, max: 13 }), common: fc.boolean(), back: fc.boolean() }), { maxLength: 120 });
    fc.assert(fc.property(steps, (list) => {
      const space = createMemorySpace(architecture, 4096, null);
      const blocks: { readonly block: NonNullable<ReturnType<typeof takePool>>; readonly end: number }[] = [];
      for (const { size, power, common, back } of list) {
        if (back && blocks.length > 0) releaseBlock(space, blocks.splice(size % blocks.length, 1)[0]!.block);
        else {
          const block = (common ? takeCommonBuffer(space, size + 1) : takePool(space, size + 1, 2 ** power))!;
          expect(block.address % (common ? 4096 : 2 ** power)).toBe(0);
          if (common) expect(block.pages).toBe(Math.ceil((size + 1) / 4096));
          const end = block.address + (common ? block.pages * 4096 : block.length);
          for (const other of blocks) expect(end <= other.block.address || block.address >= other.end).toBe(true);
          blocks.push({ block, end });
        }
        expect(space.poolBytes + space.commonBufferBytes).toBe(blocks.reduce((sum, { block }) => sum + block.length, 0));
        expect(space.commonBufferPages).toBe(blocks.reduce((sum, { block }) => sum + block.pages, 0));
      }
    }), { numRuns: 60 });
  });

  it('of a run is all given back, over pool and over a common buffer of any time', () => {
    for (const allocatedAt of ['deviceStart', 'initializeAllocator', 'allocate'] as const) {
      expect(run({ framing: { FrameSize: nv12 }, commonBuffer: { allocatedAt } })).toMatchObject({ findings: [], statistics: { leftBytes: 0, leftPages: 0, peakBytes: 9_331_200 } });
    }
    expect(run({ framing: { FrameSize: nv12 } }).statistics).toMatchObject({ leftBytes: 0, leftPages: 0, peakBytes: 9_331_200 });
  });

  it('that is left is counted', () => {
    expect(run({ behaviour: { leavesOnDelete: ['CommonBuffer'] }, framing: { FrameSize: nv12 }, commonBuffer: {} })).toMatchObject({ statistics: { leftBytes: 9_331_200, leftPages: 2279 } });
  });

  it('takes map registers for each page of a common buffer where the adapter has a number of them', () => {
    const fitting = { framing: { FrameSize: nv12 }, commonBuffer: { whenItFails: 'goOn' as const } };
    expect(codes(run({ ...fitting, setup: { mapRegisters: 2279 } }))).toEqual([]);
    expect(codes(run({ ...fitting, setup: { mapRegisters: 2278 } }))).toEqual(['CBF-08']);
    const each = (mapRegisters: number): readonly object[] => run({ commonBuffer: { allocatedAt: 'allocate' }, setup: { mapRegisters } }).findings;
    expect(each(6)).toEqual([]);
    expect(each(5)).toMatchObject([{ code: 'ALC-13', field: 'mapRegisters', arguments: { out: 2, frames: 3 } }]);
  });
});
