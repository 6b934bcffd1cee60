import { type Instance, type Model, booleanOf, instanceIn, numberOf, textOf } from '../../document/index';
import { DeviceDescription, type DeviceDma, type Simulation, SimulationSystem } from '../../ks/index';
// Not from the folder's index: that brings the engine along.
import { simulationsOf } from '../../simulation/compile/simulations';
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

/** By the simulations, with the device that they were found for. */
const found = new WeakMap<readonly Instance[], { readonly dma: Instance | undefined; readonly registers: MapRegisters | undefined }>();

/**
 * The fewest map registers that a simulation states for a platform on which they are needed: where the device addresses 32 bits, or the platform
 * translates addresses. Nothing when no simulation states both. A platform that is said not to translate needs none.
 */
export function mapRegistersOf(model: Model): MapRegisters | undefined {
  const simulations = simulationsOf(model);
  const dma = deviceDma(model);
  const before = found.get(simulations);
  if (before && before.dma === dma) return before.registers;
  const registers = fewest(simulations, dma);
  found.set(simulations, { dma, registers });
  return registers;
}

function fewest(simulations: readonly Instance<typeof Simulation>[], dma: Instance<typeof DeviceDma> | undefined): MapRegisters | undefined {
  const narrow = narrowAddresses(dma);
  let least: MapRegisters | undefined;
  for (const simulation of simulations) {
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
