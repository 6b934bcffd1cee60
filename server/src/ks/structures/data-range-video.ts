import { ddiPage } from '../evidence';
import { labelField, notesField } from '../format/common';
import { defineStructure } from '../structure';
import { attributesField } from './attribute';
import { embedded, extent, guid, long, place } from './common';
import { dataRangeMember, dataRangeType } from './data-range';

const page = ddiPage('ksmedia/ns-ksmedia-tagks_datarange_video');
const capsPage = ddiPage('ksmedia/ns-ksmedia-_ks_video_stream_config_caps');
const taps = '0 none, 1 pixel doubling or dropping, 2 interpolation with two taps, 3 a higher order.';

/** The members that every video data range has behind `DataRange`. */
export const videoStreamFields = {
  bFixedSizeSamples: {
    type: { kind: 'boolean' }, cType: 'BOOL', ...place(64, 4), presence: 'optional', evidence: ['D', 'H'],
    summary: 'Whether all samples have the same size.',
  },
  bTemporalCompression: {
    type: { kind: 'boolean' }, cType: 'BOOL', ...place(68, 4), presence: 'optional', evidence: ['D', 'H', 'S'],
    summary: 'Whether a sample may depend on others: false for uncompressed video and where every frame is a key frame.',
    remarks: 'The documentation does not say which value means which; this reading follows the name of the member and the samples, which write FALSE for uncompressed video.',
  },
  StreamDescriptionFlags: {
    type: { kind: 'flags', type: 'ULONG', set: 'KS_VIDEOSTREAM' }, cType: 'DWORD', ...place(72, 4), presence: 'optional', evidence: ['D', 'H'],
    summary: 'Purpose of the stream; documented as unused: 0.',
    remarks: 'The header still defines KS_VIDEOSTREAM_* for this field; the documentation says to write 0.',
  },
  MemoryAllocationFlags: {
    type: { kind: 'flags', type: 'ULONG', set: 'KS_VIDEO_ALLOC' }, cType: 'DWORD', ...place(76, 4), presence: 'optional', evidence: ['D', 'H'],
    summary: 'Memory of a video port; documented as unused: 0.',
    remarks: 'The header still defines KS_VIDEO_ALLOC_* for this field; the documentation says to write 0.',
  },
  ConfigCaps: {
    type: embedded('KS_VIDEO_STREAM_CONFIG_CAPS'), cType: 'KS_VIDEO_STREAM_CONFIG_CAPS', ...place(80, 128), presence: 'optional', evidence: ['D', 'H'],
    summary: 'How far the stream can be configured: cropping, scaling, frame rates, data rates.',
  },
} as const;

/** Video formats that a pin supports. */
export const KS_DATARANGE_VIDEO = defineStructure({
  name: 'KS_DATARANGE_VIDEO',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'Video formats that a pin supports, with the default one. Goes with KSDATAFORMAT_SPECIFIER_VIDEOINFO.',
  remarks: 'A client that selects a format changes VideoInfoHeader and leaves the rest as it is.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(296, 8),
  fields: {
    Type: dataRangeType,
    Label: labelField,
    DataRange: dataRangeMember('KS_DATARANGE_VIDEO', 296, 'the video'),
    ...videoStreamFields,
    VideoInfoHeader: {
      type: embedded('KS_VIDEOINFOHEADER'), cType: 'KS_VIDEOINFOHEADER', ...place(208, 88), presence: 'optional', evidence: ['D', 'H'], source: page,
      summary: 'The default format.',
    },
    Attributes: attributesField,
    Notes: notesField,
  },
});

