import { createByteWriter, reserve, writeByte, writeNumber, writeString, type ByteWriter } from './bytes';

/** What follows a field's number on the wire. */
enum wireTypes { varint = 0, fixed64 = 1, bytes = 2 }

/** A message being written in protocol buffers' wire format; the messages inside it are written in place. */
export type ProtobufWriter = ByteWriter;

/** An empty message. */
export const createProtobufWriter = createByteWriter;

/** Writes an unsigned field, 0 … 2^53 − 1. */
export function writeUnsigned(writer: ProtobufWriter, field: number, value: number): void {
  writeNumber(writer, field * 8 + wireTypes.varint);
  writeNumber(writer, value);
}

/** Writes an `int64`, |value| < 2^53. A negative one takes ten bytes. */
export function writeInt64(writer: ProtobufWriter, field: number, value: number): void {
  if (value >= 0) {
    writeUnsigned(writer, field, value);
    return;
  }
  writeNumber(writer, field * 8 + wireTypes.varint);
  // Two's complement of 64 bits, seven at a time: of −value − 1 with every bit turned over.
  let rest = -value - 1;
  for (let byte = 0; byte < 9; byte += 1) {
    const low = rest % 128;
    writeByte(writer, (~low & 0x7f) | 0x80);
    rest = (rest - low) / 128;
  }
  writeByte(writer, 1);
}

/** Writes a `double`. */
export function writeDouble(writer: ProtobufWriter, field: number, value: number): void {
  writeNumber(writer, field * 8 + wireTypes.fixed64);
  reserve(writer, 8);
  new DataView(writer.bytes.buffer).setFloat64(writer.length, value, true);
  writer.length += 8;
}

/** Writes a `fixed64` from its halves. */
export function writeFixed64(writer: ProtobufWriter, field: number, high: number, low: number): void {
  writeNumber(writer, field * 8 + wireTypes.fixed64);
  reserve(writer, 8);
  for (const half of [low, high]) for (let shift = 0; shift < 32; shift += 8) writer.bytes[writer.length++] = half >>> shift;
}

/** Writes a `string`; it must have no surrogate without its twin. */
export function writeText(writer: ProtobufWriter, field: number, value: string): void {
  writeNumber(writer, field * 8 + wireTypes.bytes);
  writeString(writer, value);
}

/** Begins a message inside; what is written until {@link endMessage} belongs to it. Returns where it begins. */
export function beginMessage(writer: ProtobufWriter, field: number): number {
  writeNumber(writer, field * 8 + wireTypes.bytes);
  // Most messages are shorter than 128 bytes: one byte of length.
  writeByte(writer, 0);
  return writer.length;
}

/** Ends the message that began at `begin`. */
export function endMessage(writer: ProtobufWriter, begin: number): void {
  const length = writer.length - begin;
  let room = 0;
  for (let rest = length; rest > 0x7f; rest = Math.floor(rest / 128)) room += 1;
  if (room > 0) {
    reserve(writer, room);
    writer.bytes.copyWithin(begin + room, begin, writer.length);
  }
  writer.length = begin - 1;
  writeNumber(writer, length);
  writer.length = begin + room + length;
}
