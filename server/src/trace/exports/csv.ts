import { addText, chunkSize, runFacts, takeText, wellFormed, type ExportChunk, type ExportSource, type TextPieces } from './export';

/** The columns, in order. One table holds everything: what a kind of line has nothing to say about is empty. */
export const csvColumns = ['kind', 'group', 'row', 'name', 'start_ns', 'end_ns', 'duration_ns', 'frame', 'value', 'unit', 'basis', 'path', 'note'] as const;

/**
 * Writes one table after RFC 4180, with a header line, for spreadsheets and data frames. `kind` is `run` (facts about the run, one a line: `name` and `note`),
 * `span`, `instant` or `counter`; a counter's line is a stretch during which it has one value. Times are whole nanoseconds. Text that a spreadsheet would take for
 * a formula begins with an apostrophe. A byte order mark leads only where something is not ASCII: there Excel needs it.
 */
export function* csvChunks(source: ExportSource): Generator<ExportChunk, void, void> {
  const { trace, names, about } = source;
  const { spans, instants } = trace;
  const text: TextPieces = { pieces: [], length: 0 };
  const facts = runFacts(source);
  const words = [...facts.map(([, value]) => String(value)), ...names.rows, ...names.states, ...names.instants, ...names.counters, ...[...trace.rows, ...trace.counters].flatMap(({ group, path }) => [group, path]), ...[...trace.states, ...trace.instantKinds].map(({ path }) => path), ...trace.counters.map(({ unit }) => unit), about.producer];
   
  if (words.some((word) => /[^\0-\x7f]/.test(word))) addText(text, '\ufeff');
  addText(text, `${csvColumns.join(',')}\r\n`);
  for (const [key, value] of facts) addText(text, `run,,,${key},,,,,,,,,${field(String(value))}\r\n`);

  const total = Math.max(1, spans.count + instants.count + trace.counters.reduce((sum, { times }) => sum + times.length, 0));
  let done = 0;
  const states = trace.states.map((state, index) => ({ name: field(names.states[index]!), end: `,,,${state.basis},${field(state.path)},\r\n` }));
  const kinds = trace.instantKinds.map((kind, index) => ({ name: field(names.instants[index]!), end: `,,,${kind.basis},${field(kind.path)},\r\n` }));
  for (let row = 0; row < trace.rows.length; row += 1) {
    const place = `${field(trace.rows[row]!.group)},${field(names.rows[row]!)}`;
    for (let span = spans.offsets[row]!; span < spans.offsets[row + 1]!; span += 1) {
      const { name, end } = states[spans.state[span]!]!;
      const from = spans.start[span]!;
      const to = spans.end[span]!;
      addText(text, `span,${place},${name},${from},${to},${to - from},${frameField(spans.frame[span]!)}${end}`);
      done += 1;
      if (text.length >= chunkSize) yield { data: takeText(text), done: done / total };
    }
    for (let instant = instants.offsets[row]!; instant < instants.offsets[row + 1]!; instant += 1) {
      const { name, end } = kinds[instants.kind[instant]!]!;
      addText(text, `instant,${place},${name},${instants.time[instant]!},,,${frameField(instants.frame[instant]!)}${end}`);
      done += 1;
      if (text.length >= chunkSize) yield { data: takeText(text), done: done / total };
    }
  }
  for (const [index, { group, unit, limit, path, times, values }] of trace.counters.entries()) {
    const begin = `counter,${field(group)},,${field(names.counters[index]!)},`;
    const end = `,${field(unit)},,${field(path)},${limit === null ? '' : `limit ${limit}`}\r\n`;
    for (let step = 0; step < times.length; step += 1) {
      const from = times[step]!;
      const to = step + 1 < times.length ? times[step + 1]! : Math.max(from, trace.recordedUntil);
      addText(text, `${begin}${from},${to},${to - from},,${values[step]!}${end}`);
      done += 1;
      if (text.length >= chunkSize) yield { data: takeText(text), done: done / total };
    }
  }
  yield { data: takeText(text), done: 1 };
}

const frameField = (frame: number): string => (frame < 0 ? '' : String(frame));

/** A field of text: no formula, and in quotes where it must be. */
function field(value: string): string {
  const safe = wellFormed(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
