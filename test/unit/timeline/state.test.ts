import { describe, expect, it } from 'vitest';
import { encodeTrace } from '../../../server/src/trace/index';
import type { AppState } from '../../../client/timeline/src/state/app-state';
import { initialState, keepState } from '../../../client/timeline/src/state/app-state';
import { stateAfter } from '../../../client/timeline/src/state/messages';
import { applyView, findSelection, readKept } from '../../../client/timeline/src/state/restore';
import { cutTrace, emptyOutcome, smallSession, smallTrace } from './traces';

const session = smallSession();
const shown: AppState = { ...initialState, session, range: { from: 100, to: 300 }, cursor: 250, scrollTop: 12, selection: { kind: 'span', row: 1, index: 2 }, tab: 'table', requestedSeed: 5 };

describe('what is kept', () => {
  it('comes back as it was after a reload', () => {
    const kept = readKept(JSON.parse(JSON.stringify(keepState(shown))));
    expect(kept).toMatchObject({ from: 100, to: 300, cursor: 250, scrollTop: 12, selection: { row: 1, start: 100 }, tab: 'table', requestedSeed: 5 });
    expect(applyView(session, kept!)).toEqual({ range: { from: 100, to: 300 }, scrollTop: 12, cursor: 250, selection: { kind: 'span', row: 1, index: 2 } });
  });

  it('is nothing before there is a run, and nothing of what is not ours', () => {
    expect(keepState(initialState)).toBeNull();
    for (const foreign of [null, undefined, 3, 'x', [], {}, { version: 2 }, { ...keepState(shown), from: 'x' }, { ...keepState(shown), to: Number.NaN }]) expect(readKept(foreign)).toBeNull();
  });

  it('survives a run that no longer has what was looked at', () => {
    expect(findSelection(session, { row: 99, start: 0 })).toBeNull();
    expect(findSelection(session, { row: 1.5, start: 0 })).toBeNull();
    expect(findSelection(session, { row: 1, start: 101 })).toBeNull();
    expect(applyView(session, { ...keepState(shown)!, from: 5000, to: 9000, cursor: 1e9 })).toMatchObject({ range: { from: 0, to: 1000 }, cursor: 1000 });
  });
});

describe('messages of the extension', () => {
  const trace = encodeTrace(smallTrace());
  const outcome = emptyOutcome();

  it('a first run is shown whole', () => {
    expect(stateAfter({ type: 'outcome', outcome, trace, view: null, sameRun: true }, initialState, null)).toMatchObject({ range: { from: 0, to: 1000 }, selection: null, otherRun: false, failure: null });
  });

  it('of a run that was recorded in part, that part is shown first, and again when the whole was on show', () => {
    const message = { type: 'outcome', outcome, trace: encodeTrace(cutTrace()), view: null, sameRun: true } as const;
    const first = stateAfter(message, initialState, null);
    expect(first).toMatchObject({ range: { from: 0, to: 1000 } });
    expect(stateAfter(message, { ...initialState, ...first }, null)).toMatchObject({ range: { from: 0, to: 1000 } });
    expect(stateAfter(message, { ...initialState, ...first, range: { from: 500, to: 5_000 } }, null)).toMatchObject({ range: { from: 500, to: 5_000 } });
  });

  it('the same scenario once more leaves the view where it is', () => {
    const changed = stateAfter({ type: 'outcome', outcome, trace, view: keepState(shown), sameRun: false }, shown, null);
    expect(changed).toMatchObject({ range: { from: 100, to: 300 }, cursor: 250, selection: { kind: 'span', row: 1, index: 2 }, otherRun: false });
  });

  it('after a reload the view is restored, and said when the run is another', () => {
    const view = keepState(shown)!;
    const same = stateAfter({ type: 'outcome', outcome, trace, view, sameRun: true }, initialState, view);
    expect(same).toMatchObject({ range: { from: 100, to: 300 }, otherRun: false, tab: 'table', requestedSeed: 5 });
    expect(stateAfter({ type: 'outcome', outcome, trace, view, sameRun: false }, initialState, view).otherRun).toBe(true);
  });

  it('bytes that arrive as a bare buffer are read too, damaged ones are said to be', () => {
    const buffer = trace.slice().buffer as unknown as Uint8Array;
    expect(stateAfter({ type: 'outcome', outcome, trace: buffer, view: null, sameRun: true }, initialState, null).session?.trace.spans.count).toBe(7);
    const damaged = stateAfter({ type: 'outcome', outcome, trace: trace.slice(0, 40), view: null, sameRun: true }, shown, null);
    expect(damaged.failure?.text).toContain('damaged');
    expect(damaged.session).toBeUndefined();
  });

  it('running, failed, stale and highlight change only what they are about', () => {
    expect(stateAfter({ type: 'running', scenario: 'a', progress: 0.5, virtualTime: 7 }, { ...shown, failure: { text: 'x', path: null } }, null)).toEqual({ running: { scenario: 'a', progress: 0.5, virtualTime: 7 }, failure: null });
    expect(stateAfter({ type: 'failed', text: 'no', path: '/a' }, shown, null)).toEqual({ running: null, failure: { text: 'no', path: '/a' } });
    expect(stateAfter({ type: 'stale', stale: true }, shown, null)).toEqual({ stale: true });
    expect(stateAfter({ type: 'highlight', path: '/Simulations/0/Client/Hold' }, shown, null).highlight?.states).toEqual([false, false, true]);
    expect(stateAfter({ type: 'highlight', path: null }, shown, null).highlight).toBeNull();
  });
});
