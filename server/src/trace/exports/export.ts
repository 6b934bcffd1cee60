import type { Trace } from '../trace';

/** File formats that hold the data of a run. */
export const exportFormats = ['perfetto', 'chrome', 'vcd', 'csv'] as const;
/** One of {@link exportFormats}. */
export type ExportFormat = (typeof exportFormats)[number];

/** What everything in a trace is called, in the reader's language and in the order of the trace's own lists. `Names` of the picture are such names. */
export interface ExportNames {
  readonly rows: readonly string[];
  /** With the pin, circuit or filter in front, where the trace has several. */
  readonly fullRows: readonly string[];
  readonly states: readonly string[];
  readonly instants: readonly string[];
  readonly counters: readonly string[];
  readonly fullCounters: readonly string[];
}

/** What a file says of the run as a whole, beside what the trace itself holds. */
export interface ExportAbout {
  /** Program and version. */
  readonly producer: string;
  /** Name of the descriptor's file; empty when it is not known. */
  readonly document: string;
  /** A sentence that keeps the figures from being taken for measurements. */
  readonly statement: string;
  /** How many assumptions of the model the run rests on. */
  readonly assumptions: number;
}

/** Everything a writer needs. */
export interface ExportSource {
  readonly trace: Trace;
  readonly names: ExportNames;
  readonly about: ExportAbout;
}

/** A piece of a file, a few tens of kilobytes: bytes, or text to be written in UTF-8. */
export interface ExportChunk {
  readonly data: Uint8Array | string;
  /** How much of the run is written with it, 0 … 1. */
  readonly done: number;
}

/** Bytes, or characters, after which a writer hands over what it has. */
export const chunkSize = 1 << 16;

/** Facts about the run that every format carries, by key, in one order. */
export function runFacts({ trace, about }: ExportSource): readonly (readonly [key: string, value: string | number])[] {
  return [
    ['statement', about.statement],
    ['scenario', trace.label],
    ...(about.document === '' ? [] : [['document', about.document] as const]),
    ['seed', trace.seed],
    ['fingerprint', trace.fingerprint],
    ['duration_ns', trace.duration],
    ['recorded_until_ns', trace.recordedUntil],
    ['assumptions', about.assumptions],
    ['producer', about.producer],
  ];
}

/** Groups of rows and counters in the order in which they first appear; the empty one, of what belongs to none, among them. */
export function groupsOf(trace: Trace): readonly string[] {
  return [...new Set([...trace.rows.map((row) => row.group), ...trace.counters.map((counter) => counter.group)])];
}

/** The text with every surrogate that lacks its twin replaced, so that UTF-8 can hold it. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Collects text and says when there is enough of it for a chunk. */
export interface TextPieces {
  readonly pieces: string[];
  length: number;
}

/** Adds to the pieces. */
export function addText(text: TextPieces, piece: string): void {
  text.pieces.push(piece);
  text.length += piece.length;
}

/** Takes what has been collected. */
export function takeText(text: TextPieces): string {
  const whole = text.pieces.join('');
  text.pieces.length = 0;
  text.length = 0;
  return whole;
}
