import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPairs } from '../../../../scripts/generate/support/failure-pairs';
import { readModel } from '../../../../server/src/document/index';
import { formatText } from '../../../../server/src/findings/index';
import { compileScenario, simulationsOf } from '../../../../server/src/simulation/index';
import type { ProofResult } from '../../../../server/src/simulation/prover/index';
import { defaultProofLimits, proofSubjects, proveModel, verdictText } from '../../../../server/src/simulation/prover/index';

const root = path.join(import.meta.dirname, '../../../..');
const pairs = readPairs(root);

/** The answers for the document of a pair, of which there are some. */
function answersOf(name: string): readonly ProofResult[] {
  const found = [...answers(pairs.find((pair) => pair.name === name)!.breaks).values()];
  expect(found.length).toBeGreaterThan(0);
  return found;
}

/** The answer for each pin of a document that can be proved, by its label. */
function answers(text: string): ReadonlyMap<string, ProofResult> {
  const model = readModel(text);
  const found = new Map<string, ProofResult>();
  simulationsOf(model).forEach((simulation, index) => {
    const compiled = compileScenario(model, simulation, index);
    if (compiled.kind === 'impossible') throw new Error(compiled.problem.key);
    for (const subject of proofSubjects(compiled.scenario)) {
      if (subject.kind === 'impossible') continue;
      const proof = proveModel(subject.model, { ...defaultProofLimits, states: 200_000 });
      let next = proof.next();
      while (next.done !== true) next = proof.next();
      found.set(`${subject.model.label}/${subject.model.pin}`, next.value.result);
    }
  });
  return found;
}

const provable = pairs.map((pair) => [pair.name, answers(pair.keeps)] as const).filter(([, { size }]) => size > 0);

describe('the repaired twins', () => {
  it('are proved in good number', () => {
    expect(provable.length).toBeGreaterThan(60);
  });

  // No exceptions: where a twin is not proved, either it or the prover is wrong.
  it.each(provable)('%s has nothing that a proof finds', (_, found) => {
    for (const result of found.values()) expect([result.verdict, result.verdict === 'proved' ? '' : verdictText(result, formatText)]).toEqual(['proved', '']);
  });
});

describe('what the twins repair', () => {
  /** Documents whose mistake is one of an order of calls. */
  const shown: readonly (readonly [string, string])[] = [['SPT-01', 'SPT-01'], ['SPT-08', 'SPT-08'], ['SPT-09', 'SPT-09'], ['SPT-12', 'SPT-12'], ['SPT-14', 'SPT-14'], ['SPT-15', 'SPT-15']];
  it.each(shown)('is found in %s', (name, code) => {
    for (const { fault } of answersOf(name)) expect(fault).toMatchObject({ kind: 'rule', code });
  });

  it('leaves out by name what times decide', () => {
    const [result] = answersOf('HDR-05-timeout');
    expect([result!.verdict, result!.leftOut]).toEqual(['proved', ['emptyAtTimeout']]);
  });

  it.each([['HDR-04', 'HDR-04'], ['FRM-36', 'FRM-36']])('says that %s is not asked', (name, code) => {
    for (const result of answersOf(name)) expect(verdictText(result, formatText)).toMatch(new RegExp(`Not proved, although the simulation has it: .*${code}`));
  });

  it('is asked where an image is given back in part', () => {
    for (const { fault } of answersOf('HDR-06')) expect(fault).toMatchObject({ kind: 'rule', code: 'HDR-06' });
  });
});
