// A driver that keeps its trailing edge behind the leading one: what holds its buffers, what that costs, and where it cannot be.
import { describe, expect, it } from 'vitest';
import type { Scenario, SimulationResult } from '../../../server/src/simulation/index';
import { queueFlags } from '../../../server/src/simulation/queue/index';
import { checkScenario } from '../../../server/src/simulation/run/check-scenario';
import { simulationTexts } from '../../../server/src/simulation/wording/index';
import { circuit, graph, peer, sink } from './circuits/circuits';
import { type PinChanges, constant, expectSound, milliseconds as ms, pin, rowOfKind, run, scenario, spansOf } from './scenarios';

const flags = queueFlags.distinctTrailingEdge | queueFlags.processInRunStateOnly;
const capture = (frames: number, changes: PinChanges = {}): Scenario => scenario([pin({ flags, ...changes, driver: { pattern: 'copyInProcess', trailingEdgeFrames: frames, processTime: constant(0), setDeviceStateTime: constant(0), dpcTime: constant(0), ...changes.driver } })]);
const keys = ({ findings }: SimulationResult): string[] => findings.map(({ code, key }) => code ?? key);
const reasons = ({ pins }: SimulationResult): [string, number][] => pins[0]!.drops.map(({ key, count }) => [key, count]);

describe('a frame in the window', () => {
  const { trace, pins } = run(capture(2, { hardware: { transferTime: constant(0) }, client: { requests: 4, hold: constant(1 * ms) } }));

  it('shows as such from the leading edge on until the trailing edge has left it', () => {
    expectSound(trace);
    expect(spansOf(trace, rowOfKind(trace, 'buffer')).slice(0, 3)).toEqual([['leadingEdge', 0, 10 * ms, -1], ['inWindow', 10 * ms, 30 * ms, 0], ['inApplication', 30 * ms, 31 * ms, 0]]);
    expect(pins[0]!.framesDelivered).toBe(10);
  });

  it('is counted', () => {
    const counter = trace.counters.findIndex(({ key }) => key === 'framesInWindow');
    expect(trace.counters[counter]).toMatchObject({ unit: 'frames', limit: 2, path: '/pins/0/driver/trailingEdgeFrames' });
  });

  it('leaves the trace of a pin without a window as it was', () => {
    const plain = run(capture(0)).trace;
    expect(plain.states.map(({ key }) => key)).not.toContain('inWindow');
    expect(plain.counters.map(({ key }) => key)).not.toContain('framesInWindow');
  });

  it('comes later to its reader by the frames of the window', () => {
    const latency = (frames: number): number | null => run(capture(frames, { hardware: { transferTime: constant(0) }, client: { requests: 6, hold: constant(1 * ms) } })).pins[0]!.latency.p50;
    expect([0, 1, 2].map(latency)).toEqual([0, 10 * ms, 20 * ms]);
  });
});

describe.each(['cloneAndAdvance', 'holdLeadingEdge', 'copyInProcess', 'copyAtDpc'] as const)('with %s', (pattern) => {
  const ended = (requests: number, frames: number): SimulationResult => run(capture(frames, { driver: { pattern }, client: { requests, hold: constant(1 * ms) } }));

  it('one buffer more than the window holds keeps the stream going', () => {
    const result = ended(3, 2);
    expect(keys(result)).toEqual([]);
    expect(result.framesDelivered).toBeGreaterThan(8);
  });

  it('a window of all buffers stands still, which is told once and of the value that says so', () => {
    const result = ended(2, 2);
    expect(result.findings.map(({ key, path, relatedPaths, severity }) => [key, severity, path, ...relatedPaths])).toEqual([['windowHoldsAll', 'error', '/pins/0/driver/trailingEdgeFrames', '/pins/0/client/requests']]);
    expect(reasons(result).map(([key]) => key).filter((key) => key !== 'discardedAtStop')).toEqual(['buffersInWindow']);
    // What is in the window is not lost: it comes at the stop.
    expect(result.framesDelivered).toBe(2);
  });
});

