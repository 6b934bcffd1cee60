import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sizeOf, structureNamed, structures, type FieldLayout, type Structure } from '../../../server/src/ks/index';

interface Place { readonly offset: number; readonly size: number }
interface Layouts {
  readonly sizes: readonly { readonly structure: string; readonly x86: { readonly size: number; readonly align: number | null }; readonly x64: { readonly size: number; readonly align: number | null } }[];
  readonly fields: readonly { readonly structure: string; readonly field: string; readonly x86: Place | null; readonly x64: Place | null }[];
}

// Offsets and sizes as a compiler laid out the official header, not as the catalog says.
const layouts = JSON.parse(readFileSync(new URL('../../fixtures/layouts.json', import.meta.url), 'utf8')) as Layouts;

/** C types that the catalog has under a second name. */
const typedefs: Readonly<Record<string, string>> = { KSPIN_INTERFACE: 'KSIDENTIFIER', KSPIN_MEDIUM: 'KSIDENTIFIER', KSDATARANGE: 'KSDATAFORMAT' };

/** Structures whose fields the header's layouts do not list; compiler.test.ts holds them against mingw-w64. */
const elsewhere = [
  'KSPROPERTY_SET', 'KSPROPERTY_ITEM', 'KSMETHOD_SET', 'KSMETHOD_ITEM', 'KSEVENT_SET', 'KSEVENT_ITEM', 'RECT', 'SIZE',
  'KS_BITMAPINFOHEADER', 'KS_VIDEOINFOHEADER', 'KS_VIDEOINFOHEADER2', 'KS_VIDEO_STREAM_CONFIG_CAPS', 'KS_VBIINFOHEADER', 'KS_ANALOGVIDEOINFO', 'KS_MPEG1VIDEOINFO', 'KS_MPEGVIDEOINFO2', 'KS_H264VIDEOINFO', 'BDA_TRANSPORT_INFO',
  'KS_DATARANGE_VIDEO', 'KS_DATARANGE_VIDEO2', 'KS_DATARANGE_MPEG1_VIDEO', 'KS_DATARANGE_MPEG2_VIDEO', 'KS_DATARANGE_H264_VIDEO', 'KS_DATARANGE_IMAGE', 'KS_DATARANGE_VIDEO_VBI', 'KS_DATARANGE_ANALOGVIDEO',
  'KS_DATARANGE_BDA_TRANSPORT', 'KS_DATARANGE_BDA_ANTENNA', 'KSDATARANGE_AUDIO', 'KSDATARANGE_MUSIC', 'KS_DATAFORMAT_VIDEOINFOHEADER',
  'KS_FRAME_INFO', 'KS_VBI_FRAME_INFO', 'KS_TVTUNER_CHANGE_INFO', 'ALLOCATOR_PROPERTIES_EX', 'OPTIMAL_WEIGHT_TOTALS', 'PIPE_DIMENSIONS', 'PIPE_TERMINATION',
];

const tagOf = (structure: Structure): string => typedefs[structure.name] ?? structure.name;
const ksStructures = structures.filter((structure) => structure.origin === 'ks');
const members = (structure: Structure) => Object.entries(structure.fields).filter(([, field]) => field.format === undefined);
const plain = (layout: FieldLayout | undefined): Place | null => (layout ? { offset: layout.offset, size: layout.size } : null);

