import type { SilentRule } from '../rule';

/** Codes of this family that have a page and are never reported by the validator. */
export const silentRangeRules: readonly SilentRule[] = [];
