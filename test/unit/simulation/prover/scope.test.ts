import { describe, expect, it } from 'vitest';
import type { StockChoices } from '../../../../server/src/simulation/behaviour/stock';
import { stockBehaviour } from '../../../../server/src/simulation/behaviour/stock';
import { formatText } from '../../../../server/src/findings/index';
import type { ProofModel } from '../../../../server/src/simulation/prover/index';
import { stepText, verdictText } from '../../../../server/src/simulation/prover/index';
import { createSearch, searchStates } from '../../../../server/src/simulation/prover/search';
import { queueFlags } from '../../../../server/src/simulation/queue/index';
import { countStates } from './brute-force';
import { cloneAndAdvance, holdLeadingEdge, modelOf, proof } from './programs';

/** States that a search finds when steps with a fault are left out, and every request is told from the others or not. */
function counted(model: ProofModel, symmetric = false): number {
  const search = createSearch(model, { limits: { states: 300_000, memory: 1e9 }, symmetric, stopsAtFault: false, checksInvariants: false });
  for (const states = searchStates(search); states.next().done !== true;);
  return search.states.count;
}

const instant = { kind: 'constant', value: 0 } as const;
const choices: StockChoices = {
  pattern: 'holdLeadingEdge', cloneTimeout: null, setsDataUsed: true, processTime: instant, setDeviceStateTime: instant, flags: queueFlags.distinctTrailingEdge, hasProcess: true, whenListFull: 'pending',
  attemptProcessing: 'always', attemptAsynchronous: true, whenBufferTooSmall: 'truncate', unlocksClones: false, cancelCallback: 'none', deletesClones: 'atAcquire', resetDeletesClones: true,
};

/** A pattern that keeps frames between its edges. */
function windowed(changes: Partial<StockChoices>, windowFrames: number, requests: number, granularity: ProofModel['granularity'] = 'calls', cancels = true): ProofModel {
  return { ...modelOf(stockBehaviour({ ...choices, ...changes }), { requests, cancels, resets: false, deviceEntries: 2 }), flags: queueFlags.distinctTrailingEdge, windowFrames, granularity };
}

describe('a judge that keeps nothing but ways', () => {
  const models: readonly [string, ProofModel][] = [
    ['requests of two headers', modelOf(holdLeadingEdge(), { requests: 1, headers: 2 })],
    ['a device that is removed', modelOf(holdLeadingEdge(), { requests: 1, removal: true })],
    ['a SurpriseRemoval that deletes clones', modelOf(cloneAndAdvance(null, 'deletesClones'), { requests: 1, removal: true, cancels: false })],
    ['a trailing edge of its own', windowed({}, 0, 1)],
    ['frames between the edges', windowed({}, 1, 2, 'calls', false)],
  ];
  it.each(models)('counts the same states of %s', (_, model) => {
    const ours = counted(model);
    expect(countStates(model)).toBe(ours);
  }, 120_000);

  it('counts the same states where requests of two headers are interchangeable', () => {
    const model = modelOf(holdLeadingEdge(), { requests: 2, headers: 2, cancels: false });
    expect(countStates(model, true)).toBe(counted(model, true));
  }, 120_000);
});

describe('what a proof covers', () => {
  it('is a device that is removed at any time', () => {
    const { result } = proof(modelOf(cloneAndAdvance(null, 'deletesClones'), { removal: true }));
    expect([result.verdict, verdictText(result, formatText)]).toEqual(['proved', expect.stringContaining('with the device removed without notice at any time')]);
    expect(result.assumptions).toContain('removal');
  });

  it('finds what goes wrong when it is removed', () => {
    const { result } = proof(modelOf(cloneAndAdvance(null, 'deletesAndKeeps'), { removal: true }));
    expect(result.fault).toMatchObject({ code: 'SPT-06' });
    expect(result.steps.map((step) => stepText(step, formatText))).toContain('The device is removed without notice: AVStream calls CCaptureDevice::SurpriseRemoval');
  });

  it('is requests of several headers', () => {
    const { result } = proof(modelOf(cloneAndAdvance(), { requests: 2, headers: 2, deviceEntries: 2 }));
    expect([result.verdict, verdictText(result, formatText)]).toEqual(['proved', expect.stringContaining('2 requests of the client with 2 stream headers each')]);
    const forgets = proof(modelOf(cloneAndAdvance('forgetsClone'), { requests: 1, headers: 2, deviceEntries: 2 })).result;
    expect(forgets.fault).toMatchObject({ code: 'STA-04' });
  });

  it.each(['holdLeadingEdge', 'cloneAndAdvance'] as const)('is frames between the edges of %s', (pattern) => {
    const { result } = proof(windowed({ pattern }, 1, 3, 'described'));
    expect([result.verdict, verdictText(result, formatText)]).toEqual(['proved', expect.stringContaining(', 1 frame between the edges')]);
  });

  it('finds a window that keeps every frame there is', () => {
    expect(proof(windowed({}, 2, 2, 'described')).result.fault).toMatchObject({ kind: 'stall' });
  });

  it('finds a window that is never let go', () => {
    const { result } = proof(windowed({ deletesClones: 'never' }, 1, 3, 'described'));
    expect(result.fault).toMatchObject({ code: 'SPT-05' });
  });
});
