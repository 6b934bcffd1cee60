import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromArchive, toArchive } from '../../../client/src/saved-runs/saved-run';
import { isSavedOutcome } from '../../../client/src/saved-runs/outcome-shape';
import { writeArchive } from '../../../server/src/trace/archive';
import { encodeTrace } from '../../../server/src/trace/index';
import { emptyOutcome, smallTrace } from '../timeline/traces';

const trace = encodeTrace(smallTrace());
const full = emptyOutcome({
  uri: 'file:///c%3A/Users/someone/driver/capture.avstream.json', traceTexts: { 'row.buffer': 'Buffer {index}' },
  figures: [{ key: 'dropped', label: 'Dropped', value: '2', path: '' }], drops: [{ key: 'cancelled', text: 'It was.', path: '/a', count: 2, firstTime: 3, firstFrame: 1 }],
  assumptions: [{ key: 'a', text: 'b', path: '', basis: 'assumed', value: 'c', source: '', decided: false }], findings: [{ key: 'a', text: 'b', path: '', code: null, severity: 'info', time: 1 }],
  queues: [{ pin: 'video', time: 1, text: 'Queue' }], periods: [{ label: 'video', period: 33 }], overrides: [{ pointer: '/Simulations/0/Seed', value: 7 }],
});

/** Every value inside, by its path. */
function paths(value: unknown, at: readonly string[] = []): string[][] {
  return [[...at], ...(typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => paths(inner, [...at, key])) : [])];
}

function withValue(value: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value as unknown[]] : { ...value as object };
  (copy as Record<string, unknown>)[key] = withValue((value as Record<string, unknown>)[key], rest, replacement);
  return copy;
}

describe('a saved run', () => {
  it('comes back with the file in place of the document, and tells nothing of the machine it was saved on', () => {
    const bytes = toArchive({ outcome: full, trace, descriptor: 'driver/capture.avstream.json' });
    expect(fromArchive(bytes, 'file:///elsewhere/run.avtrace')).toEqual({ outcome: { ...full, uri: 'file:///elsewhere/run.avtrace' }, trace, descriptor: 'driver/capture.avstream.json' });
    expect(new TextDecoder().decode(bytes)).not.toContain('someone');
  });

  it('is refused when any of its values is of another kind', () => {
    for (const path of paths(full)) {
      if (path[0] === 'uri') continue;
      for (const wrong of [Symbol.iterator, 7n]) expect(isSavedOutcome(withValue(full, path, wrong)), path.join('/')).toBe(false);
    }
  });

  it('without an outcome, or of nothing that is one, is damaged', () => {
    for (const description of [null, 3, {}, { descriptor: 'a' }, { descriptor: 3, outcome: full }, { descriptor: 'a', outcome: [] }, { descriptor: 'a', outcome: { ...full, figures: [null] } }]) {
      expect(fromArchive(writeArchive(description, trace), 'x:')).toEqual({ problem: 'damaged' });
    }
    fc.assert(fc.property(fc.jsonValue(), (description) => { expect(fromArchive(writeArchive(description, trace), 'x:')).toEqual({ problem: 'damaged' }); }));
  });

  it('of a later version may hold more', () => {
    const bytes = writeArchive({ descriptor: 'a', outcome: { ...full, further: { all: 'news' } }, more: 1 }, trace);
    expect(fromArchive(bytes, 'x:')).not.toHaveProperty('problem');
  });
});
