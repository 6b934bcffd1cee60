import { clockNow, nextEvent } from '../engine/index';
import { buildResult, snapshotQueues } from '../report/index';
import type { QueueSnapshot, SimulationResult } from '../result';
import type { Simulation, SimulationProgress } from '../runner';
import type { Scenario } from '../scenario';
import { checkScenario } from './check-scenario';
import { closeRun } from './close-run';
import { createRun } from './create-run';
import { dispatch } from './dispatch';
import { runViolation } from './invariants';
import { defaultLimits } from './settled';

/** Events at one instant after which virtual time is taken to stand still. */
const eventsWithoutProgress = 1_000_000;

/**
 * Makes a run of a scenario. Throws a RangeError when `checkScenario` finds the scenario impossible.
 * The seed is a whole number from 0 to 2^53 − 1; a scenario without randomness does the same for every seed.
 */
export function createSimulation(scenario: Scenario, seed: number): Simulation {
  const problem = checkScenario(scenario)[0];
  if (problem) throw new RangeError(`${problem.key}: ${problem.field}`);
  const model = createRun(scenario, seed);
  const eventLimit = scenario.limits?.events ?? defaultLimits.events;
  const instant = Float64Array.of(-1);
  let atInstant = 0;
  let result: SimulationResult | null = null;
  const queues: QueueSnapshot[] = [];
  const dumps = scenario.queueDumps ?? { at: [], atEnd: false };
  let dumped = 0;
  const dumpBefore = (time: number): void => {
    for (; dumped < dumps.at.length && dumps.at[dumped]! < time; dumped += 1) queues.push(...snapshotQueues(model, dumps.at[dumped]!));
  };

  const advance = (maximumEvents: number): SimulationProgress => {
    const { engine } = model;
    const { clock } = engine;
    let sameInstant = atInstant;
    for (let count = 0; count < maximumEvents && model.stopReason === null; count += 1) {
      if (engine.dispatched >= eventLimit) {
        model.stopReason = 'limitReached';
        break;
      }
      if (!nextEvent(engine)) {
        model.stopReason = 'completed';
        break;
      }
      if (dumped < dumps.at.length) dumpBefore(clock[clockNow]!);
      dispatch(model);
      if (clock[clockNow] !== instant[0]) {
        instant[0] = clock[clockNow]!;
        sameInstant = 0;
      } else {
        sameInstant += 1;
        if (sameInstant >= eventsWithoutProgress) model.stopReason = 'noProgress';
      }
      if (scenario.checkInvariants !== true) continue;
      const wrong = runViolation(model);
      if (wrong !== null) throw new Error(`After event ${engine.dispatched} at ${clock[clockNow] ?? 0} ns: ${wrong}`);
    }
    atInstant = sameInstant;
    const done = model.stopReason !== null;
    return { done, virtualTime: clock[clockNow]!, progress: done ? 1 : Math.min(1, clock[clockNow]! / scenario.duration), events: engine.dispatched };
  };

  return {
    advance,
    result: () => {
      if (result === null) {
        model.stopReason ??= 'cancelled';
        closeRun(model);
        dumpBefore(Infinity);
        if (dumps.atEnd) queues.push(...snapshotQueues(model, model.engine.clock[clockNow]!));
        result = buildResult(model, queues);
      }
      return result;
    },
  };
}
