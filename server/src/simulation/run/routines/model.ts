import type { Activation, Behaviour, RoutineMachine } from '../../behaviour/index';
import type { Sampler } from '../../engine/index';
import type { FilterMutexes } from '../../queue/index';
import type { Occurrence } from '../occurrence';

/** A call of a routine that is under way. */
export interface RunningCall {
  readonly activation: Activation;
  /** Its place among those under way: an argument of events. */
  readonly slot: number;
  /** Row of the trace, or -1. */
  readonly row: number;
  /** Entry 0: when it began, nanoseconds. */
  readonly times: Float64Array;
  /** Steps since time last passed, or something came of them; and what had come of them then. */
  steps: number;
  gain: number;
  /** How often that was so. */
  gains: number;
  /** It waits for a lock of somebody else; and since when for one, or for ever, nanoseconds, or -1. */
  isBlocked: boolean;
  blockedSince: number;
  /** What follows when it has returned, with the number of its status. */
  readonly returned: (status: number) => void;
}

/** An attempt to process made by a callback under the lock of the queue. */
export interface WaitingAttempt {
  readonly asynchronous: boolean;
  /** Only if nothing that was programmed is left; `flag` is a kept register that has to be set for it and that it `clears`, or `operands.none`. */
  readonly isConditional: boolean;
  readonly flag: number;
  readonly clears: boolean;
}

/** Holder of a spin lock whose call has returned. */
export const keptForGood = -2;

/** A cancel callback that AVStream has called with the spin lock of the queue held, and that has to wait for a spin lock of the driver. */
export interface WaitingCallback {
  readonly routine: string;
  readonly lock: number;
  /** Slot of the call that has the lock. */
  readonly holder: number;
  /** Spin locks that the callback has itself, a bit each. */
  readonly held: number;
  readonly path: string;
}

/** Something that went wrong with locks: a finding. */
export interface LockFault {
  readonly key: 'spinLockTwice' | 'spinLockKept' | 'spinLockNotHeld' | 'routineDeadlock' | 'callbackDeadlock.queue' | 'callbackDeadlock';
  readonly arguments: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
  readonly occurrence: Occurrence;
}

/** The routines of a pin's driver in a run. */
export interface RoutinesModel {
  readonly behaviour: Behaviour;
  /** The document describes them, so that their calls are shown. */
  readonly isStated: boolean;
  readonly kept: Int32Array;
  readonly machine: RoutineMachine;
  /** What the waits take, by their numbers. */
  readonly times: readonly Sampler[];
  /** Rows of routines that have none among those of the pin, by number of the routine; -1 elsewhere. */
  readonly rows: readonly number[];
  /** Kinds of instants for what is called, by operation. */
  readonly kinds: ReadonlyMap<string, number>;
  /** Calls under way, by slot. */
  readonly calls: (RunningCall | null)[];
  readonly mutexes: FilterMutexes;
  /** Slot of the call that holds each spin lock, -1, or `keptForGood`. */
  readonly spinLockHolders: Int32Array;
  /** Cancel callbacks that had to wait for a spin lock which is still held. */
  waitingCallbacks: WaitingCallback[];
  /** What has gone wrong with locks, each place once. */
  readonly lockFaults: LockFault[];
  /** The DPC runs, and is to run again. */
  dpcRuns: boolean;
  dpcAgain: boolean;
  /** Attempts to process that wait until the queue is unlocked. */
  readonly attempts: WaitingAttempt[];
  /** DPCs that have not asked for processing, since Process last returned STATUS_PENDING or something did ask; and whether the present one has. */
  dpcsWithoutAttempt: number;
  hasAttempted: boolean;
  /** A loop without end, and the place of its step. */
  readonly endlessLoop: Occurrence;
  endlessPath: string;
  endlessRoutine: string;
  /** SetDeviceState has stopped the device for good: what the driver still holds then is out of everybody's reach. */
  hasStopped: boolean;
  /** SetDeviceState has just returned a failure. */
  refusesState: boolean;
  /** Whether some routine calls KsPinAttemptProcessing. */
  readonly attemptsAtAll: boolean;
  /** Buffers that the device filled, or was filling, though the driver had given them back. */
  readonly lateWrites: Occurrence;
}
