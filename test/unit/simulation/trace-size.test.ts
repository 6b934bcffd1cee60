import { describe, expect, it } from 'vitest';
import { encodeTrace } from '../../../server/src/trace/index';
import { constant, milliseconds, pin, run, scenario } from './scenarios';

const vary = (minimum: number, maximum: number) => ({ kind: 'uniform', minimum, maximum }) as const;

/** Encoded bytes for each span, instants and counters included. */
function bytesPerSpan(changes: Parameters<typeof pin>[0]): number {
  const { trace } = run(scenario([pin({ ...changes, client: { requests: 6, hold: constant(30 * milliseconds), ...changes?.client } })], { duration: 10_000 * 10 * milliseconds, checkInvariants: false }));
  return encodeTrace(trace).length / trace.spans.count;
}

describe('an encoded trace', () => {
  it('of a million spans stays below 10 MB when every time varies by microseconds to milliseconds', () => {
    expect(bytesPerSpan({
      source: { jitter: vary(-100_000, 100_000) }, hardware: { transferTime: vary(4_000_000, 5_000_000) },
      driver: { processTime: vary(5_000, 20_000), dpcTime: vary(1_000, 9_000) },
      system: { interruptLatency: vary(3_000, 9_000), dpcLatency: vary(5_000, 40_000), completionLatency: vary(20_000, 90_000) },
      client: { hold: vary(10 * milliseconds, 30 * milliseconds) },
    })).toBeLessThan(10);
  });

  it('is smaller by far when nothing varies', () => {
    expect(bytesPerSpan({})).toBeLessThan(7);
  });
});
