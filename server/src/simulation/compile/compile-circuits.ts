import { type Instance, type PinView, bound, instanceIn, isStated, nodeOf, numberOf, textOf, wordOf } from '../../document/index';
import { Simulation, SimulationAllocator, SimulationFrameHolder, SimulationPeer } from '../../ks/index';
import { compileAllocator } from '../allocator/index';
import type { CircuitAllocator, CircuitScenario, CircuitStation, Distribution, PeerScenario } from '../scenario';
import { formatOf } from './connected-format';
import { peerNames } from './field-names';
import { judgementOf } from './judgement';
import { type GraphPlan, type PlannedCircuit, type PlannedStation, type RunPin, nodeOfPlace } from './plan-graph';
import { impossible } from './problem';
import { type Reader, assume, noteOfPreset, pointer, readPart, stateAt } from './reader';


/** The circuits of a run: where frames go round in kernel mode, and who allocates them. */
export const compileCircuits = (reader: Reader, simulation: Instance<typeof Simulation>, plan: GraphPlan): readonly CircuitScenario[] =>
  plan.circuits.map((circuit, index) => compileCircuit(reader, simulation, plan, circuit, `circuits.${index}`));

function compileCircuit(reader: Reader, simulation: Instance<typeof Simulation>, plan: GraphPlan, circuit: PlannedCircuit, at: string): CircuitScenario {
  const { stations: planned, connections } = circuit;
  reader.paths[at] = pointer(reader, nodeOfPlace(connections[0]!.where));
  const peers: PeerScenario[] = [];
  const neighbour = planned.find(({ pin }) => pin !== undefined)!.pin!;
  const stations = planned.map((station, index): CircuitStation => {
    if (station.pin) return { kind: 'pin', pin: plan.pins.indexOf(station.pin) };
    peers.push(compilePeer(reader, simulation, station, neighbour, index === 0, peers.length, `${at}.peers.${peers.length}`));
    return { kind: 'peer', peer: peers.length - 1 };
  });
  const names = planned.map(({ pin }, index) => pin?.label ?? peers[planned.slice(0, index).filter((station) => !station.pin).length]!.label);
  return {
    label: connections.map(({ stated }) => (stated ? textOf(stated, 'Label') : undefined)).find((label) => label !== undefined) ?? names.join(' → '),
    stations, peers, allocator: allocatorOf(reader, simulation, plan, circuit, `${at}.allocator`), judgement: judgementOf(reader, circuit.segment),
  };
}

function compilePeer(reader: Reader, simulation: Instance<typeof Simulation>, { end, connection }: PlannedStation, neighbour: RunPin, isFirst: boolean, number: number, at: string): PeerScenario {
  const peer = end.peer!;
  const { preset } = neighbour.plan;
  reader.paths[at] = pointer(reader, peer.node);
  if (!isFirst && isStated(peer, 'Period')) impossible('periodOfSink', nodeOf(peer, 'Period'));
  const { period: assumedPeriod, ...values } = preset?.preset.peer ?? {};
  const part = readPart<PeerScenario, typeof SimulationPeer>(reader, at, { stated: [peer], preset: undefined }, peerNames);
  const own: Record<string, unknown> = { ...part };
  const holder = holderOf(simulation);
  const hold = holder && isStated(holder, 'Hold') ? bound(holder, 'Hold') : undefined;
  if (part.hold === undefined && hold?.state === 'present' && hold.kind === 'distribution') {
    own['hold'] = hold.distribution;
    reader.paths[`${at}.hold`] = pointer(reader, hold.node);
  }
  const format = connection.format.range && formatOf(connection.format.range).period;
  if (isFirst && part.period === undefined && format) {
    own['period'] = format.value;
    reader.paths[`${at}.period`] = pointer(reader, format.node);
  }
  for (const [key, value] of Object.entries({ ...values, ...(isFirst && assumedPeriod !== undefined ? { period: assumedPeriod } : {}) })) {
    if (key in own) continue;
    own[key] = value;
    noteOfPreset(reader, `${at}.${key}`, preset!);
  }
  if (isFirst && own['period'] === undefined) impossible('noPeerPeriod', peer.node);
  const nothing: Distribution = { kind: 'constant', value: 0 };
  if (own['hold'] === undefined) {
    reader.assumptions.push({ key: 'peerHold', pin: textOf(peer, 'Label') ?? `peer ${number + 1}`, arguments: { value: 0 }, basis: 'assumed', value: '0', source: '', decided: false, path: pointer(reader, peer.node) });
    own['hold'] = nothing;
  }
  return { label: textOf(peer, 'Label') ?? `peer ${number + 1}`, kind: wordOf(peer, 'Kind') === 'KernelKs1' ? 'ks1' : 'avStream', hold: nothing, ...(own as Partial<PeerScenario>) };
}

