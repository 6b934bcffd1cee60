import { firstAbove } from '../../trace/levels';
import type { Flow } from '../flow';
import { flowOf } from '../flow';
import type { Colour } from '../look/colour';
import type { Subject } from '../subject';
import { text } from '../texts';
import { coveredHeight, groupAt, lanesInView } from '../view/lane-layout';
import type { Plot } from './plot';
import { xOf } from './plot';
import type { Renderer } from './renderer';
import type { Scene } from './scene';

/** Flows of all visible frames are drawn up to this many, and while no more than so many spans have to be looked at; beyond, they would be a thicket. */
const mostFlows = 48;
const mostSpans = 600;
const headSize = 8;

/** Draws the flow arrows that are wanted: of the selected frame, and, where it is asked for, of all frames in sight. */
export function drawFlows(renderer: Renderer, scene: Scene, plot: Plot): void {
  const { subject, selection, reading: { flows }, look: { palette }, geometry } = scene;
  if (flows === 'off') return;
  const selected = selection === null ? null : flowOf(subject, selection);
  const all = flows === 'visible' ? visibleFlows(scene, plot) : [];
  if (all === null) {
    const words = text('flow.tooMany');
    const width = renderer.measure(words) + 12;
    const left = plot.left + plot.width - width - 6;
    const height = palette.fontSize * 1.6;
    renderer.rectangle(left, renderer.height - height - 6, width, height, palette.background);
    renderer.outline(left, renderer.height - height - 6, width, height, palette.border, 1);
    renderer.text(words, left + 6, renderer.height - height / 2 - 6, width, palette.foreground);
  }
  renderer.clipped(plot.left, geometry.axis, plot.width, renderer.height - geometry.axis, () => {
    for (const flow of all ?? []) if (flow.spans[0] !== selected?.spans[0]) drawFlow(renderer, scene, plot, flow, palette.quiet, 1);
    if (selected !== null) drawFlow(renderer, scene, plot, selected, palette.selection, 1.5);
  });
}

/** Draws the flow of what the pointer is on, unless it is drawn already. */
export function drawHoveredFlow(renderer: Renderer, scene: Scene, plot: Plot): void {
  const { subject, selection, reading: { flows, hovered }, look: { palette }, geometry } = scene;
  if (flows !== 'selected' || hovered === null) return;
  const flow = flowOf(subject, hovered);
  if (flow === null || (selection !== null && flowOf(subject, selection)?.spans[0] === flow.spans[0])) return;
  renderer.clipped(plot.left, geometry.axis, plot.width, renderer.height - geometry.axis, () => drawFlow(renderer, scene, plot, flow, palette.quiet, 1));
}

/** The flows of all frames in sight; null when they are too many. */
function visibleFlows({ subject, layout, scrollTop, geometry }: Scene, plot: Plot): Flow[] | null {
  const { trace: { rows, spans } } = subject;
  const found = new Map<number, Flow>();
  const seen = new Set<number>();
  let looked = 0;
  for (const lane of lanesInView(layout, scrollTop, geometry.height - geometry.axis)) {
    if (lane.kind !== 'row' || rows[lane.row]!.kind !== 'buffer') continue;
    const last = spans.offsets[lane.row + 1]!;
    const first = firstAbove(spans.end, plot.from, spans.offsets[lane.row]!, last);
    const end = firstAbove(spans.start, plot.from + plot.columns * plot.pixelTime, first, last);
    looked += end - first;
    if (looked > mostSpans) return null;
    for (let span = first; span < end; span += 1) {
      if (seen.has(span)) continue;
      const flow = knownFlow(subject, lane.row, span);
      for (const other of flow.spans) seen.add(other);
      if (flow.steps.length > 0) found.set(flow.spans[0]!, flow);
      if (found.size > mostFlows) return null;
    }
  }
  return [...found.values()];
}

const known = new WeakMap<Subject, Map<number, Flow>>();