describe('structures against the layouts of the official header', () => {
  const covered = ksStructures.filter((structure) => layouts.fields.some((entry) => entry.structure === tagOf(structure)));

  it('covers every structure of the layouts', () => {
    const missing = [...layouts.sizes, ...layouts.fields].map((entry) => entry.structure).filter((name) => !ksStructures.some((structure) => tagOf(structure) === name));
    // A GUID is a kind of field of its own.
    expect([...new Set(missing)]).toEqual(['GUID']);
    expect(covered.length).toBeGreaterThanOrEqual(45);
    expect(ksStructures.filter((structure) => !covered.includes(structure)).map((structure) => structure.name).sort()).toEqual([...elsewhere].sort());
  });

  it.each(covered)('$name has the members, offsets and sizes of the header', (structure) => {
    const expected = layouts.fields.filter((entry) => entry.structure === tagOf(structure)).map((entry) => [entry.field, { x86: entry.x86, x64: entry.x64 }]);
    const actual = members(structure).map(([name, field]) => [name, { x86: plain(field.x86), x64: plain(field.x64) }]);
    expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(expected));
  });

  it.each(layouts.sizes.filter((entry) => ksStructures.some((structure) => tagOf(structure) === entry.structure)))('$structure has the size and alignment of the header', (entry) => {
    for (const structure of ksStructures.filter((candidate) => tagOf(candidate) === entry.structure)) {
      for (const target of ['x86', 'x64'] as const) {
        expect(structure.size?.[target].size, `${structure.name} on ${target}`).toBe(entry[target].size);
        if (entry[target].align !== null) expect(structure.size?.[target].align, `${structure.name} on ${target}`).toBe(entry[target].align);
      }
    }
  });
});

describe('layouts in themselves', () => {
  it.each(ksStructures)('$name: members lie inside, aligned, and only unions overlap', (structure) => {
    for (const target of ['x86', 'x64'] as const) {
      const size = structure.size![target];
      expect(size.size % size.align).toBe(0);
      const placed = members(structure).flatMap(([name, field]) => (field[target] ? [{ name, field, ...field[target] }] : []));
      for (const member of placed) {
        expect(member.offset + member.size, `${member.name} on ${target}`).toBeLessThanOrEqual(size.size);
        expect(member.offset % Math.min(member.size, 4) === 0 || member.size < 4, `${member.name} on ${target}`).toBe(true);
        const embeddedStructure = member.field.type.kind === 'structure' ? structureNamed(member.field.type.structure) : undefined;
        if (embeddedStructure) expect(member.size, member.name).toBe(embeddedStructure.size![target].size);
        if (member.field.type.kind === 'pointer' || member.field.type.kind === 'callback') expect(member.size, member.name).toBe(target === 'x86' ? 4 : 8);
        if (member.field.type.kind === 'guid') expect(member.size, member.name).toBe(member.field.type.pointer ? (target === 'x86' ? 4 : 8) : 16);
      }
      const separate = placed.filter((member) => !member.field.union || member.field.presence !== 'reserved').sort((a, b) => a.offset - b.offset);
      for (let index = 1; index < separate.length; index += 1) {
        const [before, after] = [separate[index - 1]!, separate[index]!];
        if (before.field.union === after.name || after.field.union === before.name) continue;
        expect(after.offset, `${structure.name}: ${after.name} after ${before.name} on ${target}`).toBeGreaterThanOrEqual(before.offset + before.size);
      }
    }
  });

  it('answers sizes by architecture, ARM64 like x64', () => {
    expect(sizeOf('KSPIN_DESCRIPTOR_EX', 'x86')).toBe(80);
    expect(sizeOf('KSPIN_DESCRIPTOR_EX', 'x64')).toBe(136);
    expect(sizeOf('KSPIN_DESCRIPTOR_EX', 'ARM64')).toBe(136);
    expect(sizeOf('KSALLOCATOR_FRAMING_EX', 'x64')).toBe(24 + 88);
    expect(sizeOf('KSNODE_DESCRIPTOR', 'x86')).toBe(16);
    // What KSPIN.StreamHeaderSize of a video pin is.
    expect(['x86', 'x64'].map((architecture) => sizeOf('KSSTREAM_HEADER', architecture)! + sizeOf('KS_FRAME_INFO', architecture)!)).toEqual([112, 128]);
    expect(sizeOf('Target', 'x64')).toBeUndefined();
    expect(sizeOf('no such structure', 'x64')).toBeUndefined();
  });
});
