import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Progression, type SizeSet, atLeast, compressedSize, greatestSize, hasPair, includes, intersect, leastOf, sizesOf, union } from '../../../server/src/simulation/negotiation/index';

/** Every size of a set, one by one. */
const listed = (sizes: SizeSet): readonly number[] => [...new Set(sizes.flatMap(({ first, last, step }) => Array.from({ length: (last - first) / step + 1 }, (_, index) => first + index * step)))].sort((a, b) => a - b);
const progression: fc.Arbitrary<Progression> = fc.tuple(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 20 }), fc.nat(12)).map(([first, step, count]) => ({ first, last: first + step * count, step: count === 0 ? 1 : step }));
const set = fc.array(progression, { minLength: 1, maxLength: 3 });
const ratio = fc.record({ numerator: fc.integer({ min: 1, max: 9 }), denominator: fc.integer({ min: 1, max: 9 }), margin: fc.nat(12) });

describe('sets of frame sizes', () => {
  it('intersect and unite as their members do', () => {
    fc.assert(fc.property(set, set, (a, b) => {
      const [left, right] = [listed(a), new Set(listed(b))];
      expect(listed(intersect(a, b)!)).toEqual(left.filter((size) => right.has(size)));
      expect(listed(union(a, b)!)).toEqual([...new Set([...left, ...right])].sort((x, y) => x - y));
    }));
  });

  it('do not depend on the order in which they are intersected', () => {
    fc.assert(fc.property(fc.array(set, { minLength: 2, maxLength: 4 }), (sets) => {
      const common = (order: readonly SizeSet[]): readonly number[] => listed(order.reduce((left, right) => intersect(left, right)!));
      expect(common([...sets].reverse())).toEqual(common(sets));
    }));
  });

  it('are what a KS_FRAMING_RANGE describes, without 0', () => {
    fc.assert(fc.property(fc.nat(30), fc.nat(60), fc.nat(20), (min, max, stepping) => {
      const sizes = sizesOf(min, max, stepping);
      const isRange = min === max || (min < max && stepping !== 0 && stepping <= max - min);
      expect(sizes !== undefined).toBe(isRange);
      if (!sizes) return;
      const expected = [];
      for (let size = min; size <= max; size += Math.max(1, min === max ? 1 : stepping)) if (size > 0) expected.push(size);
      expect(listed(sizes)).toEqual(expected);
    }));
  });

  it('keep what is large enough', () => {
    fc.assert(fc.property(set, fc.nat(120), (sizes, least) => {
      expect(listed(atLeast(sizes, least))).toEqual(listed(sizes).filter((size) => size >= least));
      expect(leastOf(sizes)).toBe(listed(sizes)[0]);
      for (let size = 1; size < 120; size += 1) expect(includes(sizes, size)).toBe(listed(sizes).includes(size));
    }));
  });

  it('are exact up to the greatest ULONG', () => {
    const odd = sizesOf(1, greatestSize, 2)!;
    const large = sizesOf(4_294_967_289, greatestSize, 3)!;
    expect(intersect(odd, large)).toEqual([{ first: 4_294_967_289, last: 4_294_967_295, step: 6 }]);
    expect(intersect(sizesOf(1, greatestSize, 65_537)!, sizesOf(2, greatestSize, 65_536)!)).toEqual([{ first: 65_538, last: 65_538, step: 1 }]);
  });
});

describe('compression', () => {
  it('finds a pair of sizes where there is one, and only there', () => {
    fc.assert(fc.property(set, set, ratio, fc.constantFrom('up' as const, 'down' as const), (input, output, factor, rounding) => {
      const outputs = new Set(listed(output));
      const expected = listed(input).some((size) => {
        const scaled = (size * factor.numerator) / factor.denominator;
        return outputs.has((rounding === 'up' ? Math.ceil(scaled) : Math.floor(scaled)) + factor.margin);
      });
      expect(hasPair(input, output, factor, rounding)).toBe(expected);
    }));
  });

  it('is exact for every ULONG', () => {
    expect(compressedSize(0xffffffff, { numerator: 0xfffffffb, denominator: 0xfffffffd, margin: 0 }, 'up')).toBe(Number((0xffffffffn * 0xfffffffbn + 0xfffffffcn) / 0xfffffffdn));
    expect(compressedSize(100, { numerator: 1, denominator: 3, margin: 8 }, 'up')).toBe(42);
    expect(compressedSize(100, { numerator: 1, denominator: 3, margin: 8 }, 'down')).toBe(41);
  });

  it('says that it does not know rather than try forever', () => {
    const input = sizesOf(1, greatestSize, 1)!;
    const output = sizesOf(3, greatestSize - 1, 0xfffffff)!;
    const start = performance.now();
    expect([undefined, true]).toContain(hasPair(input, output, { numerator: 3, denominator: 2, margin: 1 }, 'up'));
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
