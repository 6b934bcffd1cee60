import { rowCoverage } from '../../trace/index';
import type { TraceBasis } from '../../trace/index';
import type { StateLook } from '../look/state-look';
import { firstAbove } from '../../trace/levels';
import { anyMatch, isMatch } from '../matches';
import { gallopAbove } from './gallop';
import { markBasis } from './fine-basis';
import type { Plot } from './plot';
import { xOf } from './plot';
import type { PixelStrip, Renderer } from './renderer';
import type { Scene } from './scene';

/** Room above and below a bar within its row, in CSS pixels. */
export const barInset = 2;
/** From this many device pixels a span gets outline and pattern; below, it goes into the strip of pixels. */
const wideFrom = 12;
/** Stretches of shared columns closer than this many columns are computed in one go. */
const joinGap = 8;

// Reused from row to row and frame to frame: painting allocates nothing for a span.
let shares = new Float32Array(1 << 16);
let touched = new Int16Array(8192);
/** While something is searched for: the columns that hold a match, and the states' colours where a column does. */
let lit = new Uint8Array(8192);
const litPixels = new Uint32Array(256);
/** Pairs of columns, first and one past the last: what is shared by many, and what the strip holds at all. */
let shared = new Int32Array(1024);
let filled = new Int32Array(1024);

/** From this display scale on, what is crowded is drawn with columns of two device pixels: nobody can tell, and it is a quarter of the work. */
const coarseFromRatio = 1.5;

/** How many device pixels a column takes where `things` are to be shown over the plot: 2 where they crowd on a fine display, else 1. */
export function coarseness(renderer: Renderer, plot: Plot, things: number): 1 | 2 {
  return renderer.ratio >= coarseFromRatio && things > plot.columns ? 2 : 1;
}

/** Spans of at least a pixel that were met while the fine ones were drawn, row after row. */
export interface WideSpans {
  spans: Int32Array<ArrayBuffer>;
  count: number;
}

/** An empty list, to be kept and reused. */
export function createWideSpans(): WideSpans {
  return { spans: new Int32Array(4096), count: 0 };
}

/**
 * Draws what is fine in a row: spans of a few pixels, and what many share, as pixels. The wide ones are added to `wide` for {@link drawBars}:
 * writing pixels between drawing shapes would make the canvas finish the shapes each time. `y` and `height` are the row's, in CSS pixels.
 */
