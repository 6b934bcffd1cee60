import { doubtOf, runsForShare } from './binomial';
import type { Draw, Sample } from './sample';

/** Share of runs that a confirmation is to bound where runs are short: one of a hundred, in millionths. */
const share = 10_000;
/** Events, as a measure of work, that a part of the advice may take; a run counts for so many more, and so many mappings for one. */
const [searchEvents, confirmationEvents, variationEvents] = [600_000, 4_000_000, 200_000];
const [runEvents, mappingsPerEvent] = [2_000, 8];

/** How many runs each part of the advice has. It follows from the events of a run, not from the clock, so that the same question always has the same answer. */
export interface DrawPlan {
  readonly search: number;
  readonly confirmation: number;
  readonly variation: number;
}

/** Plans by what one run of the scenario took. */
export function planDraws({ events, mappings }: Pick<Sample, 'events' | 'mappings'>, confidence: number, seeds: number | undefined): DrawPlan {
  const within = (budget: number, least: number, most: number): number => Math.max(least, Math.min(most, Math.floor(budget / (events + runEvents + mappings / mappingsPerEvent))));
  const wanted = runsForShare(share, doubtOf(confidence, 1));
  const confirmation = seeds ?? within(confirmationEvents, Math.min(30, wanted), wanted);
  return { search: within(searchEvents, 3, 16), confirmation, variation: within(variationEvents, 1, 8) };
}

/** So many seeds in a row. */
export const drawsFrom = (seed: number, count: number): readonly Draw[] => Array.from({ length: count }, (_, index) => ({ seed: (seed + index) % Number.MAX_SAFE_INTEGER }));

/** Where nothing is random, orders of simultaneous events are what can differ: the scenario's own, and eight others. */
export const orders = (seed: number): readonly Draw[] => [{ seed }, ...[1, 2, 3, 4, 5, 6, 7, 8].map((tieSeed) => ({ seed, tieSeed }))];
