/** Two runs side by side: which rows are the same, and where they differ. */
export type { Comparison, DifferencePlace } from './compare-runs';
export { atTime, compareInSteps, compareRuns, differenceAfter, differenceBefore } from './compare-runs';
export type { StateTimes } from './state-times';
export { stateTimes } from './state-times';
export type { Stretches } from './stretches';
