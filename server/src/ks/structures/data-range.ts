import { dataRangePage, ddiPage, ksPage } from '../evidence';
import { labelField, notesField, property, words } from '../format/common';
import { defineStructure, type Field, type Variant } from '../structure';
import { attributesField } from './attribute';
import { bytes, embedded, extent, guid, place, ulong } from './common';

const page = ksPage('ns-ks-ksdataformat');
const audioPage = ddiPage('ksmedia/ns-ksmedia-ksdatarange_audio');

/** `Type` tells which structure the rest of a data range follows. */
export const dataRangeType = property({
  kind: 'word',
  words: words({
    KSDATARANGE: 'Type, subtype and specifier alone.',
    KS_DATARANGE_VIDEO: 'Video described by KS_VIDEOINFOHEADER.',
    KS_DATARANGE_VIDEO2: 'Video described by KS_VIDEOINFOHEADER2: with interlacing and aspect ratio.',
    KS_DATARANGE_MPEG1_VIDEO: 'MPEG-1 video.',
    KS_DATARANGE_MPEG2_VIDEO: 'MPEG-2 video.',
    KS_DATARANGE_H264_VIDEO: 'H.264 video after the USB video class.',
    KS_DATARANGE_IMAGE: 'Still images.',
    KS_DATARANGE_VIDEO_VBI: 'Raw vertical blanking interval.',
    KS_DATARANGE_ANALOGVIDEO: 'An analog video signal.',
    KS_DATARANGE_BDA_TRANSPORT: 'A broadcast transport, such as an MPEG-2 transport stream.',
    KS_DATARANGE_BDA_ANTENNA: 'An antenna signal.',
    KSDATARANGE_AUDIO: 'Audio: ranges of channels, bits and sampling frequency.',
    KSDATARANGE_MUSIC: 'MIDI: technology, channels and notes.',
  }),
}, 'C structure of this data range; decides which fields it has.', { presence: 'required' });

/** `DataRange` of the structures that begin with one: `size` is their own size in bytes, `what` what they describe. */
export const dataRangeMember = <const N extends string>(name: N, size: number, what: string) => ({
  type: embedded('KSDATAFORMAT'), cType: 'KSDATARANGE', ...place(0, 64), presence: 'required', default: { FormatSize: size }, defaultFrom: `sizeof(${name})`, evidence: ['D', 'H'],
  summary: `Type, subtype and specifier of ${what}.`,
} as const satisfies Field);

/** The members that every data range and data format begins with. */
const formatFields = {
  FormatSize: {
    type: bytes, cType: 'ULONG', ...place(0, 4), presence: 'derived', counts: 'KSDATARANGE', evidence: ['D', 'H'], source: page,
    summary: 'Size of the whole structure in bytes, what follows this header included: 64 for a plain data range.',
  },
  Alignment: {
    type: { kind: 'integer', type: 'LONGLONG' }, cType: 'LONGLONG', ...place(0, 8), presence: 'reserved', union: 'FormatSize', evidence: ['H'], source: page,
    summary: 'Only forces the alignment of the structure to eight bytes; never written.',
  },
  Flags: {
    type: { kind: 'flags', type: 'ULONG', set: 'KSDATARANGE_FLAGS' }, cType: 'ULONG', ...place(4, 4), presence: 'optional', evidence: ['D', 'H'], source: page,
    summary: 'KSDATARANGE_ATTRIBUTES when a list of attributes follows the structure, with KSDATARANGE_REQUIRED_ATTRIBUTES when some are required; otherwise 0.',
  },
  SampleSize: {
    type: bytes, cType: 'ULONG', ...place(8, 4), presence: 'optional', evidence: ['D'], source: page,
    summary: 'Size of a sample in bytes; 0 when samples vary in size.',
    remarks: 'A sample is a frame in video, a sample frame in audio. Buffers of audio have to hold whole samples.',
  },
  Reserved: {
    type: ulong, cType: 'ULONG', ...place(12, 4), presence: 'reserved', default: 0, evidence: ['D'], source: page,
    summary: 'Reserved: 0.',
  },
  MajorFormat: {
    type: guid('formatType'), cType: 'GUID', ...place(16, 16), presence: 'required', evidence: ['D', 'H'], source: page,
    summary: 'General type of the data: KSDATAFORMAT_TYPE_*. KSDATAFORMAT_TYPE_WILDCARD (GUID_NULL) stands for any.',
  },
  SubFormat: {
    type: guid('formatSubtype'), cType: 'GUID', ...place(32, 16), presence: 'required', evidence: ['D', 'H'], source: page,
    summary: 'Subtype within the major type: KSDATAFORMAT_SUBTYPE_*. KSDATAFORMAT_SUBTYPE_NONE when the type has no subtypes, KSDATAFORMAT_SUBTYPE_WILDCARD (GUID_NULL) for any.',
  },
  Specifier: {
    type: guid('formatSpecifier'), cType: 'GUID', ...place(48, 16), presence: 'required', evidence: ['D', 'H'], source: page,
    summary: 'What follows the header: KSDATAFORMAT_SPECIFIER_*. KSDATAFORMAT_SPECIFIER_NONE when nothing does, KSDATAFORMAT_SPECIFIER_WILDCARD (GUID_NULL) for any.',
    remarks: 'Without an intersect handler AVStream intersects only ranges with KSDATAFORMAT_SPECIFIER_NONE.',
  },
} as const;

