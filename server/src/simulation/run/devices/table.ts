import type { StreamPointer } from '../../queue/index';
import { frameUnder } from '../../queue/index';
import type { DeviceModel } from '../model';
import { pushRing, shiftRing } from '../ring';

/** Entries of the device's own table that the frame under a pointer takes: one for each of its mappings. */
export function entriesOf({ pin }: DeviceModel, pointer: StreamPointer): number {
  return pin.queue.generatesMappings ? frameUnder(pin.queue, pointer)?.mappings?.length ?? 0 : 0;
}

/** Whether the device's list has room for a buffer that takes no entries of its table. */
export function hasRoom({ list, listDepth }: DeviceModel): boolean {
  return list.count < listDepth;
}

/** Puts a buffer at the end of the device's list; there has to be room in the list and for its entries. */
export function pushList(device: DeviceModel, pointer: StreamPointer, buffer: number, entries: number): void {
  const at = pushRing(device.list, pointer);
  device.listBuffers[at] = buffer;
  device.listEntries[at] = entries;
  if (entries === 0) return;
  device.entriesInUse += entries;
  device.entriesMaximum = Math.max(device.entriesMaximum, device.entriesInUse);
}

/** Takes the buffer at the head of the list off it; its entries are free. Returns its pointer. */
export function shiftList(device: DeviceModel): StreamPointer {
  device.entriesInUse -= device.listEntries[device.list.head]!;
  return shiftRing(device.list);
}
