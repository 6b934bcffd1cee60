// Thousands of frames that take no time: nothing may pile up calls.
import { describe, expect, it } from 'vitest';
import { circuit, graph, life, runGraph, sink } from './circuits/circuits';
import { constant, milliseconds as ms, pin, run, scenario } from './scenarios';

const none = constant(0);

describe('as many buffers as a run takes', () => {
  it('are processed at one instant', () => {
    const result = run(scenario([pin({ client: { requests: 4_096, hold: none }, driver: { processTime: none, dpcTime: none }, hardware: { listDepth: 4_096 } })], { duration: 50 * ms, checkInvariants: false }));
    expect(result.stopReason).toBe('completed');
    expect(result.pins[0]!.framesDelivered).toBeGreaterThan(0);
  });

  it('go through a pin that is done with one frame a call', () => {
    const what = graph([sink('in', 'render', { flags: 0x10000, driver: { processTime: none }, states: [{ time: 0, state: 'PAUSE' }, { time: 5 * ms, state: 'RUN' }] })], [circuit(['peer', 0], {
      peers: [{ label: 'source', kind: 'avStream', hold: none, period: 1_000 }], allocator: life({ framing: { Frames: 4_096 } }),
    })], { duration: 6 * ms, checkInvariants: false });
    expect(runGraph(what, 1, 100_000).model.stopReason).toBe('completed');
  }, 60_000);

  it('come to an end where Process says STATUS_SUCCESS without end', () => {
    const result = run(scenario([pin({ driver: { whenListFull: 'success', processTime: none }, hardware: { listDepth: 1 } })]));
    expect(result.stopReason).toBe('endlessLoop');
  });
});
