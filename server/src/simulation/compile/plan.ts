import { type Instance, type NodeId, type PinView, allPins, instanceIn, instancesIn, isStated, nodeOf, numberOf, pinReference, pinsNamed, textOf, wordOf } from '../../document/index';
import { Simulation, SimulationClient, SimulationDriver, SimulationHardware, SimulationPin, SimulationSource, SimulationSystem } from '../../ks/index';
import { presetNamed } from '../presets/index';
import type { Preset } from '../presets/index';
import { impossible } from './problem';
import { type Reader, assume } from './reader';

/** Assumptions about a class of devices, with the place that asks for them. */
export interface ChosenPreset { readonly name: string; readonly node: NodeId; readonly preset: Preset }

/** An instance of a pin that takes part in a run, and what the simulation says of it. */
export interface PinPlan {
  readonly view: PinView;
  /** Counted from 1 among the instances of one pin type. */
  readonly instance: number;
  /** What states the pin: its entry in Pins, or the simulation itself; nothing for one that only a connection names. */
  readonly stated: Instance<typeof SimulationPin> | Instance<typeof Simulation> | undefined;
  /** Where to point for the pin as a whole. */
  readonly node: NodeId;
  readonly dataRange: string | undefined;
  readonly source: Instance<typeof SimulationSource> | undefined;
  readonly hardware: Instance<typeof SimulationHardware> | undefined;
  readonly driver: Instance<typeof SimulationDriver> | undefined;
  /** That of the pin before that of the simulation. */
  readonly systems: readonly Instance<typeof SimulationSystem>[];
  readonly client: Instance<typeof SimulationClient> | undefined;
  readonly preset: ChosenPreset | undefined;
}

/** Members of a simulation that describe its one pin, so that they cannot stand beside Pins. */
const ofOnePin = ['Pin', 'DataRange', 'Source', 'Hardware', 'Driver', 'Client', 'States'] as const;

/** The pin that a field names; the one that stops the run is unknown or ambiguous. */
export function pinIn<S extends typeof Simulation | typeof SimulationPin>(reader: Reader, instance: Instance<S>): PinView {
  const { model } = reader;
  const owner = instance as Instance<typeof SimulationPin>;
  const wanted = textOf(owner, 'Pin') ?? impossible('missing', owner.node, { field: 'Pin' });
  return pinCalled(reader, wanted, nodeOf(owner, 'Pin'), () => pinsNamed(model, wanted));
}

/** The one pin that a reference names. */
export function pinCalled({ model }: Reader, wanted: string, node: NodeId, find = (): readonly PinView[] => pinsNamed(model, wanted)): PinView {
  const found = find();
  if (found.length === 0) impossible('unknownPin', node, { pin: wanted, pins: allPins(model).map(pinReference).join(', ') });
  if (found.length > 1) impossible('ambiguousPin', node, { pin: wanted, pins: found.map(pinReference).join(', ') });
  return found[0]!;
}

/** The pins that a simulation states, in order; connections may add further ones. */
export function statedPins(reader: Reader, simulation: Instance<typeof Simulation>, firstConnected: PinView | undefined): readonly PinPlan[] {
  if (!isStated(simulation, 'Pins')) return [planOf(simulation, simulation, onePin(reader, simulation, firstConnected), 1)];
  const beside = ofOnePin.find((field) => isStated(simulation, field));
  if (beside !== undefined) impossible('besidesPins', nodeOf(simulation, beside), { field: beside });
  const entries = instancesIn(simulation, 'Pins', SimulationPin);
  if (entries.length === 0) impossible('noPins', nodeOf(simulation, 'Pins'));
  const counts = new Map<PinView, number>();
  return entries.map((entry) => {
    const view = pinIn(reader, entry);
    const instance = (counts.get(view) ?? 0) + 1;
    counts.set(view, instance);
    return planOf(simulation, entry, view, instance);
  });
}

/** A pin that only a connection names. */
export const connectedPin = (simulation: Instance<typeof Simulation>, view: PinView, instance: number): PinPlan => ({
  view, instance, stated: undefined, node: view.pin.node, dataRange: undefined, source: undefined, hardware: undefined, driver: undefined,
  systems: systemsOf(simulation), client: undefined, preset: presetOf(simulation),
});

function onePin(reader: Reader, simulation: Instance<typeof Simulation>, firstConnected: PinView | undefined): PinView {
  if (isStated(simulation, 'Pin')) return pinIn(reader, simulation);
  if (firstConnected) return firstConnected;
  const found = allPins(reader.model).find((pin) => pin.dataFlow === 2) ?? impossible('noOutputPin', simulation.node);
  assume(reader, 'pin', pinReference(found), found.pin.node, found);
  return found;
}

function planOf(simulation: Instance<typeof Simulation>, stated: Instance<typeof SimulationPin> | Instance<typeof Simulation>, view: PinView, instance: number): PinPlan {
  const owner = stated as Instance<typeof SimulationPin>;
  const isOwn = stated !== simulation;
  return {
    view, instance, stated, node: view.pin.node, dataRange: textOf(owner, 'DataRange'),
    source: instanceIn(owner, 'Source', SimulationSource), hardware: instanceIn(owner, 'Hardware', SimulationHardware), driver: instanceIn(owner, 'Driver', SimulationDriver),
    systems: [...(isOwn ? [instanceIn(owner, 'System', SimulationSystem)].filter((system) => system !== undefined) : []), ...systemsOf(simulation)],
    client: instanceIn(owner, 'Client', SimulationClient),
    preset: presetOf(owner) ?? presetOf(simulation),
  };
}

function systemsOf(simulation: Instance<typeof Simulation>): readonly Instance<typeof SimulationSystem>[] {
  const system = instanceIn(simulation, 'System', SimulationSystem);
  return system ? [system] : [];
}

function presetOf(instance: Instance<typeof Simulation> | Instance<typeof SimulationPin>): ChosenPreset | undefined {
  const owner = instance as Instance<typeof SimulationPin>;
  const name = wordOf(owner, 'Preset');
  const preset = name === undefined ? undefined : presetNamed(name);
  return name === undefined || preset === undefined ? undefined : { name, preset, node: nodeOf(owner, 'Preset') };
}

/** The label of a pin in a run: its own, or filter and pin, with a number behind the first instance. */
export function labelOfPlan({ view, instance, stated }: PinPlan, plans: readonly PinPlan[]): string {
  const own = stated?.structure.name === SimulationPin.name ? textOf(stated as Instance<typeof SimulationPin>, 'Label') : undefined;
  if (own !== undefined) return own;
  const reference = pinReference(view);
  return instance === 1 && plans.filter((other) => other.view === view).length === 1 ? reference : `${reference} (${instance})`;
}

/** Refuses more instances of a pin type than it can have. */
export function refuseTooMany(plans: readonly PinPlan[]): void {
  for (const { view, instance, stated, node } of plans) {
    const possible = numberOf(view.pin, 'InstancesPossible');
    // KSINSTANCE_INDETERMINATE is 0xFFFFFFFF: no limit.
    if (possible !== undefined && instance > possible) impossible('tooManyInstances', stated?.node ?? node, { pin: pinReference(view), possible });
  }
}

/** Whether two views are of one pin type, in whatever configuration of its filter. */
export const isSamePin = (first: PinView, second: PinView): boolean => first.filter.index === second.filter.index && first.id === second.id;