describe('buffers in the window', () => {
  it('are why a frame finds none, where the application has fewer', () => {
    const result = run(capture(3, { client: { requests: 4, hold: constant(15 * ms) } }));
    expect(reasons(result)[0]![0]).toBe('buffersInWindow');
    expect(result.pins[0]!.drops[0]).toMatchObject({ arguments: { inWindow: 3, inApplication: 1, requests: 4, holder: 'capture' }, paths: ['/pins/0/driver/trailingEdgeFrames', '/pins/0/client/requests'] });
    expect(keys(result)).toEqual(['dropped.buffersInWindow']);
  });

  it('are not, where the application has more', () => {
    expect(reasons(run(capture(1, { client: { requests: 4, hold: constant(90 * ms) } })))[0]![0]).toBe('buffersInApplication');
  });

  it('are not, where the device is what is slow', () => {
    const slow = run(capture(1, { driver: { pattern: 'cloneAndAdvance' }, hardware: { transferTime: constant(15 * ms) }, client: { requests: 2, hold: constant(0) } }));
    expect(reasons(slow).map(([key]) => key)).not.toContain('buffersInWindow');
  });

  it('keep requests of several headers whole', () => {
    const several = (frames: number): SimulationResult => run(capture(frames, { client: { requests: 2, headersPerRequest: 2, hold: constant(1 * ms) } }));
    expect(keys(several(2))).not.toContain('windowHoldsAll');
    expect(keys(several(3))).toEqual(['windowHoldsAll']);
  });

  it('stand still in a circuit when its windows hold all of its frames', () => {
    const ended = (frames: number, size: number): SimulationResult => run(graph([sink('inPlace', 'effect', { flags: queueFlags.distinctTrailingEdge, driver: { trailingEdgeFrames: frames } })], [circuit(['peer', 0, 'peer'], {
      peers: [peer({ label: 'source', period: 10 * ms, hold: constant(0) }), peer({ label: 'sink', hold: constant(1 * ms) })], allocator: { kind: 'peer', frames: size, frameBytes: 1000 },
    })]));
    expect(keys(ended(2, 5))).toEqual([]);
    const stuck = ended(3, 3);
    expect(keys(stuck)).toEqual(['windowHoldsAll']);
    expect(reasons(stuck)[0]![0]).toBe('buffersInWindow');
  });

  it('were filled before a loss, which the first frame behind it tells of', () => {
    const lossy = { client: { requests: 3, hold: constant(15 * ms) } };
    expect(run(capture(2, { ...lossy, driver: { marksDiscontinuity: true } })).framesDropped).toBeGreaterThan(0);
    expect(keys(run(capture(2, { ...lossy, driver: { marksDiscontinuity: true } })))).not.toContain('HDR-04');
    expect(keys(run(capture(2, { ...lossy, driver: { marksDiscontinuity: false } })))).toContain('HDR-04');
  });
});

describe('a window is refused', () => {
  const problems = (what: Scenario): string[] => checkScenario(what).map(({ key, field }) => `${key} ${field}`);
  const at = 'pins.0.driver.trailingEdgeFrames';

  it('without a trailing edge, with a sentence', () => {
    expect(problems(capture(1, { flags: queueFlags.processInRunStateOnly }))).toEqual([`noTrailingEdge ${at}`]);
    expect(problems(capture(0, { flags: queueFlags.processInRunStateOnly }))).toEqual([]);
    for (const key of ['noTrailingEdge', 'edgesNotMoved']) expect(simulationTexts[`scenario.${key}`]).toContain('{field}');
  });

  it('of no whole number', () => {
    for (const frames of [-1, 1.5, 5000]) expect(problems(capture(frames))).toContain(`notWhole ${at}`);
  });

  it('where AVStream moves the edges: for a filter with a Process of its own', () => {
    const filtered = (process: string | null): string[] => problems({ ...capture(1), filters: [{ label: 'f', flags: 0, process, role: 'capture', factories: [{ flags, instancesNecessary: 1, pins: [0] }] }] });
    expect(filtered('FilterProcess')).toEqual([`edgesNotMoved ${at}`]);
    expect(filtered(null)).toEqual([]);
  });

  it('and for the further instances of a splitter', () => {
    const one = capture(1).pins[0]!;
    const split = { ...capture(1), pins: [one, { ...one, label: 'second' }], filters: [{ label: 'f', flags: 0, process: null, role: 'capture' as const, factories: [{ flags: flags | queueFlags.splitter, instancesNecessary: 1, pins: [0, 1] }] }] };
    expect(problems(split)).toEqual(['edgesNotMoved pins.1.driver.trailingEdgeFrames']);
  });
});
