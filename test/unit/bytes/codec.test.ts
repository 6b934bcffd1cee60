import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Architecture, type MemberValue, type StructureLayout, bytesInHexadecimal, decode, encode, layoutOf } from '../../../server/src/bytes/index';
import { structures } from '../../../server/src/ks/index';

const architectures: readonly Architecture[] = ['x86', 'x64', 'ARM64'];
const layouts = architectures.flatMap((architecture) => structures.flatMap(({ name }) => layoutOf(name, architecture) ?? []));

/** The bytes of values that can be written. */
function written(layout: StructureLayout, values: Readonly<Record<string, MemberValue>>): Uint8Array {
  const encoded = encode(layout, values);
  if (encoded.kind === 'problem') throw new Error(`${encoded.problem.key}: ${encoded.problem.member}`);
  return encoded.bytes;
}

describe('KSALLOCATOR_FRAMING', () => {
  it.each(architectures)('is the 24 bytes that C writes on %s', (architecture) => {
    const layout = layoutOf('KSALLOCATOR_FRAMING', architecture)!;
    // KSALLOCATOR_OPTIONF_SYSTEM_MEMORY, NonPagedPool, 3 frames of 1920 × 1080 NV12, FILE_64_BYTE_ALIGNMENT.
    const bytes = written(layout, { OptionsFlags: 2, PoolType: 0, Frames: 3, FrameSize: 3_110_400, FileAlignment: 0x3f, Reserved: 0 });
    expect(bytesInHexadecimal(bytes)).toBe('02 00 00 00 00 00 00 00 03 00 00 00 00 76 2F 00 3F 00 00 00 00 00 00 00');
    expect(decode(layout, bytes)).toEqual({ kind: 'values', values: { OptionsFlags: 2, RequirementsFlags: 2, PoolType: 0, Frames: 3, FrameSize: 3_110_400, FileAlignment: 63, FramePitch: 63, Reserved: 0 } });
  });

  it('takes the requirement flags of an answer as unsigned', () => {
    const layout = layoutOf('KSALLOCATOR_FRAMING', 'x64')!;
    const bytes = written(layout, { RequirementsFlags: 0x80000002, PoolType: 1, Frames: 2, FrameSize: 8192 });
    expect(bytesInHexadecimal(bytes)).toBe('02 00 00 80 01 00 00 00 02 00 00 00 00 20 00 00 00 00 00 00 00 00 00 00');
  });

  it('reads a pitch as signed from the place of the alignment', () => {
    const layout = layoutOf('KSALLOCATOR_FRAMING', 'x64')!;
    const bytes = written(layout, { FramePitch: -1920 });
    expect(bytesInHexadecimal(bytes.subarray(16, 20))).toBe('80 F8 FF FF');
    expect(decode(layout, bytes)).toMatchObject({ values: { FramePitch: -1920, FileAlignment: 0xfffff880 } });
  });
});

describe('KS_FRAMING_ITEM', () => {
  it('holds its GUIDs as C does', () => {
    const layout = layoutOf('KS_FRAMING_ITEM', 'x64')!;
    const bytes = written(layout, { MemoryType: '4a6d5fc4-7895-11d1-b069-00a0c9062802', Frames: 2, 'PhysicalRange.MaxFrameSize': 0xffffffff, 'FramingRange.Range.Stepping': 1 });
    expect(bytes).toHaveLength(88);
    expect(bytesInHexadecimal(bytes.subarray(0, 16))).toBe('C4 5F 6D 4A 95 78 D1 11 B0 69 00 A0 C9 06 28 02');
    expect(bytesInHexadecimal(bytes.subarray(44, 68))).toBe('02 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 FF FF FF FF 00 00 00 00');
    expect(bytesInHexadecimal(bytes.subarray(68, 88))).toBe('00 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 00 00 00 00');
    expect(decode(layout, bytes)).toMatchObject({ values: { MemoryType: '4a6d5fc4-7895-11d1-b069-00a0c9062802', Frames: 2, 'PhysicalRange.MaxFrameSize': 0xffffffff, 'FramingRange.Range.Stepping': 1 } });
  });
});

