import { describe, expect, it } from 'vitest';
import { sessionOf } from '../../../client/timeline/src/session/session';
import type { Session } from '../../../client/timeline/src/session/session';
import { reselect } from '../../../client/timeline/src/state/reselect';
import { addInstantKind, addRow, addState, createTraceRecorder, finishTrace, recordInstant, recordSpan } from '../../../server/src/trace/index';
import { emptyOutcome } from './traces';

interface Plan { readonly rows: readonly string[]; readonly spans: readonly (readonly [row: string, state: string, start: number, end: number, frame: number])[]; readonly drops?: readonly (readonly [row: string, time: number])[] }

function session({ rows, spans, drops = [] }: Plan): Session {
  const recorder = createTraceRecorder();
  const rowIds = new Map(rows.map((label) => [label, addRow(recorder, { kind: 'buffer', label, index: 0, group: 'pin', path: '' })]));
  const stateIds = new Map([...new Set(spans.map(([, state]) => state))].map((key) => [key, addState(recorder, { key, basis: 'documented', path: '' })]));
  const dropped = addInstantKind(recorder, { key: 'dropped', basis: 'documented', path: '' });
  for (const [row, state, start, end, frame] of spans) recordSpan(recorder, rowIds.get(row)!, stateIds.get(state)!, start, end, frame);
  for (const [row, time] of drops) recordInstant(recorder, rowIds.get(row)!, dropped, time, -1);
  return sessionOf(emptyOutcome(), finishTrace(recorder, { label: 'run', seed: 1, fingerprint: '00000000000000bb', duration: 1000 }));
}

const before = session({ rows: ['a', 'b'], spans: [['a', 'queued', 0, 10, 0], ['b', 'queued', 0, 20, 1], ['b', 'held', 20, 50, 1], ['b', 'queued', 50, 60, 1], ['b', 'busy', 70, 80, -1]], drops: [['b', 15]] });
const chosen = (index: number) => ({ kind: 'span' as const, row: 1, index });

describe('what is selected in the run before', () => {
  it('is selected in the next one though rows came in between, and though it is later', () => {
    const after = session({ rows: ['a', 'new', 'b'], spans: [['a', 'queued', 0, 10, 0], ['b', 'queued', 0, 25, 1], ['b', 'held', 25, 70, 1], ['b', 'queued', 70, 80, 1], ['b', 'busy', 85, 95, -1]], drops: [['b', 15]] });
    expect(reselect(before, chosen(2), after)).toEqual({ kind: 'span', row: 2, index: 2 });
    expect(reselect(before, chosen(1), after)).toEqual({ kind: 'span', row: 2, index: 1 });
    // Of two the one that is nearer in time.
    expect(reselect(before, chosen(3), after)).toEqual({ kind: 'span', row: 2, index: 3 });
    // Without a frame its time is all that is known of it.
    expect(reselect(before, chosen(4), after)).toBeNull();
    expect(reselect(before, { kind: 'instant', row: 1, index: 0 }, after)).toEqual({ kind: 'instant', row: 2, index: 0 });
  });

  it('is not, where there is nothing like it', () => {
    const after = session({ rows: ['b'], spans: [['b', 'queued', 0, 20, 7], ['b', 'busy', 71, 80, -1]] });
    expect(reselect(before, chosen(1), after)).toBeNull();
    expect(reselect(before, { kind: 'span', row: 0, index: 0 }, after)).toBeNull();
    expect(reselect(before, { kind: 'instant', row: 1, index: 0 }, after)).toBeNull();
    expect(reselect(before, null, after)).toBeNull();
  });

  it('is the same in the same run', () => {
    for (let index = 1; index < 5; index += 1) expect(reselect(before, chosen(index), before)).toEqual(chosen(index));
  });
});
