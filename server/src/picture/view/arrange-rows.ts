import type { Trace, TraceCounter, TraceRow } from '../../trace/index';
import type { Names } from '../names';

/** What the rows are grouped by. */
export const rowModes = ['pin', 'buffer', 'allocator', 'pointer'] as const;
/** One of {@link rowModes}. */
export type RowMode = (typeof rowModes)[number];

/** Tells a row or counter from all others of a trace, and is the same in another run of the scenario. */
export type LaneKey = string;

/** What someone has made of the rows. Lists that name what a run does not have are kept: the next run may have it again. */
export interface Arrangement {
  readonly mode: RowMode;
  /** Stay at the top, in this order. */
  readonly pinned: readonly LaneKey[];
  readonly hidden: readonly LaneKey[];
  /** Identities of lists; see {@link Section}. */
  readonly collapsed: readonly string[];
  /** By the identity of a list, the order its members were put in. */
  readonly order: Readonly<Record<string, readonly string[]>>;
  /** Words that must all occur in the name; empty: all rows. */
  readonly filter: string;
}

/** As a run is shown first. */
export const plainArrangement: Arrangement = { mode: 'pin', pinned: [], hidden: [], collapsed: [], order: {}, filter: '' };

/** A row or a counter. */
export type Item = { readonly kind: 'row'; readonly row: number; readonly key: LaneKey } | { readonly kind: 'counter'; readonly counter: number; readonly key: LaneKey };

/** Rows and counters under one heading; without a heading when `group` is empty. */
export interface Section {
  /** Identity of the list of its members. */
  readonly list: string;
  readonly group: string;
  readonly title: string;
  readonly collapsed: boolean;
  readonly items: readonly Item[];
}

/** The rows of a trace in the order they are shown. */
export interface ArrangedRows {
  /** `pin` where what was asked for is not in the trace. */
  readonly mode: RowMode;
  readonly pinned: readonly Item[];
  readonly sections: readonly Section[];
  /** Members of each list in order, the hidden ones included. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly hidden: readonly Item[];
  /** Rows and counters that pass the filter, of how many. */
  readonly passing: number;
  readonly all: number;
}

/** What arranging needs beside the trace. */
export interface ArrangeContext {
  /** Names that are filtered by. */
  readonly names?: Names;
  /** By group, whose memory its frames are in: headings of the mode `allocator`. */
  readonly memory?: ReadonlyMap<string, string>;
}

/** The list of pinned rows. */
export const pinnedList = 'pinned';

/** Identity of a row. */
export function keyOfRow({ group, kind, index }: TraceRow): LaneKey {
  return `${group}\n${kind}\n${index}`;
}

/** Identity of a counter. */
export function keyOfCounter({ group, key }: Pick<TraceCounter, 'group' | 'key'>): LaneKey {
  return `${group}\ncounter\n${key}`;
}

/** Whether a run tells where its stream pointers pointed. */
export function hasPointers(trace: Trace): boolean {
  return trace.rows.some(({ kind }) => kind === 'streamPointer');
}

const kinds: Readonly<Record<RowMode, (kind: string) => boolean>> = {
  pin: (kind) => kind !== 'streamPointer',
  buffer: (kind) => kind === 'buffer',
  allocator: (kind) => kind === 'allocator' || kind === 'buffer',
  pointer: (kind) => kind === 'streamPointer',
};

/**
 * Arranges rows and counters. Untouched, each group has what its pin and its driver do first, then the counters, then the buffers they explain, in the order of the
 * trace. Every row of the mode is in exactly one place, unless it is hidden or does not pass the filter; what is pinned is at the top in every mode.
 */
