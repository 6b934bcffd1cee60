import type { PinScenario, Scenario } from '../scenario';
import type { Checker, ScenarioDefect } from './check/checker';
import { checkCircuits } from './check/circuits';
import { createChecker, longestTime, mostBuffers } from './check/checker';
import { checkDriver } from './check/driver';
import { checkFilters, isMovedByFilter } from './check/filters';
import { checkBuses, checkHardware } from './check/hardware';
import { pinFlags } from './flags';

export type { ScenarioDefect } from './check/checker';

const mostPins = 12;

/** Everything that keeps a scenario from being run; empty when it can be. */
export function checkScenario(scenario: Scenario): readonly ScenarioDefect[] {
  const checker = createChecker(scenario);
  const { add, whole } = checker;
  whole(scenario.duration, 1, longestTime, 'duration');
  whole(scenario.limits?.events, 1, Number.MAX_SAFE_INTEGER, 'limits.events');
  whole(scenario.limits?.spans, 1, Number.MAX_SAFE_INTEGER, 'limits.spans');
  whole(scenario.limits?.calls, 0, Number.MAX_SAFE_INTEGER, 'limits.calls');
  whole(scenario.pageSize, 1, 2 ** 30, 'pageSize');
  if (scenario.pins.length === 0) add('noPins', 'pins');
  if (scenario.pins.length > mostPins) add('tooManyPins', 'pins');
  checkBuses(checker);
  checkFilters(checker);
  checkCircuits(checker);
  scenario.pins.forEach((pin, index) => {
    const at = `pins.${index}`;
    if (scenario.pins.findIndex((other) => other.label === pin.label) !== index) add('duplicateLabel', `${at}.label`);
    if ((pin.flags & (pinFlags.useStandardTransport | pinFlags.doNotUseStandardTransport)) === pinFlags.doNotUseStandardTransport) add('noQueue', `${at}.flags`);
    if (pin.callbacks.process === null && pin.driver.pattern !== 'copyAtDpc' && !isMovedByFilter(checker, index)) add('noProcess', `${at}.callbacks.process`);
    whole(pin.flags, 0, 0xffffffff, `${at}.flags`);
    whole(pin.frameBytes, 1, 2 ** 40, `${at}.frameBytes`);
    whole(pin.fileAlignment, 0, 0xffffffff, `${at}.fileAlignment`);
    checkHardware(checker, pin, index, at);
    checkDriver(checker, pin.driver, pin.system, at);
    checkClient(checker, pin, at);
  });
  return checker.defects;
}

function checkClient({ add, whole, distribution }: Checker, { client, states }: PinScenario, at: string): void {
  whole(client?.requests, 1, mostBuffers, `${at}.client.requests`);
  whole(client?.headersPerRequest, 1, 256, `${at}.client.headersPerRequest`);
  whole(client?.bufferBytes, 1, 2 ** 40, `${at}.client.bufferBytes`);
  distribution(client?.hold, `${at}.client.hold`);
  let time = 0;
  client?.stalls?.forEach((stall, index) => {
    whole(stall.start, 0, longestTime, `${at}.client.stalls.${index}.start`);
    whole(stall.duration, 0, longestTime, `${at}.client.stalls.${index}.duration`);
    if (stall.start < time) add('order', `${at}.client.stalls.${index}`);
    time = stall.start + stall.duration;
  });
  time = 0;
  states?.forEach((request, index) => {
    whole(request.time, 0, longestTime, `${at}.states.${index}.time`);
    if (request.time < time) add('order', `${at}.states.${index}`);
    time = request.time;
  });
}
