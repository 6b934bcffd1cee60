import type { Session } from '../session/session';

/** A buffer that had not come back when the recorded run ended. Times in nanoseconds. */
export interface Unreturned {
  /** `leaked`: the stream had stopped before, so that it should have come back; `inUse`: nothing says so, the end of the run came in between. */
  readonly kind: 'leaked' | 'inUse';
  readonly row: number;
  /** Index of the span it was in at the end. */
  readonly span: number;
  readonly frame: number;
  /** Since when it was in that state. */
  readonly since: number;
  /** When the stream had stopped; null while it had not. */
  readonly stopped: number | null;
}

/** Frames of a circuit's allocator that were never freed. */
export interface NotFreed { readonly group: string; readonly allocated: number; readonly freed: number }

/** What was out at the end of a run. */
export interface LeakReport {
  /** Without the end of the run in the recording nothing can be said. */
  readonly recordedToEnd: boolean;
  /** The leaked first, then by time. */
  readonly unreturned: readonly Unreturned[];
  readonly notFreed: readonly NotFreed[];
}

/** Where the driver has a buffer: with the stream in STOP it belongs back. */
const driverHas: ReadonlySet<string> = new Set(['queued', 'leadingEdge', 'cloned', 'hardwareFilling', 'readyForDpc', 'neverCompleted']);

const givenBack: ReadonlySet<string> = new Set(['inApplication', 'cancelled']);

/** Looks for buffers that had not come back at the end. A run that was cut short, or ended before its streams stopped, has no leaks that could be told. */
export function leaksOf({ trace, outcome }: Session): LeakReport {
  const { rows, spans, states, duration, recordedUntil } = trace;
  if (recordedUntil < duration) return { recordedToEnd: false, unreturned: [], notFreed: [] };
  const isCutShort = outcome.stopReason !== 'completed';
  const stops = new Map<string, number | null>();
  rows.forEach(({ kind, group }, row) => { if (kind === 'pinState') stops.set(group, latest(stops.get(group), stopTime(row))); });
  function stopTime(row: number): number | null {
    const last = spans.offsets[row + 1]! - 1;
    return !isCutShort && last >= spans.offsets[row]! && states[spans.state[last]!]!.key === 'stop' && spans.end[last] === duration ? spans.start[last]! : null;
  }
  // A circuit's frames go through pins of other groups: it has stopped when all have.
  const allStopped = stops.size === 0 ? null : [...stops.values()].reduce((a, b) => latest(a, b));
  const notFreed = findNotFreed(trace);
  const unreturned = rows.flatMap(({ kind, group }, row): Unreturned[] => {
    const span = spans.offsets[row + 1]! - 1;
    if (kind !== 'buffer' || span < spans.offsets[row]! || spans.end[span]! < duration) return [];
    const { key } = states[spans.state[span]!]!;
    const stopped = stops.has(group) ? stops.get(group)! : allStopped;
    // What a stopped stream has given back is back, however long the application keeps it.
    if (stopped !== null && givenBack.has(key)) return [];
    const isLeaked = stopped !== null && (driverHas.has(key) || notFreed.some((circuit) => circuit.group === group));
    return [{ kind: isLeaked ? 'leaked' : 'inUse', row, span, frame: spans.frame[span]!, since: spans.start[span]!, stopped }];
  });
  const rank = ({ kind }: Unreturned): number => kind === 'leaked' ? 0 : 1;
  return { recordedToEnd: true, unreturned: unreturned.sort((a, b) => rank(a) - rank(b) || a.since - b.since || a.row - b.row), notFreed: isCutShort || allStopped === null ? [] : notFreed };
}

/** The later of two times; null, not yet, comes after all. */
function latest(a: number | null | undefined, b: number | null): number | null {
  return a === undefined ? b : a === null || b === null ? null : Math.max(a, b);
}

function findNotFreed({ rows, instants, instantKinds }: Session['trace']): NotFreed[] {
  return rows.flatMap(({ kind, group }, row): NotFreed[] => {
    if (kind !== 'allocator') return [];
    let allocated = 0;
    let freed = 0;
    for (let at = instants.offsets[row]!; at < instants.offsets[row + 1]!; at += 1) {
      const { key } = instantKinds[instants.kind[at]!]!;
      if (key === 'allocate') allocated += 1;
      else if (key === 'free') freed += 1;
    }
    return freed < allocated ? [{ group, allocated, freed }] : [];
  });
}
