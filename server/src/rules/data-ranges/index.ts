/** Rules about data ranges. */
import type { Rule } from '../rule';
import { drg01, drg02, drg03, drg04, drg06 } from './drg-01-header';
import { drg05, drg11 } from './drg-05-image';
import { drg08 } from './drg-08-frame-size';
import { drg09 } from './drg-09-duplicate';
import { drg10 } from './drg-10-bounds';

export { silentDataRangeRules } from './unchecked';

/** The rules, in the order of their codes. */
export const dataRangeRules: readonly Rule[] = [drg01, drg02, drg03, drg04, drg05, drg06, drg08, drg09, drg10, drg11] as readonly Rule[];
