import type { CancellationToken } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { formatText, type TextArguments } from '../../findings/index';
import { type ProofProgressParameters, type ProveParameters, type ProveResult, type SimulationOutcome, proofMethods } from '../../protocol/index';
import { simulationTexts } from '../../simulation/index';
import {
  type FinishedProof, type ProofLimits, type ProofProgress, drawCounterexample, drawnText, endText, faultText, proofAssumptionText, proofFigures, proofOptionText, proofProblemText, proofReport, proofSubjects, stepDuration, verdictText,
} from '../../simulation/prover/index';
import { encodeTrace } from '../../trace/index';
import type { Analysis } from '../analysis';
import { answerCodes, answerError, isAnswerError } from '../answer-error';
import { toBase64 } from '../base64';
import { describeError } from '../guard';
import { localize } from '../localize';
import { findScenario } from '../simulation/prepare-run';
import type { Prover } from '../runtime';
import type { ServerContext } from '../start-server';

/** Least time between two progress notifications, in ms. */
const progressInterval = 100;
/** Where a search gives up here if nothing else is said: an editor has other things to keep in memory. */
const usualLimits: ProofLimits = { states: 5_000_000, memory: 600_000_000, time: null };
/** Requests of the client at most. */
const mostRequests = 12;

const write = (template: string, values: TextArguments): string => formatText(localize(template), values);
/** Keys of texts that name what is in a trace. */
const traceTextKeys = Object.keys(simulationTexts).filter((key) => /^(?:row|state|stateHelp|instant|instantHelp|counter)\./.test(key));

/** Answers `avstream/prove`. The search is the prover's, so that a cancellation is seen at once. */
export async function prove(context: ServerContext, prover: () => Prover, document: TextDocument, analysis: Analysis, parameters: ProveParameters, token: CancellationToken): Promise<ProveResult> {
  const model = analysis.model();
  const found = findScenario(document, model, parameters.scenario);
  if (found.kind === 'impossible') return found;
  const { requests, overlap } = parameters;
  const subjects = proofSubjects(found.compiled.scenario, {
    ...(requests !== undefined && Number.isInteger(requests) && requests > 0 && requests <= mostRequests ? { requests } : {}), ...(overlap === true ? { processOverlapsStates: true, dpcOverlapsStop: true } : {}),
  });
  const provable = subjects.flatMap((subject) => (subject.kind === 'model' ? [subject.model] : []));
  const [first] = subjects;
  if (provable.length === 0) return { kind: 'impossible', text: first?.kind === 'impossible' ? localize('This cannot be proved: {reason}', { reason: proofProblemText(first.problem, first.label, write) }) : localize('There is nothing to prove.'), path: '' };
  try {
    const proofs: FinishedProof[] = [];
    for (const each of provable) {
      const finished = await prover().prove(each, limitsOf(parameters), token, reporter(context, parameters.proofId));
      if (token.isCancellationRequested || finished.result.limit === 'cancelled') throw answerError(answerCodes.requestCancelled, 'The proof was cancelled.');
      proofs.push(finished);
      if (finished.result.verdict === 'counterexample') break;
    }
    const refused = subjects.flatMap((subject) => (subject.kind === 'impossible' ? [localize('This cannot be proved: {reason}', { reason: proofProblemText(subject.problem, subject.label, write) })] : []));
    const shown = proofs.find(({ result }) => result.verdict !== 'proved') ?? proofs[0]!;
    return {
      kind: 'completed', verdict: shown.result.verdict, scenario: shown.result.scenario, text: verdictText(shown.result, write), report: [...proofs.map(({ result }) => proofReport(result, write, subjects.length > 1)), ...refused].join('\n'),
      outcome: shown.result.verdict === 'counterexample' ? toOutcome(document.uri, shown) : null,
    };
  } catch (error) {
    if (isAnswerError(error)) throw error;
    context.connection.console.error(`Proving failed on a text of ${analysis.text.length} characters: ${describeError(error)}`);
    return { kind: 'impossible', text: localize('The proof broke down. This is a mistake of AVStream Studio, not of the document; the output channel says where.'), path: '' };
  }
}

/** What the client says about the limits, where it can be so. */
function limitsOf({ maxStates, maxSeconds, maxMemory }: ProveParameters): ProofLimits {
  const isLimit = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value) && value > 0;
  return { states: isLimit(maxStates) ? maxStates : usualLimits.states, time: isLimit(maxSeconds) ? maxSeconds * 1_000 : usualLimits.time, memory: isLimit(maxMemory) ? maxMemory * 1e6 : usualLimits.memory };
}

/** Tells the client how far a search is, not too often. */
function reporter({ connection, runtime }: ServerContext, proofId: string): (progress: ProofProgress) => void {
  let told = -Infinity;
  return ({ states, depth }) => {
    const now = runtime.now();
    if (now - told < progressInterval) return;
    told = now;
    connection.sendNotification(proofMethods.proofProgress, { proofId, states, depth } satisfies ProofProgressParameters).catch(() => undefined);
  };
}

/** A counterexample as a run that the timeline shows. */
function toOutcome(uri: string, proof: FinishedProof): SimulationOutcome | null {
  const drawn = drawCounterexample(proof, write);
  if (drawn === null) return null;
  const { result } = proof;
  const last = result.steps.flatMap(({ calls }) => calls).at(-1)?.path ?? '';
  return {
    uri, scenario: result.scenario, seed: 0, fingerprint: drawn.trace.fingerprint, stopReason: 'completed',
    statistics: { framesProduced: 0, framesDelivered: 0, framesDropped: 0, latency: { p50: null, p95: null, p99: null, max: null }, memoryBytes: 0 },
    parameters: [], overrides: [],
    headline: verdictText(result, write),
    figures: proofFigures(result, write).map((figure) => ({ ...figure, path: '' })),
    drops: [],
    assumptions: [
      { key: 'proof.drawn', text: drawnText(write), path: '', basis: 'assumed' as const, value: '', source: '', decided: false },
      ...result.assumptions.map((key) => ({ key: `proof.${key}`, text: proofAssumptionText(key, write), path: '', basis: 'assumed' as const, value: '', source: '', decided: false })),
      ...result.options.map((option) => ({ key: `proof.${option.name}`, text: proofOptionText(option, write), path: '', basis: option.basis, value: option.value, source: '', decided: option.basis === 'scenario' })),
    ],
    allocators: [],
    findings: [{ key: 'proof', text: [faultText(result.fault!, write), endText(result, write)].join(' ').trim(), path: last, code: result.fault?.kind === 'rule' ? result.fault.code : null, severity: 'error', time: result.steps.length * stepDuration }],
    queues: drawn.queues,
    trace: toBase64(encodeTrace(drawn.trace)),
    traceTexts: { ...Object.fromEntries(traceTextKeys.map((key) => [key, localize(simulationTexts[key] ?? key)])), ...drawn.texts },
  };
}