export function drawFineSpans(renderer: Renderer, scene: Scene, plot: Plot, row: number, y: number, height: number, wide: WideSpans): void {
  const { subject: { trace: { spans } }, look, matches } = scene;
  const { from, deviceLeft } = plot;
  const { start: starts, end: ends, state: states } = spans;
  const last = spans.offsets[row + 1]!;
  const until = from + plot.columns * plot.pixelTime;
  const firstSpan = firstAbove(ends, from, spans.offsets[row]!, last);
  const coarse = coarseness(renderer, plot, firstAbove(starts, until, firstSpan, last) - firstSpan);
  const pixelTime = plot.pixelTime * coarse;
  const columns = Math.ceil(plot.columns / coarse);
  const top = Math.round((y + barInset) * renderer.ratio);
  const deviceLines = Math.max(3, Math.round((y + height - barInset) * renderer.ratio) - top);
  const lines = Math.ceil(deviceLines / coarse);
  if (touched.length < columns + 1) touched = new Int16Array((columns + 1) * 2);
  touched.fill(-1, 0, columns + 1);
  if (matches !== null) {
    if (lit.length < columns) lit = new Uint8Array(columns * 2);
    lit.fill(0, 0, columns);
    const states = matches.states[row]!;
    for (let state = 0; state < states.length; state += 1) litPixels[state] = (states[state] === 1 ? look.statePixels : look.dimPixels)[state]!;
  }
  const wideFirst = wide.count;
  let sharedCount = 0;
  let filledCount = 0;
  const fill = (left: number, right: number): void => {
    if (filledCount > 0 && left - filled[filledCount - 1]! <= joinGap) {
      filled[filledCount - 1] = Math.max(filled[filledCount - 1]!, right);
      return;
    }
    if (filledCount + 2 > filled.length) filled = grown(filled);
    filled[filledCount++] = left;
    filled[filledCount++] = right;
  };

  let span = firstSpan;
  while (span < last && starts[span]! < until) {
    const start = starts[span]!;
    const end = ends[span]!;
    if (end - start >= pixelTime) {
      if (wide.count === wide.spans.length) wide.spans = grown(wide.spans);
      wide.spans[wide.count++] = span;
      if (end - start < wideFrom * plot.pixelTime) {
        const left = Math.max(0, Math.min(columns - 1, Math.round((start - from) / pixelTime)));
        fill(left, Math.max(left + 1, Math.min(columns, Math.round((end - from) / pixelTime))));
      }
      span += 1;
      continue;
    }
    // All that ends within this column is shared with it; of many spans only the first is looked at.
    const column = Math.max(0, Math.min(columns - 1, Math.floor((start - from) / pixelTime)));
    const edge = from + (column + 1) * pixelTime;
    touched[column] = states[span]!;
    fill(column, column + 1);
    if (sharedCount > 0 && column - shared[sharedCount - 1]! <= joinGap) {
      shared[sharedCount - 1] = column + 1;
    } else {
      if (sharedCount + 2 > shared.length) shared = grown(shared);
      shared[sharedCount++] = column;
      shared[sharedCount++] = column + 1;
    }
    const begin = span;
    span += 1;
    for (const few = Math.min(last, span + 8); span < few && ends[span]! <= edge;) span += 1;
    if (span < last && ends[span]! <= edge) span = gallopAbove(ends, edge, span, last);
    if (matches !== null && anyMatch(matches.spans, begin, span)) lit[column] = 1;
  }

  if (filledCount > 0) {
    const strip = renderer.strip(columns * coarse, lines * coarse);
    const first = filled[0]!;
    const end = filled[filledCount - 1]!;
    for (let line = 0; line < lines; line += 1) strip.pixels.fill(look.backgroundPixel, line * coarse * strip.stride + first * coarse, line * coarse * strip.stride + end * coarse);
    for (let at = 0; at < sharedCount; at += 2) fillShares(strip, scene, from, pixelTime, row, shared[at]!, shared[at + 1]!, lines, coarse);
    for (let at = wideFirst; at < wide.count; at += 1) {
      const single = wide.spans[at]!;
      const length = spans.end[single]! - spans.start[single]!;
      // Spans of a few pixels stand for themselves, over the shares of the columns they touch.
      if (length < wideFrom * plot.pixelTime) fillSingle(strip, columns, (spans.start[single]! - from) / pixelTime, (spans.end[single]! - from) / pixelTime, pixelsOf(scene, single, look.statePixels, look.dimPixels), pixelsOf(scene, single, look.edgePixels, look.dimEdgePixels), lines, coarse, scene.subject.trace.states[spans.state[single]!]!.basis);
    }
    // Piece by piece, so that the grid shows between them, unless there are very many.
    if (coarse === 2) doubleLines(strip, first * coarse, end * coarse, lines);
    if (filledCount > 2 * 16) renderer.putStrip(deviceLeft, top, first * coarse, (end - first) * coarse, deviceLines);
    else for (let at = 0; at < filledCount; at += 2) renderer.putStrip(deviceLeft, top, filled[at]! * coarse, (filled[at + 1]! - filled[at]!) * coarse, deviceLines);
  }
}

/** Draws the bars of a row among `wide.spans[first … last)`, those wide enough for outline, pattern and name. */
export function drawBars(renderer: Renderer, scene: Scene, plot: Plot, row: number, y: number, height: number, wide: WideSpans, first: number, last: number): void {
  const { subject: { trace }, look, matches } = scene;
  const { spans } = trace;
  const { from, pixelTime, columns, deviceLeft } = plot;
  for (let at = first; at < last; at += 1) {
    const index = wide.spans[at]!;
    if (spans.end[index]! - spans.start[index]! < wideFrom * pixelTime) continue;
    const state = spans.state[index]!;
    const left = Math.max(-2, Math.round((spans.start[index]! - from) / pixelTime));
    const right = Math.min(columns + 2, Math.max(left + 1, Math.round((spans.end[index]! - from) / pixelTime)));
    const x = (deviceLeft + left) / renderer.ratio;
    const barWidth = (right - left) / renderer.ratio;
    if (matches !== null && !isMatch(matches.spans, index)) {
      const dim = look.dimStates[state]!;
      renderer.rectangle(x, y + barInset, barWidth, height - 2 * barInset, dim.fill);
      renderer.outline(x, y + barInset, barWidth, height - 2 * barInset, dim.edge, 1);
      continue;
    }
    drawBar(renderer, look.states[state]!, trace.states[state]!.basis, x, y + barInset, barWidth, height - 2 * barInset);
    if (barWidth >= 22) drawBarName(renderer, scene, plot, row, state, x, y + barInset, barWidth, height - 2 * barInset);
  }
}

/** The entry of a span's state in one of two lists of pixels: `dim` for what is not searched for. */
function pixelsOf({ matches, subject: { trace } }: Scene, span: number, plain: Uint32Array, dim: Uint32Array): number {
  return (matches === null || isMatch(matches.spans, span) ? plain : dim)[trace.spans.state[span]!]!;
}

