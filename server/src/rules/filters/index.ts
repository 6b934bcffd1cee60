/** Rules about filter and device descriptors. */
import type { Rule } from '../rule';
import { flt01 } from './flt-01-version';
import { flt02, flt03 } from './flt-02-flags';
import { flt04, flt05, flt06, flt11 } from './flt-04-descriptor-size';
import { flt07, flt09, flt12, flt13 } from './flt-07-counts';
import { flt08 } from './flt-08-no-pins';
import { flt10 } from './flt-10-no-interface';
import { flt14, flt15 } from './flt-14-topology';
import { flt16, flt17 } from './flt-16-factory-name';
import { flt18, flt20, flt21 } from './flt-18-processing';
import { flt22, flt23 } from './flt-22-access';
import { flt24, flt25 } from './flt-24-device-descriptor';

export { silentFilterRules } from './unchecked';

/** The rules, in the order of their codes. */
export const filterRules: readonly Rule[] = [
  flt01, flt02, flt03, flt04, flt05, flt06, flt07, flt08, flt09, flt10, flt11, flt12, flt13, flt14, flt15, flt16, flt17, flt18, flt20, flt21, flt22, flt23, flt24, flt25,
] as readonly Rule[];
