import { performance } from 'node:perf_hooks';
import {
  type ProofModel, type ProofResult, type WantedBounds, defaultProofLimits, proofAssumptionText, proofOmissionText, proofOptionText, proofProblemText, proofReport, proofSubjects, proveInSlices, stepText,
  verdictText,
} from '../simulation/prover/index';
import { chooseSimulation } from './choose-simulation';
import { longWork, yieldToHost } from './long-work';
import { complain, print } from './print';
import { readDocument } from './read-document';
import { complainOfErrors } from './scenario-problems';
import { write } from './simulation-report';

/** What `avstream prove` was asked for. */
export interface ProveOptions {
  readonly file: string;
  readonly scenario: string | undefined;
  readonly format: 'text' | 'json';
  readonly bounds: WantedBounds;
  /** Most states, bytes of memory and milliseconds; `undefined`: the usual limits. */
  readonly limits: { readonly states: number | undefined; readonly memory: number | undefined; readonly time: number | undefined };
}

/** `avstream prove`: exit code 0 (proved), 1 (a counterexample), 2 (it could not be asked) or 3 (not decided). */
export async function prove({ file, scenario, format, bounds, limits }: ProveOptions): Promise<number> {
  const read = await readDocument(file);
  if ('reason' in read) return refuse(`cannot read ${file}: ${read.reason}.`);
  const chosen = chooseSimulation(file, read.text, scenario, 'proved');
  if (chosen === undefined) return 2;
  const { model, label, compiled } = chosen;
  complainOfErrors(file, model);
  const subjects = proofSubjects(compiled.scenario, bounds);
  const provable = subjects.flatMap((subject) => (subject.kind === 'model' ? [subject.model] : []));
  for (const subject of subjects) if (subject.kind === 'impossible' && (provable.length > 0 || subjects.length === 1)) complain(`"${label}": ${proofProblemText(subject.problem, subject.label, write)}`);
  if (provable.length === 0) return subjects.length === 1 ? 2 : refuse(`"${label}" has no pin that could be proved: an output pin with a device behind it, read by an application, that processes for itself.`);
  const results: ProofResult[] = [];
  for (const each of provable) results.push(await run(each, limits));
  await print(format === 'json' ? `${JSON.stringify({ version: 1, results: results.map(printed) }, null, 2)}\n` : results.map((result) => proofReport(result, write, results.length > 1)).join('\n'));
  return results.some(({ verdict }) => verdict === 'counterexample') ? 1 : results.some(({ verdict }) => verdict === 'undecided') ? 3 : 0;
}

function refuse(reason: string): number {
  complain(reason);
  return 2;
}

/** Searches to the end; Ctrl+C ends it undecided. */
function run(model: ProofModel, { states = defaultProofLimits.states, memory = defaultProofLimits.memory, time }: ProveOptions['limits']): Promise<ProofResult> {
  return longWork(async ({ isCancelled, tell }) => (await proveInSlices(model, { states, memory, time: time ?? null }, {
    now: () => performance.now(), yieldToHost, sliceMilliseconds: 50, isCancelled, onProgress: ({ states: found, depth }) => tell(`${found} states, ${depth} steps deep`),
  })).result);
}

function printed(result: ProofResult): object {
  const { steps, assumptions, options, leftOut, ...rest } = result;
  return {
    ...rest, message: verdictText(result, write), steps: steps.map((step) => ({ ...step, text: stepText(step, write) })),
    leftOut: leftOut.map((key) => ({ key, text: proofOmissionText(key, write) })),
    assumptions: assumptions.map((key) => ({ key, text: proofAssumptionText(key, write) })), options: options.map((option) => ({ ...option, text: proofOptionText(option, write) })),
  };
}
