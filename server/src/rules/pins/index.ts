/** Rules about pin flags, instances and interfaces. */
import type { Rule } from '../rule';
import { pin01, pin02, pin03, pin04, pin05 } from './pin-01-exclusive-flags';
import { pin06 } from './pin-06-flag-bits';
import { pin07, pin08, pin09, pin48 } from './pin-07-splitter';
import { pin10, pin11, pin12, pin13 } from './pin-10-mappings';
import { pin14, pin20 } from './pin-14-no-queue';
import { pin15, pin17, pin22, pin44 } from './pin-15-centric-flags';
import { pin18 } from './pin-18-do-not-initiate';
import { pin23 } from './pin-23-fixed-format';
import { pin24, pin25, pin26 } from './pin-24-clock';
import { pin27 } from './pin-27-renderer';
import { pin28, pin29, pin30, pin31, pin47 } from './pin-28-instances';
import { pin34, pin35 } from './pin-34-direction';
import { pin36, pin37 } from './pin-36-no-connection';
import { pin38 } from './pin-38-communication';
import { pin39, pin40, pin41 } from './pin-39-tables';
import { pin42 } from './pin-42-medium';
import { pin43 } from './pin-43-user-mode';
import { pin45 } from './pin-45-work-queue';

export { silentPinRules } from './unchecked';

/** The rules, in the order of their codes. */
export const pinRules: readonly Rule[] = [
  pin01, pin02, pin03, pin04, pin05, pin06, pin07, pin08, pin09, pin10, pin11, pin12, pin13, pin14, pin15, pin17, pin18, pin20, pin22, pin23, pin24, pin25, pin26, pin27,
  pin28, pin29, pin30, pin31, pin34, pin35, pin36, pin37, pin38, pin39, pin40, pin41, pin42, pin43, pin44, pin45, pin47, pin48,
] as readonly Rule[];
