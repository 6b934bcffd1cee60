import { spanAt } from '../../trace/index';
import { firstAbove } from '../../trace/levels';
import { findingSize, forFindingGroups } from '../draw/draw-findings';
import type { FindingMarks } from '../reading';
import { noFindings } from '../reading';
import type { Subject } from '../subject';
import type { Lane, LaneLayout } from './lane-layout';
import { laneAt } from './lane-layout';
import type { TimeRange } from './time-range';
import { pixelToTime } from './time-range';

/** What lies under a point of the picture. */
export interface Hit {
  /** Where: on the axis, on the line of findings or that of drops, among the names, or in the plot. */
  readonly area: 'axis' | 'findings' | 'drops' | 'names' | 'plot';
  readonly lane: Lane | null;
  /** Time under the point, in nanoseconds, within the run. */
  readonly time: number;
  /** Index of the span there, or -1. */
  readonly span: number;
  /** Index of the instant there, or -1; it lies above a span. */
  readonly instant: number;
  /** The findings that share the mark there: first, and one past the last; both -1 for none. */
  readonly findings: { readonly first: number; readonly end: number };
}

/** How the picture lies, as far as a hit needs it; CSS pixels. */
export interface HitGeometry { readonly gutter: number; readonly axis: number; readonly dropLine: number; readonly findingLine: number; readonly width: number; readonly scrollTop: number }

const noGroup = { first: -1, end: -1 } as const;

/** How far beside a thin thing one may point, in CSS pixels. */
const spanReach = 3;
const instantReach = 6;

/** Finds what lies at (`x`, `y`), in CSS pixels from the picture's top left corner. */
export function hitAt(subject: Subject, layout: LaneLayout, geometry: HitGeometry, range: TimeRange, x: number, y: number, marks: FindingMarks = noFindings): Hit {
  const width = Math.max(1, geometry.width - geometry.gutter);
  const time = Math.min(subject.trace.duration, Math.max(0, pixelToTime(range, width, Math.max(0, x - geometry.gutter))));
  const pixelTime = (range.to - range.from) / width;
  if (y < geometry.axis) {
    const onDrops = y >= geometry.axis - geometry.dropLine && x >= geometry.gutter;
    const onFindings = !onDrops && y >= geometry.axis - geometry.dropLine - geometry.findingLine && x >= geometry.gutter;
    if (onFindings) return { area: 'findings', lane: null, time, span: -1, instant: -1, findings: findingsNear(marks, range, time, pixelTime) };
    return { area: onDrops ? 'drops' : 'axis', lane: null, time, span: -1, instant: onDrops ? nearestDrop(subject, time, instantReach * pixelTime) : -1, findings: noGroup };
  }
  const lane = layout.lanes[laneAt(layout, y - geometry.axis + geometry.scrollTop)] ?? null;
  const area = x < geometry.gutter ? 'names' : 'plot';
  if (area === 'names' || lane?.kind !== 'row') return { area, lane, time, span: -1, instant: -1, findings: noGroup };
  return { area, lane, time, span: spanNear(subject, lane.row, time, spanReach * pixelTime), instant: instantNear(subject, lane.row, time, instantReach * pixelTime), findings: noGroup };
}

/** The mark of findings that is drawn there. */
function findingsNear(marks: FindingMarks, range: TimeRange, time: number, pixelTime: number): Hit['findings'] {
  let best: Hit['findings'] = noGroup;
  forFindingGroups(marks, range.from, range.to, findingSize * pixelTime, (first, end) => {
    const distance = Math.abs(marks.times[first]! - time);
    if (distance <= findingSize * pixelTime && (best.first < 0 || distance < Math.abs(marks.times[best.first]! - time))) best = { first, end };
  });
  return best;
}

/** The span of a row at `time`, or the nearest within `reach` nanoseconds, or -1. */
export function spanNear(subject: Subject, row: number, time: number, reach: number): number {
  const { trace } = subject;
  const exact = spanAt(trace, row, time);
  if (exact >= 0) return exact;
  const { offsets, start, end } = trace.spans;
  const span = firstAbove(end, time - reach, offsets[row]!, offsets[row + 1]!);
  return span < offsets[row + 1]! && start[span]! <= time + reach ? span : -1;
}

function instantNear(subject: Subject, row: number, time: number, reach: number): number {
  const { offsets, time: times } = subject.trace.instants;
  let best = -1;
  for (let at = firstAbove(times, time - reach, offsets[row]!, offsets[row + 1]!); at < offsets[row + 1]! && times[at]! <= time + reach; at += 1) {
    if (best < 0 || Math.abs(times[at]! - time) < Math.abs(times[best]! - time)) best = at;
  }
  return best;
}

function nearestDrop(subject: Subject, time: number, reach: number): number {
  const { times, instants } = subject.drops;
  const after = firstAbove(times, time, 0, times.length);
  let best = -1;
  for (const at of [after - 1, after]) {
    if (at < 0 || at >= times.length || Math.abs(times[at]! - time) > reach) continue;
    if (best < 0 || Math.abs(times[at]! - time) < Math.abs(times[best]! - time)) best = at;
  }
  return best < 0 ? -1 : instants[best]!;
}
