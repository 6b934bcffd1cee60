import { type Instance, type Model, type PinView, allPins, bound, instanceIn, isInstanceOf, namedIn, pinNamed, pointerIn, textOf, withinElement } from '../document/index';
import { Device, KSALLOCATOR_FRAMING_EX, type Simulation, SimulationPeer } from '../ks/index';
// Not from the folder's index: that brings the engine along.
import { simulationsOf } from '../simulation/compile/simulations';
import { type Connection, type Negotiation, distinctSimulations, negotiationsOfSimulation } from '../simulation/negotiation/index';

/** A graph of a simulation, as rules about other things than graphs ask for it. */
export interface GraphFacts {
  readonly label: string;
  readonly isComplete: boolean;
  /** Connections in kernel mode where only the default allocator remains and no framing asks for system memory, by the pins at their ends. */
  readonly unserved: readonly { readonly pin: PinView; readonly connection: Connection }[];
  /** Pins with an allocator of their own that may serve one of their connections here. */
  readonly servers: readonly PinView[];
  /** Pins with an allocator of their own, and a connection that it cannot serve. */
  readonly spared: readonly { readonly pin: PinView; readonly connection: Connection }[];
}

/** Everything outside of itself that a simulation depends on: as long as it is the same, so is everything that is worked out from the simulation. */
type Surroundings = readonly unknown[];

const configurationCounts = new WeakMap<Model, number>();

/** In how many configurations graphs are looked at: that of the filter with the most. */
function configurationCountOf(model: Model): number {
  let found = configurationCounts.get(model);
  if (found === undefined) {
    found = 0;
    let count = 0;
    let last = -1;
    for (const { index } of model.configurations) {
      count = index === last ? count + 1 : 1;
      last = index;
      found = Math.max(found, count);
    }
    configurationCounts.set(model, found);
  }
  return found;
}

/** What the texts of an element name, and the framings of the peers in it. */
interface Naming {
  readonly names: readonly { readonly reference: string; readonly name: string }[];
  readonly framings: readonly (Instance | undefined)[];
}

const namings = new WeakMap<Instance, Naming>();

function namingOf(element: Instance): Naming | undefined {
  let found = namings.get(element);
  if (!found) {
    const within = withinElement(element);
    if (!within) return undefined;
    const framings = within.instances.flatMap((instance) => {
      const framing = isInstanceOf(instance, SimulationPeer) ? pointerIn(instance, 'AllocatorFraming', KSALLOCATOR_FRAMING_EX) : undefined;
      return framing === undefined ? [] : [framing.state === 'present' ? framing.instance : undefined];
    });
    namings.set(element, (found = { names: within.naming.flatMap(namedIn), framings }));
  }
  return found;
}

/** What a name of an element stands for: a pin, an entry of a table, or how many there are. */
const meantBy = (model: Model, { reference, name }: Naming['names'][number]): unknown => (reference === 'pin' ? pinNamed(model, name) : model.tables.get(reference)?.get(name));

const viewOf = (model: Model, framing: Instance | undefined): unknown => framing && framingViewsOf(model).get(framing);

/** Adds what the texts of an element stand for, and its framings. */
function addMeant(model: Model, { names, framings }: Naming, meant: unknown[]): void {
  for (const name of names) meant.push(meantBy(model, name));
  for (const framing of framings) meant.push(viewOf(model, framing));
}

/** Whether {@link addMeant} would add what stands in an array from `from` on. */
function isMeantStill(model: Model, { names, framings }: Naming, meant: readonly unknown[], from: number): boolean {
  let at = from;
  for (const name of names) if (meantBy(model, name) !== meant[at++]) return false;
  for (const framing of framings) if (viewOf(model, framing) !== meant[at++]) return false;
  return true;
}

const contexts = new WeakMap<Model, readonly unknown[]>();
const contextsOfDevices = new WeakMap<Instance, readonly unknown[]>();

