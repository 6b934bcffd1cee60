import type { Lane } from '../view/lane-layout';
import { coveredHeight, lanesInView } from '../view/lane-layout';
import { drawAxis, drawDropGuides, drawGrid } from './draw-axis';
import { drawDenseCounter, drawLimit, drawSteps, isDense } from './draw-counter';
import { drawFirstDifference, drawOtherSpans, ownHeight } from './draw-differences';
import { drawFlows } from './draw-flow';
import { drawInstants } from './draw-instants';
import { drawNames, drawPinnedNames } from './draw-names';
import { createWideSpans, drawBars, drawFineSpans } from './draw-row';
import { drawHighlight, drawSelection } from './draw-selection';
import { drawSummary } from './draw-summary';
import { drawUnrecorded } from './draw-unrecorded';
import type { Plot } from './plot';
import { plotOf } from './plot';
import type { Renderer } from './renderer';
import type { Scene } from './scene';

const wide = createWideSpans();

/** Paints everything but the cursor, which lies above on a layer of its own. */
export function drawPicture(renderer: Renderer, scene: Scene): void {
  const { geometry, layout, scrollTop, look: { palette } } = scene;
  const plot = plotOf(renderer, scene);
  const covered = coveredHeight(layout, scrollTop);
  const lanes = lanesInView(layout, scrollTop, geometry.height - geometry.axis);
  const isStuck = ({ pinned }: Lane): boolean => pinned && covered > 0;
  renderer.clear(palette.background);
  drawGrid(renderer, scene, plot);
  const scrolled = lanes.filter((lane) => !isStuck(lane));
  drawLanes(renderer, scene, plot, scrolled, (lane) => !isStuck(lane), (draw) => draw());
  drawNames(renderer, scene, plot, scrolled);
  if (covered > 0) {
    // What is pinned covers what has been scrolled below it.
    const clipped = (draw: () => void): void => renderer.clipped(0, geometry.axis, renderer.width, covered, draw);
    const pinned = lanes.filter(isStuck);
    renderer.rectangle(plot.left, geometry.axis, renderer.width - plot.left, covered, palette.background);
    clipped(() => drawGrid(renderer, scene, plot));
    drawLanes(renderer, scene, plot, pinned, isStuck, clipped);
    drawPinnedNames(renderer, scene, plot, pinned, covered);
  }
  drawFlows(renderer, scene, plot);
  drawAxis(renderer, scene, plot);
}

/** Paints lanes; `inPart` tells which belong to this part of the picture, `within` keeps what is drawn inside of it. */
function drawLanes(renderer: Renderer, scene: Scene, plot: Plot, lanes: readonly Lane[], inPart: (lane: Lane) => boolean, within: (draw: () => void) => void): void {
  const { palette } = scene.look;
  // Pixels first, shapes after: see drawFineSpans.
  wide.count = 0;
  const bounds: number[] = [0];
  for (const lane of lanes) {
    const y = scene.geometry.axis + lane.top - scene.scrollTop;
    if (lane.kind === 'row') drawFineSpans(renderer, scene, plot, lane.row, y, ownHeight(scene, lane.height), wide);
    else if (lane.kind === 'counter' && isDense(scene, plot, lane.counter)) drawDenseCounter(renderer, scene, plot, lane.counter, y, lane.height);
    else if (lane.kind === 'group' && lane.collapsed) drawSummary(renderer, scene, plot, lane.rows, y, lane.height);
    bounds.push(wide.count);
  }
  const drawOther = drawOtherSpans(renderer, scene, plot, lanes);
  within(() => {
    lanes.forEach((lane, index) => {
      const y = scene.geometry.axis + lane.top - scene.scrollTop;
      if (lane.kind === 'row') {
        drawBars(renderer, scene, plot, lane.row, y, ownHeight(scene, lane.height), wide, bounds[index]!, bounds[index + 1]!);
        drawHighlight(renderer, scene, plot, lane.row, y, ownHeight(scene, lane.height));
      } else if (lane.kind === 'counter') {
        if (!isDense(scene, plot, lane.counter)) drawSteps(renderer, scene, plot, lane.counter, y, lane.height);
        drawLimit(renderer, scene, plot, lane.counter, y, lane.height);
        renderer.line(plot.left, y + lane.height - 1, renderer.width, y + lane.height - 1, palette.gridLine, 1);
      }
      // Nothing is searched for in these.
      if (scene.matches !== null && (lane.kind === 'counter' || (lane.kind === 'group' && lane.collapsed))) renderer.rectangle(plot.left, y, plot.width, lane.height, scene.look.veil);
    });
    drawOther();
    drawDropGuides(renderer, scene, plot);
    for (const lane of lanes) {
      if (lane.kind === 'row') drawInstants(renderer, scene, plot, lane.row, scene.geometry.axis + lane.top - scene.scrollTop, ownHeight(scene, lane.height));
    }
    drawFirstDifference(renderer, scene, plot);
    drawUnrecorded(renderer, scene, plot);
    drawSelection(renderer, scene, plot, inPart);
  });
}
