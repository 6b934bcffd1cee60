import type { ComparedWith, RunToCompare } from '../../../../server/src/protocol/index';
import type { Comparison, StateTimes } from '../../../../server/src/picture/compare/index';
import { compareInSteps } from '../../../../server/src/picture/compare/index';
import { decodeInSteps } from '../../../../server/src/trace/decode';
import type { Session } from '../session/session';
import { sessionOf } from '../session/session';

/** The run on show beside another one. */
export interface ComparedState {
  readonly with: ComparedWith;
  readonly other: Session;
  readonly comparison: Comparison;
  readonly stateTimes: readonly StateTimes[];
}

/** Puts a run beside another one, in steps of a few milliseconds each; null where the bytes of that one cannot be read. */
export function* besideInSteps(session: Session, { with: what, outcome, trace }: RunToCompare): Generator<void, ComparedState | null> {
  // Bytes may arrive as a bare buffer.
  const bytes: unknown = trace;
  const decoded = yield* decodeInSteps(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : trace);
  if ('problem' in decoded) return null;
  const other = sessionOf(outcome, decoded);
  yield;
  const { comparison, stateTimes } = yield* compareInSteps(session, other);
  return { with: what, other, comparison, stateTimes };
}
