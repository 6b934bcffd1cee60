import { describe, expect, it } from 'vitest';
import { type EffectiveItem, effectiveItems, effectiveStates, formatSize, frameBytesOf, largestFrameBytesOf, linesOf, readModel, standardTransport, strideOf } from '../../../server/src/document/index';

const range = (name: string, bitmap: string, more = ''): string => `"${name}": { "Type": "KS_DATARANGE_VIDEO", ${more} "VideoInfoHeader": { "bmiHeader": { ${bitmap} } } }`;
const rgb24 = '"biWidth": 320, "biHeight": -240, "biBitCount": 24, "biCompression": "KS_BI_RGB", "biSizeImage": 230400';
const nv12 = '"biWidth": 1920, "biHeight": 1080, "biBitCount": 12, "biCompression": "0x3231564E", "biSizeImage": 3110400';

function pinOf(edits: string, { ranges = ['Rgb24'], pins = 1 } = {}): ReturnType<typeof readModel>['filters'][number]['pins'][number] {
  const pin = `{ "PinDescriptor": { "DataRanges": ${JSON.stringify(ranges)}, "DataFlow": "KSPIN_DATAFLOW_OUT", "Communication": "KSPIN_COMMUNICATION_BOTH" }, "AllocatorFraming": "F", "RuntimeEdits": ${edits} }`;
  const model = readModel(`{ "FormatVersion": 1, "DataRanges": { ${range('Rgb24', rgb24)}, ${range('Nv12', nv12)} },
    "Framings": { "F": { "FramingItem": [ { "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "Flags": 2, "Frames": 2, "FileAlignment": 3, "FramingRange": { "Range": { "MinFrameSize": "2 * PAGE_SIZE", "MaxFrameSize": "2 * PAGE_SIZE" } } } ] } },
    "Filters": [ { "PinDescriptors": [ ${Array.from({ length: pins }, () => pin).join()} ] } ] }`);
  expect(model.problems).toEqual([]);
  return model.filters[0]!.pins[0]!;
}

const numbers = ({ physicalRange, framingRange, frames, flags, alignmentOrPitch }: EffectiveItem): unknown => ({
  physical: [physicalRange.min.value, physicalRange.max.value, physicalRange.stepping.value],
  framing: [framingRange.min.value, framingRange.max.value, framingRange.stepping.value],
  frames: frames.value, flags: flags.value, alignment: alignmentOrPitch.value,
});
const unedited = { physical: [0, 0xffffffff, 1], framing: [8192, 8192, 1], frames: 2, flags: 2, alignment: 3 };
const after = (edits: string, options = {}): readonly unknown[] => {
  const pin = pinOf(edits, options);
  return effectiveItems(pin, pin.framingView!.items[0]!).map(numbers);
};

