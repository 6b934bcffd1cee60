import type { TraceRecorder } from '../../../trace/index';
import { addCounter } from '../../../trace/index';
import type { Sampler } from '../../engine/index';
import { createSampler } from '../../engine/index';
import type { QueueEnvironment } from '../../queue/index';
import { createPinQueue, queueFlags } from '../../queue/index';
import type { Distribution, Scenario } from '../../scenario';
import { createLatencyStore } from '../../statistics/latency';
import { createRangeTally } from '../../statistics/range-tally';
import { cancelCallbackOf } from '../cancellation';
import { createClient } from '../clients/create-client';
import type { Adapters } from '../devices/adapters';
import { adapterOf, lockFailuresOf } from '../devices/adapters';
import type { BusModel } from '../devices/bus';
import { createDevice } from '../devices/create-device';
import type { GroupModel, PinModel } from '../model';
import { createOccurrence } from '../occurrence';
import { pathOf } from '../paths';
import { patterns } from '../patterns/index';
import { passOn } from '../patterns/pass-on';
import { routines } from '../patterns/routines';
import { createWindow } from '../patterns/window';
import { createPool } from '../pools/create-pool';
import type { PoolModel } from '../pools/pool';
import { buffersOf, settlePin } from '../settled';
import { createRows } from './rows';
import { createBufferStates, createPinStates } from './trace-states';

/** What the making of a run hands to the making of its pins. */
export interface Making {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly recorder: TraceRecorder;
  readonly environment: QueueEnvironment;
  readonly pools: PoolModel[];
  readonly buses: readonly BusModel[];
  readonly adapters: Adapters;
}

/** Makes the pin `index` of a scenario with its client and its device, at virtual time 0 in KSSTATE_STOP. The pool of a circuit's pin, its object and its group are set later. */
export function createPin(making: Making, index: number): PinModel {
  const { scenario, seed, recorder, environment, pools, buses, adapters } = making;
  const settings = settlePin(scenario, index);
  const buffers = buffersOf(scenario, index);
  const path = (key: string): string => pathOf(scenario.paths, `pins.${index}.${key}`);
  const sampler = (distribution: Distribution, place: string): Sampler => createSampler(distribution, seed, `${settings.label}/${place}`);
  const rows = createRows(recorder, settings, path);
  const traceStates = createBufferStates(recorder, scenario.pins[index]!, path);
  const tracePinStates = createPinStates(recorder, path('states'));
  const forgotten: number[] = [];
  if (settings.client !== null) pools.push(createPool(recorder, pools.length, buffers, settings.label, path('client.requests')));
  const counter = (key: string, unit: string, limit: number | null, limitKey: string): number => addCounter(recorder, { key, unit, group: settings.label, limit, path: path(limitKey) });
  const { trailingEdgeFrames } = settings.driver;
  const pin: PinModel = {
    index, settings, frameBytes: settings.frameBytes, setsDataUsed: settings.driver.setsDataUsed,
    queue: createPinQueue(environment, {
      name: settings.label, index, direction: settings.dataFlow === 'in' ? 'input' : settings.dataFlow === 'out' ? 'output' : 'inPlace',
      communication: settings.client !== null || settings.dataFlow === 'in' ? 'sink' : 'source', flags: settings.flags,
      headerSize: scenario.headerBytes ?? 56, streamHeaderSize: settings.streamHeaderBytes, fixedFrameBytes: settings.hasFixedSize ? settings.frameBytes : null,
      adapter: adapterOf(adapters, scenario, settings.flags, settings.hardware.mappings), failsLock: lockFailuresOf(settings.hardware.lockFailures, settings.label, seed),
      expectsPageBoundaries: settings.hardware.mappings?.expectsPageBoundaries ?? false,
      standardTransport: (settings.flags & queueFlags.doNotUseStandardTransport) === 0,
    }),
    rows, traceStates, tracePinStates, setDeviceStateTime: sampler(settings.driver.setDeviceStateTime, 'setDeviceStateTime'), pattern: settings.driver.routines !== null ? routines : settings.source === null && settings.dataFlow !== 'out' ? passOn : patterns[settings.driver.pattern],
    routines: null,
    pool: settings.client === null ? emptyPool : pools.at(-1)!, client: null, circuit: null, device: null, object: null, splitter: null,
    window: trailingEdgeFrames > 0 ? createWindow(trailingEdgeFrames, counter('framesInWindow', 'frames', trailingEdgeFrames, 'driver.trailingEdgeFrames')) : null, group: noGroup,
    times: new Float64Array(3), previousClone: -1, timeoutAt: -1, cancelCallback: cancelCallbackOf(settings.driver.cancelCallback, forgotten), forgotten, edits: scenario.pins[index]!.edits ?? null, formatsSet: 0, uncounted: 0, isClosed: false,
    framesProduced: 0, framesDelivered: 0, framesDropped: 0, truncated: 0, completedEmpty: 0, tooSmall: 0, returnedAtStop: 0, setDeviceStateCalls: 0, clonesAtStop: 0,
    latency: createLatencyStore(), runs: [], drops: new Map(), dropSinceHeader: false,
    opensRefused: createOccurrence(), leaked: createOccurrence(), partial: createOccurrence(),
    depth: createRangeTally(buffers), inFlight: createRangeTally(buffers), lastDropped: 0,
    counters: {
      depth: counter('queueDepth', 'buffers', buffers, 'client.requests'),
      inFlight: counter('buffersInFlight', 'buffers', buffers, 'client.requests'),
      dropped: counter('framesDropped', 'frames', null, 'source.period'),
    },
  };
  if (settings.client !== null) pin.client = createClient(pin, making, sampler);
  if (settings.source !== null) pin.device = createDevice(pin, buffers, buses, sampler);
  return pin;
}

const emptyPool: PoolModel = {
  index: -1, size: 0, buffers: [], counts: new Int32Array(0), shares: new Float64Array(0), row: -1,
};
const noGroup: GroupModel = {
  index: -1, pins: [], circuits: [], requests: [], requestsArrived: 0, requestsDone: 0, inserted: [], target: -1, isOwn: false, isSuspended: false, state: 0, stepTo: -1, told: 0, isWaiting: false, refused: 0,
};