export function arrangeRows(trace: Trace, arrangement: Arrangement = plainArrangement, { names, memory }: ArrangeContext = {}): ArrangedRows {
  const mode = arrangement.mode === 'pointer' && !hasPointers(trace) ? 'pin' : arrangement.mode;
  const rows = trace.rows.map((row, index): Item & { readonly group: string } => ({ kind: 'row', row: index, key: keyOfRow(row), group: row.group }));
  const counters = trace.counters.map((counter, index): Item & { readonly group: string } => ({ kind: 'counter', counter: index, key: keyOfCounter(counter), group: counter.group }));
  const isBuffer = (item: Item): boolean => item.kind === 'row' && trace.rows[item.row]!.kind === 'buffer';
  const inMode = [...rows.filter((item) => kinds[mode](trace.rows[(item as { row: number }).row]!.kind)), ...(mode === 'pin' ? counters : [])];
  const pinnedKeys = new Set(arrangement.pinned);
  const hiddenKeys = new Set(arrangement.hidden);
  const words = arrangement.filter.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const passes = (item: Item & { readonly group: string }): boolean => {
    const name = `${item.group} ${(item.kind === 'row' ? names?.rows[item.row] : names?.counters[item.counter]) ?? ''}`.toLowerCase();
    return words.every((word) => name.includes(word));
  };
  const lists = new Map<string, readonly string[]>();
  const groups = [...new Set([...rows, ...counters].map(({ group }) => group))].filter((group) => inMode.some((item) => item.group === group));
  const order = ordered(groups, (group) => group, arrangement.order[mode]);
  lists.set(mode, order);
  const pinned = [...rows, ...counters].filter(({ key }) => pinnedKeys.has(key) && !hiddenKeys.has(key));
  pinned.sort((a, b) => arrangement.pinned.indexOf(a.key) - arrangement.pinned.indexOf(b.key));
  lists.set(pinnedList, arrangement.pinned);
  const sections: Section[] = [];
  for (const group of order) {
    const list = `${mode}:${group}`;
    const own = inMode.filter((item) => item.group === group);
    const natural = [...own.filter((item) => item.kind === 'row' && !isBuffer(item)), ...own.filter(({ kind }) => kind === 'counter'), ...own.filter(isBuffer)];
    const members = ordered(natural, ({ key }) => key, arrangement.order[list]);
    lists.set(list, members.map(({ key }) => key));
    const items = members.filter((item) => !pinnedKeys.has(item.key) && !hiddenKeys.has(item.key) && passes(item));
    if (items.length === 0) continue;
    const title = mode === 'allocator' && memory?.has(group) === true ? `${memory.get(group)!} · ${group}` : group;
    // Who filters wants to see what is found.
    sections.push({ list, group, title, collapsed: group !== '' && words.length === 0 && arrangement.collapsed.includes(list), items });
  }
  const visible = inMode.filter(({ key }) => !hiddenKeys.has(key));
  return {
    mode, pinned, sections, lists, hidden: [...rows, ...counters].filter(({ key }) => hiddenKeys.has(key)), passing: visible.filter((item) => passes(item) || pinnedKeys.has(item.key)).length, all: inMode.length,
  };
}

/** Puts what `listed` names first into its order; everything else stays behind what it is behind by nature. */
function ordered<Value>(values: readonly Value[], keyOf: (value: Value) => string, listed: readonly string[] | undefined): Value[] {
  if (listed === undefined) return [...values];
  const rank = new Map(listed.map((key, index) => [key, index]));
  const result = values.filter((value) => rank.has(keyOf(value))).sort((a, b) => rank.get(keyOf(a))! - rank.get(keyOf(b))!);
  values.forEach((value, index) => {
    if (!rank.has(keyOf(value))) result.splice(index === 0 ? 0 : result.indexOf(values[index - 1]!) + 1, 0, value);
  });
  return result;
}

/** The arrangement with `key` put before `before` in its list, at the end for `null`. `members` is the list as it is. */
export function moveBefore(arrangement: Arrangement, list: string, members: readonly string[], key: string, before: string | null): Arrangement {
  if (key === before) return arrangement;
  const rest = members.filter((member) => member !== key);
  const at = before === null ? rest.length : rest.indexOf(before);
  const moved = [...rest.slice(0, at), key, ...rest.slice(at)];
  return list === pinnedList ? { ...arrangement, pinned: moved } : { ...arrangement, order: { ...arrangement.order, [list]: moved } };
}
