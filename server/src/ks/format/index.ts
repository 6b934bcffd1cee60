/** The objects of the document format that are no C structures. */
export { SimulationAllocator, SimulationCommonBuffer, SimulationCreateRequest, SimulationFrameHolder } from './allocator';
export { SimulationConnection, SimulationPeer } from './connection';
export { CommonBuffer, Device, DeviceDescription, DeviceDma } from './device';
export { Document } from './document';
export { DriverRoutine, DriverRoutines, DriverStep } from './driver-routines';
export { FilterFactory } from './filter-factory';
export { SimulationOptions } from './options';
export { RuntimeEdit, RuntimeEditRange } from './runtime-edit';
export { Simulation, SimulationPin, SimulationQueueDumps, SimulationStateRequest } from './simulation';
export { SimulationCallback } from './simulation-callback';
export { SimulationClient, SimulationStall } from './simulation-client';
export { SimulationDriver } from './simulation-driver';
export { SimulationEvent } from './simulation-event';
export {
  SimulationAllocatorExpectation, SimulationBounds, SimulationDropBounds, SimulationExpectation, SimulationFindingExpectation, SimulationLatencyLimits, SimulationPinExpectation,
} from './simulation-expectation';
export { SimulationFault } from './simulation-fault';
export { SimulationFilter, SimulationGate, SimulationRatio } from './simulation-filter';
export { SimulationBus, SimulationHardware, SimulationMappings, SimulationSource } from './simulation-hardware';
export { LatencyTable, SimulationSystem } from './simulation-system';
export { Suppression } from './suppression';
export { Target } from './target';
