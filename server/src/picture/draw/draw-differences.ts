import { firstAbove } from '../../trace/levels';
import type { Comparison } from '../compare/compare-runs';
import type { Stretches } from '../compare/stretches';
import type { Lane } from '../view/lane-layout';
import { createWideSpans, drawBar, drawFineSpans } from './draw-row';
import type { Plot } from './plot';
import { xOf } from './plot';
import type { Renderer } from './renderer';
import type { Look, Scene } from './scene';

/** What a picture shows of a comparison. */
export interface ComparedScene {
  readonly comparison: Comparison;
  /** Colours of the other run. */
  readonly look: Look;
}

/** Differences closer than this many device pixels are drawn as one. */
const mergeBelow = 3;
/** The share of a row's height that its own run keeps. */
const ownShare = 0.66;

/** The height that the run itself has of a row's lane; the other run has the rest. */
export const ownHeight = ({ compared }: Scene, height: number): number => (compared === null || compared === undefined ? height : Math.round(height * ownShare));

/** Hands out the stretches that can be seen, those that lie within a few pixels as one; each at least a pixel wide. Nanoseconds. */
export function visibleStretches({ count, start, end }: Stretches, from: number, to: number, pixelTime: number, sink: (start: number, end: number) => void): void {
  const gap = mergeBelow * pixelTime;
  let at = firstAbove(end, from - 0.5, 0, count);
  while (at < count && start[at]! <= to) {
    const begin = start[at]!;
    let until = Math.max(end[at]!, begin + pixelTime);
    for (let next = at + 1; next < count && start[next]! <= to && start[next]! - until < gap;) {
      next = firstAbove(start, until + gap, next, count);
      until = Math.max(until, end[next - 1]!);
      at = next - 1;
    }
    sink(begin, until);
    at += 1;
  }
}

const otherWide = createWideSpans();

/** Paints the other run below this one in every row, where they differ, and where they first do. To be called before anything is painted with shapes. */
export function drawOtherSpans(renderer: Renderer, scene: Scene, plot: Plot, lanes: readonly Lane[]): () => void {
  const { compared, geometry, scrollTop } = scene;
  if (compared === null || compared === undefined) return () => undefined;
  const { comparison } = compared;
  const other: Scene = { ...scene, subject: comparison.there, look: compared.look, matches: null };
  otherWide.count = 0;
  const bounds: number[] = [0];
  for (const lane of lanes) {
    const row = lane.kind === 'row' ? comparison.rows[lane.row]! : -1;
    if (row >= 0) {
      const own = ownHeight(scene, lane.height);
      drawFineSpans(renderer, other, plot, row, geometry.axis + lane.top - scrollTop + own - 1, lane.height - own, otherWide);
    }
    bounds.push(otherWide.count);
  }
  return () => lanes.forEach((lane, index) => {
    const y = geometry.axis + lane.top - scrollTop;
    if (lane.kind === 'row' && comparison.rows[lane.row]! >= 0) drawOtherBars(renderer, other, plot, y + ownHeight(scene, lane.height) + 1, lane.height - ownHeight(scene, lane.height) - 4, bounds[index]!, bounds[index + 1]!);
    if (lane.kind === 'row') drawBands(renderer, scene, plot, comparison.rowDifferences[lane.row]!, y + ownHeight(scene, lane.height) - 2);
    if (lane.kind === 'counter') drawBands(renderer, scene, plot, comparison.counterDifferences[lane.counter]!, y + lane.height - 5);
  });
}

function drawOtherBars(renderer: Renderer, { subject: { trace }, look }: Scene, plot: Plot, y: number, height: number, first: number, last: number): void {
  const { start, end, state } = trace.spans;
  for (let at = first; at < last; at += 1) {
    const span = otherWide.spans[at]!;
    // Narrower ones are in the strip of pixels.
    if (end[span]! - start[span]! < 12 * plot.pixelTime) continue;
    const left = Math.max(plot.left - 2, xOf(plot, renderer, Math.max(start[span]!, plot.from)));
    const right = Math.min(plot.left + plot.width + 2, xOf(plot, renderer, Math.min(end[span]!, plot.from + (plot.columns + 2) * plot.pixelTime)));
    drawBar(renderer, look.states[state[span]!]!, trace.states[state[span]!]!.basis, left, y, right - left, height);
  }
}

/** A line between the two runs, as long as they differ. */
function drawBands(renderer: Renderer, { look: { palette } }: Scene, plot: Plot, stretches: Stretches, y: number): void {
  const to = plot.from + plot.columns * plot.pixelTime;
  visibleStretches(stretches, plot.from, to, plot.pixelTime, (start, end) => {
    const left = Math.max(plot.left, xOf(plot, renderer, start));
    const right = Math.min(plot.left + plot.width, xOf(plot, renderer, end));
    renderer.rectangle(left, y, Math.max(1, right - left), 3, palette.purple);
  });
}

const dash: readonly number[] = [6, 3];

/** Marks where two runs first differ. */
export function drawFirstDifference(renderer: Renderer, { compared, geometry, look: { palette } }: Scene, plot: Plot): void {
  const time = compared?.comparison.first?.time;
  if (time === undefined) return;
  const x = xOf(plot, renderer, time);
  if (x >= plot.left && x <= plot.left + plot.width) renderer.line(x, geometry.axis, x, renderer.height, palette.purple, 1, dash);
}
