import { clockNow } from '../engine/index';
import { ksReset } from '../queue/index';
import type { DropReason } from '../result';
import { busiestElsewhere, frameBytesOf, framesElsewhere, isAtPin } from './circuits/whereabouts';
import { waitsForBus } from './devices/bus';
import type { CircuitModel, DeviceModel, PinModel, SimulationModel } from './model';
import { pinStates } from './model';
import { mark } from './pools/enter-state';
import { bufferStates, countStates } from './pools/pool';
import { pathOf } from './paths';

/** A frame of the source is lost for good. On the round of a circuit it is counted at the pin where it began. */
export function dropFrame(model: SimulationModel, at: PinModel, frame: number, key: DropReason['key']): void {
  const pin = at.circuit?.counted ?? at;
  pin.framesDropped += 1;
  if (key !== 'discardedAtStop') pin.dropSinceHeader = true;
  mark(model, pin.rows.hardware, model.kinds.dropped, frame);
  const tally = pin.drops.get(key);
  if (tally) {
    tally.count += 1;
    return;
  }
  pin.drops.set(key, { key, count: 1, firstTime: model.engine.clock[clockNow]!, firstFrame: frame, arguments: explain(pin), paths: decidingPaths(model, pin, key) });
}

/** While requests are refused, when their process has ended, and when their client has begun to stop the stream, nobody can be to blame for what is lost. */
const nobodyWaits = ({ queue, client }: PinModel): boolean => queue.resetState === ksReset.begin || queue.removed || (client !== null && (client.hasEnded || !client.queues));

/**
 * Why a buffer comes back without the frame that was in it: the stream was stopped, or paused with a request that is flushed then, however late a lock lets that happen
 * and its client hears of it; else somebody cancelled its request.
 */
export function whyTakenBack(pin: PinModel, buffer: number): 'discardedAtStop' | 'cancelled' {
  const { queue: { deviceState }, client } = pin;
  if (deviceState < pinStates.PAUSE || nobodyWaits(pin)) return 'discardedAtStop';
  if (client === null) return 'cancelled';
  const request = Math.floor(buffer / client.headers);
  return client.requests[request]!.flushedOnPause || client.discarded[request] === 1 ? 'discardedAtStop' : 'cancelled';
}

/** A pin is paused and has no buffers left, because the pause flushes them. */
const isFlushed = ({ queue, client }: PinModel): boolean => client !== null && queue.deviceState === pinStates.PAUSE && client.settings.flushOnPause && queue.frames.available === 0;

/** Why the hardware has nowhere to put a frame at this moment: whoever holds most of the buffers is to blame. */
export function whyNoBuffer(pin: PinModel): DropReason['key'] {
  if (nobodyWaits(pin) || isFlushed(pin)) return 'discardedAtStop';
  const counts = countStates(pin.pool);
  const count = (state: number): number => counts[state]!;
  // A programmed buffer that is not being filled would have been taken: the engine itself is the bottleneck.
  const { device } = pin;
  if (device !== null && device.transferring && (device.copies ? device.fifo.count === 0 : device.list.count > 1)) return busyKey(device);
  if (isHeldBack(pin)) return 'branchStarves';
  if (isKeptInWindows(pin)) return 'buffersInWindow';
  if (pin.circuit !== null) return whyNoFrame(pin, pin.circuit);
  const { client } = pin.settings;
  if (pin.tooSmall > 0 && (client === null ? device === null || device.transfers === 0 : client.bufferBytes < pin.frameBytes)) return 'buffersTooSmall';
  const application = count(bufferStates.inApplication) + count(bufferStates.idle) + count(bufferStates.atPeer) + count(bufferStates.atRequestor);
  const waiting = count(bufferStates.queued) + count(bufferStates.leadingEdge);
  const completing = count(bufferStates.completing) + count(bufferStates.readyForDpc);
  if (application + waiting + completing === 0) return busyKey(device);
  if (waiting > 0 && waiting >= application && waiting >= completing) return 'buffersNotProgrammed';
  return application >= completing ? 'buffersInApplication' : 'buffersInCompletion';
}

/** Whether most of the buffers, of a circuit on the whole round, are kept by trailing edges alone. */
export function isKeptInWindows(pin: PinModel): boolean {
  const { pool, circuit, device, queue } = pin;
  const counts = countStates(pool);
  const kept = counts[bufferStates.inWindow]!;
  if (kept === 0) return false;
  const count = (state: number): number => counts[state]!;
  const { inApplication, idle, completing, readyForDpc, queued, leadingEdge } = bufferStates;
  const elsewhere = circuit === null ? count(inApplication) + count(idle) : framesElsewhere(circuit, pin) - (kept - windowOf(pin));
  const waiting = circuit === null ? count(queued) + count(leadingEdge) : queue.frames.available;
  const onTheWay = count(readyForDpc) + (circuit === null ? count(completing) : 0);
  // A device that is moving the frame before has no use for another buffer.
  if (elsewhere + waiting + onTheWay === 0 && device !== null && device.transferring && !device.copies) return false;
  return kept >= elsewhere && kept >= waiting && kept >= onTheWay;
}

