/** Advice about a simulation: how many buffers are enough and how sure that is, which values decide, what a value does over a stretch. */
export type { AdviceRequest, BufferAdvice, Confirmation, Lengthened, SectionAdvice, TriedNumber, Verdict } from './advice';
export { adviseBuffers } from './advise-buffers';
export { type Fraction, doubtOf, fractionOf, millionths, runsForShare, upperBound } from './binomial';
export { type Bottleneck, bottlenecksOf } from './bounds';
export { type DrawPlan, drawsFrom, orders, planDraws } from './draws';
export type { Decider, Knob } from './knobs';
export { type AdviceHost, type Laboratory, createLaboratory } from './laboratory';
export { isRandom } from './randomness';
export { type Draw, type RunFigures } from './sample';
export { type AdviceSubject, adviceSubject, scenarioWith } from './subject';
export { type LossReason, type Trial } from './trial';
export { type Sensitivity, type Sweep, type SweepRange, type Variable, type Variation, effectOf, latencyEffect, lostShare, rankVariables, sweepVariable, variablesOf } from './variations';
