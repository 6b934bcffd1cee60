// Circuits that cannot be are refused, each with the field that is wrong.
import { describe, expect, it } from 'vitest';
import type { CircuitScenario, PinScenario } from '../../../../server/src/simulation/index';
import { checkScenario } from '../../../../server/src/simulation/run/check-scenario';
import { pin } from '../scenarios';
import { circuit, graph, life, peer, sink, source } from './circuits';

const defects = (pins: readonly PinScenario[], circuits: readonly CircuitScenario[]): string[] => checkScenario(graph(pins, circuits)).map(({ key, field }) => `${key} ${field}`);
const injection = { kind: 'injection', frames: 2, frameBytes: 100, registeredAt: 'STOP' } as const;

describe('a circuit', () => {
  it('is sound as the tests make it', () => {
    expect(defects([source(), sink('inPlace', 'b')], [circuit([0, 1, 'peer'])])).toEqual([]);
    expect(defects([sink('in', 'a')], [circuit(['peer', 0], { peers: [peer({ period: 1 })] })])).toEqual([]);
  });

  it.each<[string, readonly PinScenario[], readonly CircuitScenario[], readonly string[]]>([
    ['a pin without supply', [source()], [], ['noSupplier pins.0']],
    ['a pin with two', [pin()], [circuit([0, 'peer'])], ['twoSuppliers pins.0']],
    ['a pin in two circuits', [source()], [circuit([0, 'peer']), circuit([0, 'peer'], { label: 'other' })], ['sharedPin circuits.1.stations.0']],
    ['a pin twice on one round', [source()], [circuit([0, 0])], ['sharedPin circuits.0.stations.1']],
    ['no such pin', [source()], [circuit([0, 1])], ['noSuchPin circuits.0.stations.1']],
    ['no such peer', [source()], [circuit([0, 'peer'], { peers: [] })], ['circuitStation circuits.0.stations.1']],
    ['two circuits of one name', [source(), source({ label: 'b' })], [circuit([0, 'peer']), circuit([1, 'peer'])], ['duplicateLabel circuits.1.label']],
    ['data that begins with a peer without a period', [sink('in', 'a')], [circuit(['peer', 0])], ['circuitStation circuits.0.stations.0']],
    ['data that begins with an input', [sink('in', 'a')], [circuit([0, 'peer'])], ['circuitStation circuits.0.stations.0']],
    ['an output that nobody fills', [{ ...sink('in', 'a'), dataFlow: 'out' }], [circuit([0, 'peer'])], ['circuitStation circuits.0.stations.0']],
    ['an output on the way', [source(), source({ label: 'b' })], [circuit([0, 1])], ['circuitStation circuits.0.stations.1']],
    ['injection into nothing', [source()], [circuit([0], { allocator: injection })], ['circuitStation circuits.0.allocator']],
    ['injection by a peer', [sink('in', 'a')], [circuit(['peer', 0], { peers: [peer({ period: 1 })], allocator: injection })], ['circuitStation circuits.0.allocator']],
    ['too many frames', [source()], [circuit([0, 'peer'], { allocator: life({ framing: { Frames: 100_001 } }) })], ['notWhole circuits.0.allocator.setup.request.framing.Frames']],
    ['no frames', [source()], [circuit([0, 'peer'], { allocator: { kind: 'peer', frames: 0, frameBytes: 100 } })], ['notWhole circuits.0.allocator.frames']],
    ['frames of nothing', [source()], [circuit([0, 'peer'], { allocator: { kind: 'peer', frames: 1, frameBytes: 0 } })], ['notWhole circuits.0.allocator.frameBytes']],
    ['a period of 0', [sink('in', 'a')], [circuit(['peer', 0], { peers: [peer({ period: 0 })] })], ['notWhole circuits.0.peers.0.period']],
    ['a hold below 0', [source()], [circuit([0, 'peer'], { peers: [peer({ hold: { kind: 'constant', value: -1 } })] })], ['notWhole circuits.0.peers.0.hold']],
  ])('cannot have %s', (_, pins, circuits, expected) => {
    expect(defects(pins, circuits)).toEqual(expected);
  });
});
