import { addCounter } from '../../../trace/index';
import type { Sampler } from '../../engine/index';
import { createSampler } from '../../engine/index';
import type { CancelCallback, PinQueue } from '../../queue/index';
import { createPinQueue, queueFlags } from '../../queue/index';
import type { DropReason } from '../../result';
import type { Distribution, PinScenario } from '../../scenario';
import { createLatencyStore } from '../../statistics/latency';
import type { RangeTally } from '../../statistics/range-tally';
import { createRangeTally } from '../../statistics/range-tally';
import { cancelCallbackOf } from '../cancellation';
import { ClientModel } from '../clients/client';
import { adapterOf, lockFailuresOf } from '../devices/adapters';
import { DeviceModel } from '../devices/device';
import type { SplitterModel } from '../filters/splitter';
import type { CircuitModel, DropTally, GroupModel, ObjectModel, PinRows } from '../model';
import { createOccurrence } from '../occurrence';
import { pathOf } from '../paths';
import { patterns } from '../patterns/index';
import { passOn } from '../patterns/pass-on';
import type { Pattern } from '../patterns/pattern';
import { routines } from '../patterns/routines';
import type { WindowModel } from '../patterns/window';
import { createWindow } from '../patterns/window';
import { createPool } from '../pools/create-pool';
import { PoolModel } from '../pools/pool';
import type { RoutinesModel } from '../routines/model';
import type { SettledPin } from '../settled';
import { buffersOf, settlePin } from '../settled';
import type { Making } from './making';
import { createRows } from './rows';
import { createBufferStates, createPinStates } from './trace-states';

const emptyPool = new PoolModel(-1, 0, -1);
const noGroup: GroupModel = {
  index: -1, pins: [], circuits: [], requests: [], requestsArrived: 0, requestsDone: 0, inserted: [], target: -1, isOwn: false, isSuspended: false, state: 0, stepTo: -1, told: 0, isWaiting: false, refused: 0,
};

/** One pin of the run: its queue, who feeds it, who moves its frames. */
export class PinModel {
  readonly settings: SettledPin;
  /** Bytes of one frame of the present format. */
  frameBytes: number;
  readonly setsDataUsed: boolean;
  readonly queue: PinQueue;
  readonly rows: PinRows;
  /** Trace state by buffer state, and by KSSTATE. */
  readonly traceStates: Uint8Array;
  readonly tracePinStates: Uint8Array;
  readonly setDeviceStateTime: Sampler;
  /** What its driver does; of a pin whose frames a filter moves, the filter's. */
  pattern: Pattern;
  /** The routines of its driver, where they are programs; set when the run is made. */
  routines: RoutinesModel | null = null;
  /** The buffers that pass through its queue. */
  pool: PoolModel;
  /** Exactly one of both stands behind the queue. */
  client: ClientModel | null;
  circuit: CircuitModel | null = null;
  /** The device that fills its frames, where one does. */
  device: DeviceModel | null;
  /** Who processes: the pin itself or its filter. Without a Process routine `null`. */
  object: ObjectModel | null = null;
  /** The frames that its driver keeps between trailing and leading edge; `null` where both edges go together. */
  readonly window: WindowModel | null;
  /** The splitter it is a branch of, the first one or another. */
  splitter: SplitterModel | null = null;
  group = noGroup;
  /** Times that matter later; see {@link pinTimes}. */
  readonly times = new Float64Array(3);
  /** A clone made of the leading edge's frame that found the device's list full; -1 when there is none. It is unlocked where the driver unlocks its clones and its cancel callback deletes them. */
  previousClone = -1;
  /** When the engine will look at the pin's timeouts, nanoseconds; -1: not. */
  timeoutAt = -1;
  /** The driver's cancel callback, and the clones it has deleted while the queue was locked. */
  readonly cancelCallback: CancelCallback | null;
  readonly forgotten: number[] = [];
  /** What is said of edits of its descriptor; `null`: nothing. */
  readonly edits: PinScenario['edits'] | null;
  /** Calls of SetDataFormat. */
  formatsSet = 0;
  /** Losses that the driver's counters do not hold any more. */
  uncounted = 0;
  /** It has been closed: its process ended, or its device is gone. */
  isClosed = false;

