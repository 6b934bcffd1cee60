import { ddiPage, headerLines, ksPage } from '../evidence';
import type { ConstantSet } from '../structure';
import { constant } from './common';

/** Flags of data ranges and data formats. */
export const KSDATARANGE_FLAGS: ConstantSet = {
  name: 'KSDATARANGE_FLAGS', kind: 'flags', type: 'ULONG', source: headerLines('1100-1108'), knownMask: 0x7,
  summary: 'Flags of a data range or data format.',
  constants: [
    constant('KSDATAFORMAT_TEMPORAL_COMPRESSION', 0x1, 'Format: the data is compressed over time.', ['H']),
    constant('KSDATARANGE_ATTRIBUTES', 0x2, 'Range: a list of attributes follows the structure.', ['D', 'H']),
    constant('KSDATAFORMAT_ATTRIBUTES', 0x2, 'Format: a list of attributes follows the structure.', ['D', 'H'], { note: 'The same number as KSDATARANGE_ATTRIBUTES.' }),
    constant('KSDATARANGE_REQUIRED_ATTRIBUTES', 0x4, 'Range: at least one attribute in the list is required.', ['D', 'H']),
  ],
};

/** Flags of an attribute. */
export const KSATTRIBUTE_FLAGS: ConstantSet = {
  name: 'KSATTRIBUTE_FLAGS', kind: 'flags', type: 'ULONG', source: ksPage('ns-ks-ksattribute'), knownMask: 0x1,
  summary: 'Flags of an attribute of a data range or data format.',
  constants: [constant('KSATTRIBUTE_REQUIRED', 0x1, 'The attribute is required; otherwise it is optional.', ['D', 'H'])],
};

/** Compression of bitmaps. */
export const KS_BI: ConstantSet = {
  name: 'KS_BI', kind: 'constants', type: 'ULONG', source: ddiPage('ksmedia/ns-ksmedia-tagks_bitmapinfoheader'),
  summary: 'Values of biCompression: the constants of ksmedia.h and common four-character codes.',
  constants: [
    constant('KS_BI_RGB', 0, 'Uncompressed RGB.', ['H']),
    constant('KS_BI_RLE8', 1, 'Run-length encoded, 8 bits a pixel.', ['H']),
    constant('KS_BI_RLE4', 2, 'Run-length encoded, 4 bits a pixel.', ['H']),
    constant('KS_BI_BITFIELDS', 3, 'Uncompressed, with colour masks behind the header.', ['H']),
    constant('KS_BI_JPEG', 4, 'JPEG.', ['H']),
    constant('FOURCC_YUY2', 0x32595559, "Packed YUV 4:2:2. In C a macro of the driver: mmioFOURCC('Y', 'U', 'Y', '2').", ['S']),
    constant('FOURCC_UYVY', 0x59565955, "Packed YUV 4:2:2 with the chroma first. In C a macro of the driver: mmioFOURCC('U', 'Y', 'V', 'Y').", ['S']),
    constant('FOURCC_NV12', 0x3231564e, "YUV 4:2:0, a luma plane and a plane of interleaved chroma. In C a macro of the driver: mmioFOURCC('N', 'V', '1', '2').", ['S']),
    constant('FOURCC_P010', 0x30313050, "YUV 4:2:0 with 10 bits in words of 16, planes as in NV12. In C a macro of the driver: mmioFOURCC('P', '0', '1', '0').", ['S']),
    constant('FOURCC_MJPG', 0x47504a4d, "Motion JPEG. In C a macro of the driver: mmioFOURCC('M', 'J', 'P', 'G').", ['S']),
    constant('FOURCC_H264', 0x34363248, "H.264. In C a macro of the driver: mmioFOURCC('H', '2', '6', '4').", ['S']),
  ],
};

