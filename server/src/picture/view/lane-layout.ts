import type { Trace } from '../../trace/index';
import type { ArrangedRows, Item } from './arrange-rows';
import { arrangeRows, pinnedList } from './arrange-rows';

interface Strip {
  /** CSS pixels from the top of the scrolled content. */
  readonly top: number;
  readonly height: number;
  /** Identity of what it shows, and the list it is a member of; see `arrange-rows.ts`. */
  readonly key: string;
  readonly list: string;
  /** Stays at the top while the others scroll below it. */
  readonly pinned: boolean;
}

/** The heading of a group; collapsed, it stands for the group and shows in little what its rows do. */
export interface GroupLane extends Strip {
  readonly kind: 'group';
  readonly group: string;
  readonly title: string;
  readonly collapsed: boolean;
  /** The list of its members. */
  readonly members: string;
  /** Rows and counters that are, or would be, shown below it. */
  readonly rows: readonly number[];
  readonly counters: readonly number[];
}

/** One strip of the picture. */
export type Lane =
  | GroupLane
  | (Strip & { readonly kind: 'row'; readonly row: number })
  | (Strip & { readonly kind: 'counter'; readonly counter: number });

/** Where everything lies vertically. */
export interface LaneLayout {
  /** The pinned ones first, then those that scroll, each from top to bottom. */
  readonly lanes: readonly Lane[];
  /** For each row of the trace its lane, or that of its collapsed group; -1 when it is not shown. */
  readonly laneOfRow: readonly number[];
  /** CSS pixels of all lanes together. */
  readonly height: number;
  /** How many lanes are pinned, and their height in CSS pixels. */
  readonly pinnedCount: number;
  readonly pinnedHeight: number;
  /** How far the pinned lanes have been moved down to stay in sight, CSS pixels. */
  readonly shift: number;
}

/** Heights in CSS pixels. */
export interface LaneMetrics { readonly group: number; readonly row: number; readonly counter: number }

/** Heights that go with a font size: a row holds one line of text. */
export function laneMetrics(fontSize: number): LaneMetrics {
  const row = Math.max(20, Math.round(fontSize * 1.7));
  return { group: row + 2, row, counter: Math.round(row * 1.45) };
}

/** Gives arranged rows their places; without an arrangement, those of a trace as it is shown first. */
export function layoutLanes(trace: Trace, metrics: LaneMetrics, arranged: ArrangedRows = arrangeRows(trace)): LaneLayout {
  const lanes: Lane[] = [];
  const laneOfRow = new Array<number>(trace.rows.length).fill(-1);
  let top = 0;
  const add = (item: Item, list: string, pinned: boolean): void => {
    const height = metrics[item.kind];
    const place = { top, height, key: item.key, list, pinned };
    top += height;
    if (item.kind === 'row') laneOfRow[item.row] = lanes.push({ kind: 'row', row: item.row, ...place }) - 1;
    else lanes.push({ kind: 'counter', counter: item.counter, ...place });
  };
  for (const item of arranged.pinned) add(item, pinnedList, true);
  const pinnedCount = lanes.length;
  const pinnedHeight = top;
  for (const { list, group, title, collapsed, items } of arranged.sections) {
    if (group !== '') {
      const rows = items.flatMap((item) => item.kind === 'row' ? [item.row] : []);
      const counters = items.flatMap((item) => item.kind === 'counter' ? [item.counter] : []);
      const lane = lanes.push({ kind: 'group', group, title, collapsed, members: list, rows, counters, top, height: metrics.group, key: group, list: arranged.mode, pinned: false }) - 1;
      top += metrics.group;
      if (collapsed) {
        for (const row of rows) laneOfRow[row] = lane;
        continue;
      }
    }
    for (const item of items) add(item, list, false);
  }
  return { lanes, laneOfRow, height: top, pinnedCount, pinnedHeight, shift: 0 };
}

/** The most of the picture that pinned lanes take; more of them scroll away like all others. */
const greatestPinnedShare = 0.6;

/** Moves the pinned lanes to where one has scrolled to. `room` is the visible height, CSS pixels. */
export function stickPinned(layout: LaneLayout, scrollTop: number, room: number): LaneLayout {
  const shift = layout.pinnedHeight <= room * greatestPinnedShare ? scrollTop : 0;
  if (layout.pinnedCount === 0 || shift === layout.shift) return layout;
  const lanes = layout.lanes.map((lane, index) => index < layout.pinnedCount ? { ...lane, top: lane.top - layout.shift + shift } : lane);
  return { ...layout, lanes, shift };
}

/** CSS pixels at the top of the picture that pinned lanes cover when one has scrolled to `scrollTop`. */
export function coveredHeight(layout: LaneLayout, scrollTop: number): number {
  return layout.shift === scrollTop ? layout.pinnedHeight : 0;
}

/** Index of the lane at `y` CSS pixels from the top of the content, or -1. */
export function laneAt(layout: LaneLayout, y: number): number {
  const { pinnedCount, pinnedHeight, shift } = layout;
  if (y >= shift && y < shift + pinnedHeight) return search(layout, y, 0, pinnedCount - 1);
  return y < pinnedHeight || y >= layout.height ? -1 : search(layout, y, pinnedCount, layout.lanes.length - 1);
}

function search({ lanes }: LaneLayout, y: number, low: number, high: number): number {
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lanes[middle]!.top <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The group of what is at `y`, below the pinned lanes; `null` above the first. */
export function groupAt(layout: LaneLayout, y: number): GroupLane | null {
  const { lanes, pinnedCount, pinnedHeight, height } = layout;
  if (y >= height || lanes.length === pinnedCount) return null;
  for (let lane = search(layout, Math.max(pinnedHeight, y), pinnedCount, lanes.length - 1); lane >= pinnedCount; lane -= 1) {
    const candidate = lanes[lane]!;
    if (candidate.kind === 'group') return candidate;
  }
  return null;
}

/** The lanes that can be seen, at least in part, where `room` CSS pixels are visible from `scrollTop` on: those that scroll first, then the pinned ones above them. */
export function lanesInView(layout: LaneLayout, scrollTop: number, room: number): Lane[] {
  const { lanes, pinnedCount, pinnedHeight, height, shift } = layout;
  const below = scrollTop + room;
  const seen: Lane[] = [];
  const from = Math.min(Math.max(pinnedHeight, scrollTop + coveredHeight(layout, scrollTop)), height - 1);
  for (let lane = lanes.length === pinnedCount ? pinnedCount : search(layout, from, pinnedCount, lanes.length - 1); lane < lanes.length && lanes[lane]!.top < below; lane += 1) seen.push(lanes[lane]!);
  for (let lane = 0; lane < pinnedCount && shift + pinnedHeight > scrollTop; lane += 1) seen.push(lanes[lane]!);
  return seen;
}
