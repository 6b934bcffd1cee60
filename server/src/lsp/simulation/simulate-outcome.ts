import type { AssumptionStatement, Figure, FramePeriod, SimulationOutcome, Statement } from '../../protocol/index';
import {
  type Scenario, type SimulationFinding, assumptionValue, dropText, dropsOf, eligibleText, figuresOf, headlineOf, optionPath, rejectedText, simulatedWithText, simulationTexts, tellAssumptions, undecidedText,
} from '../../simulation/index';
import { toBase64 } from '../base64';
import { localize } from '../localize';
import type { RunOutcome } from '../runtime';
import type { PreparedRun } from './prepare-run';
import { findingSentence } from './finding-sentence';

/** Keys of {@link simulationTexts} that name what is in a trace; the timeline fills in `{index}`. */
const traceTextKeys = Object.keys(simulationTexts).filter((key) => /^(?:row|state|stateHelp|instant|instantHelp|counter)\./.test(key));

/** Writes an outcome for the client: figures, sentences in the reader's language, and the trace. `findings` are the run's as configured, `prepared` what was run. */
export function toOutcome(uri: string, { result, trace }: RunOutcome, findings: readonly SimulationFinding[], { scenario, assumptions: chosen, parameters, overrides }: PreparedRun): SimulationOutcome {
  const { allocators, latency } = result;
  return {
    uri,
    scenario: result.scenario,
    seed: result.seed,
    fingerprint: result.fingerprint,
    stopReason: result.stopReason,
    statistics: {
      framesProduced: result.framesProduced, framesDelivered: result.framesDelivered, framesDropped: result.framesDropped,
      latency: { p50: latency.p50, p95: latency.p95, p99: latency.p99, max: latency.max }, memoryBytes: result.memoryBytes,
      frameBytes: Object.fromEntries(result.pins.filter(({ framesPerSecond }) => framesPerSecond > 0).map(({ label, framesPerSecond, bytesPerSecond }) => [label, Math.round(bytesPerSecond / framesPerSecond)])),
    },
    periods: periodsOf(scenario),
    parameters: parameters.map((parameter) => ({ ...parameter, summary: localize(parameter.summary) })),
    overrides,
    headline: headlineOf(result, localize),
    figures: figuresOf(result, localize).map(({ key, label, value, option }): Figure => ({ key, label, value, path: optionPath(scenario.paths, option) })),
    drops: dropsOf(result.pins).map((drop) => ({ key: drop.key, text: dropText(drop, localize), path: drop.paths[0] ?? '', count: drop.count, firstTime: drop.firstTime, firstFrame: drop.firstFrame })),
    assumptions: tellAssumptions([...chosen, ...result.assumptions], localize).map(({ assumption, text }): AssumptionStatement => ({
      key: assumption.key, text, path: assumption.path, basis: assumption.basis, value: assumptionValue(assumption, localize), source: assumption.source, decided: assumption.decided,
    })),
    allocators: allocators.map((allocator) => ({
      section: allocator.section,
      simulatedWith: simulatedWithText(allocator, localize),
      basis: allocator.basis,
      rejected: allocator.rejected.map((each): Statement => ({ key: each.because, text: rejectedText(each, localize), path: each.path })),
      undecided: allocator.undecided.map((each): Statement => ({ key: each.because, text: undecidedText(each, localize), path: each.path })),
      eligible: allocator.eligible.map((each): Statement => ({ key: 'eligible', text: eligibleText(each, localize), path: each.path })),
    })),
    findings: findings.map((finding) => ({ key: finding.key, text: findingSentence(finding, result.pins.length + result.circuits.length > 1), path: finding.path, code: finding.code, severity: finding.severity, time: finding.time })),
    queues: result.queues,
    trace: toBase64(trace),
    traceTexts: Object.fromEntries(traceTextKeys.map((key) => [key, localize(simulationTexts[key] ?? key)])),
  };
}

/** How often the sources of a scenario have a frame: those of its pins, clients that write, and peers that fill the frames of a circuit. */
function periodsOf({ pins, circuits = [] }: Scenario): FramePeriod[] {
  return [...pins.map(({ label, source, client }) => ({ label, period: source?.period ?? client?.period })), ...circuits.flatMap(({ peers }) => peers.map(({ label, period }) => ({ label, period })))]
    .flatMap(({ label, period }) => period === undefined ? [] : [{ label, period }]);
}
