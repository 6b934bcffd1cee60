import { queueFlags } from '../queue/index';
import type {
  BusScenario, CircuitScenario, ClientScenario, Distribution, DriverScenario, HardwareScenario, PinScenario, RunOptions, Scenario, SourceScenario, StateRequest, SystemScenario,
} from '../scenario';
import { runOptionTable } from './run-options';

const constant = (value: number): Distribution => ({ kind: 'constant', value });

/** What is unknown where the scenario does not say it, and stays so. */
type UnknownConduct = 'handlesStateJumps' | 'setDeviceStateFailsAt' | 'keepsStateOnFailure' | 'runningTestedBy' | 'testsOldFormat' | 'setDataFormatNeedsCreate' | 'resetsCountersAt';

/** A driver with every option settled. */
export type SettledDriver = Required<Omit<DriverScenario, 'marksDiscontinuity' | 'chunkBytes' | 'endOfStreamAt' | 'typeChangedAt' | UnknownConduct>> & Pick<DriverScenario, UnknownConduct> & {
  readonly marksDiscontinuity: boolean | null; readonly chunkBytes: number | null; readonly endOfStreamAt: number | null; readonly typeChangedAt: number | null;
};

/** Hardware with every option settled. */
export type SettledHardware = Required<Omit<HardwareScenario, 'bus' | 'coalescingTime' | 'lockFailures' | 'mappings'>> & Pick<HardwareScenario, 'lockFailures' | 'mappings'> & {
  readonly bus: (BusScenario & { readonly index: number }) | null; readonly coalescingTime: number | null;
};

/** A client with every option settled. */
export type SettledClient = Required<Omit<ClientScenario, 'period' | 'headerBytes'>> & { readonly period: number | null; readonly headerBytes: number | null };

/** A pin with every option settled. */
export interface SettledPin {
  readonly label: string;
  readonly flags: number;
  readonly callbacks: PinScenario['callbacks'];
  readonly dataFlow: 'out' | 'in' | 'inPlace';
  readonly frameBytes: number;
  readonly hasFixedSize: boolean;
  readonly streamHeaderBytes: number;
  readonly fileAlignment: number;
  readonly source: Required<SourceScenario> | null;
  readonly hardware: SettledHardware;
  readonly driver: SettledDriver;
  readonly system: Required<SystemScenario>;
  readonly client: SettledClient | null;
  readonly states: readonly StateRequest[];
}

/** PAGE_SIZE where the scenario does not say it, bytes. */
export const defaultPageSize = 4096;

/** Default limits of a run. */
export const defaultLimits = { events: 200_000_000, spans: 5_000_000, calls: 0 } as const;

/** What holds of the run's own choices when nothing else is said. */
export const defaultRunOptions = Object.fromEntries(Object.entries(runOptionTable).map(([name, { choices: [standard] }]) => [name, standard])) as unknown as RunOptions;

/** Buffers that can stand in the queue of a pin: those of its client or of its circuit. */
export function buffersOf(scenario: Scenario, index: number): number {
  const client = scenario.pins[index]!.client;
  if (client) return client.requests * (client.headersPerRequest ?? 1);
  const circuit = scenario.circuits?.find(({ stations }) => stations.some((station) => station.kind === 'pin' && station.pin === index));
  if (circuit === undefined) return 1;
  return framesOf(circuit);
}

/** Frames that can go round a circuit at a time. Frames 0 states no requirement: one is the least that a circuit can do with. */
export function framesOf({ allocator }: CircuitScenario): number {
  return Math.max(1, allocator.kind === 'life' ? allocator.setup.request.framing.Frames : allocator.frames);
}

