import { frameUnder, leadingEdge as leadingEdgePointer } from '../../queue/index';
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
  // A driver that clones a frame again without having advanced programs its buffer again: what state that is in says nothing of the first time.
  const programmed = [...buffersIn(list, listBuffers), ...buffersIn(filled, filledBuffers)];
  if (new Set(programmed).size < programmed.length) return null;
  const counts = countStates(pin.pool);
  if (counts[cloned]! + counts[hardwareFilling]! !== ownBuffers(pin, list, listBuffers)) return 'the list of the device is not what the buffers say';
  if (counts[readyForDpc] !== ownBuffers(pin, filled, filledBuffers)) return 'the filled buffers are not what the buffers say';
  if (counts[queued]! + counts[leadingEdge]! + clonedAhead(pin) !== frames.available) return 'the frames ahead of the leading edge are not what the buffers say';
  return null;
}

/** Frames at or ahead of the leading edge that the driver has cloned, and may have programmed, before it advances. */
function clonedAhead({ queue: { frames, frameRecords }, pool: { buffers } }: PinModel): number {
  let count = 0;
  for (let frame = frames.pointerFrame[leadingEdgePointer]!; frame !== -1; frame = frames.frameNewer[frame]!) {
    const { state } = buffers[frameRecords[frame]!.header.buffer]!;
    if (state !== bufferStates.queued && state !== bufferStates.leadingEdge) count += 1;
  }
  return count;
}

/** Buffers of the entries of a ring. */
const buffersIn = ({ head, count, entries }: Ring, buffers: Int32Array): number[] => Array.from({ length: count }, (_, entry) => buffers[(head + entry) & (entries.length - 1)]!).filter((buffer) => buffer >= 0);

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
