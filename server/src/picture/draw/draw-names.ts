import { counterAt, spanAt } from '../../trace/index';
import type { GroupLane, Lane } from '../view/lane-layout';
import { coveredHeight, groupAt } from '../view/lane-layout';
import { text } from '../texts';
import type { Plot } from './plot';
import type { Renderer } from './renderer';
import type { Scene } from './scene';
import { withoutQualification } from '../view/routine-name';

const indent = 20;

/** Draws the column of names of the lanes that scroll, with the states and values at the cursor, and the heading of the group one is in. */
export function drawNames(renderer: Renderer, scene: Scene, plot: Plot, lanes: readonly Lane[]): void {
  const { geometry, look: { palette }, scrollTop, layout } = scene;
  renderer.rectangle(0, geometry.axis, plot.left, renderer.height - geometry.axis, palette.gutter);
  drawLaneNames(renderer, scene, plot, lanes);
  // The heading sticks to the top, and is pushed out by the next one.
  const edge = scrollTop + coveredHeight(layout, scrollTop);
  const sticky = groupAt(layout, edge);
  if (sticky !== null && !sticky.collapsed && sticky.top < edge) {
    const next = layout.lanes.find((lane) => lane.kind === 'group' && lane.top > sticky.top);
    const push = next === undefined ? 0 : Math.min(0, next.top - edge - sticky.height);
    drawHeading(renderer, scene, plot, sticky, geometry.axis + edge - scrollTop + push);
  }
  renderer.line(plot.left - 1, 0, plot.left - 1, renderer.height, palette.border, 1);
}

/** Draws the names of the pinned lanes, which lie above all others, and the line below them. */
export function drawPinnedNames(renderer: Renderer, scene: Scene, plot: Plot, lanes: readonly Lane[], height: number): void {
  const { geometry, look: { palette } } = scene;
  renderer.rectangle(0, geometry.axis, plot.left, height, palette.gutter);
  drawLaneNames(renderer, scene, plot, lanes);
  renderer.line(plot.left - 1, geometry.axis, plot.left - 1, geometry.axis + height, palette.border, 1);
  renderer.line(0, geometry.axis + height - 1, renderer.width, geometry.axis + height - 1, palette.quiet, 1);
}

function drawLaneNames(renderer: Renderer, scene: Scene, plot: Plot, lanes: readonly Lane[]): void {
  for (const lane of lanes) {
    const y = scene.geometry.axis + lane.top - scene.scrollTop;
    if (lane.kind === 'group') drawHeading(renderer, scene, plot, lane, y);
    else if (lane.kind === 'row') drawRowName(renderer, scene, plot, lane.row, y, lane.height, lane.pinned);
    else drawCounterName(renderer, scene, plot, lane.counter, y, lane.height, lane.pinned);
    if (lane.key === scene.rows.current && lane.list === scene.rows.currentList) renderer.outline(1, y + 1, plot.left - 3, lane.height - 2, scene.look.palette.focus, 1.5);
  }
}

function drawHeading(renderer: Renderer, { look: { palette } }: Scene, plot: Plot, { title, collapsed, height, rows, counters }: GroupLane, y: number): void {
  // What a collapsed group does shows beside its name.
  const width = collapsed ? plot.left : renderer.width;
  renderer.rectangle(0, y, width, height, palette.groupBackground);
  renderer.line(0, y, renderer.width, y, palette.border, 1);
  renderer.line(0, y + height - 1, renderer.width, y + height - 1, palette.border, 1);
  renderer.marker(collapsed ? 'right' : 'down', 10, y + height / 2, 7, palette.foreground, palette.groupBackground);
  const count = collapsed ? text('stage.rows', { count: rows.length + counters.length }) : '';
  const used = count === '' ? 0 : renderer.measure(count) + 8;
  renderer.text(title, indent, y + height / 2, width - indent - 8 - used, palette.foreground, 'bold');
  if (count !== '') renderer.text(count, width - 8, y + height / 2, used, palette.quiet, 'normal', 'right');
}

/** The cursor while it can be seen: states and values of a time one does not see would mislead. */
function visibleCursor({ cursor, range }: Scene): number | null {
  return cursor !== null && cursor >= range.from && cursor <= range.to ? cursor : null;
}

function drawMark(renderer: Renderer, scene: Scene, y: number, height: number): void {
  renderer.marker('diamond', 10, y + height / 2, 8, scene.look.palette.highlight, scene.look.palette.gutter);
}

function drawRowName(renderer: Renderer, scene: Scene, plot: Plot, row: number, y: number, height: number, alone: boolean): void {
  const { subject: { trace, names }, look, look: { palette }, highlight, selection } = scene;
  const cursor = visibleCursor(scene);
  if (selection?.row === row) renderer.rectangle(0, y + 1, 3, height - 2, palette.focus);
  if (highlight?.rows[row] === true) drawMark(renderer, scene, y, height);
  const room = plot.left - indent - 8;
  const whole = (alone ? names.fullRows : names.rows)[row]!;
  const name = renderer.measure(whole) <= room ? whole : withoutQualification(whole);
  const used = indent + renderer.measure(name) + 8;
  renderer.text(name, indent, y + height / 2, room, palette.foreground);
  if (cursor === null) return;
  const span = spanAt(trace, row, cursor);
  if (span < 0 || plot.left - used < 24) return;
  const state = trace.spans.state[span]!;
  const label = names.states[state]!;
  const measured = renderer.measure(label);
  const fits = measured <= plot.left - used - 22;
  if (fits) renderer.text(label, plot.left - 8, y + height / 2, measured + 2, palette.quiet, 'normal', 'right');
  const x = plot.left - 8 - (fits ? measured + 11 : 8);
  renderer.rectangle(x, y + height / 2 - 4, 8, 8, look.states[state]!.fill);
  renderer.outline(x, y + height / 2 - 4, 8, 8, look.states[state]!.edge, 1);
}

function drawCounterName(renderer: Renderer, scene: Scene, plot: Plot, counter: number, y: number, height: number, alone: boolean): void {
  const { subject: { trace, names, counterTops }, look: { palette }, highlight } = scene;
  const cursor = visibleCursor(scene);
  const { limit } = trace.counters[counter]!;
  if (highlight?.counters[counter] === true) drawMark(renderer, scene, y, height);
  const value = cursor === null ? null : counterAt(trace.counters[counter]!, cursor);
  const middle = y + height / 2;
  const top = limit ?? counterTops[counter]!;
  const scale = value === null ? text(limit === null ? 'stage.greatest' : 'stage.limit', { value: top }) : limit === null ? '' : ` / ${limit}`;
  const scaleWidth = scale === '' ? 0 : renderer.measure(scale);
  const shown = value === null ? '' : String(value);
  const used = scaleWidth + (shown === '' ? 0 : renderer.measure(shown, 'bold'));
  const name = (alone ? names.fullCounters : names.counters)[counter]!;
  // The name gives way to the value at the cursor, but not to the scale alone.
  const scaleFits = value !== null || indent + renderer.measure(name) + used + 20 <= plot.left;
  renderer.text(name, indent, middle, plot.left - indent - 8 - (scaleFits ? used + 8 : 0), palette.foreground);
  if (!scaleFits) return;
  renderer.text(scale, plot.left - 8, middle, plot.left, palette.quiet, 'normal', 'right');
  renderer.text(shown, plot.left - 8 - scaleWidth, middle, plot.left, palette.foreground, 'bold', 'right');
}
