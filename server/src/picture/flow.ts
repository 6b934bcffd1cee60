import { rowOf } from '../trace/index';
import { firstAbove } from '../trace/levels';
import { continuesRound, instantsOfFrame, roundStart, sourceOfRows, spansOfFrame } from './frame-spans';
import type { Selection } from './selection';
import type { Subject } from './subject';

/** A frame passes from one row to another. Times in nanoseconds; `toTime` is never before `fromTime`. */
export interface FlowStep { readonly fromRow: number; readonly fromTime: number; readonly toRow: number; readonly toTime: number }

/** The way of a frame from where its buffer was allocated, or came back the last time, to its return. */
export interface Flow {
  /** Number of the frame, or -1 of a buffer that came back without one. */
  readonly frame: number;
  /** All spans of it in order of time, those included in which the buffer still waited for the frame. */
  readonly spans: readonly number[];
  /** In order of time. */
  readonly steps: readonly FlowStep[];
}

/** Builds what following frames needs, once for a trace; so that it need not be built while a picture is painted. */
export function prepareFlows(subject: Subject): void {
  sourceOfRows(subject);
  if (subject.trace.rows.length > 0) instantsOfFrame(subject, 0, 0);
  subject.frames();
}

/** The flow of what is selected; null where that belongs to no frame. */
export function flowOf(subject: Subject, selection: Selection): Flow | null {
  const { trace: { spans, instants, rows } } = subject;
  if (selection.kind === 'instant') {
    const frame = instants.frame[selection.index]!;
    return frame < 0 ? null : flowOfFrame(subject, frame, selection.row);
  }
  const frame = spans.frame[selection.index]!;
  if (frame >= 0) return flowOfFrame(subject, frame, selection.row);
  if (rows[selection.row]!.kind !== 'buffer') return null;
  const next = frameToCome(subject, selection.row, selection.index);
  if (next >= 0) return flowOfFrame(subject, next, selection.row);
  const round = emptyRound(subject, selection.row, selection.index);
  return { frame: -1, spans: round, steps: stepsOf(subject, round, -1, selection.row) };
}

/** The frame that a buffer without one gets before its round ends; -1 when it gets none. */
function frameToCome({ trace }: Subject, row: number, span: number): number {
  const { offsets, frame } = trace.spans;
  for (let at = span + 1; at < offsets[row + 1]! && continuesRound(trace, at); at += 1) if (frame[at]! >= 0) return frame[at]!;
  return -1;
}

/** The spans of a round in which the buffer gets no frame. */
function emptyRound({ trace }: Subject, row: number, span: number): number[] {
  const round: number[] = [];
  for (let at = roundStart(trace, row, span); at <= span || (at < trace.spans.offsets[row + 1]! && continuesRound(trace, at)); at += 1) round.push(at);
  return round;
}

/** The flow of a frame by its number, of the source whose frames `row` carries. */
export function flowOfFrame(subject: Subject, frame: number, row: number): Flow {
  const { trace } = subject;
  const { spans: { offsets, start }, rows } = trace;
  const own = spansOfFrame(subject, frame, row);
  const all = [...own];
  for (const buffer of new Set(own.map((span) => rowOf(offsets, span)))) {
    if (rows[buffer]!.kind !== 'buffer') continue;
    const first = own.find((span) => rowOf(offsets, span) === buffer)!;
    for (let span = roundStart(trace, buffer, first); span < first; span += 1) all.push(span);
  }
  all.sort((a, b) => start[a]! - start[b]! || a - b);
  return { frame, spans: all, steps: stepsOf(subject, all, frame, row) };
}

