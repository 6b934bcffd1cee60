/** Bytes being written; grows by doubling. */
export interface ByteWriter {
  bytes: Uint8Array;
  length: number;
}

/** Bytes being read. `failed` turns true at the first thing that is not there or not legal and stays so; reads then give 0. */
export interface ByteReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  position: number;
  failed: boolean;
}

/** An empty writer. */
export function createByteWriter(): ByteWriter {
  return { bytes: new Uint8Array(1024), length: 0 };
}

/** Makes room for `count` more bytes. */
export function reserve(writer: ByteWriter, count: number): void {
  if (writer.length + count <= writer.bytes.length) return;
  let capacity = writer.bytes.length * 2;
  while (capacity < writer.length + count) capacity *= 2;
  const bytes = new Uint8Array(capacity);
  bytes.set(writer.bytes.subarray(0, writer.length));
  writer.bytes = bytes;
}

/** Writes one byte. */
export function writeByte(writer: ByteWriter, value: number): void {
  reserve(writer, 1);
  writer.bytes[writer.length] = value;
  writer.length += 1;
}

/** Writes a whole number from 0 to 2^53 − 1, seven bits a byte, least first. */
export function writeNumber(writer: ByteWriter, value: number): void {
  reserve(writer, 8);
  const { bytes } = writer;
  let at = writer.length;
  // Beyond 31 bits the bitwise operators would wrap.
  while (value > 0x7fffffff) {
    const low = value % 128;
    bytes[at] = low | 0x80;
    at += 1;
    value = (value - low) / 128;
  }
  while (value > 0x7f) {
    bytes[at] = (value & 0x7f) | 0x80;
    at += 1;
    value >>>= 7;
  }
  bytes[at] = value;
  writer.length = at + 1;
}

/** Writes a whole number of either sign, |value| < 2^52, small ones short. */
export function writeSigned(writer: ByteWriter, value: number): void {
  writeNumber(writer, value < 0 ? -2 * value - 1 : 2 * value);
}

/** Writes a string as length and UTF-8; a surrogate without its twin keeps its three bytes, so that every string comes back as it was. */
export function writeString(writer: ByteWriter, text: string): void {
  const body = createByteWriter();
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point < 0x80) writeByte(body, point);
    else if (point < 0x800) {
      writeByte(body, 0xc0 | (point >> 6));
      writeByte(body, 0x80 | (point & 0x3f));
    } else {
      if (point < 0x10000) writeByte(body, 0xe0 | (point >> 12));
      else {
        writeByte(body, 0xf0 | (point >> 18));
        writeByte(body, 0x80 | ((point >> 12) & 0x3f));
      }
      writeByte(body, 0x80 | ((point >> 6) & 0x3f));
      writeByte(body, 0x80 | (point & 0x3f));
    }
  }
  writeNumber(writer, body.length);
  reserve(writer, body.length);
  writer.bytes.set(body.bytes.subarray(0, body.length), writer.length);
  writer.length += body.length;
}

/** Reads one byte. */
export function readByte(reader: ByteReader): number {
  if (reader.position >= reader.end) {
    reader.failed = true;
    return 0;
  }
  const value = reader.bytes[reader.position]!;
  reader.position += 1;
  return value;
}

/** Reads what {@link writeNumber} wrote; anything above 2^53 − 1 fails. */
export function readNumber(reader: ByteReader): number {
  const { bytes, end } = reader;
  let at = reader.position;
  let value = 0;
  let scale = 1;
  for (let count = 0; count < 8 && at < end; count += 1) {
    const byte = bytes[at]!;
    at += 1;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) {
      reader.position = at;
      if (value <= Number.MAX_SAFE_INTEGER) return value;
      break;
    }
    scale *= 128;
  }
  reader.failed = true;
  return 0;
}

/** Reads what {@link writeSigned} wrote. */
export function readSigned(reader: ByteReader): number {
  const value = readNumber(reader);
  return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
}

/** Reads a count of things that take at least `least` bytes each, so that nobody can ask for more memory than the input is long. */
export function readCount(reader: ByteReader, least: number): number {
  const count = readNumber(reader);
  if (count * least <= reader.end - reader.position) return count;
  reader.failed = true;
  return 0;
}

/** Reads what {@link writeString} wrote; bytes that are not UTF-8 fail. */
export function readString(reader: ByteReader): string {
  const length = readCount(reader, 1);
  const end = reader.position + length;
  const parts: string[] = [];
  let codes: number[] = [];
  while (reader.position < end) {
    const lead = readByte(reader);
    const more = lead < 0x80 ? 0 : lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    let point = more === 0 ? lead : lead & (0x3f >> more);
    if ((lead >= 0x80 && lead < 0xc2) || lead > 0xf4 || reader.position + more > end) {
      reader.failed = true;
      return '';
    }
    for (let count = 0; count < more; count += 1) {
      const next = readByte(reader);
      if ((next & 0xc0) !== 0x80) reader.failed = true;
      point = point * 64 + (next & 0x3f);
    }
    if (reader.failed || point > 0x10ffff) {
      reader.failed = true;
      return '';
    }
    codes.push(point);
    if (codes.length === 4096) {
      parts.push(String.fromCodePoint(...codes));
      codes = [];
    }
  }
  parts.push(String.fromCodePoint(...codes));
  return parts.join('');
}

/** Checksum of bytes: a 32-bit multiplicative hash that sees every bit and the order. */
export function checksum(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}
