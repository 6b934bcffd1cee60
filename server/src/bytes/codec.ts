import { fromGuidBytes, isGuid, toGuidBytes } from './guid';
import type { Member, StructureLayout } from './layout';

/** Value of a member: a number up to four bytes, a bigint for eight, a GUID as `8-4-4-4-12` lower-case digits. */
export type MemberValue = number | bigint | string;

/** Values by member name, as {@link Member.name} gives them. */
export type MemberValues = Readonly<Record<string, MemberValue>>;

/** Why values cannot be put into bytes, or bytes not be read. */
export interface CodecProblem {
  /**
   * `unknownMember` the structure has no such member; `outOfRange` the value does not fit its C type, or is not of its kind; `overlap` two members of a union are given
   * that put different bytes in one place; `tooShort` fewer bytes than the structure has.
   */
  readonly key: 'unknownMember' | 'outOfRange' | 'overlap' | 'tooShort';
  /** Member it concerns; empty for `tooShort`. */
  readonly member: string;
}

/** Bytes of a structure, or the first thing that keeps it from being written. */
export type Encoded = { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'problem'; readonly problem: CodecProblem };

/** Values of a structure, of each member of a union its own reading, or why there are none. */
export type Decoded = { readonly kind: 'values'; readonly values: MemberValues } | { readonly kind: 'problem'; readonly problem: CodecProblem };

const failed = (key: CodecProblem['key'], member: string): { readonly kind: 'problem'; readonly problem: CodecProblem } => ({ kind: 'problem', problem: { key, member } });

/**
 * Writes a structure as memory holds it: little-endian, padding and members that are left out 0. Of a union any member may be given; several only when they
 * agree on the bytes they share.
 */
export function encode(layout: StructureLayout, values: MemberValues): Encoded {
  const bytes = new Uint8Array(layout.size);
  const isWritten = new Uint8Array(layout.size);
  const known = new Map(layout.members.map((member) => [member.name, member]));
  for (const [name, value] of Object.entries(values)) {
    const member = known.get(name);
    if (!member) return failed('unknownMember', name);
    const own = bytesOf(member, value);
    if (!own) return failed('outOfRange', name);
    for (const [index, byte] of own.entries()) {
      const at = member.offset + index;
      if (isWritten[at] === 1 && bytes[at] !== byte) return failed('overlap', name);
      bytes[at] = byte;
      isWritten[at] = 1;
    }
  }
  return { kind: 'bytes', bytes };
}

/** Reads a structure from the start of some bytes; what follows it is not looked at. */
export function decode(layout: StructureLayout, bytes: Uint8Array): Decoded {
  if (bytes.length < layout.size) return failed('tooShort', '');
  return { kind: 'values', values: Object.fromEntries(layout.members.map((member) => [member.name, valueOf(member, bytes.subarray(member.offset, member.offset + member.size))])) };
}

/** The bytes of one value, or nothing when the member cannot hold it. */
function bytesOf(member: Member, value: MemberValue): Uint8Array | undefined {
  if (member.kind === 'guid') return typeof value === 'string' && isGuid(value) ? toGuidBytes(value) : undefined;
  if (typeof value === 'string' || (typeof value === 'number' && !Number.isSafeInteger(value))) return undefined;
  const bits = 8n * BigInt(member.size);
  const whole = BigInt(value);
  const least = member.kind === 'signed' ? -(1n << (bits - 1n)) : 0n;
  if (whole < least || whole >= least + (1n << bits)) return undefined;
  const bytes = new Uint8Array(member.size);
  let rest = BigInt.asUintN(Number(bits), whole);
  for (let at = 0; at < member.size; at += 1) {
    bytes[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}

function valueOf(member: Member, bytes: Uint8Array): MemberValue {
  if (member.kind === 'guid') return fromGuidBytes(bytes);
  let whole = 0n;
  for (let at = member.size - 1; at >= 0; at -= 1) whole = (whole << 8n) | BigInt(bytes[at]!);
  if (member.kind === 'signed') whole = BigInt.asIntN(8 * member.size, whole);
  return member.size > 4 ? whole : Number(whole);
}