describe('an item after the run-time edits', () => {
  it('is as declared without any', () => {
    expect(after('[]')).toEqual([unedited]);
  });

  it('has the image size of the sample in both ranges', () => {
    expect(after('[{ "When": "Create", "KsEdit": ["Descriptor", "AllocatorFraming"], "FrameSize": "SizeImage", "Stepping": 0 }]')).toEqual([{ ...unedited, physical: [230400, 230400, 0], framing: [230400, 230400, 0] }]);
  });

  it('has one state for each format that decides a size', () => {
    expect(after('[{ "When": "SetDataFormat", "FrameSize": "SizeImage", "Ranges": ["FramingRange"], "Frames": 4 }]', { ranges: ['Rgb24', 'Nv12'] })).toEqual([
      { ...unedited, framing: [230400, 230400, undefined], frames: 4 }, { ...unedited, framing: [3110400, 3110400, undefined], frames: 4 },
    ]);
  });

  it('takes edits in order, field by field', () => {
    expect(after('[{ "When": "Create", "FrameSize": 100, "Stepping": 0, "FileAlignment": 7 }, { "When": "Create", "MaxFrameSize": 200, "Flags": "KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY" }]')).toEqual([
      { physical: [100, 200, 0], framing: [100, 200, 0], frames: 2, flags: 0x80000000, alignment: 7 },
    ]);
  });

  it('knows what it does not know', () => {
    expect(after('[{ "When": "Create", "FrameSize": "Unknown" }]')).toEqual([{ ...unedited, physical: [undefined, undefined, undefined], framing: [undefined, undefined, undefined] }]);
    expect(after('[{ "When": "Create", "FrameSize": "SizeImage" }]', { ranges: [] })).toEqual([{ ...unedited, physical: [undefined, undefined, undefined], framing: [undefined, undefined, undefined] }]);
    expect(after('[{ "When": "Create", "Storage": "OwnFraming", "Frames": 5 }]')).toEqual([
      { physical: [undefined, undefined, undefined], framing: [undefined, undefined, undefined], frames: 5, flags: undefined, alignment: undefined },
    ]);
    expect(after('[{ "When": "Create", "Item": 1, "Frames": 5 }]')).toEqual([unedited]);
  });

  it('is unknown where an edit states only half of what it writes', () => {
    expect(after('[{ "When": "Create", "Stepping": 0 }]')).toEqual([{ ...unedited, physical: [undefined, undefined, 0], framing: [undefined, undefined, 0] }]);
    expect(after('[{ "When": "Create", "MaxFrameSize": 9000, "Stepping": 4 }]')).toEqual([{ ...unedited, physical: [0, 9000, 4], framing: [8192, 9000, 4] }]);
    const unknown = { physical: [undefined, undefined, undefined], framing: [undefined, undefined, undefined], frames: undefined, flags: undefined, alignment: undefined };
    expect(after('[{ "When": "Create", "KsEdit": ["Descriptor", "AllocatorFraming"] }]')).toEqual([unknown]);
    expect(after('[{}]')).toEqual([unknown]);
    // A copy of the descriptor alone writes nothing to the framing.
    expect(after('[{ "When": "Create", "KsEdit": ["Descriptor"] }, { "When": "Create", "KsEdit": ["AllocatorFraming"], "Frames": 4 }]')).toEqual([{ ...unedited, frames: 4 }]);
  });

  it('is unknown in every item when the driver takes another framing, or an edit says neither which item it writes nor what', () => {
    const second = (edit: string): readonly (number | undefined)[] => {
      const model = readModel(`{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [ { "Frames": 2 }, { "Frames": 3 } ] } }, "Filters": [ { "PinDescriptors": [ { "AllocatorFraming": "F", "RuntimeEdits": [ ${edit} ] } ] } ] }`);
      const pin = model.filters[0]!.pins[0]!;
      return pin.framingView!.items.map((item) => effectiveItems(pin, item)[0]!.frames.value);
    };
    expect(second('{ "When": "Create", "Storage": "OwnFraming" }')).toEqual([undefined, undefined]);
    expect(second('{ "When": "Create", "Storage": "OwnFraming", "Frames": 8 }')).toEqual([8, undefined]);
    expect(second('{ "When": "Create", "KsEditSized": ["Descriptor", "AllocatorFraming"] }')).toEqual([undefined, undefined]);
    expect(second('{ "When": "Create", "KsEditSized": ["Descriptor", "AllocatorFraming"], "Item": 0 }')).toEqual([undefined, 3]);
    expect(second('{ "When": "Create", "KsEditSized": ["Descriptor", "AllocatorFraming"], "Frames": 8 }')).toEqual([8, 3]);
  });

  it('has what an edit writes to one range alone', () => {
    const edit = (more: string): readonly unknown[] => after(`[{ "When": "Create", "KsEdit": ["Descriptor", "AllocatorFraming"], ${more} }]`);
    expect(edit('"FramingRange": { "MinFrameSize": 100, "MaxFrameSize": 200, "Stepping": 4 }')).toEqual([{ ...unedited, framing: [100, 200, 4] }]);
    // A member left out keeps its value, and the other range too.
    expect(edit('"PhysicalRange": { "MaxFrameSize": 65536 }')).toEqual([{ ...unedited, physical: [0, 65536, 1] }]);
    expect(edit('"FrameSize": "SizeImage", "Stepping": 0, "PhysicalRange": { "MinFrameSize": 1 }')).toEqual([{ ...unedited, physical: [1, 230400, 0], framing: [230400, 230400, 0] }]);
    // What stands outside goes to the ranges that Ranges names, what stands in the object to its own.
    expect(edit('"MaxFrameSize": 9000, "Ranges": ["FramingRange"], "PhysicalRange": { "MaxFrameSize": "SizeImage" }')).toEqual([{ ...unedited, physical: [0, 230400, 1], framing: [8192, 9000, 1] }]);
    expect(edit('"FramingRange": { "MinFrameSize": "SizeImage", "MaxFrameSize": "Unknown" }')).toEqual([{ ...unedited, framing: [230400, undefined, 1] }]);
  });

  it('is as declared in a copy on the heap, but for what is written, and unknown in a framing of its own', () => {
    expect(after('[{ "When": "Create", "Storage": "HeapCopy", "Frames": 5 }]')).toEqual([{ ...unedited, frames: 5 }]);
    expect(after('[{ "When": "Create", "Storage": "HeapCopy" }]')).toEqual([{ physical: [undefined, undefined, undefined], framing: [undefined, undefined, undefined], frames: undefined, flags: undefined, alignment: undefined }]);
  });

  it('has the pitch that an edit writes where the alignment was, and neither when it writes both', () => {
    expect(after('[{ "When": "Create", "FramePitch": -4096, "Flags": "KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED" }]')).toEqual([{ ...unedited, flags: 0x8000, alignment: -4096 }]);
    expect(after('[{ "When": "Create", "FramePitch": 4096, "FileAlignment": 63 }]')).toEqual([{ ...unedited, alignment: undefined }]);
  });

  it('has sizes of broadcast transports, vertical blanking and audio', () => {
    const size = (word: string, range: string, more = ''): unknown => {
      const model = readModel(`{ "FormatVersion": 1, "DataRanges": { "R": ${range} },
        "Filters": [ { "PinDescriptors": [ { "PinDescriptor": { "DataRanges": ["R"] }, "AllocatorFraming": { "FramingItem": [ { "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED" } ] }, "RuntimeEdits": [ { "When": "Create", "FrameSize": "${word}"${more} } ] } ] } ] }`);
      expect(model.problems).toEqual([]);
      const pin = model.filters[0]!.pins[0]!;
      const [item] = effectiveItems(pin, pin.framingView!.items[0]!);
      expect(item!.framingRange.min.value).toBe(item!.physicalRange.max.value);
      return item!.framingRange.max.value;
    };
    const transport = (frame: number): string => `{ "Type": "KS_DATARANGE_BDA_TRANSPORT", "BdaTransportInfo": { "ulcbPhyiscalPacket": 188, "ulcbPhyiscalFrame": ${frame} } }`;
    expect([size('TransportFrame', transport(96256)), size('TransportFrame', transport(0)), size('SizeImage', transport(96256))]).toEqual([96256, undefined, undefined]);
    expect(size('VbiBufferSize', '{ "Type": "KS_DATARANGE_VIDEO_VBI", "VBIInfoHeader": { "BufferSize": 24576 } }')).toBe(24576);
    const audio = (channels: number, bits: number, frequency: number): string => `{ "Type": "KSDATARANGE_AUDIO", "MaximumChannels": ${channels}, "MinimumBitsPerSample": 8, "MaximumBitsPerSample": ${bits}, "MinimumSampleFrequency": 8000, "MaximumSampleFrequency": ${frequency} }`;
    const of = (range: string, duration?: string): unknown => size('BytesPerSecond', range, duration === undefined ? '' : `, "FrameDuration": "${duration}"`);
    expect([of(audio(2, 16, 44100), '10 ms'), of(audio(2, 16, 48000), '33.3667 ms'), of(audio(2, 24, 48000), '10 ms'), of(audio(0xffffffff, 16, 48000), '10 ms'), of(audio(2, 16, 44100))]).toEqual([1764, undefined, undefined, undefined, undefined]);
  });

  it('is one state for all pins that edit nothing', () => {
    const pin = pinOf('[]', { pins: 3 });
    const states = effectiveStates(pin.framingView!.items[0]!);
    expect(states.map(({ pins }) => pins.length)).toEqual([3]);
    expect(effectiveStates(pinOf('[{ "When": "Create", "Frames": 4 }]', { pins: 3 }).framingView!.items[0]!).map(({ pins }) => pins.length)).toEqual([1, 1, 1]);
  });

  it('has the strides of the worked examples', () => {
    expect([strideOf(230400, 0x3f), strideOf(1000, 0x3f), strideOf(1000, 0)]).toEqual([230400, 1024, 1000]);
  });
});