function stepsOf(subject: Subject, list: readonly number[], frame: number, around: number): FlowStep[] {
  const { trace } = subject;
  const { spans, rows, states } = trace;
  const stops = list.map((span) => ({ row: rowOf(spans.offsets, span), start: spans.start[span]!, end: spans.end[span]!, state: states[spans.state[span]!]!.key }));
  const inBuffers = stops.filter(({ row }) => rows[row]!.kind === 'buffer');
  const helpers = helperRows(subject, around, inBuffers.map(({ row }) => row), frame);
  const steps: FlowStep[] = [];
  const add = (fromRow: number, fromTime: number, toRow: number, toTime: number): void => {
    if (fromRow !== toRow && !steps.some((step) => step.fromRow === fromRow && step.toRow === toRow && step.toTime === toTime)) steps.push({ fromRow, fromTime, toRow, toTime });
  };

  // From one buffer to another: what begins where another ends, or on the frame's way from there.
  for (const stop of inBuffers) {
    if (inBuffers.some((other) => other.row === stop.row && other !== stop && other.end === stop.start)) continue;
    const giver = inBuffers.find((other) => other.row !== stop.row && other.end === stop.start) ?? inBuffers.find((other) => other.row !== stop.row && other.start < stop.start && other.end > stop.start);
    if (giver !== undefined) add(giver.row, stop.start, stop.row, stop.start);
  }
  addOrigin(subject, stops, list, frame, around, add);
  for (const { row, start, end, state } of inBuffers) {
    if (state === 'leadingEdge') {
      const call = callDuring(subject, helpers.process, start, end);
      if (call !== null) {
        add(row, Math.max(start, call.start), call.row, Math.max(start, call.start));
        add(call.row, end, row, end);
      }
    } else if (state === 'readyForDpc') {
      const dpc = spanWith(subject, helpers.interrupt, end);
      if (dpc !== null) {
        const raised = lastInstant(subject, dpc.row, 'interrupt', start, end);
        add(row, start, dpc.row, raised ?? Math.max(start, dpc.start));
        add(dpc.row, end, row, end);
      }
    }
  }
  forInstants(subject, frame, around, ['delivered', 'completedEmpty'], (row, time) => {
    // Of several pins' buffers that of the own pin; of its spans the one that ends with it.
    const near = inBuffers.filter((stop) => rows[stop.row]!.group === rows[row]!.group);
    const givers = near.length > 0 ? near : inBuffers;
    const giver = givers.find((stop) => stop.end === time) ?? givers.find((stop) => stop.start === time) ?? givers.find((stop) => stop.start < time && stop.end > time);
    if (giver !== undefined) add(giver.row, time, row, time);
  });
  addAllocation(subject, list, add);
  return steps.sort((a, b) => a.toTime - b.toTime || a.fromTime - b.fromTime);
}

type Add = (fromRow: number, fromTime: number, toRow: number, toTime: number) => void;
interface Stop { readonly row: number; readonly start: number; readonly end: number; readonly state: string }

/** From the device, or the peer that has filled it, into the buffer. */
function addOrigin(subject: Subject, stops: readonly Stop[], list: readonly number[], frame: number, around: number, add: Add): void {
  const { trace: { rows, spans } } = subject;
  const first = stops.find(({ row }, at) => rows[row]!.kind === 'buffer' && spans.frame[list[at]!] === frame && frame >= 0);
  if (first === undefined) return;
  const transfer = stops.find(({ row }) => rows[row]!.kind === 'hardware');
  if (transfer !== undefined) add(transfer.row, transfer.start, first.row, Math.max(transfer.start, first.start));
  else forInstants(subject, frame, around, ['captured'], (row, time) => { if (time <= first.start) add(row, time, first.row, first.start); });
}

/** The allocator makes the frames of a circuit, first comes first; and takes them back, all at one time as far as is known. */
function addAllocation({ trace: { rows, spans, instants, instantKinds } }: Subject, list: readonly number[], add: Add): void {
  for (const span of list) {
    const row = rowOf(spans.offsets, span);
    const { kind, group, index } = rows[row]!;
    if (kind !== 'buffer') continue;
    const allocator = rows.findIndex((other) => other.kind === 'allocator' && other.group === group);
    if (allocator < 0) continue;
    const timesOf = (key: string): number[] => {
      const times: number[] = [];
      for (let at = instants.offsets[allocator]!; at < instants.offsets[allocator + 1]!; at += 1) if (instantKinds[instants.kind[at]!]!.key === key) times.push(instants.time[at]!);
      return times;
    };
    const made = timesOf('allocate');
    const isFirst = span === spans.offsets[row];
    const isLast = span === spans.offsets[row + 1]! - 1;
    if (isFirst && made[index] !== undefined && made[index] <= spans.start[span]!) add(allocator, made[index], row, spans.start[span]!);
    if (!isLast) continue;
    const freed = timesOf('free');
    if (freed.length === made.length && freed[0] !== undefined && freed[0] >= spans.end[span]! && freed.every((time) => time === freed[0])) add(row, spans.end[span]!, allocator, freed[0]);
  }
}

