import { readdirSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'jsonc-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { DataRange, structures } from '../../../server/src/ks/index';

const file = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');
const schema = JSON.parse(file('schemas/avstream.schema.json')) as { readonly properties: object; readonly definitions: Readonly<Record<string, { readonly properties?: Readonly<Record<string, { readonly description?: string }>>; readonly additionalProperties?: boolean }>> };
const samples = readdirSync(new URL('../../../samples/', import.meta.url)).filter((name) => name.endsWith('.avstream.json'));

let validate: ValidateFunction;
beforeAll(() => {
  // enumDescriptions is VS Code's keyword for the texts of names.
  validate = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true, keywords: ['enumDescriptions'] }).compile(schema);
});

/** A small document that is right, to be broken by the tests. */
const minimal = () => ({
  FormatVersion: 1,
  Target: { Architecture: 'x64' },
  Framings: { F: { FramingItem: [{ MemoryType: 'KSMEMORY_TYPE_KERNEL_NONPAGED', Flags: ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY'], Frames: 2, FileAlignment: 63, FramingRange: { Range: { MinFrameSize: '2 * PAGE_SIZE', MaxFrameSize: 8192 } } }] } } as Record<string, unknown>,
  DataRanges: { R: { Type: 'KSDATARANGE', MajorFormat: 'KSDATAFORMAT_TYPE_STREAM', SubFormat: '{e436eb8e-524f-11ce-9f53-0020af0ba770}', Specifier: 'KSDATAFORMAT_SPECIFIER_NONE' } } as Record<string, unknown>,
  Filters: [{ PinDescriptors: [{ PinDescriptor: { DataRanges: ['R', null], DataFlow: 'KSPIN_DATAFLOW_OUT', Communication: 3, Category: null }, AllocatorFraming: 'F' as unknown, Dispatch: null as unknown, Flags: 0x100 as unknown }] }] as unknown[],
});
const pinOf = (document: ReturnType<typeof minimal>): Record<string, unknown> => (document.Filters[0] as { readonly PinDescriptors: readonly Record<string, unknown>[] }).PinDescriptors[0]!;
const itemOf = (document: ReturnType<typeof minimal>): Record<string, unknown> => (document.Framings.F as { readonly FramingItem: readonly Record<string, unknown>[] }).FramingItem[0]!;

describe('the JSON schema', () => {
  it.each(samples)('accepts samples/%s', (sample) => {
    expect(samples.length).toBeGreaterThanOrEqual(2);
    const accepted = validate(parse(file(`samples/${sample}`), [], { allowTrailingComma: true }));
    expect(validate.errors ?? []).toEqual([]);
    expect(accepted).toBe(true);
  });

  it('accepts a small document', () => {
    expect(validate(minimal()), JSON.stringify(validate.errors)).toBe(true);
  });

  it('has a definition, closed and described, for every structure of a document', () => {
    for (const structure of structures.filter(({ name }) => schema.definitions[name] !== undefined && name !== 'Document')) {
      const definition = schema.definitions[structure.name];
      expect(definition?.additionalProperties, structure.name).toBe(false);
      expect(Object.keys(definition?.properties ?? {}), structure.name).toEqual(Object.keys(structure.fields));
      for (const [name, property] of Object.entries(definition?.properties ?? {})) expect(property.description, `${structure.name}.${name}`).toContain(structure.fields[name]!.summary);
    }
  });

  it('does not ask for unique items: a flag named twice is no error of form', () => {
    expect(file('schemas/avstream.schema.json')).not.toContain('uniqueItems');
  });

  // The size of a schema decides how long an editor takes to answer the first key. Blanks do not count: they cost nothing to skip.
  it('stays below 352 KB', () => {
    expect(JSON.stringify(schema).length).toBeLessThan(352 * 1024);
  });

  it.each(DataRange.structures)('accepts a data range of type %s', (type) => {
    const document = minimal();
    const format = { MajorFormat: 'KSDATAFORMAT_TYPE_WILDCARD', SubFormat: 'KSDATAFORMAT_SUBTYPE_WILDCARD', Specifier: 'KSDATAFORMAT_SPECIFIER_WILDCARD', Flags: ['KSDATARANGE_ATTRIBUTES'] };
    const attributes = [{ Flags: ['KSATTRIBUTE_REQUIRED'], Attribute: 'KSATTRIBUTEID_AUDIOSIGNALPROCESSING_MODE' }];
    for (const Attributes of [attributes, null]) {
      document.DataRanges.R = type === 'KSDATARANGE' ? { Type: type, ...format, Attributes } : { Type: type, DataRange: format, Attributes };
      expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    }
    document.DataRanges.R = { Type: type, Unknown: 1 };
    expect(validate(document)).toBe(false);
  });

  it('knows the members of broadcast, VBI, MPEG and music data ranges', () => {
    const document = minimal();
    const DataRange = { MajorFormat: 'KSDATAFORMAT_TYPE_STREAM', SubFormat: 'KSDATAFORMAT_SUBTYPE_BDA_MPEG2_TRANSPORT', Specifier: 'KSDATAFORMAT_SPECIFIER_BDA_TRANSPORT' };
    Object.assign(document.DataRanges, {
      Transport: { Type: 'KS_DATARANGE_BDA_TRANSPORT', DataRange, BdaTransportInfo: { ulcbPhyiscalPacket: 188, ulcbPhyiscalFrame: '188 * 312', ulcbPhyiscalFrameAlignment: 0, AvgTimePerFrame: 0 } },
      Vbi: { Type: 'KS_DATARANGE_VIDEO_VBI', DataRange, bFixedSizeSamples: true, VBIInfoHeader: { StartLine: 10, EndLine: 21, SamplingFrequency: 'KS_VBISAMPLINGRATE_5X_NABTS', VideoStandard: ['KS_AnalogVideo_NTSC_M'], BufferSize: '12 * 1536' } },
      Mpeg: { Type: 'KS_DATARANGE_MPEG2_VIDEO', DataRange, VideoInfoHeader: { hdr: { dwInterlaceFlags: ['KS_INTERLACE_IsInterlaced'], bmiHeader: { biWidth: 720 } }, dwProfile: 'KS_MPEG2Profile_Main', dwFlags: [], bSequenceHeader: [0] } },
      Music: { Type: 'KSDATARANGE_MUSIC', DataRange, Technology: 'KSMUSIC_TECHNOLOGY_PORT', Channels: 0, Notes: 0, ChannelMask: '0xFFFF' },
    });
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    document.DataRanges.Music = { Type: 'KSDATARANGE_MUSIC', DataRange, Notes: ['a remark'] };
    expect(validate(document)).toBe(false);
  });

  it.each<[string, (document: ReturnType<typeof minimal>) => void]>([
    ['flags as a name', (document) => { itemOf(document).Flags = 'KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY'; }],
    ['flags as an expression', (document) => { itemOf(document).Flags = 'KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY | 0x80000000'; }],
    ['flags as a number', (document) => { itemOf(document).Flags = 0x80000002; }],
    ['a cast', (document) => { pinOf(document).InstancesPossible = '(ULONG)-1'; }],
    ['a constant of another set', (document) => { itemOf(document).Frames = 'FILE_QUAD_ALIGNMENT'; }],
    ['a pointer as an object', (document) => { pinOf(document).Dispatch = { Process: 'PinProcess', Allocator: null }; }],
    ['a pointer as null', (document) => { pinOf(document).AllocatorFraming = null; }],
    ['notes of any shape', (document) => { pinOf(document).Notes = [{ anything: 1 }, 'x', null]; }],
    ['run-time edits', (document) => { pinOf(document).RuntimeEdits = [{ When: 'Create', KsEdit: ['Descriptor', 'AllocatorFraming'], FrameSize: 'SizeImage', Stepping: 0 }]; }],
  ])('accepts %s', (_what, change) => {
    const document = minimal();
    change(document);
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each<[string, (document: ReturnType<typeof minimal>) => void]>([
    ['a property that does not exist', (document) => { itemOf(document).Alignment = 0; }],
    ['no format version', (document) => { Object.assign(document, { FormatVersion: undefined }); delete (document as Partial<typeof document>).FormatVersion; }],
    ['a memory type that is no GUID', (document) => { itemOf(document).MemoryType = 'KSMEMORY_TYPE_KERNEL'; }],
    ['a GUID without braces', (document) => { itemOf(document).MemoryType = '4a6d5fc4-7895-11d1-b069-00a0c9062802'; }],
    ['a missing memory type', (document) => { delete itemOf(document).MemoryType; }],
    ['a flag that does not exist', (document) => { itemOf(document).Flags = ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMROY']; }],
    ['a name that does not exist in place of a number', (document) => { itemOf(document).Frames = 'TWO'; }],
    ['a number that does not fit', (document) => { itemOf(document).Frames = 4294967296; }],
    ['a fraction', (document) => { itemOf(document).Frames = 1.5; }],
    ['an array in place of a pointer', (document) => { pinOf(document).AllocatorFraming = ['F']; }],
    ['a number in place of a callback', (document) => { pinOf(document).IntersectHandler = 1; }],
    ['null in place of an embedded structure', (document) => { pinOf(document).PinDescriptor = null; }],
    ['a data range of no known type', (document) => { document.DataRanges.R = { Type: 'KS_DATARANGE' }; }],
    ['fields of another data range', (document) => { document.DataRanges.R = { Type: 'KSDATARANGE_AUDIO', MajorFormat: 'KSDATAFORMAT_TYPE_AUDIO' }; }],
    ['a word that does not exist', (document) => { document.Target.Architecture = 'x32'; }],
    ['a run-time edit that does not say when', (document) => { pinOf(document).RuntimeEdits = [{ KsEdit: ['Descriptor'] }]; }],
  ])('rejects %s', (_what, change) => {
    const document = minimal();
    change(document);
    expect(validate(document)).toBe(false);
  });
});
