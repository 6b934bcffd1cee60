import { pinQueueViolation } from '../queue/index';
import type { PinModel } from './model';
import { bufferStates } from './pools/pool';

/**
 * What must hold of a pin between two events: the queue's own invariants, every buffer of a client in exactly one place and the counts in agreement with it.
 * Returns the first violation or `null`.
 */
export function pinViolation(pin: PinModel): string | null {
  const wrong = pinQueueViolation(pin.queue);
  if (wrong !== null) return `${pin.settings.label}: ${wrong}`;
  return pin.client === null ? null : clientViolation(pin);
}

function clientViolation(pin: PinModel): string | null {
  const { pool, device, queue: { frames } } = pin;
  const { counts } = pool;
  const { queued, leadingEdge, cloned, hardwareFilling, readyForDpc, neverCompleted } = bufferStates;
  const recount = new Int32Array(counts.length);
  for (const state of pool.state) recount[state]! += 1;
  if (recount.some((count, state) => count !== counts[state])) return 'the counts of buffers are not what the buffers say';
  const inDriver = counts[queued]! + counts[leadingEdge]! + counts[cloned]! + counts[hardwareFilling]! + counts[readyForDpc]! + counts[neverCompleted]!;
  if (pin.client!.headers > 1) return null;
  // With ENFORCE_FIFO a request may be complete and wait for an older one.
  let withheld = 0;
  for (let irp = frames.oldestIrp; irp >= 0; irp = frames.irpNewer[irp]!) if (frames.irpFrames[irp] === 0) withheld += 1;
  if (inDriver !== frames.waiting + withheld) return `${inDriver} buffers in the driver, ${frames.waiting} frames waiting in the queue`;
  if (device === null || !device.running || withheld > 0 || frames.cloneCount === 0) return null;
  if (counts[cloned]! + counts[hardwareFilling]! !== device.list.count) return 'the list of the device is not what the buffers say';
  if (counts[readyForDpc] !== device.filled.count) return 'the filled buffers are not what the buffers say';
  if (counts[queued]! + counts[leadingEdge]! !== frames.available) return 'the frames ahead of the leading edge are not what the buffers say';
  return null;
}
