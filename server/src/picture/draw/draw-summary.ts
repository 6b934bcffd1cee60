import { visibleSegments } from '../../trace/index';
import type { Plot } from './plot';
import type { Renderer } from './renderer';
import type { Scene } from './scene';

/** Room above and below, and how wide the least is that is told apart; CSS pixels. */
const inset = 3;
const grain = 4;

/** Draws in little what the rows of a collapsed group do: a line of pixels for each, from top to bottom; where there are more rows than lines, several share one. */
export function drawSummary(renderer: Renderer, { subject: { levels, trace: { spans } }, look: { backgroundPixel, statePixels } }: Scene, plot: Plot, all: readonly number[], y: number, height: number): void {
  // Rows that hold no span would take the room of those that do.
  const rows = all.filter((row) => spans.offsets[row] !== spans.offsets[row + 1]);
  if (rows.length === 0) return;
  const { from, pixelTime, columns, deviceLeft } = plot;
  const top = Math.round((y + inset) * renderer.ratio);
  const lines = Math.max(2, Math.round((y + height - inset) * renderer.ratio) - top);
  const step = pixelTime * Math.ceil(grain * renderer.ratio);
  const { pixels, stride } = renderer.strip(columns, lines);
  for (let line = 0; line < lines; line += 1) pixels.fill(backgroundPixel, line * stride, line * stride + columns);
  rows.forEach((row, index) => {
    const first = Math.floor((index * lines) / rows.length);
    const end = Math.max(first + 1, Math.floor(((index + 1) * lines) / rows.length));
    // A line between two rows, where there is room for one.
    const last = end - first > 2 ? end - 1 : end;
    visibleSegments(levels, row, from, from + columns * pixelTime, step, (start, until, state) => {
      const left = Math.max(0, Math.floor((start - from) / pixelTime));
      const right = Math.min(columns, Math.max(left + 1, Math.round((until - from) / pixelTime)));
      const colour = statePixels[state]!;
      for (let line = first; line < last; line += 1) for (let at = line * stride + left; at < line * stride + right; at += 1) pixels[at] = colour;
    });
  });
  renderer.putStrip(deviceLeft, top, 0, columns, lines);
}
