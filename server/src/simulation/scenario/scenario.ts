import type { CallbackScenario } from './callbacks';
import type { CircuitScenario } from './circuit';
import type { SimulationChoices } from './choices';
import type { ScenarioEvent } from './events';
import type { FaultScenario } from './faults';
import type { FilterScenario } from './filter';
import type { BusScenario } from './hardware';
import type { PinScenario } from './pin';

/** When the queues of the pins are written down as `!ks.dumpqueue` prints them. */
export interface QueueDumps {
  /** Virtual times, nanoseconds, ascending: the state when all events up to that time have been dispatched. */
  readonly at: readonly number[];
  /** Whether also when the run is over. */
  readonly atEnd: boolean;
}

/** Bounds that end a run, or its recording, which would otherwise not end in useful time. */
export interface SimulationLimits {
  /** Dispatched events. Default 200 000 000. */
  readonly events?: number;
  /** Recorded spans: when they are reached the recording ends, and the run goes on; 0: there is none. Default 5 000 000. */
  readonly spans?: number;
  /** Calls in the record of calls; further ones are counted. Default 0: no record. */
  readonly calls?: number;
}

/**
 * A compiled scenario.
 *
 * `paths` links results back to the document: its keys are dotted paths into this object (`pins.0.client.requests`,
 * `pins.0.callbacks.process`, `pins.0.states.1.time`), its values RFC 6901 pointers. A key stands for everything below it that has none of its own.
 * An option that is present here but has no path was filled in by the caller.
 */
export interface Scenario {
  readonly version: 1;
  readonly label: string;
  /** Virtual time after which the client takes the pins to STOP, in nanoseconds, > 0; the run ends when everything has come back. */
  readonly duration: number;
  readonly pins: readonly PinScenario[];
  /** Kernel sections of the graph. Default: none. */
  readonly circuits?: readonly CircuitScenario[];
  /** Filters with a Process routine, and those that join pins of the scenario. Default: each pin processes for itself. */
  readonly filters?: readonly FilterScenario[];
  readonly buses?: readonly BusScenario[];
  /** Ascending in time. */
  readonly events?: readonly ScenarioEvent[];
  /** What goes wrong around the driver. Default: nothing. */
  readonly faults?: readonly FaultScenario[];
  /** What is said of routines beyond moving frames. Default: nothing. */
  readonly callbacks?: readonly CallbackScenario[];
  /** Choices that differ from their defaults. */
  readonly choices?: Partial<SimulationChoices>;
  /** sizeof(KSSTREAM_HEADER) of the target, bytes. Default 56. */
  readonly headerBytes?: number;
  /** Default 4096. */
  readonly pageSize?: number;
  /** Shuffles the order of events that come at one instant with one priority, by this seed, to show what depends on it. Left out: the order in which they were scheduled. */
  readonly tieSeed?: number;
  readonly limits?: SimulationLimits;
  /** Left out: no queue is written down. */
  readonly queueDumps?: QueueDumps;
  /** Write down in the trace where stream pointers point, in rows of their own. Changes nothing else; left out: not. */
  readonly recordStreamPointers?: boolean;
  /** Check the queue's invariants after every event; slow, for tests. */
  readonly checkInvariants?: boolean;
  readonly paths: Readonly<Record<string, string>>;
  /** Values that a preset of the product filled in where the document leaves them open: dotted path and name of the preset. They are assumed, not stated; their path leads to the preset. */
  readonly presets?: Readonly<Record<string, string>>;
}
