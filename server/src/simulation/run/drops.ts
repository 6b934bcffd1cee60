import { clockNow } from '../engine/index';
import { ksReset } from '../queue/index';
import type { DropReason } from '../result';
import type { PinModel, SimulationModel } from './model';
import { mark } from './pools/enter-state';
import { bufferStates } from './pools/pool';
import { pathOf } from './paths';

/** A frame of the source is lost for good. */
export function dropFrame(model: SimulationModel, pin: PinModel, frame: number, key: DropReason['key']): void {
  pin.framesDropped += 1;
  if (key !== 'discardedAtStop') {
    pin.dropSinceDelivery = true;
    pin.dropSinceHeader = true;
  }
  mark(model, pin.rows.hardware, model.kinds.dropped, frame);
  const tally = pin.drops.get(key);
  if (tally) {
    tally.count += 1;
    return;
  }
  pin.drops.set(key, { key, count: 1, firstTime: model.engine.clock[clockNow]!, firstFrame: frame, arguments: explain(pin), paths: decidingPaths(model, pin, key) });
}

/** Why the hardware has nowhere to put a frame at this moment: whoever holds most of the buffers is to blame. */
export function whyNoBuffer(pin: PinModel): DropReason['key'] {
  // While requests are refused, and when their process has ended, nobody can be to blame.
  if (pin.queue.resetState === ksReset.begin || pin.queue.removed || pin.client?.hasEnded === true) return 'discardedAtStop';
  const { counts } = pin.pool;
  const count = (state: number): number => counts[state]!;
  // A programmed buffer that is not being filled would have been taken: the engine itself is the bottleneck.
  const { device } = pin;
  if (device !== null && device.transferring && device.list.count > 1) return 'hardwareBusy';
  if (pin.tooSmall > 0 && (device === null || device.transfers === 0)) return 'buffersTooSmall';
  const application = count(bufferStates.inApplication) + count(bufferStates.idle) + count(bufferStates.atPeer) + count(bufferStates.atRequestor);
  const waiting = count(bufferStates.queued) + count(bufferStates.leadingEdge);
  const completing = count(bufferStates.completing) + count(bufferStates.readyForDpc);
  if (application + waiting + completing === 0) return 'hardwareBusy';
  if (waiting > 0 && waiting >= application && waiting >= completing) return 'buffersNotProgrammed';
  return application >= completing ? 'buffersInApplication' : 'buffersInCompletion';
}

/** Where the buffers are. */
function explain(pin: PinModel): DropReason['arguments'] {
  const { counts } = pin.pool;
  const count = (state: number): number => counts[state]!;
  return {
    requests: pin.client?.requests.length ?? pin.pool.size,
    inApplication: count(bufferStates.inApplication) + count(bufferStates.idle) + count(bufferStates.atPeer) + count(bufferStates.atRequestor),
    queued: count(bufferStates.queued) + count(bufferStates.leadingEdge),
    inHardware: count(bufferStates.cloned) + count(bufferStates.hardwareFilling) + count(bufferStates.readyForDpc),
    completing: count(bufferStates.completing),
    period: pin.settings.source?.period ?? 0,
    bufferBytes: pin.settings.client?.bufferBytes ?? pin.frameBytes,
    frameBytes: pin.settings.frameBytes,
  };
}

/** Scenario keys that decide each reason, the most telling first. */
const deciding: Readonly<Record<DropReason['key'], readonly string[]>> = {
  buffersInApplication: ['client.requests', 'client.hold', 'source.period'],
  buffersNotProgrammed: ['driver.attemptProcessing', 'hardware.listDepth', 'driver.processTime', 'system.workItemLatency', 'source.period'],
  buffersInCompletion: ['client.requests', 'system.completionLatency', 'system.dpcLatency', 'source.period'],
  buffersTooSmall: ['client.bufferBytes', 'frameBytes'],
  dataUsedNotSet: ['driver.setsDataUsed'],
  hardwareBusy: ['hardware.transferTime', 'source.period', 'hardware.fifoFrames'],
  discardedAtStop: ['states', 'duration'],
  cancelled: ['driver.cancelCallback', 'driver.cloneTimeout', 'driver.unlocksClones'],
};

function decidingPaths(model: SimulationModel, pin: PinModel, key: DropReason['key']): string[] {
  const { paths } = model.scenario;
  const stalls = pin.settings.client?.stalls ?? [];
  const now = model.engine.clock[clockNow]!;
  const found = deciding[key].map((name) => pathOf(paths, name === 'duration' ? name : `pins.${pin.index}.${name}`));
  const stall = stalls.findIndex(({ start, duration }) => start <= now && now < start + duration);
  if (key === 'buffersInApplication' && stall >= 0) found.unshift(pathOf(paths, `pins.${pin.index}.client.stalls.${stall}`));
  return [...new Set(found)].filter((path) => path !== '');
}
