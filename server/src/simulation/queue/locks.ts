import { releaseMappings } from './completion';
import { chosen, nowOf } from './environment';
import type { DmaAdapter, Mapping, PhysicalPages } from './mappings';
import { MappingTable, countPages, hasAdjacentPages, mappingsIn } from './mappings';
import { offsetsOf } from './offsets';
import { choices } from './options';
import type { PinQueue, StreamHeader } from './pin-queue';
import { recordOn, reportOn } from './pin-queue';
import { frameStates, pointerStates } from './queue';
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
  const { failsLock } = pin.settings;
  if (pin.generatesMappings || (failsLock !== null && failsLock !== undefined)) {
    const failed = takeResources(pin, frame);
    if (failed !== ntStatus.success) return failed;
  }
  const status = edges.lock(frames, slot);
  // The room of a frame that is only written to does not change, so its offsets can begin when somebody asks for them.
  if (pin.hasInput || pin.generatesMappings) offsetsOf(pin, slot);
  return status;
}

/** What a lock needs beside the frame: nothing fails it, and where mappings are wanted they are built. */
function takeResources(pin: PinQueue, frame: number): number {
  const failed = pin.settings.failsLock?.() === true ? withoutResources(pin) : pin.generatesMappings ? mapFrame(pin, frame) : ntStatus.success;
  if (failed === ntStatus.success) return failed;
  pin.lockFailures += 1;
  recordOn(pin, 'lockFailed', pin.frameRecords[frame]!.request.number);
  return failed;
}

/** What a lock returns that finds no resources. */
function withoutResources({ environment }: PinQueue): number {
  return chosen(environment, choices.lockWithoutResources.deviceNotReady) ? ntStatus.deviceNotReady : ntStatus.insufficientResources;
}

function mapFrame(pin: PinQueue, frame: number): number {
  const { settings } = pin;
  const { adapter } = settings;
  const record = pin.frameRecords[frame]!;
  const { header } = record;
  const { pages } = header;
  if (adapter === null || pages === null) return ntStatus.success;
  adapter.locks += 1;
  const bytes = settings.direction === 'input' ? header.dataUsed : header.frameExtent;
  const wanted = record.mapRegisters > 0 ? 0 : countPages(pages, bytes, adapter.pageSize);
  const short = adapter.mapRegisters !== null && adapter.inUse + wanted > adapter.mapRegisters;
  if (short) {
    if (pin.registersMissing === 0) pin.registersMissingAt = nowOf(pin.environment);
    pin.registersMissing += 1;
  }
  if (short || adapter.failsAt?.(adapter.locks) === true) return withoutResources(pin);
  adapter.inUse += wanted;
  record.mapRegisters += wanted;
  if (record.mappings === null) {
    record.mappings = mappingsOf(pin, header, pages, bytes, adapter);
    pin.mappingsBuilt += record.mappings.length;
    if (settings.expectsPageBoundaries === true) checkBoundaries(pin, mappingsIn(record.mappings), adapter.pageSize);
    recordOn(pin, 'mappingsBuilt', record.request.number);
  }
  return ntStatus.success;
}

/** Nothing guarantees that mappings begin and end on page boundaries, but for the first and the last of a frame (DMA-03). */
function checkBoundaries(pin: PinQueue, mappings: readonly Mapping[], pageSize: number): void {
  const off = mappings.filter(({ physicalAddress, byteCount }, at) => (at > 0 && physicalAddress % pageSize !== 0) || (at < mappings.length - 1 && (physicalAddress + byteCount) % pageSize !== 0)).length;
  if (off > 0) reportOn(pin, 'DMA-03', { mappings: off });
}

/** The mappings of a buffer, which are the same each time unless its length changes. */
function mappingsOf(pin: PinQueue, header: StreamHeader, pages: PhysicalPages, bytes: number, adapter: DmaAdapter): NonNullable<StreamHeader['builtMappings']> {
  if (header.builtMappings !== null && header.builtBytes === bytes) return header.builtMappings;
  const separate = hasAdjacentPages(pages, bytes, adapter.pageSize) && chosen(pin.environment, choices.adjacentPages.separateMappings);
  header.builtMappings = new MappingTable(pages, bytes, adapter, separate ? 'separateMappings' : 'oneMapping');
  header.builtBytes = bytes;
  return header.builtMappings;
}

/** Unlocks a locked pointer; returns its frame. */
export function unlockFrame(pin: PinQueue, slot: number): number {
  const { frames } = pin;
  const frame = frames.pointerFrame[slot]!;
  if (frames.pointerState[slot] !== pointerStates.locked) return frame;
  edges.unlock(frames, slot, false);
  if (pin.generatesMappings && frames.locks[frame] === 0) releaseAtUnlock(pin, frame);
  return frame;
}

/** The last lock on a frame with mappings has gone. */
function releaseAtUnlock(pin: PinQueue, frame: number): void {
  const record = pin.frameRecords[frame]!;
  // Who has no limit of map registers does not notice how long they are kept.
  const limited = pin.settings.adapter?.mapRegisters !== null && record.mapRegisters > 0;
  if (limited ? chosen(pin.environment, choices.mappingLifetime.whileLocked) : pin.environment.options.mappingLifetime === 'whileLocked') {
    releaseMappings(pin, record.mapRegisters);
    record.mapRegisters = 0;
  }
}
