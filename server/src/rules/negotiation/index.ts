/** Rules about connections: what the pins of one graph agree on. */
import type { Rule } from '../rule';
import { neg01 } from './neg-01-memory';
import { neg02 } from './neg-02-size';
import { neg03 } from './neg-03-must-allocate';
import { neg04, neg05 } from './neg-04-vendor-allocator';
import { neg06 } from './neg-06-no-framing';
import { neg07 } from './neg-07-shared-allocator';
import { neg08 } from './neg-08-too-few-frames';
import { neg09 } from './neg-09-frame-integrity';
import { neg10 } from './neg-10-medium';
import { neg11 } from './neg-11-denied';
import { neg12 } from './neg-12-no-fallback';
import { neg13 } from './neg-13-stride-cost';
import { neg14 } from './neg-14-limit';
import { neg15 } from './neg-15-old-framing';
import { neg16 } from './neg-16-user-mode-end';
import { neg17 } from './neg-17-fed-by-user-mode';
import { neg18 } from './neg-18-unknown-ratio';

export { silentNegotiationRules } from './unchecked';

/** The rules, in the order of their codes. */
export const negotiationRules: readonly Rule[] = [neg01, neg02, neg03, neg04, neg05, neg06, neg07, neg08, neg09, neg10, neg11, neg12, neg13, neg14, neg15, neg16, neg17, neg18] as readonly Rule[];
