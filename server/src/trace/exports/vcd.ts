import { addText, chunkSize, groupsOf, runFacts, takeText, wellFormed, type ExportChunk, type ExportSource, type TextPieces } from './export';
import { mergeTimes } from './merge-times';

/** Value of a `state` string while a row has no span, and after recording ended. */
const noState = '-';
const unrecorded = 'unrecorded';
/** Values of vectors at those times: high impedance and unknown. */
const nothing = 'z';
const unknown = 'x';

/** Bits of a frame's number, and of a state's. */
const frameBits = 32;
const stateBits = 8;

/**
 * Writes a value change dump (IEEE 1364) with a timescale of 1 ns: a scope for each pin, circuit or filter, and in it one for each row, with `state` (a string, as
 * GTKWave and its kin know them), `state_number` (a vector, for readers without strings; the numbers are listed at the top), `frame`, and one event for each
 * kind of instant. A counter is an integer. Where a row has no span, `state` is `-` and vectors are `z`; what was not recorded is `unrecorded` and `x`. A span without
 * length changes nothing that lasts and is left out.
 */
export function* vcdChunks(source: ExportSource): Generator<ExportChunk, void, void> {
  const { trace, names } = source;
  const { spans, instants, counters, duration, recordedUntil } = trace;
  const text: TextPieces = { pieces: [], length: 0 };
  addText(text, `$version ${comment(source.about.producer)} $end\n$comment\n${runFacts(source).map(([key, value]) => `  ${key}: ${comment(String(value))}`).join('\n')}\n$end\n`);
  addText(text, `$comment\n  states by number:\n${names.states.map((name, index) => `  ${index} ${comment(name)} (${trace.states[index]!.basis}${trace.states[index]!.path === '' ? '' : `, ${comment(trace.states[index]!.path)}`})`).join('\n')}\n$end\n`);
  addText(text, '$timescale 1 ns $end\n');
  const signals = declare(source, text);
  addText(text, '$enddefinitions $end\n#0\n$dumpvars\n');
  const idle = signals.rows.map(({ state, number, frame }) => `s${noState} ${state}\nb${nothing} ${number}\nb${nothing} ${frame}\n`);
  idle.forEach((lines) => addText(text, lines));
  signals.counters.forEach((id) => addText(text, `b${unknown} ${id}\n`));
  addText(text, '$end\n');

  const stateWords = names.states.map((name, index) => ({ string: `s${stringValue(name)} `, number: `b${index.toString(2)} ` }));
  let written = 0;
  const at = (time: number): void => {
    if (time !== written) addText(text, `#${time}\n`);
    written = time;
  };
  const total = Math.max(1, spans.count + instants.count + counters.reduce((sum, { times }) => sum + times.length, 0));
  let done = 0;
  for (const { time, kind, stream, index } of mergeTimes(trace)) {
    switch (kind) {
      case 'end':
        if (spans.start[index] === time) break;
        // Another span may begin where this one ends: then there is nothing in between.
        if (index + 1 < spans.offsets[stream + 1]! && nextWithLength(spans, index, stream) === time) break;
        if (time >= recordedUntil && recordedUntil < duration) break;
        at(time);
        addText(text, idle[stream]!);
        break;
      case 'begin': {
        const { state, number, frame } = signals.rows[stream]!;
        done += 1;
        if (spans.end[index]! === time) break;
        at(time);
        const words = stateWords[spans.state[index]!]!;
        addText(text, `${words.string}${state}\n${words.number}${number}\nb${spans.frame[index]! < 0 ? nothing : spans.frame[index]!.toString(2)} ${frame}\n`);
        break;
      }
      case 'instant':
        at(time);
        addText(text, `1${signals.rows[stream]!.events.get(instants.kind[index]!)!}\n`);
        done += 1;
        break;
      case 'step':
        at(time);
        addText(text, `${counterValue(counters[stream]!.values[index]!, signals.real[stream]!)} ${signals.counters[stream]!}\n`);
        done += 1;
    }
    if (text.length >= chunkSize) yield { data: takeText(text), done: Math.min(1, done / total) };
  }
  if (recordedUntil < duration) {
    at(recordedUntil);
    for (const { state, number, frame } of signals.rows) addText(text, `s${unrecorded} ${state}\nb${unknown} ${number}\nb${unknown} ${frame}\n`);
    signals.counters.forEach((id, index) => { if (!signals.real[index]!) addText(text, `b${unknown} ${id}\n`); });
  }
  if (duration > written) addText(text, `#${duration}\n`);
  yield { data: takeText(text), done: 1 };
}

