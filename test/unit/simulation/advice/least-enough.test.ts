import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { leastEnough } from '../../../../server/src/simulation/advice/least-enough';

describe('the least number that is enough', () => {
  it('is the threshold, wherever it is', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 200 }), async (threshold, room) => {
      const found = await leastEnough(threshold + room, 1_024, (number) => Promise.resolve(number < threshold ? 1 : 0));
      expect(found.number).toBe(threshold);
      expect(found.exception).toBeNull();
    }), { numRuns: 200 });
  });

  it('asks for no number twice, and for few of many', async () => {
    const asked: number[] = [];
    await leastEnough(512, 1_024, (number) => {
      asked.push(number);
      return Promise.resolve(number < 300 ? 3 : 0);
    });
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThan(30);
  });

  it('rests on no search where more can harm: all numbers are tried then', async () => {
    // 6 is enough, 7 to 11 are not, from 12 on all are.
    const found = await leastEnough(16, 1_024, (number) => Promise.resolve(number === 6 || number >= 12 ? 0 : 2));
    expect(found.number).toBe(12);
    expect(found.exception).toEqual({ enough: 6, more: 7, upTo: null });
    expect([...found.tried.keys()].slice(0, 16)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
  });

  it('takes a stretch that ends where nothing above is enough', async () => {
    const found = await leastEnough(8, 64, (number) => Promise.resolve(number >= 5 && number <= 8 ? 0 : 1));
    expect(found.number).toBe(5);
    expect(found.exception).toEqual({ enough: 5, more: 9, upTo: 8 });
  });

  it('sees a hole far below a great number', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 30, max: 100 }), async (top) => {
      // Halving alone would land on the lower threshold and never see that the middle is not enough.
      const [from, to] = [Math.floor(top * 0.45), Math.floor(top * 0.8)];
      const found = await leastEnough(top, 1_024, (number) => Promise.resolve(number < Math.floor(top * 0.2) || (number >= from && number < to) ? 1 : 0));
      expect(found.exception).not.toBeNull();
      expect(found.number).toBe(to);
    }), { numRuns: 50 });
  });
});
