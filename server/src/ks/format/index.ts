/** The objects of the document format that are no C structures. */
export { Document } from './document';
export { RuntimeEdit } from './runtime-edit';
export { Simulation, SimulationClient, SimulationDriver, SimulationHardware, SimulationSource, SimulationStall, SimulationStateRequest, SimulationSystem } from './simulation';
export { Device, Target } from './target';
