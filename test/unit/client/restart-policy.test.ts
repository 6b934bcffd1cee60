import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRestartPolicy, patientEnds, waits } from '../../../client/src/server/restart-policy';

describe('starting a server again that ended', () => {
  it('replaces one that was of use at once, a hundred times and more', () => {
    const policy = createRestartPolicy();
    for (let end = 0; end < 1_000; end += 1) expect(policy.ended(true)).toEqual({ wait: 0, tell: false });
  });

  it('waits ever longer for one that is of no use, and tells once', () => {
    const policy = createRestartPolicy();
    const ends = Array.from({ length: patientEnds + 8 }, () => policy.ended(false));
    expect(ends.map(({ wait }) => wait)).toEqual([0, 0, 0, 0, 0, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
    expect(ends.map(({ tell }) => tell).indexOf(true)).toBe(patientEnds);
    expect(ends.filter(({ tell }) => tell)).toHaveLength(1);
  });

  it('begins anew after a useful one, and when someone restarts by hand', () => {
    const policy = createRestartPolicy();
    const wearOut = (): void => { for (let end = 0; end <= patientEnds; end += 1) policy.ended(false); };
    wearOut();
    policy.reset();
    expect(policy.ended(false).wait).toBe(0);
    wearOut();
    policy.ended(true);
    expect(policy.ended(false).wait).toBe(0);
  });

  it('always starts again, and waits only after that many in a row', () => {
    fc.assert(fc.property(fc.array(fc.boolean(), { maxLength: 80 }), (uses) => {
      const policy = createRestartPolicy();
      let row = 0;
      for (const wasUseful of uses) {
        row = wasUseful ? 0 : row + 1;
        const { wait, tell } = policy.ended(wasUseful);
        expect(wait > 0).toBe(row > patientEnds);
        expect(wait).toBeLessThanOrEqual(waits.longest);
        expect(tell).toBe(row === patientEnds + 1);
      }
    }));
  });
});
