import { queueFlags } from '../queue/index';
import type { ObjectModel, SimulationModel } from '../run/model';
import type { TextArguments } from '../result';
import { isGiven } from './causes';
import type { Add, Draft } from './told';
import { type Broken, brokenBy } from './violations';

/** What was wrong with calling Process, of a pin or of a filter: no end of it (SPT-16), or none any more (SPT-17, PIN-19). */
export function processingFindings(model: SimulationModel, object: ObjectModel, broken: readonly Broken[], add: Add): void {
  const filter = model.filters.findIndex((one) => one.object === object);
  const pin = object.pins[0]!;
  const { name, kind } = object.object;
  const endless = brokenBy(broken, 'SPT-16', name);
  const stalled = object.stalled;
  const tell = (draft: Pick<Draft, 'code' | 'key' | 'time' | 'count'> & Partial<Draft>, values: TextArguments, ofPin: readonly string[], ofFilter: readonly string[]): void => {
    const fields = filter < 0 ? ofPin.map((field) => `pins.${pin.index}.${field}`) : ofFilter.map((field) => `filters.${filter}.${field}`);
    add({ pin: name, arguments: { process: object.routine, value: kind, ...values }, fields, ...draft });
  };
  if (endless !== undefined) {
    const { time, count, facts: { nothingRequired } } = endless;
    tell({ code: 'SPT-16', key: nothingRequired ? 'successWithNothingRequired' : 'successWithoutConsuming', time, count }, { calls: count }, ['driver.whenListFull', 'hardware.listDepth', 'callbacks.process'], ['whenDone', 'process', 'factories']);
  }
  if (stalled.count === 0) return;
  const { firstTime: time, count, framesWaiting: frames } = stalled;
  const values = { frames, time };
  if (brokenBy(broken, 'SPT-17', name) !== undefined) {
    tell({ code: 'SPT-17', key: 'stalledAfterPending', time, count }, values, ['driver.attemptProcessing', 'hardware.listDepth', 'callbacks.process'], ['whenDone', 'process']);
    return;
  }
  const closed = brokenBy(broken, 'SPT-21', name);
  if (closed !== undefined) {
    // A gate that pins are attached to is closed and opens again as their frames come: it is not the driver that closes it for good.
    if (kind === 'pin') tell({ code: 'SPT-21', key: 'gateClosed', time, count }, values, ['driver.routines', 'callbacks.process'], []);
    return;
  }
  const neverInitiated = kind === 'pin' && (pin.settings.flags & queueFlags.doNotInitiateProcessing) !== 0 && object.attempts === 0 && isGiven(model.scenario, `pins.${pin.index}.driver.attemptProcessing`);
  if (neverInitiated) tell({ code: 'PIN-19', key: 'nobodyInitiates', time, count }, values, ['driver.attemptProcessing', 'flags'], []);
  else tell({ code: null, key: 'neverProcessed', severity: 'error', time, count }, values, ['flags', 'driver.attemptProcessing', 'callbacks.process'], ['process', 'factories']);
}
