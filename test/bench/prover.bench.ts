/**
 * The prover beside Spin on Promela generated from the same model: states a second when both tell every request apart and count the same states, and the time to the verdict,
 * where ours takes requests for interchangeable, looks at every core's invariants, and asks of every state what can still be reached, while Spin searches once.
 */
import { performance } from 'node:perf_hooks';
import { promelaOf } from '../../server/src/simulation/prover/promela';
import { createSearch, searchStates } from '../../server/src/simulation/prover/search';
import { cloneAndAdvance, modelOf, proof } from '../unit/simulation/prover/programs';
import { missingForSpin, withVerifier } from '../unit/simulation/prover/spin';
import { median, report } from './support/measure';

const rounds = 3;
const model = modelOf(cloneAndAdvance(), { requests: 3, deviceEntries: 1 });

/** Seconds of a search without symmetry, and the states it counted. */
function search(): { readonly states: number; readonly seconds: number } {
  const begin = performance.now();
  const own = createSearch(model, { limits: { states: 50_000_000, memory: 4e9 }, symmetric: false, stopsAtFault: false, checksInvariants: false });
  for (const states = searchStates(own); states.next().done !== true;);
  return { states: own.states.count, seconds: (performance.now() - begin) / 1000 };
}

/** Seconds of a whole proof. */
function prove(): number {
  const begin = performance.now();
  const { result } = proof(model);
  if (result.verdict !== 'proved') throw new Error(`the model is ${result.verdict}`);
  return (performance.now() - begin) / 1000;
}

if (missingForSpin.length > 0) throw new Error(`not run: needs ${missingForSpin.join(', ')}`);
withVerifier(promelaOf(model), (run) => {
  const ours: number[] = [];
  const peers: number[] = [];
  const verdicts: number[] = [];
  let counted = 0;
  for (let round = 0; round < rounds; round += 1) {
    const own = search();
    const peer = run();
    if (own.states !== peer.states) throw new Error(`${own.states} states, and ${peer.states} for Spin`);
    counted = own.states;
    ours.push(own.seconds);
    peers.push(peer.seconds);
    verdicts.push(prove());
  }
  const rate = (seconds: readonly number[]): number => counted / median(seconds);
  report('Prover', [
    { name: `${counted} states, every request told apart`, unit: 'states/s', ours: rate(ours), peer: rate(peers), peerName: 'Spin', ratio: rate(ours) / rate(peers), least: 0.8 },
    { name: 'verdict on the same model', unit: 's', ours: median(verdicts), peer: median(peers), peerName: 'Spin', ratio: median(peers) / median(verdicts), least: 2 },
  ]);
}, { optimisation: '-O2' });
