import type { DriverScenario, SystemScenario } from '../../scenario';
import type { Checker } from './checker';
import { longestTime } from './checker';

/** The minidriver's part of a pin, and the machine's; `at` is the pin's dotted path. */
export function checkDriver({ whole, distribution }: Checker, driver: DriverScenario, system: SystemScenario, at: string): void {
  for (const key of ['processTime', 'setDeviceStateTime', 'dpcTime'] as const) distribution(driver[key], `${at}.driver.${key}`);
  for (const key of ['interruptLatency', 'dpcLatency', 'workItemLatency', 'criticalWorkItemLatency', 'hyperCriticalWorkItemLatency', 'completionLatency'] as const) {
    distribution(system[key], `${at}.system.${key}`);
  }
  whole(driver.chunkBytes, 1, 2 ** 40, `${at}.driver.chunkBytes`);
  whole(driver.cloneTimeout, 1, longestTime, `${at}.driver.cloneTimeout`);
  whole(driver.typeChangedAt, 1, 2 ** 31 - 1, `${at}.driver.typeChangedAt`);
  whole(driver.endOfStreamAt, 1, 2 ** 31 - 1, `${at}.driver.endOfStreamAt`);
}
