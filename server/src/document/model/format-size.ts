import {
  BDA_TRANSPORT_INFO, KSDATAFORMAT, KSDATARANGE, KSDATARANGE_AUDIO, KS_BITMAPINFOHEADER, KS_DATARANGE_BDA_TRANSPORT, KS_DATARANGE_IMAGE, KS_DATARANGE_MPEG1_VIDEO, KS_DATARANGE_MPEG2_VIDEO, KS_DATARANGE_VIDEO,
  KS_DATARANGE_VIDEO2, KS_DATARANGE_VIDEO_VBI, KS_MPEG1VIDEOINFO, KS_MPEGVIDEOINFO2, KS_VBIINFOHEADER, KS_VIDEOINFOHEADER, KS_VIDEOINFOHEADER2, KS_VIDEO_STREAM_CONFIG_CAPS, SIZE, constantValue, guidValue,
} from '../../ks/index';
import { type Instance, booleanOf, bound, guidOf, instanceIn, isInstanceOf, numberOf } from './bound';

const audioType = guidValue('KSDATAFORMAT_TYPE_AUDIO');
const oneFieldPerSample = constantValue('KS_INTERLACE_1FieldPerSample');

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

/** Subtypes of RGB (uuids.h): 1, 4, 8, 16, 24 and 32 bits, and with alpha. */
const rgbSubtype = /^(e436eb7[8-e]-524f-11ce-9f53-0020af0ba770|773c9ac0-3274-11d0-b724-00aa006c1a01)$/;
/** Subtypes that are made of a number, which biCompression repeats. */
const numberedSubtype = /^([0-9a-f]{8})-0000-0010-8000-00aa00389b71$/;

/**
 * False where SubFormat names other pixels than biCompression: one of them is wrong then, or the subtype is the vendor's own and KS_BI_RGB fills
 * the member for want of anything better, as it does for compressed images, too.
 */
function subtypeAgrees(range: Instance, compression: number): boolean {
  const value = bound((headerOf(range) ?? range) as Instance, 'SubFormat');
  if (value.state === 'absent') return true;
  if (value.state !== 'present' || value.kind !== 'guid') return false;
  const subtype = value.value;
  if (rgbCompressions.has(compression)) return rgbSubtype.test(subtype);
  const code = numberedSubtype.exec(subtype)?.[1];
  return code === undefined || Number.parseInt(code, 16) === compression;
}

