import { dumpQueue } from '../queue/index';
import type { SimulationModel } from '../run/model';
import type { QueueSnapshot } from '../result';

/** The queues of all pins as they are, written down for `time`, nanoseconds. */
export const snapshotQueues = ({ pins }: SimulationModel, time: number): QueueSnapshot[] => pins.map(({ settings: { label }, queue }) => ({ pin: label, time, text: dumpQueue(queue) }));
