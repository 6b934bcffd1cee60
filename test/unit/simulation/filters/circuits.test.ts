import { describe, expect, it } from 'vitest';
import type { CircuitScenario, PinScenario, Scenario } from '../../../../server/src/simulation/scenario/index';
import { callsOf, codesOf, constant, deliveredTo, filterOf, milliseconds, output, plainPin, runModel } from './scenarios';

const ms = milliseconds;
const peer = { label: 'peer', kind: 'avStream', hold: constant(3 * ms) } as const;
const own = { create: null, close: null, process: 'PinProcess', setDataFormat: null, setDeviceState: null };

/** A pin of a circuit that a device fills every 10 ms. */
const source = (changes: Partial<PinScenario> = {}): PinScenario => plainPin('capture', { flags: 0x10000, callbacks: own, source: { period: 10 * ms }, ...changes });

function circuit(label: string, stations: readonly (number | 'peer')[], frames: number, changes: Partial<CircuitScenario> = {}): CircuitScenario {
  let peers = 0;
  const places = stations.map((station) => (station === 'peer' ? ({ kind: 'peer', peer: peers++ } as const) : ({ kind: 'pin', pin: station } as const)));
  return { label, stations: places, peers: Array.from({ length: peers }, () => peer), allocator: { kind: 'peer', frames, frameBytes: 1000 }, ...changes };
}

const graph = (pins: readonly PinScenario[], circuits: readonly CircuitScenario[], filters: Scenario['filters']): Scenario =>
  ({ version: 1, label: 'test', duration: 105 * ms, pins, circuits, ...(filters ? { filters } : {}), paths: {}, checkInvariants: true, limits: { calls: 100_000 } });

describe('filters on the round of a circuit (W:avstream-pipes-and-circuits)', () => {
  it('capture → circuit → transform → client: number and instant of a frame go all the way', () => {
    const pins = [source(), plainPin('in', { dataFlow: 'in' }), output()];
    const filter = { ...filterOf(pins), processTime: constant(2 * ms), factories: [1, 2].map((pin) => ({ flags: 0, instancesNecessary: 1, pins: [pin] })) };
    const model = runModel(graph(pins, [circuit('pipe', [0, 1], 3)], [filter]));
    expect(deliveredTo(model, 'capture')).toEqual([10, 10_000]);
    expect(deliveredTo(model, 'out')).toEqual([10, 10_000]);
    expect(codesOf(model)).toEqual([]);
    // All pins are one graph, sink first on the way up.
    expect(model.groups).toHaveLength(1);
    expect(callsOf(model, 'SetDeviceState').slice(0, 3)).toEqual(['out SetDeviceState 1', 'in SetDeviceState 1', 'capture SetDeviceState 1']);
    const completed = model.environment.calls!.filter(({ what, object }) => what === 'requestCompleted' && object === 'out');
    expect(completed.slice(0, 2).map(({ time }) => time)).toEqual([12 * ms, 22 * ms]);
    const calls = callsOf(model);
    expect(calls.slice(calls.indexOf('in frameArrived 0'), calls.indexOf('in frameArrived 0') + 8)).toEqual([
      'in frameArrived 0', 'in leadingEdgeSet 0', 'filter workItemQueued 0', 'filter Process 0', 'in frameCompleted 0', 'in requestCompleted 0', 'out frameCompleted 0', 'out requestCompleted 0',
    ]);
  });

  it('a filter in place is a station of the circuit that it is on: the frame goes on from its one queue', () => {
    const pins = [source(), plainPin('queue', { dataFlow: 'inPlace' })];
    const filter = { ...filterOf(pins), role: 'inPlace' as const, processTime: constant(ms), factories: [{ flags: 0, instancesNecessary: 1, pins: [1] }] };
    const model = runModel(graph(pins, [circuit('pipe', [0, 1, 'peer'], 3)], [filter]));
    expect(deliveredTo(model, 'capture')).toEqual([10, 10_000]);
    expect(codesOf(model)).toEqual([]);
    const calls = callsOf(model);
    const from = calls.indexOf('queue frameArrived 0');
    expect(calls.slice(from, from + 6)).toEqual(['queue frameArrived 0', 'queue leadingEdgeSet 0', 'filter workItemQueued 0', 'filter Process 0', 'queue frameCompleted 0', 'queue requestCompleted 0']);
    expect(model.pins[0]!.latency.count).toBe(10);
  });

  it('circuit → transform → circuit: a slow sink holds up the source', () => {
    const pins = [source(), plainPin('in', { dataFlow: 'in' }), plainPin('out')];
    const filter = { ...filterOf(pins), factories: [1, 2].map((pin) => ({ flags: 0, instancesNecessary: 1, pins: [pin] })) };
    const fast = runModel(graph(pins, [circuit('first', [0, 1], 3), circuit('second', [2, 'peer'], 2)], [filter]));
    expect([deliveredTo(fast, 'capture'), deliveredTo(fast, 'out')]).toEqual([[10, 10_000], [10, 10_000]]);
    const slow = runModel(graph(pins, [circuit('first', [0, 1], 3), circuit('second', [2, 'peer'], 2, { peers: [{ ...peer, hold: constant(50 * ms) }] })], [filter]));
    expect(slow.pins[0]!.framesDropped).toBeGreaterThan(0);
    expect(deliveredTo(slow, 'out')[0]).toBeLessThanOrEqual(6);
    expect(codesOf(slow)).toEqual([]);
  });

  it('a transform whose filter has no Process: the pins do it', () => {
    const pins = [source(), plainPin('in', { dataFlow: 'in', callbacks: own }), output({ callbacks: own })];
    const filter = { ...filterOf(pins), process: null, factories: [1, 2].map((pin) => ({ flags: 0, instancesNecessary: 1, pins: [pin] })) };
    const model = runModel(graph(pins, [circuit('pipe', [0, 1], 3)], [filter]));
    expect(deliveredTo(model, 'out')).toEqual([10, 10_000]);
    expect(codesOf(model)).toEqual([]);
  });

  it('branches of a splitter with circuits of their own: one that starves stalls the other (F-23)', () => {
    const splitter = 0x20000;
    const pins = [plainPin('in', { dataFlow: 'in', client: { requests: 2, hold: constant(0), period: 10 * ms } }), plainPin('A', { flags: splitter }), plainPin('B', { flags: splitter })];
    const filter = { ...filterOf(pins), factories: [{ flags: 0, instancesNecessary: 1, pins: [0] }, { flags: splitter, instancesNecessary: 1, pins: [1, 2] }] };
    const even = runModel(graph(pins, [circuit('a', [1, 'peer'], 2), circuit('b', [2, 'peer'], 2)], [filter]));
    expect([deliveredTo(even, 'A')[0], deliveredTo(even, 'B')[0]]).toEqual([11, 11]);
    const starved = runModel(graph(pins, [circuit('a', [1, 'peer'], 2), circuit('b', [2, 'peer'], 1, { peers: [{ ...peer, hold: constant(80 * ms) }] })], [filter]));
    expect(callsOf(starved, 'Process').length).toBeLessThan(6);
    for (const model of [even, starved]) expect(codesOf(model)).toEqual([]);
  });
});