/** What every simulation of a document depends on. */
function contextOf(model: Model): readonly unknown[] {
  let found = contexts.get(model);
  if (!found) {
    const device = model.document && instanceIn(model.document, 'Device', Device);
    const naming = device && namingOf(device);
    const context: unknown[] = [model.architecture, model.pageSize, configurationCountOf(model), device];
    if (naming) addMeant(model, naming, context);
    const before = device && contextsOfDevices.get(device);
    found = before && hasSame(before, context) ? before : context;
    if (device) contextsOfDevices.set(device, found);
    contexts.set(model, found);
  }
  return found;
}

const framings = new WeakMap<Model, ReadonlyMap<Instance, unknown>>();

function framingViewsOf(model: Model): ReadonlyMap<Instance, unknown> {
  let found = framings.get(model);
  if (!found) framings.set(model, (found = new Map(model.framings.map((view) => [view.framing, view]))));
  return found;
}

const firstOutputs = new WeakMap<Model, { readonly pin: PinView | undefined }>();

function firstOutputOf(model: Model): PinView | undefined {
  let found = firstOutputs.get(model);
  if (!found) firstOutputs.set(model, (found = { pin: allPins(model).find(({ dataFlow }) => dataFlow === 2) }));
  return found.pin;
}

/** What is read of a simulation by itself, and the surroundings that it was seen in last. */
interface Seen {
  readonly naming: Naming;
  /** Without a label it is called by its number. */
  readonly isNumbered: boolean;
  /** It names no pin and takes the first that there is. */
  readonly takesFirst: boolean;
  /** Stands for the model in which the surroundings were looked up. */
  version: object;
  surroundings: Surroundings;
  /** What was worked out from it, by what works it out. */
  readonly kept: Map<object, { readonly surroundings: Surroundings; readonly value: unknown }>;
}

const seen = new WeakMap<Instance, Seen>();
/** The same for the simulations of a list, in order: most edits leave the list alone. */
const seenInLists = new WeakMap<readonly Instance[], (Seen | undefined)[]>();

function seenAt(model: Model, simulation: Instance<typeof Simulation>, index: number): Seen | undefined {
  const list = simulationsOf(model);
  if (list[index] !== simulation) return seen.get(simulation);
  let found = seenInLists.get(list);
  if (!found) seenInLists.set(list, (found = []));
  return (found[index] ??= seen.get(simulation));
}

const versions = new WeakMap<Model, object>();

/** An object that stands for a model and does not keep it alive. */
function versionOf(model: Model): object {
  let found = versions.get(model);
  if (!found) versions.set(model, (found = {}));
  return found;
}

/** A simulation with its surroundings by now; they are the same object as in the version before if they are the same. */
function seenNow(model: Model, simulation: Instance<typeof Simulation>, index: number): Seen | undefined {
  const version = versionOf(model);
  const before = seenAt(model, simulation, index);
  if (before) {
    if (before.version !== version) {
      if (!isSurroundedStill(model, before, index)) before.surroundings = findSurroundings(model, before, index);
      before.version = version;
    }
    return before;
  }
  const naming = namingOf(simulation);
  if (!naming) return undefined;
  const read = { naming, isNumbered: textOf(simulation, 'Label') === undefined, takesFirst: bound(simulation, 'Pin').state === 'absent' };
  const found = { ...read, version, surroundings: findSurroundings(model, read, index), kept: new Map<object, { readonly surroundings: Surroundings; readonly value: unknown }>() };
  seen.set(simulation, found);
  return found;
}

type Read = Pick<Seen, 'naming' | 'isNumbered' | 'takesFirst'>;

function findSurroundings(model: Model, { naming, isNumbered, takesFirst }: Read, index: number): Surroundings {
  const found: unknown[] = [contextOf(model), isNumbered ? index : -1, takesFirst ? firstOutputOf(model) : undefined];
  addMeant(model, naming, found);
  return found;
}

