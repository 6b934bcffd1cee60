import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointerOf, readModel } from '../../../../server/src/document/index';
import { SimulationAllocatorExpectation, SimulationDropBounds, SimulationExpectation } from '../../../../server/src/ks/index';
import { prepareTests, simulationTexts } from '../../../../server/src/simulation/index';
import { leakKeys } from '../../../../server/src/simulation/expectations/leaks';
import { allocatorTexts } from '../../../../server/src/simulation/allocator/texts';
import { expectationTexts } from '../../../../server/src/simulation/wording/expectation-texts';
import { documentText } from '../compile-scenario-support';
import { steady } from './support';

const lower = (word: string): string => `${word.charAt(0).toLowerCase()}${word.slice(1)}`;
/** What stands behind a prefix of the keys of texts, once each. */
const behind = (prefix: string): readonly string[] => [...new Set(Object.keys(simulationTexts).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length).split('.')[0]!] : [])))].sort();
const wordsOf = (type: { readonly words: readonly { readonly word: string }[] }): readonly string[] => type.words.map(({ word }) => lower(word)).sort();

describe('the words of expectations are those of results', () => {
  it('reasons of lost frames', () => {
    expect(wordsOf(SimulationDropBounds.fields.Reason.type)).toEqual(behind('drop.'));
    expect(behind('drop.').filter((reason) => simulationTexts[`reason.${reason}`] === undefined)).toEqual([]);
  });

  it('whose frames a section is simulated with, and how runs end', () => {
    expect(wordsOf(SimulationAllocatorExpectation.fields.SimulatedWith.type)).toEqual(behind('allocator.simulatedWith.'));
    expect(wordsOf(SimulationExpectation.fields.Ends.type)).toEqual(['completed', ...behind('stopReason.').filter((reason) => reason !== 'cancelled')].sort());
  });

  it('findings of what is kept for good have texts', () => {
    const known = [...Object.keys(simulationTexts).map((key) => key.replace(/^simulation\./, '')), ...Object.keys(allocatorTexts)];
    expect(leakKeys.filter((leak) => !known.some((key) => key === leak || key.startsWith(`${leak}.`)))).toEqual([]);
  });

  it('texts are plain sentences', () => {
    for (const [key, text] of Object.entries(expectationTexts)) {
      expect(text.replaceAll(/\{\w+\?/g, '{'), key).not.toMatch(/[!?]|Windows (will|selects|chooses)/);
      if (!/\.(verdict|reason|wanted|finding)(\.\w+)?$/.test(key) || key.startsWith('expectation.finding.')) expect(text, key).toMatch(/^[A-Z].*\.$/);
    }
  });
});

/** Values of any shape under the names that expectations have. */
const anything = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, fc.integer(), fc.constantFrom('-1', '1 ms', 'SPT-05', 'capture/video', 'Default', 'HardwareBusy', 'None', '', 'EndlessLoop', '0123456789abcdef'), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 3 }), tie('object')),
  object: fc.dictionary(fc.constantFrom('AtLeast', 'AtMost', 'Reason', 'P50', 'Maximum', 'Section', 'Eligible', 'Rejected', 'SimulatedWith', 'Occur', 'Absent', 'Worst'), tie('value'), { maxKeys: 4 }),
}));
const anyExpect = fc.dictionary(fc.constantFrom('Drops', 'DropReasons', 'Delivered', 'Latency', 'BuffersInFlight', 'Memory', 'NoLeak', 'Allocators', 'Findings', 'Fingerprint', 'Ends'), anything.value, { maxKeys: 6 });

it('whatever is written is either expected or told at a value inside Expect', () => {
  fc.assert(fc.property(fc.oneof(anyExpect, anything.value), (expected) => {
    const model = readModel(documentText({ ...steady, Expect: expected as never }));
    const [test] = prepareTests(model);
    if (test!.state.kind === 'impossible') expect(pointerOf(model.tree, test!.state.problem.node)).toMatch(/^\/Simulations\/0\/Expect/);
    else for (const { path } of test!.state.expectations) expect(path).toMatch(/^\/Simulations\/0/);
  }), { numRuns: 120 });
});