function grown(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(list.length * 2);
  larger.set(list);
  return larger;
}

/** Repeats each second line of a strip in the line below it, between two device pixels; the lines that were drawn are the even ones. */
export function doubleLines({ pixels, stride }: PixelStrip, left: number, right: number, lines: number): void {
  for (let line = 0, at = left; line < lines; line += 1, at += 2 * stride) pixels.copyWithin(at + stride, at, at + right - left);
}

function fillSingle(strip: PixelStrip, columns: number, start: number, end: number, colour: number, edge: number, lines: number, coarse: number, basis: TraceBasis): void {
  const { pixels, stride } = strip;
  const left = Math.max(0, Math.min(columns - 1, Math.round(start))) * coarse;
  const right = Math.max(left + coarse, Math.min(columns, Math.round(end)) * coarse);
  for (let line = 0, at = left; line < lines; line += 1, at += stride * coarse) {
    for (let column = 0; column < right - left; column += 1) pixels[at + column] = colour;
    // A line at the end tells it from a neighbour in the same state.
    if (right - left >= 4) pixels[at + right - left - 1] = edge;
  }
  markBasis(strip, basis, left, right, lines, coarse, edge);
}

/** Divides each column from `first` to `last` by the share of time spent in each state; what is there at all stays visible. */
function fillShares(strip: PixelStrip, scene: Scene, from: number, pixelTime: number, row: number, first: number, last: number, lines: number, coarse: number): void {
  const { look, matches, subject: { levels, trace } } = scene;
  const stride = trace.states.length;
  const columns = last - first;
  if (shares.length < columns * stride) shares = new Float32Array(columns * stride * 2);
  rowCoverage(levels, row, from + first * pixelTime, pixelTime, columns, shares);
  const { states } = levels.rows[row]!;
  const width = states.length;
  const least = Math.max(2, Math.ceil(lines * 0.25));
  const { pixels } = strip;
  const pitch = strip.stride * coarse;
  const bottom = (lines - 1) * pitch + first * coarse;
  const given = shares;
  for (let column = 0; column < columns; column += 1) {
    const mark = touched[first + column]!;
    if (mark < 0) continue;
    const isLit = matches === null || lit[first + column] === 1;
    const statePixels = matches === null ? look.statePixels : isLit ? litPixels : look.dimPixels;
    const base = column * stride;
    let total = 0;
    for (let index = 0; index < width; index += 1) total += given[base + states[index]!]!;
    // What stands alone is a thin line; only in a crowd does height tell how much of the time was taken.
    const alone = (column === 0 || touched[first + column - 1]! < 0) && (column + 1 === columns || touched[first + column + 1]! < 0);
    let height = lines;
    if (!alone) height = total * lines > least ? Math.min(lines, (total * lines + 0.5) | 0) : least;
    let done = 0;
    let at = bottom + column * coarse;
    if (total > 0) {
      const scale = height / total;
      let sum = 0;
      for (let index = 0; index < width; index += 1) {
        const share = given[base + states[index]!]!;
        if (share <= 0) continue;
        sum += share;
        const colour = statePixels[states[index]!]!;
        const until = (sum * scale + 0.5) | 0;
        if (coarse === 1) {
          for (; done < until; done += 1, at -= pitch) pixels[at] = colour;
        } else {
          for (; done < until; done += 1, at -= pitch) {
            pixels[at] = colour;
            pixels[at + 1] = colour;
          }
        }
      }
    } else {
      const colour = statePixels[mark]!;
      for (; done < height; done += 1, at -= pitch) pixels.fill(colour, at, at + coarse);
    }
    // However little of the column matches, it can be seen that something does.
    if (matches !== null && isLit) for (let line = 0; line < 2; line += 1) pixels.fill(look.matchPixel, bottom + column * coarse - line * pitch, bottom + column * coarse - line * pitch + coarse);
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
  if (width >= 10) renderer.pattern(x, y, width, height, look.pattern, look.ink, deviceX);
  if (width >= 10 && basis === 'assumed') renderer.pattern(x, y, width, height, 'hatch', look.ink, deviceX);
  renderer.outline(x, y, width, height, look.edge, 1, basis === 'assumed' ? dotted : basis === 'inferred' ? dashed : undefined);
  if (basis === 'scenario' && width >= 12) renderer.rectangle(x + width - 5, y, 5, 3, look.edge);
}

/** Writes a bar's name at the begin of what can be seen of it, if it fits: half a name says nothing. */
function drawBarName(renderer: Renderer, scene: Scene, plot: Plot, row: number, state: number, x: number, y: number, width: number, height: number): void {
  const { subject: { trace, names } } = scene;
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
