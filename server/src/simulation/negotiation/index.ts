/**
 * Negotiation over the frames of a graph: which connections share frames, what their ends demand of them, what these have in common, and who may
 * allocate, each with what it rests on. Whom Windows would choose is not public and not said.
 */
export type { AllocatorVerdict, Condition, ConditionName } from './allocators';
export type { Basis, Cell, DecidingPlace } from './cell';
export type { CommonMemory, MemoryConflict } from './common-memory';
export type { CommonSize, SizeConflict } from './common-size';
export { type Ratio, compressedSize, hasPair, keepsSize } from './compression';
export type { ConnectedFormat } from './connected-format';
export { type Demand, type ItemDemand, type RangeDemand, type Stated, allSizesOf, demandOf, demandsFlag, hasFlag, isDemanding, isWishful } from './demands';
export { declaredFlags, inPlaceBetween, ratioOf, sizeChange } from './filter-facts';
export { type CreateRequest, createRequestOf, requestFieldNames } from './create-request';
export { type Connection, type End, type Graph, type Mode, graphsOf, impossibilityOf, supposedGraphs } from './graph';
export { type Memory, commonMemories, commonMemory, commonMemoryType, isHostMemory, isWildcard, meets } from './memory';
export { type MemoryLimit, type Negotiation, type SegmentNegotiation, distinctSimulations, negotiate, negotiationsOf, negotiationsOfSimulation } from './negotiate';
export { type NegotiationOptions, type OptionName, defaultOptions, optionFields, optionNames, optionPlace, optionWord, optionWords, optionsOf, withOption } from './options';
export { type Cut, type CutReason, type Segment, segmentsOf } from './segments';
export type { Placement, SimulatedAllocator } from './simulated-allocator';
export { type Progression, type SizeSet, anySize, atLeast, greatestOf, greatestSize, includes, intersect, leastOf, sizesOf, union } from './size-set';
export type { Transport } from './transport';
