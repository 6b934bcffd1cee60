import type { PinScenario } from '../../scenario';
import type { Checker } from './checker';
import { longestTime, mostBuffers } from './checker';

/** Most stream headers of one request. */
const mostHeaders = 256;

/** The client of a pin, where it has one, and the states that are asked for; `at` is the pin's dotted path. */
export function checkClient({ add, whole, distribution }: Checker, { client, states, dataFlow }: PinScenario, at: string): void {
  checkTimes(states?.map(({ time }) => [time, 0]) ?? [], (index) => `${at}.states.${index}.time`, (index) => `${at}.states.${index}`);
  if (client === undefined) return;
  const of = `${at}.client`;
  whole(client.requests, 1, mostBuffers, `${of}.requests`);
  whole(client.headersPerRequest, 1, mostHeaders, `${of}.headersPerRequest`);
  if (client.requests * (client.headersPerRequest ?? 1) > mostBuffers) add('notWhole', `${of}.requests`);
  whole(client.bufferBytes, 1, 2 ** 40, `${of}.bufferBytes`);
  whole(client.bufferAlignment, 0, 0xffffffff, `${of}.bufferAlignment`);
  whole(client.headerBytes, 1, 2 ** 20, `${of}.headerBytes`);
  whole(client.period, 1, longestTime, `${of}.period`);
  if (client.period !== undefined && (dataFlow ?? 'out') === 'out') add('periodOfReader', `${of}.period`);
  distribution(client.hold, `${of}.hold`);
  checkTimes(client.stalls?.map(({ start, duration }) => [start, duration]) ?? [], (index, part) => `${of}.stalls.${index}.${part}`, (index) => `${of}.stalls.${index}`);

  /** Times that ascend, none before the end of the one before. */
  function checkTimes(times: readonly (readonly [number, number])[], partAt: (index: number, part: 'start' | 'duration') => string, entryAt: (index: number) => string): void {
    let free = 0;
    times.forEach(([start, duration], index) => {
      whole(start, 0, longestTime, partAt(index, 'start'));
      whole(duration, 0, longestTime, partAt(index, 'duration'));
      if (start < free) add('order', entryAt(index));
      free = start + duration;
    });
  }
}
