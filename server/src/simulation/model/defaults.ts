import type { CapturePinScenario, Distribution, PinScenario, StateRequest } from '../scenario';

const constant = (value: number): Distribution => ({ kind: 'constant', value });

/** A pin with every option settled. */
export interface SettledPin {
  readonly label: string;
  readonly flags: number;
  readonly callbacks: CapturePinScenario['callbacks'];
  readonly frameBytes: number;
  readonly fileAlignment: number;
  readonly bufferBytes: number;
  readonly source: { readonly period: number; readonly jitter: Distribution };
  readonly hardware: Required<Pick<CapturePinScenario['hardware'], 'listDepth' | 'fifoFrames' | 'whenFull' | 'transferTime' | 'interrupt'>>;
  readonly driver: Required<Omit<CapturePinScenario['driver'], 'marksDiscontinuity' | 'pattern' | 'chunkBytes' | 'unlocksClones' | 'cancelCallback' | 'cloneTimeout' | 'resetDeletesClones' | 'takesResourcesAt' | 'endOfStreamAt' | 'reliesOnPowerFirst'>> & { readonly marksDiscontinuity: boolean | null };
  readonly system: Required<Omit<CapturePinScenario['system'], 'criticalWorkItemLatency' | 'hyperCriticalWorkItemLatency'>>;
  readonly client: Required<Pick<CapturePinScenario['client'], 'requests' | 'hold' | 'holdDiscipline' | 'firstQueuedAt' | 'stalls'>>;
  readonly states: readonly StateRequest[];
}

/** Default limits of a run. */
export const defaultLimits = { events: 200_000_000, spans: 5_000_000 } as const;

/** Fills in the stated default of every option the scenario leaves open. */
export function settlePin(pin: PinScenario, duration: number): SettledPin {
  const { source, hardware, driver, system, client } = pin as CapturePinScenario;
  return {
    label: pin.label,
    flags: pin.flags,
    callbacks: pin.callbacks,
    frameBytes: pin.frameBytes,
    fileAlignment: pin.fileAlignment ?? 0,
    bufferBytes: client.bufferBytes ?? pin.frameBytes,
    source: { period: source.period, jitter: source.jitter ?? constant(0) },
    hardware: {
      listDepth: hardware.listDepth ?? client.requests,
      fifoFrames: hardware.fifoFrames ?? 0,
      whenFull: hardware.whenFull ?? 'skipFrame',
      transferTime: hardware.transferTime ?? constant(0),
      interrupt: hardware.interrupt ?? 'perFrame',
    },
    driver: {
      whenListFull: driver.whenListFull ?? 'pending',
      attemptProcessing: driver.attemptProcessing ?? 'whenPended',
      attemptAsynchronous: driver.attemptAsynchronous ?? true,
      whenBufferTooSmall: driver.whenBufferTooSmall ?? 'completeEmpty',
      setsDataUsed: driver.setsDataUsed ?? true,
      marksDiscontinuity: driver.marksDiscontinuity ?? null,
      deletesClones: driver.deletesClones ?? 'atAcquire',
      processTime: driver.processTime ?? constant(10_000),
      setDeviceStateTime: driver.setDeviceStateTime ?? constant(100_000),
      dpcTime: driver.dpcTime ?? constant(5_000),
    },
    system: {
      interruptLatency: system.interruptLatency ?? constant(5_000),
      dpcLatency: system.dpcLatency ?? constant(20_000),
      workItemLatency: system.workItemLatency ?? constant(50_000),
      completionLatency: system.completionLatency ?? constant(50_000),
    },
    client: {
      requests: client.requests,
      hold: client.hold,
      holdDiscipline: client.holdDiscipline ?? 'parallel',
      firstQueuedAt: client.firstQueuedAt ?? 'PAUSE',
      stalls: client.stalls ?? [],
    },
    states: settleStates(pin.states ?? [{ time: 0, state: 'RUN' }], duration),
  };
}

/** A client that does not say so itself stops the stream when the scenario's duration is over. */
function settleStates(states: readonly StateRequest[], duration: number): readonly StateRequest[] {
  const last = states[states.length - 1];
  return last?.state === 'STOP' ? states : [...states, { time: Math.max(duration, last?.time ?? 0), state: 'STOP' }];
}
