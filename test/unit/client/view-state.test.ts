import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readViewState, viewForRun } from '../../../client/src/features/timeline/view-state';
import type { TimelineViewState } from '../../../server/src/protocol/index';

const view: TimelineViewState = { version: 1, uri: 'file:///a.avstream.json', scenario: '30 fps', seed: 7, fingerprint: 'aa', from: 0, to: 1e9, scrollTop: 12, cursor: null, selection: { row: 3, start: 500 } };

describe('the view a panel keeps across a reload', () => {
  it('survives the way through JSON', () => {
    expect(readViewState(JSON.parse(JSON.stringify(view)))).toEqual(view);
  });

  it.each([
    undefined, null, 'text', 5, [], {}, { ...view, version: 2 }, { ...view, uri: 1 }, { ...view, scenario: null }, { ...view, seed: '7' },
    { ...view, from: Number.NaN }, { ...view, to: Number.POSITIVE_INFINITY }, { ...view, cursor: 'here' }, { ...view, scrollTop: null },
  ])('is refused when it is %j', (value) => {
    expect(readViewState(value)).toBeUndefined();
  });

  it('loses only its selection when that is damaged', () => {
    expect(readViewState({ ...view, selection: { row: '3' } })).toEqual({ ...view, selection: null });
  });

  it('is read from anything without an exception', () => {
    fc.assert(fc.property(fc.anything(), (value) => { readViewState(value); }));
  });
});

describe('the view a run is shown with', () => {
  it('is the one kept, when document and scenario are the same, and says whether the run is too', () => {
    expect(viewForRun(view, { ...view })).toEqual({ view, sameRun: true });
    expect(viewForRun(view, { ...view, fingerprint: 'bb' })).toEqual({ view, sameRun: false });
  });

  it('is none for another scenario or document', () => {
    expect(viewForRun(view, { ...view, scenario: '60 fps' })).toEqual({ view: null, sameRun: true });
    expect(viewForRun(view, { ...view, uri: 'file:///b.avstream.json' })).toEqual({ view: null, sameRun: true });
    expect(viewForRun(undefined, view)).toEqual({ view: null, sameRun: true });
  });
});
