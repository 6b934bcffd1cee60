// Dumps for wave viewers: against our columns by a reader of its own, and by a round trip through the tools of GTKWave, which must lose nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trace } from '../../../server/src/trace/index';
import { decodeTrace } from '../../../server/src/trace/index';
import { captureScenario, large, recordedInPart, simulated } from '../../browser/timeline/support/runs';
import { anyTrace } from '../trace/traces';
import { sourceOf, written } from './support/written';
import { bitsOf, readVcd, textOf, type VcdVariable } from './support/vcd';

const decoded = (bytes: Uint8Array): Trace => {
  const trace = decodeTrace(bytes);
  if ('problem' in trace) throw new Error(trace.problem);
  return trace;
};
const samples: readonly (readonly [string, () => Trace])[] = [
  ['a run that loses frames', () => decoded(simulated().trace)],
  ['a run with another seed', () => decoded(simulated(captureScenario(), 42).trace)],
  ['a run that was recorded in part', () => decoded(recordedInPart(simulated()).trace)],
  ['20,000 spans in 64 rows', () => decoded(large(20_000).trace)],
];

/** The times at which something of a signal can be compared, with what it is then; all values in full. */
function settled(variable: VcdVariable): (readonly [number, string])[] {
  const values = variable.changes.map(([time, value]) => [time, variable.type === 'string' ? textOf(value) : variable.type === 'event' ? 'event' : value.startsWith('b') ? bitsOf(value, variable.size) : value] as const);
  return variable.type === 'event' ? values : values.filter(([, value], index) => index === 0 || values[index - 1]![1] !== value);
}

/** What a row must be at each time, from the columns. */
function expectedStates(trace: Trace, row: number, valueOf: (span: number) => string, idle: string, unknown: string): (readonly [number, string])[] {
  const { spans } = trace;
  const at = new Map<number, string>([[0, idle]]);
  for (let span = spans.offsets[row]!; span < spans.offsets[row + 1]!; span += 1) {
    if (spans.end[span] === spans.start[span]) continue;
    at.set(spans.start[span]!, valueOf(span));
    at.set(spans.end[span]!, idle);
  }
  if (trace.recordedUntil < trace.duration) at.set(trace.recordedUntil, unknown);
  const times = [...at].sort(([a], [b]) => a - b);
  return times.filter(([, value], index) => index === 0 || times[index - 1]![1] !== value);
}

/** Compares every signal of a dump with the columns. */
function compare(trace: Trace, dump: ReturnType<typeof readVcd>): void {
  const { names } = sourceOf(trace);
  const { spans, instants } = trace;
  const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');
  const left = [...dump.variables];
  // In the order of declaration, group by group.
  const groups = [...new Set([...trace.rows, ...trace.counters].map(({ group }) => group))];
  for (const group of groups) {
    for (const [row, { group: own }] of trace.rows.entries()) {
      if (own !== group) continue;
      const [state, number, frame] = left.splice(0, 3) as [VcdVariable, VcdVariable, VcdVariable];
      expect([state, number, frame].map((one) => one.path.at(-1))).toEqual(['state', 'state_number', 'frame']);
      const name = (span: number): string => { const text = wellFormed(names.states[spans.state[span]!]!); return text === '' ? '-' : text; };
      expect(settled(state)).toEqual(expectedStates(trace, row, name, '-', 'unrecorded'));
      expect(settled(number)).toEqual(expectedStates(trace, row, (span) => spans.state[span]!.toString(2).padStart(8, '0'), 'z'.repeat(8), 'x'.repeat(8)));
      expect(settled(frame)).toEqual(expectedStates(trace, row, (span) => (spans.frame[span]! < 0 ? 'z'.repeat(32) : spans.frame[span]!.toString(2).padStart(32, '0')), 'z'.repeat(32), 'x'.repeat(32)));
      const kinds = new Map<number, number[]>();
      for (let at = instants.offsets[row]!; at < instants.offsets[row + 1]!; at += 1) kinds.set(instants.kind[at]!, [...kinds.get(instants.kind[at]!) ?? [], instants.time[at]!]);
      for (const times of kinds.values()) expect(settled(left.shift()!).map(([time]) => time)).toEqual(times);
    }
    for (const { group: own, times, values } of trace.counters) {
      if (own !== group) continue;
      const counter = left.shift()!;
      expect(counter).toMatchObject({ type: 'integer', size: 64 });
      const bits = (value: number): string => (value < 0 ? BigInt(value) + (1n << 64n) : BigInt(value)).toString(2).padStart(64, '0');
      const at = new Map<number, string>([[0, 'x'.repeat(64)], ...Array.from(times, (time, step) => [time, bits(values[step]!)] as const)]);
      if (trace.recordedUntil < trace.duration) at.set(trace.recordedUntil, 'x'.repeat(64));
      const steps = [...at].sort(([a], [b]) => a - b);
      expect(settled(counter)).toEqual(steps.filter(([, value], index) => index === 0 || steps[index - 1]![1] !== value));
    }
  }
  expect(left).toEqual([]);
  expect(dump.end).toBe(trace.duration);
}

