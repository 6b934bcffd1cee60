import type { Evidence } from '../evidence';
import type { NamedGuid } from '../structure';

/** A named GUID with its text. */
export const named = (name: string, value: string, families: readonly string[], summary: string, evidence: readonly Evidence[]): NamedGuid => ({ name, value, families, summary, evidence });
