import type { Colour } from '../look/colour';
import { readableOn } from '../look/colour';
import type { MarkHandle } from '../marks';
import { text } from '../texts';
import { formatFrequency } from '../view/rate-format';
import { formatAt, formatExact } from '../view/time-format';
import { freePlace } from './free-place';
import type { Plot } from './plot';
import { xOf } from './plot';
import type { Renderer } from './renderer';
import type { Scene } from './scene';

/** How far beside a line of a mark one may take hold of it, in CSS pixels. */
const handleReach = 5;
const flagPadding = 5;

/** A marker's flag on the axis, in CSS pixels from the picture's left edge. */
export interface Flag { readonly handle: 'a' | 'b'; readonly time: number; readonly x: number; readonly left: number; readonly width: number; readonly label: string }

const isVisible = (plot: Plot, x: number): boolean => x >= plot.left && x <= plot.left + plot.width;

/** Where the markers' flags lie: of two, the earlier one's to the left of its line and the later one's to the right, so that what is between them stays free. */
export function flagsOf(renderer: Renderer, scene: Scene, plot: Plot): Flag[] {
  const { a, b } = scene.marks;
  const flag = (handle: 'a' | 'b', time: number, other: number | null): Flag => {
    const x = xOf(plot, renderer, time);
    const label = `${text(`stage.mark.${handle}`)} ${formatAt(time, plot.pixelTime * renderer.ratio, scene.unit)}`;
    const width = renderer.measure(label, 'bold') + 2 * flagPadding;
    const isEarlier = other !== null && (time < other || (time === other && handle === 'a'));
    const fitsLeft = x - width >= plot.left;
    const fitsRight = x + width <= plot.left + plot.width;
    return { handle, time, x, left: isEarlier ? (fitsLeft ? x - width : x) : fitsRight ? x : x - width, width, label };
  };
  const flags = [...(a === null ? [] : [flag('a', a, b)]), ...(b === null ? [] : [flag('b', b, a)])].filter(({ x }) => isVisible(plot, x));
  // At an edge of the picture both would stand on the same side.
  const [first, second] = flags;
  return first === undefined || second === undefined ? flags : [{ ...first, left: freePlace(first.left + first.width / 2, first.width, [second], plot) }, second];
}

/** What of the marks one takes hold of at a point of the axis; null for nothing. */
export function markHandleAt(renderer: Renderer, scene: Scene, plot: Plot, x: number, y: number): MarkHandle | null {
  if (y >= scene.geometry.axis) return null;
  for (const flag of flagsOf(renderer, scene, plot).reverse()) {
    if (Math.abs(x - flag.x) <= handleReach || (x >= flag.left && x <= flag.left + flag.width)) return flag.handle;
  }
  const { measured } = scene.marks;
  if (measured === null) return null;
  const reach = (time: number): number => Math.abs(x - xOf(plot, renderer, time));
  const nearest = reach(measured.to) <= reach(measured.from) ? 'to' : 'from';
  return reach(measured[nearest]) <= handleReach ? nearest : null;
}