/** Purposes of a video stream, in StreamDescriptionFlags. */
export const KS_VIDEOSTREAM: ConstantSet = {
  name: 'KS_VIDEOSTREAM', kind: 'flags', type: 'ULONG', source: ddiPage('ksmedia/ns-ksmedia-tagks_datarange_video'), knownMask: 0x9733,
  summary: 'Purposes of a video stream. The documentation says that the field is unused.',
  constants: [
    constant('KS_VIDEOSTREAM_PREVIEW', 0x1, 'Preview stream.', ['H']),
    constant('KS_VIDEOSTREAM_CAPTURE', 0x2, 'Capture stream.', ['H']),
    constant('KS_VIDEOSTREAM_VBI', 0x10, 'Vertical blanking interval of field 1.', ['H']),
    constant('KS_VIDEOSTREAM_NABTS', 0x20, 'NABTS of field 1.', ['H']),
    constant('KS_VIDEOSTREAM_CC', 0x100, 'Closed captioning.', ['H']),
    constant('KS_VIDEOSTREAM_EDS', 0x200, 'Extended data services.', ['H']),
    constant('KS_VIDEOSTREAM_TELETEXT', 0x400, 'Teletext of field 1 alone.', ['H']),
    constant('KS_VIDEOSTREAM_STILL', 0x1000, 'Still images.', ['H']),
    constant('KS_VIDEOSTREAM_IS_VPE', 0x8000, 'A stream of a video port extension.', ['H']),
  ],
};

/** Memory of a video port, in MemoryAllocationFlags. */
export const KS_VIDEO_ALLOC: ConstantSet = {
  name: 'KS_VIDEO_ALLOC', kind: 'flags', type: 'ULONG', source: ddiPage('ksmedia/ns-ksmedia-tagks_datarange_video'), knownMask: 0x7,
  summary: 'Where the surfaces of a video port lie. The documentation says that the field is unused.',
  constants: [
    constant('KS_VIDEO_ALLOC_VPE_SYSTEM', 0x1, 'System memory.', ['H']),
    constant('KS_VIDEO_ALLOC_VPE_DISPLAY', 0x2, 'Display memory.', ['H']),
    constant('KS_VIDEO_ALLOC_VPE_AGP', 0x4, 'AGP memory.', ['H']),
  ],
};

const analog = (name: string, value: number): ReturnType<typeof constant> => constant(`KS_AnalogVideo_${name}`, value, `${name.replaceAll('_', '-').replace('-', ' ')} is supported.`, ['H']);

/** Analog video standards. */
export const KS_AnalogVideoStandard: ConstantSet = {
  name: 'KS_AnalogVideoStandard', kind: 'flags', type: 'ULONG', source: { ...ddiPage('ksmedia/ne-ksmedia-ks_analogvideostandard'), name: 'KS_AnalogVideoStandard (ksmedia.h)' }, knownMask: 0x1ffff7,
  summary: 'Analog video standards.',
  constants: [
    constant('KS_AnalogVideo_None', 0, 'A digital sensor: no analog standard.', ['H']),
    analog('NTSC_M', 0x1), analog('NTSC_M_J', 0x2), analog('NTSC_433', 0x4),
    analog('PAL_B', 0x10), analog('PAL_D', 0x20), analog('PAL_G', 0x40), analog('PAL_H', 0x80), analog('PAL_I', 0x100), analog('PAL_M', 0x200), analog('PAL_N', 0x400), analog('PAL_60', 0x800),
    analog('SECAM_B', 0x1000), analog('SECAM_D', 0x2000), analog('SECAM_G', 0x4000), analog('SECAM_H', 0x8000), analog('SECAM_K', 0x10000), analog('SECAM_K1', 0x20000), analog('SECAM_L', 0x40000), analog('SECAM_L1', 0x80000),
    analog('PAL_N_COMBO', 0x100000),
  ],
};

