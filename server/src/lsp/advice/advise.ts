import type { CancellationToken } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { formatDuration } from '../../document/index';
import { formatText } from '../../findings/index';
import { type AdviceProgressParameters, type AdvicePart, type AdviseParameters, type AdviseResult, type SectionVerdict, adviceMethods } from '../../protocol/index';
import { type AdviceBlock, type AdviceOutcome, type RunFigures, adviceSubject, adviseSimulation, drawChart, readSweep, reportAdvice } from '../../simulation/advice/index';
import type { Scenario } from '../../simulation/index';
import type { Analysis } from '../analysis';
import { answerCodes, answerError, isAnswerError } from '../answer-error';
import { describeError } from '../guard';
import { localize } from '../localize';
import type { Runner } from '../runtime';
import { findScenario } from '../simulation/prepare-run';
import type { ServerContext } from '../start-server';

/** Least time between two progress notifications, in ms. */
const progressInterval = 100;
/** Longest time without a look at the messages, in ms. */
const slice = 8;
/** What is asked for when nothing else is, millionths. */
const usualConfidence = 950_000;
/** Most runs of a confirmation. */
const mostSeeds = 20_000;

const impossible = (text: string): AdviseResult => ({ kind: 'impossible', text, path: '' });

/** Answers `avstream/advise`: how many buffers are enough, and what changes the losses. Every run is one of the runner's. */
export async function advise({ connection, runtime }: ServerContext, runner: () => Runner, document: TextDocument, analysis: Analysis, parameters: AdviseParameters, token: CancellationToken): Promise<AdviseResult> {
  const model = analysis.model();
  const found = findScenario(document, model, parameters.scenario);
  if (found.kind === 'impossible') return found;
  const subject = adviceSubject(model, found.simulation, found.index, found.compiled);
  const sweep = parameters.sweep === undefined ? undefined : readSweep(subject, parameters.sweep);
  if (sweep && 'problem' in sweep) return impossible(sweepProblem(sweep));
  const { confidence = usualConfidence, seeds } = parameters;
  if (!(Number.isInteger(confidence) && confidence > 0 && confidence < 1_000_000)) return impossible(localize('The confidence has to be above 0 and below 1.'));
  const begin = runtime.now();
  let [told, looked] = [-Infinity, begin];
  const run = async (scenario: Scenario, seed: number): Promise<RunFigures> => {
    // Short runs do not look at the messages by themselves where there is no other thread.
    if (runtime.now() - looked > slice) {
      await runtime.yieldToMessages();
      looked = runtime.now();
    }
    if (token.isCancellationRequested) throw cancelled();
    const { result } = await runner().run(scenario, seed, token, () => undefined);
    if (token.isCancellationRequested || result.stopReason === 'cancelled') throw cancelled();
    return result;
  };
  const onProgress = (progress: number): void => {
    const now = runtime.now();
    if (now - told < progressInterval) return;
    told = now;
    connection.sendNotification(adviceMethods.adviceProgress, { adviceId: parameters.adviceId, progress } satisfies AdviceProgressParameters).catch(() => undefined);
  };
  try {
    const outcome = await adviseSimulation(subject, { confidence, ...(seeds === undefined ? {} : { seeds: Math.max(1, Math.min(mostSeeds, Math.floor(seeds))) }), sweep, onlySweep: parameters.onlySweep === true }, { run, onProgress });
    return { kind: 'completed', report: { uri: document.uri, scenario: subject.scenario.label, sections: sectionsOf(outcome), parts: partsOf(reportAdvice(outcome, formatDuration(Math.round(runtime.now() - begin) * 1e6), (template, values) => formatText(localize(template), values)), parameters.onlySweep === true ? 'sweep' : 'chart') } };
  } catch (error) {
    if (isAnswerError(error)) throw error;
    connection.console.error(`Advising failed on a text of ${analysis.text.length} characters: ${describeError(error)}`);
    return impossible(localize('Working out the advice broke down. This is a mistake of AVStream Studio, not of the document; the output channel says where.'));
  }
}

const cancelled = (): Error => answerError(answerCodes.requestCancelled, 'The advice was cancelled.');

const sectionsOf = ({ buffers }: AdviceOutcome): SectionVerdict[] => (buffers?.sections ?? []).map(({ knob, verdict, edit }) => ({
  label: knob.label, verdict: verdict.kind, decider: knob.decider, stated: knob.stated * knob.each, buffers: verdict.kind === 'never' ? null : verdict.number * knob.each, overrides: edit,
}));

/** Charts become markup, whose parts are told from those of other reports on a page by `name`; everything else crosses as it is. */
const partsOf = (blocks: readonly AdviceBlock[], name: string): AdvicePart[] => blocks.map((block, index) => (block.kind === 'chart' ? { kind: 'chart', title: block.chart.title, svg: drawChart(block.chart, `${name}-${index}`) } : block));

function sweepProblem(problem: Extract<ReturnType<typeof readSweep>, { readonly problem: string }>): string {
  switch (problem.problem) {
    case 'unknown': return localize('The simulation has no value {name} that could be swept. It has: {names}.', { name: problem.name, names: problem.names.join(', ') });
    case 'ambiguous': return localize('{name} is not the only one: say which of {names}.', { name: problem.name, names: problem.names.join(', ') });
    case 'range': return localize('{text} is no stretch of {name}: write FROM..TO, with units where it is a time, as in 5 ms..100 ms.', { text: problem.text, name: problem.name });
  }
}
