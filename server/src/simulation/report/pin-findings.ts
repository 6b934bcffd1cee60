import { queueFlags } from '../queue/index';
import type { PinModel, SimulationModel } from '../run/model';
import { timeInRun } from '../run/pins/run-time';
import type { TextArguments } from '../result';
import { causesOf } from './causes';
import type { Add } from './told';
import { type Broken, brokenBy } from './violations';

/** What was wrong with the frames of a pin: what the driver left behind, what it delivered, and what was lost. */
export function pinFindings(model: SimulationModel, pin: PinModel, broken: readonly Broken[], add: Add): void {
  leftBehind(pin, broken, add);
  emptyFrames(pin, broken, add);
  partialFrames(pin, broken, add);
  const discontinuity = brokenBy(broken, 'HDR-04', pin.settings.label);
  if (discontinuity !== undefined) add({ ...about(pin), code: 'HDR-04', key: 'dropWithoutDiscontinuity', time: discontinuity.time, count: discontinuity.count, arguments: { times: discontinuity.count }, fields: at(pin, 'driver.marksDiscontinuity') });
  resources(model, pin, add);
  lockedFrames(pin, add);
  standstill(model, pin, add);
  lostFrames(model, pin, add);
  const { source } = pin.settings;
  if (source !== null && pin.framesProduced === 0 && model.stopReason === 'completed') {
    add({ ...about(pin), code: null, key: 'noFrames', severity: 'info', time: 0, count: 1, arguments: { period: source.period, timeInRun: timeInRun(pin) }, fields: at(pin, 'states', 'source.period') });
  }
}

const about = (pin: PinModel): { readonly pin: string } => ({ pin: pin.settings.label });
const at = (pin: PinModel, ...fields: readonly string[]): string[] => fields.map((field) => `pins.${pin.index}.${field}`);

/** Clones that outlive the stream or a reset (STA-04), and an edge that stays locked (SPT-05). */
function leftBehind(pin: PinModel, broken: readonly Broken[], add: Add): void {
  const { settings, leaked } = pin;
  const { label } = settings;
  const stopped = brokenBy(broken, 'STA-04', label, ({ when }) => when === 'stop');
  const reset = brokenBy(broken, 'STA-04', label, ({ when }) => when === 'reset');
  // Where the cancel callback is to blame, SPT-11 says so.
  const kept = settings.driver.cancelCallback === 'keeps' ? brokenBy(broken, 'SPT-11', label)?.facts.clones ?? 0 : 0;
  if (stopped !== undefined && stopped.facts.clones > kept) {
    const told = leaked.count > 0 ? { key: 'clonesHeldAfterStop', arguments: { requests: leaked.count } } : { key: 'clonesLeftInStop', arguments: { clones: stopped.facts.clones } };
    add({ ...about(pin), ...told, code: 'STA-04', time: stopped.time, count: stopped.count, fields: at(pin, 'driver.deletesClones', 'callbacks.setDeviceState') });
  } else if (stopped === undefined && leaked.count === 0 && pin.client !== null && pin.client.waitsForever.count > 0) {
    const { count, firstTime } = pin.client.waitsForever;
    add({ ...about(pin), code: null, key: 'clientWaits', severity: 'info', time: firstTime, count, arguments: { requests: count }, fields: at(pin, 'client.atStop') });
  } else if (stopped === undefined && leaked.count > 0) {
    add({ ...about(pin), code: 'SPT-05', key: 'lockedAfterStop', time: leaked.firstTime, count: leaked.count, arguments: { requests: leaked.count }, fields: at(pin, 'driver.deletesClones', 'callbacks.setDeviceState') });
  }
  if (reset !== undefined) {
    add({ ...about(pin), code: 'STA-04', severity: 'error', key: 'clonesLeftByReset', time: reset.time, count: reset.count, arguments: { clones: reset.facts.clones }, fields: [...at(pin, 'driver.resetDeletesClones', 'callbacks.reset'), reset.causes.event('reset')] });
  }
}

/** Frames completed with DataUsed 0: because nobody set it (DMA-07), or without data (HDR-05). */
function emptyFrames(pin: PinModel, broken: readonly Broken[], add: Add): void {
  const { settings: { label, frameBytes, driver, client }, tooSmall } = pin;
  const empty = brokenBy(broken, 'HDR-05', label);
  // A frame that has no size (CRE-01) cannot but be empty.
  if (empty === undefined || pin.circuit?.life?.findings.has('frameSizeZero') === true) return;
  const { time, count } = empty;
  const tell = (code: string, key: string, values: TextArguments, ...fields: readonly string[]): void => add({ ...about(pin), code, key, time, count, arguments: values, fields: at(pin, ...fields) });
  if (!driver.setsDataUsed) tell('DMA-07', 'dataUsedNotSet', { frames: count }, 'driver.setsDataUsed');
  else if (tooSmall > 0) {
    // After a change of the format it is the new frame that does not fit.
    const change = pin.frameBytes === frameBytes ? [] : [empty.causes.event('formatChange')];
    // The frames of a circuit are those of its allocator; no application takes part.
    const told = !client
      ? { key: 'completedEmptyInCircuit', arguments: { buffers: count, frameBytes: pin.frameBytes } }
      : { key: 'completedEmpty', arguments: { buffers: count, bufferBytes: client.bufferBytes ?? frameBytes, frameBytes: pin.frameBytes } };
    add({ ...about(pin), ...told, code: 'HDR-05', time, count, fields: [...change, ...at(pin, 'client.bufferBytes', 'frameBytes')] });
  }
  else if (driver.cloneTimeout !== null) tell('HDR-05', 'completedEmptyAtTimeout', { buffers: count, timeout: driver.cloneTimeout }, 'driver.cloneTimeout', 'source.period');
  else tell('HDR-05', 'completedWithoutData', { buffers: count }, 'driver', 'hardware');
}

