import { rowCoverage } from '../trace/index';
import type { Subject } from './subject';
import { fitRange } from './view/time-range';

/** What a whole run looks like from afar: by column, the share of its rows in each state. */
export interface Skyline {
  readonly columns: number;
  /** `shares[column * states + state]`, 0 … 1; with what no state accounts for they make 1. */
  readonly shares: Float32Array;
  readonly states: number;
}

/** Works a skyline out step by step. */
export interface SkylineWork {
  /** Adds so many rows. @returns the skyline when all are in, else null */
  advance(rows: number): Skyline | null;
}

/** Begins a skyline of `columns` columns. It is of the buffers, whose states say what becomes of frames; of all rows where there are no buffers. */
export function beginSkyline({ trace, levels }: Subject, columns: number): SkylineWork {
  const isBuffer = trace.rows.some(({ kind }) => kind === 'buffer');
  const rows = trace.rows.flatMap(({ kind }, row) => !isBuffer || kind === 'buffer' ? [row] : []);
  const states = trace.states.length;
  const sums = new Float32Array(columns * states);
  const shares = new Float32Array(columns * states);
  const columnTime = fitRange(trace.duration).to / columns;
  let at = 0;
  return {
    advance(count) {
      for (const stop = Math.min(rows.length, at + count); at < stop; at += 1) {
        rowCoverage(levels, rows[at]!, 0, columnTime, columns, shares);
        for (let index = 0; index < sums.length; index += 1) sums[index]! += shares[index]! / rows.length;
      }
      return at < rows.length ? null : { columns, shares: sums, states };
    },
  };
}