/** Flows of buffers, kept from picture to picture. */
function knownFlow(subject: Subject, row: number, span: number): Flow {
  let flows = known.get(subject);
  if (flows === undefined || flows.size > 20_000) {
    flows = new Map();
    known.set(subject, flows);
  }
  const found = flows.get(span);
  if (found !== undefined) return found;
  const flow = flowOf(subject, { kind: 'span', row, index: span }) ?? { frame: -1, spans: [span], steps: [] };
  for (const each of flow.spans) flows.set(each, flow);
  flows.set(span, flow);
  return flow;
}

interface End { readonly x: number; readonly y: number; /** Half the lane. */ readonly half: number; /** Whether the lane lies above (-1) or below (1) what can be seen. */ readonly beyond: -1 | 0 | 1; readonly lane: number }

function endAt(renderer: Renderer, { layout, geometry, scrollTop }: Scene, plot: Plot, row: number, time: number): End | null {
  const index = layout.laneOfRow[row] ?? -1;
  const lane = layout.lanes[index];
  if (lane === undefined) return null;
  const y = geometry.axis + lane.top - scrollTop + lane.height / 2;
  const covered = coveredHeight(layout, scrollTop);
  // Below the heading that sticks to the top.
  const top = geometry.axis + (lane.pinned ? 0 : covered + (lane.kind === 'group' ? 0 : groupAt(layout, scrollTop + covered)?.height ?? 0));
  return { x: xOf(plot, renderer, time), y: Math.min(renderer.height, Math.max(top, y)), half: lane.height / 2, beyond: y < top ? -1 : y > renderer.height ? 1 : 0, lane: index };
}

/** Draws the steps of one flow: down or up from the middle of one row, along the edge of the other, and into it. What leaves the picture ends at its edge with a head that shows where to. */
function drawFlow(renderer: Renderer, scene: Scene, plot: Plot, { steps }: Flow, colour: Colour, thickness: number): void {
  const { look: { palette } } = scene;
  const right = plot.left + plot.width;
  const lines: (readonly [number, number, number, number])[] = [];
  const heads: (readonly ['up' | 'down' | 'right', number, number])[] = [];
  const dots: (readonly [number, number])[] = [];
  for (const step of steps) {
    const from = endAt(renderer, scene, plot, step.fromRow, step.fromTime);
    const to = endAt(renderer, scene, plot, step.toRow, step.toTime);
    if (from === null || to === null || from.lane === to.lane || (from.beyond !== 0 && from.beyond === to.beyond)) continue;
    if (to.x < plot.left || from.x > right) continue;
    const down = to.y > from.y;
    const side = down ? -1 : 1;
    const bend = to.beyond === 0 ? to.y + side * to.half : to.y + side * (headSize + 4);
    const begin = Math.max(plot.left, from.x);
    const end = Math.min(right, to.x);
    if (from.x >= plot.left) {
      lines.push([from.x, from.y, from.x, bend]);
      if (from.beyond === 0) dots.push([from.x, from.y]);
    }
    if (end - begin > 0.5) lines.push([begin, bend, end, bend]);
    if (to.x > right) {
      heads.push(['right', right - headSize / 2, bend]);
      continue;
    }
    lines.push([to.x, bend, to.x, to.y + side * headSize / 2]);
    heads.push([down ? 'down' : 'up', to.x, to.y + side * headSize / 2]);
  }
  // A seam in the colour of the ground keeps lines apart from what they cross.
  for (const [x0, y0, x1, y1] of lines) seam(renderer, x0, y0, x1, y1, thickness + 2, palette.background);
  for (const [x0, y0, x1, y1] of lines) seam(renderer, x0, y0, x1, y1, thickness, colour);
  for (const [x, y] of dots) renderer.marker('circle', x, y, 7, colour, palette.background);
  for (const [shape, x, y] of heads) renderer.marker(shape, x, y, headSize, colour, palette.background);
}

function seam(renderer: Renderer, x0: number, y0: number, x1: number, y1: number, thickness: number, colour: Colour): void {
  const half = thickness / 2;
  renderer.rectangle(Math.min(x0, x1) - half, Math.min(y0, y1) - half, Math.abs(x1 - x0) + thickness, Math.abs(y1 - y0) + thickness, colour);
}
