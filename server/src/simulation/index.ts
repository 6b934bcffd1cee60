/** The simulation of a compiled scenario: deterministic, in virtual nanoseconds, free of any clock. */
export type {
  AllocatorCandidate, AllocatorJudgement, BusScenario, CapturePinScenario, CircuitAllocator, CircuitScenario, CircuitStation, ClientKind, ClientScenario, ClientStall, Distribution, DriverPattern,
  DriverScenario, FilterScenario, HardwareScenario, LockFailures, MappingScenario, PeerScenario, PinCallbacks, PinScenario, PinState, QueueDumps, RunOptions, Scenario, ScenarioEvent,
  SimulationChoices, SimulationLimits, SourceScenario, StateRequest, SystemScenario,
} from './scenario';
export type {
  AllocatorReport, Assumption, CircuitStatistics, DropReason, EligibleAllocator, LatencyStatistics, PinStatistics, QueueSnapshot, RangeStatistics, RejectedAllocator, RunCall, SimulatedWith,
  SimulationFinding, SimulationResult, StopReason, TextArguments,
} from './result';
export type { CreateSimulation, Simulation, SimulationProgress, SliceHost } from './runner';
export { runSliced } from './runner';
export type { ScenarioDefect } from './run/check-scenario';
export { checkScenario } from './run/check-scenario';
export { type SeedOutcome, applyFaults, compareOutcomes, isRandom, mostSeeds, outcomeOf, withoutRecording } from './faults/index';
export { createSimulation } from './run/simulation';
export * from './wording/index';
export { pathOf as optionPath } from './run/paths';
export * from './compile/index';
export * from './parameters/index';
export * from './expectations/index';
export { allocatorCallSentence } from './allocator/describe';
