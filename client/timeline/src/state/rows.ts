import type { ArrangedRows, Arrangement } from '../../../../server/src/picture/index';
import { arrangeRows, plainArrangement, rowModes } from '../../../../server/src/picture/index';
import type { Session } from '../session/session';

/** The rows: how they are arranged, and what one is about to do with them. */
export interface RowsState {
  readonly arrangement: Arrangement;
  /** The lane that keys act on, by its identity and its list; null: the selection's row. */
  readonly current: { readonly key: string; readonly list: string } | null;
  /** A lane that is being dragged: where it would go, CSS pixels from the top of the content. */
  readonly dropTop: number | null;
  /** The field that filters is open. */
  readonly filtering: boolean;
}

/** Before anyone has touched the rows. */
export const initialRows: RowsState = { arrangement: plainArrangement, current: null, dropTop: null, filtering: false };

const strings = (value: unknown): string[] => Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];

/** Reads a kept arrangement; what is not understood is as if nobody had touched it. */
export function readArrangement(value: unknown): Arrangement {
  if (typeof value !== 'object' || value === null) return plainArrangement;
  const { mode, pinned, hidden, collapsed, order, filter } = value as Readonly<Record<string, unknown>>;
  const lists = typeof order === 'object' && order !== null ? Object.entries(order).filter(([, list]) => Array.isArray(list)) : [];
  return {
    mode: rowModes.find((name) => name === mode) ?? 'pin', pinned: strings(pinned), hidden: strings(hidden), collapsed: strings(collapsed),
    order: Object.fromEntries(lists.map(([list, members]) => [list, strings(members)])), filter: typeof filter === 'string' ? filter : '',
  };
}

let latest: { readonly session: Session; readonly arrangement: Arrangement; readonly arranged: ArrangedRows } | null = null;

/** The rows of a run as they are shown. Worked out once for each change. */
export function arrangedRows(session: Session, { arrangement }: RowsState): ArrangedRows {
  if (latest?.session !== session || latest.arrangement !== arrangement) {
    const memory = new Map(session.outcome.allocators.map(({ section, simulatedWith }) => [section, simulatedWith]));
    latest = { session, arrangement, arranged: arrangeRows(session.trace, arrangement, { names: session.names, memory }) };
  }
  return latest.arranged;
}

/** Whether a row of the trace has a place in the picture, be it in a collapsed group. */
export function placedRows(session: Session, rows: RowsState): (row: number) => boolean {
  const { pinned, sections } = arrangedRows(session, rows);
  const placed = new Set([...pinned, ...sections.flatMap(({ items }) => items)].flatMap((item) => item.kind === 'row' ? [item.row] : []));
  return (row) => placed.has(row);
}

/** The rows of the trace that are shown, from top to bottom: not those of collapsed groups. */
export function shownRows(session: Session, rows: RowsState): number[] {
  const { pinned, sections } = arrangedRows(session, rows);
  return [...pinned, ...sections.flatMap(({ collapsed, items }) => collapsed ? [] : items)].flatMap((item) => item.kind === 'row' ? [item.row] : []);
}

/** The counters that are shown, from top to bottom. */
export function shownCounters(session: Session, rows: RowsState): number[] {
  const { pinned, sections } = arrangedRows(session, rows);
  return [...pinned, ...sections.flatMap(({ collapsed, items }) => collapsed ? [] : items)].flatMap((item) => item.kind === 'counter' ? [item.counter] : []);
}
