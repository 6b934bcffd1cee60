import type { Distribution, PinScenario, Scenario } from '../scenario';
import { pinFlags } from './flags';
import { pathOf } from './paths';

/** Why a scenario cannot be run. */
export interface ScenarioDefect {
  /**
   * `notWhole` a number that has to be a whole one in range is not; `emptyTable` a table without values or weights; `order` minimum, mode and maximum, or times, do
   * not ascend; `noPins`; `tooManyPins`; `duplicateLabel`; `noQueue` DO_NOT_USE_STANDARD_TRANSPORT: the pin has no queue to simulate;
   * `noProcess` the pin has no Process routine, so nothing moves its frames (filter-centric processing is not simulated yet).
   */
  readonly key: 'notWhole' | 'emptyTable' | 'order' | 'noPins' | 'tooManyPins' | 'duplicateLabel' | 'noQueue' | 'noProcess';
  /** Dotted path into the scenario. */
  readonly field: string;
  /** RFC 6901 pointer of the document value, or the empty string. */
  readonly path: string;
}

/** Longest time the engine computes with exactly, nanoseconds: about 13 days. */
const longest = 2 ** 50;
const mostPins = 12;
const mostBuffers = 100_000;

/** Everything that keeps a scenario from being run; empty when it can be. */
export function checkScenario(scenario: Scenario): readonly ScenarioDefect[] {
  const defects: ScenarioDefect[] = [];
  const add = (key: ScenarioDefect['key'], field: string): void => {
    defects.push({ key, field, path: pathOf(scenario.paths, field) });
  };
  const whole = (value: number | undefined, least: number, most: number, field: string): void => {
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= least && value <= most)) add('notWhole', field);
  };
  const distribution = (value: Distribution | undefined, field: string, least = 0): void => {
    if (value === undefined) return;
    for (const number of numbersOf(value)) whole(number, least, longest, field);
    if (value.kind === 'uniform' && value.minimum > value.maximum) add('order', field);
    if (value.kind === 'triangular' && !(value.minimum <= value.mode && value.mode <= value.maximum)) add('order', field);
    if (value.kind === 'table') {
      for (const weight of value.weights) whole(weight, 0, 2 ** 31, field);
      if (value.values.length === 0 || value.values.length !== value.weights.length || value.weights.every((weight) => weight === 0)) add('emptyTable', field);
    }
  };
  whole(scenario.duration, 1, longest, 'duration');
  whole(scenario.limits?.events, 1, Number.MAX_SAFE_INTEGER, 'limits.events');
  whole(scenario.limits?.spans, 1, Number.MAX_SAFE_INTEGER, 'limits.spans');
  if (scenario.pins.length === 0) add('noPins', 'pins');
  if (scenario.pins.length > mostPins) add('tooManyPins', 'pins');
  scenario.pins.forEach((pin, index) => {
    const at = `pins.${index}`;
    if (scenario.pins.findIndex((other) => other.label === pin.label) !== index) add('duplicateLabel', `${at}.label`);
    if ((pin.flags & (pinFlags.useStandardTransport | pinFlags.doNotUseStandardTransport)) === pinFlags.doNotUseStandardTransport) add('noQueue', `${at}.flags`);
    if (pin.callbacks.process === null && pin.driver.pattern !== 'copyAtDpc') add('noProcess', `${at}.callbacks.process`);
    whole(pin.flags, 0, 0xffffffff, `${at}.flags`);
    whole(pin.frameBytes, 1, 2 ** 40, `${at}.frameBytes`);
    whole(pin.fileAlignment, 0, 0xffffffff, `${at}.fileAlignment`);
    checkParts(pin, at, whole, distribution, add);
  });
  return defects;
}

function checkParts(
  pin: PinScenario, at: string,
  whole: (value: number | undefined, least: number, most: number, field: string) => void,
  distribution: (value: Distribution | undefined, field: string, least?: number) => void,
  add: (key: ScenarioDefect['key'], field: string) => void,
): void {
  const { source, hardware, driver, system, client } = pin;
  whole(source?.period, 1, longest, `${at}.source.period`);
  distribution(source?.jitter, `${at}.source.jitter`, -longest);
  whole(hardware.listDepth, 1, mostBuffers, `${at}.hardware.listDepth`);
  whole(hardware.fifoFrames, 0, mostBuffers, `${at}.hardware.fifoFrames`);
  distribution(hardware.transferTime, `${at}.hardware.transferTime`);
  for (const key of ['processTime', 'setDeviceStateTime', 'dpcTime'] as const) distribution(driver[key], `${at}.driver.${key}`);
  for (const key of ['interruptLatency', 'dpcLatency', 'workItemLatency', 'completionLatency'] as const) distribution(system[key], `${at}.system.${key}`);
  whole(client?.requests, 1, mostBuffers, `${at}.client.requests`);
  whole(client?.headersPerRequest, 1, 256, `${at}.client.headersPerRequest`);
  whole(client?.bufferBytes, 1, 2 ** 40, `${at}.client.bufferBytes`);
  distribution(client?.hold, `${at}.client.hold`);
  let time = 0;
  client?.stalls?.forEach((stall, index) => {
    whole(stall.start, 0, longest, `${at}.client.stalls.${index}.start`);
    whole(stall.duration, 0, longest, `${at}.client.stalls.${index}.duration`);
    if (stall.start < time) add('order', `${at}.client.stalls.${index}`);
    time = stall.start + stall.duration;
  });
  time = 0;
  pin.states?.forEach((request, index) => {
    whole(request.time, 0, longest, `${at}.states.${index}.time`);
    if (request.time < time) add('order', `${at}.states.${index}`);
    time = request.time;
  });
}

function numbersOf(value: Distribution): readonly number[] {
  switch (value.kind) {
    case 'constant':
      return [value.value];
    case 'uniform':
      return [value.minimum, value.maximum];
    case 'triangular':
      return [value.minimum, value.mode, value.maximum];
    case 'table':
      return value.values;
  }
}
