import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRestartPolicy, restartLimit, restartSpan } from '../../../client/src/server/restart-policy';

describe('restarting a server that crashed', () => {
  it('forgives five crashes within three minutes and no more', () => {
    const policy = createRestartPolicy();
    expect([restartLimit, restartSpan]).toEqual([5, 180_000]);
    expect([0, 1, 2, 3, 4, 5].map((second) => policy.crashed(second * 1_000))).toEqual([true, true, true, true, true, false]);
  });

  it('forgets what is three minutes old', () => {
    const policy = createRestartPolicy();
    for (let crash = 0; crash < 5; crash += 1) policy.crashed(crash);
    expect(policy.crashed(restartSpan - 1)).toBe(false);
    expect(policy.crashed(2 * restartSpan)).toBe(true);
  });

  it('begins anew when someone restarts by hand', () => {
    const policy = createRestartPolicy(1, 1_000);
    policy.crashed(0);
    policy.reset();
    expect(policy.crashed(1)).toBe(true);
  });

  it('restarts exactly while at most the limit lies within the span', () => {
    fc.assert(fc.property(fc.array(fc.nat(400), { maxLength: 60 }), fc.integer({ min: 0, max: 6 }), (gaps, limit) => {
      const policy = createRestartPolicy(limit, 1_000);
      const times: number[] = [];
      let now = 0;
      for (const gap of gaps) {
        now += gap;
        times.push(now);
        expect(policy.crashed(now)).toBe(times.filter((time) => now - time < 1_000).length <= limit);
      }
    }));
  });
});