function isSurroundedStill(model: Model, { naming, isNumbered, takesFirst, surroundings }: Seen, index: number): boolean {
  const context = contextOf(model);
  const before = surroundings[0] as readonly unknown[];
  return (before === context || hasSame(before, context)) && surroundings[1] === (isNumbered ? index : -1) && surroundings[2] === (takesFirst ? firstOutputOf(model) : undefined) && isMeantStill(model, naming, surroundings, 3);
}

const hasSame = (one: readonly unknown[], other: readonly unknown[]): boolean => one.length === other.length && one.every((value, index) => value === other[index]);

/** Keeps what was worked out from a simulation for as long as the simulation and its surroundings stay the same. */
export function keptWithSimulation<T>(workOut: (model: Model, simulation: Instance<typeof Simulation>, index: number) => T): (model: Model, simulation: Instance<typeof Simulation>, index: number) => T {
  return (model, simulation, index) => {
    const now = seenNow(model, simulation, index);
    const before = now?.kept.get(workOut);
    if (now !== undefined && before?.surroundings === now.surroundings) return before.value as T;
    const value = workOut(model, simulation, index);
    now?.kept.set(workOut, { surroundings: now.surroundings, value });
    return value;
  };
}

const negotiated = new WeakMap<Model, Map<Instance, readonly Negotiation[]>>();

/** The negotiations of one simulation. They lead to the whole model and are kept no longer than it. */
export function negotiationsIn(model: Model, simulation: Instance<typeof Simulation>, index: number): readonly Negotiation[] {
  let ofModel = negotiated.get(model);
  if (!ofModel) negotiated.set(model, (ofModel = new Map<Instance, readonly Negotiation[]>()));
  let found = ofModel.get(simulation);
  if (!found) ofModel.set(simulation, (found = negotiationsOfSimulation(model, simulation, index)));
  return found;
}

const factsOfSimulation = keptWithSimulation((model, simulation, index): readonly GraphFacts[] => negotiationsIn(model, simulation, index).map(factsOf));

function factsOf({ graph: { label, connections, isComplete }, segments }: Negotiation): GraphFacts {
  const unserved = segments.flatMap(({ segment, demands, allocators }) => {
    const ours = allocators.find(({ kind }) => kind === 'default');
    if (!segment.isCertain || segment.mode !== 'kernel' || demands.some(({ end }) => end.hasAllocator !== false) || ours?.conditions.find(({ name }) => name === 'systemMemory')?.isMet !== false) return [];
    return demands.flatMap(({ end, connection }) => (end.pin ? [{ pin: end.pin, connection }] : []));
  });
  const servers: PinView[] = [];
  const spared: GraphFacts['spared'][number][] = [];
  for (const connection of connections) {
    for (const { pin } of [connection.from, connection.to]) {
      if (pin?.allocator.state !== 'present') continue;
      if (mayServe(pin, connection)) servers.push(pin);
      else spared.push({ pin, connection });
    }
  }
  return { label, isComplete, unserved, servers, spared };
}

/** Whether the allocator of a pin may serve a connection; naming it for one to user mode is NEG-16, and a name that cannot be resolved may mean it. */
const mayServe = ({ pin }: PinView, { mode, allocatorPin, stated }: Connection): boolean =>
  mode !== 'user' || allocatorPin?.pin.node === pin.node || (allocatorPin === undefined && stated !== undefined && bound(stated, 'AllocatorPin').state !== 'absent');

const facts = new WeakMap<Model, readonly GraphFacts[]>();

/** The graphs of a document in order, of simulations with the same implied graph those of the first. */
export function graphFactsOf(model: Model): readonly GraphFacts[] {
  let found = facts.get(model);
  if (!found) facts.set(model, (found = distinctSimulations(model).flatMap(({ simulation, index }) => factsOfSimulation(model, simulation, index))));
  return found;
}
