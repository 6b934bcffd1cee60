/**
 * The prover beside Spin on Promela generated from the same model: states a second when both tell every request apart and count the same states, and the time to the verdict,
 * where ours takes requests for interchangeable, looks at the invariants of every queue, and asks of every state what can still be reached, while Spin searches once. Both are measured
 * in turn by the clock; the limits leave room for a machine that does other things, whose caches and second core the search has to share.
 */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { promelaOf } from '../../server/src/simulation/prover/promela';
import { createSearch, searchStates } from '../../server/src/simulation/prover/search';
import { cloneAndAdvance, modelOf, proof } from '../unit/simulation/prover/programs';
import { missingForSpin, withVerifier } from '../unit/simulation/prover/spin';
import type { BenchRow } from './support/measure';
import { median, report } from './support/measure';

const rounds = 5;
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

/** Seconds of a piece of work in a process of its own, where nothing is compiled yet. */
function first(what: 'search' | 'prove'): number {
  const { stdout, stderr, status } = spawnSync(process.execPath, [process.argv[1]!, what], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

/** Spin's verifier as it is quickest without other states (-O3, -march=native and other sizes of its table are no quicker): for safety alone, without fairness, with room for all states from the start. */
const fastest = { optimisation: '-O2', compilerDefines: ['-DNOFAIR'] };

function compare(): void {
  if (missingForSpin.length > 0) throw new Error(`not run: needs ${missingForSpin.join(', ')}`);
  withVerifier(promelaOf(model), (run) => {
    const times = { search: [] as number[], peer: [] as number[], verdict: [] as number[], firstSearch: [] as number[], firstVerdict: [] as number[] };
    let counted = 0;
    for (let round = 0; round < rounds; round += 1) {
      times.firstSearch.push(first('search'));
      const peer = run();
      const own = search();
      if (own.states !== peer.states) throw new Error(`${own.states} states, and ${peer.states} for Spin`);
      counted = own.states;
      times.search.push(own.seconds);
      times.peer.push(peer.seconds);
      times.firstVerdict.push(first('prove'));
      times.verdict.push(prove());
    }
    const rate = (seconds: readonly number[]): number => counted / median(seconds);
    const ratio = (seconds: readonly number[]): number => median(times.peer) / median(seconds);
    const states = (name: string, seconds: readonly number[], least: number): BenchRow => ({ name, unit: 'states/s', ours: rate(seconds), peer: rate(times.peer), peerName: 'Spin', ratio: ratio(seconds), least });
    const verdict = (name: string, seconds: readonly number[], least: number): BenchRow => ({ name, unit: 's', ours: median(seconds), peer: median(times.peer), peerName: 'Spin', ratio: ratio(seconds), least });
    report('Prover', [
      states(`${counted} states, every request told apart`, times.search, 1.5),
      states('the same, first search of a process', times.firstSearch, 0.9),
      verdict('verdict on the same model', times.verdict, 2.5),
      verdict('the same, first proof of a process', times.firstVerdict, 1),
    ]);
  }, fastest);
}

switch (process.argv[2]) {
  case 'search':
    console.log(search().seconds);
    break;
  case 'prove':
    console.log(prove());
    break;
  default:
    compare();
}
