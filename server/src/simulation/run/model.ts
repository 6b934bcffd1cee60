import type { TraceRecorder } from '../../trace/index';
import type { Engine } from '../engine/index';
import type { QueueEnvironment } from '../queue/index';
import type { DropReason, StopReason } from '../result';
import type { RunOptions, Scenario } from '../scenario';
import type { CircuitModel } from './circuits/circuit';
import type { BusModel } from './devices/bus';
import type { FilterModel } from './filters/filter';
import type { OutsideModel } from './outside/outside';
import type { PinModel } from './pins/pin';
import type { PoolModel } from './pools/pool';
import type { ObjectModel } from './processing/object';
import type { GroupModel } from './states/group';

export type { CircuitModel } from './circuits/circuit';
export type { ClientModel } from './clients/client';
export type { DeviceModel } from './devices/device';
export type { FilterModel } from './filters/filter';
export type { PinModel } from './pins/pin';
export type { ObjectModel } from './processing/object';
export type { GroupModel } from './states/group';

/** KSSTATE as a number. */
export enum pinStates { STOP = 0, ACQUIRE = 1, PAUSE = 2, RUN = 3 }

/** Entries of `PinModel.times`, nanoseconds, and last the bytes delivered. */
export enum pinTimes { stateSince = 0, callStart = 1, bytesDelivered = 2 }

/** Rows of one pin in the trace; -1 where the pin has no such routine or part. */
export interface PinRows {
  readonly pinState: number;
  readonly create: number;
  readonly setDataFormat: number;
  readonly setDeviceState: number;
  readonly process: number;
  readonly reset: number;
  readonly close: number;
  readonly interrupt: number;
  readonly hardware: number;
  readonly client: number;
}

/** A drop reason while it is being counted. */
export type DropTally = { -readonly [Key in keyof DropReason]: DropReason[Key] };

/** Trace tables shared by all pins. */
export interface TraceKinds {
  readonly captured: number;
  readonly dropped: number;
  readonly interrupt: number;
  readonly attemptProcessing: number;
  readonly attemptRedundant: number;
  readonly processPending: number;
  readonly delivered: number;
  readonly completedEmpty: number;
  readonly called: number;
  /** States of callback, interrupt, hardware and client rows. */
  readonly running: number;
  readonly dpc: number;
  readonly transferring: number;
  readonly stalled: number;
}

/** A run in progress. */
export class SimulationModel {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly engine: Engine;
  readonly recorder: TraceRecorder;
  readonly kinds: TraceKinds;
  readonly environment: QueueEnvironment;
  readonly choices: RunOptions;
  /** Those that have decided something so far; see `choose`. */
  readonly usedChoices = new Set<keyof RunOptions>();
  readonly pins: readonly PinModel[];
  /** By number as a component; pins that do not process for themselves leave a gap. */
  readonly objects: readonly (ObjectModel | undefined)[];
  readonly circuits: readonly CircuitModel[];
  readonly filters: readonly FilterModel[];
  readonly groups: readonly GroupModel[];
  readonly pools: readonly PoolModel[];
  readonly buses: readonly BusModel[];
  readonly outside: OutsideModel;
  /** Nothing connects the pins with one another, and nothing happens to them from outside. */
  readonly pinsAreAlone: boolean;
  /** Something is said of drivers that shows when Process is called. */
  readonly watchesProcess: boolean;
  /** Set when the run is over. */
  stopReason: StopReason | null = null;

  constructor(parts: Omit<SimulationModel, 'usedChoices' | 'pinsAreAlone' | 'stopReason'>) {
    this.scenario = parts.scenario;
    this.seed = parts.seed;
    this.engine = parts.engine;
    this.recorder = parts.recorder;
    this.kinds = parts.kinds;
    this.environment = parts.environment;
    this.choices = parts.choices;
    this.pins = parts.pins;
    this.objects = parts.objects;
    this.circuits = parts.circuits;
    this.filters = parts.filters;
    this.groups = parts.groups;
    this.pools = parts.pools;
    this.buses = parts.buses;
    this.outside = parts.outside;
    this.watchesProcess = parts.watchesProcess;
    this.pinsAreAlone = parts.circuits.length === 0 && parts.filters.length === 0 && parts.buses.length === 0 && (parts.scenario.events ?? []).length === 0;
  }
}
