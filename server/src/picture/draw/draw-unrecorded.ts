import { text } from '../texts';
import type { Plot } from './plot';
import { xOf } from './plot';
import type { Renderer } from './renderer';
import type { Scene } from './scene';

/** Covers the part of the run that was not recorded any more: nothing there would otherwise look like nothing happening, and counters like standing still. */
export function drawUnrecorded(renderer: Renderer, scene: Scene, plot: Plot): void {
  const { subject: { trace }, geometry, look: { palette } } = scene;
  if (trace.recordedUntil >= trace.duration) return;
  const x = Math.max(plot.left, xOf(plot, renderer, trace.recordedUntil));
  const width = plot.left + plot.width - x;
  if (width <= 0) return;
  renderer.rectangle(x, geometry.axis, width, renderer.height - geometry.axis, palette.gutter);
  renderer.line(x, geometry.axis, x, renderer.height, palette.border, 1);
  renderer.text(text('stage.unrecorded'), x + 6, geometry.axis + palette.fontSize, width - 8, palette.quiet);
}
