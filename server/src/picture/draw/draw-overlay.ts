import { readableOn } from '../look/colour';
import { formatAt, formatShort } from '../view/time-format';
import { drawHoveredFlow } from './draw-flow';
import { drawMarkers, drawMeasured, flagsOf } from './draw-marks';
import { freePlace } from './free-place';
import type { Plot } from './plot';
import { plotOf, xOf } from './plot';
import type { Renderer } from './renderer';
import type { Scene } from './scene';

const pointerDash: readonly number[] = [3, 3];

/** Paints marks, pointer and cursor; `pointer` is the time under the pointer, or null. */
export function drawOverlay(renderer: Renderer, scene: Scene, pointer: number | null): void {
  renderer.clear(null);
  const plot = plotOf(renderer, scene);
  const { palette } = scene.look;
  drawMeasured(renderer, scene, plot);
  if (scene.rows.dropTop !== null) renderer.rectangle(0, scene.geometry.axis + scene.rows.dropTop - scene.scrollTop - 1, renderer.width, 3, palette.focus);
  drawHoveredFlow(renderer, scene, plot);
  if (scene.zooming !== null) drawZooming(renderer, scene, plot, scene.zooming.from, scene.zooming.to);
  else if (pointer !== null) {
    const x = xOf(plot, renderer, pointer);
    if (x >= plot.left) {
      renderer.line(x, scene.geometry.axis, x, renderer.height, scene.look.hover, 1, pointerDash);
      flag(renderer, scene, plot, x, formatAt(pointer, plot.pixelTime * renderer.ratio, scene.unit), false);
    }
  }
  if (scene.cursor !== null) {
    const x = xOf(plot, renderer, scene.cursor);
    if (x >= plot.left && x <= plot.left + plot.width) {
      renderer.line(x, scene.geometry.axis - 4, x, renderer.height, palette.focus, 2);
      // A marker that was put there has a flag of its own.
      if (scene.cursor !== scene.marks.a && scene.cursor !== scene.marks.b) flag(renderer, scene, plot, x, formatAt(scene.cursor, plot.pixelTime * renderer.ratio, scene.unit), true);
    }
  }
  drawMarkers(renderer, scene, plot);
}

function flag(renderer: Renderer, scene: Scene, plot: Plot, x: number, label: string, strong: boolean): void {
  const { palette } = scene.look;
  const width = renderer.measure(label) + 10;
  // Markers have their flags above all others.
  const left = freePlace(x, width, flagsOf(renderer, scene, plot), plot);
  const height = scene.geometry.letters - 4;
  renderer.rectangle(left, 2, width, height, strong ? palette.focus : palette.background);
  if (!strong) renderer.outline(left, 2, width, height, palette.border, 1);
  renderer.text(label, left + 5, 2 + height / 2, width, strong ? readableOn(palette.focus) : palette.foreground);
}

/** The stretch one is about to zoom to: all else is veiled. */
function drawZooming(renderer: Renderer, scene: Scene, plot: Plot, from: number, to: number): void {
  const { look: { palette, veil }, geometry: { axis }, unit } = scene;
  const left = Math.max(plot.left, xOf(plot, renderer, from));
  const right = Math.min(plot.left + plot.width, xOf(plot, renderer, to));
  const height = renderer.height - axis;
  renderer.rectangle(plot.left, axis, left - plot.left, height, veil);
  renderer.rectangle(right, axis, plot.left + plot.width - right, height, veil);
  for (const x of [left, right]) renderer.line(x, 0, x, renderer.height, palette.focus, 2);
  flag(renderer, scene, plot, (left + right) / 2, formatShort(to - from, unit), true);
}
