/** The objects of the document format that are no C structures. */
export { SimulationAllocator, SimulationCommonBuffer, SimulationCreateRequest, SimulationFrameHolder } from './allocator';
export { SimulationConnection, SimulationPeer } from './connection';
export { CommonBuffer, Device, DeviceDescription, DeviceDma } from './device';
export { Document } from './document';
export { FilterFactory } from './filter-factory';
export { SimulationOptions } from './options';
export { RuntimeEdit, RuntimeEditRange } from './runtime-edit';
export { Simulation, SimulationClient, SimulationDriver, SimulationHardware, SimulationSource, SimulationStall, SimulationStateRequest, SimulationSystem } from './simulation';
export { Suppression } from './suppression';
export { Target } from './target';
