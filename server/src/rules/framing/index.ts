/** Rules about extended framing and its items. */
import type { Rule } from '../rule';
import { frm01, frm02 } from './frm-01-item-count';
import { frm03, frm04, frm08 } from './frm-03-reserved';
import { frm05, frm33, frm34 } from './frm-05-item-choice';
import { frm06, frm07 } from './frm-06-memory-flags';
import { frm09, frm10, frm11 } from './frm-09-flag-bits';
import { frm12, frm14 } from './frm-12-frame-count';
import { frm13 } from './frm-13-single-frame';
import { frm15, frm16 } from './frm-15-system-memory';
import { frm17, frm22 } from './frm-17-device-memory';
import { frm18, frm19 } from './frm-18-must-allocate';
import { frm20, frm21 } from './frm-20-can-allocate';
import { frm23, frm24 } from './frm-23-in-place';
import { frm25, frm27, frm28, frm29 } from './frm-25-alignment-mask';
import { frm30, frm31 } from './frm-30-pitch';
import { frm35, frm37 } from './frm-35-runtime-edit';
import { frm38 } from './frm-38-format-change';
import { frm39, frm40, frm43 } from './frm-39-no-framing';
import { frm41, frm42 } from './frm-41-input-pins';

export { silentFramingRules } from './unchecked';

/** The rules, in the order of their codes. */
export const framingRules: readonly Rule[] = [
  frm01, frm02, frm03, frm04, frm05, frm06, frm07, frm08, frm09, frm10, frm11, frm12, frm13, frm14, frm15, frm16, frm17, frm18, frm19, frm20, frm21, frm22,
  frm23, frm24, frm25, frm27, frm28, frm29, frm30, frm31, frm33, frm34, frm35, frm37, frm38, frm39, frm40, frm41, frm42, frm43,
] as readonly Rule[];