/** When the next span of the row that has a length begins. */
function nextWithLength(spans: ExportSource['trace']['spans'], span: number, row: number): number {
  for (let next = span + 1; next < spans.offsets[row + 1]!; next += 1) if (spans.end[next]! > spans.start[next]!) return spans.start[next]!;
  return Number.NaN;
}

/** Codes of what was declared. */
interface Signals {
  readonly rows: readonly { readonly state: string; readonly number: string; readonly frame: string; readonly events: ReadonlyMap<number, string> }[];
  readonly counters: readonly string[];
  /** Whether a counter has values that are no whole numbers. */
  readonly real: readonly boolean[];
}

function declare({ trace, names }: ExportSource, text: TextPieces): Signals {
  let codes = 0;
  const code = (): string => identifier(codes++);
  const rows: Signals['rows'][number][] = [];
  const counters: string[] = [];
  const real = trace.counters.map(({ values }) => values.some((value) => !Number.isSafeInteger(value)));
  const scopes = uniqueNames();
  for (const group of groupsOf(trace)) {
    const inside = uniqueNames();
    addText(text, `$scope module ${scopes(group === '' ? 'run' : group)} $end\n`);
    trace.rows.forEach((row, index) => {
      if (row.group !== group) return;
      const [state, number, frame] = [code(), code(), code()];
      addText(text, `$scope module ${inside(names.rows[index]!)} $end\n$var string 1 ${state} state $end\n$var reg ${stateBits} ${number} state_number [${stateBits - 1}:0] $end\n$var reg ${frameBits} ${frame} frame [${frameBits - 1}:0] $end\n`);
      const events = new Map<number, string>();
      const eventNames = uniqueNames(['state', 'state_number', 'frame']);
      for (let instant = trace.instants.offsets[index]!; instant < trace.instants.offsets[index + 1]!; instant += 1) {
        const kind = trace.instants.kind[instant]!;
        if (events.has(kind)) continue;
        const own = code();
        events.set(kind, own);
        addText(text, `$var event 1 ${own} ${eventNames(names.instants[kind]!)} $end\n`);
      }
      addText(text, '$upscope $end\n');
      rows[index] = { state, number, frame, events };
    });
    trace.counters.forEach((counter, index) => {
      if (counter.group !== group) return;
      counters[index] = code();
      addText(text, `$var ${real[index]! ? 'real' : 'integer'} 64 ${counters[index]} ${inside(names.counters[index]!)} $end\n`);
    });
    addText(text, '$upscope $end\n');
  }
  return { rows, counters, real };
}

/** A value of a counter: 64 bits in two's complement, without the leading bits that a reader adds by itself, or a real number. */
function counterValue(value: number, isReal: boolean): string {
  if (isReal) return `r${value}`;
  // A vector shorter than its variable is extended by zeros unless it begins with x or z: a negative one is written whole.
  return `b${value >= 0 ? value.toString(2) : (BigInt(value) + (1n << 64n)).toString(2)}`;
}

/** Codes of printable characters, the shortest first. */
function identifier(index: number): string {
  let code = '';
  let rest = index;
  do {
    code += String.fromCharCode(33 + (rest % 94));
    rest = Math.floor(rest / 94) - 1;
  } while (rest >= 0);
  return code;
}

/** Gives names that hold nothing but letters, digits and underscores, and differ from each other. */
function uniqueNames(taken: readonly string[] = []): (wanted: string) => string {
  const used = new Set<string>(taken);
  return (wanted) => {
    const plain = wanted.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^(?=\d|$)/, '_');
    let name = plain;
    for (let number = 2; used.has(name); number += 1) name = `${plain}_${number}`;
    used.add(name);
    return name;
  };
}

/** A text in a comment: no end of it in between, and one line. */
 
const comment = (value: string): string => wellFormed(value).replace(/[\0-\x1f\x7f]+/g, ' ').replaceAll('$end', '$ end');

/** A text as the value of a string: a word without spaces, in which other characters are written as GTKWave reads them. */
function stringValue(value: string): string {
  const escaped = wellFormed(value).replace(/[^!-[\]-~]/gu, (character) => (character === '\\' ? '\\\\' : character <= '\x7f' ? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}` : character));
  return escaped === '' ? noState : escaped;
}
