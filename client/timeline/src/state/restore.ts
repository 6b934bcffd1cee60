import type { TimelineViewState } from '../../../../server/src/protocol/index';
import { firstAbove } from '../../../../server/src/trace/levels';
import type { Session } from '../session/session';
import { clampRange } from '../../../../server/src/picture/view/time-range';
import type { Selection } from '../../../../server/src/picture/index';
import type { AppState, KeptState } from './app-state';
import { tabNames } from './app-state';
import { readMarks } from './marks';
import { readFlows } from './reading';
import { readArrangement } from './rows';
import { autoUnit, plainUnits } from '../../../../server/src/picture/view/time-format';

const unitNames = [...plainUnits.map(({ name }) => name), 'frames'] as const;
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Reads what was kept before a reload. What another version left behind, or someone else, is no view: `null`. */
export function readKept(value: unknown): KeptState | null {
  if (!isObject(value) || value['version'] !== 1) return null;
  const { uri, scenario, seed, fingerprint, from, to, scrollTop, cursor, selection, tab, drawer, requestedSeed, unit } = value;
  if (typeof uri !== 'string' || typeof scenario !== 'string' || typeof fingerprint !== 'string' || !isNumber(seed) || !isNumber(from) || !isNumber(to)) return null;
  return {
    version: 1, uri, scenario, seed, fingerprint, from, to,
    scrollTop: isNumber(scrollTop) ? scrollTop : 0,
    cursor: isNumber(cursor) ? cursor : null,
    selection: isObject(selection) && isNumber(selection['row']) && isNumber(selection['start']) ? { row: selection['row'], start: selection['start'] } : null,
    tab: tabNames.find((name) => name === tab) ?? 'outcome',
    drawer: isObject(drawer) && typeof drawer['open'] === 'boolean' && isNumber(drawer['share']) ? { open: drawer['open'], share: Math.min(0.9, Math.max(0.1, drawer['share'])) } : { open: true, share: 0.34 },
    requestedSeed: isNumber(requestedSeed) ? requestedSeed : null,
    marks: readMarks(value['marks']),
    flows: readFlows(value['flows']),
    rows: readArrangement(value['rows']),
    unit: isObject(unit) && typeof unit['label'] === 'string' ? { name: unitNames.find((name) => name === unit['name']) ?? 'auto', label: unit['label'] } : autoUnit,
  };
}

/** The span of a row that begins at `start`, if the run has it. */
export function findSelection(session: Session, kept: TimelineViewState['selection']): Selection | null {
  if (kept === null) return null;
  const { offsets, start } = session.trace.spans;
  if (!Number.isInteger(kept.row) || kept.row < 0 || kept.row >= session.trace.rows.length) return null;
  const first = offsets[kept.row]!;
  const last = offsets[kept.row + 1]!;
  // Of spans without length several may begin together: the first is meant.
  const index = firstAbove(start, kept.start - 0.5, first, last);
  return index < last && start[index] === kept.start ? { kind: 'span', row: kept.row, index } : null;
}

/** Puts a kept view onto a run, as far as the run has what was looked at. */
export function applyView(session: Session, view: TimelineViewState): Pick<AppState, 'range' | 'scrollTop' | 'cursor' | 'selection'> {
  const { duration } = session.trace;
  return {
    range: clampRange({ from: view.from, to: view.to }, duration),
    scrollTop: Math.max(0, view.scrollTop),
    cursor: view.cursor === null ? null : Math.min(duration, Math.max(0, view.cursor)),
    selection: findSelection(session, view.selection),
  };
}
