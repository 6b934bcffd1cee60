import { KSDATAFORMAT, KSDATARANGE, KSDATARANGE_AUDIO, KS_BITMAPINFOHEADER, KS_DATARANGE_VIDEO, KS_VIDEOINFOHEADER, KS_VIDEO_STREAM_CONFIG_CAPS, SIZE, guidValue } from '../../ks/index';
import { type Instance, booleanOf, guidOf, instanceIn, isInstanceOf, numberOf } from './bound';

const audioType = guidValue('KSDATAFORMAT_TYPE_AUDIO');

/** How the pixels of an uncompressed format lie in memory, in bits: of the whole image, and of a line of its first (or only) plane. */
interface PixelLayout {
  readonly bitsPerPixel: number;
  readonly bitsPerPixelInLine: number;
  /** Lines are padded to a multiple of so many bytes. */
  readonly linePadding: 1 | 4;
}

const packed = (bits: number): PixelLayout => ({ bitsPerPixel: bits, bitsPerPixelInLine: bits, linePadding: 1 });
const planar = (bits: number, bitsInLine: number): PixelLayout => ({ bitsPerPixel: bits, bitsPerPixelInLine: bitsInLine, linePadding: 1 });

/** Uncompressed formats by four-character code (biCompression). */
const layouts: Readonly<Record<string, PixelLayout>> = {
  YUY2: packed(16), YUYV: packed(16), YUNV: packed(16), UYVY: packed(16), UYNV: packed(16), HDYC: packed(16), YVYU: packed(16), VYUY: packed(16),
  AYUV: packed(32), Y410: packed(32), Y210: packed(32), Y216: packed(32), Y416: packed(64),
  NV12: planar(12, 8), NV21: planar(12, 8), YV12: planar(12, 8), I420: planar(12, 8), IYUV: planar(12, 8), NV16: planar(16, 8), YV16: planar(16, 8),
  P010: planar(24, 16), P016: planar(24, 16), P210: planar(32, 16), P216: planar(32, 16),
  Y800: packed(8), Y8: packed(8), GREY: packed(8), Y16: packed(16),
};

/** KS_BI_RGB and KS_BI_BITFIELDS: RGB with lines padded to four bytes. */
const rgbCompressions = new Set([0, 3]);

function layoutOf(bitmap: Instance<typeof KS_BITMAPINFOHEADER>): PixelLayout | undefined {
  const compression = numberOf(bitmap, 'biCompression');
  if (compression === undefined) return undefined;
  if (rgbCompressions.has(compression)) {
    const bits = numberOf(bitmap, 'biBitCount');
    return bits === undefined || bits === 0 ? undefined : { bitsPerPixel: bits, bitsPerPixelInLine: bits, linePadding: 4 };
  }
  const code = String.fromCharCode(compression & 0xff, (compression >>> 8) & 0xff, (compression >>> 16) & 0xff, compression >>> 24).trimEnd();
  return Object.hasOwn(layouts, code) ? layouts[code] : undefined;
}

function imageBytes(layout: PixelLayout, width: number, height: number): number {
  const line = Math.ceil((width * layout.bitsPerPixel) / 8 / layout.linePadding) * layout.linePadding;
  return line * height;
}

function bitmapOf(range: Instance): Instance<typeof KS_BITMAPINFOHEADER> | undefined {
  const header = isInstanceOf(range, KS_DATARANGE_VIDEO) ? instanceIn(range, 'VideoInfoHeader', KS_VIDEOINFOHEADER) : undefined;
  return header && instanceIn(header, 'bmiHeader', KS_BITMAPINFOHEADER);
}

/** The KSDATAFORMAT that a data range begins with; a plain KSDATARANGE is one itself. */
function headerOf(range: Instance): Instance<typeof KSDATAFORMAT> | Instance<typeof KSDATARANGE> | undefined {
  if (isInstanceOf(range, KSDATARANGE)) return range;
  if (isInstanceOf(range, KS_DATARANGE_VIDEO)) return instanceIn(range, 'DataRange', KSDATAFORMAT);
  if (isInstanceOf(range, KSDATARANGE_AUDIO)) return instanceIn(range, 'DataRange', KSDATAFORMAT);
  return undefined;
}

