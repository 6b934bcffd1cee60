import { performance } from 'node:perf_hooks';
import { pointerOf, readModel } from '../document/index';
import { compileScenario, labelOf, simulationsOf } from '../simulation/index';
import {
  type ProofModel, type ProofResult, type WantedBounds, cancelledProof, defaultProofLimits, proofAssumptionText, proofOptionText, proofProblemText, proofReport, proofSubjects, proveModel, stepText,
  verdictText,
} from '../simulation/prover/index';
import { longWork, yieldToHost } from './long-work';
import { complain, print } from './print';
import { readDocument } from './read-document';
import { sentence, write } from './simulation-report';

/** What `avstream prove` was asked for. */
export interface ProveOptions {
  readonly file: string;
  readonly scenario: string | undefined;
  readonly format: 'text' | 'json';
  readonly bounds: WantedBounds;
  /** Most states. */
  readonly states: number | undefined;
}

/** `avstream prove`: exit code 0 (proved), 1 (a counterexample), 2 (it could not be asked) or 3 (not decided). */
export async function prove({ file, scenario, format, bounds, states }: ProveOptions): Promise<number> {
  const read = await readDocument(file);
  if ('reason' in read) return refuse(`cannot read ${file}: ${read.reason}.`);
  const model = readModel(read.text);
  const simulations = simulationsOf(model);
  const labels = simulations.map(labelOf);
  if (simulations.length === 0) return refuse(`${file} describes no simulation that could be proved; add one to "Simulations".`);
  const index = scenario === undefined ? 0 : labels.indexOf(scenario);
  const simulation = simulations[index];
  if (simulation === undefined) return refuse(`${file} has no simulation "${scenario}". It has: ${labels.map((label) => `"${label}"`).join(', ')}.`);
  const compiled = compileScenario(model, simulation, index);
  if (compiled.kind === 'impossible') {
    const { key, arguments: values, node } = compiled.problem;
    return refuse(`"${labels[index]}" cannot be proved: ${sentence(`scenario.${key}`, values)} (at ${pointerOf(model.tree, node) || 'the top'})`);
  }
  const subjects = proofSubjects(compiled.scenario, bounds);
  const provable = subjects.flatMap((subject) => (subject.kind === 'model' ? [subject.model] : []));
  for (const subject of subjects) if (subject.kind === 'impossible' && (provable.length > 0 || subjects.length === 1)) complain(`"${labels[index]}": ${proofProblemText(subject.problem, subject.label, write)}`);
  if (provable.length === 0) return subjects.length === 1 ? 2 : refuse(`"${labels[index]}" has no pin that could be proved: an output pin with a device behind it, read by an application, that processes for itself.`);
  const results: ProofResult[] = [];
  for (const each of provable) results.push(await run(each, states));
  await print(format === 'json' ? `${JSON.stringify({ version: 1, results: results.map(printed) }, null, 2)}\n` : results.map((result) => proofReport(result, write, results.length > 1)).join('\n'));
  return results.some(({ verdict }) => verdict === 'counterexample') ? 1 : results.some(({ verdict }) => verdict === 'undecided') ? 3 : 0;
}

function refuse(reason: string): number {
  complain(reason);
  return 2;
}

/** Searches to the end; Ctrl+C ends it undecided. */
function run(model: ProofModel, states = defaultProofLimits.states): Promise<ProofResult> {
  return longWork(async ({ isCancelled, tell }) => {
    const search = proveModel(model, { ...defaultProofLimits, states });
    let begin = performance.now();
    for (;;) {
      const next = search.next();
      if (next.done === true) return next.value.result;
      if (performance.now() - begin < 50) continue;
      if (isCancelled()) return cancelledProof(model, next.value);
      tell(`${next.value.states} states, ${next.value.depth} steps deep`);
      await yieldToHost();
      begin = performance.now();
    }
  });
}

function printed(result: ProofResult): object {
  const { steps, assumptions, options, ...rest } = result;
  return {
    ...rest, message: verdictText(result, write), steps: steps.map((step) => ({ ...step, text: stepText(step, write) })),
    assumptions: assumptions.map((key) => ({ key, text: proofAssumptionText(key, write) })), options: options.map((option) => ({ ...option, text: proofOptionText(option, write) })),
  };
}
