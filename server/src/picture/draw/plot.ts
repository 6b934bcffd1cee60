import { snapRange } from '../view/time-range';
import type { Renderer } from './renderer';
import type { Scene } from './scene';

/** The area right of the names, and how time lies on it. */
export interface Plot {
  /** CSS pixels. */
  readonly left: number;
  readonly width: number;
  /** Device pixels: left edge and number of columns. */
  readonly deviceLeft: number;
  readonly columns: number;
  /** Time of the left edge, in nanoseconds, on a whole column. */
  readonly from: number;
  /** Nanoseconds a device pixel. */
  readonly pixelTime: number;
}

/** Lays a scene's stretch of time over the device pixels there are. */
export function plotOf(renderer: Renderer, scene: Scene): Plot {
  const deviceLeft = Math.round(scene.geometry.gutter * renderer.ratio);
  const columns = Math.max(1, Math.round(renderer.width * renderer.ratio) - deviceLeft);
  const range = snapRange(scene.range, columns);
  return { left: deviceLeft / renderer.ratio, width: columns / renderer.ratio, deviceLeft, columns, from: range.from, pixelTime: (range.to - range.from) / columns };
}

/** CSS pixels from the picture's left edge to a time, on a whole device pixel. */
export function xOf(plot: Plot, renderer: Renderer, time: number): number {
  return (plot.deviceLeft + Math.round((time - plot.from) / plot.pixelTime)) / renderer.ratio;
}