/** Less than a whole frame delivered (HDR-06): because the buffer is too small, or for another reason. */
function partialFrames(pin: PinModel, broken: readonly Broken[], add: Add): void {
  const { settings: { label, frameBytes, client, driver }, partial } = pin;
  const violation = brokenBy(broken, 'HDR-06', label);
  const bufferBytes = client?.bufferBytes ?? frameBytes;
  const cut = bufferBytes < frameBytes && driver.whenBufferTooSmall === 'truncate';
  if (cut && (violation !== undefined || partial.count > 0)) {
    const count = violation?.count ?? partial.count;
    add({ ...about(pin), code: 'HDR-06', key: 'truncated', time: violation?.time ?? partial.firstTime, count, arguments: { frames: count, bufferBytes, frameBytes }, fields: at(pin, 'client.bufferBytes', 'frameBytes', 'driver.whenBufferTooSmall') });
  } else if (violation !== undefined) {
    const { time, count, facts, causes } = violation;
    add({ ...about(pin), code: 'HDR-06', key: 'partialImage', time, count, arguments: { frames: count, dataUsed: facts.dataUsed, frameBytes: facts.frameBytes }, fields: [causes.event('formatChange'), ...at(pin, 'driver.chunkBytes', 'frameBytes')] });
  }
}

/** Another instance that was refused (PIN-33), and resources that are taken too early (STA-02): said of the driver, and shown by whoever opens the pin besides. */
function resources({ scenario }: SimulationModel, pin: PinModel, add: Add): void {
  const { opensRefused, settings } = pin;
  const opened = causesOf(scenario, pin.index).event('secondOpen');
  if (settings.driver.takesResourcesAt === 'create') add({ ...about(pin), code: 'STA-02', key: 'resourcesTakenInCreate', time: 0, count: 1, arguments: {}, fields: [...at(pin, 'driver.takesResourcesAt'), opened] });
  if (opensRefused.count === 0) return;
  const event = scenario.events?.find((each) => each.kind === 'secondOpen' && each.pin === pin.index);
  add({ ...about(pin), code: 'PIN-33', key: 'tooManyInstances', time: opensRefused.firstTime, count: opensRefused.count, arguments: { possible: event?.kind === 'secondOpen' ? event.instancesPossible : 0 }, fields: [opened] });
}

/** Locks that found no map registers (DMA-05), and those on a device that has no adapter to map with (DMA-04). */
function lockedFrames(pin: PinModel, add: Add): void {
  const { settings: { flags, hardware: { mappings } }, queue, object, client } = pin;
  if (queue.registersMissing > 0) {
    add({ ...about(pin), code: 'DMA-05', key: 'noMapRegisters', time: queue.registersMissingAt, count: queue.registersMissing, arguments: { locks: queue.registersMissing, registers: queue.settings.adapter?.mapRegisters ?? 0 }, fields: at(pin, 'hardware.mappings.mapRegisters', 'hardware.listDepth', 'driver.pattern') });
  }
  if ((flags & queueFlags.generateMappings) === 0 || mappings?.isRegistered !== false || object === null || object.object.processCalls === 0) return;
  add({ ...about(pin), code: 'DMA-04', key: 'noAdapter', time: Math.max(0, client?.firstSubmitted ?? 0), count: 1, arguments: {}, fields: at(pin, 'hardware.mappings.isRegistered', 'flags') });
}

/** Every buffer is between the edges of a queue: none comes that would move the leading edge on, and so the trailing one. */
function standstill({ scenario }: SimulationModel, pin: PinModel, add: Add): void {
  const { window, pool, circuit } = pin;
  if (window === null || window.full.count === 0) return;
  const { firstTime: time, count } = window.full;
  const { circuit: ofCircuit } = causesOf(scenario, pin.index);
  const buffers = circuit === null ? at(pin, 'client.requests') : [ofCircuit(circuit.scenario.allocator.kind === 'life' ? 'allocator.setup.request.framing.Frames' : 'allocator.frames')];
  add({ ...about(pin), code: null, key: 'windowHoldsAll', severity: 'error', time, count, arguments: { time, frames: window.frames, buffers: pool.size }, fields: [...at(pin, 'driver.trailingEdgeFrames'), ...buffers] });
}

/** Frames lost while the stream ran, as one finding on the value that decides most of them. What is lost at the stop is no mistake. */
function lostFrames({ pins }: SimulationModel, pin: PinModel, add: Add): void {
  const drops = [...pin.drops.values()].filter(({ key }) => key !== 'discardedAtStop' && key !== 'notSubmitted' && key !== 'notDrained');
  if (drops.length === 0) return;
  const most = drops.reduce((greatest, drop) => (drop.count > greatest.count ? drop : greatest));
  // That is told already, of the pin whose window it is.
  if (most.key === 'buffersInWindow' && pins.some(({ pool, window }) => pool === pin.pool && window !== null && window.full.count > 0)) return;
  const dropped = drops.reduce((sum, { count }) => sum + count, 0);
  add({
    ...about(pin), code: null, key: `dropped.${most.key}`, severity: 'warning', time: most.firstTime, count: dropped, paths: most.paths, fields: [],
    arguments: { ...most.arguments, dropped, produced: pin.framesProduced, because: most.count, firstFrame: most.firstFrame, firstTime: most.firstTime },
  });
}
