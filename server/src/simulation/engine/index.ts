/** The event loop, its fingerprint and its random numbers; knows nothing of streaming. */
export type { Engine, EngineOptions } from './engine';
export { clockDue, clockNow } from './numbers';
export { createEngine, fingerprintOf, nextEvent, schedule, scheduleDue } from './engine';
export { createRandomStream, nextRandom, randomBelow, RandomStream } from './random';
export type { Sampler } from './distribution';
export { addSample, createSampler, describeDistribution, sample } from './distribution';
