import type { PinState } from './state';

/** What goes wrong: see {@link FaultScenario}. */
export type FaultKind = 'allocateFails' | 'clientStalls' | 'requestCancelled' | 'lockFails' | 'stateChange' | 'deviceGone';

/** Something that goes wrong around the driver. `applyFaults` turns it into what a run knows: events, stalls, requests of states, locks and allocations that fail. */
export interface FaultScenario {
  /** Names its random numbers; unique among the faults of the scenario. */
  readonly label: string;
  readonly kind: FaultKind;
  /** Index into `Scenario.pins`; of `allocateFails` a pin of the circuit. */
  readonly pin: number;
  /** Times, nanoseconds, ascending; and counts from 1, ascending: calls of Allocate, locks, or frames of the source. */
  readonly at: readonly number[];
  readonly atCount: readonly number[];
  /** Of a million occasions so many are hit. */
  readonly perMillion: number;
  /** How long an occasion lasts for kinds that happen by time, nanoseconds, > 0; and between which times there are any. */
  readonly every: number;
  readonly from: number;
  readonly until: number;
  /** Of `clientStalls` and `stateChange`, nanoseconds. */
  readonly duration: number;
  /** Of `stateChange`. */
  readonly state: PinState;
  /** Of `requestCancelled`. */
  readonly which: 'oldest' | 'all';
}