function layoutOf(range: Instance, bitmap: Instance<typeof KS_BITMAPINFOHEADER>): PixelLayout | undefined {
  const compression = numberOf(bitmap, 'biCompression');
  if (compression === undefined || !subtypeAgrees(range, compression)) return undefined;
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

/** The image of a video data range, or of a still. */
function bitmapOf(range: Instance): Instance<typeof KS_BITMAPINFOHEADER> | undefined {
  if (isInstanceOf(range, KS_DATARANGE_IMAGE)) return instanceIn(range, 'ImageInfoHeader', KS_BITMAPINFOHEADER);
  const header = videoHeaderOf(range);
  if (!header) return undefined;
  return isInstanceOf(header, KS_VIDEOINFOHEADER) ? instanceIn(header, 'bmiHeader', KS_BITMAPINFOHEADER) : instanceIn(header as Instance<typeof KS_VIDEOINFOHEADER2>, 'bmiHeader', KS_BITMAPINFOHEADER);
}

function videoHeaderOf(range: Instance): Instance<typeof KS_VIDEOINFOHEADER> | Instance<typeof KS_VIDEOINFOHEADER2> | undefined {
  if (isInstanceOf(range, KS_DATARANGE_VIDEO)) return instanceIn(range, 'VideoInfoHeader', KS_VIDEOINFOHEADER);
  if (isInstanceOf(range, KS_DATARANGE_VIDEO2)) return instanceIn(range, 'VideoInfoHeader', KS_VIDEOINFOHEADER2);
  if (isInstanceOf(range, KS_DATARANGE_MPEG1_VIDEO)) {
    const format = instanceIn(range, 'VideoInfoHeader', KS_MPEG1VIDEOINFO);
    return format && instanceIn(format, 'hdr', KS_VIDEOINFOHEADER);
  }
  if (!isInstanceOf(range, KS_DATARANGE_MPEG2_VIDEO)) return undefined;
  const format = instanceIn(range, 'VideoInfoHeader', KS_MPEGVIDEOINFO2);
  return format && instanceIn(format, 'hdr', KS_VIDEOINFOHEADER2);
}

/** How the pixels of a data range lie in memory; nothing for compressed video, whatever its header says, and where its two names of the pixels disagree. */
function pixelsOf(range: Instance): { readonly bitmap: Instance<typeof KS_BITMAPINFOHEADER>; readonly layout: PixelLayout } | undefined {
  const bitmap = isInstanceOf(range, KS_DATARANGE_MPEG1_VIDEO) || isInstanceOf(range, KS_DATARANGE_MPEG2_VIDEO) ? undefined : bitmapOf(range);
  const layout = bitmap && layoutOf(range, bitmap);
  return layout && { bitmap, layout };
}

/** True when all samples of a video data range are known to have one size. */
const hasFixedSamples = (range: Instance): boolean =>
  (isInstanceOf(range, KS_DATARANGE_VIDEO) && booleanOf(range, 'bFixedSizeSamples') === true) || (isInstanceOf(range, KS_DATARANGE_VIDEO2) && booleanOf(range, 'bFixedSizeSamples') === true);

/** Whether a sample is known to be a whole picture: video with interlacing may deliver single fields, whose height is not that of the picture. */
function samplesArePictures(range: Instance): boolean {
  if (!isInstanceOf(range, KS_DATARANGE_VIDEO2)) return true;
  const header = instanceIn(range, 'VideoInfoHeader', KS_VIDEOINFOHEADER2);
  const interlace = header && numberOf(header, 'dwInterlaceFlags');
  return interlace !== undefined && (interlace & oneFieldPerSample) === 0;
}

/** The KSDATAFORMAT that a data range begins with; a plain KSDATARANGE is one itself. */
function headerOf(range: Instance): Instance<typeof KSDATAFORMAT> | Instance<typeof KSDATARANGE> | undefined {
  return isInstanceOf(range, KSDATARANGE) ? range : instanceIn(range, 'DataRange', KSDATAFORMAT);
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

/** ulcbPhyiscalFrame of a broadcast transport, in bytes; nothing when unknown or 0 (no requirement). */
export function transportFrameSize(range: Instance): number | undefined {
  const transport = isInstanceOf(range, KS_DATARANGE_BDA_TRANSPORT) ? instanceIn(range, 'BdaTransportInfo', BDA_TRANSPORT_INFO) : undefined;
  return transport && positive(numberOf(transport, 'ulcbPhyiscalFrame'));
}

/** BufferSize of raw vertical blanking, in bytes; nothing when unknown or 0. */
export function vbiBufferSize(range: Instance): number | undefined {
  const signal = isInstanceOf(range, KS_DATARANGE_VIDEO_VBI) ? instanceIn(range, 'VBIInfoHeader', KS_VBIINFOHEADER) : undefined;
  return signal && positive(numberOf(signal, 'BufferSize'));
}

/** Bits of a sample that fill whole bytes without doubt: 24 bits may take three bytes or four. */
const wholeBytes = new Set([8, 16, 32]);

/**
 * Bytes that audio takes in a time (ns), in the largest format of a data range: most channels, most bits, highest frequency. Nothing when one of them
 * is unknown or unlimited, or when the time holds no whole number of bytes: how a driver rounds then is not known.
 */
export function audioBytesIn(range: Instance, nanoseconds: number | undefined): number | undefined {
  if (nanoseconds === undefined || !isInstanceOf(range, KSDATARANGE_AUDIO)) return undefined;
  const channels = positive(numberOf(range, 'MaximumChannels'));
  const bits = numberOf(range, 'MaximumBitsPerSample');
  const frequency = positive(numberOf(range, 'MaximumSampleFrequency'));
  if (channels === undefined || bits === undefined || frequency === undefined || !wholeBytes.has(bits)) return undefined;
  const product = channels * (bits / 8) * frequency * nanoseconds;
  return product <= Number.MAX_SAFE_INTEGER && product % 1e9 === 0 ? positive(product / 1e9) : undefined;
}

/** True when the formats of an audio data range are known to differ in bytes a second. */
export function audioRateVaries(range: Instance): boolean {
  if (!isInstanceOf(range, KSDATARANGE_AUDIO)) return false;
  const differ = (low: number | undefined, high: number | undefined): boolean => low !== undefined && high !== undefined && low !== high;
  return differ(1, numberOf(range, 'MaximumChannels')) || differ(numberOf(range, 'MinimumBitsPerSample'), numberOf(range, 'MaximumBitsPerSample'))
    || differ(numberOf(range, 'MinimumSampleFrequency'), numberOf(range, 'MaximumSampleFrequency'));
}

/**
 * Bytes that one frame of a data range's default format needs: biSizeImage of uncompressed (or fixed-size) video, computed where it is 0; SampleSize
 * of other data. Nothing for compressed video, whose images are smaller than biSizeImage at will, for audio, whose frames hold any number of samples,
 * and where biSizeImage contradicts the image: one of the two is wrong.
 */
export function frameBytesOf(range: Instance): number | undefined {
  const bitmap = bitmapOf(range);
  if (bitmap) {
    const layout = pixelsOf(range)?.layout;
    if (!layout && !hasFixedSamples(range)) return undefined;
    const stated = positive(numberOf(bitmap, 'biSizeImage'));
    const image = imageBytesOf(range);
    return image === undefined ? stated : stated === undefined ? image.exact : contradictsImage(stated, image) ? undefined : stated;
  }
  if (!isInstanceOf(range, KSDATARANGE) || isAudio(range) !== false) return undefined;
  return sampleSize(range);
}

/** Bytes that one frame of the largest image of a video data range needs (ConfigCaps.MaxOutputSize); nothing when unknown. */
export function largestFrameBytesOf(range: Instance): number | undefined {
  const layout = samplesArePictures(range) ? pixelsOf(range)?.layout : undefined;
  const caps = layout && instanceIn(range, 'ConfigCaps', KS_VIDEO_STREAM_CONFIG_CAPS);
  const size = caps && instanceIn(caps, 'MaxOutputSize', SIZE);
  const width = size && positive(numberOf(size, 'cx'));
  const height = size && positive(numberOf(size, 'cy'));
  return layout === undefined || width === undefined || height === undefined ? undefined : imageBytes(layout, width, height);
}

/** Bytes of the pixels of one line (of the first plane) and number of lines of an uncompressed video format; nothing when unknown. */
export function linesOf(range: Instance): { readonly lineBytes: number; readonly height: number } | undefined {
  const pixels = samplesArePictures(range) ? pixelsOf(range) : undefined;
  const width = pixels && positive(numberOf(pixels.bitmap, 'biWidth'));
  const height = pixels && numberOf(pixels.bitmap, 'biHeight');
  if (pixels === undefined || width === undefined || height === undefined || height === 0) return undefined;
  return { lineBytes: Math.ceil((width * pixels.layout.bitsPerPixelInLine) / 8), height: Math.abs(height) };
}

/** Pixels and lines that hardware commonly rounds images up to. */
const padding = { pixels: 64, lines: 32 } as const;

/** Bytes of an uncompressed image: without padding but that of RGB lines to four bytes, and with width and height rounded up as hardware commonly does. */
export interface ImageBytes { readonly width: number; readonly height: number; readonly bitsPerPixel: number; readonly exact: number; readonly padded: number }

/** Whether a size that is stated for an image is neither that of its pixels nor accounted for by padding. `most` (bytes) is what else may account for it. */
export const contradictsImage = (size: number, { exact, padded }: ImageBytes, most = 0): boolean => size < exact || size > Math.max(padded, most);

/**
 * Bytes of the default image of an uncompressed video data range, worked out from width, height and pixel layout: without padding but that of RGB lines
 * to four bytes, and with width and height rounded up as hardware commonly does. Nothing when unknown.
 */
export function imageBytesOf(range: Instance): ImageBytes | undefined {
  const pixels = samplesArePictures(range) ? pixelsOf(range) : undefined;
  const width = pixels && positive(numberOf(pixels.bitmap, 'biWidth'));
  const height = Math.abs((pixels && numberOf(pixels.bitmap, 'biHeight')) ?? 0);
  if (pixels === undefined || width === undefined || height === 0) return undefined;
  const up = (value: number, step: number): number => Math.ceil(value / step) * step;
  const { layout } = pixels;
  return { width, height, bitsPerPixel: layout.bitsPerPixel, exact: imageBytes(layout, width, height), padded: imageBytes(layout, up(width, padding.pixels), up(height, padding.lines)) };
}
