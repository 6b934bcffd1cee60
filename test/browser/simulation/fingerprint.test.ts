import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readModel } from '../../../server/src/document/index';
import type { Scenario } from '../../../server/src/simulation/index';
import { compileScenario, createSimulation, simulationsOf } from '../../../server/src/simulation/index';
import { encodeTrace } from '../../../server/src/trace/index';
import recorded from '../../fixtures/samples/fingerprints.json';
import { captureScenario } from '../timeline/support/runs';
import { sharedBrowser } from '../timeline/support/shared-browser';
import { chromiumExecutable } from '../timeline/support/timeline-page';

/** What both hosts have to agree on. */
interface Run { readonly fingerprint: string; readonly delivered: number; readonly latency: unknown; readonly bytes: number; readonly slices: number }

/** The engine with what reads documents, and functions that run a scenario, or a simulation of a document, in slices as the server in a web worker does. */
const program = `
  import { readModel } from './server/src/document/index';
  import { compileScenario, createSimulation, runSliced, simulationsOf } from './server/src/simulation/index';
  import { encodeTrace } from './server/src/trace/index';
  globalThis.run = async (scenario, seed) => {
    let slices = 1;
    const result = await runSliced(createSimulation(scenario, seed), {
      now: () => performance.now(),
      yieldToHost: () => new Promise((resolve) => {
        slices += 1;
        setTimeout(resolve, 0);
      }),
    });
    return { fingerprint: result.fingerprint, delivered: result.framesDelivered, latency: result.latency, bytes: encodeTrace(result.trace).length, slices };
  };
  globalThis.runDocument = async (text, index) => {
    const model = readModel(text);
    const compiled = compileScenario(model, simulationsOf(model)[index], index);
    if (compiled.kind === 'impossible') throw new Error(compiled.problem.key);
    return await globalThis.run(compiled.scenario, compiled.seed);
  };
`;

const runInNode = (scenario: Scenario, seed: number): Omit<Run, 'slices'> => {
  const simulation = createSimulation(scenario, seed);
  while (!simulation.advance(1000).done);
  const result = simulation.result();
  return { fingerprint: result.fingerprint, delivered: result.framesDelivered, latency: result.latency, bytes: encodeTrace(result.trace).length };
};

/** Every simulation of every sample: what is read, which one, and what Node makes of it. */
const sampleSimulations = readdirSync('samples').filter((file) => file.endsWith('.avstream.json')).sort().flatMap((file) => {
  const text = readFileSync(path.join('samples', file), 'utf8');
  const model = readModel(text);
  return simulationsOf(model).map((simulation, index) => {
    const compiled = compileScenario(model, simulation, index);
    if (compiled.kind === 'impossible') throw new Error(`${file}: ${compiled.problem.key}`);
    return { file, label: compiled.scenario.label, text, index, ...compiled };
  });
});

describe.skipIf(chromiumExecutable === undefined)('the simulation in a browser', () => {
  let page: Page;
  let runInBrowser: (scenario: Scenario, seed: number) => Promise<Run>;
  let runDocumentInBrowser: (text: string, index: number) => Promise<Run>;

  beforeAll(async () => {
    const bundle = await esbuild.build({ stdin: { contents: program, resolveDir: process.cwd(), loader: 'ts' }, bundle: true, write: false, format: 'iife', target: 'es2022' });
    page = await (await sharedBrowser()).newPage();
    await page.addScriptTag({ content: bundle.outputFiles[0]!.text });
    runInBrowser = (scenario, seed) => page.evaluate(([what, number]) => (globalThis as unknown as { run(scenario: Scenario, seed: number): Promise<Run> }).run(what, number), [scenario, seed] as const);
    runDocumentInBrowser = (text, index) => page.evaluate(([what, number]) => (globalThis as unknown as { runDocument(text: string, index: number): Promise<Run> }).runDocument(what, number), [text, index] as const);
  });
  afterAll(async () => { await page?.close(); });

  it.each([1, 2, 2 ** 40])('does what it does in Node, seed %i', async (seed) => {
    expect(await runInBrowser(captureScenario(), seed)).toMatchObject(runInNode(captureScenario(), seed));
  });

  it.each(sampleSimulations)('$file, "$label": reads the document and runs it event for event as Node does', async ({ file, label, text, index, scenario, seed }) => {
    const run = await runDocumentInBrowser(text, index);
    expect(run).toEqual({ ...runInNode(scenario, seed), slices: run.slices });
    expect(run.fingerprint).toBe((recorded as Record<string, Record<string, string>>)[file]?.[label]);
  });

  it('does so over an hour of frames, cut into slices', async () => {
    const long = { ...captureScenario(), duration: 3_600_000_000_000 };
    const { slices, ...run } = await runInBrowser(long, 3);
    expect(run).toEqual(runInNode(long, 3));
    // 8 ms are asked for, and no machine runs an hour of frames in ten times as much.
    expect(slices).toBeGreaterThan(10);
  });
});
