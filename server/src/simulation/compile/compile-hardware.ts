import { type Instance, booleanOf, instanceIn, instancesIn, isStated, nodeOf, numberOf, textOf, wordOf } from '../../document/index';
import { Device, DeviceDma, Simulation, SimulationBus, SimulationHardware, SimulationMappings, SimulationSystem, constantValue } from '../../ks/index';
import { type Preset, boundToPattern } from '../presets/index';
import type { BusScenario, DriverScenario, HardwareScenario, LockFailures, MappingScenario } from '../scenario';
import { driverNames, hardwareNames, mappingNames } from './field-names';
import type { PinPlan } from './plan';
import { impossible } from './problem';
import { type Reader, optional, pointer, readPart, scenarioWord } from './reader';

const generateMappings = constantValue('KSPIN_FLAG_GENERATE_MAPPINGS');

/** What the minidriver does on a pin. */
export const compileDriver = (reader: Reader, plan: PinPlan, at: string): DriverScenario =>
  readPart(reader, at, { stated: plan.driver ? [plan.driver] : [], preset: plan.preset && { ...plan.preset, values: presetPart(plan, 'driver') } }, driverNames);

/** The values of a preset for a part, without those that go with another pattern than the one the simulation states. */
function presetPart<K extends 'driver' | 'hardware'>({ preset, driver }: PinPlan, part: K): Partial<Preset[K]> {
  const stated = driver && isStated(driver, 'Pattern') ? wordOf(driver, 'Pattern') : undefined;
  const isOther = stated !== undefined && scenarioWord(stated) !== (preset!.preset.driver.pattern ?? 'cloneAndAdvance');
  return Object.fromEntries(Object.entries(preset!.preset[part]).filter(([key]) => !isOther || !boundToPattern.has(`${part}.${key}`))) as Partial<Preset[K]>;
}

/** The device of a pin. */
export function compileHardware(reader: Reader, plan: PinPlan, buses: readonly string[], at: string): HardwareScenario {
  const { hardware, preset } = plan;
  const { mappings: assumedMappings, ...values } = preset ? presetPart(plan, 'hardware') : {};
  const part = readPart<HardwareScenario, typeof SimulationHardware>(reader, at, { stated: hardware ? [hardware] : [], preset: preset && { ...preset, values } }, hardwareNames);
  return {
    ...part,
    ...optional('bus', busOf(reader, hardware, buses, `${at}.bus`)),
    ...optional('lockFailures', lockFailuresOf(reader, hardware, `${at}.lockFailures`)),
    ...optional('mappings', mappingsOf(reader, plan, assumedMappings, `${at}.mappings`)),
  };
}

function busOf(reader: Reader, hardware: Instance<typeof SimulationHardware> | undefined, buses: readonly string[], key: string): number | undefined {
  const name = hardware && textOf(hardware, 'Bus');
  if (hardware === undefined || name === undefined) return undefined;
  const node = nodeOf(hardware, 'Bus');
  const index = buses.indexOf(name);
  if (index === -1) impossible('unknownBus', node, { bus: name, buses: buses.join(', ') || 'none' });
  reader.paths[key] = pointer(reader, node);
  return index;
}

function lockFailuresOf(reader: Reader, hardware: Instance<typeof SimulationHardware> | undefined, key: string): LockFailures | undefined {
  if (!hardware) return undefined;
  const part = readPart<LockFailures, typeof SimulationHardware>(reader, key, { stated: [hardware], preset: undefined }, { at: 'LockFailsAt', perMillion: 'LockFailuresPerMillion' });
  return Object.keys(part).length === 0 ? undefined : part;
}

/** Mappings exist for pins with KSPIN_FLAG_GENERATE_MAPPINGS, and where the simulation speaks of them. */
function mappingsOf(reader: Reader, plan: PinPlan, assumed: MappingScenario | undefined, key: string): MappingScenario | undefined {
  const { hardware, preset, view, systems } = plan;
  const isDeclared = view.flags !== undefined && (view.flags & generateMappings) !== 0;
  const isSpoken = hardware !== undefined && isStated(hardware, 'Mappings');
  if (!isDeclared && !isSpoken) return undefined;
  const stated = hardware && instanceIn(hardware, 'Mappings', SimulationMappings);
  const part = readPart<MappingScenario, typeof SimulationMappings>(reader, key, { stated: stated ? [stated] : [], preset: preset && { ...preset, values: assumed ?? {} } }, mappingNames);
  const device = reader.model.document && instanceIn(reader.model.document, 'Device', Device);
  const dma = device && instanceIn(device, 'Dma', DeviceDma);
  const registered = dma ? readPart<MappingScenario, typeof DeviceDma>(reader, key, { stated: [dma], preset: undefined }, without(part, { maximumBytes: 'MaxMappingsByteCount', stride: 'MappingTableStride' })) : {};
  const registers = systems.length === 0 || !takesMapRegisters(plan, dma) ? {}
    : readPart<MappingScenario, typeof SimulationSystem>(reader, key, { stated: systems, preset: undefined }, { mapRegisters: 'NumberOfMapRegisters' });
  const isUnregistered = dma !== undefined && wordOf(dma, 'Registration') === 'None';
  if (isUnregistered) reader.paths[`${key}.isRegistered`] = pointer(reader, nodeOf(dma, 'Registration'));
  const mappings = { ...part, ...registered, ...registers, ...(isUnregistered ? { isRegistered: false } : {}) };
  return Object.keys(mappings).length === 0 ? undefined : mappings;
}

/** The names of those members that a part does not have yet. */
const without = <Names extends object>(part: object, names: Names): Partial<Names> => Object.fromEntries(Object.entries(names).filter(([key]) => !(key in part))) as Partial<Names>;

/** False where the document says that the device reaches all memory and that the platform does not translate its addresses: then transfers take no map registers. */
function takesMapRegisters({ systems }: PinPlan, dma: Instance<typeof DeviceDma> | undefined): boolean {
  const translates = systems.find((system) => isStated(system, 'TranslatesDmaAddresses'));
  const bits = dma && numberOf(dma, 'AddressBits');
  return !(translates !== undefined && booleanOf(translates, 'TranslatesDmaAddresses') === false && bits !== undefined && bits > 32);
}

/** The buses of a simulation, and the names by which pins refer to them. */
export function compileBuses(reader: Reader, simulation: Instance<typeof Simulation>): { readonly buses: readonly BusScenario[]; readonly names: readonly string[] } {
  const stated = instancesIn(simulation, 'Buses', SimulationBus);
  const names = stated.map((bus, index) => textOf(bus, 'Label') ?? `bus ${index + 1}`);
  const buses = stated.map((bus, index) => {
    const label = names[index]!;
    if (names.indexOf(label) !== index) impossible('duplicateBus', nodeOf(bus, 'Label'), { bus: label });
    const bytesPerSecond = numberOf(bus, 'BytesPerSecond') ?? impossible('missing', bus.node, { field: 'BytesPerSecond' });
    if (bytesPerSecond === 0) impossible('busWithoutSpeed', nodeOf(bus, 'BytesPerSecond'), { bus: label });
    reader.paths[`buses.${index}`] = pointer(reader, bus.node);
    reader.paths[`buses.${index}.bytesPerSecond`] = pointer(reader, nodeOf(bus, 'BytesPerSecond'));
    return { label, bytesPerSecond };
  });
  return { buses, names };
}