/** Fills in the stated default of every option the scenario leaves open. */
export function settlePin(scenario: Scenario, index: number): SettledPin {
  const pin = scenario.pins[index]!;
  const { source, hardware, driver, system, client } = pin;
  const bus = hardware.bus === undefined ? undefined : scenario.buses?.[hardware.bus];
  const workItemLatency = system.workItemLatency ?? constant(50_000);
  // Process of a filter that captures copies out of what the device has, and a timer that fires every period asks for it synchronously (S:ssamp).
  const isCaptured = scenario.filters?.some(({ role, process, factories }) => role === 'capture' && process !== null && factories.some(({ pins }) => pins.includes(index))) ?? false;
  const pattern = isCaptured ? 'copyInProcess' : driver.pattern ?? 'cloneAndAdvance';
  // A driver that has arriving frames initiate nothing calls KsPinAttemptProcessing itself, at DPC time (DBG:using-logging-to-track-important-events).
  const asksItself = (pin.flags & queueFlags.doNotInitiateProcessing) !== 0;
  return {
    label: pin.label,
    flags: pin.flags,
    callbacks: pin.callbacks,
    dataFlow: pin.dataFlow ?? 'out',
    frameBytes: pin.frameBytes,
    hasFixedSize: pin.hasFixedSize ?? false,
    streamHeaderBytes: pin.streamHeaderBytes ?? 0,
    fileAlignment: pin.fileAlignment ?? 0,
    source: source ? { period: source.period, jitter: source.jitter ?? constant(0) } : null,
    hardware: {
      listDepth: hardware.listDepth ?? (driver.pattern === 'holdLeadingEdge' ? 1 : buffersOf(scenario, index)),
      fifoFrames: hardware.fifoFrames ?? 0,
      commonBufferFrames: hardware.commonBufferFrames ?? 0,
      // A device that fills a common buffer asks nobody: it goes round and overtakes its reader.
      // So does one whose transfers complete whether or not a buffer waits; else the DPC that copies would not come again.
      whenFull: hardware.whenFull ?? ((hardware.commonBufferFrames ?? 0) > 0 || (pattern === 'copyAtDpc' && hardware.interrupt !== 'perPeriod') ? 'dropOldest' : 'skipFrame'),
      transferTime: hardware.transferTime ?? constant(0),
      bus: bus ? { ...bus, index: hardware.bus! } : null,
      // A timer of the period says that a frame is there only where moving it takes no time.
      interrupt: hardware.interrupt ?? (asksItself || (isCaptured && hardware.transferTime === undefined) ? 'perPeriod' : 'perFrame'),
      interruptEvery: hardware.interruptEvery ?? 1,
      coalescingTime: hardware.coalescingTime ?? null,
      ...(hardware.lockFailures ? { lockFailures: hardware.lockFailures } : {}),
      ...(hardware.mappings ? { mappings: hardware.mappings } : {}),
    },
    driver: {
      pattern,
      routines: driver.routines ?? null,
      whenListFull: driver.whenListFull ?? 'pending',
      attemptProcessing: driver.attemptProcessing ?? (asksItself || pattern === 'copyInProcess' ? 'always' : 'whenPended'),
      attemptAsynchronous: driver.attemptAsynchronous ?? !isCaptured,
      whenBufferTooSmall: driver.whenBufferTooSmall ?? 'completeEmpty',
      chunkBytes: driver.chunkBytes ?? null,
      unlocksClones: driver.unlocksClones ?? false,
      cancelCallback: driver.cancelCallback ?? 'none',
      cloneTimeout: driver.cloneTimeout ?? null,
      setsDataUsed: driver.setsDataUsed ?? true,
      marksDiscontinuity: driver.marksDiscontinuity ?? null,
      deletesClones: driver.deletesClones ?? 'atAcquire',
      resetDeletesClones: driver.resetDeletesClones ?? true,
      takesResourcesAt: driver.takesResourcesAt ?? 'acquire',
      trailingEdgeFrames: driver.trailingEdgeFrames ?? 0,
      endOfStreamAt: driver.endOfStreamAt ?? null,
      typeChangedAt: driver.typeChangedAt ?? null,
      reliesOnPowerFirst: driver.reliesOnPowerFirst ?? false,
      ...conductOf(driver),
      processTime: driver.processTime ?? constant(10_000),
      setDeviceStateTime: driver.setDeviceStateTime ?? constant(100_000),
      dpcTime: driver.dpcTime ?? constant(5_000),
    },
    system: {
      interruptLatency: system.interruptLatency ?? constant(5_000),
      dpcLatency: system.dpcLatency ?? constant(20_000),
      workItemLatency,
      criticalWorkItemLatency: system.criticalWorkItemLatency ?? workItemLatency,
      hyperCriticalWorkItemLatency: system.hyperCriticalWorkItemLatency ?? workItemLatency,
      completionLatency: system.completionLatency ?? constant(50_000),
    },
    client: client ? settleClient(client, pin) : null,
    states: settleStates(pin.states ?? [{ time: 0, state: 'RUN' }], scenario.duration),
  };
}

function conductOf({ handlesStateJumps, setDeviceStateFailsAt, keepsStateOnFailure, runningTestedBy, testsOldFormat, setDataFormatNeedsCreate, resetsCountersAt }: DriverScenario): Pick<DriverScenario, UnknownConduct> {
  const stated = { handlesStateJumps, setDeviceStateFailsAt, keepsStateOnFailure, runningTestedBy, testsOldFormat, setDataFormatNeedsCreate, resetsCountersAt };
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
}

function settleClient(client: ClientScenario, pin: PinScenario): SettledClient {
  return {
    kind: client.kind ?? 'application',
    requests: client.requests,
    headersPerRequest: client.headersPerRequest ?? 1,
    bufferBytes: client.bufferBytes ?? pin.frameBytes,
    bufferAlignment: client.bufferAlignment ?? pin.fileAlignment ?? 0,
    headerBytes: client.headerBytes ?? null,
    hold: client.hold,
    holdDiscipline: client.holdDiscipline ?? 'parallel',
    firstQueuedAt: client.firstQueuedAt ?? 'PAUSE',
    flushOnPause: client.flushOnPause ?? false,
    clearsDataUsed: client.clearsDataUsed ?? true,
    takesStateChangeForResetEnd: client.takesStateChangeForResetEnd ?? false,
    atStop: client.atStop ?? 'cancels',
    stalls: client.stalls ?? [],
    period: client.period ?? null,
  };
}

/** A client that does not say so itself stops the stream when the scenario's duration is over. */
function settleStates(states: readonly StateRequest[], duration: number): readonly StateRequest[] {
  const last = states[states.length - 1];
  return last?.state === 'STOP' ? states : [...states, { time: Math.max(duration, last?.time ?? 0), state: 'STOP' }];
}