  // Counts.
  framesProduced = 0;
  framesDelivered = 0;
  framesDropped = 0;
  truncated = 0;
  completedEmpty = 0;
  tooSmall = 0;
  returnedAtStop = 0;
  setDeviceStateCalls = 0;
  clonesAtStop = 0;
  readonly latency = createLatencyStore();
  /** When the pin was in RUN: begin and end in turn, the last end missing while it is. */
  readonly runs: number[] = [];
  readonly drops = new Map<DropReason['key'], DropTally>();
  /** A frame has been lost since the driver last wrote a header. */
  dropSinceHeader = false;

  /** Further instances that could not be opened, InstancesPossible being reached. */
  readonly opensRefused = createOccurrence();

  // What went wrong and no rule of the queue observes.
  readonly leaked = createOccurrence();
  readonly partial = createOccurrence();

  // Trace.
  /** Frames at or ahead of the leading edge, and frames in the queue, while the pin was in RUN. */
  readonly depth: RangeTally;
  readonly inFlight: RangeTally;
  lastDropped = 0;
  readonly counters: { readonly depth: number; readonly inFlight: number; readonly dropped: number };

  /** The pin `index` of a scenario with its client and its device, at virtual time 0 in KSSTATE_STOP. The pool of a circuit's pin, its object and its group are set later. */
  constructor(making: Making, readonly index: number) {
    const { scenario, seed, recorder, environment, pools, buses, adapters } = making;
    const settings = settlePin(scenario, index);
    const buffers = buffersOf(scenario, index);
    const path = (key: string): string => pathOf(scenario.paths, `pins.${index}.${key}`);
    const sampler = (distribution: Distribution, place: string): Sampler => createSampler(distribution, seed, `${settings.label}/${place}`);
    const counter = (key: string, unit: string, limit: number | null, limitKey: string): number => addCounter(recorder, { key, unit, group: settings.label, limit, path: path(limitKey) });
    const { trailingEdgeFrames } = settings.driver;
    this.settings = settings;
    this.frameBytes = settings.frameBytes;
    this.setsDataUsed = settings.driver.setsDataUsed;
    this.rows = createRows(recorder, settings, path);
    this.traceStates = createBufferStates(recorder, scenario.pins[index]!, path);
    this.tracePinStates = createPinStates(recorder, path('states'));
    if (settings.client !== null) pools.push(createPool(recorder, pools.length, buffers, settings.label, path('client.requests')));
    this.queue = createPinQueue(environment, {
      name: settings.label, index, direction: settings.dataFlow === 'in' ? 'input' : settings.dataFlow === 'out' ? 'output' : 'inPlace',
      communication: settings.client !== null || settings.dataFlow === 'in' ? 'sink' : 'source', flags: settings.flags,
      headerSize: scenario.headerBytes ?? 56, streamHeaderSize: settings.streamHeaderBytes, fixedFrameBytes: settings.hasFixedSize ? settings.frameBytes : null,
      adapter: adapterOf(adapters, scenario, settings.flags, settings.hardware.mappings), failsLock: lockFailuresOf(settings.hardware.lockFailures, settings.label, seed),
      expectsPageBoundaries: settings.hardware.mappings?.expectsPageBoundaries ?? false,
      standardTransport: (settings.flags & queueFlags.doNotUseStandardTransport) === 0,
    });
    this.setDeviceStateTime = sampler(settings.driver.setDeviceStateTime, 'setDeviceStateTime');
    this.pattern = settings.driver.routines !== null ? routines : settings.source === null && settings.dataFlow !== 'out' ? passOn : patterns[settings.driver.pattern];
    this.pool = settings.client === null ? emptyPool : pools.at(-1)!;
    this.window = trailingEdgeFrames > 0 ? createWindow(trailingEdgeFrames, counter('framesInWindow', 'frames', trailingEdgeFrames, 'driver.trailingEdgeFrames')) : null;
    this.cancelCallback = cancelCallbackOf(settings.driver.cancelCallback, this.forgotten);
    this.edits = scenario.pins[index]!.edits ?? null;
    this.depth = createRangeTally(buffers);
    this.inFlight = createRangeTally(buffers);
    this.counters = {
      depth: counter('queueDepth', 'buffers', buffers, 'client.requests'),
      inFlight: counter('buffersInFlight', 'buffers', buffers, 'client.requests'),
      dropped: counter('framesDropped', 'frames', null, 'source.period'),
    };
    this.client = settings.client === null ? null : new ClientModel(this, making, sampler);
    this.device = settings.source === null ? null : new DeviceModel(this, buffers, buses, sampler);
  }
}
