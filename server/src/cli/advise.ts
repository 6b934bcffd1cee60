import { performance } from 'node:perf_hooks';
import { formatDuration } from '../document/index';
import { type AdviceOutcome, type AdviceOrder, adviceSubject, adviseSimulation, drawCharts, isAnswered, readSweep, reportAdvice } from '../simulation/advice/index';
import { createSimulation, runSliced } from '../simulation/index';
import { chooseSimulation } from './choose-simulation';
import { longWork, yieldToHost } from './long-work';
import { adviceText } from './advice-text';
import { complain, print } from './print';
import { readDocument } from './read-document';
import { complainOfErrors } from './scenario-problems';
import { write } from './simulation-report';
import { writeProblem, writeText } from './write-file';

/** What `avstream advise` was asked for. */
export interface AdviseOptions {
  readonly file: string;
  readonly scenario: string | undefined;
  /** Millionths. */
  readonly confidence: number;
  readonly seeds: number | undefined;
  /** A value, with a stretch: `Client.Hold=5 ms..100 ms`. */
  readonly sweep: string | undefined;
  /** SVG file for the charts. */
  readonly chart: string | undefined;
  readonly format: 'text' | 'json';
}

/** Ends the work when a person has pressed Ctrl+C. */
class Cancelled extends Error {}

/** `avstream advise`: exit code 0 (with the numbers of the document nothing is lost), 1 (more buffers are needed, or none are enough) or 2 (it could not be worked out). */
export async function advise(options: AdviseOptions): Promise<number> {
  const read = await readDocument(options.file);
  if ('reason' in read) return refuse(`cannot read ${options.file}: ${read.reason}.`);
  const chosen = chooseSimulation(options.file, read.text, options.scenario);
  if (chosen === undefined) return 2;
  const { model, simulation, index, compiled } = chosen;
  complainOfErrors(options.file, model);
  const subject = adviceSubject(model, simulation, index, compiled);
  const sweep = options.sweep === undefined ? undefined : readSweep(subject, options.sweep);
  if (sweep && 'problem' in sweep) return refuse(sweepRefusal(sweep));
  const problem = options.chart === undefined ? undefined : await writeProblem(options.chart, [options.file]);
  if (problem !== undefined) return refuse(problem);
  const begin = performance.now();
  let outcome: AdviceOutcome;
  try {
    outcome = await work(subject, { confidence: options.confidence, ...(options.seeds === undefined ? {} : { seeds: options.seeds }), sweep });
  } catch (error) {
    if (error instanceof Cancelled) return refuse('cancelled.');
    throw error;
  }
  const elapsed = Math.round(performance.now() - begin);
  const blocks = reportAdvice(outcome, formatDuration(elapsed * 1e6), write);
  const isWritten = options.chart === undefined || (await writeText(options.chart, drawCharts(blocks)));
  await print(options.format === 'json' ? `${JSON.stringify({ version: 1, validated: false, milliseconds: elapsed, ...outcome }, null, 2)}\n` : adviceText(blocks));
  return !isWritten ? 2 : isAnswered(outcome) ? 0 : 1;
}

function refuse(reason: string): number {
  complain(reason);
  return 2;
}

function sweepRefusal(problem: Extract<ReturnType<typeof readSweep>, { readonly problem: string }>): string {
  switch (problem.problem) {
    case 'unknown': return `the simulation has no value '${problem.name}' that could be swept.${problem.nearest === undefined ? '' : ` Is '${problem.nearest}' meant?`} It has: ${problem.names.join(', ')}.`;
    case 'ambiguous': return `'${problem.name}' is not the only one: say which of ${problem.names.map((name) => `'${name}'`).join(', ')}.`;
    case 'range': return `'${problem.text}' is no stretch of ${problem.name}: write FROM..TO, with units where it is a time, as in 5 ms..100 ms.`;
  }
}

/** Works the advice out; Ctrl+C ends it. */
function work(subject: Parameters<typeof adviseSimulation>[0], order: AdviceOrder): Promise<AdviceOutcome> {
  return longWork(({ isCancelled, tell }) => {
    let looked = performance.now();
    return adviseSimulation(subject, order, {
      run: async (scenario, seed) => {
        // Short runs never yield by themselves.
        if (performance.now() - looked > 50) {
          await yieldToHost();
          looked = performance.now();
        }
        const result = await runSliced(createSimulation(scenario, seed), { now: () => performance.now(), yieldToHost, sliceMilliseconds: 50, isCancelled });
        if (isCancelled()) throw new Cancelled();
        return result;
      },
      onProgress: (progress) => tell(`${Math.floor(progress * 100)} %`),
    });
  });
}
