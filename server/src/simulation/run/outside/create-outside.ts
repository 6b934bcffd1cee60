import { schedule } from '../../engine/index';
import type { Scenario } from '../../scenario';
import { eventKinds, eventPriorities } from '../events';
import type { SimulationModel } from '../model';
import type { OutsideModel } from './outside';

/** Nothing has happened yet. */
export function createOutside({ events }: Scenario): OutsideModel {
  return { outcomes: (events ?? []).map(() => 'notReached'), waiting: [], isBusy: false, phase: 'awake', wakeAt: 0, sleeps: [], running: [], powerIsOn: true, deferred: [], ended: [], isRemoved: false };
}

/** Has the engine bring about the events of the scenario. What would come after the scenario's duration and the last state that is asked for does not come. */
export function scheduleOutsideEvents({ scenario, groups, engine }: SimulationModel): void {
  let end = scenario.duration;
  for (const { requests } of groups) end = Math.max(end, requests.at(-1)?.time ?? 0);
  scenario.events?.forEach(({ time }, index) => {
    if (time <= end) schedule(engine, time, eventPriorities.outside, eventKinds.outsideEvent, 0, index);
  });
}
