// The traces for Perfetto and for Chrome's viewer, as Perfetto's own trace processor understands them, against our columns.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trace } from '../../../server/src/trace/index';
import { decodeTrace, rowOf } from '../../../server/src/trace/index';
import { groupsOf } from '../../../server/src/trace/exports/export';
import { captureScenario, large, recordedInPart, simulated } from '../../browser/timeline/support/runs';
import { anyTrace } from '../trace/traces';
import { type SqlRow, startTraceProcessor, type TraceProcessor, traceProcessor } from './support/trace-processor';
import { sourceOf, written } from './support/written';

/** A span or an instant, as both sides can tell it. Order of fields is that of the queries. */
interface Told { readonly row: number; readonly name: string; readonly time: number; readonly length: number; readonly frame: number | null; readonly basis: string; readonly path: string | null }
const key = ({ row, name, time, length, frame, basis, path }: Told): string => JSON.stringify([row, time, length, name, frame, basis, path]);
const sorted = (all: readonly Told[]): string[] => all.map(key).sort();

const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');
const decoded = (bytes: Uint8Array): Trace => {
  const trace = decodeTrace(bytes);
  if ('problem' in trace) throw new Error(trace.problem);
  return trace;
};

/** Everything that happened in the rows, from our columns. */
function ours(trace: Trace): Told[] {
  const { names } = sourceOf(trace);
  const { spans, instants } = trace;
  const place = (path: string): string | null => (path === '' ? null : wellFormed(path));
  return [
    ...Array.from({ length: spans.count }, (_, at): Told => ({
      row: rowOf(spans.offsets, at), name: wellFormed(names.states[spans.state[at]!]!), time: spans.start[at]!, length: spans.end[at]! - spans.start[at]!, frame: spans.frame[at]! < 0 ? null : spans.frame[at]!,
      basis: trace.states[spans.state[at]!]!.basis, path: place(trace.states[spans.state[at]!]!.path),
    })),
    ...Array.from({ length: instants.count }, (_, at): Told => ({
      row: rowOf(instants.offsets, at), name: wellFormed(names.instants[instants.kind[at]!]!), time: instants.time[at]!, length: 0, frame: instants.frame[at]! < 0 ? null : instants.frame[at]!,
      basis: trace.instantKinds[instants.kind[at]!]!.basis, path: place(trace.instantKinds[instants.kind[at]!]!.path),
    })),
  ];
}

/** How many arrows the frames of a trace have: one fewer than the spans of a frame, for each frame of each group. */
function arrows(trace: Trace): number {
  const seen = new Map<string, number>();
  for (let span = 0; span < trace.spans.count; span += 1) {
    if (trace.spans.frame[span]! < 0) continue;
    const frame = `${trace.rows[rowOf(trace.spans.offsets, span)]!.group}\n${trace.spans.frame[span]!}`;
    seen.set(frame, (seen.get(frame) ?? 0) + 1);
  }
  return [...seen.values()].reduce((sum, count) => sum + count - 1, 0);
}

const bySlice = `s.name, s.ts as time, s.dur as length, extract_arg(s.arg_set_id, '{prefix}.frame') as frame, extract_arg(s.arg_set_id, '{prefix}.basis') as basis, extract_arg(s.arg_set_id, '{prefix}.{path}') as path`;

/** Traces of every kind: those of real runs, one that was recorded in part, and a large one. */
const samples: readonly (readonly [string, () => Trace])[] = [
  ['a run that loses frames', () => decoded(simulated().trace)],
  ['a run with another seed', () => decoded(simulated(captureScenario(), 42).trace)],
  ['a run that was recorded in part', () => decoded(recordedInPart(simulated()).trace)],
  ['50,000 spans in 64 rows', () => decoded(large(50_000).trace)],
];

