/** Advising how many buffers a simulation needs, and what changes its losses. */
export { activateAdviceFeature, type AdviseArguments } from './advise';
