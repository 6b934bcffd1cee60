import { rowCoverage, visibleSegments } from '../../../../server/src/trace/index';
import type { TraceBasis } from '../../../../server/src/trace/index';
import type { StateLook } from '../theme/state-look';
import { firstAbove } from '../../../../server/src/trace/levels';
import type { Plot } from './plot';
import { xOf } from './plot';
import type { PixelStrip, Renderer } from './renderer';
import type { Scene } from './scene';

/** Room above and below a bar within its row, in CSS pixels. */
export const barInset = 2;
/** From this many device pixels a span gets outline and pattern; below, it goes into the strip of pixels. */
const wideFrom = 6;
/** Spans of fewer device pixels than these become part of a column's shares. */
const singleFrom = 1;
/** Stretches of narrow spans closer than this many columns are computed in one go. */
const joinGap = 8;

// Reused from row to row and frame to frame: painting allocates nothing for a span.
let wide = new Int32Array(4096);
let stretches = new Int32Array(1024);
let shares = new Float32Array(1 << 16);
let touched = new Int16Array(8192);

/** Draws one row's spans; `y` and `height` are those of the row in CSS pixels. */
export function drawRow(renderer: Renderer, scene: Scene, plot: Plot, row: number, y: number, height: number): void {
  const { session: { trace, levels }, look } = scene;
  const { spans } = trace;
  const { from, pixelTime, columns, deviceLeft } = plot;
  const top = Math.round((y + barInset) * renderer.ratio);
  const lines = Math.max(3, Math.round((y + height - barInset) * renderer.ratio) - top);
  const columnOf = (time: number): number => Math.round((time - from) / pixelTime);
  let wideCount = 0;
  let stretchCount = 0;
  let strip: PixelStrip | null = null;
  let first = columns;
  let last = 0;
  if (touched.length < columns) touched = new Int16Array(columns * 2);
  touched.fill(-1, 0, columns);

  visibleSegments(levels, row, from, from + columns * pixelTime, pixelTime, (start, end, state, _coverage, span, count) => {
    const left = Math.max(0, Math.min(columns - 1, Math.floor((start - from) / pixelTime)));
    const right = Math.max(left + 1, Math.min(columns, Math.ceil((end - from) / pixelTime)));
    if (count === 1 && end - start >= wideFrom * pixelTime) {
      if (wideCount === wide.length) wide = grown(wide);
      wide[wideCount++] = span;
      return;
    }
    first = Math.min(first, left);
    last = Math.max(last, right);
    touched[left] = state;
    if (stretchCount > 0 && left - stretches[stretchCount - 1]! <= joinGap) {
      stretches[stretchCount - 1] = Math.max(stretches[stretchCount - 1]!, right);
    } else {
      if (stretchCount + 2 > stretches.length) stretches = grown(stretches);
      stretches[stretchCount++] = left;
      stretches[stretchCount++] = right;
    }
  });

  if (last > first) {
    strip = renderer.strip(columns, lines);
    for (let line = 0; line < lines; line += 1) strip.pixels.fill(look.backgroundPixel, line * strip.stride + first, line * strip.stride + last);
    for (let at = 0; at < stretchCount; at += 2) fillShares(strip, scene, plot, row, stretches[at]!, stretches[at + 1]!, lines);
    // Spans of a few pixels stand for themselves, over the shares of the columns they touch.
    visibleSegments(levels, row, from, from + columns * pixelTime, pixelTime, (start, end, state, _coverage, _span, count) => {
      if (count !== 1 || end - start < singleFrom * pixelTime || end - start >= wideFrom * pixelTime) return;
      const left = Math.max(0, columnOf(start));
      const right = Math.min(columns, Math.max(left + 1, columnOf(end)));
      for (let line = 0; line < lines; line += 1) strip!.pixels.fill(look.statePixels[state]!, line * strip!.stride + left, line * strip!.stride + right);
    });
    // Piece by piece, so that the grid shows between them, unless there are very many.
    if (stretchCount > 160) renderer.putStrip(deviceLeft, top, first, last - first, lines);
    else for (let at = 0; at < stretchCount; at += 2) renderer.putStrip(deviceLeft, top, stretches[at]!, stretches[at + 1]! - stretches[at]!, lines);
  }
  for (let at = 0; at < wideCount; at += 1) {
    const span = wide[at]!;
    const state = spans.state[span]!;
    const left = Math.max(-2, columnOf(spans.start[span]!));
    const right = Math.min(columns + 2, Math.max(left + 1, columnOf(spans.end[span]!)));
    const x = (deviceLeft + left) / renderer.ratio;
    const barWidth = (right - left) / renderer.ratio;
    drawBar(renderer, look.states[state]!, trace.states[state]!.basis, x, y + barInset, barWidth, height - 2 * barInset);
    if (barWidth >= 22) drawBarName(renderer, scene, plot, row, state, x, y + barInset, barWidth, height - 2 * barInset);
  }
}

