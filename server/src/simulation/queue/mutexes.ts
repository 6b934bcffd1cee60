import type { QueueEnvironment } from './environment';
import { reportViolation } from './environment';

/**
 * The filter control mutex, which AVStream holds during Create, Close, Connect, SetDataFormat and SetDeviceState, the processing mutex, which it holds during
 * Process, binding and power changes (W:processing-mutex-in-avstream), and the mutex of the device (KsAcquireDevice). None is recursive (DV:ks-ksfiltermutex,
 * DV:ks-ksprocessingmutex, DV:ks-ksdevicemutex).
 */
export type MutexName = 'control' | 'processing' | 'device';

/** The mutexes of a filter and its device: the thread that holds each, or `null`. */
export interface FilterMutexes {
  readonly environment: QueueEnvironment;
  readonly filter: string;
  readonly holders: Record<MutexName, string | null>;
}

/** The rules of Driver Verifier about each. */
const verifierRules = { control: 'KsFilterMutex', processing: 'KsProcessingMutex', device: 'KsDeviceMutex' } as const;

/** What an attempt to acquire a mutex comes to. */
export type Acquisition = 'acquired' | 'waits' | 'deadlock';

/** Mutexes nobody holds. */
export function createFilterMutexes(environment: QueueEnvironment, filter: string): FilterMutexes {
  return { environment, filter, holders: { control: null, processing: null, device: null } };
}

/**
 * A thread acquires a mutex. A second time it waits for itself; the control mutex under the processing mutex is the order that deadlocks with AVStream's own.
 * Both break DSP-15 where the control mutex is concerned. `pin`: the number of the pin to report on, or -1.
 */
export function acquireMutex(mutexes: FilterMutexes, mutex: MutexName, thread: string, pin = -1): Acquisition {
  const { holders, environment, filter } = mutexes;
  const recursive = holders[mutex] === thread;
  const reversed = mutex === 'control' && holders.processing === thread;
  if (mutex === 'control' && (recursive || reversed)) reportViolation(environment, 'DSP-15', filter, { recursive }, pin);
  else if (recursive) reportViolation(environment, verifierRules[mutex], filter, { misuse: 'recursive' }, pin);
  if (recursive) return 'deadlock';
  if (holders[mutex] !== null) return 'waits';
  holders[mutex] = thread;
  return 'acquired';
}

/** A thread releases a mutex it holds; `false` when it does not hold it, which Driver Verifier has a rule about. */
export function releaseMutex(mutexes: FilterMutexes, mutex: MutexName, thread: string, pin = -1): boolean {
  if (mutexes.holders[mutex] !== thread) {
    reportViolation(mutexes.environment, verifierRules[mutex], mutexes.filter, { misuse: 'notHeld' }, pin);
    return false;
  }
  mutexes.holders[mutex] = null;
  return true;
}
