import { spanAt } from '../../../../server/src/trace/index';
import { roundStart } from '../../../../server/src/picture/index';
import type { Session } from '../session/session';

/** A frame that exists at a time, with or without data. Times in nanoseconds. */
export interface AliveFrame {
  readonly row: number;
  /** Index of the span it is in. */
  readonly span: number;
  /** Number of the source's frame in it, or -1. */
  readonly frame: number;
  /** Since when it is in that state. */
  readonly since: number;
  /** Since when its round goes on: when it was allocated, or came back the last time. */
  readonly begun: number;
}

/** The frames in circulation at `time`, the oldest first. */
export function aliveAt({ trace }: Session, time: number): AliveFrame[] {
  const { rows, spans } = trace;
  const alive = rows.flatMap(({ kind }, row): AliveFrame[] => {
    const span = kind === 'buffer' ? spanAt(trace, row, time) : -1;
    return span < 0 ? [] : [{ row, span, frame: spans.frame[span]!, since: spans.start[span]!, begun: spans.start[roundStart(trace, row, span)]! }];
  });
  return alive.sort((a, b) => a.begun - b.begun || a.since - b.since || a.row - b.row);
}
