import type { ComparedWith, RunToCompare } from '../../../../server/src/protocol/index';
import type { Comparison } from '../../../../server/src/picture/compare/index';
import { compareRuns } from '../../../../server/src/picture/compare/index';
import type { Session } from '../session/session';
import { openSession } from '../session/session';

/** The run on show beside another one. */
export interface ComparedState {
  readonly with: ComparedWith;
  readonly other: Session;
  readonly comparison: Comparison;
}

/** Puts a run beside another one; null where the bytes of that one cannot be read. */
export function comparedState(session: Session, { with: what, outcome, trace }: RunToCompare): ComparedState | null {
  // Bytes may arrive as a bare buffer.
  const bytes: unknown = trace;
  const other = openSession(outcome, bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : trace);
  return 'problem' in other ? null : { with: what, other, comparison: compareRuns(session, other) };
}
