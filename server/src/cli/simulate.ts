import { performance } from 'node:perf_hooks';
import { type ConfiguredSimulationFindings, configureSimulationFindings } from '../rules/index';
import { type Assumption, type QueueDumps, type Scenario, type SimulationResult, assumptionText, createSimulation, findingText, formatBytes, runSliced } from '../simulation/index';
import { chooseSimulation } from './choose-simulation';
import { longWork, yieldToHost } from './long-work';
import { type ConfigurationChoice, type UsedConfiguration, createCommandConfigurations } from './configurations';
import { type ExportOrder, type WrittenExport, exportProblem, writeExports } from './exports';
import { complain, located, print } from './print';
import { readDocument } from './read-document';
import { complainOfErrors } from './scenario-problems';
import { sentence, simulationReport, write } from './simulation-report';
import { type SwarmOutcome, runSwarm, swarmLines } from './swarm';
import { type TieOrders, compareTieOrders, tieSeeds } from './tie-order';

/** What `avstream simulate` was asked for. */
export interface SimulateOptions {
  readonly file: string;
  readonly scenario: string | undefined;
  readonly seed: number | undefined;
  readonly format: 'text' | 'json';
  readonly configuration: ConfigurationChoice;
  /** Calls to be printed in their order. */
  readonly calls: number;
  readonly dumps: QueueDumps;
  /** Order of simultaneous events; left out: the scenario's own. */
  readonly tieSeed: number | undefined;
  readonly shufflesTies: boolean;
  /** Run so many seeds, and show the worst. */
  readonly seeds: number | undefined;
  /** Files the run is written to. */
  readonly exports: readonly ExportOrder[];
  /** Width of an SVG picture, CSS pixels. */
  readonly svgWidth: number;
}

/** `avstream simulate`: exit code 0, 1 (the run has a finding of level error) or 2 (it could not be run, or a configuration not wholly be read). */
export async function simulate(options: SimulateOptions): Promise<number> {
  const read = await readDocument(options.file);
  if ('reason' in read) return refuse(`cannot read ${options.file}: ${read.reason}.`);
  const configurations = createCommandConfigurations(options.configuration);
  const refusal = await configurations.refusal();
  if (refusal !== undefined) return refuse(refusal);
  const chosen = chooseSimulation(options.file, read.text, options.scenario);
  if (chosen === undefined) return 2;
  const { model, compiled } = chosen;
  const severities = await configurations.severitiesOf(options.file);
  complainOfErrors(options.file, model, severities);
  const hindrance = await exportProblem(options.exports, options.file);
  if (hindrance !== undefined) return refuse(hindrance);
  const firstSeed = options.seed ?? compiled.seed;
  const scenario: Scenario = { ...compiled.scenario, ...(options.tieSeed === undefined ? {} : { tieSeed: options.tieSeed }) };
  const swarm = options.seeds === undefined ? undefined : await runSwarm(scenario, firstSeed, options.seeds, (each, seed) => run(each, seed, false));
  if (swarm === 'cancelled') return refuse('cancelled.');
  const seed = swarm?.outcomes[0]?.seed ?? firstSeed;
  const { calls, dumps } = options;
  const result = await run({ ...scenario, ...(calls > 0 ? { limits: { ...scenario.limits, calls } } : {}), ...(dumps.atEnd || dumps.at.length > 0 ? { queueDumps: dumps } : {}) }, seed, options.exports.length > 0);
  if (result.stopReason === 'cancelled') return refuse('cancelled.');
  const ties = options.shufflesTies ? await runShuffled(scenario, seed, result) : undefined;
  if (ties === 'cancelled') return refuse('cancelled.');
  const configured = configureSimulationFindings(model, result.findings, severities);
  for (const reason of configurations.unread()) complain(reason);
  const exported = await writeExports(options.exports, { trace: result.trace, document: options.file, assumptions: compiled.assumptions.length + result.assumptions.length, svgWidth: options.svgWidth });
  if (typeof exported === 'string') complain(exported);
  const files = typeof exported === 'string' ? [] : exported;
  const used = configurations.used();
  // Standard output can hold one thing.
  if (options.exports.some(({ path }) => path === '-')) for (const { file, problems } of used) for (const problem of problems) complain(located(file, problem).trimEnd());
  else if (options.format === 'json') await print(json(result, compiled.assumptions, configured, used, ties, files, swarm));
  else {
    for (const { file, problems } of used) for (const problem of problems) await print(located(file, problem));
    if (swarm) await print(`${swarmLines(swarm).join('\n')}\n`);
    await print(simulationReport(result, compiled.assumptions, configured, ties));
    if (files.length > 0) await print(files.map(({ format, path, bytes }) => `Wrote ${path} (${format}, ${formatBytes(bytes)})\n`).join(''));
  }
  if (result.stopReason !== 'completed') complain(sentence(`stopReason.${result.stopReason}`));
  return !configurations.areSound() || typeof exported === 'string' ? 2 : configured.findings.some((finding) => finding.severity === 'error') ? 1 : 0;
}

