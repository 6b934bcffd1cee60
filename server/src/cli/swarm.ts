import { performance } from 'node:perf_hooks';
import { formatDuration } from '../document/index';
import { grouped } from '../findings/index';
import { type Scenario, type SeedOutcome, type SimulationResult, compareOutcomes, isRandom, outcomeOf, withoutRecording } from '../simulation/index';

/** What many seeds came to. */
export interface SwarmOutcome {
  /** Every seed that was run, the worst first. */
  readonly outcomes: readonly SeedOutcome[];
  /** Whether anything in the scenario is drawn: else one seed stands for all. */
  readonly isRandom: boolean;
}

/** Runs seed after seed from `first` on, `seeds` of them, and orders what they came to. Progress goes to standard error, on a terminal as one line. */
export async function runSwarm(scenario: Scenario, first: number, seeds: number, run: (scenario: Scenario, seed: number) => Promise<SimulationResult>): Promise<SwarmOutcome | 'cancelled'> {
  const random = isRandom(scenario);
  const plain = withoutRecording(scenario);
  const count = random ? seeds : 1;
  const outcomes: SeedOutcome[] = [];
  const tell = createProgress(count);
  for (let seed = first; outcomes.length < count; seed += 1) {
    const result = await run(plain, seed);
    if (result.stopReason === 'cancelled') return 'cancelled';
    outcomes.push(outcomeOf(result));
    tell(outcomes);
  }
  return { outcomes: outcomes.sort(compareOutcomes), isRandom: random };
}

/** Says how far it is: a terminal sees each step, a file or pipe every tenth of the way. */
function createProgress(count: number): (outcomes: readonly SeedOutcome[]) => void {
  const terminal = process.stderr.isTTY;
  let shown = performance.now();
  return (outcomes) => {
    const done = outcomes.length;
    const isDue = terminal ? done < count && performance.now() - shown >= 200 : count > 1 && Math.floor((done * 10) / count) > Math.floor(((done - 1) * 10) / count);
    if (!isDue) return;
    shown = performance.now();
    const worst = [...outcomes].sort(compareOutcomes)[0]!;
    process.stderr.write(`${terminal ? '\r' : ''}${done} of ${count} seeds, the worst so far: ${worst.seed} ${terminal ? '' : '\n'}`);
  };
}

/** What a swarm came to, in lines. */
export function swarmLines({ outcomes, isRandom: random }: SwarmOutcome): readonly string[] {
  if (!random) return ['Nothing in the scenario is random: every seed does the same.', ''];
  const worst = outcomes.slice(0, 5).map((outcome) => `  seed ${outcome.seed}: ${outcomeText(outcome)}`);
  const faultless = outcomes.filter(({ errors, warnings, dropped }) => errors + warnings + dropped === 0).length;
  return [`Seed ${outcomes[0]!.seed} is the worst of ${grouped(outcomes.length)}; ${grouped(faultless)} without findings and losses.`, ...worst, ''];
}

const plural = (count: number, one: string, many: string): string => `${grouped(count)} ${count === 1 ? one : many}`;

const outcomeText = ({ errors, warnings, dropped, latency, isComplete }: SeedOutcome): string =>
  `${plural(errors, 'error', 'errors')}, ${plural(warnings, 'warning', 'warnings')}, ${plural(dropped, 'frame', 'frames')} dropped, latency up to ${formatDuration(latency)}${isComplete ? '' : ', ended early'}`;
