import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freePlace, type Placed } from '../../../server/src/picture/draw/free-place';

const room: Placed = { left: 100, width: 900 };
const covers = (left: number, width: number, other: Placed): boolean => left < other.left + other.width && left + width > other.left;

describe('a label among others', () => {
  it('has its middle where it belongs, as far as there is room', () => {
    expect(freePlace(500, 60, [], room)).toBe(470);
    expect(freePlace(101, 60, [], room)).toBe(100);
    expect(freePlace(999, 60, [], room)).toBe(940);
  });

  it('stands beside what is there, on the nearer side', () => {
    expect(freePlace(500, 60, [{ left: 490, width: 80 }], room)).toBe(430);
    expect(freePlace(560, 60, [{ left: 490, width: 80 }], room)).toBe(570);
    // Between two there is no room: beyond the nearer one.
    expect(freePlace(500, 60, [{ left: 420, width: 70 }, { left: 500, width: 70 }], room)).toBe(570);
    // At the edge the other side is left.
    expect(freePlace(995, 60, [{ left: 930, width: 70 }], room)).toBe(870);
  });

  it('never covers what is there while a place is free, and never leaves the room', () => {
    const placed = fc.record({ left: fc.integer({ min: 100, max: 950 }), width: fc.integer({ min: 1, max: 200 }) });
    fc.assert(fc.property(fc.integer({ min: 100, max: 1000 }), fc.integer({ min: 1, max: 200 }), fc.array(placed, { maxLength: 2 }), (x, width, taken) => {
      const left = freePlace(x, width, taken, room);
      expect(left).toBeGreaterThanOrEqual(room.left);
      expect(left + width).toBeLessThanOrEqual(room.left + room.width);
      const isFree = (at: number): boolean => taken.every((each) => !covers(at, width, each));
      const anywhere = Array.from({ length: room.width - width + 1 }, (_, at) => room.left + at).some(isFree);
      expect(isFree(left)).toBe(anywhere);
    }), { numRuns: 300 });
  });
});
