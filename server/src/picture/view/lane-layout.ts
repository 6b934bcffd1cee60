import type { Trace } from '../../trace/index';

/** One strip of the picture, at `top` CSS pixels from the top of the scrolled content. */
export type Lane =
  | { readonly kind: 'group'; readonly group: string; readonly top: number; readonly height: number }
  | { readonly kind: 'row'; readonly row: number; readonly top: number; readonly height: number }
  | { readonly kind: 'counter'; readonly counter: number; readonly top: number; readonly height: number };

/** Where everything lies vertically. */
export interface LaneLayout {
  readonly lanes: readonly Lane[];
  /** For each row of the trace, its lane. */
  readonly laneOfRow: readonly number[];
  /** CSS pixels of all lanes together. */
  readonly height: number;
}

/** Heights in CSS pixels. */
export interface LaneMetrics { readonly group: number; readonly row: number; readonly counter: number }

/** Heights that go with a font size: a row holds one line of text. */
export function laneMetrics(fontSize: number): LaneMetrics {
  const row = Math.max(20, Math.round(fontSize * 1.7));
  return { group: row + 2, row, counter: Math.round(row * 1.45) };
}

/**
 * Puts rows and counters under their pins: what the pin and its driver do first, then the counters, then the buffers they
 * explain. Rows keep the order they have in the trace.
 */
export function layoutLanes(trace: Trace, metrics: LaneMetrics): LaneLayout {
  const groups = [...new Set([...trace.rows.map((row) => row.group), ...trace.counters.map((counter) => counter.group)])];
  const lanes: Lane[] = [];
  const laneOfRow = new Array<number>(trace.rows.length).fill(-1);
  let top = 0;
  const addRow = (row: number): void => {
    laneOfRow[row] = lanes.push({ kind: 'row', row, top, height: metrics.row }) - 1;
    top += metrics.row;
  };
  for (const group of groups) {
    if (group !== '') {
      lanes.push({ kind: 'group', group, top, height: metrics.group });
      top += metrics.group;
    }
    trace.rows.forEach((row, index) => { if (row.group === group && row.kind !== 'buffer') addRow(index); });
    trace.counters.forEach((counter, index) => {
      if (counter.group !== group) return;
      lanes.push({ kind: 'counter', counter: index, top, height: metrics.counter });
      top += metrics.counter;
    });
    trace.rows.forEach((row, index) => { if (row.group === group && row.kind === 'buffer') addRow(index); });
  }
  return { lanes, laneOfRow, height: top };
}

/** Index of the lane at `y` CSS pixels from the top of the content, or -1. */
export function laneAt(layout: LaneLayout, y: number): number {
  if (y < 0 || y >= layout.height) return -1;
  let low = 0;
  let high = layout.lanes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (layout.lanes[middle]!.top <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The group whose heading belongs at the top of what is visible from `y` on; `null` above the first. */
export function groupAt(layout: LaneLayout, y: number): Extract<Lane, { kind: 'group' }> | null {
  for (let lane = laneAt(layout, Math.max(0, y)); lane >= 0; lane -= 1) {
    const candidate = layout.lanes[lane]!;
    if (candidate.kind === 'group') return candidate;
  }
  return null;
}
