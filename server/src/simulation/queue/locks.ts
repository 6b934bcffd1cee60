import { recordCall } from './environment';
import { buildMappings, countPages } from './mappings';
import { offsetsOf } from './offsets';
import type { PinQueue } from './pin-queue';
import { hasFlag, queueFlags } from './pin-queue';
import { frameStates, pointerStates } from './queue';
import { releaseMappings } from './requests';
import * as edges from './stream-pointer';
import { ntStatus } from './stream-pointer';

/**
 * Locks an unlocked pointer on its frame. STATUS_DEVICE_NOT_READY without a frame, or with a cancelled one. With KSPIN_FLAG_GENERATE_MAPPINGS and a registered
 * adapter the frame's mappings are built, which fails for want of map registers.
 */
export function lockFrame(pin: PinQueue, slot: number): number {
  const { frames } = pin;
  const frame = frames.pointerFrame[slot]!;
  if (frame < 0 || frames.frameState[frame] !== frameStates.queued) return ntStatus.deviceNotReady;
  const failed = mapFrame(pin, frame);
  if (failed !== ntStatus.success) {
    recordCall(pin.environment, 'lockFailed', pin.settings.name, pin.frameRecords[frame]!.request.number);
    return failed;
  }
  const status = edges.lock(frames, slot);
  offsetsOf(pin, slot);
  return status;
}

function mapFrame(pin: PinQueue, frame: number): number {
  const { environment, settings } = pin;
  const { adapter } = settings;
  if (adapter === null || !hasFlag(pin, queueFlags.generateMappings)) return ntStatus.success;
  const record = pin.frameRecords[frame]!;
  const { pages } = record.header;
  if (pages === null) return ntStatus.success;
  adapter.locks += 1;
  const bytes = settings.direction === 'input' ? record.header.dataUsed : record.header.frameExtent;
  const wanted = record.mapRegisters > 0 ? 0 : countPages(pages, bytes, adapter.pageSize);
  const short = adapter.mapRegisters !== null && adapter.inUse + wanted > adapter.mapRegisters;
  if (short || adapter.failsAt?.(adapter.locks) === true) return ntStatus[environment.options.lockWithoutResources];
  adapter.inUse += wanted;
  record.mapRegisters += wanted;
  if (record.mappings === null) {
    record.mappings = buildMappings(pages, bytes, adapter, environment.options.adjacentPages);
    recordCall(environment, 'mappingsBuilt', settings.name, record.request.number);
  }
  return ntStatus.success;
}

/** Unlocks a locked pointer; returns its frame. */
export function unlockFrame(pin: PinQueue, slot: number): number {
  const { frames } = pin;
  const frame = frames.pointerFrame[slot]!;
  if (frames.pointerState[slot] !== pointerStates.locked) return frame;
  edges.unlock(frames, slot, false);
  const record = pin.frameRecords[frame]!;
  if (frames.locks[frame] === 0 && pin.environment.options.mappingLifetime === 'whileLocked') {
    releaseMappings(pin, record.mapRegisters);
    record.mapRegisters = 0;
  }
  return frame;
}
