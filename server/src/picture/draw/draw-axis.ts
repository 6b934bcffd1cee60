import { text } from '../texts';
import { formatExact, formatShort, formatTick, tickScale } from '../view/time-format';
import { drawFindings } from './draw-findings';
import { forVisibleDrops, markerSize } from './draw-instants';
import type { Plot } from './plot';
import { xOf } from './plot';
import type { Renderer } from './renderer';
import type { Scene } from './scene';

const guideDash: readonly number[] = [2, 3];

/** Draws the lines of the grid, behind everything. */
export function drawGrid(renderer: Renderer, scene: Scene, plot: Plot): void {
  forTicks(renderer, scene, plot, (time) => {
    const x = xOf(plot, renderer, time);
    if (x > plot.left) renderer.line(x, scene.geometry.axis, x, renderer.height, scene.look.palette.gridLine, 1);
  });
}

/** Room between two letterings, in CSS pixels. */
const letterGap = 22;

function forTicks(renderer: Renderer, scene: Scene, plot: Plot, sink: (time: number, lettering: string) => void): ReturnType<typeof tickScale> {
  const until = plot.from + plot.columns * plot.pixelTime;
  const least = scene.look.palette.fontSize * 7;
  let scale = tickScale(plot.from, until, plot.width, least, scene.unit);
  // In a unit that was asked for the numbers may be long: then the ticks stand further apart.
  const wanted = renderer.measure(formatTick(scale, Math.floor(until / scale.step) * scale.step)) + letterGap;
  if (wanted > least) scale = tickScale(plot.from, until, plot.width, wanted, scene.unit);
  for (let time = Math.ceil(plot.from / scale.step) * scale.step; time <= until; time += scale.step) sink(time, formatTick(scale, time));
  return scale;
}

/** Draws the axis, and below it the line on which every dropped frame is marked, whatever row it belongs to. */
export function drawAxis(renderer: Renderer, scene: Scene, plot: Plot): void {
  const { look, geometry, look: { palette } } = scene;
  renderer.rectangle(0, 0, renderer.width, geometry.axis, palette.gutter);
  const { letters } = geometry;
  const scale = forTicks(renderer, scene, plot, (time, lettering) => {
    const x = xOf(plot, renderer, time);
    if (x < plot.left) return;
    renderer.line(x, letters - 5, x, letters, palette.quiet, 1);
    if (x + renderer.measure(lettering) + 8 < plot.left + plot.width) renderer.text(lettering, x + 4, letters / 2, 200, palette.foreground);
  });
  const corner = scale.base === 0 ? text('stage.visible', { time: formatShort(scene.range.to - scene.range.from, scene.unit) }) : formatExact(scale.base, scene.unit);
  renderer.rectangle(0, 0, plot.left, geometry.axis, palette.gutter);
  renderer.text(corner, plot.left - 8, letters / 2, plot.left - 12, palette.quiet, 'normal', 'right');
  if (geometry.dropLine > 0) {
    const middle = geometry.axis - geometry.dropLine / 2 - 1;
    renderer.text(scene.subject.names.instants[scene.subject.trace.instantKinds.findIndex((kind) => kind.key === 'dropped')] ?? '', plot.left - 8, middle, plot.left - 12, palette.foreground, 'normal', 'right');
    forVisibleDrops(scene, plot, markerSize * renderer.ratio * plot.pixelTime, (time, _instant, count) => {
      renderer.marker('drop', xOf(plot, renderer, time), middle, count > 1 ? markerSize + 2 : markerSize, look.drop, palette.gutter);
    });
  }
  drawFindings(renderer, scene, plot);
  renderer.line(0, geometry.axis - 1, renderer.width, geometry.axis - 1, palette.border, 1);
}

/** Draws a thin line down from each visible drop while there are few enough to tell apart. */
export function drawDropGuides(renderer: Renderer, scene: Scene, plot: Plot): void {
  // While one searches, what was found is what stands out.
  if (scene.matches !== null) return;
  let count = 0;
  const apart = 4 * renderer.ratio * plot.pixelTime;
  forVisibleDrops(scene, plot, apart, () => { count += 1; });
  if (count > plot.width / 24) return;
  forVisibleDrops(scene, plot, apart, (time) => {
    const x = xOf(plot, renderer, time);
    renderer.line(x, scene.geometry.axis, x, renderer.height, scene.look.dropGuide, 1, guideDash);
  });
}
