import type { CancellationToken } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readModel, resolvePointer } from '../../document/index';
import type { Severities } from '../../findings/index';
import type { MissedExpectation, RunTestParameters, RunTestResult } from '../../protocol/index';
import { configureSimulationFindings, placeAt } from '../../rules/index';
import { evaluateExpectations, headlineOf, missText, prepareTests } from '../../simulation/index';
import { answerCodes, answerError, isAnswerError } from '../answer-error';
import { describeError } from '../guard';
import { localize } from '../localize';
import { nodeRange } from '../pointers';
import type { Runner } from '../runtime';
import { scenarioProblemText } from '../simulation/scenario-problem';

/** What a test needs of the server. */
export interface TestSurroundings {
  readonly runner: () => Runner;
  readonly severitiesOf: (uri: string) => Promise<Severities>;
  readonly log: (text: string) => void;
}

/** Answers `avstream/runTest`: runs a simulation of a text and holds it to what it expects. */
export async function runTest({ uri, text, index }: RunTestParameters, token: CancellationToken, { runner, severitiesOf, log }: TestSurroundings): Promise<RunTestResult> {
  try {
    const document = TextDocument.create(uri, 'avstream', 0, text);
    const model = readModel(text);
    const prepared = prepareTests(model)[index];
    if (prepared === undefined) return { kind: 'impossible', text: localize('The descriptor has no such simulation any more.'), range: null };
    const { state } = prepared;
    if (state.kind === 'impossible') return { kind: 'impossible', text: scenarioProblemText(state.problem), range: nodeRange(document, model.tree, state.problem.node) };
    // Nobody looks at the trace.
    const { result } = await runner().run({ ...state.scenario, limits: { ...state.scenario.limits, spans: 0 } }, state.seed, token, () => undefined);
    if (token.isCancellationRequested || result.stopReason === 'cancelled') throw answerError(answerCodes.requestCancelled, 'The test was cancelled.');
    const { findings: reported } = configureSimulationFindings(model, result.findings, await severitiesOf(uri));
    const misses = evaluateExpectations(state.expectations, { result, reported, paths: state.scenario.paths }).map((miss): MissedExpectation => {
      const { start, end } = placeAt(model.tree, resolvePointer(model.tree, miss.expectation.path));
      return { ...missText(miss, result, localize), range: { start: document.positionAt(start), end: document.positionAt(end) } };
    });
    const about = { headline: headlineOf(result, localize), expectations: state.stated };
    return misses.length === 0 ? { kind: 'passed', ...about } : { kind: 'missed', ...about, misses };
  } catch (error) {
    if (isAnswerError(error)) throw error;
    log(`A test failed on a text of ${text.length} characters: ${describeError(error)}`);
    return { kind: 'impossible', text: localize('The test broke down. This is a mistake of AVStream Studio, not of the document; the output channel says where.'), range: null };
  }
}
