import type { PinModel, SimulationModel } from '../run/model';
import { pathOf } from '../run/paths';
import type { Add } from './told';

/** What routines that a document describes show beside the rules that a queue observes: a loop that no time passes in, locks that are waited for for ever, and buffers that the device still has when they are given back. */
export function routineFindings({ scenario }: SimulationModel, { index, settings: { label }, routines }: PinModel, add: Add): void {
  if (routines === null || !routines.isStated) return;
  const { endlessLoop, endlessPath, endlessRoutine, lateWrites, lockFaults } = routines;
  const own = pathOf(scenario.paths, `pins.${index}.driver.routines`);
  if (endlessLoop.count > 0) {
    add({ code: null, key: 'routineLoops', severity: 'error', pin: label, time: endlessLoop.firstTime, count: endlessLoop.count, arguments: { routine: endlessRoutine }, fields: [], paths: [endlessPath || own] });
  }
  for (const { key, arguments: values, paths, occurrence } of lockFaults) {
    // What rests on an inference is no more than a warning.
    add({ code: null, key, severity: key === 'callbackDeadlock.queue' ? 'warning' : 'error', pin: label, time: occurrence.firstTime, count: occurrence.count, arguments: values, fields: [], paths });
  }
  if (lateWrites.count > 0) {
    add({ code: null, key: 'deviceWritesLate', severity: 'error', pin: label, time: lateWrites.firstTime, count: lateWrites.count, arguments: { count: lateWrites.count }, fields: [], paths: [own] });
  }
}
