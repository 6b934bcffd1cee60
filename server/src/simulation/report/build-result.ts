import { finishTrace } from '../../trace/index';
import type { Trace } from '../../trace/index';
import { clockNow, fingerprintOf } from '../engine/index';
import type { PinModel, SimulationModel } from '../model/model';
import { pinTimes, timeInRun } from '../model/model';
import type { PinStatistics, SimulationResult } from '../result';
import { latencyStatistics } from '../statistics/latency';
import { rangeDuring } from '../statistics/range';
import { describeAllocator } from './allocator';
import { listAssumptions } from './assumptions';
import { listFindings } from './findings';

/** Puts together all that a run has yielded. The run must be over and its trace closed. */
export function buildResult(model: SimulationModel): SimulationResult {
  const { scenario, seed, engine, recorder } = model;
  const fingerprint = fingerprintOf(engine);
  const trace = finishTrace(recorder, { label: scenario.label, seed, fingerprint, duration: engine.clock[clockNow]! });
  const pins = model.pins.map((pin) => pinStatistics(pin, trace));
  const sum = (value: (pin: PinStatistics) => number): number => pins.reduce((total, pin) => total + value(pin), 0);
  return {
    version: 1,
    scenario: scenario.label,
    seed,
    fingerprint,
    stopReason: model.stopReason ?? 'cancelled',
    virtualTime: engine.clock[clockNow]!,
    events: engine.dispatched,
    framesProduced: sum((pin) => pin.framesProduced),
    framesDelivered: sum((pin) => pin.framesDelivered),
    framesDropped: sum((pin) => pin.framesDropped),
    latency: latencyStatistics(model.pins.map((pin) => pin.latency)),
    memoryBytes: sum((pin) => pin.memoryBytes),
    pins,
    allocator: describeAllocator(scenario),
    assumptions: listAssumptions(model),
    findings: listFindings(model),
    trace,
  };
}

function pinStatistics(pin: PinModel, trace: Trace): PinStatistics {
  const { settings, queue } = pin;
  const seconds = timeInRun(pin) / 1e9;
  // FileAlignment is a mask; without bitwise operators, because a buffer may be larger than 2^31 bytes.
  const alignment = settings.fileAlignment + 1;
  const bufferStride = Math.ceil(settings.bufferBytes / alignment) * alignment;
  return {
    label: settings.label,
    framesProduced: pin.framesProduced,
    framesDelivered: pin.framesDelivered,
    framesDropped: pin.framesDropped,
    framesInFlight: pin.framesProduced - pin.framesDelivered - pin.framesDropped,
    drops: [...pin.drops.values()],
    latency: latencyStatistics([pin.latency]),
    buffersInFlight: rangeDuring(trace.counters[pin.counters.inFlight]!, pin.runs),
    queueDepth: rangeDuring(trace.counters[pin.counters.depth]!, pin.runs),
    timeInRun: timeInRun(pin),
    framesPerSecond: seconds === 0 ? 0 : pin.framesDelivered / seconds,
    bytesPerSecond: seconds === 0 ? 0 : pin.times[pinTimes.bytesDelivered]! / seconds,
    bufferStride,
    memoryBytes: bufferStride * settings.client.requests,
    stateShares: sharesOf(pin, trace),
    processCalls: pin.processCalls,
    processPending: pin.processPending,
    attemptProcessingCalls: pin.attempts,
    attemptProcessingRedundant: pin.attemptsRedundant,
    interrupts: pin.interrupts,
    dpcs: pin.dpcs,
    completedEmpty: pin.completedEmpty,
    returnedAtStop: pin.returnedAtStop,
    truncated: pin.truncated,
    queueFramesReceived: queue.received,
    queueFramesWaiting: queue.waiting,
    queueFramesCancelled: queue.cancelled,
  };
}

/** How the buffers' time divides over their states: the spans on their rows, added up. */
function sharesOf(pin: PinModel, { spans, states }: Trace): Record<string, number> {
  const times = new Float64Array(states.length);
  const first = pin.rows.buffers;
  const last = spans.offsets[first + pin.settings.client.requests]!;
  for (let span = spans.offsets[first]!; span < last; span += 1) times[spans.state[span]!]! += spans.end[span]! - spans.start[span]!;
  const total = times.reduce((sum, time) => sum + time, 0);
  const shares: Record<string, number> = {};
  states.forEach(({ key }, state) => {
    if (times[state]! > 0) shares[key] = times[state]! / total;
  });
  return shares;
}
