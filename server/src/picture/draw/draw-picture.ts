import type { Lane } from '../view/lane-layout';
import { laneAt } from '../view/lane-layout';
import { drawAxis, drawDropGuides, drawGrid } from './draw-axis';
import { drawDenseCounter, drawLimit, drawSteps, isDense } from './draw-counter';
import { drawInstants } from './draw-instants';
import { drawNames } from './draw-names';
import { createWideSpans, drawBars, drawFineSpans } from './draw-row';
import { drawHighlight, drawSelection } from './draw-selection';
import { drawUnrecorded } from './draw-unrecorded';
import { plotOf } from './plot';
import type { Renderer } from './renderer';
import type { Scene } from './scene';

/** The lanes that can be seen, at least in part. */
export function visibleLanes(scene: Scene): readonly Lane[] {
  const { layout, scrollTop, geometry } = scene;
  const first = Math.max(0, laneAt(layout, Math.min(scrollTop, layout.height - 1)));
  const below = scrollTop + geometry.height - geometry.axis;
  let last = first;
  while (last < layout.lanes.length && layout.lanes[last]!.top < below) last += 1;
  return layout.lanes.slice(first, last);
}

const wide = createWideSpans();

/** Paints everything but the cursor, which lies above on a layer of its own. */
export function drawPicture(renderer: Renderer, scene: Scene): void {
  const { palette } = scene.look;
  const plot = plotOf(renderer, scene);
  const lanes = visibleLanes(scene);
  renderer.clear(palette.background);
  drawGrid(renderer, scene, plot);
  // Pixels first, shapes after: see drawFineSpans.
  wide.count = 0;
  const bounds: number[] = [0];
  for (const lane of lanes) {
    const y = scene.geometry.axis + lane.top - scene.scrollTop;
    if (lane.kind === 'row') drawFineSpans(renderer, scene, plot, lane.row, y, lane.height, wide);
    else if (lane.kind === 'counter' && isDense(scene, plot, lane.counter)) drawDenseCounter(renderer, scene, plot, lane.counter, y, lane.height);
    bounds.push(wide.count);
  }
  lanes.forEach((lane, index) => {
    const y = scene.geometry.axis + lane.top - scene.scrollTop;
    if (lane.kind === 'row') {
      drawBars(renderer, scene, plot, lane.row, y, lane.height, wide, bounds[index]!, bounds[index + 1]!);
      drawHighlight(renderer, scene, plot, lane.row, y, lane.height);
    } else if (lane.kind === 'counter') {
      if (!isDense(scene, plot, lane.counter)) drawSteps(renderer, scene, plot, lane.counter, y, lane.height);
      drawLimit(renderer, scene, plot, lane.counter, y, lane.height);
      renderer.line(plot.left, y + lane.height - 1, renderer.width, y + lane.height - 1, palette.gridLine, 1);
    }
  });
  drawDropGuides(renderer, scene, plot);
  for (const lane of lanes) {
    if (lane.kind === 'row') drawInstants(renderer, scene, plot, lane.row, scene.geometry.axis + lane.top - scene.scrollTop, lane.height);
  }
  drawUnrecorded(renderer, scene, plot);
  drawSelection(renderer, scene, plot);
  drawNames(renderer, scene, plot, lanes);
  drawAxis(renderer, scene, plot);
}
