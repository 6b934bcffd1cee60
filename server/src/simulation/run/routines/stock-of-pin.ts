import type { Behaviour, StockChoices } from '../../behaviour/index';
import { stockBehaviour } from '../../behaviour/index';
import type { Scenario } from '../../scenario';
import type { SettledPin } from '../settled';
import { settlePin } from '../settled';

/** What decides about the program of a pin's pattern. */
export function stockChoicesOf({ driver, flags, callbacks }: SettledPin): StockChoices {
  return { ...driver, flags, hasProcess: callbacks.process !== null };
}

/** The pattern of a pin as a program, with the choices of its driver. Nothing where its driver gathers frames piece by piece, which no program does. */
export function stockOfPin(scenario: Scenario, index: number): Behaviour | null {
  const settled = settlePin(scenario, index);
  return settled.driver.chunkBytes === null ? stockBehaviour(stockChoicesOf(settled)) : null;
}