/** How far a video stream can be configured. */
export const KS_VIDEO_STREAM_CONFIG_CAPS = defineStructure({
  name: 'KS_VIDEO_STREAM_CONFIG_CAPS',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'How far a video stream can be configured: cropping, scaling, frame rates, data rates. The same as VIDEO_STREAM_CONFIG_CAPS of DirectShow.',
  evidence: ['D', 'H'],
  source: capsPage,
  size: extent(128, 8),
  fields: {
    guid: {
      type: guid('formatSpecifier'), cType: 'GUID', ...place(0, 16), presence: 'optional', evidence: ['D', 'H'], source: capsPage,
      summary: 'Specifier of the format, such as KSDATAFORMAT_SPECIFIER_VIDEOINFO.',
      remarks: 'A comment in the header says MEDIATYPE_Video; the documentation lists specifiers, and samples write one.',
    },
    VideoStandard: {
      type: { kind: 'flags', type: 'ULONG', set: 'KS_AnalogVideoStandard' }, cType: 'ULONG', ...place(16, 4), presence: 'optional', evidence: ['D', 'H'], source: capsPage,
      summary: 'Analog standards that are supported; KS_AnalogVideo_None for a digital sensor.',
    },
    InputSize: { type: embedded('SIZE'), cType: 'SIZE', ...place(20, 8), presence: 'optional', evidence: ['D', 'H'], source: capsPage, summary: 'Largest signal that is digitised with every pixel unique, in pixels.' },
    MinCroppingSize: { type: embedded('SIZE'), cType: 'SIZE', ...place(28, 8), presence: 'optional', evidence: ['D', 'H'], source: capsPage, summary: 'Smallest rcSource that is allowed, in pixels.' },
    MaxCroppingSize: { type: embedded('SIZE'), cType: 'SIZE', ...place(36, 8), presence: 'optional', evidence: ['D', 'H'], source: capsPage, summary: 'Largest rcSource that is allowed, in pixels.' },
    CropGranularityX: { type: long, cType: 'int', ...place(44, 4), presence: 'optional', evidence: ['D', 'H'], source: capsPage, summary: 'Step of the cropping width in pixels, from MinCroppingSize on.' },
    CropGranularityY: { type: long, cType: 'int', ...place(48, 4), presence: 'optional', evidence: ['D', 'H'], source: capsPage, summary: 'Step of the cropping height in lines, from MinCroppingSize on.' },
    CropAlignX: { type: long, cType: 'int', ...place(52, 4), presence: 'optional', evidence: ['D', 'H'], source: capsPage, summary: 'The left edge of the cropping rectangle is a multiple of this.' },
    CropAlignY: { type: long, cType: 'int', ...place(56, 4), presence: 'optional', evidence: ['D', 'H'], source: capsPage, summary: 'The top edge of the cropping rectangle is a multiple of this.' },
    MinOutputSize: { type: embedded('SIZE'), cType: 'SIZE', ...place(60, 8), presence: 'optional', evidence: ['D', 'H'], source: capsPage, summary: 'Smallest image that the pin can produce, in pixels.' },
    MaxOutputSize: { type: embedded('SIZE'), cType: 'SIZE', ...place(68, 8), presence: 'optional', evidence: ['D', 'H'], source: capsPage, summary: 'Largest image that the pin can produce, in pixels.' },
    OutputGranularityX: { type: long, cType: 'int', ...place(76, 4), presence: 'optional', evidence: ['D', 'H'], source: capsPage, summary: 'Step of the image width in pixels.' },
    OutputGranularityY: { type: long, cType: 'int', ...place(80, 4), presence: 'optional', evidence: ['D', 'H'], source: capsPage, summary: 'Step of the image height in lines.' },
    StretchTapsX: { type: long, cType: 'int', ...place(84, 4), presence: 'optional', evidence: ['D', 'H'], source: capsPage, summary: `How well the width can be stretched: ${taps}` },
    StretchTapsY: { type: long, cType: 'int', ...place(88, 4), presence: 'optional', evidence: ['D', 'H'], source: capsPage, summary: `How well the height can be stretched: ${taps}` },
    ShrinkTapsX: { type: long, cType: 'int', ...place(92, 4), presence: 'optional', evidence: ['D', 'H'], source: capsPage, summary: `How well the width can be shrunk: ${taps}` },
    ShrinkTapsY: { type: long, cType: 'int', ...place(96, 4), presence: 'optional', evidence: ['D', 'H'], source: capsPage, summary: `How well the height can be shrunk: ${taps}` },
    MinFrameInterval: {
      type: { kind: 'integer', type: 'LONGLONG' }, cType: 'LONGLONG', ...place(104, 8), presence: 'optional', evidence: ['D', 'H'], source: capsPage,
      summary: 'Shortest time of a frame in units of 100 ns, that is the highest frame rate. Capture only.',
    },
    MaxFrameInterval: {
      type: { kind: 'integer', type: 'LONGLONG' }, cType: 'LONGLONG', ...place(112, 8), presence: 'optional', evidence: ['D', 'H'], source: capsPage,
      summary: 'Longest time of a frame in units of 100 ns, that is the lowest frame rate. Capture only.',
    },
    MinBitsPerSecond: { type: long, cType: 'LONG', ...place(120, 4), presence: 'optional', evidence: ['D', 'H'], source: capsPage, summary: 'Lowest data rate that the pin can produce, in bits a second.' },
    MaxBitsPerSecond: {
      type: long, cType: 'LONG', ...place(124, 4), presence: 'optional', evidence: ['D', 'H'], source: capsPage,
      summary: 'Highest data rate that the pin can produce, in bits a second.',
      remarks: 'A LONG: rates from 2³¹ bits a second on (2.1 Gbit/s) do not fit.',
    },
  },
});
