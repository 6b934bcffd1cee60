import { firstAbove } from '../../trace/levels';
import { coarseness, doubleLines } from './draw-row';
import { gallopAbove } from './gallop';
import type { Plot } from './plot';
import { xOf } from './plot';
import type { Renderer } from './renderer';
import type { Scene } from './scene';

/** With more than one step for so many columns, columns are drawn instead of steps. */
const denseFrom = 8;
/** Up to so many steps in a column are looked at one by one. */
const fewSteps = 16;
const limitDash: readonly number[] = [4, 3];
/** Room above the greatest value and below zero, in CSS pixels. */
const roomAbove = 5;
const roomBelow = 3;

function visibleSteps(scene: Scene, plot: Plot, counter: number): { readonly first: number; readonly last: number } {
  const { times } = scene.subject.trace.counters[counter]!;
  const first = Math.max(0, firstAbove(times, plot.from, 0, times.length) - 1);
  return { first, last: firstAbove(times, plot.from + plot.columns * plot.pixelTime, first, times.length) };
}

/** Whether a counter's steps are about as close as pixels. */
export function isDense(scene: Scene, plot: Plot, counter: number): boolean {
  const { first, last } = visibleSteps(scene, plot, counter);
  return last - first > plot.columns / denseFrom;
}

/** Draws a counter as steps over a filled area. */
export function drawSteps(renderer: Renderer, scene: Scene, plot: Plot, counter: number, y: number, height: number): void {
  const { subject: { trace, counterTops }, look } = scene;
  const { times, values } = trace.counters[counter]!;
  const bottom = y + height - roomBelow;
  const scale = (height - roomAbove - roomBelow) / Math.max(1, counterTops[counter]!);
  const until = plot.from + plot.columns * plot.pixelTime;
  const { first, last } = visibleSteps(scene, plot, counter);
  let before = Number.NaN;
  for (let at = first; at < last; at += 1) {
    const x0 = Math.max(plot.left, xOf(plot, renderer, times[at]!));
    const x1 = Math.min(plot.left + plot.width, xOf(plot, renderer, at + 1 < times.length ? times[at + 1]! : Math.min(until, trace.duration)));
    const level = bottom - values[at]! * scale;
    if (values[at]! > 0) renderer.rectangle(x0, level, x1 - x0, bottom - level, look.counterArea);
    renderer.rectangle(x0, level - 0.75, Math.max(1, x1 - x0), 1.5, look.counterLine);
    if (!Number.isNaN(before) && before !== level) renderer.rectangle(x0, Math.min(before, level) - 0.75, 1, Math.abs(before - level) + 1.5, look.counterLine);
    before = level;
  }
}

/** Draws a counter's limit as a dashed line. */
export function drawLimit(renderer: Renderer, scene: Scene, plot: Plot, counter: number, y: number, height: number): void {
  const { limit } = scene.subject.trace.counters[counter]!;
  if (limit === null) return;
  const level = y + height - roomBelow - (limit * (height - roomAbove - roomBelow)) / Math.max(1, scene.subject.counterTops[counter]!);
  renderer.line(plot.left, level, plot.left + plot.width, level, scene.look.palette.quiet, 1, limitDash);
}

/** Draws a dense counter as pixels: each column holds a band from least to greatest value over the area below. */
export function drawDenseCounter(renderer: Renderer, scene: Scene, plot: Plot, counter: number, y: number, height: number): void {
  const { subject: { trace, levels, counterTops }, look } = scene;
  const { times, values } = trace.counters[counter]!;
  const count = times.length;
  const { minimum, maximum } = levels.counters[counter]!;
  const { first, last } = visibleSteps(scene, plot, counter);
  const coarse = coarseness(renderer, plot, last - first);
  const pixelTime = plot.pixelTime * coarse;
  const columns = Math.ceil(plot.columns / coarse);
  const ratio = renderer.ratio / coarse;
  const deviceTop = Math.round(y * renderer.ratio);
  const deviceLines = Math.round((y + height - 1) * renderer.ratio) - deviceTop;
  const lines = Math.ceil(deviceLines / coarse);
  const { pixels, stride } = renderer.strip(columns * coarse, lines * coarse);
  const floor = Math.min(lines, Math.round((height - roomBelow) * ratio));
  const scale = (floor - Math.round(roomAbove * ratio)) / Math.max(1, counterTops[counter]!);
  const thickness = Math.max(1, Math.round(1.5 * ratio));
  const { counterLinePixel, counterBandPixel, counterAreaPixel } = look;
  const pitch = stride * coarse;
  for (let line = 0; line < lines; line += 1) pixels.fill(look.backgroundPixel, line * pitch, line * pitch + columns * coarse);
  let low = first;
  for (let column = 0; column < columns; column += 1) {
    const edge = plot.from + (column + 1) * pixelTime;
    let least = Infinity;
    let greatest = -Infinity;
    let high = low;
    // A few steps are looked at one by one; of many, the pyramid is climbed from both ends, as far as the column reaches.
    for (const few = Math.min(count, low + fewSteps); high < few && times[high]! <= edge; high += 1) {
      if (values[high]! < least) least = values[high]!;
      if (values[high]! > greatest) greatest = values[high]!;
    }
    if (high < count && times[high]! <= edge) {
      const begin = high;
      high = gallopAbove(times, edge, begin, count);
      for (let level = 0, left = begin, right = high; left < right; level += 1, left >>= 1, right >>= 1) {
        if ((left & 1) === 1) {
          if (minimum[level]![left]! < least) least = minimum[level]![left]!;
          if (maximum[level]![left]! > greatest) greatest = maximum[level]![left]!;
          left += 1;
        }
        if ((right & 1) === 1) {
          right -= 1;
          if (minimum[level]![right]! < least) least = minimum[level]![right]!;
          if (maximum[level]![right]! > greatest) greatest = maximum[level]![right]!;
        }
      }
    }
    if (high > low) low = high - 1;
    if (least > greatest) continue;
    let line = Math.max(0, floor - ((greatest * scale + 0.5) | 0));
    const bandEnd = Math.max(line + thickness, floor - ((least * scale + 0.5) | 0));
    // One line after the other; where columns are two pixels wide, the second pixel follows for the whole line below.
    let at = line * pitch + column * coarse;
    for (const until = Math.min(lines, line + thickness); line < until; line += 1, at += pitch) pixels[at] = counterLinePixel;
    for (const until = Math.min(lines, bandEnd); line < until; line += 1, at += pitch) pixels[at] = counterBandPixel;
    for (; line < floor; line += 1, at += pitch) pixels[at] = counterAreaPixel;
  }
  if (coarse === 2) {
    for (let line = 0; line < lines; line += 1) for (let at = line * pitch, end = at + columns * 2; at < end; at += 2) pixels[at + 1] = pixels[at]!;
    doubleLines({ pixels, stride, lines }, 0, columns * 2, lines);
  }
  renderer.putStrip(plot.deviceLeft, deviceTop, 0, plot.columns, deviceLines);
}
