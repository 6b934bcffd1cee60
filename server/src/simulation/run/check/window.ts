import { queueFlags } from '../../queue/index';
import type { PinScenario } from '../../scenario';
import type { Checker } from './checker';
import { mostBuffers } from './checker';

/** A trailing edge that the driver keeps behind the leading one: the pin has to have it, and the driver has to be who moves the edges. `at` is the pin's dotted path. */
export function checkWindow({ scenario, add, whole }: Checker, { driver: { trailingEdgeFrames = 0 }, flags }: PinScenario, index: number, at: string): void {
  const field = `${at}.driver.trailingEdgeFrames`;
  whole(trailingEdgeFrames, 0, mostBuffers, field);
  if (trailingEdgeFrames === 0) return;
  if ((flags & queueFlags.distinctTrailingEdge) === 0) add('noTrailingEdge', field);
  const isFiltered = scenario.filters?.some(({ process, factories }) => process !== null && factories.some(({ pins }) => pins.includes(index))) ?? false;
  const isBranch = scenario.filters?.some(({ factories }) => factories.some((factory) => (factory.flags & queueFlags.splitter) !== 0 && factory.pins.indexOf(index) > 0)) ?? false;
  const isInjected = scenario.circuits?.some(({ allocator, stations: [first] }) => allocator.kind === 'injection' && first?.kind === 'pin' && first.pin === index) ?? false;
  if (isFiltered || isBranch || isInjected) add('edgesNotMoved', field);
}