/** The header of data ranges and data formats. */
export const KSDATAFORMAT = defineStructure({
  name: 'KSDATAFORMAT',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Header of a data format or data range: type, subtype and specifier of the data.',
  remarks: 'KSDATARANGE is the same C type.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(64, 8),
  fields: formatFields,
});

/** A data range that consists of the header alone. */
export const KSDATARANGE = defineStructure({
  name: 'KSDATARANGE',
  origin: 'ks',
  header: 'ks.h',
  summary: 'A data range that consists of type, subtype and specifier alone.',
  remarks: 'SampleSize of a data range is documented as ignored. With KSDATAFORMAT_TYPE_WILDCARD both subtype and specifier have to be wildcards too; with KSDATAFORMAT_SUBTYPE_WILDCARD alone the specifier need not be one.',
  evidence: ['D', 'H'],
  source: dataRangePage,
  size: extent(64, 8),
  fields: { Type: dataRangeType, Label: labelField, ...formatFields, Attributes: attributesField, Notes: notesField },
});

/** Audio formats that a pin supports. */
export const KSDATARANGE_AUDIO = defineStructure({
  name: 'KSDATARANGE_AUDIO',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'Audio formats that a pin supports: how many channels, how many bits, which sampling frequencies.',
  evidence: ['D', 'H'],
  source: audioPage,
  size: extent(88, 8),
  fields: {
    Type: dataRangeType,
    Label: labelField,
    DataRange: dataRangeMember('KSDATARANGE_AUDIO', 88, 'the audio'),
    MaximumChannels: {
      type: ulong, cType: 'ULONG', ...place(64, 4), presence: 'optional', evidence: ['D', 'H'], source: audioPage,
      summary: 'Greatest number of channels; (ULONG)-1 for no explicit limit.',
    },
    MinimumBitsPerSample: {
      type: ulong, cType: 'ULONG', ...place(68, 4), presence: 'optional', evidence: ['D', 'H'], source: audioPage,
      summary: 'Least number of bits of a sample of one channel.',
    },
    MaximumBitsPerSample: {
      type: ulong, cType: 'ULONG', ...place(72, 4), presence: 'optional', evidence: ['D', 'H'], source: audioPage,
      summary: 'Greatest number of bits of a sample of one channel.',
    },
    MinimumSampleFrequency: {
      type: ulong, cType: 'ULONG', ...place(76, 4), presence: 'optional', evidence: ['D', 'H'], source: audioPage,
      summary: 'Lowest sampling frequency in Hz.',
    },
    MaximumSampleFrequency: {
      type: ulong, cType: 'ULONG', ...place(80, 4), presence: 'optional', evidence: ['D', 'H'], source: audioPage,
      summary: 'Highest sampling frequency in Hz.',
    },
    Attributes: attributesField,
    Notes: notesField,
  },
});

/** A data range of any of the structures that the catalog knows. */
export const DataRange = {
  name: 'DataRange',
  discriminator: 'Type',
  structures: [
    'KSDATARANGE', 'KS_DATARANGE_VIDEO', 'KS_DATARANGE_VIDEO2', 'KS_DATARANGE_MPEG1_VIDEO', 'KS_DATARANGE_MPEG2_VIDEO', 'KS_DATARANGE_H264_VIDEO', 'KS_DATARANGE_IMAGE',
    'KS_DATARANGE_VIDEO_VBI', 'KS_DATARANGE_ANALOGVIDEO', 'KS_DATARANGE_BDA_TRANSPORT', 'KS_DATARANGE_BDA_ANTENNA', 'KSDATARANGE_AUDIO', 'KSDATARANGE_MUSIC',
  ],
  summary: 'A data range: formats that a pin supports. Type names its C structure.',
} as const satisfies Variant;
