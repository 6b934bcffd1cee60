/** Rules about pin dispatch tables. */
import type { Rule } from '../rule';
import { dsp01 } from './dsp-01-process';
import { dsp02 } from './dsp-02-allocator-callbacks';
import { dsp03, dsp05, dsp06 } from './dsp-03-allocator';
import { dsp04 } from './dsp-04-user-mode-only';
import { dsp10, dsp14 } from './dsp-10-intersection';
import { dsp11 } from './dsp-11-device-state';

export { silentDispatchRules } from './unchecked';

/** The rules, in the order of their codes. */
export const dispatchRules: readonly Rule[] = [dsp01, dsp02, dsp03, dsp04, dsp05, dsp06, dsp10, dsp11, dsp14] as readonly Rule[];
