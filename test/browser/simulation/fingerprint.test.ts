import * as esbuild from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scenario } from '../../../server/src/simulation/index';
import { createSimulation } from '../../../server/src/simulation/index';
import { encodeTrace } from '../../../server/src/trace/index';
import { captureScenario } from '../timeline/support/runs';
import { chromiumExecutable, launch } from '../timeline/support/timeline-page';

/** What both hosts have to agree on. */
interface Run { readonly fingerprint: string; readonly delivered: number; readonly latency: unknown; readonly bytes: number; readonly longestSlice: number }

/** The engine alone, with a function that runs a scenario in slices as the server in a web worker does. */
const program = `
  import { createSimulation, runSliced } from './server/src/simulation/index';
  import { encodeTrace } from './server/src/trace/index';
  globalThis.run = async (scenario, seed) => {
    let began = performance.now();
    let longestSlice = 0;
    const result = await runSliced(createSimulation(scenario, seed), {
      now: () => performance.now(),
      yieldToHost: () => new Promise((resolve) => {
        longestSlice = Math.max(longestSlice, performance.now() - began);
        setTimeout(() => { began = performance.now(); resolve(); }, 0);
      }),
    });
    return { fingerprint: result.fingerprint, delivered: result.framesDelivered, latency: result.latency, bytes: encodeTrace(result.trace).length, longestSlice };
  };
`;

const runInNode = (scenario: Scenario, seed: number): Omit<Run, 'longestSlice'> => {
  const simulation = createSimulation(scenario, seed);
  while (!simulation.advance(1000).done);
  const result = simulation.result();
  return { fingerprint: result.fingerprint, delivered: result.framesDelivered, latency: result.latency, bytes: encodeTrace(result.trace).length };
};

describe.skipIf(chromiumExecutable === undefined)('the simulation in a browser', () => {
  let browser: Browser;
  let runInBrowser: (scenario: Scenario, seed: number) => Promise<Run>;

  beforeAll(async () => {
    const bundle = await esbuild.build({ stdin: { contents: program, resolveDir: process.cwd(), loader: 'ts' }, bundle: true, write: false, format: 'iife', target: 'es2022' });
    browser = await launch();
    const page = await browser.newPage();
    await page.addScriptTag({ content: bundle.outputFiles[0]!.text });
    runInBrowser = (scenario, seed) => page.evaluate(([what, number]) => (globalThis as unknown as { run(scenario: Scenario, seed: number): Promise<Run> }).run(what, number), [scenario, seed] as const);
  });
  afterAll(async () => { await browser?.close(); });

  it.each([1, 2, 2 ** 40])('does what it does in Node, seed %i', async (seed) => {
    expect(await runInBrowser(captureScenario(), seed)).toMatchObject(runInNode(captureScenario(), seed));
  });

  it('does so over an hour of frames, cut into slices', async () => {
    const long = { ...captureScenario(), duration: 3_600_000_000_000 };
    const { longestSlice, ...run } = await runInBrowser(long, 3);
    expect(run).toEqual(runInNode(long, 3));
    // 8 ms are asked for; a machine under load may interrupt a slice, but not make it a second.
    expect(longestSlice).toBeLessThan(250);
  });
});