function holderOf(simulation: Instance<typeof Simulation>): Instance<typeof SimulationFrameHolder> | undefined {
  const allocator = instanceIn(simulation, 'Allocator', SimulationAllocator);
  return allocator && instanceIn(allocator, 'Holder', SimulationFrameHolder);
}

/** Where the frames of a circuit come from. */
function allocatorOf(reader: Reader, simulation: Instance<typeof Simulation>, { negotiation }: GraphPlan, { segment, connections }: PlannedCircuit, at: string): CircuitAllocator {
  const node = nodeOfPlace(connections[0]!.where);
  const injecting = connections.find(({ injectsFrames }) => injectsFrames);
  if (injecting) {
    const stated = injecting.stated!;
    reader.paths[at] = pointer(reader, nodeOf(stated, 'InjectsFrames'));
    const framesStated = isStated(stated, 'InjectedFrames');
    if (framesStated) reader.paths[`${at}.frames`] = pointer(reader, nodeOf(stated, 'InjectedFrames'));
    if (isStated(stated, 'ReturnCallbackRegisteredAt')) reader.paths[`${at}.registeredAt`] = pointer(reader, nodeOf(stated, 'ReturnCallbackRegisteredAt'));
    const frames = (framesStated ? numberOf(stated, 'InjectedFrames') : segment.frames.value) || impossible('noInjectedFrames', stated.node);
    return { kind: 'injection', frames, frameBytes: frameBytesIn(), registeredAt: stateAt(numberOf(stated, 'ReturnCallbackRegisteredAt')) ?? 'STOP' };
  }
  for (const { stated } of connections) if (stated) refuseStrayInjection(stated);
  const holder = holderOf(simulation);
  const result = compileAllocator(reader.model, simulation, segment, negotiation!.options);
  if (result.kind === 'scenario') {
    const { setup: settled, stated, demand: { access, irql } } = result.scenario;
    // Who asks for each frame by itself gets it when it is wanted.
    const setup = access === 'requestor' ? settled : { ...settled, options: { ...settled.options, obtained: 'lazy' as const } };
    if (access !== 'requestor') reader.paths[`${at}.access`] = pointer(reader, nodeOf(holder!, 'Access'));
    for (const [key, path] of Object.entries(result.paths)) reader.paths[`${at}.setup.${key}`] = path;
    const [deciding] = segment.frames.decidedBy;
    if (access !== 'requestor' && deciding !== undefined) reader.paths[`${at}.setup.request.framing.Frames`] ??= pointer(reader, nodeOfPlace(deciding));
    if (result.undecided !== null) assume(reader, `allocatorUndecided.${result.undecided}`, result.undecided, node, firstPin(segment)!);
    return { kind: 'life', setup, stated, ...(access === 'requestor' ? {} : { access, irql }) };
  }
  if (result.key !== 'servedByPeer') return impossible(result.key === 'unknownRequest' ? 'unknownRequest' : 'undecidedAllocator', node);
  reader.paths[at] = pointer(reader, nodeOfPlace(segment.simulatedWith.allocator!.where));
  return { kind: 'peer', frames: segment.frames.value || impossible('noPeerFrames', node), frameBytes: frameBytesIn() };

  function frameBytesIn(): number {
    return segment.size.cell.value ?? impossible('noSegmentSize', node);
  }
}

/** The first pin of the document in a segment. */
const firstPin = ({ segment }: PlannedCircuit['segment']): PinView | undefined => segment.ends.find(({ pin }) => pin !== undefined)?.pin;

/** Members that say something of injected frames where none are. */
function refuseStrayInjection(stated: NonNullable<PlannedCircuit['connections'][number]['stated']>): void {
  const stray = (['InjectedFrames', 'ReturnCallbackRegisteredAt'] as const).find((field) => isStated(stated, field));
  if (stray !== undefined) impossible('notInjecting', nodeOf(stated, stray), { field: stray });
}
