import type { CancellationToken } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type SimulateParameters, type SimulateResult, type SimulationProgressParameters, methods } from '../../protocol/index';
import type { Severities } from '../../findings/index';
import { configureSimulationFindings } from '../../rules/index';
import type { Scenario } from '../../simulation/index';
import type { Analysis } from '../analysis';
import { answerCodes, answerError, isAnswerError } from '../answer-error';
import { describeError } from '../guard';
import { localize } from '../localize';
import type { RunOutcome, Runner } from '../runtime';
import type { ServerContext } from '../start-server';
import { prepareRun } from './prepare-run';
import type { ShownRuns } from './shown-runs';
import { toOutcome } from './simulate-outcome';

/** Least time between two progress notifications of one run, in ms. */
const progressInterval = 100;

/** Frames up to which stream pointers are written down unasked: it makes a run a third longer, which nobody notices here. */
const framesWithPointers = 20_000;

function isShort({ pins, duration }: Scenario): boolean {
  return pins.reduce((frames, pin) => frames + ('source' in pin && pin.source ? duration / pin.source.period : 0), 0) <= framesWithPointers;
}

/** Runs simulations for the client. */
export interface SimulateFeature {
  simulate(parameters: SimulateParameters, token: CancellationToken, document: TextDocument | undefined, analysisOf: (document: TextDocument) => Analysis): Promise<SimulateResult>;
  /** Carries out runs beside the messages; made when it is first asked for. */
  runner(): Runner;
  dispose(): void;
}

const impossible = (text: string): SimulateResult => ({ kind: 'impossible', text, path: '' });

/** Creates the feature. The runner is made when the first simulation is asked for. `severitiesOf` gives what people chose for a document; `shownRuns` keeps what runs found, in case a timeline shows them. */
export function createSimulateFeature({ connection, runtime }: ServerContext, severitiesOf: (uri: string) => Promise<Severities>, shownRuns: ShownRuns): SimulateFeature {
  let made: Runner | undefined;
  const runner = (): Runner => (made ??= runtime.createRunner());

  const reporter = (runId: string): ((progress: { readonly progress: number; readonly virtualTime: number }) => void) => {
    let last = -Infinity;
    return ({ progress, virtualTime }) => {
      const now = runtime.now();
      if (now - last < progressInterval) return;
      last = now;
      // A client that is gone has no use for progress.
      connection.sendNotification(methods.simulationProgress, { runId, progress, virtualTime } satisfies SimulationProgressParameters).catch(() => undefined);
    };
  };

  return {
    simulate: async (parameters, token, document, analysisOf) => {
      if (document === undefined) return impossible(localize('The document is not open.'));
      const { uri } = document;
      const analysis = analysisOf(document);
      let run: RunOutcome;
      try {
        const prepared = prepareRun(document, analysis, parameters.scenario, parameters.overrides ?? []);
        if (prepared.kind === 'impossible') return prepared;
        const { model, scenario, index } = prepared;
        const seed = parameters.seed !== undefined && Number.isSafeInteger(parameters.seed) && parameters.seed >= 0 ? parameters.seed : prepared.seed;
        run = await runner().run({ ...scenario, recordStreamPointers: parameters.streamPointers === true || isShort(scenario) }, seed, token, reporter(parameters.runId));
        // A run that was complete before the cancellation took effect is as good as any, but nobody waits for it.
        if (token.isCancellationRequested || run.result.stopReason === 'cancelled') throw answerError(answerCodes.requestCancelled, 'The simulation was cancelled.');
        const { pins, circuits } = run.result;
        shownRuns.completed(parameters.runId, { uri, text: model.tree.text, scenario: run.result.scenario, index, hasSeveral: pins.length + circuits.length > 1, findings: run.result.findings });
        // The document may be a later version by now; what was run decides what is suppressed.
        const { findings } = configureSimulationFindings(model, run.result.findings, await severitiesOf(uri));
        return { kind: 'completed', outcome: toOutcome(uri, run, findings, prepared) };
      } catch (error) {
        if (isAnswerError(error)) throw error;
        connection.console.error(`Simulating failed on a text of ${analysis.text.length} characters: ${describeError(error)}`);
        return impossible(localize('The simulation broke down. This is a mistake of AVStream Studio, not of the document; the output channel says where.'));
      }
    },
    runner,
    dispose: () => made?.dispose(),
  };
}
