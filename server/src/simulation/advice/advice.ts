import type { StopReason } from '../result';
import type { Bottleneck } from './bounds';
import type { Knob } from './knobs';
import type { LeastEnough } from './least-enough';
import type { LossReason, Trial } from './trial';
import type { ParameterOverride } from '../parameters/index';

/** What is asked. */
export interface AdviceRequest {
  /** Confidence of the statement, millionths, above 0 and below 1 000 000. */
  readonly confidence: number;
  /** Runs of a confirmation; left out: as many as the length of a run allows, 368 for 95 % at most. */
  readonly seeds?: number;
}

/** A number of buffers that has been tried, with what came of it. */
export interface TriedNumber extends Trial {
  /** The number of the knob: requests, or frames. */
  readonly number: number;
}

/** What is said of one section. */
export type Verdict =
  /** `number` is enough. */
  | { readonly kind: 'enough'; readonly number: number; readonly exception: LeastEnough['exception']; readonly fewer: FewerEnough }
  /** No number tried, up to `most`, is enough; `reasons` are those that remain, and `number` is where fewest are lost. */
  | { readonly kind: 'never'; readonly most: number; readonly reasons: readonly LossReason[]; readonly bottlenecks: readonly Bottleneck[]; /** What the allocator gave of the frames it was asked for, where that is less. */ readonly given: { readonly asked: number; readonly given: number } | null }
  /** `number` is enough for so long a run only: in one that goes on every number is used up. */
  | { readonly kind: 'usedUp'; readonly number: number; readonly bottlenecks: readonly Bottleneck[] };

/** Fewer buffers that lose nothing under conditions that do not hold for what is advised; `null` where there are none. */
export interface FewerEnough {
  /** The least number in runs of the scenario's own length: longer ones lose frames with it. */
  readonly inOwnLength: number | null;
  /** The least number where the other sections have plenty: one less than is advised, with the others as advised, loses frames. */
  readonly withPlenty: number | null;
}

/** The buffers of one section: of a client, or of a circuit. */
export interface SectionAdvice {
  readonly knob: Knob;
  readonly verdict: Verdict;
  /** Numbers tried, ascending; the others as they were advised, or more. */
  readonly tried: readonly TriedNumber[];
  /** Bytes from one buffer to the next, and of a buffer in whole pages; `null` where no run says it. */
  readonly bufferBytes: number | null;
  readonly pagedBytes: number | null;
  /** What the document has to say instead; `null` where it says so already, where nothing helps, and where no single place of it decides. */
  readonly edit: readonly ParameterOverride[] | null;
}

/** Runs with fresh seeds that were made to confirm numbers that others had suggested. */
export interface Confirmation {
  readonly runs: number;
  readonly firstSeed: number;
  readonly runsWithLoss: number;
  /** How many confirmations there were, this one included: the ones before failed and raised the numbers. */
  readonly attempt: number;
  /** Upper bound of the share of runs that lose a frame, millionths, at the confidence that was asked for. */
  readonly share: number;
}

/** Longer runs with the advised numbers: how many times as long, and how many of each length. None of them lost a frame, but where the verdict says so. */
export interface Lengthened {
  readonly times: readonly number[];
  readonly runs: number;
}

/** How many buffers are enough for a simulation, in each of its sections. Statements about this model, never about Windows. */
export interface BufferAdvice {
  readonly scenario: string;
  /** Virtual time of one run, ns. */
  readonly duration: number;
  /** Whether anything is drawn at random; if not, one run is all of them, but for the order of simultaneous events. */
  readonly isRandom: boolean;
  readonly confidence: number;
  /** Why a run does not come to its end: then nothing else is said. */
  readonly unfinished: Exclude<StopReason, 'completed' | 'cancelled'> | null;
  /** As the document has it. */
  readonly stated: Trial;
  readonly statedReasons: readonly LossReason[];
  /** Frames of those runs that the scenario itself took back. */
  readonly takenBack: number;
  /** Labels of pins, as {@link LossReason} counts them. */
  readonly pins: readonly string[];
  readonly sections: readonly SectionAdvice[];
  /** With the advised numbers together; nothing where there are none. */
  readonly advised: Trial | null;
  /** Nothing where nothing is random, or where no number is advised. */
  readonly confirmation: Confirmation | null;
  /** Nothing where the scenario says itself when it ends. */
  readonly lengthened: Lengthened | null;
  readonly pageSize: number;
  readonly work: { readonly runs: number; readonly events: number };
}
