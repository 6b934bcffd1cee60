import { describe, expect, it } from 'vitest';
import { formatText } from '../../../../server/src/findings/index';
import type { FinishedProof, ProofLimits, ProofProgress } from '../../../../server/src/simulation/prover/index';
import { defaultProofLimits, proveInSlices, proveModel, verdictText } from '../../../../server/src/simulation/prover/index';
import { cloneAndAdvance, modelOf, proof } from './programs';

/** A clock that goes on by 1 ms whenever somebody looks: a slice of 8 ms is 8 pieces of a search, on whatever machine. */
interface Sliced { readonly finished: FinishedProof; readonly slices: ProofProgress[]; readonly pieces: number[] }

async function sliced(limits: Partial<ProofLimits>, cancelledAfter = Infinity, model = modelOf(cloneAndAdvance(), { requests: 3, deviceEntries: 2 })): Promise<Sliced> {
  const slices: ProofProgress[] = [];
  const pieces: number[] = [];
  let [time, looked] = [0, 0];
  const finished = await proveInSlices(model, { ...defaultProofLimits, ...limits }, {
    now: () => {
      looked += 1;
      return (time += 1);
    },
    yieldToHost: () => {
      pieces.push(looked);
      looked = 0;
      return Promise.resolve();
    },
    sliceMilliseconds: 8, isCancelled: () => slices.length >= cancelledAfter, onProgress: (progress) => slices.push(progress),
  });
  return { finished, slices, pieces };
}

describe('a search in slices', () => {
  it('looks at its host behind every eight pieces, asking what can be reached too, and comes to the same', async () => {
    const { finished, slices, pieces } = await sliced({});
    const { result } = proof(modelOf(cloneAndAdvance(), { requests: 3, deviceEntries: 2 }));
    expect(finished.result.states).toBe(result.states);
    expect([finished.result.verdict, new Set(slices.map(({ phase }) => phase))]).toEqual(['proved', new Set(['search', 'reach'])]);
    // Eight looks at the clock and those at either end.
    expect(Math.max(...pieces)).toBeLessThanOrEqual(10);
  });

  it('does little in a piece', () => {
    const search = proveModel(modelOf(cloneAndAdvance(), { requests: 3, deviceEntries: 2 }));
    let before = 0;
    let most = 0;
    for (let next = search.next(); next.done !== true; next = search.next()) {
      most = Math.max(most, next.value.transitions - before);
      before = next.value.transitions;
    }
    // 256 states, of which each has a dozen successors at most.
    expect(most).toBeLessThanOrEqual(256 * 12);
  });

  it('ends behind the slice in which it is cancelled, and says what it has found', async () => {
    const { finished, slices } = await sliced({}, 3);
    expect([slices.length, finished.result.verdict, finished.result.limit]).toEqual([3, 'undecided', 'cancelled']);
    expect(finished.result.states).toBe(slices[2]!.states);
  });

  it('ends when its time is over, and says how far it is and what it has not asked', async () => {
    const { finished: { result } } = await sliced({ time: 30 });
    expect([result.verdict, result.limit, result.phase]).toEqual(['undecided', 'time', 'search']);
    const said = verdictText(result, formatText);
    expect(said).toContain('the time that the search may take, 30 ms, was over. No fault was found in');
    expect(said).toContain(`up to ${result.depth} steps deep. Whether requests stall`);
  });

  it('says when every state was known, and not all of them were asked', async () => {
    const { slices } = await sliced({});
    const { finished: { result } } = await sliced({}, slices.findIndex(({ phase }) => phase === 'reach') + 1);
    expect(result.phase).toBe('reach');
    expect(verdictText(result, formatText)).toContain('has not been asked of all of them');
  });
});
