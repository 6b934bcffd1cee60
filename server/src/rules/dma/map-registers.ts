import { type Instance, type Model, booleanOf, instanceIn, instancesIn, numberOf, textOf } from '../../document/index';
import { DeviceDescription, type DeviceDma, Simulation, SimulationSystem } from '../../ks/index';
import { deviceDma, isBroken } from '../facts';
import type { ReportOptions } from '../rule';
import type { FieldPlace } from './pages';

/** Map registers of a platform on which the device needs them. */
export interface MapRegisters {
  readonly count: number;
  /** The simulation that states them, and what of the document says that they are needed: with the texts `registers`, and `narrow` or `translated`. */
  readonly related: NonNullable<ReportOptions['related']>;
}

/** Where the document says that the device addresses no more than 32 bits, if it does. */
function narrowAddresses(dma: Instance<typeof DeviceDma> | undefined): FieldPlace | undefined {
  if (dma === undefined) return undefined;
  const bits = numberOf(dma, 'AddressBits');
  if (bits !== undefined) return bits <= 32 ? [dma, 'AddressBits'] : undefined;
  const description = instanceIn(dma, 'DeviceDescription', DeviceDescription);
  return description && booleanOf(description, 'Dma64BitAddresses') === false ? [description, 'Dma64BitAddresses'] : undefined;
}

const found = new WeakMap<Model, MapRegisters | 'none'>();

/**
 * The fewest map registers that a simulation states for a platform on which they are needed: where the device addresses 32 bits, or the platform
 * translates addresses. Nothing when no simulation states both. A platform that is said not to translate needs none.
 */
export function mapRegistersOf(model: Model): MapRegisters | undefined {
  let registers = found.get(model);
  if (!registers) found.set(model, (registers = fewest(model) ?? 'none'));
  return registers === 'none' ? undefined : registers;
}

function fewest(model: Model): MapRegisters | undefined {
  if (!model.document) return undefined;
  const narrow = narrowAddresses(deviceDma(model));
  let least: MapRegisters | undefined;
  for (const simulation of instancesIn(model.document, 'Simulations', Simulation)) {
    const system = instanceIn(simulation, 'System', SimulationSystem);
    const count = system && numberOf(system, 'NumberOfMapRegisters');
    const translates = system && booleanOf(system, 'TranslatesDmaAddresses');
    if (system === undefined || count === undefined || translates === false || isBroken(system, 'TranslatesDmaAddresses') || (least !== undefined && least.count <= count)) continue;
    const reason: readonly [FieldPlace, string] | undefined = translates === true ? [[system, 'TranslatesDmaAddresses'], 'translated'] : narrow && [narrow, 'narrow'];
    if (!reason) continue;
    const values = { registers: count, simulation: textOf(simulation, 'Label') ?? '' };
    least = { count, related: [{ where: [system, 'NumberOfMapRegisters'], text: 'registers', arguments: values }, { where: reason[0], text: reason[1], arguments: values }] };
  }
  return least;
}

/** Texts of the related places of {@link MapRegisters}. */
export const mapRegisterTexts = {
  registers: 'Simulation "{simulation}" states {registers} map registers.',
  narrow: 'The device addresses no more than 32 bits, so that memory above 4 GB is reached through map registers.',
  translated: 'The platform of simulation "{simulation}" translates addresses of devices, with map registers.',
} as const;
