import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arrangement } from '../../../server/src/picture/view/arrange-rows';
import { arrangeRows, keyOfCounter, keyOfRow, moveBefore, pinnedList, plainArrangement, rowModes } from '../../../server/src/picture/view/arrange-rows';
import type { LaneLayout } from '../../../server/src/picture/view/lane-layout';
import { coveredHeight, groupAt, laneAt, lanesInView, layoutLanes, stickPinned } from '../../../server/src/picture/view/lane-layout';
import { nameTrace } from '../../../server/src/picture/names';
import { traceTexts } from '../../../server/src/simulation/wording/trace-texts';
import type { Trace } from '../../../server/src/trace/index';
import { addCounter, addRow, createTraceRecorder, finishTrace } from '../../../server/src/trace/index';

const metrics = { group: 24, row: 20, counter: 30 };

/** Two pins and a circuit, with pointers. */
function graph(): Trace {
  const recorder = createTraceRecorder();
  const row = (group: string, kind: string, index = 0): number => addRow(recorder, { kind, label: '', index, group, path: '' });
  for (const group of ['video', 'preview']) {
    row(group, 'pinState');
    row(group, 'interrupt');
    row(group, 'buffer', 0);
    row(group, 'buffer', 1);
    addCounter(recorder, { key: 'queueDepth', unit: 'buffers', group, limit: null, path: '' });
  }
  row('circuit', 'allocator');
  row('circuit', 'buffer', 0);
  row('video', 'streamPointer', 0);
  row('video', 'streamPointer', 2);
  return finishTrace(recorder, { label: '', seed: 1, fingerprint: '', duration: 100 });
}

const trace = graph();
const rowKeys = trace.rows.map(keyOfRow);
const counterKeys = trace.counters.map(keyOfCounter);
const names = nameTrace(trace, traceTexts);
const arranged = (change: Partial<Arrangement> = {}) => arrangeRows(trace, { ...plainArrangement, ...change }, { names });
const listed = (change: Partial<Arrangement> = {}): string[] => arranged(change).sections.map(({ title, items }) => `${title}: ${items.map((item) => item.kind === 'row' ? names.rows[item.row] : names.counters[item.counter]).join(', ')}`);

describe('rows are grouped', () => {
  it('by pin, as drivers are described', () => {
    expect(listed()).toEqual([
      'video: Pin state, Interrupt and DPC, Queue depth, Buffer 0, Buffer 1', 'preview: Pin state, Interrupt and DPC, Queue depth, Buffer 0, Buffer 1', 'circuit: Allocator, Buffer 0',
    ]);
  });

  it('by buffer, by allocator with whose memory it is, and by stream pointer', () => {
    expect(listed({ mode: 'buffer' })).toEqual(['video: Buffer 0, Buffer 1', 'preview: Buffer 0, Buffer 1', 'circuit: Buffer 0']);
    const memory = new Map([['circuit', 'the allocator of "encoder"'], ['video', 'the buffers of the client']]);
    expect(arrangeRows(trace, { ...plainArrangement, mode: 'allocator' }, { memory }).sections.map(({ title, items }) => [title, items.length])).toEqual([
      ['the buffers of the client · video', 2], ['preview', 2], ['the allocator of "encoder" · circuit', 2],
    ]);
    expect(listed({ mode: 'pointer' })).toEqual(['video: Leading edge, Clone 1']);
  });

  it('by pin again where the run does not tell of stream pointers', () => {
    const without: Trace = { ...trace, rows: trace.rows.filter(({ kind }) => kind !== 'streamPointer') };
    expect(arrangeRows(without, { ...plainArrangement, mode: 'pointer' }).mode).toBe('pin');
  });
});

describe('rows are filtered', () => {
  it('by all the words, in names and groups, and tell how many of how many', () => {
    expect(listed({ filter: 'buffer PREVIEW' })).toEqual(['preview: Buffer 0, Buffer 1']);
    expect(arranged({ filter: 'buffer preview' })).toMatchObject({ passing: 2, all: 12 });
    expect(arranged({ filter: 'nothing like it' })).toMatchObject({ passing: 0, sections: [] });
  });

  it('what is found is not left collapsed, and what is pinned stays', () => {
    const { sections, pinned } = arranged({ filter: 'buffer', collapsed: ['pin:video'], pinned: [rowKeys[0]!] });
    expect(sections.map(({ collapsed }) => collapsed)).toEqual([false, false, false]);
    expect(pinned.map(({ key }) => key)).toEqual([rowKeys[0]]);
  });
});

