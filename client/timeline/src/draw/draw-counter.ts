import { counterRange } from '../../../../server/src/trace/index';
import { firstAbove } from '../../../../server/src/trace/levels';
import type { Plot } from './plot';
import { xOf } from './plot';
import type { Renderer } from './renderer';
import type { Scene } from './scene';

const limitDash: readonly number[] = [4, 3];

/** Draws a counter as steps over a filled area, with its limit. Where steps are closer than pixels, each column shows least and greatest value. */
export function drawCounter(renderer: Renderer, scene: Scene, plot: Plot, counter: number, y: number, height: number): void {
  const { session: { trace, levels, counterTops }, look } = scene;
  const { times, values, limit } = trace.counters[counter]!;
  const bottom = y + height - 3;
  const top = y + 5;
  const scale = (bottom - top) / Math.max(1, counterTops[counter]!);
  const yOf = (value: number): number => bottom - value * scale;
  const until = plot.from + plot.columns * plot.pixelTime;
  let first = firstAbove(times, plot.from, 0, times.length) - 1;
  const last = firstAbove(times, until, Math.max(0, first), times.length);
  if (last - Math.max(0, first) > plot.columns) {
    const device = 1 / renderer.ratio;
    for (let column = 0; column < plot.columns; column += 1) {
      const range = counterRange(levels, counter, plot.from + column * plot.pixelTime, plot.from + (column + 1) * plot.pixelTime);
      if (range === null) continue;
      const x = (plot.deviceLeft + column) / renderer.ratio;
      const high = yOf(range.maximum);
      const low = yOf(range.minimum);
      renderer.rectangle(x, low, device, Math.max(device, bottom - low), look.counterArea);
      renderer.rectangle(x, high, device, Math.max(1.5, low - high), look.counterLine);
    }
  } else {
    first = Math.max(0, first);
    let before = Number.NaN;
    for (let at = first; at < last; at += 1) {
      const x0 = Math.max(plot.left, xOf(plot, renderer, times[at]!));
      const x1 = Math.min(plot.left + plot.width, xOf(plot, renderer, at + 1 < times.length ? times[at + 1]! : Math.min(until, trace.duration)));
      const level = yOf(values[at]!);
      if (values[at]! > 0) renderer.rectangle(x0, level, x1 - x0, bottom - level, look.counterArea);
      renderer.rectangle(x0, level - 0.75, Math.max(1, x1 - x0), 1.5, look.counterLine);
      if (!Number.isNaN(before) && before !== level) renderer.rectangle(x0, Math.min(before, level) - 0.75, 1, Math.abs(before - level) + 1.5, look.counterLine);
      before = level;
    }
  }
  if (limit !== null) renderer.line(plot.left, yOf(limit), plot.left + plot.width, yOf(limit), look.palette.quiet, 1, limitDash);
}
