import type { StreamPointer } from '../../queue/index';
import { frameUnder } from '../../queue/index';
import type { DeviceModel } from '../model';

/** Takes entries of the device's own table for the mappings of a frame. `false`: there are not enough. */
export function takeEntries(device: DeviceModel, pointer: StreamPointer, buffer: number): boolean {
  const entries = frameUnder(device.pin.queue, pointer)?.mappings?.length ?? 0;
  if (device.entriesInUse + entries > device.tableEntries) {
    device.tableFull += 1;
    return false;
  }
  device.entriesInUse += entries;
  device.bufferEntries[buffer] = entries;
  device.entriesMaximum = Math.max(device.entriesMaximum, device.entriesInUse);
  return true;
}

/** The buffer is full, or taken back: its entries are free. */
export function releaseEntries(device: DeviceModel, buffer: number): void {
  device.entriesInUse -= device.bufferEntries[buffer]!;
  device.bufferEntries[buffer] = 0;
}