/** Draws the measured stretch over the lanes it covers; lies below markers and cursor. */
export function drawMeasured(renderer: Renderer, scene: Scene, plot: Plot): void {
  const { measured, a, b } = scene.marks;
  if (measured === null) return;
  const { geometry, layout, look: { palette } } = scene;
  const right = plot.left + plot.width;
  const x0 = Math.max(plot.left, xOf(plot, renderer, measured.from));
  const x1 = Math.min(right, Math.max(xOf(plot, renderer, measured.to), x0 + 1));
  if (x1 <= plot.left || x0 >= right) return;
  const shade: Colour = { ...palette.focus, alpha: palette.highContrast ? 0.3 : 0.16 };
  const fill = (top: number, bottom: number): void => {
    const from = Math.max(geometry.axis, top);
    const until = Math.min(renderer.height, bottom);
    if (until <= from) return;
    renderer.rectangle(x0, from, x1 - x0, until - from, shade);
    for (const y of [top, bottom - 1]) if (y >= geometry.axis && y < renderer.height) renderer.line(x0, y, x1, y, palette.focus, 1);
    for (const time of [measured.from, measured.to]) {
      const x = xOf(plot, renderer, time);
      if (isVisible(plot, x)) renderer.line(x, from, x, until, palette.focus, 1);
    }
  };
  if (measured.rows === null) {
    fill(geometry.axis - 1, renderer.height + 1);
  } else {
    const { rows, counters } = measured;
    const shift = geometry.axis - scene.scrollTop;
    // Lanes that lie together are one area.
    let from = 0;
    let until = -1;
    for (const { top, height, ...lane } of layout.lanes) {
      const covered = lane.kind === 'row' ? rows.includes(lane.row) : lane.kind === 'counter' && (counters === null || counters.includes(lane.counter));
      if (!covered) continue;
      if (top !== until) {
        if (until >= 0) fill(shift + from, shift + until);
        from = top;
      }
      until = top + height;
    }
    if (until >= 0) fill(shift + from, shift + until);
  }
  // A bracket on the axis, whose ends can be dragged.
  renderer.rectangle(x0, geometry.axis - 4, x1 - x0, 3, palette.focus);
  for (const time of [measured.from, measured.to]) {
    const x = xOf(plot, renderer, time);
    if (isVisible(plot, x)) renderer.rectangle(x - 1, geometry.axis - 9, 3, 9, palette.focus);
  }
  if (a !== null && b !== null && Math.min(a, b) === measured.from && Math.max(a, b) === measured.to) return;
  const label = formatExact(measured.to - measured.from, scene.unit);
  const width = renderer.measure(label, 'bold') + 2 * flagPadding;
  const height = Math.round(palette.fontSize * 1.5);
  const left = Math.max(plot.left, Math.min((x0 + x1 - width) / 2, right - width));
  renderer.rectangle(left, geometry.axis + 2, width, height, palette.focus);
  renderer.text(label, left + flagPadding, geometry.axis + 2 + height / 2, width, readableOn(palette.focus), 'bold');
}

/** Draws the markers with the time between them, and the edge that a drag holds on to. */
export function drawMarkers(renderer: Renderer, scene: Scene, plot: Plot): void {
  const { geometry, look: { palette }, marks: { a, b, snapped } } = scene;
  const height = geometry.letters - 4;
  if (a !== null && b !== null && a !== b) drawBetween(renderer, scene, plot, Math.min(a, b), Math.max(a, b), 2 + height / 2);
  for (const flag of flagsOf(renderer, scene, plot)) {
    renderer.line(flag.x, 2, flag.x, renderer.height, palette.foreground, 1);
    renderer.rectangle(flag.left, 2, flag.width, height, palette.foreground);
    renderer.outline(flag.left, 2, flag.width, height, palette.background, 1);
    renderer.text(flag.label, flag.left + flagPadding, 2 + height / 2, flag.width, readableOn(palette.foreground), 'bold');
  }
  if (snapped !== null) drawSnapped(renderer, scene, xOf(plot, renderer, snapped.time), snapped.lane);
}

function drawBetween(renderer: Renderer, scene: Scene, plot: Plot, from: number, to: number, y: number): void {
  const { look: { palette } } = scene;
  const x0 = Math.max(plot.left, xOf(plot, renderer, from));
  const x1 = Math.min(plot.left + plot.width, xOf(plot, renderer, to));
  const label = text('stage.between', { time: formatExact(to - from, scene.unit), frequency: formatFrequency(to - from) });
  const width = renderer.measure(label) + 2 * flagPadding;
  if (x1 - x0 < width + 8) return;
  const height = palette.fontSize * 1.4;
  renderer.rectangle(x0 + 1, y - height / 2, x1 - x0 - 1, height, palette.gutter);
  renderer.line(x0, y, x1, y, palette.foreground, 1);
  renderer.rectangle((x0 + x1 - width) / 2, y - height / 2, width, height, palette.gutter);
  renderer.text(label, (x0 + x1 - width) / 2 + flagPadding, y, width, palette.foreground);
}

function drawSnapped(renderer: Renderer, scene: Scene, x: number, index: number): void {
  const { geometry, layout, look: { palette } } = scene;
  const lane = layout.lanes[index];
  const top = lane === undefined ? 0 : Math.max(geometry.axis, geometry.axis + lane.top - scene.scrollTop);
  const bottom = lane === undefined ? geometry.axis : geometry.axis + lane.top + lane.height - scene.scrollTop;
  if (bottom <= top) return;
  renderer.rectangle(x - 2, top, 5, bottom - top, palette.background);
  renderer.rectangle(x - 1, top, 3, bottom - top, palette.focus);
}