describe('value change dumps', () => {
  it.each(samples)('say of %s what the columns say', (_, make) => {
    const trace = make();
    const dump = readVcd(written('vcd', trace).toString('utf8'));
    expect(dump.timescale).toBe('1ns');
    compare(trace, dump);
  });

  it('say so of any trace', () => {
    fc.assert(fc.property(anyTrace, (trace) => compare(trace, readVcd(written('vcd', trace).toString('utf8')))), { numRuns: 200 });
  });

  it('name every signal once', () => {
    fc.assert(fc.property(anyTrace, (trace) => {
      const paths = readVcd(written('vcd', trace).toString('utf8')).variables.map(({ path: place }) => place.join('.'));
      expect(new Set(paths).size).toBe(paths.length);
      for (const place of paths) expect(place).toMatch(/^[A-Za-z0-9_.]+$/);
    }), { numRuns: 100 });
  });
});

const tools = spawnSync('vcd2fst', ['--help']).error === undefined && spawnSync('fst2vcd', ['--help']).error === undefined;
if (!tools) {
  console.log('not run: needs gtkwave');
  if (process.env['CI'] === 'true') throw new Error('not run: needs gtkwave');
}

describe.skipIf(!tools)('the tools of GTKWave', () => {
  let folder: string;
  beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), 'avstream waves ')); });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const thereAndBack = (dump: Buffer): string => {
    const [vcd, fst] = [path.join(folder, 'run.vcd'), path.join(folder, 'run.fst')];
    writeFileSync(vcd, dump);
    const there = spawnSync('vcd2fst', [vcd, fst], { encoding: 'utf8' });
    expect([there.status, there.stderr]).toEqual([0, '']);
    const back = spawnSync('fst2vcd', [fst], { encoding: 'utf8', maxBuffer: 1 << 28 });
    expect([back.status, back.stderr]).toEqual([0, '']);
    return back.stdout;
  };
  const bySignal = (variables: readonly VcdVariable[]): Record<string, unknown> => Object.fromEntries(variables.map((one) => [one.path.join('.'), settled(one)]));

  it.each(samples)('carry %s there and back unchanged', (_, make) => {
    const dump = written('vcd', make());
    const original = readVcd(dump.toString('utf8'));
    const returned = readVcd(thereAndBack(dump));
    expect(returned.timescale).toBe('1ns');
    expect(returned.variables.map(({ path: place }) => place.join('.'))).toEqual(original.variables.map(({ path: place }) => place.join('.')));
    expect(bySignal(returned.variables)).toEqual(bySignal(original.variables));
    compare(make(), { ...returned, end: original.end });
  });

  it('carry whatever run there may be', () => {
    fc.assert(fc.property(anyTrace.filter(({ rows, duration }) => rows.length > 0 && duration > 0), (trace) => {
      const dump = written('vcd', trace);
      expect(bySignal(readVcd(thereAndBack(dump)).variables)).toEqual(bySignal(readVcd(dump.toString('utf8')).variables));
    }), { numRuns: 20 });
  });
});
