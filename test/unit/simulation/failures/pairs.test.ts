import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureModes, verifierRules } from '../../../../scripts/generate/support/failure-modes';
import { readPairs } from '../../../../scripts/generate/support/failure-pairs';
import { createLineIndex, positionAt, readModel, resolvePointer } from '../../../../server/src/document/index';
import { formatText } from '../../../../server/src/findings/index';
import { validateDocument } from '../../../../server/src/rules/index';
import { isInvariant, simulatedRules } from '../../../../server/src/rules/simulated/index';
import { compileScenario, createSimulation, evaluateExpectations, findingText, prepareTests, simulationsOf } from '../../../../server/src/simulation/index';

const root = path.join(import.meta.dirname, '../../../..');
const pairs = readPairs(root);

/** Rules that are told under the code of another, of which they are a case. */
const saidBy: Readonly<Record<string, string>> = { 'DMA-08': 'SPT-17' };
/** Rules of Driver Verifier that no run can name: the limit is not published. */
const unpublished: Readonly<Record<string, true>> = { KsTimedPinSetDeviceState: true };

/** A run of a document: what it found, what of its expectations it missed, and how many frames were lost other than at the stop. */
interface Ran { readonly shown: readonly Shown[]; readonly misses: readonly string[]; readonly lost: number }

interface Shown { readonly code: string; readonly line: number; readonly verifierRule?: string | undefined; /** The sentence that tells it, of what the run has shown. */ readonly text?: string }

/** What a document shows: code or key, the rule of Driver Verifier that covers it, and the line of the value that it leads to. Infos and hints about the document itself are left out, unless they are `wanted`. */
function runOf(text: string, wanted: ReadonlySet<string>): Ran & { readonly said: readonly Shown[] } {
  const model = readModel(text);
  const lines = createLineIndex(text);
  const lineOf = (pointer: string): number => {
    const node = resolvePointer(model.tree, pointer);
    return node < 0 ? -1 : positionAt(lines, model.tree.start[node]!).line;
  };
  if (model.problems.length > 0) throw new Error(JSON.stringify(model.problems));
  const said = validateDocument(model).findings.flatMap(({ code, severity, place }) => (severity === 'error' || severity === 'warning' || wanted.has(code) ? [{ code, line: positionAt(lines, place.start).line }] : []));
  let lost = 0;
  const misses: string[] = [];
  const run = simulationsOf(model).flatMap((simulation, index) => {
    const compiled = compileScenario(model, simulation, index);
    if (compiled.kind === 'impossible') throw new Error(`${compiled.problem.key} ${JSON.stringify(compiled.problem.arguments)}`);
    const made = createSimulation({ ...compiled.scenario, checkInvariants: true, limits: { events: 20_000 } }, compiled.seed);
    while (!made.advance(10_000).done);
    const result = made.result();
    for (const { drops } of result.pins) for (const { key, count } of drops) if (key !== 'discardedAtStop') lost += count;
    const { state } = prepareTests(model)[index]!;
    if (state.kind === 'ready') for (const { expectation } of evaluateExpectations(state.expectations, { result, reported: [], paths: compiled.scenario.paths })) if (expectation.name !== '') misses.push(`${expectation.name.replace(/^.*\./, '')} in line ${lineOf(expectation.path) + 1}`);
    return result.findings.map((finding) => ({ code: finding.code ?? finding.key, line: lineOf(finding.path), verifierRule: finding.verifierRule, text: findingText(finding, formatText) }));
  });
  return { shown: [...said, ...run], said, misses, lost };
}

const codesOf = (shown: readonly { readonly code: string }[]): string[] => [...new Set(shown.map(({ code }) => code))].sort();

const known = new Map<string, ReturnType<typeof runOf>>();
/** The same, once for each text. */
function ranOf({ shows }: (typeof pairs)[number], text: string): ReturnType<typeof runOf> {
  const found = known.get(text) ?? runOf(text, new Set(shows.map(({ code }) => code)));
  known.set(text, found);
  return found;
}

