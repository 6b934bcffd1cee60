/**
 * The timeline with a million spans in 64 rows and ten counters, on software raster: how long until the first picture, beside speedscope opening the same spans in
 * the same run, and how long a frame takes while one pans and zooms, at four display scales. Times are of the page; the browser draws without a GPU.
 */
import path from 'node:path';
import { decodeTrace } from '../../server/src/trace/index';
import { type FrameTimes, at, timeFrames, timeOpening, watchFrames } from '../browser/timeline/support/measure-frames';
import { large } from '../browser/timeline/support/runs';
import { themes } from '../browser/timeline/support/themes';
import { chromiumExecutable, launch, openTimeline } from '../browser/timeline/support/timeline-page';
import { type BenchRow, median, report } from './support/measure';
import { launchSpeedscope, writeCompleteEvents } from './support/speedscope';

const spans = 1_000_000;
const scales = [1, 1.25, 1.5, 2];
const budget = { opening: 1000, frame: 16, worst: 50, bytes: 10 };
/** A screen shows sixty pictures a second: from frame to frame it is never less. */
const screen = 1000 / 60;
const zooms = [0, 7, 6, 7, 7];

// Worst frames and what lies between two frames depend on whatever else a machine does: their floors only catch what has become several times slower.
const rows: BenchRow[] = [];
if (chromiumExecutable === undefined) {
  console.log('The timeline in a browser: not run: needs Chromium.');
} else {
  const run = large(spans);
  const trace = decodeTrace(run.trace);
  if ('problem' in trace) throw new Error(trace.problem);
  const browser = await launch();
  const speedscope = await launchSpeedscope(chromiumExecutable);
  const file = path.resolve('.cache', 'million.json');
  if (speedscope === undefined) console.log('speedscope could not be installed: not run: needs npm.');
  else await writeCompleteEvents(trace, file);

  // Opening, in turns.
  const opened: number[] = [];
  const peerOpened: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const timeline = await openTimeline(browser, { theme: themes[1]!, width: 1600, height: 1000 });
    opened.push(await timeOpening(timeline, run));
    await timeline.page.context().close();
    if (speedscope === undefined) continue;
    if (round > 0) await speedscope.page.reload();
    peerOpened.push(await speedscope.open(file));
  }
  const ours = median(opened);
  rows.push({ name: 'trace', unit: 'MB', ours: run.trace.length / 1e6, peer: budget.bytes, peerName: 'budget', ratio: budget.bytes / (run.trace.length / 1e6), least: 1 });
  rows.push({ name: 'first picture', unit: 'ms', ours, peer: budget.opening, peerName: 'budget', ratio: budget.opening / ours, least: 1 });
  if (speedscope !== undefined) rows.push({ name: 'first picture, speedscope', unit: 'ms', ours, peer: median(peerOpened), peerName: 'speedscope', ratio: median(peerOpened) / ours, least: 4 });

  // Frames: the whole run and four depths below it, each panned and zoomed.
  for (const scale of scales) {
    const timeline = await openTimeline(browser, { theme: themes[1]!, width: 1600, height: 1000, scale });
    await watchFrames(timeline.page);
    await timeOpening(timeline, run);
    await timeline.page.getByRole('button', { name: 'Hide the details' }).click();
    await timeline.page.locator('.stage-scroller').focus();
    const depths: FrameTimes[] = [];
    for (const steps of zooms) {
      for (let step = 0; step < steps; step += 1) await timeline.page.keyboard.press('+');
      await timeline.settled();
      depths.push(await timeFrames(timeline.page, '.stage-scroller'));
    }
    const all = (of: keyof FrameTimes): number[] => depths.flatMap((depth) => [...depth[of]]).sort((a, b) => a - b);
    const costs = all('costs');
    const whole = at(depths[0]!.costs, 0.5);
    console.log(`Display scale ${scale}: script ${depths.map(({ costs: each }) => at(each, 0.5).toFixed(1)).join(' / ')} ms a frame, worst ${at(costs, 1).toFixed(1)}; frame to frame ${depths.map(({ intervals }) => at(intervals, 0.5).toFixed(1)).join(' / ')} ms, worst ${at(all('intervals'), 1).toFixed(1)} (whole run / 12 / 100 / 1,200 / 15,000 times)`);
    rows.push({ name: `pan and zoom at ${scale}, script, median`, unit: 'ms', ours: at(costs, 0.5), peer: budget.frame, peerName: 'budget', ratio: budget.frame / at(costs, 0.5), least: 1 });
    rows.push({ name: `pan and zoom at ${scale}, script, median of the whole run`, unit: 'ms', ours: whole, peer: budget.frame, peerName: 'budget', ratio: budget.frame / whole, least: 0.5 });
    rows.push({ name: `pan and zoom at ${scale}, frame to frame, median`, unit: 'ms', ours: at(all('intervals'), 0.5), peer: screen, peerName: 'screen', ratio: screen / at(all('intervals'), 0.5), least: 0.3 });
    rows.push({ name: `pan and zoom at ${scale}, script, worst`, unit: 'ms', ours: at(costs, 1), peer: budget.worst, peerName: 'budget', ratio: budget.worst / at(costs, 1), least: 0.25 });
    await timeline.page.context().close();
  }
  if (speedscope !== undefined) {
    const { intervals } = await timeFrames(speedscope.page, 'canvas');
    const own = rows.find(({ name }) => name === 'pan and zoom at 1, frame to frame, median')!.ours;
    rows.push({ name: 'pan and zoom at 1, frame to frame, speedscope', unit: 'ms', ours: own, peer: at(intervals, 0.5), peerName: 'speedscope, one row of 64', ratio: at(intervals, 0.5) / own, least: 1 });
    await speedscope.close();
  }
  await browser.close();
}
report('Timeline, a million spans', rows);
