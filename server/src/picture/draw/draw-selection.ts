import { visibleSegments } from '../../trace/index';
import { rowOf } from '../../trace/index';
import type { Lane } from '../view/lane-layout';
import { barInset } from './draw-row';
import { markerSize } from './draw-instants';
import { ownHeight } from './draw-differences';
import type { Plot } from './plot';
import { xOf } from './plot';
import type { Renderer } from './renderer';
import type { Scene } from './scene';
import { selectedFrame } from './scene';
import { spansOfFrame } from '../frame-spans';

/** Outlines every span of the selected frame, and the selection itself more strongly; on those lanes that `inPart` says are of the part that is drawn. */
export function drawSelection(renderer: Renderer, scene: Scene, plot: Plot, inPart: (lane: Lane) => boolean): void {
  const { subject, selection, look: { palette } } = scene;
  if (selection === null) return;
  const { spans, instants } = subject.trace;
  for (const span of spansOfFrame(subject, selectedFrame(subject, selection), selection.row)) outlineSpan(renderer, scene, plot, rowOf(spans.offsets, span), spans.start[span]!, spans.end[span]!, 1.5, false, inPart);
  if (selection.kind === 'span') {
    outlineSpan(renderer, scene, plot, selection.row, spans.start[selection.index]!, spans.end[selection.index]!, 2.5, true, inPart);
  } else {
    const y = rowTop(scene, selection.row, inPart);
    if (y === null) return;
    const x = xOf(plot, renderer, instants.time[selection.index]!);
    renderer.outline(x - markerSize, y + 1, markerSize * 2, scene.layout.lanes[scene.layout.laneOfRow[selection.row]!]!.height - 2, palette.focus, 2);
  }
}

function rowTop(scene: Scene, row: number, inPart: (lane: Lane) => boolean): number | null {
  const lane = scene.layout.lanes[scene.layout.laneOfRow[row] ?? -1];
  if (lane === undefined || !inPart(lane)) return null;
  const y = scene.geometry.axis + lane.top - scene.scrollTop;
  return y + lane.height < scene.geometry.axis || y > scene.geometry.height ? null : y;
}

function outlineSpan(renderer: Renderer, scene: Scene, plot: Plot, row: number, start: number, end: number, thickness: number, chosen: boolean, inPart: (lane: Lane) => boolean): void {
  const y = rowTop(scene, row, inPart);
  if (y === null) return;
  const { palette } = scene.look;
  const x0 = Math.max(plot.left - 4, xOf(plot, renderer, start));
  const x1 = Math.min(plot.left + plot.width + 4, Math.max(x0 + 3, xOf(plot, renderer, end)));
  if (x1 < plot.left || x0 > plot.left + plot.width) return;
  const lane = scene.layout.lanes[scene.layout.laneOfRow[row]!]!;
  const height = lane.kind === 'row' ? ownHeight(scene, lane.height) : lane.height;
  const inset = chosen ? barInset - 1 : barInset;
  renderer.outline(x0 - 1, y + inset, x1 - x0 + 2, height - 2 * inset, chosen ? palette.focus : palette.selection, thickness);
  if (chosen && x1 - x0 > 8) renderer.outline(x0 + 1.5, y + inset + 2.5, x1 - x0 - 3, height - 2 * inset - 5, palette.background, 1);
}

/** Underlines what the value under the editor's cursor configured: states on every row, and whole rows. */
export function drawHighlight(renderer: Renderer, scene: Scene, plot: Plot, row: number, y: number, height: number): void {
  const { highlight, subject: { levels }, look: { palette } } = scene;
  if (highlight === null || highlight.empty) return;
  if (!levels.rows[row]!.states.some((state) => highlight.states[state] === true)) return;
  let start = Number.NaN;
  let end = Number.NaN;
  const flush = (): void => {
    if (Number.isNaN(start)) return;
    const x0 = xOf(plot, renderer, Math.max(plot.from, start));
    const x1 = Math.max(x0 + 1, xOf(plot, renderer, Math.min(end, plot.from + plot.columns * plot.pixelTime)));
    renderer.rectangle(x0, y + height - barInset - 2, x1 - x0, 4, palette.background);
    renderer.rectangle(x0, y + height - barInset - 1, x1 - x0, 3, palette.highlight);
  };
  visibleSegments(levels, row, plot.from, plot.from + plot.columns * plot.pixelTime, plot.pixelTime, (from, to, state) => {
    if (highlight.states[state] !== true) return;
    // Neighbours closer than two pixels are one line.
    if (from - end > 2 * plot.pixelTime || Number.isNaN(end)) {
      flush();
      start = from;
    }
    end = to;
  });
  flush();
}
