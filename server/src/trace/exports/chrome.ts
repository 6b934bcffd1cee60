import { addText, chunkSize, groupsOf, runFacts, takeText, wellFormed, type ExportChunk, type ExportSource, type TextPieces } from './export';
import { linkFlows } from './flows';

/**
 * Writes the JSON object form of Chrome's trace event format: a process for each pin, circuit or filter, a thread for each row, complete events (`X`) for spans,
 * thread-scoped instants (`i`), counters (`C`) and names (`M`). The spans and instants of a frame are joined by `bind_id` with `flow_out` and `flow_in`.
 * Times are microseconds with three decimals, so that every nanosecond is kept.
 */
export function* chromeChunks(source: ExportSource): Generator<ExportChunk, void, void> {
  const { trace, names } = source;
  const { spans, instants } = trace;
  const text: TextPieces = { pieces: [], length: 0 };
  const groups = groupsOf(trace);
  const processOf = new Map(groups.map((group, index) => [group, index + 2] as const));
  const metadata = (name: string, pid: number, tid: number, values: object): void => addText(text, `{"ph":"M","name":"${name}","pid":${pid},"tid":${tid},"args":${JSON.stringify(values)}},\n`);

  addText(text, `{"displayTimeUnit":"ns","otherData":${json(Object.fromEntries(runFacts(source).map(([key, value]) => [key, String(value)])))},\n"traceEvents":[\n`);
  // Readers refuse empty names.
  const run = trace.label === '' ? 'run' : wellFormed(trace.label);
  metadata('process_name', 1, 0, { name: run });
  metadata('process_sort_index', 1, 0, { sort_index: 0 });
  for (const [group, pid] of processOf) {
    metadata('process_name', pid, 0, { name: group === '' ? run : wellFormed(group) });
    metadata('process_sort_index', pid, 0, { sort_index: pid });
  }
  trace.rows.forEach((row, index) => {
    metadata('thread_name', processOf.get(row.group)!, index + 1, { name: wellFormed(names.rows[index]!) });
    metadata('thread_sort_index', processOf.get(row.group)!, index + 1, { sort_index: index });
  });

  const flows = linkFlows(trace);
  const flow = ({ before, after }: { readonly before: boolean; readonly after: boolean }, group: string, frame: number): string =>
    `${before || after ? `,"bind_id":"0x${processOf.get(group)!.toString(16)}${frame.toString(16).padStart(8, '0')}"` : ''}${before ? ',"flow_in":true' : ''}${after ? ',"flow_out":true' : ''}`;
  const told = (kind: string, state: { readonly basis: string; readonly path: string }): { readonly category: string; readonly rest: string } =>
    ({ category: json(`${kind},${state.basis}`), rest: `"basis":"${state.basis}"${state.path === '' ? '' : `,"configured_by":${json(state.path)}`}` });
  const total = Math.max(1, spans.count + instants.count + trace.counters.reduce((sum, { times }) => sum + times.length, 0));
  let done = 0;
  for (const [row, { group, kind }] of trace.rows.entries()) {
    const place = `"pid":${processOf.get(group)!},"tid":${row + 1}`;
    const states = trace.states.map((state, index) => ({ name: json(names.states[index]!), ...told(kind, state) }));
    const kinds = trace.instantKinds.map((instant, index) => ({ name: json(names.instants[index]!), ...told(kind, instant) }));
    for (let span = spans.offsets[row]!; span < spans.offsets[row + 1]!; span += 1) {
      const { name, category, rest } = states[spans.state[span]!]!;
      const frame = spans.frame[span]!;
      const from = spans.start[span]!;
      addText(text, `{"ph":"X","name":${name},"cat":${category},${place},"ts":${microseconds(from)},"dur":${microseconds(spans.end[span]! - from)}${flow(flows.ofSpan(span), group, frame)},"args":{${frame < 0 ? '' : `"frame":${frame},`}${rest}}},\n`);
      done += 1;
      if (text.length >= chunkSize) yield { data: takeText(text), done: done / total };
    }
    for (let instant = instants.offsets[row]!; instant < instants.offsets[row + 1]!; instant += 1) {
      const { name, category, rest } = kinds[instants.kind[instant]!]!;
      const frame = instants.frame[instant]!;
      addText(text, `{"ph":"i","s":"t","name":${name},"cat":${category},${place},"ts":${microseconds(instants.time[instant]!)},"args":{${frame < 0 ? '' : `"frame":${frame},`}${rest}}},\n`);
      done += 1;
      if (text.length >= chunkSize) yield { data: takeText(text), done: done / total };
    }
  }
  for (const [index, { group, unit, times, values }] of trace.counters.entries()) {
    const begin = `{"ph":"C","name":${json(names.counters[index]!)},"pid":${processOf.get(group)!},"tid":0,"ts":`;
    const key = json(unit === '' ? 'value' : unit);
    for (let step = 0; step < times.length; step += 1) {
      addText(text, `${begin}${microseconds(times[step]!)},"args":{${key}:${values[step]!}}},\n`);
      done += 1;
      if (text.length >= chunkSize) yield { data: takeText(text), done: done / total };
    }
  }
  // The run itself comes last, so that what precedes it may always end with a comma.
  addText(text, `{"ph":"X","name":${json(run)},"cat":"run","pid":1,"tid":0,"ts":0.000,"dur":${microseconds(trace.duration)},"args":${json(Object.fromEntries(runFacts(source)))}}\n]}\n`);
  yield { data: takeText(text), done: 1 };
}

/** Nanoseconds as microseconds, exactly. */
function microseconds(nanoseconds: number): string {
  const rest = nanoseconds % 1000;
  return `${(nanoseconds - rest) / 1000}.${rest < 10 ? '00' : rest < 100 ? '0' : ''}${rest}`;
}

const json = (value: unknown): string => JSON.stringify(typeof value === 'string' ? wellFormed(value) : value);
