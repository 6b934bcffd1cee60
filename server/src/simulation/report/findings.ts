import { clockNow } from '../engine/index';
import type { PinModel, SimulationModel } from '../run/model';
import { timeInRun } from '../run/pins/run-time';
import { pathOf } from '../run/paths';
import type { SimulationFinding, TextArguments } from '../result';

/** What the run has shown to be wrong, each once, with the value of the document that caused it. */
export function listFindings(model: SimulationModel): SimulationFinding[] {
  const findings = model.pins.flatMap((pin) => pinFindings(model, pin));
  const { stopReason, engine } = model;
  if (stopReason === 'limitReached' || stopReason === 'noProgress') {
    findings.push({
      code: null, key: stopReason, severity: stopReason === 'limitReached' ? 'info' : 'error', pin: '',
      arguments: { events: engine.dispatched, spans: model.recorder.spanCount }, path: pathOf(model.scenario.paths, 'limits') || pathOf(model.scenario.paths, 'duration'),
      relatedPaths: [], time: engine.clock[clockNow]!,
    });
  }
  return findings;
}

function pinFindings(model: SimulationModel, pin: PinModel): SimulationFinding[] {
  const { settings } = pin;
  const findings: SimulationFinding[] = [];
  const path = (key: string): string => pathOf(model.scenario.paths, `pins.${pin.index}.${key}`);
  const add = (code: string | null, key: string, severity: SimulationFinding['severity'], time: number, values: TextArguments, fields: readonly string[]): void => {
    const paths = [...new Set(fields.map(path))].filter((each) => each !== '');
    findings.push({ code, key, severity, pin: settings.label, arguments: values, path: paths[0] ?? '', relatedPaths: paths.slice(1), time });
  };
  const { leaked, empty, partial, missingDiscontinuity, object } = pin;
  const client = settings.client;

  if (object !== null && object.endlessLoop.count > 0) {
    const { endlessLoop } = object;
    add('SPT-16', 'successWithoutConsuming', 'error', endlessLoop.firstTime, { process: settings.callbacks.process ?? '', calls: endlessLoop.count }, ['driver.whenListFull', 'hardware.listDepth', 'callbacks.process']);
  }
  if (object !== null && object.stalled.count > 0) {
    const { stalled } = object;
    const values = { process: settings.callbacks.process ?? '', frames: stalled.framesWaiting, time: stalled.firstTime };
    if (object.processPending > 0) add('SPT-17', 'stalledAfterPending', 'error', stalled.firstTime, values, ['driver.attemptProcessing', 'hardware.listDepth', 'callbacks.process']);
    else add(null, 'neverProcessed', 'error', stalled.firstTime, values, ['flags', 'driver.attemptProcessing', 'callbacks.process']);
  }
  if (leaked.count > 0) {
    add('STA-04', 'clonesHeldAfterStop', 'warning', leaked.firstTime, { requests: leaked.count }, ['driver.deletesClones', 'callbacks.setDeviceState']);
  }
  if (empty.count > 0) {
    if (!settings.driver.setsDataUsed) add('DMA-07', 'dataUsedNotSet', 'warning', empty.firstTime, { frames: empty.count }, ['driver.setsDataUsed']);
    else add('HDR-05', 'completedEmpty', 'warning', empty.firstTime, { buffers: empty.count, bufferBytes: (client?.bufferBytes ?? settings.frameBytes), frameBytes: settings.frameBytes }, ['client.bufferBytes', 'frameBytes']);
  }
  if (partial.count > 0) {
    add('HDR-06', 'truncated', 'error', partial.firstTime, { frames: partial.count, bufferBytes: (client?.bufferBytes ?? settings.frameBytes), frameBytes: settings.frameBytes }, ['client.bufferBytes', 'frameBytes', 'driver.whenBufferTooSmall']);
  }
  if (missingDiscontinuity.count > 0) {
    add('HDR-04', 'dropWithoutDiscontinuity', 'warning', missingDiscontinuity.firstTime, { times: missingDiscontinuity.count }, ['driver.marksDiscontinuity']);
  }
  addDrops(pin, findings);
  if (settings.source !== null && pin.framesProduced === 0 && model.stopReason === 'completed') {
    add(null, 'noFrames', 'info', 0, { period: settings.source.period, timeInRun: timeInRun(pin) }, ['states', 'source.period']);
  }
  return findings;
}

/** Frames lost while the stream ran, as one finding on the value that decides most of them. What is lost at the stop is no mistake. */
function addDrops(pin: PinModel, findings: SimulationFinding[]): void {
  const drops = [...pin.drops.values()].filter(({ key }) => key !== 'discardedAtStop');
  if (drops.length === 0) return;
  const most = drops.reduce((greatest, drop) => (drop.count > greatest.count ? drop : greatest));
  const dropped = drops.reduce((sum, { count }) => sum + count, 0);
  findings.push({
    code: null, key: `dropped.${most.key}`, severity: 'warning', pin: pin.settings.label,
    arguments: { ...most.arguments, dropped, produced: pin.framesProduced, because: most.count, firstFrame: most.firstFrame, firstTime: most.firstTime },
    path: most.paths[0] ?? '', relatedPaths: most.paths.slice(1), time: most.firstTime,
  });
}
