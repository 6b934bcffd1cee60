import { queueFlags } from '../queue/index';
import type { Scenario } from '../scenario';
import type { ScenarioDefect } from './check/checker';
import { checkCircuits } from './check/circuits';
import { createChecker, longestTime } from './check/checker';
import { checkClient } from './check/clients';
import { checkDriver } from './check/driver';
import { checkEvents } from './check/events';
import { checkFilters, isMovedByFilter } from './check/filters';
import { checkBuses, checkHardware } from './check/hardware';
import { hasStatesAlone } from './check/states-alone';
import { checkWindow } from './check/window';

export type { ScenarioDefect } from './check/checker';

const mostPins = 12;

/** Everything that keeps a scenario from being run; empty when it can be. */
export function checkScenario(scenario: Scenario): readonly ScenarioDefect[] {
  const checker = createChecker(scenario);
  const { add, whole } = checker;
  whole(scenario.duration, 1, longestTime, 'duration');
  whole(scenario.limits?.events, 1, Number.MAX_SAFE_INTEGER, 'limits.events');
  whole(scenario.limits?.spans, 0, Number.MAX_SAFE_INTEGER, 'limits.spans');
  whole(scenario.limits?.calls, 0, Number.MAX_SAFE_INTEGER, 'limits.calls');
  scenario.queueDumps?.at.forEach((time, index, times) => {
    whole(time, 0, longestTime, `queueDumps.at.${index}`);
    if (time < (times[index - 1] ?? 0)) add('order', `queueDumps.at.${index}`);
  });
  whole(scenario.pageSize, 1, 2 ** 30, 'pageSize');
  if (scenario.pins.length === 0) add('noPins', 'pins');
  if (scenario.pins.length > mostPins) add('tooManyPins', 'pins');
  checkBuses(checker);
  checkEvents(checker);
  checkFilters(checker);
  checkCircuits(checker);
  scenario.pins.forEach((pin, index) => {
    const at = `pins.${index}`;
    if (scenario.pins.findIndex((other) => other.label === pin.label) !== index) add('duplicateLabel', `${at}.label`);
    if ((pin.flags & (queueFlags.useStandardTransport | queueFlags.doNotUseStandardTransport)) === queueFlags.doNotUseStandardTransport && !hasStatesAlone(pin)) add('noQueue', `${at}.flags`);
    if (!hasStatesAlone(pin) && pin.callbacks.process === null && pin.driver.pattern !== 'copyAtDpc' && !isMovedByFilter(checker, index)) add('noProcess', `${at}.callbacks.process`);
    whole(pin.flags, 0, 0xffffffff, `${at}.flags`);
    whole(pin.frameBytes, 1, 2 ** 40, `${at}.frameBytes`);
    whole(pin.fileAlignment, 0, 0xffffffff, `${at}.fileAlignment`);
    checkHardware(checker, pin, index, at);
    checkDriver(checker, pin.driver, pin.system, at);
    checkWindow(checker, pin, index, at);
    checkClient(checker, pin, at);
  });
  return checker.defects;
}
