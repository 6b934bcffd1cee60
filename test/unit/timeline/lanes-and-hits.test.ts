import { describe, expect, it } from 'vitest';
import { hitAt } from '../../../server/src/picture/view/hit';
import { groupAt, laneAt, laneMetrics, layoutLanes } from '../../../server/src/picture/view/lane-layout';
import { smallSession, smallTrace } from './traces';

const metrics = { group: 20, row: 10, counter: 15 };
const names = smallTrace();

describe('rows and counters', () => {
  const layout = layoutLanes(names, metrics);

  it('lie under their pins: what the driver does, counters, buffers', () => {
    const described = layout.lanes.map((lane) => lane.kind === 'group' ? lane.group : lane.kind === 'row' ? `${names.rows[lane.row]!.kind} ${lane.row}` : `counter ${lane.counter}`);
    expect(described).toEqual(['video', 'callback 0', 'counter 0', 'buffer 1', 'buffer 2', 'preview', 'buffer 3']);
    expect(layout.lanes.map((lane) => lane.top)).toEqual([0, 20, 30, 45, 55, 65, 85]);
    expect(layout.height).toBe(95);
    expect(layout.laneOfRow).toEqual([1, 3, 4, 6]);
  });

  it('are found by height', () => {
    expect([-1, 0, 19.9, 20, 44, 94.9, 95].map((y) => laneAt(layout, y))).toEqual([-1, 0, 0, 1, 2, 6, -1]);
    expect([0, 64, 65, 90].map((y) => groupAt(layout, y)?.group)).toEqual(['video', 'video', 'preview', 'preview']);
  });

  it('grow with the font', () => {
    expect(laneMetrics(13).row).toBe(22);
    expect(laneMetrics(26).row).toBe(44);
  });
});

describe('pointing at the picture', () => {
  const session = smallSession();
  const layout = layoutLanes(session.trace, metrics);
  // 1000 ns on 1000 pixels, right of 100 pixels of names; the axis takes 40, its lower 12 are for drops.
  const geometry = { gutter: 100, axis: 40, dropLine: 12, findingLine: 0, width: 1100, scrollTop: 0 };
  const range = { from: 0, to: 1000 };
  const at = (x: number, y: number, scrollTop = 0) => hitAt(session, layout, { ...geometry, scrollTop }, range, x, y);
  const firstBuffer = 40 + 45 + 5;

  it('finds the span under the pointer', () => {
    const hit = at(100 + 250, firstBuffer);
    expect(hit).toMatchObject({ area: 'plot', time: 250, instant: -1 });
    expect(session.trace.spans.start[hit.span]).toBe(100);
    expect(hit.lane).toMatchObject({ kind: 'row', row: 1 });
  });

  it('finds nothing in a gap but what is a few pixels away', () => {
    expect(at(100 + 550, firstBuffer).span).toBe(-1);
    expect(session.trace.spans.start[at(100 + 598, firstBuffer).span]).toBe(600);
    expect(session.trace.spans.start[at(100 + 502, firstBuffer).span]).toBe(100);
  });

  it('finds a span without length', () => {
    const hit = at(100 + 51, firstBuffer + 10);
    expect(session.trace.spans.end[hit.span]).toBe(50);
  });

  it('finds instants on their row and on the line of drops', () => {
    expect(session.trace.instants.time[at(100 + 304, 40 + 25).instant]).toBe(300);
    expect(at(100 + 320, 40 + 25).instant).toBe(-1);
    expect(at(100 + 697, 35)).toMatchObject({ area: 'drops', lane: null });
    expect(session.trace.instants.time[at(100 + 697, 35).instant]).toBe(700);
    expect(at(100 + 697, 10)).toMatchObject({ area: 'axis', instant: -1 });
  });

  it('knows the names from the plot, scrolling, and the ends of the run', () => {
    expect(at(50, firstBuffer)).toMatchObject({ area: 'names', span: -1 });
    expect(at(350, firstBuffer - 20, 20).lane).toMatchObject({ row: 1 });
    expect(at(5000, firstBuffer).time).toBe(1000);
    expect(at(350, 40 + 94 + 5).lane).toBeNull();
  });
});
