import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTo, createGroupTable, findIn, groupTableSize } from '../../../../server/src/simulation/prover/group-table';
import { createSearch, searchSize, searchStates } from '../../../../server/src/simulation/prover/search';
import { columnSize, createColumn, flatten, segmentFor, segmentMask, segmentWords, wordAt } from '../../../../server/src/simulation/prover/segments';
import { cloneAndAdvance, modelOf } from './programs';

describe('a table of groups', () => {
  it('knows what was added, and nothing else', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(30), fc.nat(200), fc.nat(1_000_000)), { maxLength: 1_500 }), (entries) => {
      const table = createGroupTable();
      const known = new Map<string, number>();
      for (const [group, key, to] of entries) {
        if (known.has(`${group} ${key}`)) continue;
        known.set(`${group} ${key}`, to);
        addTo(table, group, key, to);
      }
      for (let group = 0; group <= 31; group += 1) for (let key = 0; key <= 200; key += 7) expect(findIn(table, group, key)).toBe(known.get(`${group} ${key}`) ?? -1);
      for (const [group, key] of entries) expect(findIn(table, group, key)).toBe(known.get(`${group} ${key}`));
    }), { numRuns: 30 });
  });

  it('holds groups larger than a segment beside small ones, in room that others have left', () => {
    const table = createGroupTable();
    const many = segmentWords * 2;
    for (let key = 0; key < many; key += 1) {
      addTo(table, 0, key, key + 1);
      addTo(table, 1 + (key % 5_000), key, key + 2);
    }
    const wrong = Array.from({ length: many }, (_, key) => key).filter((key) => findIn(table, 0, key) !== key + 1 || findIn(table, 1 + (key % 5_000), key) !== key + 2 || findIn(table, 1 + ((key + 1) % 5_000), key) !== -1);
    expect(wrong).toEqual([]);
    expect(groupTableSize(table)).toBeLessThan(many * 2 * 8 * 4);
  });
});

describe('a column', () => {
  it.each([0, 1, segmentWords, segmentWords * 2 + 5])('of %i words is as many words in one array', (count) => {
    const column = createColumn();
    for (let place = 0; place < count; place += 1) segmentFor(column, place)[place & segmentMask] = place * 3;
    for (let place = 0; place < count; place += 1) if (wordAt(column, place) !== place * 3) throw new Error(`${place} is ${wordAt(column, place)}`);
    expect(flatten(column, count)).toEqual(Int32Array.from({ length: count }, (_, place) => place * 3));
    expect(columnSize(column)).toBe(0);
  });
});

describe('the memory of a search', () => {
  const search = (memory: number): { readonly size: number; readonly ends: string } => {
    const own = createSearch(modelOf(cloneAndAdvance(), { requests: 3 }), { limits: { states: 1e9, memory }, symmetric: true, stopsAtFault: true, checksInvariants: false });
    for (const states = searchStates(own); ;) {
      const next = states.next();
      if (next.done === true) return { size: searchSize(own), ends: next.value?.kind === 'undecided' ? next.value.limit : 'all' };
    }
  };

  it('is what it was given, with what it takes to ask of the states what can be reached', () => {
    const given = 3_000_000;
    const { size, ends } = search(given);
    expect(ends).toBe('memory');
    expect(size).toBeGreaterThan(given * 0.9);
    expect(size).toBeLessThan(given * 1.1);
  });
});