/** Frames that the trailing edge of a pin alone keeps. */
function windowOf(pin: PinModel): number {
  const { pool, window } = pin;
  let kept = 0;
  if (window !== null) for (let buffer = 0; buffer < pool.size; buffer += 1) if (pool.buffers[buffer]!.state === bufferStates.inWindow && isAtPin(pin, buffer)) kept += 1;
  return kept;
}

/** The pin whose trailing edge keeps most of the buffers that go past a pin; without a circuit the pin itself. */
function windowHolder(pin: PinModel): PinModel {
  const stations = pin.circuit?.stations.flatMap((station) => (station.kind === 'pin' ? [station.pin] : [])) ?? [pin];
  return stations.reduce((most, other) => (windowOf(other) > windowOf(most) ? other : most));
}

/** Whether most of the buffers are filled and held back by a splitter whose branches have no empty frames. */
function isHeldBack({ splitter, pool }: PinModel): boolean {
  if (splitter === null || splitter.kept.length === 0) return false;
  const counts = countStates(pool);
  const held = counts[bufferStates.completing]!;
  return held * 2 >= pool.size || held >= counts[bufferStates.inApplication]!;
}

/** The branch that a splitter waits for the longest: of the pin's own, or of the filter at whose input most frames of its circuit are. */
function starvingBranch(pin: PinModel): PinModel | null {
  const own = pin.splitter?.expected[0]?.pin;
  if (own !== undefined || pin.circuit === null) return own ?? null;
  const station = busiestElsewhere(pin.circuit, pin)?.pin;
  if (!station?.object) return null;
  for (const { object, splitter } of station.group.pins) if (object === station.object && splitter?.expected[0] !== undefined) return splitter.expected[0].pin;
  return null;
}

/** As {@link whyNoBuffer}, where the buffers are frames that go round a circuit. */
function whyNoFrame(pin: PinModel, circuit: CircuitModel): DropReason['key'] {
  const { queue, pool, device } = pin;
  if (pin.tooSmall > 0 && frameBytesOf(circuit) < pin.frameBytes) return 'buffersTooSmall';
  const elsewhere = framesElsewhere(circuit, pin);
  const waiting = queue.frames.available;
  const filled = countStates(pool)[bufferStates.readyForDpc]!;
  if (elsewhere + waiting + filled === 0) return busyKey(device);
  if (waiting > 0 && waiting >= elsewhere && waiting >= filled) return 'buffersNotProgrammed';
  if (elsewhere < filled) return 'buffersInCompletion';
  return starvingBranch(pin) === null ? 'buffersInCircuit' : 'branchStarves';
}

/** The device is still moving the frame before: because of the bus, or because it takes its time. */
function busyKey(device: DeviceModel | null): DropReason['key'] {
  return device !== null && waitsForBus(device) ? 'busBusy' : 'hardwareBusy';
}

/** Where the buffers are. */
function explain(pin: PinModel): DropReason['arguments'] {
  const counts = countStates(pin.pool);
  const count = (state: number): number => counts[state]!;
  return {
    requests: pin.pool.size,
    inApplication: pin.circuit === null ? count(bufferStates.inApplication) + count(bufferStates.idle) : framesElsewhere(pin.circuit, pin),
    queued: pin.circuit === null ? count(bufferStates.queued) + count(bufferStates.leadingEdge) : pin.queue.frames.available,
    inHardware: count(bufferStates.cloned) + count(bufferStates.hardwareFilling) + count(bufferStates.readyForDpc),
    completing: count(bufferStates.completing) + count(bufferStates.readyForDpc),
    period: pin.circuit?.filler?.period ?? pin.settings.source?.period ?? 0,
    bufferBytes: pin.circuit === null ? pin.settings.client?.bufferBytes ?? pin.frameBytes : frameBytesOf(pin.circuit),
    frameBytes: pin.frameBytes,
    ...placeOf(pin),
    ...(count(bufferStates.inWindow) === 0 ? {} : { inWindow: count(bufferStates.inWindow), holder: windowHolder(pin).settings.label }),
    ...(starvingBranch(pin) === null ? {} : { branch: starvingBranch(pin)!.settings.label }),
    ...(pin.device !== null && pin.device.bus !== null ? { bus: pin.device.bus.scenario.label } : {}),
  };
}

