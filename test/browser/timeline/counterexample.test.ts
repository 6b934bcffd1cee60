import { describe, expect, it } from 'vitest';
import { formatText } from '../../../server/src/findings/index';
import { drawCounterexample, stepDuration, verdictText } from '../../../server/src/simulation/prover/index';
import { traceTexts } from '../../../server/src/simulation/wording/trace-texts';
import { encodeTrace } from '../../../server/src/trace/index';
import { cloneAndAdvance, modelOf, proof } from '../../unit/simulation/prover/programs';
import { eachTimeline } from './support/each-timeline';
import type { SentRun } from './support/runs';
import type { TimelinePage } from './support/timeline-page';
import { chromiumExecutable } from './support/timeline-page';

/** A clone that is deleted twice, as the extension sends it. */
function counterexample(): SentRun {
  const finished = proof(modelOf(cloneAndAdvance('deletesTwice')));
  const { trace, texts, queues } = drawCounterexample(finished, formatText)!;
  const { result } = finished;
  return {
    trace: encodeTrace(trace),
    outcome: {
      uri: 'file:///project/capture.avstream.json', scenario: result.scenario, seed: 0, fingerprint: trace.fingerprint, stopReason: 'completed',
      statistics: { framesProduced: 0, framesDelivered: 0, framesDropped: 0, latency: { p50: null, p95: null, p99: null, max: null }, memoryBytes: 0 },
      headline: verdictText(result, formatText), figures: [], drops: [], assumptions: [], allocators: [], queues, traceTexts: { ...traceTexts, ...texts },
      findings: [{ key: 'proof', text: 'A clone is deleted twice.', path: '', code: 'SPT-06', severity: 'error', time: result.steps.length * stepDuration }],
    },
  };
}

describe.skipIf(chromiumExecutable === undefined)('a counterexample on the timeline', () => {
  let timeline: TimelinePage;
  const run = counterexample();
  eachTimeline(async (opened) => {
    timeline = opened;
    await timeline.sendRun(run);
  });

  const selected = async (): Promise<{ readonly row: number; readonly start: number } | null> => ((await timeline.kept()) as { selection: { row: number; start: number } | null }).selection;

  it('is stepped through forwards and back, from who acts to who acts next', async () => {
    const { page } = timeline;
    if (process.env['SCREENSHOT'] !== undefined) await page.screenshot({ path: process.env['SCREENSHOT'] });
    // The first step, in the row of the application.
    const stage = (await page.locator('.stage').boundingBox())!;
    const { to } = (await timeline.kept()) as unknown as { to: number };
    const labels = 340;
    // Three rows below the ruler, the findings and the pin's name: wherever the headline above ends.
    await page.mouse.click(stage.x + labels + (stage.width - labels - 12) * 1.5 * stepDuration / to, stage.y + 98);
    await expect.poll(async () => (await selected())?.start).toBe(stepDuration);
    const first = await selected();
    await page.locator('.stage-scroller').focus();
    for (let step = 2; step <= 7; step += 1) {
      await page.keyboard.press(']');
      await expect.poll(async () => (await selected())?.start).toBe(step * stepDuration);
    }
    // Client, SetDeviceState, client again, Process: who acts is where one is.
    expect((await selected())?.row).not.toBe(first?.row);
    await page.keyboard.press('[');
    await expect.poll(async () => (await selected())?.start).toBe(6 * stepDuration);
    expect(timeline.problems()).toEqual([]);
  });
});
