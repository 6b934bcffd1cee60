import type { Trace } from '../trace/index';

/** What of a trace one JSON value configured; in the order of the trace's own lists. */
export interface Highlight {
  readonly path: string;
  readonly rows: readonly boolean[];
  readonly states: readonly boolean[];
  readonly instants: readonly boolean[];
  readonly counters: readonly boolean[];
  readonly empty: boolean;
}

/**
 * Finds what the value at `path` configured. The value itself decides, then what lies inside it, then the nearest value around it that
 * configured anything: so the editor's cursor may stand on `Hold/Minimum` or on the whole client.
 */
export function findHighlight(trace: Trace, path: string): Highlight {
  const all = [...trace.rows, ...trace.states, ...trace.instantKinds, ...trace.counters].map((item) => item.path).filter((candidate) => candidate !== '');
  const inside = (candidate: string, around: string): boolean => candidate.startsWith(`${around}/`);
  let matches = (candidate: string): boolean => candidate === path;
  if (!all.some(matches)) {
    if (all.some((candidate) => inside(candidate, path))) {
      matches = (candidate) => inside(candidate, path);
    } else {
      const nearest = all.filter((candidate) => inside(path, candidate)).reduce((longest, candidate) => candidate.length > longest.length ? candidate : longest, '');
      matches = (candidate) => nearest !== '' && candidate === nearest;
    }
  }
  const mark = (items: readonly { readonly path: string }[]): boolean[] => items.map((item) => item.path !== '' && matches(item.path));
  const rows = mark(trace.rows);
  const states = mark(trace.states);
  const instants = mark(trace.instantKinds);
  const counters = mark(trace.counters);
  return { path, rows, states, instants, counters, empty: ![rows, states, instants, counters].some((list) => list.includes(true)) };
}
