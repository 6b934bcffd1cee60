import type { Trace } from '../../../../server/src/trace/index';
import type { Marks, Measured } from '../../../../server/src/picture/index';
import { noMarks } from '../../../../server/src/picture/index';

/** Markers and the measured stretch, and whether they hold on to edges while they are dragged. */
export interface MarksState extends Marks {
  readonly snap: boolean;
}

/** Nothing marked; edges hold. */
export const initialMarks: MarksState = { ...noMarks, snap: true };

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const readIndices = (value: unknown): readonly number[] | null => Array.isArray(value) && value.every(isTime) ? value : null;

/** Reads what was kept before a reload; what is not ours is left out. */
export function readMarks(value: unknown): MarksState {
  if (!isObject(value)) return initialMarks;
  const { a, b, measured, snap } = value;
  return { a: isTime(a) ? a : null, b: isTime(b) ? b : null, measured: readMeasured(measured), snapped: null, snap: snap !== false };
}

function readMeasured(value: unknown): Measured | null {
  if (!isObject(value)) return null;
  const { from, to, rows, counters } = value;
  return isTime(from) && isTime(to) && from < to ? { from, to, rows: readIndices(rows), counters: readIndices(counters) } : null;
}

/** Puts marks onto a run, as far as it is long enough and has the lanes. */
export function fitMarks(marks: MarksState, { duration, rows, counters }: Pick<Trace, 'duration' | 'rows' | 'counters'>): MarksState {
  const within = (time: number | null): number | null => time === null || time > duration ? null : time;
  const { measured } = marks;
  const left = measured === null || measured.from >= duration ? null : {
    from: measured.from, to: Math.min(measured.to, duration),
    rows: measured.rows?.filter((row) => row < rows.length) ?? null, counters: measured.counters?.filter((counter) => counter < counters.length) ?? null,
  };
  return { ...marks, a: within(marks.a), b: within(marks.b), measured: left, snapped: null };
}