describe.skipIf(traceProcessor === undefined)('Perfetto\'s trace processor', () => {
  let processor: TraceProcessor;
  beforeAll(async () => { processor = await startTraceProcessor(); }, 60_000);
  afterAll(() => processor?.close());

  /** Whatever it has against the trace. Two of its figures are no complaints. */
  const complaints = (): Promise<readonly SqlRow[]> => processor.query(`select name, value from stats where value != 0 and (severity in ('error', 'data_loss') or name like 'flow_%' or name like '%fail%') and name not in ('parse_trace_duration_ns', 'json_display_time_unit')`);
  const told = (rows: readonly SqlRow[]): Told[] => rows.map(({ row, name, time, length, frame, basis, path }) => ({ row: Number(row), name: String(name ?? ''), time: Number(time), length: Number(length), frame: frame === null ? null : Number(frame), basis: String(basis), path: path === null ? null : String(path) }));

  const readPerfetto = async (trace: Trace): Promise<Told[]> => {
    await processor.load(written('perfetto', trace));
    expect(await complaints()).toEqual([]);
    // Rows are told by their rank: names need not differ.
    const groups = groupsOf(trace).length;
    const rank = `extract_arg(t.source_arg_set_id, 'sibling_order_rank')`;
    const rows = await processor.query(`select ${rank} - ${groups} as row, ${bySlice.replaceAll('{prefix}', 'debug').replace('{path}', 'configured by')} from slice s join track t on s.track_id = t.id where s.category != 'run' or s.category is null`);
    const buffersFrom = trace.rows.length + trace.counters.length;
    return told(rows).map((one) => ({ ...one, row: one.row >= buffersFrom ? one.row - buffersFrom : one.row }));
  };
  const readChrome = async (trace: Trace): Promise<Told[]> => {
    await processor.load(written('chrome', trace));
    expect(await complaints()).toEqual([]);
    return told(await processor.query(`select th.tid - 1 as row, ${bySlice.replaceAll('{prefix}', 'args').replace('{path}', 'configured_by')} from slice s join thread_track t on s.track_id = t.id join thread th using (utid) where s.category != 'run'`));
  };

  it.each(samples)('reads %s from Perfetto\'s format to the nanosecond', async (_, make) => {
    const trace = make();
    expect(sorted(await readPerfetto(trace))).toEqual(sorted(ours(trace)));
    expect((await processor.query('select count(*) as n from flow'))[0]).toEqual({ n: arrows(trace) });
    // Counters, and what hangs below what.
    const counters = await processor.query(`select t.name, extract_arg(t.source_arg_set_id, 'sibling_order_rank') as rank, c.ts as time, c.value from counter c join track t on c.track_id = t.id order by rank, time`);
    expect(counters.map(({ time, value }) => [time, value])).toEqual(trace.counters.flatMap(({ times, values }) => Array.from(times, (time, step) => [time, values[step]!])));
    const parents = await processor.query('select t.name, p.name as parent from track t left join track p on t.parent_id = p.id');
    const { names } = sourceOf(trace);
    for (const [row, { group }] of trace.rows.entries()) expect(parents).toContainEqual({ name: names.rows[row], parent: group });
    const units = await processor.query('select distinct unit from counter_track');
    expect(units.map(({ unit }) => unit).sort()).toEqual([...new Set(trace.counters.map(({ unit }) => unit))].sort());
  });

  it.each(samples)('reads %s from Chrome\'s format to the nanosecond', async (_, make) => {
    const trace = make();
    expect(sorted(await readChrome(trace))).toEqual(sorted(ours(trace)));
    expect((await processor.query('select count(*) as n from flow'))[0]).toEqual({ n: arrows(trace) });
    const counters = await processor.query('select c.ts as time, c.value from counter c join track t on c.track_id = t.id');
    const all = trace.counters.flatMap(({ times, values }) => Array.from(times, (time, step) => `${time} ${values[step]!}`));
    expect(counters.map(({ time, value }) => `${time} ${value}`).sort()).toEqual(all.sort());
    const processes = await processor.query('select name from process where pid >= 1');
    expect(processes.map(({ name }) => name)).toEqual(expect.arrayContaining(groupsOf(trace).filter((group) => group !== '')));
    const threads = await processor.query('select name, tid from thread where tid > 0');
    const { names } = sourceOf(trace);
    for (const [row, name] of names.rows.entries()) expect(threads).toContainEqual({ name, tid: row + 1 });
  });

  it.each(['perfetto', 'chrome'] as const)('finds in %s which run it is, and that nothing was measured', async (format) => {
    const trace = decoded(recordedInPart(simulated()).trace);
    await processor.load(written(format, trace));
    const [run] = await processor.query('select ts, dur, arg_set_id as facts from slice where category = \'run\' order by dur desc limit 1');
    expect(run).toMatchObject({ ts: 0, dur: trace.duration });
    const facts = await processor.query(`select key, display_value as value from args where arg_set_id = ${run!['facts']}`);
    const value = (name: string): unknown => facts.find(({ key: found }) => String(found).endsWith(`.${name}`))?.['value'];
    expect(value('statement')).toBe('Simulated, not measured.');
    expect(value('scenario')).toBe(trace.label);
    expect(value('fingerprint')).toBe(trace.fingerprint);
    expect(value('seed')).toBe(String(trace.seed));
    expect(value('recorded_until_ns')).toBe(String(trace.recordedUntil));
    expect(value('assumptions')).toBe('3');
  });

  it('reads whatever trace there may be', async () => {
    await fc.assert(fc.asyncProperty(anyTrace, async (trace) => {
      expect(sorted(await readPerfetto(trace))).toEqual(sorted(ours(trace)));
      expect((await processor.query('select count(*) as n from flow'))[0]).toEqual({ n: arrows(trace) });
      expect(sorted(await readChrome(trace))).toEqual(sorted(ours(trace)));
    }), { numRuns: 25 });
  }, 120_000);
});
