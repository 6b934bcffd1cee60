/** The simulation of a compiled scenario: deterministic, in virtual nanoseconds, free of any clock. */
export type {
  CapturePinScenario, ClientScenario, ClientStall, Distribution, DriverScenario, HardwareScenario, PinCallbacks, PinState, Scenario,
  SimulationLimits, SourceScenario, StateRequest, SystemScenario,
} from './scenario';
export type {
  AllocatorReport, Assumption, DropReason, LatencyStatistics, PinStatistics, RangeStatistics, RejectedAllocator, SimulationFinding,
  SimulationResult, StopReason, TextArguments,
} from './result';
export type { CreateSimulation, Simulation, SimulationProgress, SliceHost } from './runner';
export { runSliced } from './runner';
export type { ScenarioDefect } from './run/check-scenario';
export { checkScenario } from './run/check-scenario';
export { createSimulation } from './run/simulation';
export * from './wording/index';
export { pathOf as optionPath } from './run/paths';
export * from './compile/index';