/** Rows whose spans carry no frame number and yet act on the frame: calls of Process, and the DPC of the device that filled it. */
function helperRows(subject: Subject, around: number, buffers: readonly number[], frame: number): { readonly process: readonly number[]; readonly interrupt: readonly number[] } {
  const { trace: { rows } } = subject;
  const groups = new Set([rows[around]!.group, ...buffers.map((row) => rows[row]!.group)]);
  forInstants(subject, frame, around, ['captured'], (row) => { groups.add(rows[row]!.group); });
  const withPins = new Set(rows.filter(({ kind }) => kind === 'pinState').map(({ group }) => group));
  const sources = sourceOfRows(subject);
  const indices = rows.map((_, row) => row);
  const isProcess = (row: number): boolean => rows[row]!.kind === 'callback' && rows[row]!.path.endsWith('/Process');
  const near = indices.filter((row) => isProcess(row) && groups.has(rows[row]!.group));
  // A filter that processes for its pins has a group of its own; a circuit's frames go through it.
  const ofFilters = indices.filter((row) => isProcess(row) && !withPins.has(rows[row]!.group));
  const interrupt = indices.filter((row) => rows[row]!.kind === 'interrupt' && (groups.has(rows[row]!.group) || (frame < 0 && sources[row] === sources[around])));
  return { process: [...near, ...ofFilters.filter((row) => !near.includes(row))], interrupt };
}

/** The call that ended a frame's time under the leading edge: going on when it ended, and, of several, for most of that time. */
function callDuring({ trace: { spans } }: Subject, rows: readonly number[], from: number, to: number): { readonly row: number; readonly start: number } | null {
  let best: { readonly row: number; readonly start: number } | null = null;
  let longest = -1;
  for (const row of rows) {
    const last = spans.offsets[row + 1]!;
    for (let span = firstAbove(spans.end, to - 0.5, spans.offsets[row]!, last); span < last && spans.start[span]! <= to; span += 1) {
      const start = spans.start[span]!;
      const overlap = to - Math.max(from, start);
      // A call that only begins at that moment is about another frame, unless it takes no time at all.
      if (overlap <= longest || (overlap === 0 && spans.end[span]! > start)) continue;
      longest = overlap;
      best = { row, start };
    }
  }
  return best;
}

/** The first of the spans of some rows that was going on at a time, its ends included. */
function spanWith({ trace: { spans } }: Subject, rows: readonly number[], time: number): { readonly row: number; readonly start: number } | null {
  for (const row of rows) {
    const span = firstAbove(spans.end, time - 0.5, spans.offsets[row]!, spans.offsets[row + 1]!);
    if (span < spans.offsets[row + 1]! && spans.start[span]! <= time) return { row, start: spans.start[span]! };
  }
  return null;
}

function lastInstant({ trace: { instants, instantKinds } }: Subject, row: number, key: string, from: number, to: number): number | null {
  for (let at = firstAbove(instants.time, to, instants.offsets[row]!, instants.offsets[row + 1]!) - 1; at >= instants.offsets[row]! && instants.time[at]! >= from; at -= 1) {
    if (instantKinds[instants.kind[at]!]!.key === key) return instants.time[at]!;
  }
  return null;
}

function forInstants(subject: Subject, frame: number, around: number, keys: readonly string[], sink: (row: number, time: number) => void): void {
  if (frame < 0) return;
  const { instants, instantKinds } = subject.trace;
  for (const at of instantsOfFrame(subject, frame, around)) {
    if (keys.includes(instantKinds[instants.kind[at]!]!.key)) sink(rowOf(instants.offsets, at), instants.time[at]!);
  }
}
