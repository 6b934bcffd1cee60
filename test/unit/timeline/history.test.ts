import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { History, LookedAt } from '../../../client/timeline/src/state/history';
import { emptyHistory, keepHistory, recordView, stepHistory } from '../../../client/timeline/src/state/history';
import { createStore, initialState } from '../../../client/timeline/src/state/app-state';
import { sessionOf } from '../../../client/timeline/src/session/session';
import { emptyOutcome, smallSession, smallTrace } from './traces';

const at = (from: number, scrollTop = 0): LookedAt => ({ range: { from, to: from + 10 }, scrollTop, selection: null });

describe('the history of views', () => {
  it('goes back and forward through what was recorded, like a list with a finger on it', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom('back', 'forward')), { maxLength: 300 }), (steps) => {
      let history: History = emptyHistory;
      let list: number[] = [];
      let finger = -1;
      for (const step of steps) {
        if (typeof step === 'number') {
          history = recordView(history, at(step));
          if (list[finger] !== step) {
            list = [...list.slice(0, finger + 1), step].slice(-101);
            finger = list.length - 1;
          }
        } else {
          const next = stepHistory(history, step === 'back' ? -1 : 1);
          const to = finger + (step === 'back' ? -1 : 1);
          const isThere = finger >= 0 && to >= 0 && to < list.length;
          expect(next !== null).toBe(isThere);
          if (next === null) continue;
          history = next;
          finger = to;
        }
        expect(history.present?.range.from).toBe(list[finger]);
        expect(history.past.length).toBe(finger);
        expect(history.future.length).toBe(list.length - 1 - finger);
      }
    }));
  });

  it('does not take a fraction of a pixel for another view', () => {
    const history = recordView(recordView(emptyHistory, at(0)), at(0, 0.5));
    expect(history.past).toEqual([]);
  });
});

describe('keeping it', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });
  const opened = () => {
    const store = createStore(initialState);
    const keeper = keepHistory(store);
    store.update({ session: smallSession(), range: { from: 0, to: 1000 } });
    return { store, keeper };
  };

  it('takes what moves on as one motion, and what rests as a view', () => {
    const { store, keeper } = opened();
    for (let step = 1; step <= 20; step += 1) {
      store.update({ range: { from: step, to: 500 } });
      vi.advanceTimersByTime(100);
    }
    vi.advanceTimersByTime(400);
    store.update({ range: { from: 100, to: 200 } });
    vi.advanceTimersByTime(400);
    expect(keeper.step(-1)).toBe(true);
    expect(store.get().range).toEqual({ from: 20, to: 500 });
    expect(keeper.step(-1)).toBe(true);
    expect(store.get().range).toEqual({ from: 0, to: 1000 });
    expect(keeper.step(-1)).toBe(false);
    expect(keeper.step(1)).toBe(true);
    vi.advanceTimersByTime(1000);
    expect(keeper.step(1)).toBe(true);
    expect(store.get().range).toEqual({ from: 100, to: 200 });
    expect(keeper.step(1)).toBe(false);
  });

  it('comes back from a motion that has not come to rest', () => {
    const { store, keeper } = opened();
    store.update({ range: { from: 10, to: 20 }, selection: { kind: 'span', row: 0, index: 0 } });
    expect(keeper.step(-1)).toBe(true);
    expect(store.get()).toMatchObject({ range: { from: 0, to: 1000 }, selection: null });
    expect(keeper.step(1)).toBe(true);
    expect(store.get()).toMatchObject({ range: { from: 10, to: 20 }, selection: { kind: 'span', row: 0, index: 0 } });
  });

  it('of the same scenario run again keeps the stretches, of another nothing', () => {
    const { store, keeper } = opened();
    store.update({ range: { from: 10, to: 200 }, selection: { kind: 'span', row: 0, index: 0 } });
    vi.advanceTimersByTime(400);
    store.update({ range: { from: 30, to: 400 } });
    vi.advanceTimersByTime(400);
    store.update({ session: sessionOf(emptyOutcome({ fingerprint: 'b' }), smallTrace()) });
    expect(keeper.step(-1)).toBe(true);
    expect(store.get()).toMatchObject({ range: { from: 10, to: 200 }, selection: null });
    store.update({ session: sessionOf(emptyOutcome({ scenario: 'another' }), smallTrace()) });
    expect(keeper.step(-1)).toBe(false);
  });
});
