import { checksum, createByteWriter, readString, reserve, writeByte, writeString } from './bytes';
import type { ByteReader, ByteWriter } from './bytes';
import { traceFormatVersion, traceMagic } from './encode';

/**
 * A run in a file, `*.avtrace`: eight bytes of magic, then four numbers of 32 bits, least byte first – version of this form, bytes of the description, bytes of the trace, checksum
 * over everything else –, then the description (JSON) and the encoded trace. The magic is made like PNG's: one that was carried as text has lost its line ends or its high bit.
 */
const magic: readonly number[] = [0x89, 0x41, 0x56, 0x54, 0x0d, 0x0a, 0x1a, 0x0a];
const places = { version: 8, description: 12, trace: 16, checksum: 20, content: 24 } as const;

/** Version of the form; a reader refuses later ones. */
export const archiveFormatVersion = 1;

/** What a file holds. */
export interface Archive {
  /** The run without its trace, as JSON has it; whoever reads it has to check its shape. */
  readonly description: unknown;
  /** As `encodeTrace` made it, in memory of its own. */
  readonly trace: Uint8Array;
}

/**
 * Why bytes are no archive that can be read: `foreign` they do not begin like one; `asText` they were carried as text and so changed; `laterVersion` a later version of the form, or another one of
 * the trace in it; `short` the end is missing; `damaged` the checksum or the content is wrong.
 */
export type ArchiveProblem =
  | { readonly problem: 'foreign' | 'asText' | 'laterVersion' | 'damaged' }
  | { readonly problem: 'short'; /** Bytes there should be. */ readonly expected: number };

/** Writes a run. `description` must be what JSON can hold. */
export function writeArchive(description: unknown, trace: Uint8Array): Uint8Array<ArrayBuffer> {
  const words = createByteWriter();
  writeString(words, JSON.stringify(description));
  const writer = createByteWriter();
  reserve(writer, places.content + words.length + trace.length);
  for (const byte of magic) writeByte(writer, byte);
  for (const value of [archiveFormatVersion, words.length, trace.length, 0]) writeWord(writer, value);
  writer.bytes.set(words.bytes.subarray(0, words.length), places.content);
  writer.bytes.set(trace, places.content + words.length);
  const bytes = new Uint8Array(places.content + words.length + trace.length);
  bytes.set(writer.bytes.subarray(0, bytes.length));
  const sum = sumOf(bytes);
  for (let at = 0; at < 4; at += 1) bytes[places.checksum + at] = (sum >>> (8 * at)) & 0xff;
  return bytes;
}

/** Reads what {@link writeArchive} wrote. Total: whatever the bytes, it ends in time proportional to their number and gives the content or the problem. */
export function readArchive(bytes: Uint8Array): Archive | ArchiveProblem {
  const matching = magic.findIndex((byte, at) => bytes[at] !== byte);
  if (matching >= 0) {
    if (bytes.length < magic.length && matching === bytes.length && matching > 0) return { problem: 'short', expected: places.content };
    return { problem: matching >= 4 || isWithoutHighBit(bytes) || isReplaced(bytes) ? 'asText' : 'foreign' };
  }
  if (bytes.length < places.content) return { problem: 'short', expected: places.content };
  if (wordAt(bytes, places.version) > archiveFormatVersion) return { problem: 'laterVersion' };
  const traceAt = places.content + wordAt(bytes, places.description);
  const end = traceAt + wordAt(bytes, places.trace);
  if (bytes.length < end) return { problem: 'short', expected: end };
  if (bytes.length > end || wordAt(bytes, places.version) === 0 || wordAt(bytes, places.checksum) !== sumOf(bytes)) return { problem: 'damaged' };
  const reader: ByteReader = { bytes, end: traceAt, position: places.content, failed: false };
  const words = readString(reader);
  // A plain array with memory of its own, whatever kind `bytes` is of: it is handed on without the rest.
  const trace = Uint8Array.from(bytes.subarray(traceAt, end));
  if (reader.failed || reader.position !== traceAt || traceMagic.some((byte, at) => trace[at] !== byte)) return { problem: 'damaged' };
  if (trace[traceMagic.length] !== traceFormatVersion) return { problem: 'laterVersion' };
  try {
    return { description: JSON.parse(words) as unknown, trace };
  } catch {
    return { problem: 'damaged' };
  }
}

/** What transfers in seven bits make of the magic. */
function isWithoutHighBit(bytes: Uint8Array): boolean {
  return bytes[0] === (magic[0]! & 0x7f) && [1, 2, 3].every((at) => bytes[at] === magic[at]);
}

/** What decoding as UTF-8 and encoding again makes of it: a replacement character of three bytes instead of the first. */
function isReplaced(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbf && bytes[2] === 0xbd && [1, 2, 3].every((at) => bytes[at + 2] === magic[at]);
}

/** Checksum of all but the bytes that hold it. */
function sumOf(bytes: Uint8Array): number {
  return (checksum(bytes, 0, places.checksum) ^ Math.imul(checksum(bytes, places.content, bytes.length), 0x9e3779b1)) >>> 0;
}

function writeWord(writer: ByteWriter, value: number): void {
  for (let shift = 0; shift < 32; shift += 8) writeByte(writer, (value >>> shift) & 0xff);
}

function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! + bytes[at + 1]! * 0x100 + bytes[at + 2]! * 0x10000 + bytes[at + 3]! * 0x1000000;
}
