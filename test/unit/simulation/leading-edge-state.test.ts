// A buffer shows as under the leading edge from when the edge reaches it, whatever the driver does with it there.
import { describe, expect, it } from 'vitest';
import { type PinChanges, constant, expectSound, milliseconds as ms, pin, rowOfKind, run, scenario, spansOf } from './scenarios';

const pattern = (which: 'cloneAndAdvance' | 'holdLeadingEdge' | 'copyInProcess' | 'copyAtDpc', changes: PinChanges = {}) => pin({ hardware: { transferTime: constant(0) }, ...changes, driver: { pattern: which, processTime: constant(0), setDeviceStateTime: constant(0), dpcTime: constant(0), ...changes.driver }, client: { requests: 3, hold: constant(1 * ms), ...changes.client } });

/** The first spans of some buffers. */
function spans(of: ReturnType<typeof pin>, buffers: number, count: number): [string, number, number, number][][] {
  const { trace } = run(scenario([of]));
  expectSound(trace);
  return Array.from({ length: buffers }, (_, buffer) => spansOf(trace, rowOfKind(trace, 'buffer', buffer)).slice(0, count));
}

describe('the leading edge', () => {
  it.each(['copyInProcess', 'copyAtDpc'] as const)('reaches a buffer when the one before has been copied into: %s', (which) => {
    expect(spans(pattern(which), 3, 2)).toEqual([
      [['leadingEdge', 0, 10 * ms, -1], ['inApplication', 10 * ms, 11 * ms, 0]],
      [['queued', 0, 10 * ms, -1], ['leadingEdge', 10 * ms, 20 * ms, -1]],
      [['queued', 0, 20 * ms, -1], ['leadingEdge', 20 * ms, 30 * ms, -1]],
    ]);
  });

  it('is on a buffer while Process copies into it', () => {
    expect(spans(pattern('copyInProcess', { driver: { processTime: constant(2 * ms) } }), 2, 2)).toEqual([
      [['leadingEdge', 0, 12 * ms, -1], ['inApplication', 12 * ms, 13 * ms, 0]],
      [['queued', 0, 12 * ms, -1], ['leadingEdge', 12 * ms, 22 * ms, -1]],
    ]);
  });

  it('stays on a buffer that is filled in pieces, and goes on when it is full', () => {
    expect(spans(pattern('copyAtDpc', { driver: { chunkBytes: 500 }, client: { bufferBytes: 2000 } }), 2, 3)).toEqual([
      [['leadingEdge', 0, 10 * ms, -1], ['leadingEdge', 10 * ms, 20 * ms, 0], ['inApplication', 20 * ms, 21 * ms, 1]],
      [['queued', 0, 20 * ms, -1], ['leadingEdge', 20 * ms, 30 * ms, -1], ['leadingEdge', 30 * ms, 40 * ms, 2]],
    ]);
  });

  it('reaches the next buffer when a driver that holds it ejects the frame, though Process comes later', () => {
    expect(spans(pattern('holdLeadingEdge', { driver: { attemptAsynchronous: true }, system: { workItemLatency: constant(3 * ms) } }), 2, 3)[1]).toEqual([['queued', 0, 10 * ms, -1], ['leadingEdge', 10 * ms, 13 * ms, -1], ['cloned', 13 * ms, 20 * ms, -1]]);
  });
});
