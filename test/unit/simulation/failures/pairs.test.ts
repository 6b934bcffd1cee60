import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPairs } from '../../../../scripts/generate/support/failure-pairs';
import { readModel, resolvePointer } from '../../../../server/src/document/index';
import { createLineIndex, positionAt } from '../../../../server/src/document/index';
import { validateDocument } from '../../../../server/src/rules/index';
import { compileScenario, createSimulation, simulationsOf } from '../../../../server/src/simulation/index';

const pairs = readPairs(path.join(import.meta.dirname, '../../../..'));

/** What a document shows: code or key, and the line of the value that it leads to. Infos and hints about the document itself are left out, unless they are `wanted`. */
function shownBy(text: string, wanted: ReadonlySet<string>): readonly { readonly code: string; readonly line: number }[] {
  const model = readModel(text);
  const lines = createLineIndex(text);
  const lineOf = (pointer: string): number => {
    const node = resolvePointer(model.tree, pointer);
    return node < 0 ? -1 : positionAt(lines, model.tree.start[node]!).line;
  };
  if (model.problems.length > 0) throw new Error(JSON.stringify(model.problems));
  const said = validateDocument(model).findings.flatMap(({ code, severity, place }) => (severity === 'error' || severity === 'warning' || wanted.has(code) ? [{ code, line: positionAt(lines, place.start).line }] : []));
  const run = simulationsOf(model).flatMap((simulation, index) => {
    const compiled = compileScenario(model, simulation, index);
    if (compiled.kind === 'impossible') throw new Error(`${compiled.problem.key} ${JSON.stringify(compiled.problem.arguments)}`);
    const made = createSimulation({ ...compiled.scenario, checkInvariants: true, limits: { events: 20_000 } }, compiled.seed);
    while (!made.advance(10_000).done);
    return made.result().findings.map(({ code, key, path: at }) => ({ code: code ?? key, line: lineOf(at) }));
  });
  return [...said, ...run];
}

const codesOf = (shown: readonly { readonly code: string }[]): string[] => [...new Set(shown.map(({ code }) => code))].sort();

describe.each(pairs.map((pair) => [pair.name, pair] as const))('%s', (_, pair) => {
  const wanted = new Set(pair.shows.map(({ code }) => code));

  it('shows what it stands for, at the value that causes it, and nothing else', () => {
    const shown = shownBy(pair.breaks, wanted);
    const places = shown.map(({ code, line }) => `${code} in line ${line + 1}`);
    expect(places).toEqual(expect.arrayContaining(pair.shows.map(({ code, line }) => `${code} in line ${line + 1}`)));
    expect(codesOf(shown)).toEqual([...new Set([...pair.shows.map(({ code }) => code), ...pair.also])].sort());
  });

  it('no longer does once it is repaired, nor anything new', () => {
    expect(codesOf(shownBy(pair.keeps, wanted))).toEqual([...pair.remains].sort());
  });
});
