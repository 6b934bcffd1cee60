import type { ToTimeline } from '../../../../server/src/protocol/index';
import type { TraceProblem } from '../../../../server/src/trace/index';
import { findHighlight } from '../../../../server/src/picture/highlight';
import type { Session } from '../session/session';
import { openSession } from '../session/session';
import { findFinding, findingsOf } from '../findings/session-findings';
import { text } from '../texts';
import { clampRange, fitRange, recordedEnd } from '../../../../server/src/picture/view/time-range';
import type { AppState, KeptState } from './app-state';
import { fitMarks, initialMarks } from './marks';
import { parametersAfter } from './parameters';
import { reselect } from './reselect';
import { applyView, readKept } from './restore';
import { initialRows } from './rows';
import { unitLike } from './time-unit';

/**
 * What a message of the extension changes at once; what takes time is begun by `main.ts`. `kept` is what this page kept before its reload, until a run has used it.
 */
export function stateAfter(message: ToTimeline, state: AppState, kept: KeptState | null): Partial<AppState> {
  switch (message.type) {
    case 'running': return { running: { scenario: message.scenario, progress: message.progress, virtualTime: message.virtualTime }, failure: null };
    case 'failed': return { running: null, failure: { text: message.text, path: message.path } };
    case 'unreadable': return { running: null, failure: { text: message.text, path: null }, savedFrom: state.savedFrom ?? '' };
    case 'stale': return { stale: message.stale };
    case 'highlight': return {
      highlightPath: message.path,
      highlight: message.path === null || message.path === '' || state.session === null ? null : findHighlight(state.session.trace, message.path),
    };
    // Needs more than the state: `main.ts` hands it to the actions.
    case 'showFinding': return {};
    case 'drawPicture': return {};
    case 'show': return {};
    case 'comparison': return { tab: 'compare' };
    case 'outcome': return afterOutcome(message, state, kept);
  }
}

function afterOutcome(message: Extract<ToTimeline, { type: 'outcome' }>, state: AppState, kept: KeptState | null): Partial<AppState> {
  // Bytes may arrive as a view or as a bare buffer, depending on what carries the message.
  const bytes: unknown = message.trace;
  const session = openSession(message.outcome, bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : message.trace);
  if ('problem' in session) return afterProblem(session.problem, message.savedFrom ?? null);
  const before = state.session;
  const again = before?.outcome.uri === message.outcome.uri && before.outcome.scenario === message.outcome.scenario;
  const view = message.view === null ? null : readKept(message.view);
  const { duration } = session.trace;
  const fit = fitRange(recordedEnd(session.trace));
  const looking = again
    // The same scenario once more: the eye stays where it is.
    ? { range: isFit(state) ? fit : clampRange(state.range, duration), scrollTop: state.scrollTop, cursor: state.cursor === null ? null : Math.min(state.cursor, duration), selection: before === null ? null : reselect(before, state.selection, session) }
    : view === null ? { range: fit, scrollTop: 0, cursor: null, selection: null } : applyView(session, view);
  const restored = !again && view !== null && kept !== null ? { tab: kept.tab, drawer: kept.drawer, requestedSeed: kept.requestedSeed, unit: unitLike(message.outcome, kept.unit), marks: fitMarks(kept.marks, session.trace), rows: { ...initialRows, arrangement: kept.rows }, reading: { flows: kept.flows, finding: -1 } } : {};
  return {
    session, compared: null, comparing: false, comparable: message.comparable ?? [], parameters: parametersAfter(state.parameters, message.outcome, again), nothingConfigured: null, running: null, failure: null, savedFrom: message.savedFrom ?? null, stale: false, otherRun: !again && view !== null && !message.sameRun, ...looking, unit: unitLike(message.outcome, state.unit), marks: fitMarks(again ? state.marks : { ...initialMarks, snap: state.marks.snap }, session.trace), rows: before === null || before.outcome.uri === message.outcome.uri ? { ...state.rows, dropTop: null } : initialRows, reading: { ...state.reading, finding: again ? sameFinding(state, session) : -1 }, ...restored,
    highlight: state.highlightPath === null || state.highlightPath === '' ? null : findHighlight(session.trace, state.highlightPath),
  };
}

function afterProblem(problem: TraceProblem['problem'], savedFrom: string | null): Partial<AppState> {
  const key = savedFrom !== null ? 'saved.damaged' : problem === 'otherVersion' ? 'failed.otherVersion' : 'failed.damaged';
  return { running: null, failure: { text: text(key), path: null }, savedFrom };
}

/** The selected finding of the run before, if this one has it too. */
function sameFinding({ session, reading }: AppState, { outcome }: Session): number {
  const before = session === null ? undefined : findingsOf(session.outcome)[reading.finding];
  return before === undefined ? -1 : findFinding(outcome, before);
}

function isFit(state: AppState): boolean {
  const whole = fitRange(state.session === null ? 0 : recordedEnd(state.session.trace));
  return state.range.from <= whole.from && state.range.to >= whole.to;
}
