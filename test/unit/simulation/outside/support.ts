import { nextEvent } from '../../../../server/src/simulation/engine/index';
import { closeRun } from '../../../../server/src/simulation/run/close-run';
import { createRun } from '../../../../server/src/simulation/run/create-run';
import { dispatch } from '../../../../server/src/simulation/run/dispatch';
import { pinViolation } from '../../../../server/src/simulation/run/invariants';
import type { PinModel, SimulationModel } from '../../../../server/src/simulation/run/model';
import type { Scenario } from '../../../../server/src/simulation/index';

/** Runs a scenario to its end, checks every pin after every event, and keeps the record of calls. */
export function runModel(scenario: Scenario, seed = 1): SimulationModel {
  const model = createRun({ limits: { calls: 100_000 }, ...scenario }, seed);
  let events = 0;
  while (model.stopReason === null && nextEvent(model.engine)) {
    dispatch(model);
    events += 1;
    if (events > 20_000) throw new Error('The run does not end.');
    for (const pin of model.pins) {
      const wrong = pinViolation(pin);
      if (wrong !== null) throw new Error(`After event ${events} at ${model.engine.clock[0] ?? 0} ns: ${wrong}`);
    }
  }
  model.stopReason ??= 'completed';
  closeRun(model);
  return model;
}

/** Calls from `from` ns on, up to and including `to`, as words: `SetDeviceState 3`. Only those asked for. */
export function callsOf(model: SimulationModel, which: readonly string[], from = 0, to = Infinity): string[] {
  return model.environment.calls!.filter(({ time, what }) => time >= from && time <= to && which.includes(what)).map(({ what, about }) => `${what} ${about}`);
}

/** The same with times in milliseconds. */
export function timedCallsOf(model: SimulationModel, which: readonly string[]): [number, string][] {
  return model.environment.calls!.filter(({ what }) => which.includes(what)).map(({ time, what, about }) => [time / 1_000_000, `${what} ${about}`]);
}

/** Frames produced that are neither delivered nor dropped. */
export function framesMissing({ framesProduced, framesDelivered, framesDropped }: PinModel): number {
  return framesProduced - framesDelivered - framesDropped;
}

/** Codes of the rules that queues have seen broken. */
export function codesOf(model: SimulationModel): string[] {
  return [...model.environment.violations.counts.keys()].sort();
}
