import { performance } from 'node:perf_hooks';
import { type LineIndex, type Model, type NodeId, createLineIndex, positionAt, readModel, resolvePointer } from '../document/index';
import type { Range } from '../protocol/index';
import { configureSimulationFindings, placeAt } from '../rules/index';
import type { Severities } from '../findings/index';
import { type PreparedTest, type Scenario, type SimulationResult, createSimulation, evaluateExpectations, headlineOf, hidesTests, missText, prepareTests, runSliced } from '../simulation/index';
import { longWork } from './long-work';
import { type ConfigurationChoice, createCommandConfigurations } from './configurations';
import { findDescriptors } from './find-descriptors';
import { complain, located, print } from './print';
import { readDocument, unreadReason } from './read-document';
import { locatedProblems } from './scenario-problems';
import { write } from './simulation-report';
import { junitReport } from './test-reports/junit';
import { type ReportedFile, type ReportedMiss, type ReportedScenario, totalsOf } from './test-reports/report';
import { tapReport } from './test-reports/tap';
import { textReport } from './test-reports/text';
import { writeProblem, writeText } from './write-file';

/** How a report is written. */
export type TestFormat = 'text' | 'tap' | 'junit';

/** What `avstream test` was asked for. */
export interface TestOptions {
  readonly files: readonly string[];
  /** Label of the simulation that is run alone, in every file that has it. */
  readonly scenario: string | undefined;
  readonly format: TestFormat;
  /** File that the report is written to; standard output has text then. */
  readonly outputFile: string | undefined;
  readonly configuration: ConfigurationChoice;
}

const reports: Readonly<Record<TestFormat, (files: readonly ReportedFile[]) => string>> = { text: textReport, tap: tapReport, junit: junitReport };

/** `avstream test`: exit code 0 (every run has shown what is expected), 1 (an expectation was missed) or 2 (something could not be read, run or written). */
export async function test(options: TestOptions): Promise<number> {
  const configurations = createCommandConfigurations(options.configuration);
  const refusal = await configurations.refusal();
  if (refusal !== undefined) return refuse(refusal);
  const tested: ReportedFile[] = [];
  const descriptors = await findDescriptors(options.files, (file, error) => tested.push({ file, kind: 'unread', reason: unreadReason(error) }));
  const problem = options.outputFile === undefined ? undefined : await writeProblem(options.outputFile, descriptors);
  if (problem !== undefined) return refuse(problem);
  const isCancelled = await longWork(async (underWay) => {
    for (const file of descriptors) {
      tested.push(await testFile(file, options.scenario, await configurations.severitiesOf(file), underWay.isCancelled));
      if (underWay.isCancelled()) return true;
    }
    return false;
  });
  if (isCancelled) return refuse('cancelled.');
  if (options.scenario !== undefined && totalsOf(tested).scenarios === 0 && tested.every(({ kind }) => kind === 'read')) return refuse(`no file has a simulation "${options.scenario}".`);
  for (const reason of configurations.unread()) complain(reason);
  // What a configuration has wrong would spoil the form of any other report.
  for (const { file, problems } of configurations.used()) for (const problem of problems) complain(located(file, problem).trimEnd());
  for (const file of tested) if (file.kind === 'unread') complain(`cannot test ${file.file}: ${file.reason}.`);
  const isWritten = await report(tested, options);
  const { missed, impossible, unread } = totalsOf(tested);
  return !isWritten || unread > 0 || impossible > 0 || !configurations.areSound() ? 2 : missed > 0 ? 1 : 0;
}

function refuse(reason: string): number {
  complain(reason);
  return 2;
}

/** Writes the report where it is wanted; answers whether that was possible. */
async function report(tested: readonly ReportedFile[], { format, outputFile }: TestOptions): Promise<boolean> {
  await print(outputFile === undefined ? reports[format](tested) : textReport(tested));
  return outputFile === undefined || writeText(outputFile, reports[format](tested));
}

async function testFile(file: string, wanted: string | undefined, severities: Severities, isCancelled: () => boolean): Promise<ReportedFile> {
  const read = await readDocument(file);
  if ('reason' in read) return { file, kind: 'unread', reason: read.reason };
  const model = readModel(read.text);
  if (hidesTests(model)) return { file, kind: 'unread', reason: `it has mistakes that hide simulations; avstream check ${file} says which` };
  const lines = createLineIndex(read.text);
  const scenarios: ReportedScenario[] = [];
  for (const prepared of prepareTests(model)) if (wanted === undefined || prepared.label === wanted) scenarios.push(await testScenario({ model, lines, prepared, severities, isCancelled }));
  return { file, kind: 'read', scenarios };
}

/** A simulation that is to be tested. */
interface Subject {
  readonly model: Model;
  readonly lines: LineIndex;
  readonly prepared: PreparedTest;
  readonly severities: Severities;
  readonly isCancelled: () => boolean;
}

async function testScenario(subject: Subject): Promise<ReportedScenario> {
  const { model, prepared: { label, node, state }, severities } = subject;
  const begin = performance.now();
  const about = { label, range: rangeAt(subject, node) };
  if (state.kind === 'impossible') {
    const { message, range } = locatedProblems(model, subject.lines, state.problem)[0]!;
    return { ...about, outcome: { kind: 'impossible', message, range }, expectations: 0, headline: '', milliseconds: elapsed(begin) };
  }
  const { scenario, seed, expectations, stated } = state;
  const result = await run(scenario, seed, subject.isCancelled);
  const reported = configureSimulationFindings(model, result.findings, severities).findings;
  const misses = evaluateExpectations(expectations, { result, reported, paths: scenario.paths }).map((miss): ReportedMiss => ({
    name: miss.expectation.name, ...withMessage(missText(miss, result, write)), range: rangeAt(subject, resolvePointer(model.tree, miss.expectation.path)),
  }));
  return { ...about, outcome: misses.length === 0 ? { kind: 'passed' } : { kind: 'missed', misses }, expectations: stated, headline: headlineOf(result, write), milliseconds: elapsed(begin) };
}

const withMessage = ({ text, ...sides }: ReturnType<typeof missText>): Pick<ReportedMiss, 'message' | 'wanted' | 'found'> => ({ message: text, ...sides });

/** Milliseconds since then, to three places. */
const elapsed = (begin: number): number => Number((performance.now() - begin).toFixed(3));

function rangeAt({ model, lines }: Subject, node: NodeId): Range {
  const { start, end } = placeAt(model.tree, node);
  return { start: positionAt(lines, start), end: positionAt(lines, end) };
}

/** Runs to the end, without a trace: nobody looks at it. */
const run = (scenario: Scenario, seed: number, isCancelled: () => boolean): Promise<SimulationResult> => runSliced(createSimulation({ ...scenario, limits: { ...scenario.limits, spans: 0 } }, seed), {
  now: () => performance.now(), yieldToHost: () => new Promise((resolve) => setImmediate(resolve)), sliceMilliseconds: 50, isCancelled,
});
