import { describe, expect, it } from 'vitest';
import type { ProofModel } from '../../../../server/src/simulation/prover/index';
import { promelaOf } from '../../../../server/src/simulation/prover/promela';
import { createSearch, searchStates } from '../../../../server/src/simulation/prover/search';
import { cloneAndAdvance, holdLeadingEdge, modelOf } from './programs';
import { missingForSpin, withVerifier } from './spin';

if (missingForSpin.length > 0) {
  console.log(`not run: needs ${missingForSpin.join(', ')}`);
  if (process.env['CI'] === 'true') throw new Error(`not run: needs ${missingForSpin.join(', ')}`);
}

/** States that a search finds when every request is told from the others and steps with a fault are left out, and whether there are such steps. */
function counted(model: ProofModel): { readonly states: number; readonly transitions: number; readonly hasFault: boolean } {
  const search = createSearch(model, { limits: { states: 3_000_000, memory: 1e9 }, symmetric: false, stopsAtFault: false, checksInvariants: false });
  for (const states = searchStates(search); states.next().done !== true;);
  return { states: search.states.count, transitions: search.transitions, hasFault: search.stepper.effects.some(({ fault }) => fault !== null) };
}

describe.skipIf(missingForSpin.length > 0)('Spin', () => {
  const models: readonly [string, ProofModel, boolean][] = [
    ['a driver that clones and advances', modelOf(cloneAndAdvance()), false],
    ['one that holds the leading edge', modelOf(holdLeadingEdge(), { requests: 3 }), false],
    ['a DPC that forgets a clone', modelOf(cloneAndAdvance('forgetsClone')), true],
    ['stops and Process that overlap', modelOf(cloneAndAdvance(), { requests: 1, processOverlapsStates: true, dpcOverlapsStop: true }), true],
  ];
  it.each(models)('counts the same states of %s', (_, model, hasFault) => {
    const ours = counted(model);
    // All that is at fault is one state more in Promela.
    expect(withVerifier(promelaOf(model), (run) => run().states)).toBe(ours.states + (hasFault ? 1 : 0));
    expect(ours.hasFault).toBe(hasFault);
  });

  it('finds the fault that the search finds', () => {
    expect(withVerifier(promelaOf(modelOf(cloneAndAdvance('writesAfterDelete'))), (run) => run().errors, { defines: ['-DCHECK'] })).toBe(1);
  });
});

describe('Promela of a model', () => {
  it('is refused where routines have what it does not', () => {
    expect(() => promelaOf(modelOf(cloneAndAdvance('cancelLeavesDevice')))).toThrow('cancel callbacks have no Promela');
    expect(() => promelaOf(modelOf(cloneAndAdvance(), { fills: 'any' }))).toThrow('any order has no Promela');
  });
});
