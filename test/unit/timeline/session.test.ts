import { describe, expect, it } from 'vitest';
import type { Trace } from '../../../server/src/trace/index';
import { encodeTrace, traceCounterKeys, traceInstantKeys, traceRowKinds, traceStateKeys } from '../../../server/src/trace/index';
import { lifeOf } from '../../../client/timeline/src/details/frame-life';
import { findHighlight } from '../../../server/src/picture/highlight';
import { nameTrace } from '../../../server/src/picture/names';
import { openSession } from '../../../client/timeline/src/session/session';
import { pageOf, spansInView } from '../../../client/timeline/src/table/span-table';
import { traceTexts } from '../../../server/src/simulation/wording/trace-texts';
import { emptyOutcome, smallSession, smallTrace } from './traces';

describe('a run made ready', () => {
  it('is read from bytes, or the bytes are refused', () => {
    const bytes = encodeTrace(smallTrace());
    const session = openSession(emptyOutcome(), bytes);
    expect('problem' in session ? session : session.trace.spans.count).toBe(7);
    const damaged = bytes.slice();
    damaged[20] = (damaged[20]! + 1) & 0xff;
    expect(openSession(emptyOutcome(), damaged)).toMatchObject({ problem: 'damaged' });
    expect(openSession(emptyOutcome(), new Uint8Array([1, 2, 3]))).toMatchObject({ problem: 'notATrace' });
  });

  it('knows its drops in order of time and the heights of its counters', () => {
    const session = smallSession();
    expect([...session.drops.times]).toEqual([300, 700]);
    expect(session.counterTops).toEqual([4]);
  });

  it('names everything a simulation writes', () => {
    for (const [group, keys] of [['row', traceRowKinds], ['state', traceStateKeys], ['instant', traceInstantKeys], ['counter', traceCounterKeys]] as const) {
      for (const key of keys) expect(traceTexts[`${group}.${key}`], `${group}.${key}`).toBeTypeOf('string');
    }
    for (const key of traceStateKeys) expect(traceTexts[`stateHelp.${key}`], key).toBeTypeOf('string');
    for (const key of traceInstantKeys) expect(traceTexts[`instantHelp.${key}`], key).toBeTypeOf('string');
  });

  it('takes the names that came with the outcome first, the routine\'s own before all', () => {
    const names = nameTrace(smallTrace(), { ...traceTexts, 'row.buffer': 'Puffer {index}', 'state.queued': 'in der Schlange' });
    expect(names.rows).toEqual(['PinProcess', 'Puffer 0', 'Puffer 1', 'Puffer 0']);
    expect(names.fullRows).toEqual(['video: PinProcess', 'video: Puffer 0', 'video: Puffer 1', 'preview: Puffer 0']);
    expect(names.fullCounters).toEqual(['video: Queue depth']);
    const alone = { ...smallTrace(), rows: smallTrace().rows.slice(0, 3) };
    expect(nameTrace(alone, traceTexts).fullRows).toEqual(['PinProcess', 'Buffer 0', 'Buffer 1']);
    expect(names.states).toEqual(['running', 'in der Schlange', 'in application']);
    const [row] = smallTrace().rows;
    const circuit: Trace = {
      ...smallTrace(), rows: [{ ...row!, kind: 'peer', label: 'source', path: '/Connections/0/Peer' }, { ...row!, kind: 'peer', label: 'mixer', path: '/Connections/1/Peer' }],
      states: ['/Connections/1/Peer/Hold', '/Connections/0/Peer', '/Connections/10/Peer'].map((path) => ({ key: 'atPeer', basis: 'scenario', path })),
    };
    expect(nameTrace(circuit, traceTexts).states).toEqual(['at mixer', 'at source', 'at a peer']);
    expect(nameTrace(circuit, { ...traceTexts, 'state.atPeerNamed': 'bei {peer}' }).states[0]).toBe('bei mixer');
    expect(nameTrace({ ...smallTrace(), states: [{ key: 'toString', basis: 'assumed', path: '' }] }, {}).states).toEqual(['toString']);
  });
});

describe('what a JSON value configured', () => {
  const trace = smallTrace();

  it('is found by the value itself', () => {
    const found = findHighlight(trace, '/Simulations/0/Client/Hold');
    expect(found.states).toEqual([false, false, true]);
    expect(found.instants).toEqual([true]);
    expect(found.rows).toEqual([false, false, false, false]);
  });

  it('is found from inside the value, and from around it', () => {
    expect(findHighlight(trace, '/Simulations/0/Client/Hold/Minimum').states).toEqual([false, false, true]);
    const around = findHighlight(trace, '/Simulations/0/Client');
    expect(around.rows).toEqual([false, true, true, false]);
    expect(around.counters).toEqual([true]);
  });

  it('is nothing for a value that configured nothing; a name is not taken for the begin of another', () => {
    expect(findHighlight(trace, '/Device/Name').empty).toBe(true);
    expect(findHighlight(trace, '/Simulations/0/Client/Hol').empty).toBe(true);
  });
});

describe('a frame\'s life', () => {
  it('is every span and event of the frame in order of time', () => {
    const session = smallSession();
    expect(lifeOf(session, 0, 1).map((step) => [step.selection.kind, step.start, step.end])).toEqual([['span', 0, 100], ['span', 100, 500]]);
    expect(lifeOf(session, 3, 0).map((step) => [step.selection.kind, step.selection.row, step.start])).toEqual([['instant', 0, 300]]);
    expect(lifeOf(session, 99, 0)).toEqual([]);
  });
});

describe('the table', () => {
  it('holds the spans in view, row by row, in pages', () => {
    const session = smallSession();
    const all = spansInView(session, { from: 0, to: 1000 }, null);
    expect(all.count).toBe(7);
    expect(pageOf(all, 0, 3).map((entry) => entry.index)).toEqual([0, 1, 2]);
    expect(pageOf(all, 3, 3).map((entry) => [entry.row, entry.index])).toEqual([[1, 3], [2, 4], [2, 5]]);
    expect(pageOf(all, 6, 3).map((entry) => entry.row)).toEqual([3]);
    const some = spansInView(session, { from: 520, to: 580 }, 1);
    expect(some.count).toBe(0);
    expect(spansInView(session, { from: 450, to: 650 }, 1).count).toBe(2);
  });
});
