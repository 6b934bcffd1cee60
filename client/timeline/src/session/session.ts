import type { Trace, TraceProblem } from '../../../../server/src/trace/index';
import { decodeTrace } from '../../../../server/src/trace/index';
import type { OutcomeWithoutTrace } from '../../../../server/src/protocol/index';
import type { Subject } from '../../../../server/src/picture/index';
import { subjectOf } from '../../../../server/src/picture/index';

/** A run made ready to be shown: its outcome, and its trace as it is drawn. Made once for each outcome. */
export interface Session extends Subject {
  readonly outcome: OutcomeWithoutTrace;
}

/** Makes a run ready, or says why its bytes cannot be read. */
export function openSession(outcome: OutcomeWithoutTrace, bytes: Uint8Array): Session | TraceProblem {
  const decoded = decodeTrace(bytes);
  return 'problem' in decoded ? decoded : sessionOf(outcome, decoded);
}

/** Makes a decoded trace ready. */
export function sessionOf(outcome: OutcomeWithoutTrace, trace: Trace): Session {
  return { outcome, ...subjectOf(trace, outcome.traceTexts) };
}