/** Flags of a stream header. */
export const KSSTREAM_HEADER_OPTIONSF: ConstantSet = {
  name: 'KSSTREAM_HEADER_OPTIONSF', kind: 'flags', type: 'ULONG', source: ksPage('ns-ks-ksstream_header'), knownMask: 0x8007ffdf,
  summary: 'Flags of a stream header (KSSTREAM_HEADER.OptionsFlags). 0x20 is not assigned.',
  constants: [
    constant('KSSTREAM_HEADER_OPTIONSF_SPLICEPOINT', 0x1, 'The stream may be spliced here, as at a key frame of compressed video.', ['D', 'H']),
    constant('KSSTREAM_HEADER_OPTIONSF_PREROLL', 0x2, 'The data primes the state of the device; what that means depends on the stream.', ['D', 'H']),
    constant('KSSTREAM_HEADER_OPTIONSF_DATADISCONTINUITY', 0x4, 'Data is missing before this header.', ['D', 'H']),
    constant('KSSTREAM_HEADER_OPTIONSF_TYPECHANGED', 0x8, 'The buffer holds a new data format instead of data.', ['D', 'H']),
    constant('KSSTREAM_HEADER_OPTIONSF_TIMEVALID', 0x10, 'PresentationTime is valid.', ['D', 'H']),
    constant('KSSTREAM_HEADER_OPTIONSF_TIMEDISCONTINUITY', 0x40, 'The time jumps after this packet.', ['D', 'H']),
    constant('KSSTREAM_HEADER_OPTIONSF_FLUSHONPAUSE', 0x80, 'The data is flushed when the stream is paused, as live data is that goes stale.', ['D', 'H']),
    constant('KSSTREAM_HEADER_OPTIONSF_DURATIONVALID', 0x100, 'Duration is valid.', ['D', 'H']),
    constant('KSSTREAM_HEADER_OPTIONSF_ENDOFSTREAM', 0x200, 'The stream ends with this header.', ['D', 'H']),
    constant('KSSTREAM_HEADER_OPTIONSF_BUFFEREDTRANSFER', 0x400, 'Data points to a copy of the original buffer in kernel memory; KsProxy sets it for small transfers.', ['D', 'H']),
    constant('KSSTREAM_HEADER_OPTIONSF_VRAM_DATA_TRANSFER', 0x800, 'Data points to a VRAM_SURFACE_INFO.', ['D', 'H']),
    constant('KSSTREAM_HEADER_OPTIONSF_METADATA', 0x1000, 'A metadata buffer goes with the frame.', ['D', 'H'], { note: 'Only in newer headers.' }),
    constant('KSSTREAM_HEADER_OPTIONSF_ENDOFPHOTOSEQUENCE', 0x2000, 'The last frame of a photo sequence.', ['D', 'H'], { note: 'Only in newer headers.' }),
    constant('KSSTREAM_HEADER_OPTIONSF_FRAMEINFO', 0x4000, 'The header is followed by KS_FRAME_INFO.', ['D', 'H'], { note: 'Only in newer headers.' }),
    constant('KSSTREAM_HEADER_OPTIONSF_PERSIST_SAMPLE', 0x8000, 'MDL caching: the sample is to be kept.', ['H'], { note: 'Only in newer headers.' }),
    constant('KSSTREAM_HEADER_OPTIONSF_SAMPLE_PERSISTED', 0x10000, 'MDL caching: the sample has been kept.', ['H'], { note: 'Only in newer headers.' }),
    constant('KSSTREAM_HEADER_TRACK_COMPLETION_NUMBERS', 0x20000, 'User mode looks at the completion numbers of frames.', ['H'], { note: 'Only in newer headers; the name lacks OPTIONSF.' }),
    constant('KSSTREAM_HEADER_OPTIONSF_SECUREBUFFERTRANSFER', 0x40000, 'The data is in a secure buffer.', ['H', 'I'], { note: 'Only in newer headers.' }),
    constant('KSSTREAM_HEADER_OPTIONSF_LOOPEDDATA', 0x80000000, 'The buffer begins looped data: the driver loops on it until it is stopped.', ['D', 'H']),
  ],
};
