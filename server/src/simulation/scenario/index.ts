/**
 * What the simulation is told: plain data that survives a structured clone, with nothing of JSON text in it.
 * All times are whole nanoseconds of virtual time, all sizes bytes. Every optional field that is left out takes the engine's stated
 * default, which the result then lists among its assumptions when it took part in the run.
 */
export type { CallbackName, CallbackScenario } from './callbacks';
export type { AllocatorCandidate, AllocatorJudgement, CircuitAllocator, CircuitScenario, CircuitStation, PeerScenario } from './circuit';
export type { ClientKind, ClientScenario, ClientStall } from './client';
export type { RunOptions, SimulationChoices } from './choices';
export type { Distribution } from './distribution';
export type { DriverPattern, DriverScenario, PinCallbacks, SystemScenario } from './driver';
export type { ScenarioEvent } from './events';
export type { FaultKind, FaultScenario } from './faults';
export type { FilterScenario } from './filter';
export type { BusScenario, HardwareScenario, LockFailures, MappingScenario, SourceScenario } from './hardware';
export type { CapturePinScenario, EditScenario, PinScenario } from './pin';
export type { QueueDumps, Scenario, SimulationLimits } from './scenario';
export type { PinState, StateRequest } from './state';
