import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { firstConfigured } from '../../../client/timeline/src/state/first-configured';
import { modelOf, parseTree, pointerOf, nodeAtOffset, resolvePointer } from '../../../server/src/document/index';
import { findHighlight } from '../../../server/src/picture/index';
import { compileScenario, createSimulation, simulationsOf } from '../../../server/src/simulation/index';
import type { Trace } from '../../../server/src/trace/index';

/** Kinds of rows that were met over all samples. */
const met = new Set<string>();

const samples = readdirSync('samples').flatMap((file) => {
  const text = readFileSync(`samples/${file}`, 'utf8');
  return simulationsOf(modelOf(parseTree(text))).map((_, index) => ({ file, text, index }));
});

function traceOf(text: string, index: number): Trace {
  const model = modelOf(parseTree(text));
  const compiled = compileScenario(model, simulationsOf(model)[index]!, index);
  if (compiled.kind !== 'scenario') throw new Error(compiled.problem.key);
  const simulation = createSimulation({ ...compiled.scenario, recordStreamPointers: true }, compiled.seed);
  while (!simulation.advance(100_000).done) { /* goes on */ }
  return simulation.result().trace;
}

describe.each(samples)('$file $index', ({ text, index }) => {
  const trace = traceOf(text, index);
  const tree = parseTree(text);
  const { spans, instants } = trace;

  it('every row leads to a value of the descriptor, by itself or by what is on it, and that value leads back', () => {
    trace.rows.forEach((row, at) => {
      met.add(row.kind);
      const states = new Set(spans.state.slice(spans.offsets[at], spans.offsets[at + 1]));
      const kinds = new Set(instants.kind.slice(instants.offsets[at], instants.offsets[at + 1]));
      const paths = [row.path, ...[...states].map((state) => trace.states[state]!.path), ...[...kinds].map((kind) => trace.instantKinds[kind]!.path)].filter((path) => path !== '');
      const named = `${row.kind} ${row.label} ${row.index} of ${row.group}`;
      // A call whose routine nobody named is configured by nothing.
      if (states.size + kinds.size > 0 && row.kind !== 'callback') expect(paths.length, named).toBeGreaterThan(0);
      for (const path of paths) {
        const node = resolvePointer(tree, path);
        expect(node, `${named}: ${path}`).not.toBe(-1);
        // The editor's cursor in the value gives the path again, as the language server does.
        const inside = pointerOf(tree, nodeAtOffset(tree, tree.start[node]!, true));
        expect(inside === path || inside.startsWith(`${path}/`) || path.startsWith(inside), `${named}: ${path} and ${inside}`).toBe(true);
        const highlight = findHighlight(trace, path);
        expect(highlight.empty, path).toBe(false);
        expect(row.path === path ? highlight.rows[at] : [...states].some((state) => highlight.states[state]) || [...kinds].some((kind) => highlight.instants[kind]), `${named}: ${path}`).toBe(true);
      }
    });
  });

  it('what a value configured first is found as by looking at all of it', () => {
    const paths = new Set([...trace.rows, ...trace.states, ...trace.instantKinds, ...trace.counters].map(({ path }) => path).filter((path) => path !== ''));
    for (const path of [...paths, `/Simulations/${index}`, '/Filters', '/FormatVersion']) {
      const highlight = findHighlight(trace, path);
      const times: number[] = [];
      const ofRows: number[] = [];
      trace.rows.forEach((_, row) => {
        for (let at = spans.offsets[row]!; at < spans.offsets[row + 1]!; at += 1) {
          if (highlight.states[spans.state[at]!]) times.push(spans.start[at]!);
          if (highlight.rows[row]) ofRows.push(spans.start[at]!);
        }
        for (let at = instants.offsets[row]!; at < instants.offsets[row + 1]!; at += 1) {
          if (highlight.instants[instants.kind[at]!]) times.push(instants.time[at]!);
          if (highlight.rows[row]) ofRows.push(instants.time[at]!);
        }
      });
      const wanted = (times.length > 0 ? times : ofRows).reduce((least, time) => Math.min(least, time), Infinity);
      const found = firstConfigured(trace, highlight);
      expect(found === null ? Infinity : found.kind === 'span' ? spans.start[found.index] : instants.time[found.index], path).toBe(wanted);
    }
  });
});

it('every kind of row was looked at', () => {
  expect([...met].sort()).toEqual(expect.arrayContaining(['allocator', 'buffer', 'callback', 'client', 'hardware', 'interrupt', 'peer', 'pinState']));
});
