/** Rules about the ranges of frame sizes. */
import type { Rule } from '../rule';
import { rng01, rng02, rng03, rng04, rng05 } from './rng-01-bounds';
import { rng06, rng07 } from './rng-06-optimum';
import { rng08, rng09 } from './rng-08-unset';
import { rng10 } from './rng-10-weights';
import { rng11 } from './rng-11-connected-image';
import { rng12 } from './rng-12-image-size';
import { rng13 } from './rng-13-block-align';
import { rng14, rng15, rng16 } from './rng-14-total';
import { rng17 } from './rng-17-placeholder';
import { rng18 } from './rng-18-stride';

export { silentRangeRules } from './unchecked';

/** The rules, in the order of their codes. */
export const rangeRules: readonly Rule[] = [rng01, rng02, rng03, rng04, rng05, rng06, rng07, rng08, rng09, rng10, rng11, rng12, rng13, rng14, rng15, rng16, rng17, rng18] as readonly Rule[];