function grown(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(list.length * 2);
  larger.set(list);
  return larger;
}

/** Divides each column from `first` to `last` by the share of time spent in each state; what is there at all stays visible. */
function fillShares(strip: PixelStrip, scene: Scene, plot: Plot, row: number, first: number, last: number, lines: number): void {
  const { look, session: { levels, trace } } = scene;
  const stride = trace.states.length;
  const columns = last - first;
  if (shares.length < columns * stride) shares = new Float32Array(columns * stride * 2);
  rowCoverage(levels, row, plot.from + first * plot.pixelTime, plot.pixelTime, columns, shares);
  const { states } = levels.rows[row]!;
  const least = Math.max(2, Math.ceil(lines * 0.25));
  const { pixels } = strip;
  const occupied = (column: number): boolean => {
    if (column < 0 || column >= columns) return false;
    if (touched[first + column]! >= 0) return true;
    for (const state of states) if (shares[column * stride + state]! > 0) return true;
    return false;
  };
  let before = false;
  let here = occupied(0);
  for (let column = 0; column < columns; column += 1) {
    const after = occupied(column + 1);
    const alone = here && !before && !after;
    before = here;
    const present = here;
    here = after;
    if (!present) continue;
    let total = 0;
    for (const state of states) total += shares[column * stride + state]!;
    const mark = touched[first + column]!;
    // What stands alone is a thin line; only in a crowd does height tell how much of the time was taken.
    const height = alone ? lines : Math.min(lines, Math.max(least, Math.round(total * lines)));
    let line = lines;
    let sum = 0;
    for (const state of states) {
      const share = shares[column * stride + state]!;
      if (share <= 0) continue;
      sum += share;
      const until = lines - Math.round((sum / total) * height);
      const colour = look.statePixels[state]!;
      for (; line > until; line -= 1) pixels[(line - 1) * strip.stride + first + column] = colour;
    }
    if (total <= 0) for (; line > lines - height; line -= 1) pixels[(line - 1) * strip.stride + first + column] = look.statePixels[mark]!;
  }
}

const dotted: readonly number[] = [2, 2];
const dashed: readonly number[] = [5, 3];

/**
 * Draws a bar wide enough for outline and pattern. How well the state is founded shows in the outline: documented solid, inferred
 * dashed, assumed dotted with a hatch, the author's own with a notch.
 */
export function drawBar(renderer: Renderer, look: StateLook, basis: TraceBasis, x: number, y: number, width: number, height: number): void {
  renderer.rectangle(x, y, width, height, look.fill);
  const deviceX = Math.round(x * renderer.ratio);
  if (width >= 8) renderer.pattern(x, y, width, height, look.pattern, look.ink, deviceX);
  if (width >= 8 && basis === 'assumed') renderer.pattern(x, y, width, height, 'hatch', look.ink, deviceX);
  renderer.outline(x, y, width, height, look.edge, 1, basis === 'assumed' ? dotted : basis === 'inferred' ? dashed : undefined);
  if (basis === 'scenario' && width >= 12) renderer.rectangle(x + width - 5, y, 5, 3, look.edge);
}

/** Writes a bar's name at the begin of what can be seen of it, if it fits: half a name says nothing. */
function drawBarName(renderer: Renderer, scene: Scene, plot: Plot, row: number, state: number, x: number, y: number, width: number, height: number): void {
  const { session: { trace, names } } = scene;
  const look = scene.look.states[state]!;
  const name = names.states[state]!;
  const measured = renderer.measure(name);
  const right = Math.min(x + width, plot.left + plot.width) - 5;
  let left = Math.max(x, plot.left) + 5;
  if (right - left < measured) return;
  // The shapes of instants on the same row come later and would cover it: it stands behind them, where there is room.
  const { offsets, time } = trace.instants;
  const last = offsets[row + 1]!;
  let instant = offsets[row] === last ? last : firstAbove(time, plot.from + ((left - plot.left) * renderer.ratio - 8) * plot.pixelTime, offsets[row]!, last);
  for (let tries = 0; instant < last && tries < 12; tries += 1, instant += 1) {
    const at = xOf(plot, renderer, time[instant]!);
    if (at - 7 > left + measured || at + 9 + measured > right) break;
    left = Math.max(left, at + 9);
  }
  if (look.pattern !== 'plain' || trace.states[state]!.basis === 'assumed') renderer.rectangle(left - 2, y + 2, measured + 4, height - 4, look.fill);
  renderer.text(name, left, y + height / 2, measured + 2, look.text);
}
