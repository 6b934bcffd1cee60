/** What goes wrong around the driver: faults of a scenario become what a run knows; and the worst of many seeds. */
export { applyFaults } from './apply-faults';
export { type SeedOutcome, compareOutcomes, isRandom, mostSeeds, outcomeOf, withoutRecording } from './swarm';
