// The table, as a reader of CSV by others understands it, against our columns.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvColumns } from '../../../server/src/trace/exports/index';
import type { Trace } from '../../../server/src/trace/index';
import { decodeTrace } from '../../../server/src/trace/index';
import { recordedInPart, simulated } from '../../browser/timeline/support/runs';
import { anyTrace, traceOf } from '../trace/traces';
import { sourceOf, written } from './support/written';

type Line = Readonly<Record<(typeof csvColumns)[number], string>>;

/** Strict: a quote in the wrong place, or a line with too many fields, is an error. */
const read = (bytes: Buffer): Line[] => parse(bytes, { columns: true, bom: true, recordDelimiter: '\r\n' });

const run = (() => {
  const trace = decodeTrace(recordedInPart(simulated()).trace);
  if ('problem' in trace) throw new Error(trace.problem);
  return trace;
})();

/** As a field holds it: UTF-8, and nothing a spreadsheet would calculate. */
const field = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/\p{Surrogate}/gu, '\ufffd');

function expected(trace: Trace): Line[] {
  const { names } = sourceOf(trace);
  const empty = Object.fromEntries(csvColumns.map((column) => [column, ''])) as Line;
  const frame = (number: number): string => (number < 0 ? '' : String(number));
  const lines: Line[] = [];
  trace.rows.forEach((row, index) => {
    const place = { group: field(row.group), row: field(names.rows[index]!) };
    for (let at = trace.spans.offsets[index]!; at < trace.spans.offsets[index + 1]!; at += 1) {
      const state = trace.states[trace.spans.state[at]!]!;
      const [start, end] = [trace.spans.start[at]!, trace.spans.end[at]!];
      lines.push({ ...empty, ...place, kind: 'span', name: field(names.states[trace.spans.state[at]!]!), start_ns: String(start), end_ns: String(end), duration_ns: String(end - start), frame: frame(trace.spans.frame[at]!), basis: state.basis, path: field(state.path) });
    }
    for (let at = trace.instants.offsets[index]!; at < trace.instants.offsets[index + 1]!; at += 1) {
      const kind = trace.instantKinds[trace.instants.kind[at]!]!;
      lines.push({ ...empty, ...place, kind: 'instant', name: field(names.instants[trace.instants.kind[at]!]!), start_ns: String(trace.instants.time[at]!), frame: frame(trace.instants.frame[at]!), basis: kind.basis, path: field(kind.path) });
    }
  });
  trace.counters.forEach((counter, index) => counter.times.forEach((time, step) => {
    const end = counter.times[step + 1] ?? Math.max(time, trace.recordedUntil);
    lines.push({ ...empty, kind: 'counter', group: field(counter.group), name: field(names.counters[index]!), start_ns: String(time), end_ns: String(end), duration_ns: String(end - time), value: String(counter.values[step]!), unit: field(counter.unit), path: field(counter.path), note: counter.limit === null ? '' : `limit ${counter.limit}` });
  }));
  return lines;
}

describe('the table', () => {
  it('holds a run, to the nanosecond', () => {
    const lines = read(written('csv', run));
    expect(Object.keys(lines[0]!)).toEqual([...csvColumns]);
    expect(lines.filter(({ kind }) => kind !== 'run')).toEqual(expected(run));
    expect(Object.fromEntries(lines.filter(({ kind }) => kind === 'run').map(({ name, note }) => [name, note]))).toEqual({
      statement: 'Simulated, not measured.', scenario: run.label, document: 'capture.avstream.json', seed: String(run.seed), fingerprint: run.fingerprint,
      duration_ns: String(run.duration), recorded_until_ns: String(run.recordedUntil), assumptions: '3', producer: 'AVStream Studio test',
    });
  });

  it('holds any trace', () => {
    fc.assert(fc.property(anyTrace, (trace) => {
      expect(read(written('csv', trace)).filter(({ kind }) => kind !== 'run')).toEqual(expected(trace));
    }), { numRuns: 300 });
  });

  it('begins with a byte order mark only where something is not ASCII', () => {
    const named = (name: string): Buffer => written('csv', traceOf([{ spans: [{ gap: 0, length: 5, state: 0, frame: 1 }], instants: [] }], 1, [], ['state', '', name]));
    expect(named('PinProcess').subarray(0, 4).toString('latin1')).toBe('kind');
    expect([...named('Prozeß').subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('gives a spreadsheet nothing to calculate', () => {
    const bytes = written('csv', traceOf([{ spans: [{ gap: 0, length: 5, state: 0, frame: 1 }], instants: [] }], 1, [], ['@state', '+1', '=HYPERLINK("x")']));
    const [span] = read(bytes).filter(({ kind }) => kind === 'span');
    expect(span).toMatchObject({ row: '\'=HYPERLINK("x")', name: '\'@state0', path: '\'+1', group: '\'@state' });
  });
});
