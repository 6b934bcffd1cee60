import { addInstantKind, addState, createTraceRecorder, recordSpanSince } from '../../trace/index';
import type { TraceRecorder } from '../../trace/index';
import { clockNow, createEngine, nextEvent, schedule } from '../engine/index';
import { buildResult } from '../report/index';
import type { SimulationResult } from '../result';
import type { Simulation, SimulationProgress } from '../runner';
import type { Scenario } from '../scenario';
import { enterState, pinViolation, settleCounters } from './buffers';
import { checkScenario } from './check-scenario';
import { bufferReceived, bufferReturned, recordStalls } from './client';
import { createPinModel } from './create-pin';
import { defaultLimits } from './defaults';
import { eventKinds, eventPriorities } from './events';
import { dpcEnds, interruptServed, sourceFrame, transferEnds } from './hardware';
import type { PinModel, SimulationModel, TraceKinds } from './model';
import { bufferStates, pinTimes } from './model';
import { processStepEnds, workItemRuns } from './processing';
import { closePin, createPin, setDeviceStateReturns, stateRequested } from './states';

/** Events at one instant after which virtual time is taken to stand still. */
const eventsWithoutProgress = 1_000_000;

/**
 * Makes a run of a scenario. Throws a RangeError when `checkScenario` finds the scenario impossible.
 * The seed is a whole number from 0 to 2^53 − 1; a scenario without randomness does the same for every seed.
 */
export function createSimulation(scenario: Scenario, seed: number): Simulation {
  const problem = checkScenario(scenario)[0];
  if (problem) throw new RangeError(`${problem.key}: ${problem.field}`);
  const model = createModel(scenario, seed);
  const eventLimit = scenario.limits?.events ?? defaultLimits.events;
  const spanLimit = scenario.limits?.spans ?? defaultLimits.spans;
  const instant = Float64Array.of(-1);
  let atInstant = 0;
  let result: SimulationResult | null = null;

  const advance = (maximumEvents: number): SimulationProgress => {
    const { engine } = model;
    const { clock } = engine;
    let sameInstant = atInstant;
    for (let count = 0; count < maximumEvents && model.stopReason === null; count += 1) {
      if (engine.dispatched >= eventLimit || model.recorder.spanCount >= spanLimit) {
        model.stopReason = 'limitReached';
        break;
      }
      if (!nextEvent(engine)) {
        model.stopReason = 'completed';
        break;
      }
      const pin = model.pins[engine.component]!;
      dispatch(model, pin);
      settleCounters(model, pin);
      if (clock[clockNow] !== instant[0]) {
        instant[0] = clock[clockNow]!;
        sameInstant = 0;
      } else {
        sameInstant += 1;
        if (sameInstant >= eventsWithoutProgress) model.stopReason = 'noProgress';
      }
      if (scenario.checkInvariants === true) {
        const wrong = pinViolation(pin);
        if (wrong !== null) throw new Error(`After event ${engine.dispatched} at ${clock[clockNow] ?? 0} ns: ${wrong}`);
      }
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
        closeTrace(model);
        result = buildResult(model);
      }
      return result;
    },
  };
}

function createModel(scenario: Scenario, seed: number): SimulationModel {
  const engine = createEngine();
  const recorder = createTraceRecorder(engine.clock);
  const model: SimulationModel = {
    scenario, seed, engine, recorder, kinds: createKinds(recorder),
    pins: scenario.pins.map((_, index) => createPinModel(scenario, index, seed, recorder)),
    stopReason: null,
  };
  for (const pin of model.pins) {
    createPin(model, pin);
    pin.settings.states.forEach(({ time }, index) => schedule(model.engine, time, eventPriorities.state, eventKinds.stateRequest, pin.index, index));
  }
  return model;
}

function createKinds(recorder: TraceRecorder): TraceKinds {
  const instant = (key: string): number => addInstantKind(recorder, { key, basis: 'documented', path: '' });
  const state = (key: string, basis: 'documented' | 'assumed' | 'scenario'): number => addState(recorder, { key, basis, path: '' });
  return {
    captured: instant('captured'), dropped: instant('dropped'), interrupt: instant('interrupt'), attemptProcessing: instant('attemptProcessing'),
    attemptRedundant: instant('attemptRedundant'), processPending: instant('processPending'), delivered: instant('delivered'),
    completedEmpty: instant('completedEmpty'), called: instant('called'),
    running: state('running', 'documented'), dpc: state('dpc', 'documented'), transferring: state('transferring', 'scenario'), stalled: state('stalled', 'scenario'),
  };
}

function dispatch(model: SimulationModel, pin: PinModel): void {
  const { kind, argument } = model.engine;
  switch (kind) {
    case eventKinds.sourceFrame:
      sourceFrame(model, pin, argument);
      break;
    case eventKinds.transferEnd:
      transferEnds(model, pin, argument);
      break;
    case eventKinds.interrupt:
      interruptServed(model, pin);
      break;
    case eventKinds.dpc:
      dpcEnds(model, pin);
      break;
    case eventKinds.processStep:
      processStepEnds(model, pin);
      break;
    case eventKinds.workItem:
      workItemRuns(model, pin);
      break;
    case eventKinds.received:
      bufferReceived(model, pin, argument);
      break;
    case eventKinds.returned:
      bufferReturned(model, pin, argument);
      break;
    case eventKinds.stateRequest:
      stateRequested(model, pin);
      break;
    case eventKinds.setDeviceStateReturn:
      setDeviceStateReturns(model, pin);
      break;
    default:
      throw new Error(`No event has kind ${kind}.`);
  }
}

/** Ends what is still open when the run is over. */
function closeTrace(model: SimulationModel): void {
  const { engine, recorder, kinds } = model;
  const now = engine.clock[clockNow]!;
  for (const pin of model.pins) {
    closePin(model, pin);
    if (now > pin.times[pinTimes.stateSince]!) recordSpanSince(recorder, pin.rows.pinState, pin.tracePinStates[pin.state]!, pin.times, pinTimes.stateSince, -1);
    if (pin.processing && pin.rows.process >= 0) recordSpanSince(recorder, pin.rows.process, kinds.running, pin.times, pinTimes.processStart, -1);
    if (pin.transferring) recordSpanSince(recorder, pin.rows.hardware, kinds.transferring, pin.times, pinTimes.transferStart, -1);
    if (pin.runs.length % 2 === 1) pin.runs.push(now);
    for (let buffer = 0; buffer < pin.settings.client.requests; buffer += 1) {
      if (pin.bufferState[buffer] !== bufferStates.idle) enterState(model, pin, buffer, pin.bufferState[buffer]!, pin.bufferFrame[buffer]!);
    }
    recordStalls(model, pin, now);
  }
}
