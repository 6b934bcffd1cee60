import { queueFlags } from '../../queue/index';
import type { HardwareScenario, LockFailures, MappingScenario, PinScenario } from '../../scenario';
import { longestBusTime, timeAlone } from '../devices/bus-time';
import { defaultPageSize } from '../settled';
import type { Checker } from './checker';
import { longestTime, mostBuffers, mostStored } from './checker';

/** Pages of all buffers of a pin whose frames are mapped: the model keeps each of their addresses. */
const mostPages = 2 ** 22;

/** The device's part of a pin; `at` is the pin's dotted path. */
export function checkHardware(checker: Checker, pin: PinScenario, index: number, at: string): void {
  const { whole, distribution } = checker;
  const { source, hardware } = pin;
  whole(source?.period, 1, longestTime, `${at}.source.period`);
  distribution(source?.jitter, `${at}.source.jitter`, -longestTime);
  whole(hardware.listDepth, 1, mostBuffers, `${at}.hardware.listDepth`);
  whole(hardware.fifoFrames, 0, mostStored, `${at}.hardware.fifoFrames`);
  whole(hardware.commonBufferFrames, 0, mostStored, `${at}.hardware.commonBufferFrames`);
  distribution(hardware.transferTime, `${at}.hardware.transferTime`);
  whole(hardware.interruptEvery, 1, 2 ** 20, `${at}.hardware.interruptEvery`);
  whole(hardware.coalescingTime, 0, longestTime, `${at}.hardware.coalescingTime`);
  if ((hardware.commonBufferFrames ?? 0) > 0 && source && !copies(checker, pin, index)) checker.add('notCopied', `${at}.hardware.commonBufferFrames`);
  if (hardware.bus !== undefined) checkBus(checker, pin, hardware.bus, `${at}.hardware.bus`);
  if (hardware.lockFailures) checkLockFailures(checker, hardware.lockFailures, `${at}.hardware.lockFailures`);
  if (hardware.mappings) checkMappings(checker, hardware.mappings, `${at}.hardware.mappings`);
  if ((pin.flags & queueFlags.generateMappings) !== 0) checkPages(checker, pin, hardware, at);
}

/** The buses that pins share. */
export function checkBuses({ scenario, whole }: Checker): void {
  scenario.buses?.forEach(({ bytesPerSecond }, index) => {
    whole(bytesPerSecond, 1, 2 ** 50, `buses.${index}.bytesPerSecond`);
  });
}

/** A filter's Process copies, too. */
function copies({ scenario }: Checker, { driver }: PinScenario, index: number): boolean {
  if (driver.pattern === 'copyInProcess' || driver.pattern === 'copyAtDpc') return true;
  return scenario.filters?.some(({ factories }) => factories.some(({ pins }) => pins.includes(index))) ?? false;
}

function checkBus({ scenario, add, whole }: Checker, { frameBytes }: PinScenario, bus: number, field: string): void {
  whole(bus, 0, (scenario.buses?.length ?? 0) - 1, field);
  const shared = scenario.buses?.[bus];
  if (shared && isPositive(shared.bytesPerSecond) && isPositive(frameBytes) && timeAlone(frameBytes, shared.bytesPerSecond) > longestBusTime) add('busTooSlow', field);
}

const isPositive = (value: number): boolean => Number.isSafeInteger(value) && value > 0;

function checkLockFailures({ whole, add }: Checker, { at, perMillion }: LockFailures, field: string): void {
  whole(perMillion, 0, 1_000_000, `${field}.perMillion`);
  at?.forEach((lock, index) => {
    whole(lock, 1, Number.MAX_SAFE_INTEGER, `${field}.at.${index}`);
    if (index > 0 && lock <= at[index - 1]!) add('order', `${field}.at.${index}`);
  });
}

function checkMappings({ whole, distribution }: Checker, mappings: MappingScenario, field: string): void {
  whole(mappings.tableEntries, 1, 2 ** 31 - 1, `${field}.tableEntries`);
  whole(mappings.maximumBytes, 1, 2 ** 40, `${field}.maximumBytes`);
  whole(mappings.stride, 16, 2 ** 31 - 1, `${field}.stride`);
  distribution(mappings.adjacentPages, `${field}.adjacentPages`, 1);
  whole(mappings.mapRegisters, 1, 2 ** 31 - 1, `${field}.mapRegisters`);
}

function checkPages({ scenario, add }: Checker, { client, frameBytes }: PinScenario, { mappings }: HardwareScenario, at: string): void {
  const bytes = client?.bufferBytes ?? frameBytes;
  const buffers = client ? client.requests * (client.headersPerRequest ?? 1) : 1;
  const pages = (Math.ceil(bytes / (scenario.pageSize ?? defaultPageSize)) + 1) * buffers;
  if (pages > mostPages) add('notWhole', client?.bufferBytes === undefined ? `${at}.frameBytes` : `${at}.client.bufferBytes`);
  // A mapping of few bytes would make as many of them.
  else if (mappings?.maximumBytes !== undefined && (bytes / mappings.maximumBytes) * buffers > mostPages) add('notWhole', `${at}.hardware.mappings.maximumBytes`);
}