describe.each(pairs.map((pair) => [pair.name, pair] as const))('%s', (_, pair) => {
  const ran = (text: string): ReturnType<typeof runOf> => ranOf(pair, text);
  const shownIn = (text: string): readonly Shown[] => ran(text).shown;

  it('shows what it stands for, at the value that causes it, and nothing else', () => {
    const shown = shownIn(pair.breaks);
    const places = shown.map(({ code, line }) => `${code} in line ${line + 1}`);
    expect(places).toEqual(expect.arrayContaining(pair.shows.map(({ code, line }) => `${code} in line ${line + 1}`)));
    expect(codesOf(shown)).toEqual([...new Set([...pair.shows.map(({ code }) => code), ...pair.also])].sort());
  });

  it('no longer does once it is repaired, nor anything new', () => {
    expect(codesOf(shownIn(pair.keeps))).toEqual([...pair.remains].sort());
  });

  it('loses no fewer frames than its twin, and misses what it says that the twin meets', () => {
    expect(ran(pair.keeps).lost).toBeLessThanOrEqual(ran(pair.breaks).lost);
    expect(ran(pair.breaks).misses).toEqual(pair.misses.map(({ name, line }) => `${name} in line ${line + 1}`));
    expect(ran(pair.keeps).misses).toEqual([]);
  });

  it('is told with times that have a unit, by functions that there are, and without an application where there is none', () => {
    for (const { text = '' } of shownIn(pair.breaks)) {
      expect(text).not.toMatch(/\b1 (?:times|frames|buffers|instances|requests|clones|calls|runs|pins|headers)\b/);
      expect(text).not.toMatch(/\d,\d{3},\d{3}(?! bytes)|KsPinGetEdge|\bGetIrp\b/);
      if (!pair.breaks.includes('"Client"')) expect(text).not.toContain('the application decides');
    }
  });

  const verifier = pair.standsFor.filter((what) => what.startsWith('Ks') && !(what in unpublished));
  if (verifier.length > 0) {
    it('names the rule of Driver Verifier, which the twin does not', () => {
      const named = (text: string): (string | undefined)[] => shownIn(text).map(({ verifierRule }) => verifierRule);
      for (const rule of verifier) {
        expect(named(pair.breaks)).toContain(rule);
        expect(named(pair.keeps)).not.toContain(rule);
      }
    });
  }
});

describe('the scenarios', () => {
  const standing = new Set(pairs.flatMap(({ standsFor }) => standsFor));
  const rules = simulatedRules.flatMap((rule) => (isInvariant(rule) ? [] : [rule.code]));
  const modes = failureModes.map(({ code }) => code);

  it('show every rule of behaviour, each at a value', () => {
    const reference = (JSON.parse(readFileSync(path.join(root, 'test/fixtures/rules.json'), 'utf8')) as { rules: readonly { code: string; severity: string; checkedBy: string }[] }).rules;
    const wanted = reference.filter(({ checkedBy, severity }) => checkedBy === 'simulation' && severity !== 'invariant').map(({ code }) => code).sort();
    expect(wanted).toHaveLength(87);
    expect([...rules].sort()).toEqual(wanted);
    const shown = new Set(pairs.flatMap(({ shows, standsFor }) => shows.flatMap(({ code }) => [code, ...standsFor.filter((what) => saidBy[what] === code)])));
    expect(rules.filter((code) => !standing.has(code) || !shown.has(code))).toEqual([]);
  });

  it('show every rule of Driver Verifier', () => {
    expect(Object.keys(verifierRules)).toHaveLength(18);
    expect(Object.keys(verifierRules).filter((rule) => !standing.has(rule))).toEqual([]);
  });

  it('show every failure mode, by one of its rules or by losses', () => {
    expect(modes).toEqual(Array.from({ length: 25 }, (_, index) => `F-${String(index + 1).padStart(2, '0')}`));
    for (const { code, rules: named } of failureModes) {
      const shown = pairs.filter(({ standsFor }) => standsFor.includes(code)).flatMap(({ shows }) => shows.map((each) => each.code));
      expect(shown.some((each) => named.includes(each) || each.startsWith('dropped.')), code).toBe(true);
    }
  });

  it('show a failure mode in a run, or the table says why not', () => {
    for (const { code, run } of failureModes) {
      const isShown = pairs.filter(({ standsFor }) => standsFor.includes(code)).some((pair) => {
        const { said, shown, misses, lost } = ranOf(pair, pair.breaks);
        return shown.length > said.length || misses.length > 0 || lost > ranOf(pair, pair.keeps).lost;
      });
      expect(isShown, code).toBe(run === undefined);
    }
  });

  it('stand for nothing else, and say in a sentence what happens', () => {
    const known = new Set([...rules, ...Object.keys(verifierRules), ...modes]);
    for (const { name, standsFor, description, repairs } of pairs) {
      expect(standsFor.length, name).toBeGreaterThan(0);
      expect(standsFor.filter((what) => !known.has(what)), name).toEqual([]);
      expect(description, name).toMatch(/^[A-Z].*\.$/);
      expect(repairs.length, name).toBeGreaterThan(0);
    }
  });
});
