import type { Page } from 'playwright-core';
import type { SentRun } from './runs';
import type { TimelinePage } from './timeline-page';

/** Times of frames in milliseconds, each list rising. */
export interface FrameTimes {
  /** From frame to frame, as the screen has them: never below what its rate allows. */
  readonly intervals: readonly number[];
  /** What the page's script works in each frame. */
  readonly costs: readonly number[];
}

/** Entry of a rising list at a share (0 … 1) of its length. */
export function at(list: readonly number[], share: number): number {
  return list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? Number.NaN;
}

/** Has the page time the callbacks of its frames; to be called before anything is measured. */
export async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const costs: number[] = [];
    const original = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => original((now) => {
      const start = performance.now();
      callback(now);
      costs.push(performance.now() - start);
    });
    Object.assign(window, { frameCosts: costs });
  });
}

/** Sends a run and waits for its first picture; milliseconds on the page's own clock. */
export async function timeOpening({ page }: TimelinePage, run: SentRun): Promise<number> {
  return page.evaluate(async ({ outcome, bytes }) => {
    const binary = atob(bytes);
    const trace = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at += 1) trace[at] = binary.charCodeAt(at);
    const start = performance.now();
    window.postMessage({ type: 'outcome', outcome, trace, view: null, sameRun: true }, '*');
    while (document.querySelector('.shown:not([hidden])') === null) await new Promise((resolve) => setTimeout(resolve, 0));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    return performance.now() - start;
  }, { outcome: run.outcome, bytes: Buffer.from(run.trace).toString('base64') });
}

/** Pans and zooms over `target` for some frames by the wheel, to and fro, so that nothing stays as it was. */
export async function timeFrames(page: Page, target: string, frames = 60): Promise<FrameTimes> {
  const times = await page.evaluate(async ({ selector, count }) => {
    const costs = (window as unknown as { frameCosts?: number[] }).frameCosts ?? [];
    costs.length = 0;
    const found = document.querySelectorAll(selector);
    const element = found[found.length - 1]!;
    const box = element.getBoundingClientRect();
    const intervals: number[] = [];
    let before = performance.now();
    for (let frame = 0; frame < count; frame += 1) {
      element.dispatchEvent(new WheelEvent('wheel', { deltaY: frame % 30 < 15 ? 40 : -40, shiftKey: frame % 2 === 0, ctrlKey: frame % 2 === 1, clientX: box.left + 900, clientY: box.top + box.height / 3, bubbles: true, cancelable: true }));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = performance.now();
      intervals.push(now - before);
      before = now;
    }
    return { intervals: intervals.slice(5), costs: costs.filter((cost) => cost > 0.05) };
  }, { selector: target, count: frames });
  const rising = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);
  return { intervals: rising(times.intervals), costs: rising(times.costs) };
}
