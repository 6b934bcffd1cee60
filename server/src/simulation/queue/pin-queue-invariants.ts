import { type MappingTable, mappingsIn } from './mappings';
import { queueViolation } from './invariants';
import { offsetsOf } from './offsets';
import type { PinQueue } from './pin-queue';
import { requestStates } from './pin-queue';
import { leadingEdge, trailingEdge } from './pointer-numbers';
import { frameStates, pointerStates } from './queue';

/** Tables found right, and the extent of the frame then: a table never changes and a large one has a million mappings, too many to be gone through after each event. */
const checkedTables = new WeakMap<MappingTable, number>();

function mappingsViolation(table: MappingTable, extent: number, longest: number): string | null {
  const mappings = mappingsIn(table);
  if (table.length !== mappings.length) return 'its mappings are counted wrong';
  if (mappings.reduce((sum, { byteCount }) => sum + byteCount, 0) > extent) return 'its mappings are longer than the frame';
  return mappings.some(({ byteCount }) => byteCount <= 0 || byteCount > longest) ? 'a mapping is empty or too long' : null;
}

/**
 * Checks what must hold of a pin's queue between two operations, beyond what {@link queueViolation} checks: the states of cancelled frames, offsets, mappings,
 * timeouts, gates, and that every request is in exactly one place. Returns the first thing that is wrong, for a developer of this program, or `null`.
 */
export function pinQueueViolation(pin: PinQueue): string | null {
  return queueViolation(pin.frames) ?? framesViolation(pin) ?? pointersViolation(pin) ?? requestsViolation(pin) ?? processingViolation(pin);
}

function framesViolation(pin: PinQueue): string | null {
  const { frames, settings } = pin;
  let mapRegisters = 0;
  for (let frame = 0; frame < frames.frameState.length; frame += 1) {
    const state = frames.frameState[frame]!;
    const record = pin.frameRecords[frame];
    if (record !== undefined) mapRegisters += record.mapRegisters;
    if (state === frameStates.free) {
      if (record !== undefined && record.mapRegisters !== 0) return `frame ${frame} is gone and holds map registers`;
      continue;
    }
    if (record === undefined) return `frame ${frame} has no record`;
    if (pin.requests[record.request.number] !== record.request || record.request.state !== requestStates.queued) return `frame ${frame} belongs to a request that is over`;
    if (frames.locks[frame]! > 0 && state === frameStates.cancelled) return `frame ${frame} is locked and cancelled`;
    if (state === frameStates.cancelled) {
      let clones = 0;
      for (let slot = frames.oldestClone; slot >= 0; slot = frames.cloneNewer[slot]!) if (frames.pointerFrame[slot] === frame) clones += 1;
      if (clones === 0 || frames.references[frame] !== clones) return `cancelled frame ${frame} has ${frames.references[frame]!} references and ${clones} clones`;
    }
    const { header } = record;
    const violation = record.mappings === null || checkedTables.get(record.mappings) === header.frameExtent ? null : mappingsViolation(record.mappings, header.frameExtent, settings.adapter!.maxMappingsByteCount);
    if (violation !== null) return `a mapping table of frame ${frame}: ${violation}`;
    if (record.mappings !== null) checkedTables.set(record.mappings, header.frameExtent);
  }
  const { adapter } = settings;
  if (adapter !== null && (adapter.inUse < mapRegisters || (adapter.mapRegisters !== null && adapter.inUse > adapter.mapRegisters))) return 'the map registers in use are counted wrong';
  return null;
}

function pointersViolation(pin: PinQueue): string | null {
  const { frames } = pin;
  for (let slot = 0; slot < frames.pointerState.length; slot += 1) {
    const record = pin.pointerRecords[slot];
    if (frames.pointerState[slot] === pointerStates.free) {
      if (record?.timeout.scheduled === true) return `the timeout of pointer ${slot} outlives it`;
      continue;
    }
    const { offsetIn, offsetOut } = offsetsOf(pin, slot);
    for (const { count, remaining } of [offsetIn, offsetOut]) if (remaining < 0 || remaining > count) return `pointer ${slot} has ${remaining} of ${count} remaining`;
  }
  const lead = frames.pointerFrame[leadingEdge]!;
  if (!frames.distinctTrailingEdge || lead < 0) return null;
  for (let frame = frames.pointerFrame[trailingEdge]!; frame !== lead; frame = frames.frameNewer[frame]!) if (frame < 0) return 'the trailing edge is newer than the leading edge';
  return null;
}

function requestsViolation(pin: PinQueue): string | null {
  const places: Record<number, Set<number>> = {
    [requestStates.completed]: new Set(), [requestStates.withheld]: new Set(pin.withheld.map(({ number }) => number)), [requestStates.held]: new Set(pin.held.map(({ number }) => number)),
  };
  for (let at = 0; at < pin.completedCount; at += 1) places[requestStates.completed]!.add(pin.completed[(pin.completedHead + at) & (pin.completed.length - 1)]!);
  if (places[requestStates.completed]!.size !== pin.completedCount) return 'a request completed twice';
  const free = new Set(pin.freeRequests);
  if (free.size !== pin.freeRequests.length) return 'the number of a request is free twice';
  for (const [number, request] of pin.requests.entries()) {
    if (request.number !== number) return `request ${number} has another number`;
    for (const [state, place] of Object.entries(places)) if (place.has(number) !== (request.state === Number(state))) return `request ${number} is not where it says`;
    if (free.has(number) !== (!request.reusable && request.state === requestStates.withClient)) return `the number of request ${number} is free and in use, or neither`;
    const frames = pin.frames.irpFrames[number] ?? 0;
    if (request.state !== requestStates.queued && frames !== 0) return `request ${number} has frames in the queue and is not there`;
    // With ENFORCE_FIFO a request may be complete and wait for an older one.
    if (request.state === requestStates.queued && frames === 0 && !pin.frames.enforceFifo) return `request ${number} has no frame and is not complete`;
  }
  let scheduled = 0;
  for (const { timeout } of pin.pointerRecords) if (timeout.scheduled) scheduled += 1;
  return scheduled === pin.scheduledTimeouts ? null : `${scheduled} timeouts are scheduled, ${pin.scheduledTimeouts} counted`;
}

function processingViolation(pin: PinQueue): string | null {
  const { processing, environment, frameGate } = pin;
  if (pin.spinLockHeld) return 'the spin lock is held outside a cancel callback';
  if (frameGate !== null && pin.frameGateOn !== pin.frames.available > 0) return 'the frame gate does not know what the queue has';
  if (processing !== null && !environment.violations.counts.has('SPT-22')) {
    if (processing.gate.count > 1) return 'the AND gate is above 1';
    if (processing.processing && processing.gate.count > 0) return 'the AND gate is open during Process';
  }
  return null;
}
