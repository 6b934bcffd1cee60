import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageBytesOf, readModel } from '../../../server/src/document/index';
import { charactersOf } from '../../../server/src/rules/data-ranges/known-ranges';

const sizes = (width: number, height: number, bits: number, compression: string): ReturnType<typeof imageBytesOf> => {
  const model = readModel(`{ "FormatVersion": 1, "DataRanges": { "V": { "Type": "KS_DATARANGE_VIDEO", "VideoInfoHeader": { "bmiHeader": { "biWidth": ${width}, "biHeight": ${height}, "biBitCount": ${bits}, "biCompression": "${compression}" } } } } }`);
  expect(model.problems).toEqual([]);
  return imageBytesOf(model.tables.get('DataRanges')!.get('V')!);
};

describe('the size of an image', () => {
  it('pads lines of RGB to four bytes, and images of hardware to 64 pixels and 32 lines', () => {
    expect(sizes(174, -144, 24, 'KS_BI_RGB')).toEqual({ width: 174, height: 144, bitsPerPixel: 24, exact: 524 * 144, padded: 576 * 160 });
    expect(sizes(1920, 1080, 12, 'FOURCC_NV12')).toMatchObject({ exact: 3110400, padded: 1920 * 1088 * 1.5 });
    expect(sizes(640, 480, 16, 'FOURCC_YUY2')).toMatchObject({ exact: 614400, padded: 614400 });
  });

  it('is unknown for compressed video and without a size', () => {
    expect([sizes(640, 480, 24, 'FOURCC_MJPG'), sizes(0, 480, 16, 'FOURCC_YUY2'), sizes(640, 0, 16, 'FOURCC_YUY2')]).toEqual([undefined, undefined, undefined]);
  });

  it('is never more than the padded one, and grows with height', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 8192 }), fc.integer({ min: 1, max: 8192 }), fc.constantFrom('FOURCC_YUY2', 'FOURCC_NV12', 'KS_BI_RGB'), (width, height, compression) => {
      const image = sizes(width, height, 24, compression)!;
      expect(image.exact).toBeGreaterThanOrEqual(Math.floor((width * height * image.bitsPerPixel) / 8));
      expect(image.padded).toBeGreaterThanOrEqual(image.exact);
      expect(sizes(width, height + 1, 24, compression)!.exact).toBeGreaterThan(image.exact);
    }), { numRuns: 50 });
  });
});

describe('a four-character code', () => {
  it('has four printable characters, the first one lowest', () => {
    expect([charactersOf(0x32595559), charactersOf(0x20203859), charactersOf(0x32), charactersOf(3), charactersOf(0xffffffff)]).toEqual(['YUY2', 'Y8  ', undefined, undefined, undefined]);
  });
});
