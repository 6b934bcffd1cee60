import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guidValue } from '../../../server/src/ks/index';
import { type Memory, commonMemories, commonMemory, commonMemoryType, meets } from '../../../server/src/simulation/negotiation/index';

const [wildcard, system, user, paged, nonPaged] = ['WILDCARD', 'SYSTEM', 'USER', 'KERNEL_PAGED', 'KERNEL_NONPAGED'].map((name) => guidValue(`KSMEMORY_TYPE_${name}`)) as [string, string, string, string, string];
const device = '8f0c7a51-1f4d-4b0e-9a67-0d1f2a3b4c5d';
const type = fc.constantFrom(wildcard, system, user, paged, nonPaged, device);
const bus = fc.constantFrom(wildcard, guidValue('GUID_BUS_TYPE_PCI'), guidValue('GUID_BUS_TYPE_USB'));
const memory: fc.Arbitrary<Memory> = fc.record({ memoryType: type, busType: bus });

describe('memory that satisfies both', () => {
  it.each([[system, paged, paged], [system, nonPaged, nonPaged], [paged, nonPaged, undefined], [wildcard, device, device], [system, user, undefined], [device, device, device], [system, device, undefined]])('of %s and %s is %s', (a, b, common) => {
    expect(commonMemoryType(a, b)).toBe(common);
    expect(commonMemoryType(b, a)).toBe(common);
  });

  it('is the same in any order, and meets what it is made of', () => {
    fc.assert(fc.property(memory, memory, memory, (a, b, c) => {
      expect(commonMemory(a, b)).toEqual(commonMemory(b, a));
      const [left, right] = [commonMemory(a, b), commonMemory(b, c)];
      expect(left && commonMemory(left, c)).toEqual(right && commonMemory(a, right));
      if (left) expect([meets(left, a), meets(left, b)]).toEqual([true, true]);
    }));
  });

  it('of several alternatives is what some choice of one each agrees on', () => {
    fc.assert(fc.property(fc.array(fc.array(memory, { minLength: 1, maxLength: 3 }), { maxLength: 4 }), (demands) => {
      const choices = demands.reduce<readonly Memory[]>((found, alternatives) => found.flatMap((one) => alternatives.flatMap((other) => commonMemory(one, other) ?? [])), [{ memoryType: wildcard, busType: wildcard }]);
      const key = ({ memoryType, busType }: Memory): string => `${memoryType} ${busType}`;
      expect(commonMemories(demands)!.map(key)).toEqual([...new Set(choices.map(key))].sort());
      expect(commonMemories([...demands].reverse())).toEqual(commonMemories(demands));
    }));
  });
});
