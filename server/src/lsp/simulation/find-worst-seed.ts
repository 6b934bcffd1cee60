import type { CancellationToken } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { grouped } from '../../findings/index';
import { type FindWorstSeedParameters, type FindWorstSeedResult, type SimulationProgressParameters, methods } from '../../protocol/index';
import { type SeedOutcome, compareOutcomes, isRandom, mostSeeds, outcomeOf, withoutRecording } from '../../simulation/index';
import type { Analysis } from '../analysis';
import { answerCodes, answerError } from '../answer-error';
import { localize } from '../localize';
import type { Runner } from '../runtime';
import type { ServerContext } from '../start-server';
import { findScenario } from './prepare-run';

/** Least time between two progress notifications, in ms. */
const progressInterval = 100;
/** Longest time without a look at the messages, in ms. */
const slice = 8;

/** Answers `avstream/findWorstSeed`: runs seed after seed and says which is the worst. Every run is one of the runner's. */
export async function findWorstSeed({ connection, runtime }: ServerContext, runner: () => Runner, document: TextDocument, analysis: Analysis, { scenario: label, seeds, runId }: FindWorstSeedParameters, token: CancellationToken): Promise<FindWorstSeedResult> {
  const found = findScenario(document, analysis.model(), label);
  if (found.kind === 'impossible') return found;
  if (!(Number.isInteger(seeds) && seeds >= 1 && seeds <= mostSeeds)) return { kind: 'impossible', text: localize('The number of seeds has to be a whole number from 1 to {most}.', { most: grouped(mostSeeds) }), path: '' };
  const { scenario, seed: first } = found.compiled;
  const random = isRandom(scenario);
  const plain = withoutRecording(scenario);
  const count = random ? seeds : 1;
  const outcomes: SeedOutcome[] = [];
  let [told, looked] = [-Infinity, runtime.now()];
  const report = (progress: number): void => {
    const now = runtime.now();
    if (now - told < progressInterval) return;
    told = now;
    connection.sendNotification(methods.simulationProgress, { runId, progress: (outcomes.length + progress) / count, virtualTime: 0 } satisfies SimulationProgressParameters).catch(() => undefined);
  };
  while (outcomes.length < count) {
    // Short runs do not look at the messages by themselves where there is no other thread.
    if (runtime.now() - looked > slice) {
      await runtime.yieldToMessages();
      looked = runtime.now();
    }
    const { result } = await runner().run(plain, first + outcomes.length, token, ({ progress }) => report(progress));
    if (token.isCancellationRequested || result.stopReason === 'cancelled') throw answerError(answerCodes.requestCancelled, 'The search was cancelled.');
    outcomes.push(outcomeOf(result));
    report(0);
  }
  outcomes.sort(compareOutcomes);
  const [worst] = outcomes;
  const text = random
    ? localize('Seed {seed} is the worst of {count}: errors {errors}, warnings {warnings}, frames dropped {dropped}.', { seed: worst!.seed, count: grouped(count), errors: grouped(worst!.errors), warnings: grouped(worst!.warnings), dropped: grouped(worst!.dropped) })
    : localize('Nothing in the scenario is random: every seed does the same.');
  return { kind: 'found', scenario: scenario.label, outcomes: outcomes.map(({ seed, fingerprint, errors, warnings, dropped, latency }) => ({ seed, fingerprint, errors, warnings, dropped, latency })), isRandom: random, text };
}
