import type { Evidence } from '../evidence';
import type { Constant } from '../structure';

/** A named integer with its text; `more` adds remarks or a note. */
export const constant = (name: string, value: number, summary: string, evidence: readonly Evidence[], more: Pick<Constant, 'remarks' | 'note'> = {}): Constant => ({ name, value, summary, evidence, ...more });
