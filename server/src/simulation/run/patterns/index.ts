import type { DriverPattern } from '../../scenario';
import { cloneAndAdvance } from './clone-and-advance';
import { copyAtDpc, copyInProcess } from './copy';
import { holdLeadingEdge } from './hold-leading-edge';
import type { Pattern } from './pattern';

/** The patterns by name. */
export const patterns: Readonly<Record<DriverPattern, Pattern>> = { cloneAndAdvance, holdLeadingEdge, copyInProcess, copyAtDpc };