describe('what cannot be written or read', () => {
  const layout = layoutOf('KSALLOCATOR_FRAMING', 'x64')!;
  it.each([
    [{ Frame: 1 }, 'unknownMember', 'Frame'],
    [{ Frames: -1 }, 'outOfRange', 'Frames'],
    [{ Frames: 2 ** 32 }, 'outOfRange', 'Frames'],
    [{ Frames: 1.5 }, 'outOfRange', 'Frames'],
    [{ FramePitch: 2 ** 31 }, 'outOfRange', 'FramePitch'],
    [{ Frames: '3' }, 'outOfRange', 'Frames'],
    [{ OptionsFlags: 2, RequirementsFlags: 3 }, 'overlap', 'RequirementsFlags'],
  ] as const)('%o', (values, key, member) => {
    expect(encode(layout, values)).toEqual({ kind: 'problem', problem: { key, member } });
  });

  it('takes both members of a union that agree', () => {
    expect(encode(layout, { OptionsFlags: 2, RequirementsFlags: 2 }).kind).toBe('bytes');
  });

  it('reads no structure that is cut short, and ignores what follows one', () => {
    expect(decode(layout, new Uint8Array(23))).toEqual({ kind: 'problem', problem: { key: 'tooShort', member: '' } });
    expect(decode(layout, new Uint8Array(40)).kind).toBe('values');
  });

  it.each(['KSPIN_DESCRIPTOR_EX', 'KSALLOCATOR_DISPATCH', 'Simulation', 'NO_SUCH_STRUCTURE'])('lays out no %s', (name) => {
    expect(layoutOf(name, 'x64')).toBeUndefined();
  });
});

describe('every structure of integers', () => {
  it('are many', () => {
    expect(new Set(layouts.map(({ structure }) => structure.name)).size).toBeGreaterThan(25);
  });

  it('lies within its size, members apart from each other except in unions', () => {
    for (const { structure, architecture, size, members } of layouts) {
      const owner = new Map<number, string>();
      for (const member of members) {
        expect(member.offset + member.size, `${structure.name}.${member.name} ${architecture}`).toBeLessThanOrEqual(size);
        if (member.field.union !== undefined) continue;
        for (let at = member.offset; at < member.offset + member.size; at += 1) {
          const other = owner.get(at);
          if (other !== undefined) expect(structure.fields[other.split('.')[0]!]?.union, `${structure.name}: ${other} and ${member.name}`).toBeDefined();
          owner.set(at, member.name);
        }
      }
    }
  });

  it('comes back from its bytes as it went', () => {
    const one = (layout: StructureLayout): fc.Arbitrary<Record<string, MemberValue>> => {
      const taken = new Set<number>();
      const apart = layout.members.filter((member) => {
        const places = Array.from({ length: member.size }, (_, index) => member.offset + index);
        if (places.some((place) => taken.has(place))) return false;
        places.forEach((place) => taken.add(place));
        return true;
      });
      return fc.record(Object.fromEntries(apart.map((member): [string, fc.Arbitrary<MemberValue>] => {
        if (member.kind === 'guid') return [member.name, fc.uuid()];
        const bits = BigInt(8 * member.size);
        const least = member.kind === 'signed' ? -(1n << (bits - 1n)) : 0n;
        const whole = fc.bigInt(least, least + (1n << bits) - 1n);
        return [member.name, member.size > 4 ? whole : whole.map(Number)];
      })));
    };
    const cases = fc.constantFrom(...layouts).chain((layout) => one(layout).map((values) => ({ layout, values })));
    fc.assert(fc.property(cases, ({ layout, values }) => {
      const bytes = written(layout, values);
      const decoded = decode(layout, bytes);
      expect(decoded.kind).toBe('values');
      if (decoded.kind === 'values') expect(decoded.values).toMatchObject(values);
    }), { numRuns: 500 });
  });

  it('comes back from any bytes, padding aside', () => {
    const cases = fc.constantFrom(...layouts).chain((layout) => fc.uint8Array({ minLength: layout.size, maxLength: layout.size }).map((bytes) => ({ layout, bytes })));
    fc.assert(fc.property(cases, ({ layout, bytes }) => {
      const decoded = decode(layout, bytes);
      if (decoded.kind === 'problem') throw new Error(decoded.problem.key);
      const again = written(layout, decoded.values);
      for (const member of layout.members) expect([...again.subarray(member.offset, member.offset + member.size)]).toEqual([...bytes.subarray(member.offset, member.offset + member.size)]);
    }), { numRuns: 300 });
  });
});