describe('sizes of formats', () => {
  const ranges = (...entries: string[]): ReturnType<typeof readModel>['instances'] => [...readModel(`{ "FormatVersion": 1, "DataRanges": { ${entries.join()} } }`).tables.get('DataRanges')!.values()];
  it('are biSizeImage, or computed where it is 0', () => {
    const computed = (bitmap: string): string => bitmap.replace(/"biSizeImage": \d+/, '"biSizeImage": 0');
    expect(ranges(range('A', rgb24), range('B', computed(rgb24)), range('C', nv12), range('D', computed(nv12))).map(frameBytesOf)).toEqual([230400, 230400, 3110400, 3110400]);
    // Lines of RGB end on a multiple of four bytes: 3 × 101 is padded to 304.
    expect(ranges(range('A', '"biWidth": 101, "biHeight": 10, "biBitCount": 24, "biCompression": 0')).map(frameBytesOf)).toEqual([3040]);
  });

  it('are unknown for compressed video, unless its samples have one size', () => {
    const mjpg = '"biWidth": 320, "biHeight": 240, "biBitCount": 24, "biCompression": "0x47504A4D", "biSizeImage": 230400';
    expect(ranges(range('A', mjpg), range('B', mjpg, '"bFixedSizeSamples": true,')).map(frameBytesOf)).toEqual([undefined, 230400]);
  });

  it('are known for every structure that holds an image, and never for MPEG, whatever its header says', () => {
    const header = (bitmap: string, more = ''): string => `"VideoInfoHeader": { ${more} "bmiHeader": { ${bitmap} } }`;
    const computed = rgb24.replace('230400', '0');
    const video2 = (name: string, bitmap: string, interlace: string): string => `"${name}": { "Type": "KS_DATARANGE_VIDEO2", ${header(bitmap, interlace)} }`;
    expect(ranges(
      video2('A', rgb24, ''), video2('B', computed, '"dwInterlaceFlags": 0,'), video2('C', computed, '"dwInterlaceFlags": "KS_INTERLACE_IsInterlaced | KS_INTERLACE_1FieldPerSample",'), video2('D', computed, ''),
      `"E": { "Type": "KS_DATARANGE_IMAGE", "ImageInfoHeader": { ${computed} } }`,
      `"F": { "Type": "KS_DATARANGE_MPEG1_VIDEO", "VideoInfoHeader": { "hdr": { "bmiHeader": { ${rgb24} } } } }`,
      `"G": { "Type": "KS_DATARANGE_MPEG2_VIDEO", "VideoInfoHeader": { "hdr": { "bmiHeader": { ${rgb24} } } } }`,
    ).map((each) => [frameBytesOf(each), formatSize(each)])).toEqual([[230400, 230400], [230400, undefined], [undefined, undefined], [undefined, undefined], [230400, undefined], [undefined, 230400], [undefined, 230400]]);
  });

  it('of the largest image follow ConfigCaps', () => {
    const caps = '"ConfigCaps": { "MaxOutputSize": { "cx": 3840, "cy": 2160 } },';
    expect(ranges(range('A', nv12, caps), range('B', nv12)).map(largestFrameBytesOf)).toEqual([12441600, undefined]);
  });

  it('of lines are those of the first plane', () => {
    expect(ranges(range('A', rgb24), range('B', nv12)).map(linesOf)).toEqual([{ lineBytes: 960, height: 240 }, { lineBytes: 1920, height: 1080 }]);
  });

  it('of plain ranges are SampleSize, and of audio nothing', () => {
    expect(ranges('"A": { "Type": "KSDATARANGE", "SampleSize": 188, "MajorFormat": "KSDATAFORMAT_TYPE_STREAM" }', '"B": { "Type": "KSDATARANGE", "SampleSize": 4, "MajorFormat": "KSDATAFORMAT_TYPE_AUDIO" }').map(frameBytesOf)).toEqual([188, undefined]);
  });
});

