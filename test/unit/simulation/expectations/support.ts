import { pointerOf, readModel } from '../../../../server/src/document/index';
import { formatText } from '../../../../server/src/findings/index';
import { configureSimulationFindings } from '../../../../server/src/rules/index';
import { type MissText, type SimulationResult, compileExpectations, compileScenario, createSimulation, evaluateExpectations, missText, simulationText, simulationsOf } from '../../../../server/src/simulation/index';
import { type JsonObject, documentText } from '../compile-scenario-support';

/** 100 ms of frames every 10 ms to an application that keeps up. */
export const steady: JsonObject = { Pin: 'capture/video', Duration: '105 ms', Source: { Period: '10 ms' }, Client: { Requests: 4, Hold: '5 ms' } };
/** The same with an application that does not. */
export const lossy: JsonObject = { ...steady, Client: { Requests: 1, Hold: '35 ms' } };

/** What a run as a test came to. */
export interface Tested {
  readonly result: SimulationResult;
  readonly stated: number;
  readonly misses: readonly (MissText & { readonly name: string; readonly path: string; readonly key: string; readonly decidedBy: readonly string[] })[];
}

/** Runs the only simulation of a text as a test; throws key and pointer of what keeps it from being one. */
export function testText(text: string): Tested {
  const model = readModel(text);
  const simulation = simulationsOf(model)[0]!;
  const compiled = compileScenario(model, simulation);
  if (compiled.kind === 'impossible') throw new Error(`${compiled.problem.key} ${pointerOf(model.tree, compiled.problem.node)}`);
  const expected = compileExpectations(model, simulation, compiled.scenario);
  if (expected.kind === 'impossible') {
    const { key, arguments: values, node } = expected.problem;
    const { template, values: shown } = simulationText(`scenario.${key}`, values);
    if (template === `scenario.${key}`) throw new Error(`${key} has no text.`);
    for (const [, name] of template.matchAll(/\{(\w+)\}/g)) if (!(name! in shown)) throw new Error(`${key} lacks ${name}.`);
    throw new Error(`${key} ${pointerOf(model.tree, node)} ${formatText(template, shown)}`);
  }
  const run = createSimulation(compiled.scenario, compiled.seed);
  while (!run.advance(10_000).done) { /* goes on */ }
  const result = run.result();
  const reported = configureSimulationFindings(model, result.findings, new Map()).findings;
  const misses = evaluateExpectations(expected.expectations, { result, reported, paths: compiled.scenario.paths }).map((miss) => {
    const written = missText(miss, result, formatText);
    // No sentence may show a key, or an argument that nobody filled in.
    if (/[{}]|expectation\.|undefined/.test(written.text) || !/^[A-Z\w].*\.$/s.test(written.text)) throw new Error(`Badly written: ${written.text}`);
    return { ...written, name: miss.expectation.name, path: miss.expectation.path, key: miss.key, decidedBy: miss.decidedBy };
  });
  return { result, stated: expected.stated, misses };
}

/** Runs a simulation of one capture pin as a test. */
export const testRun = (simulation: JsonObject, expect?: JsonObject): Tested => testText(documentText(expect === undefined ? simulation : { ...simulation, Expect: expect }));

/** Key and place of what is wrong with expectations; `runs` where nothing is. */
export function problemOf(simulation: JsonObject, expect: JsonObject): string {
  try {
    testRun(simulation, expect);
    return 'runs';
  } catch (error) {
    return (error as Error).message;
  }
}
