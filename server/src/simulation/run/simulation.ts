import { clockNow, nextEvent } from '../engine/index';
import { applyFaults } from '../faults/apply-faults';
import { buildResult, snapshotQueues } from '../report/index';
import type { QueueSnapshot, SimulationResult } from '../result';
import type { Simulation, SimulationProgress } from '../runner';
import type { Scenario } from '../scenario';
import { checkScenario } from './check-scenario';
import { closeRun } from './close-run';
import { createRun } from './create-run';
import { dispatch } from './dispatch';
import { runViolation } from './invariants';
import type { SimulationModel } from './model';
import type { PointerRecording } from './pins/pointer-rows';
import { createPointerRecording, endPointers, recordPointers } from './pins/pointer-rows';
import { defaultLimits } from './settled';

/** Events at one instant after which virtual time is taken to stand still. */
const eventsWithoutProgress = 1_000_000;

/** A run with what its owner is to know. */
interface Run {
  readonly model: SimulationModel;
  readonly eventLimit: number;
  /** Entry 0: the instant of the last event. A double in an array can change without an allocation. */
  readonly instant: Float64Array;
  /** Events at that instant after the first. */
  atInstant: number;
  /** The queues as printed so far, when that is to be done, and how many of those times are over. */
  readonly queues: QueueSnapshot[];
  readonly dumps: NonNullable<Scenario['queueDumps']>;
  dumped: number;
  /** `null` unless stream pointers are to be written down. */
  readonly pointers: PointerRecording | null;
  result: SimulationResult | null;
}

/**
 * Makes a run of a scenario. Throws a RangeError when `checkScenario` finds the scenario impossible.
 * The seed is a whole number from 0 to 2^53 − 1; a scenario without randomness does the same for every seed.
 */
export function createSimulation(stated: Scenario, seed: number): Simulation {
  const scenario = applyFaults(stated, seed);
  const problem = checkScenario(scenario)[0];
  if (problem) throw new RangeError(`${problem.key}: ${problem.field}`);
  const model = createRun(scenario, seed);
  const run: Run = {
    model, eventLimit: scenario.limits?.events ?? defaultLimits.events, instant: Float64Array.of(-1), atInstant: 0,
    queues: [], dumps: scenario.queueDumps ?? { at: [], atEnd: false }, dumped: 0,
    pointers: scenario.recordStreamPointers === true ? createPointerRecording(model) : null, result: null,
  };
  return { advance: (maximumEvents) => advance(run, maximumEvents), result: () => (run.result ??= finish(run)) };
}

function advance(run: Run, maximumEvents: number): SimulationProgress {
  const { model, instant, dumps, pointers } = run;
  const { engine, scenario } = model;
  const { clock } = engine;
  // What does not change is asked once, not before every event.
  const checks = scenario.checkInvariants === true;
  const isDumped = dumps.at.length > 0;
  const events = Math.min(maximumEvents, run.eventLimit - engine.dispatched);
  for (let count = 0; count < events && model.stopReason === null; count += 1) {
    if (!nextEvent(engine)) {
      model.stopReason = 'completed';
      break;
    }
    if (isDumped) dumpBefore(run, clock[clockNow]!);
    dispatch(model);
    if (pointers !== null) recordPointers(model, pointers);
    if (clock[clockNow] !== instant[0]) {
      instant[0] = clock[clockNow]!;
      run.atInstant = 0;
    } else {
      run.atInstant += 1;
      if (run.atInstant >= eventsWithoutProgress) model.stopReason = 'noProgress';
    }
    if (checks) checkInvariants(model);
  }
  if (events < maximumEvents && engine.dispatched >= run.eventLimit) model.stopReason ??= 'limitReached';
  const done = model.stopReason !== null;
  return { done, virtualTime: clock[clockNow]!, progress: done ? 1 : Math.min(1, clock[clockNow]! / scenario.duration), events: engine.dispatched };
}

function checkInvariants(model: SimulationModel): void {
  const wrong = runViolation(model);
  if (wrong !== null) throw new Error(`After event ${model.engine.dispatched} at ${model.engine.clock[clockNow] ?? 0} ns: ${wrong}`);
}

function dumpBefore(run: Run, time: number): void {
  const { model, queues, dumps } = run;
  for (; run.dumped < dumps.at.length && dumps.at[run.dumped]! < time; run.dumped += 1) queues.push(...snapshotQueues(model, dumps.at[run.dumped]!));
}

function finish(run: Run): SimulationResult {
  const { model, queues, dumps } = run;
  model.stopReason ??= 'cancelled';
  if (run.pointers !== null) endPointers(model, run.pointers);
  closeRun(model);
  dumpBefore(run, Infinity);
  if (dumps.atEnd) queues.push(...snapshotQueues(model, model.engine.clock[clockNow]!));
  return buildResult(model, queues);
}