const positive = (value: number | undefined): number | undefined => (value === undefined || value <= 0 ? undefined : value);

/** biSizeImage of the default format of a video data range, in bytes; nothing when unknown or 0. */
export function formatSize(range: Instance): number | undefined {
  const bitmap = bitmapOf(range);
  return bitmap && positive(numberOf(bitmap, 'biSizeImage'));
}

/** SampleSize of a data range, in bytes; nothing when unknown or 0 (samples of varying size). */
export function sampleSize(range: Instance): number | undefined {
  const header = headerOf(range);
  if (!header) return undefined;
  return positive(isInstanceOf(header, KSDATARANGE) ? numberOf(header, 'SampleSize') : numberOf(header as Instance<typeof KSDATAFORMAT>, 'SampleSize'));
}

/** Whether a data range is audio; nothing when its type is unknown. */
export function isAudio(range: Instance): boolean | undefined {
  if (isInstanceOf(range, KSDATARANGE_AUDIO)) return true;
  const header = headerOf(range);
  const type = header && (isInstanceOf(header, KSDATARANGE) ? guidOf(header, 'MajorFormat') : guidOf(header as Instance<typeof KSDATAFORMAT>, 'MajorFormat'));
  return type === undefined ? undefined : type === audioType;
}

/**
 * Bytes that one frame of a data range's default format needs: biSizeImage of uncompressed (or fixed-size) video, computed where it is 0; SampleSize
 * of other data. Nothing for compressed video, whose images are smaller than biSizeImage at will, and for audio, whose frames hold any number of samples.
 */
export function frameBytesOf(range: Instance): number | undefined {
  const bitmap = bitmapOf(range);
  if (bitmap) {
    const layout = layoutOf(bitmap);
    const fixed = isInstanceOf(range, KS_DATARANGE_VIDEO) && booleanOf(range, 'bFixedSizeSamples') === true;
    if (!layout && !fixed) return undefined;
    const stated = positive(numberOf(bitmap, 'biSizeImage'));
    if (stated !== undefined || !layout) return stated;
    const width = positive(numberOf(bitmap, 'biWidth'));
    const height = numberOf(bitmap, 'biHeight');
    return width === undefined || height === undefined || height === 0 ? undefined : imageBytes(layout, width, Math.abs(height));
  }
  if (!isInstanceOf(range, KSDATARANGE) || isAudio(range) !== false) return undefined;
  return sampleSize(range);
}

/** Bytes that one frame of the largest image of a video data range needs (ConfigCaps.MaxOutputSize); nothing when unknown. */
export function largestFrameBytesOf(range: Instance): number | undefined {
  const bitmap = bitmapOf(range);
  const layout = bitmap && layoutOf(bitmap);
  const caps = isInstanceOf(range, KS_DATARANGE_VIDEO) ? instanceIn(range, 'ConfigCaps', KS_VIDEO_STREAM_CONFIG_CAPS) : undefined;
  const size = caps && instanceIn(caps, 'MaxOutputSize', SIZE);
  const width = size && positive(numberOf(size, 'cx'));
  const height = size && positive(numberOf(size, 'cy'));
  return layout === undefined || width === undefined || height === undefined ? undefined : imageBytes(layout, width, height);
}

/** Bytes of the pixels of one line (of the first plane) and number of lines of an uncompressed video format; nothing when unknown. */
export function linesOf(range: Instance): { readonly lineBytes: number; readonly height: number } | undefined {
  const bitmap = bitmapOf(range);
  const layout = bitmap && layoutOf(bitmap);
  const width = bitmap && positive(numberOf(bitmap, 'biWidth'));
  const height = bitmap && numberOf(bitmap, 'biHeight');
  if (layout === undefined || width === undefined || height === undefined || height === 0) return undefined;
  return { lineBytes: Math.ceil((width * layout.bitsPerPixelInLine) / 8), height: Math.abs(height) };
}
