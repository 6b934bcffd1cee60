import { type Instance, type PinView, allPins, elementsOf, isStated, nodeOf, pinReference, stateOf } from '../../document/index';
import { Simulation, SimulationClient, SimulationConnection, constantValue } from '../../ks/index';
import { type Connection, type DecidingPlace, type End, type Negotiation, type SegmentNegotiation, negotiationsOfSimulation } from '../negotiation/index';
import type { PinPlace } from './compile-pin';
import { type PinPlan, connectedPin, isSamePin, labelOfPlan, refuseTooMany, statedPins } from './plan';
import { impossible } from './problem';
import type { Reader } from './reader';

/** A pin of the scenario: one instance, or the two of a filter in place that share their queue. */
export interface RunPin {
  readonly plans: readonly PinPlan[];
  /** The one that says how the pin behaves. */
  readonly plan: PinPlan;
  readonly place: PinPlace;
  /** The pin of the run that its data comes from, where a connection says so. */
  readonly upstream: PinPlan | undefined;
  readonly label: string;
}

/** One end of a connection on the round of a circuit. */
export interface PlannedStation { readonly end: End; readonly connection: Connection; /** Nothing for a peer. */ readonly pin: RunPin | undefined }

/** A circuit of the run: a chain of connections of one segment. */
export interface PlannedCircuit {
  readonly segment: SegmentNegotiation;
  readonly connections: readonly Connection[];
  readonly stations: readonly PlannedStation[];
}

/** What takes part in a run, and how it hangs together. */
export interface GraphPlan {
  readonly pins: readonly RunPin[];
  readonly circuits: readonly PlannedCircuit[];
  readonly negotiation: Negotiation | undefined;
}

const splitter = constantValue('KSPIN_FLAG_SPLITTER');

/** The node of a place that decides. */
export const nodeOfPlace = (place: DecidingPlace): number => (typeof place === 'number' ? place : nodeOf(place[0], place[1]));

/** Plans the run of a simulation: its pins, and the circuits that its connections make. */
export function planGraph(reader: Reader, simulation: Instance<typeof Simulation>): GraphPlan {
  const elements = elementsOf(simulation, 'Connections') ?? [];
  const negotiation = elements.length === 0 ? undefined : negotiationsOfSimulation(reader.model, simulation)[0];
  const connections = negotiation?.graph.connections ?? [];
  const missing = elements.findIndex((_, index) => !connections.some((connection) => connection.index === index));
  if (missing !== -1) impossible('brokenConnection', elements[missing]!.state === 'absent' ? simulation.node : (elements[missing] as { readonly node: number }).node);

  const first = connections[0];
  const firstView = first && (first.from.pin ?? first.to.pin);
  const plans = [...statedPins(reader, simulation, firstView && viewOf(reader, firstView))];
  const planOf = assignEnds(reader, simulation, connections, plans);
  refuseTooMany(plans);
  const segments = negotiation?.segments ?? [];
  refuseUnplayable(segments);
  const chains = segments.filter(({ segment }) => segment.mode === 'kernel').flatMap((segment) => chainsOf(segment.segment.connections).map((chain) => ({ segment, chain })));
  const inCircuit = new Set(chains.flatMap(({ chain }) => chain.flatMap(({ from, to }) => [from, to])).map((end) => planOf.get(end)));
  const settled = assignClients(simulation, plans, (plan) => inCircuit.has(plan));
  const replaced = new Map(plans.map((plan, index) => [plan, settled[index]!]));
  const settledOf = (end: End): PinPlan | undefined => { const plan = planOf.get(end); return plan && replaced.get(plan); };

  // Input and output of a filter in place, through which one chain goes, have one queue.
  const sharedWith = new Map<PinPlan, PinPlan>();
  for (const { chain } of chains) chain.forEach((connection, index) => {
    const next = chain[index + 1];
    const [input, output] = [settledOf(connection.to), next && settledOf(next.from)];
    if (input && output) sharedWith.set(output, input);
  });
  const connectionOf = new Map<PinPlan, { readonly connection: Connection; readonly isTo: boolean }>();
  for (const connection of connections) {
    for (const end of [connection.from, connection.to]) {
      const plan = settledOf(end);
      if (plan && !connectionOf.has(plan)) connectionOf.set(plan, { connection, isTo: end === connection.to });
    }
  }
  const flowOf = (plan: PinPlan): 'in' | 'out' => (plan.view.dataFlow === 1 || (plan.view.dataFlow === undefined && connectionOf.get(plan)?.isTo === true) ? 'in' : 'out');
  const isFed = (plan: PinPlan): boolean => settled.some((other) => other.view.filter.index === plan.view.filter.index && flowOf(other) === 'in');

  const pins: RunPin[] = [];
  const runPinOf = new Map<PinPlan, RunPin>();
  for (const plan of settled) {
    if (sharedWith.has(plan)) continue;
    const outputs = [...sharedWith].filter(([, input]) => input === plan).map(([output]) => output);
    const shared = [plan, ...outputs];
    const own = primaryOf(shared);
    const known = connectionOf.get(plan);
    const dataFlow = outputs.length > 0 ? 'inPlace' as const : flowOf(plan);
    // AVStream fills each further instance of a splitter from the first one.
    const isBranch = plan.instance > 1 && ((plan.view.flags ?? 0) & splitter) !== 0;
    const isDevice = plan.view.filter.role === 'Capture' || !isFed(plan) || (plan.source !== undefined && isStated(plan.source, 'Period'));
    const runPin: RunPin = {
      plans: shared, plan: own, upstream: known?.isTo === true ? settledOf(known.connection.from) : undefined, label: shared.map((each) => labelOfPlan(each, settled)).join(' → '),
      place: {
        end: inCircuit.has(plans[settled.indexOf(plan)]) ? 'circuit' : 'client', dataFlow, hasSource: dataFlow === 'out' && isDevice && !isBranch, isBranch,
        ...formatOfPlace(known?.connection), next: known?.isTo === false ? known.connection.to.pin : undefined,
      },
    };
    pins.push(runPin);
    for (const each of shared) runPinOf.set(each, runPin);
  }
  const circuits = chains.map(({ segment, chain }): PlannedCircuit => ({ segment, connections: chain, stations: stationsOf(chain, (end) => { const plan = settledOf(end); return plan && runPinOf.get(plan); }) }));
  return { pins, circuits, negotiation };
}

