import { frameUnder } from '../../queue/index';
import type { DeviceModel, PinModel } from '../model';
import { bufferStates, countStates } from '../pools/pool';
import type { Ring } from '../ring';

/** What must hold of a device between two events. Counts from scratch. Returns the first violation, or `null`. */
export function deviceViolation(device: DeviceModel): string | null {
  return framesViolation(device) ?? listViolation(device) ?? entriesViolation(device);
}

/** No frame of the source is ever lost sight of: what was produced is delivered, dropped, in the device's store, or in a buffer that has not come to its reader. */
function framesViolation({ pin, fifo, incoming }: DeviceModel): string | null {
  // On the round of a circuit, and behind a filter, frames are counted elsewhere.
  if (pin.client === null || pin.client.writes) return null;
  let underWay = fifo.count + incoming.count;
  for (const { state, frame, carried } of pin.pool.buffers) {
    if (frame < 0 || state === bufferStates.inApplication || state === bufferStates.idle) continue;
    underWay += Math.max(1, carried);
  }
  const expected = pin.framesProduced - pin.framesDelivered - pin.framesDropped;
  return underWay === expected ? null : `${underWay} frames are under way, ${expected} were neither delivered nor dropped`;
}

/** The device's list and the filled buffers are those whose states say so. */
function listViolation(device: DeviceModel): string | null {
  const { pin, list, filled, listBuffers, filledBuffers, copies, transferring, incoming } = device;
  if (copies ? transferring !== incoming.count > 0 : transferring && list.count === 0) return 'the device moves a frame from nowhere to nowhere';
  const { queue: { frames, held } } = pin;
  const { queued, leadingEdge, cloned, hardwareFilling, readyForDpc } = bufferStates;
  if (!device.running || held.length > 0 || frames.cloneCount === 0) return null;
  const counts = countStates(pin.pool);
  if (counts[cloned]! + counts[hardwareFilling]! !== ownBuffers(pin, list, listBuffers)) return 'the list of the device is not what the buffers say';
  if (counts[readyForDpc] !== ownBuffers(pin, filled, filledBuffers)) return 'the filled buffers are not what the buffers say';
  if (counts[queued]! + counts[leadingEdge]! !== frames.available) return 'the frames ahead of the leading edge are not what the buffers say';
  return null;
}

/** Entries of a ring whose buffers have not gone back to their owner. */
function ownBuffers({ queue }: PinModel, ring: Ring, buffers: Int32Array): number {
  let own = 0;
  for (let entry = 0; entry < ring.count; entry += 1) {
    const at = (ring.head + entry) & (ring.entries.length - 1);
    if (buffers[at]! >= 0 && frameUnder(queue, ring.entries[at]!) !== null) own += 1;
  }
  return own;
}

/** The entries in use are those of the buffers in the list. */
function entriesViolation({ entriesInUse, tableEntries, list, listEntries }: DeviceModel): string | null {
  let used = 0;
  for (let entry = 0; entry < list.count; entry += 1) used += listEntries[(list.head + entry) & (list.entries.length - 1)]!;
  return used === entriesInUse && used <= tableEntries ? null : `${entriesInUse} entries are in use, ${used} belong to buffers in the list`;
}
