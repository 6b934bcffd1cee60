import { finishTrace } from '../../trace/index';
import type { Trace } from '../../trace/index';
import { clockNow, fingerprintOf } from '../engine/index';
import type { PinModel, SimulationModel } from '../run/model';
import { pinTimes } from '../run/model';
import { timeInRun } from '../run/pins/run-time';
import type { PinStatistics, QueueSnapshot, SimulationResult } from '../result';
import { latencyStatistics } from '../statistics/latency';
import { rangeOf } from '../statistics/range-tally';
import { describeAllocators } from './allocator';
import { listAssumptions } from './assumptions/list-assumptions';
import { listCalls } from './calls';
import { circuitStatistics } from './circuits';
import { listFindings } from './findings';
import { sharesOf } from './shares';

/** Puts together all that a run has yielded; `queues` are those that were written down on the way. The run must be over and its trace closed. */
export function buildResult(model: SimulationModel, queues: readonly QueueSnapshot[] = []): SimulationResult {
  const { scenario, seed, engine, recorder } = model;
  const fingerprint = fingerprintOf(engine);
  const trace = finishTrace(recorder, { label: scenario.label, seed, fingerprint, duration: engine.clock[clockNow]! });
  const pins = model.pins.map((pin) => pinStatistics(pin, trace));
  const circuits = model.circuits.map((circuit) => circuitStatistics(circuit, trace, model.environment.calls !== null));
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
    memoryBytes: sum((pin) => pin.memoryBytes) + circuits.reduce((total, { allocator, frames, frameBytes }) => total + (allocator?.peakBytes ?? frames * frameBytes), 0),
    pins,
    circuits,
    allocators: describeAllocators(model),
    assumptions: listAssumptions(model),
    findings: listFindings(model),
    calls: listCalls(model),
    callCount: model.environment.callCount,
    queues,
    trace,
  };
}

function pinStatistics(pin: PinModel, trace: Trace): PinStatistics {
  const { settings, device, object } = pin;
  const { frames } = pin.queue;
  const seconds = timeInRun(pin) / 1e9;
  // FileAlignment is a mask; without bitwise operators, because a buffer may be larger than 2^31 bytes.
  const bufferBytes = settings.client?.bufferBytes ?? settings.frameBytes;
  const alignment = (settings.client?.bufferAlignment ?? settings.fileAlignment) + 1;
  const bufferStride = Math.ceil(bufferBytes / alignment) * alignment;
  return {
    label: settings.label,
    framesProduced: pin.framesProduced,
    framesDelivered: pin.framesDelivered,
    framesDropped: pin.framesDropped,
    framesInFlight: pin.framesProduced - pin.framesDelivered - pin.framesDropped,
    drops: [...pin.drops.values()],
    latency: latencyStatistics([pin.latency]),
    buffersInFlight: rangeOf(pin.inFlight),
    queueDepth: rangeOf(pin.depth),
    timeInRun: timeInRun(pin),
    framesPerSecond: seconds === 0 ? 0 : pin.framesDelivered / seconds,
    bytesPerSecond: seconds === 0 ? 0 : pin.times[pinTimes.bytesDelivered]! / seconds,
    bufferStride,
    memoryBytes: settings.client === null ? 0 : bufferStride * pin.pool.size,
    stateShares: sharesOf(pin.pool, trace),
    processCalls: object?.object.processCalls ?? 0,
    processPending: object?.processPending ?? 0,
    attemptProcessingCalls: object?.attempts ?? 0,
    attemptProcessingRedundant: object?.attemptsRedundant ?? 0,
    interrupts: device?.interrupts ?? 0,
    dpcs: device?.dpcs ?? 0,
    halts: device?.halts ?? 0,
    mappingsBuilt: pin.queue.mappingsBuilt,
    tableEntriesMaximum: device?.entriesMaximum ?? 0,
    lockFailures: pin.queue.lockFailures,
    completedEmpty: pin.completedEmpty,
    returnedAtStop: pin.returnedAtStop,
    truncated: pin.truncated,
    queueFramesReceived: frames.received,
    queueFramesWaiting: frames.waiting,
    queueFramesCancelled: frames.cancelled,
  };
}
