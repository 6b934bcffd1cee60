import type { TraceBasis, TraceRecorder, TraceState, TraceStateKey } from '../../trace/index';
import { addCounter, addRow, addState } from '../../trace/index';
import type { Sampler } from '../engine/index';
import { createSampler } from '../engine/index';
import { createStreamQueue } from '../queue/index';
import type { Distribution, Scenario } from '../scenario';
import { createLatencyStore } from '../statistics/latency';
import type { SettledPin } from './defaults';
import { settlePin } from './defaults';
import { pinFlags } from './flags';
import type { PinModel, PinRows } from './model';
import { bufferStates, createRing, pinStates } from './model';
import { pathOf } from './paths';

/** Makes the pin `index` of a scenario, its rows and counters, at virtual time 0 in KSSTATE_STOP. */
export function createPinModel(scenario: Scenario, index: number, seed: number, recorder: TraceRecorder): PinModel {
  const settings = settlePin(scenario.pins[index]!, scenario.duration);
  const { requests } = settings.client;
  const path = (key: string): string => pathOf(scenario.paths, `pins.${index}.${key}`);
  const sampler = (distribution: Distribution, place: string): Sampler => createSampler(distribution, seed, `${settings.label}/${place}`);
  const counter = (key: string, limit: number | null, limitKey: string): number =>
    addCounter(recorder, { key, unit: key === 'framesDropped' ? 'frames' : 'buffers', group: settings.label, limit, path: path(limitKey) });
  const occurrence = (): { count: number; firstTime: number } => ({ count: 0, firstTime: -1 });
  return {
    index, settings,
    period: settings.source.period, frameBytes: settings.frameBytes, listDepth: settings.hardware.listDepth,
    interruptsPerPeriod: settings.hardware.interrupt === 'perPeriod', setsDataUsed: settings.driver.setsDataUsed,
    queue: createStreamQueue((settings.flags & pinFlags.distinctTrailingEdge) !== 0, (settings.flags & pinFlags.enforceFifo) !== 0),
    rows: createRows(recorder, settings, path),
    traceStates: createBufferStates(recorder, scenario, index, path),
    tracePinStates: Uint8Array.from((['stop', 'acquire', 'pause', 'run'] as const).map((key) => addState(recorder, { key, basis: 'scenario', path: path('states') }))),
    jitter: sampler(settings.source.jitter, 'jitter'),
    transferTime: sampler(settings.hardware.transferTime, 'transferTime'),
    processTime: sampler(settings.driver.processTime, 'processTime'),
    setDeviceStateTime: sampler(settings.driver.setDeviceStateTime, 'setDeviceStateTime'),
    dpcTime: sampler(settings.driver.dpcTime, 'dpcTime'),
    interruptLatency: sampler(settings.system.interruptLatency, 'interruptLatency'),
    dpcLatency: sampler(settings.system.dpcLatency, 'dpcLatency'),
    workItemLatency: sampler(settings.system.workItemLatency, 'workItemLatency'),
    completionLatency: sampler(settings.system.completionLatency, 'completionLatency'),
    hold: sampler(settings.client.hold, 'hold'),
    bufferState: new Uint8Array(requests).fill(bufferStates.idle),
    bufferSince: new Float64Array(requests), bufferFrame: new Int32Array(requests).fill(-1), bufferCaptured: new Float64Array(requests),
    bufferSlot: new Int32Array(requests).fill(-1), bufferDataUsed: new Float64Array(requests),
    state: pinStates.STOP, times: new Float64Array(9), processingState: pinStates.STOP,
    minimumProcessingState: (settings.flags & pinFlags.processInRunStateOnly) !== 0 ? pinStates.RUN : pinStates.PAUSE,
    changingTo: pinStates.STOP, requestsArrived: 0, requestsDone: 0, stateChangeWaiting: false,
    processing: false, processConsumed: 0, workItemPending: false, attemptRemembered: false, pended: false,
    previousClone: -1, unconsumedCalls: 0,
    sourceEpoch: 0, transferEpoch: 0, hardwareRunning: false, sourceFrames: 0, nextFrame: 0,
    list: createRing(requests), filled: createRing(requests), transferring: false,
    fifo: createRing(settings.hardware.fifoFrames), fifoCaptured: new Float64Array(createRing(settings.hardware.fifoFrames).entries.length),
    interruptPending: false, dpcQueued: false,
    clientQueues: false,
    framesProduced: 0, framesDelivered: 0, framesDropped: 0, truncated: 0,
    processCalls: 0, processPending: 0, listFull: 0, workItems: 0, attempts: 0, attemptsRedundant: 0, attemptsDuringProcess: 0,
    interrupts: 0, dpcs: 0, transfers: 0, completions: 0, completedEmpty: 0, tooSmall: 0, returnedAtStop: 0, overflows: 0,
    setDeviceStateCalls: 0, clonesAtStop: 0,
    latency: createLatencyStore(), runs: [], drops: new Map(), firstSubmitted: -1,
    stalled: { ...occurrence(), framesWaiting: 0 }, endlessLoop: occurrence(), leaked: occurrence(), missingDiscontinuity: occurrence(), empty: occurrence(), partial: occurrence(),
    dropSinceDelivery: false,
    lastDepth: 0, lastInFlight: 0, lastDropped: 0,
    counters: {
      depth: counter('queueDepth', requests, 'client.requests'),
      inFlight: counter('buffersInFlight', requests, 'client.requests'),
      dropped: counter('framesDropped', null, 'source.period'),
    },
  };
}

