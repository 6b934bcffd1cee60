/** Proofs: every interleaving of a driver's routines, its device and its client on the queue layer itself, within bounds. */
export type { ProofBounds, ProofModel, ProofOmission } from './model';
export { defaultProofBounds, moves } from './model';
export type { ProofFault, ProofLimit, ProofLimits, ProofProgress, SearchOutcome } from './verdict';
export { defaultProofLimits } from './verdict';
export type { ProofActor, ProofCall, ProofStep } from './counterexample';
export type { FinishedProof, ProofAssumptionKey, ProofOption, ProofResult } from './prove';
export { endedProof, proveModel } from './prove';
export type { ProofHost } from './prove-in-slices';
export { proveInSlices } from './prove-in-slices';
export type { ProofProblem, ProofSubject, WantedBounds } from './model-of-scenario';
export { proofSubjects } from './model-of-scenario';
export type { WriteProof } from './describe';
export { drawnText, endText, faultText, proofAssumptionText, proofFigures, proofOmissionText, proofOptionText, proofProblemText, proofReport, searchedText, stepText, verdictText } from './describe';
export type { ProofTrace } from './trace';
export { drawCounterexample, stepDuration } from './trace';
