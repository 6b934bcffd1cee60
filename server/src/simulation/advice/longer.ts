import { longestTime } from '../run/check/checker';
import type { Scenario } from '../scenario';

/** Whether a scenario can last so many times as long: not where it says itself when its stream ends. */
export const canLast = (scenario: Scenario, times: number): boolean => scenario.duration * times <= longestTime && !scenario.pins.some(({ states }) => states?.at(-1)?.state === 'STOP');

/** The scenario, lasting so many times as long. What happens at a certain time happens then. */
export const longer = (scenario: Scenario, times: number): Scenario => (times === 1 ? scenario : { ...scenario, duration: scenario.duration * times });