/** The view of a pin in the first configuration of its filter, in which runs take place. */
const viewOf = ({ model }: Reader, pin: PinView): PinView => allPins(model).find((view) => isSamePin(view, pin)) ?? pin;

/** Gives each end of a connection that is a pin of the document an instance of it: the n-th end the n-th instance. */
function assignEnds(reader: Reader, simulation: Instance<typeof Simulation>, connections: readonly Connection[], plans: PinPlan[]): ReadonlyMap<End, PinPlan> {
  const assigned = new Map<End, PinPlan>();
  const counts = new Map<string, number>();
  for (const end of connections.flatMap(({ from, to }) => [from, to])) {
    if (!end.pin) continue;
    const view = viewOf(reader, end.pin);
    const reference = pinReference(view);
    const instance = (counts.get(reference) ?? 0) + 1;
    counts.set(reference, instance);
    let plan = plans.find((each) => each.instance === instance && isSamePin(each.view, view));
    if (!plan) plans.push((plan = connectedPin(simulation, view, instance)));
    assigned.set(end, plan);
  }
  return assigned;
}

/** Refuses what is not simulated, where it stands. */
function refuseUnplayable(segments: readonly SegmentNegotiation[]): void {
  for (const { segment } of segments) {
    for (const connection of segment.connections) {
      const { from, to, transport } = connection;
      const node = nodeOfPlace(connection.where);
      if (connection.mode === 'unknown') impossible('unknownPeer', node);
      if (transport.state === 'off') impossible('offTransport', node);
      if (connection.isVram) impossible('vram', nodeOf(connection.stated!, 'MemoryTransport'));
      if (segment.mode === 'user' && from.mode === 'kernel' && to.mode === 'kernel') impossible('userModeCircuit', node);
    }
  }
}

/** The chains of a segment: connection after connection through filters that pass frames on; a branch of a splitter begins a chain of its own. */
function chainsOf(connections: readonly Connection[]): readonly (readonly Connection[])[] {
  const left = new Set(connections);
  const isFollower = (connection: Connection): boolean => connections.some(({ to }) => to.pin !== undefined && to.pin.filter === connection.from.pin?.filter);
  const chains: Connection[][] = [];
  const starts = connections.filter((connection) => !isFollower(connection));
  if (starts.length === 0) impossible('circle', nodeOfPlace(connections[0]!.where));
  for (const start of [...starts, ...connections]) {
    if (!left.has(start)) continue;
    const chain: Connection[] = [];
    let at: Connection | undefined = start;
    while (at) {
      const { to }: Connection = at;
      left.delete(at);
      chain.push(at);
      at = to.pin && [...left].find(({ from }) => from.pin?.filter === to.pin?.filter);
    }
    chains.push(chain);
  }
  return chains;
}

/** Of pins that share a queue, the one whose routines and settings hold: the one that the simulation states, else the one with a Process routine. */
function primaryOf(plans: readonly PinPlan[]): PinPlan {
  const hasProcess = ({ view: { dispatch } }: PinPlan): boolean => dispatch.state === 'present' && stateOf(dispatch.instance, 'Process') === 'present';
  const stated = plans.find((plan) => plan.stated !== undefined);
  return stated ?? plans.find(hasProcess) ?? plans[0]!;
}

/** Gives the client of a simulation to the pin that user mode reads or writes; a client of a pin that stays in kernel mode stops the run. */
function assignClients(simulation: Instance<typeof Simulation>, plans: readonly PinPlan[], inCircuit: (plan: PinPlan) => boolean): readonly PinPlan[] {
  const idle = plans.find((plan) => plan.client !== undefined && inCircuit(plan));
  if (!idle) return plans;
  const client: Instance<typeof SimulationClient> = idle.client!;
  const readers = plans.filter((plan) => !inCircuit(plan) && plan.client === undefined);
  if (idle.stated !== simulation || readers.length !== 1) return impossible('clientBesideCircuit', client.node, { pin: pinReference(idle.view) });
  return plans.map((plan) => (plan === idle ? { ...plan, client: undefined } : plan === readers[0] ? { ...plan, client } : plan));
}

/** What a connection says of the frames of its pins. */
function formatOfPlace(connection: Connection | undefined): Pick<PinPlace, 'connectionBytes' | 'connectedRange'> {
  const stated: Instance<typeof SimulationConnection> | undefined = connection?.stated;
  const bytes = connection?.format.isSizeStated === true ? connection.format.frameBytes : undefined;
  return {
    connectionBytes: bytes && { value: bytes.value, node: nodeOfPlace(bytes.from) },
    connectedRange: stated && isStated(stated, 'DataRange') ? connection?.format.range : undefined,
  };
}

function stationsOf(chain: readonly Connection[], pinOf: (end: End) => RunPin | undefined): readonly PlannedStation[] {
  const stations: PlannedStation[] = [];
  for (const connection of chain) {
    for (const end of [connection.from, connection.to]) {
      const pin = pinOf(end);
      if (pin === undefined || stations.at(-1)?.pin !== pin) stations.push({ end, connection, pin });
    }
  }
  return stations;
}
