import fc from 'fast-check';
import type { Trace } from '../../../server/src/trace/index';
import { addCounter, addInstantKind, addRow, addState, createTraceRecorder, finishTrace, recordCounter, recordInstant, recordSpan } from '../../../server/src/trace/index';

/** One row to be made: gaps and lengths of its spans. */
export interface RowPlan {
  readonly spans: readonly { readonly gap: number; readonly length: number; readonly state: number; readonly frame: number }[];
  readonly instants: readonly { readonly gap: number; readonly kind: number; readonly frame: number }[];
}

/** A trace after a plan, with `states` states and three kinds of instants; the run went on for `later` nanoseconds after its recording. */
export function traceOf(rows: readonly RowPlan[], states = 3, counter: readonly { readonly gap: number; readonly value: number }[] = [], names = ['a', 'b', 'c'], later = 0): Trace {
  const recorder = createTraceRecorder();
  for (let state = 0; state < states; state += 1) addState(recorder, { key: `${names[0]!}${state}`, basis: (['documented', 'inferred', 'assumed', 'scenario'] as const)[state % 4]!, path: names[1]! });
  for (const key of ['x', 'y', 'z']) addInstantKind(recorder, { key, basis: 'documented', path: '' });
  let last = 0;
  rows.forEach((plan, index) => {
    const row = addRow(recorder, { kind: 'buffer', label: names[2]!, index, group: names[0]!, path: names[1]! });
    let time = 0;
    for (const { gap, length, state, frame } of plan.spans) {
      recordSpan(recorder, row, state % states, time + gap, time + gap + length, frame);
      time += gap + length;
    }
    last = Math.max(last, time);
    time = 0;
    for (const { gap, kind, frame } of plan.instants) {
      time += gap;
      recordInstant(recorder, row, kind, time, frame);
    }
    last = Math.max(last, time);
  });
  const depth = addCounter(recorder, { key: 'queueDepth', unit: 'buffers', group: names[2]!, limit: counter.length % 2 === 0 ? null : counter.length, path: names[0]! });
  let time = 0;
  for (const { gap, value } of counter) {
    time += gap;
    recordCounter(recorder, depth, time, value);
  }
  const recordedUntil = Math.max(last, time);
  return { ...finishTrace(recorder, { label: names[2]!, seed: 2 ** 53 - 1, fingerprint: '0123456789abcdef', duration: recordedUntil + later }), recordedUntil };
}

const time = fc.oneof(fc.nat(5), fc.nat(2 ** 31 - 1), fc.integer({ min: 0, max: 2 ** 45 }));
const frame = fc.oneof(fc.constant(-1), fc.nat(10), fc.nat(2 ** 31 - 1));

/** Any well-formed trace; strings of every kind, lone surrogates too. */
export const anyTrace: fc.Arbitrary<Trace> = fc.record({
  rows: fc.array(fc.record({
    spans: fc.array(fc.record({ gap: time, length: time, state: fc.nat(39), frame }), { maxLength: 30 }),
    instants: fc.array(fc.record({ gap: time, kind: fc.nat(2), frame }), { maxLength: 10 }),
  }), { maxLength: 5 }),
  states: fc.integer({ min: 1, max: 40 }),
  counter: fc.array(fc.record({ gap: time, value: fc.integer({ min: -1000, max: 2 ** 40 }) }), { maxLength: 20 }),
  names: fc.array(fc.string({ unit: fc.integer({ min: 1, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }), { minLength: 3, maxLength: 3 }),
  later: fc.oneof(fc.constant(0), time),
}).map(({ rows, states, counter, names, later }) => traceOf(rows, states, counter, names, later));
