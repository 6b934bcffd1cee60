import type { QueueEnvironment } from './environment';
import { reportViolation } from './environment';

/**
 * The filter control mutex, which AVStream holds during Create, Close, Connect, SetDataFormat and SetDeviceState, and the processing mutex, which it holds during
 * Process, binding and power changes (W:processing-mutex-in-avstream). Neither is recursive.
 */
export type MutexName = 'control' | 'processing';

/** Both mutexes of a filter: the thread that holds each, or `null`. */
export interface FilterMutexes {
  readonly environment: QueueEnvironment;
  readonly filter: string;
  readonly holders: { control: string | null; processing: string | null };
}

/** What an attempt to acquire a mutex comes to. */
export type Acquisition = 'acquired' | 'waits' | 'deadlock';

/** Mutexes nobody holds. */
export function createFilterMutexes(environment: QueueEnvironment, filter: string): FilterMutexes {
  return { environment, filter, holders: { control: null, processing: null } };
}

/**
 * A thread acquires a mutex. A second time it waits for itself; the control mutex under the processing mutex is the order that deadlocks with AVStream's own.
 * Both break DSP-15 where the control mutex is concerned.
 */
export function acquireMutex(mutexes: FilterMutexes, mutex: MutexName, thread: string): Acquisition {
  const { holders, environment, filter } = mutexes;
  const recursive = holders[mutex] === thread;
  const reversed = mutex === 'control' && holders.processing === thread;
  if (mutex === 'control' && (recursive || reversed)) reportViolation(environment, 'DSP-15', filter, { recursive });
  if (recursive) return 'deadlock';
  if (holders[mutex] !== null) return 'waits';
  holders[mutex] = thread;
  return 'acquired';
}

/** A thread releases a mutex it holds; `false` when it does not hold it. */
export function releaseMutex(mutexes: FilterMutexes, mutex: MutexName, thread: string): boolean {
  if (mutexes.holders[mutex] !== thread) return false;
  mutexes.holders[mutex] = null;
  return true;
}