function refuse(reason: string): number {
  complain(reason);
  return 2;
}

/** Runs the scenario in other orders of simultaneous events, and compares. Only figures and findings of those runs are kept. */
async function runShuffled(scenario: Scenario, seed: number, shown: SimulationResult): Promise<TieOrders | 'cancelled'> {
  const others: { tieSeed: number; result: Pick<SimulationResult, 'pins' | 'circuits' | 'events' | 'findings' | 'fingerprint'> }[] = [];
  for (const tieSeed of tieSeeds) {
    if (tieSeed === scenario.tieSeed) continue;
    const { pins, circuits, events, findings, fingerprint, stopReason } = await run({ ...scenario, tieSeed, limits: { ...scenario.limits, spans: 1 } }, seed, false);
    if (stopReason === 'cancelled') return 'cancelled';
    others.push({ tieSeed, result: { pins, circuits, events, findings, fingerprint } });
  }
  return compareTieOrders(shown, others);
}

/** Runs to the end; Ctrl+C cancels. */
function run(scenario: Scenario, seed: number, keepsTrace: boolean): Promise<SimulationResult> {
  // The trace is for exports.
  const simulation = createSimulation(keepsTrace ? scenario : { ...scenario, limits: { ...scenario.limits, spans: 0 } }, seed);
  return longWork(({ isCancelled, tell }) => runSliced(simulation, {
    now: () => performance.now(), yieldToHost, sliceMilliseconds: 50, isCancelled, onProgress: ({ progress }) => tell(`${Math.floor(progress * 100)} %`),
  }));
}

const printedAssumption = (assumption: Assumption): object => {
  const { key, pin, basis, value, source, decided, path } = assumption;
  return { key, text: assumptionText(assumption, write), pin, basis, value, source, decided, path };
};

function json(result: SimulationResult, chosen: readonly Assumption[], { findings, suppressed }: ConfiguredSimulationFindings, configurations: readonly UsedConfiguration[], ties: TieOrders | undefined, files: readonly WrittenExport[], swarm: SwarmOutcome | undefined): string {
  const { p50, p95, p99, max } = result.latency;
  return `${JSON.stringify({
    version: 1,
    scenario: result.scenario,
    seed: result.seed,
    fingerprint: result.fingerprint,
    stopReason: result.stopReason,
    statistics: { framesProduced: result.framesProduced, framesDelivered: result.framesDelivered, framesDropped: result.framesDropped, latency: { p50, p95, p99, max }, memoryBytes: result.memoryBytes, pins: result.pins, circuits: result.circuits },
    allocators: result.allocators,
    assumptions: [...chosen, ...result.assumptions].map(printedAssumption),
    findings: findings.map((finding) => ({ ...finding, message: findingText(finding, write) })),
    suppressed: suppressed.length,
    ...(result.calls.length > 0 ? { calls: result.calls, callCount: result.callCount } : {}),
    ...(result.queues.length > 0 ? { queues: result.queues } : {}),
    ...(ties ? { ties } : {}),
    ...(swarm ? { swarm } : {}),
    ...(files.length > 0 ? { exports: files } : {}),
    configurations,
  }, null, 2)}\n`;
}
