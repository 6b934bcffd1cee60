import { describe, expect, it } from 'vitest';
import type { Skyline } from '../../../server/src/picture/skyline';
import { beginSkyline } from '../../../server/src/picture/skyline';
import { subjectOf } from '../../../server/src/picture/index';
import { addRow, addState, createTraceRecorder, finishTrace, recordSpan } from '../../../server/src/trace/index';
import { smallSession } from './traces';

function skylineOf(columns: number, rowsAtOnce: number): Skyline {
  const work = beginSkyline(smallSession(), columns);
  for (;;) {
    const skyline = work.advance(rowsAtOnce);
    if (skyline !== null) return skyline;
  }
}

describe('the strip of the whole run', () => {
  it('shows which share of the buffers was in each state, and nothing of other rows', () => {
    const { trace } = smallSession();
    const skyline = skylineOf(10, 1);
    const share = (column: number, key: string): number => skyline.shares[column * skyline.states + trace.states.findIndex((state) => state.key === key)]!;
    // Three buffers: one queued for the first 100 ns, one all the time, and one empty span.
    expect(share(0, 'queued')).toBeCloseTo(2 / 3, 5);
    expect(share(0, 'inApplication')).toBe(0);
    expect(share(3, 'inApplication')).toBeCloseTo(2 / 3, 5);
    expect(share(3, 'queued')).toBeCloseTo(1 / 3, 5);
    expect(share(5, 'inApplication')).toBeCloseTo(1 / 3, 5);
    for (let column = 0; column < 10; column += 1) expect(share(column, 'running')).toBe(0);
  });

  it('does not depend on how it is divided into steps', () => expect(skylineOf(37, 1).shares).toEqual(skylineOf(37, 100).shares));

  it('is of all rows where there are no buffers, and of nothing where there is nothing', () => {
    const recorder = createTraceRecorder();
    const state = addState(recorder, { key: 'running', basis: 'documented', path: '' });
    const row = addRow(recorder, { kind: 'callback', label: 'Process', index: 0, group: '', path: '' });
    recordSpan(recorder, row, state, 0, 500, -1);
    const subject = subjectOf(finishTrace(recorder, { label: '', seed: 1, fingerprint: '0', duration: 1000 }), {});
    expect(beginSkyline(subject, 2).advance(1)?.shares).toEqual(Float32Array.of(1, 0));
    const empty = subjectOf(finishTrace(createTraceRecorder(), { label: '', seed: 1, fingerprint: '0', duration: 0 }), {});
    expect(beginSkyline(empty, 3).advance(1)).toMatchObject({ columns: 3, states: 0 });
  });
});
