/**
 * Rules that only a run can keep or break: what a driver does, not what it declares. Nothing here is checked against a document;
 * the texts are for the pages of rules and for explaining them, so that the language server does not load them.
 */
import { simulatedAllocatorRules } from './allocators';
import { simulatedCreateRequestRules } from './create-requests';
import { simulatedDispatchRules } from './dispatch';
import { simulatedDmaRules } from './dma';
import { simulatedFramingRules } from './framing';
import { simulatedPinRules } from './pins';
import type { SimulatedRule } from './simulated-rule';
import { simulatedStateRules } from './states';
import { simulatedStreamHeaderRules } from './stream-headers';
import { simulatedStreamPointerRules } from './stream-pointers';

export { isInvariant, type BehaviourRule, type ModelInvariant, type SimulatedRule } from './simulated-rule';

/** Every rule of behaviour, by area. */
export const simulatedRules: readonly SimulatedRule[] = [
  ...simulatedFramingRules, ...simulatedPinRules, ...simulatedDispatchRules, ...simulatedAllocatorRules, ...simulatedCreateRequestRules, ...simulatedDmaRules, ...simulatedStateRules, ...simulatedStreamPointerRules, ...simulatedStreamHeaderRules,
];
