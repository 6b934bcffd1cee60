/** Explaining who may allocate the frames of a pin or a simulation. */
export { activateNegotiationFeature, type ExplainAllocatorArguments } from './explain-allocator';