/** Where most frames of a circuit are that are not at the pin; `requestor` where they are with none of its stations. */
function placeOf(pin: PinModel): DropReason['arguments'] {
  if (pin.circuit === null) return {};
  const busiest = busiestElsewhere(pin.circuit, pin);
  return { place: busiest?.label ?? 'requestor', atPlace: busiest?.count ?? framesElsewhere(pin.circuit, pin) };
}

/** Scenario keys that decide each reason, the most telling first. */
const deciding: Readonly<Record<DropReason['key'], readonly string[]>> = {
  buffersInApplication: ['client.requests', 'client.hold', 'source.period'],
  buffersNotProgrammed: ['driver.attemptProcessing', 'hardware.listDepth', 'driver.processTime', 'system.workItemLatency', 'source.period'],
  buffersInCompletion: ['client.requests', 'system.completionLatency', 'system.dpcLatency', 'source.period'],
  buffersTooSmall: ['client.bufferBytes', 'frameBytes'],
  dataUsedNotSet: ['driver.setsDataUsed'],
  hardwareBusy: ['hardware.transferTime', 'source.period', 'hardware.fifoFrames'],
  busBusy: ['hardware.bus', 'source.period', 'hardware.transferTime', 'hardware.fifoFrames'],
  deviceHalted: ['hardware.whenFull', 'client.requests', 'client.hold', 'hardware.fifoFrames'],
  discardedAtStop: ['states', 'duration'],
  cancelled: ['driver.cancelCallback', 'driver.cloneTimeout', 'driver.unlocksClones'],
  buffersInCircuit: ['source.period'],
  branchStarves: ['client.requests', 'client.hold'],
  buffersInWindow: ['driver.trailingEdgeFrames', 'client.requests'],
  notSubmitted: [], notDrained: ['driver.endOfStreamAt'],
};

function decidingPaths(model: SimulationModel, pin: PinModel, key: DropReason['key']): string[] {
  const { paths } = model.scenario;
  const stalls = pin.settings.client?.stalls ?? [];
  const now = model.engine.clock[clockNow]!;
  const decider = key === 'branchStarves' ? starvingBranch(pin) ?? pin : key === 'buffersInWindow' ? windowHolder(pin) : pin;
  const found = deciding[key].map((name) => pathOf(paths, name === 'duration' ? name : `pins.${decider.index}.${name}`));
  const stall = stalls.findIndex(({ start, duration }) => start <= now && now < start + duration);
  const bus = pin.device?.bus;
  if (key === 'busBusy' && bus) found.unshift(pathOf(paths, `buses.${bus.index}.bytesPerSecond`));
  if (key === 'buffersNotProgrammed' && pin.device !== null && pin.device.tableFull > 0) found.unshift(pathOf(paths, `pins.${pin.index}.hardware.mappings.tableEntries`));
  if (key === 'buffersInApplication' && stall >= 0) found.unshift(pathOf(paths, `pins.${pin.index}.client.stalls.${stall}`));
  // Filled, and nobody has told the driver.
  if (key === 'buffersInCompletion' && interruptsSeldom(pin)) found.unshift(pathOf(paths, `pins.${pin.index}.hardware.interruptEvery`));
  if (pin.circuit !== null) found.splice(key === 'buffersInWindow' ? 1 : 0, 0, ...circuitPaths(model, pin.circuit, key));
  return [...new Set(found)].filter((path) => path !== '');
}

/** Whether filled buffers wait for the DPC because the device interrupts for several at once. */
function interruptsSeldom({ pool, settings: { hardware } }: PinModel): boolean {
  const counts = countStates(pool);
  return (hardware?.interruptEvery ?? 1) > 1 && counts[bufferStates.readyForDpc]! >= counts[bufferStates.completing]!;
}

/** What of a circuit decides: how many frames there are, how long its peers keep them, how often they come. */
function circuitPaths({ scenario: { paths } }: SimulationModel, { index, scenario: { allocator, peers } }: CircuitModel, key: DropReason['key']): string[] {
  const path = (field: string): string => pathOf(paths, `circuits.${index}.${field}`);
  if (key === 'notSubmitted') return [path('allocator.registeredAt')];
  if (key !== 'buffersInCircuit' && key !== 'buffersInWindow') return [];
  const frames = path(allocator.kind === 'life' ? 'allocator.setup.request.framing.Frames' : 'allocator.frames');
  if (key === 'buffersInWindow') return [frames];
  return [frames, ...peers.flatMap((peer, number) => [path(`peers.${number}.hold`), ...(peer.period === undefined ? [] : [path(`peers.${number}.period`)])])];
}
