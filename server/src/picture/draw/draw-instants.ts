import { visibleInstants } from '../../trace/index';
import { firstAbove } from '../../trace/levels';
import { anyMatch, isMatch } from '../matches';
import { shapeOf } from './marker';
import type { Plot } from './plot';
import { xOf } from './plot';
import type { Renderer } from './renderer';
import type { Scene } from './scene';

/** Size of a marker, and how close two may come before the second becomes a tick; CSS pixels. */
export const markerSize = 9;
const markerGap = 7;
/** With less room than this for each, instants are ticks below the spans, which they would otherwise cover. */
const crowdGap = 12;

/** Draws the instants of a row on its middle line; where two meet, the second becomes a tick; where they crowd, all do. */
export function drawInstants(renderer: Renderer, scene: Scene, plot: Plot, row: number, y: number, height: number): void {
  const { subject: { trace }, look, matches } = scene;
  const middle = y + height / 2;
  const reach = markerSize * renderer.ratio * plot.pixelTime;
  let groups = 0;
  visibleInstants(trace, row, plot.from, plot.from + plot.columns * plot.pixelTime, plot.pixelTime * renderer.ratio, () => { groups += 1; });
  const crowded = groups > plot.width / crowdGap;
  let lastX = -Infinity;
  visibleInstants(trace, row, plot.from - reach, plot.from + plot.columns * plot.pixelTime + reach, plot.pixelTime, (time, kind, first, count) => {
    const { key } = trace.instantKinds[kind]!;
    if (key === 'dropped') return;
    const x = xOf(plot, renderer, time);
    const isFound = matches === null || anyMatch(matches.instants, first, first + count);
    const colour = (isFound ? look.instants : look.dimInstants)[kind]!;
    if (crowded) {
      if (x - lastX < 3 && (matches === null || !isFound)) return;
      lastX = x;
      renderer.rectangle(x, y + height - 6, 1, 6, colour);
    } else if (x - lastX < markerGap) {
      renderer.rectangle(x, middle - 3, 1, 6, colour);
    } else {
      lastX = x;
      renderer.marker(shapeOf(key), x, middle, key === 'interrupt' ? markerSize : markerSize - 1, colour, look.palette.background);
    }
  });
  // Drops come last and always as themselves.
  lastX = -Infinity;
  const { offsets } = trace.instants;
  forVisibleDrops(scene, plot, 0, (time, instant) => {
    if (instant < offsets[row]! || instant >= offsets[row + 1]!) return;
    const x = xOf(plot, renderer, time);
    if (x - lastX < markerGap) return;
    lastX = x;
    renderer.marker('drop', x, middle, markerSize + 2, matches === null || isMatch(matches.instants, instant) ? look.drop : look.dimInstants[trace.instants.kind[instant]!]!, look.palette.background);
  });
}

/** Hands out the visible drops, none closer than `apart` nanoseconds to the one before, with how many it stands for. */
export function forVisibleDrops(scene: Scene, plot: Plot, apart: number, sink: (time: number, instant: number, count: number) => void): void {
  const { times, instants } = scene.subject.drops;
  const until = plot.from + plot.columns * plot.pixelTime;
  let at = firstAbove(times, plot.from - 1, 0, times.length);
  while (at < times.length && times[at]! <= until) {
    const next = Math.max(at + 1, firstAbove(times, times[at]! + apart, at, times.length));
    sink(times[at]!, instants[at]!, next - at);
    at = next;
  }
}