describe('standard transport', () => {
  const medium = (set: string, id = 0): string => `{ "Set": "${set}", "Id": ${id} }`;
  const own = '{5d2f1c3a-8b7e-4f60-9c21-3e4a5b6c7d8e}';
  const transport = (flags: string, communication: string, more = '"Mediums": null, "Interfaces": null'): string => {
    const model = readModel(`{ "FormatVersion": 1, "Filters": [ { "PinDescriptors": [ { "Flags": ${flags}, "PinDescriptor": { "DataFlow": 2, "Communication": ${communication}, ${more} } } ] } ] }`);
    return standardTransport(model.filters[0]!.pins[0]!);
  };
  it('follows flags, communication, mediums and interfaces', () => {
    expect(transport('0', '3')).toBe('yes');
    expect([transport('"KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT"', '3'), transport('0', '0'), transport('0', '4')]).toEqual(['no', 'no', 'no']);
    expect(transport('"KSPIN_FLAG_USE_STANDARD_TRANSPORT | KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT"', '0')).toBe('yes');
    expect(transport('0', '3', `"Interfaces": null, "Mediums": [${medium(own)}]`)).toBe('no');
    expect(transport('0', '3', `"Interfaces": null, "Mediums": [${medium(own)}, ${medium('KSMEDIUMSETID_Standard')}]`)).toBe('unknown');
    expect(transport('0', '3', `"Mediums": [], "Interfaces": [${medium('KSINTERFACESETID_Standard', 1)}]`)).toBe('unknown');
    expect(transport('0', '3', '"Mediums": null')).toBe('unknown');
  });
});