function createRows(recorder: TraceRecorder, settings: SettledPin, path: (key: string) => string): PinRows {
  const group = settings.label;
  let routines = 0;
  const routine = (key: keyof SettledPin['callbacks']): number => {
    const label = settings.callbacks[key];
    if (label === null || label === undefined) return -1;
    routines += 1;
    return addRow(recorder, { kind: 'callback', label, index: routines - 1, group, path: path(`callbacks.${key}`) });
  };
  const single = (kind: string, key: string): number => addRow(recorder, { kind, label: '', index: 0, group, path: path(key) });
  return {
    pinState: single('pinState', 'states'),
    setDataFormat: routine('setDataFormat'),
    create: routine('create'),
    setDeviceState: routine('setDeviceState'),
    process: routine('process'),
    close: routine('close'),
    interrupt: single('interrupt', 'hardware.interrupt'),
    hardware: single('hardware', 'hardware.transferTime'),
    client: single('client', 'client'),
    buffers: Array.from({ length: settings.client.requests }, (_, index) => addRow(recorder, { kind: 'buffer', label: '', index, group, path: path('client.requests') }))[0]!,
  };
}

/** The states of buffers, each with how well it is known and the value that decides how long it lasts. */
function createBufferStates(recorder: TraceRecorder, scenario: Scenario, index: number, path: (key: string) => string): Uint8Array {
  const pin = scenario.pins[index]!;
  const chosen = (value: unknown): TraceBasis => (value === undefined ? 'assumed' : 'scenario');
  const table: readonly (readonly [TraceStateKey, TraceBasis, string])[] = [
    ['queued', 'documented', 'client.requests'],
    ['leadingEdge', 'documented', 'driver.processTime'],
    ['cloned', 'documented', 'hardware.listDepth'],
    ['hardwareFilling', chosen(pin.hardware.transferTime), 'hardware.transferTime'],
    ['readyForDpc', chosen(pin.system.dpcLatency), 'system.dpcLatency'],
    ['completing', chosen(pin.system.completionLatency), 'system.completionLatency'],
    ['inApplication', 'scenario', 'client.hold'],
    ['cancelled', 'inferred', 'states'],
    ['neverCompleted', 'documented', 'driver.deletesClones'],
  ];
  return Uint8Array.from([...table.map(([key, basis, from]): TraceState => ({ key, basis, path: path(from) })).map((state) => addState(recorder, state)), 0]);
}