describe('rows are moved', () => {
  it('within their group, before another one or to its end', () => {
    const { lists } = arranged();
    const moved = moveBefore(plainArrangement, 'pin:video', lists.get('pin:video')!, rowKeys[3]!, rowKeys[1]!);
    expect(listed(moved)[0]).toBe('video: Pin state, Buffer 1, Interrupt and DPC, Queue depth, Buffer 0');
    expect(listed(moveBefore(moved, 'pin:video', arranged(moved).lists.get('pin:video')!, rowKeys[0]!, null))[0]).toBe('video: Buffer 1, Interrupt and DPC, Queue depth, Buffer 0, Pin state');
    expect(listed(moved)[1]).toBe(listed()[1]);
  });

  it('as whole groups, and among the pinned ones', () => {
    expect(listed(moveBefore(plainArrangement, 'pin', arranged().lists.get('pin')!, 'circuit', 'video')).map((line) => line.split(':')[0])).toEqual(['circuit', 'video', 'preview']);
    const pinned = [rowKeys[0]!, rowKeys[2]!];
    expect(moveBefore({ ...plainArrangement, pinned }, pinnedList, pinned, rowKeys[2]!, rowKeys[0]!).pinned).toEqual([rowKeys[2], rowKeys[0]]);
  });

  it('and what a later run has beside stands behind what it stands behind by nature', () => {
    const order = { 'pin:video': [rowKeys[3]!, rowKeys[0]!] };
    expect(listed({ order })[0]).toBe('video: Buffer 1, Pin state, Interrupt and DPC, Queue depth, Buffer 0');
  });
});

const everyKey = [...rowKeys, ...counterKeys, 'of\nanother\nrun'];
const lists = ['pin', 'buffer', 'allocator', 'pointer', ...rowModes.flatMap((mode) => ['video', 'preview', 'circuit'].map((group) => `${mode}:${group}`))];
const arrangements = fc.record({
  mode: fc.constantFrom(...rowModes), pinned: fc.uniqueArray(fc.constantFrom(...everyKey)), hidden: fc.uniqueArray(fc.constantFrom(...everyKey)),
  collapsed: fc.uniqueArray(fc.constantFrom(...lists)), filter: fc.constantFrom('', '', 'buffer', 'video', 'x'),
  order: fc.dictionary(fc.constantFrom(...lists), fc.uniqueArray(fc.constantFrom(...everyKey, 'video', 'preview', 'circuit'))),
});

const rowsOf = (layout: LaneLayout): number[] => layout.lanes.flatMap((lane) => lane.kind === 'row' ? [lane.row] : lane.kind === 'group' && lane.collapsed ? lane.rows : []);

describe('any arrangement', () => {
  it('shows every row of its mode exactly once unless it is hidden or does not pass the filter, and the same order each time', () => {
    fc.assert(fc.property(arrangements, (arrangement) => {
      const rows = arrangeRows(trace, arrangement, { names });
      const layout = layoutLanes(trace, metrics, rows);
      const shown = rowsOf(layout);
      expect(new Set(shown).size).toBe(shown.length);
      trace.rows.forEach((row, index) => {
        const ofMode = { pin: row.kind !== 'streamPointer', buffer: row.kind === 'buffer', allocator: ['buffer', 'allocator'].includes(row.kind), pointer: row.kind === 'streamPointer' }[arrangement.mode];
        const passes = `${row.group} ${names.rows[index]!}`.toLowerCase().includes(arrangement.filter);
        const expected = !arrangement.hidden.includes(rowKeys[index]!) && (arrangement.pinned.includes(rowKeys[index]!) || (ofMode && passes));
        expect(shown.includes(index), rowKeys[index]).toBe(expected);
        expect(layout.laneOfRow[index]! >= 0).toBe(expected);
      });
      expect(rowsOf(layoutLanes(trace, metrics, arrangeRows(trace, arrangement, { names })))).toEqual(shown);
    }));
  });

  it('keeps the order a list was put in', () => {
    fc.assert(fc.property(arrangements, (arrangement) => {
      for (const { list, items } of arrangeRows(trace, arrangement, { names }).sections) {
        const ranks = items.map(({ key }) => arrangement.order[list]?.indexOf(key) ?? -1).filter((rank) => rank >= 0);
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      }
    }));
  });

  it('lies without gaps, and each point belongs to the lane that is drawn there', () => {
    fc.assert(fc.property(arrangements, fc.nat(300), fc.integer({ min: 60, max: 400 }), (arrangement, scroll, room) => {
      const plain = layoutLanes(trace, metrics, arrangeRows(trace, arrangement, { names }));
      expect(plain.lanes.reduce((top, lane) => {
        expect(lane.top).toBe(top);
        return top + lane.height;
      }, 0)).toBe(plain.height);
      const scrollTop = Math.max(0, Math.min(scroll, plain.height - room));
      const layout = stickPinned(plain, scrollTop, room);
      expect(stickPinned(layout, 0, room).lanes).toEqual(plain.lanes);
      const seen = lanesInView(layout, scrollTop, room);
      for (let y = scrollTop; y < Math.min(scrollTop + room, plain.height); y += 7) {
        // What comes last is drawn above.
        const drawn = [...seen].reverse().find((lane) => y >= lane.top && y < lane.top + lane.height);
        expect(layout.lanes[laneAt(layout, y)]).toBe(drawn);
      }
      const covered = coveredHeight(layout, scrollTop);
      expect(covered === 0 || covered === plain.pinnedHeight).toBe(true);
      if (covered > 0) expect(seen.filter(({ pinned }) => pinned).map(({ key }) => key)).toEqual(layout.lanes.slice(0, layout.pinnedCount).map(({ key }) => key));
      const group = groupAt(layout, scrollTop + covered);
      if (group !== null) expect(group.top).toBeLessThanOrEqual(Math.max(plain.pinnedHeight, scrollTop + covered));
    }));
  });
});
