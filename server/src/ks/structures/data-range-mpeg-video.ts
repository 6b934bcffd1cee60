import { ddiPage } from '../evidence';
import { labelField, notesField } from '../format/common';
import { defineStructure } from '../structure';
import { attributesField } from './attribute';
import { bytes, embedded, enumeration, extent, flags, hex32, place, uchar, ulong } from './common';
import { dataRangeMember, dataRangeType } from './data-range';
import { videoStreamFields } from './data-range-video';

/** An MPEG-1 video format. */
export const KS_MPEG1VIDEOINFO = defineStructure({
  name: 'KS_MPEG1VIDEOINFO',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'An MPEG-1 video format, with its sequence header. Goes with KSDATAFORMAT_SPECIFIER_MPEG1_VIDEO.',
  remarks: 'Of varying size: the sequence header begins in the last member and goes on behind the structure.',
  evidence: ['D', 'H'],
  source: ddiPage('ksmedia/ns-ksmedia-tagks_mpeg1videoinfo'),
  size: extent(104, 8),
  fields: {
    hdr: { type: embedded('KS_VIDEOINFOHEADER'), cType: 'KS_VIDEOINFOHEADER', ...place(0, 88), presence: 'optional', evidence: ['D', 'H'], summary: 'Image, frame rate and data rate.' },
    dwStartTimeCode: { type: ulong, cType: 'DWORD', ...place(88, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Time code of the group of pictures at which the data begins, in 25 bits.' },
    cbSequenceHeader: {
      type: bytes, cType: 'DWORD', ...place(92, 4), presence: 'derived', counts: 'bSequenceHeader', evidence: ['D', 'H'],
      summary: 'Length of the sequence header in bytes; at most 140 (KS_MAX_SIZE_MPEG1_SEQUENCE_INFO).',
    },
    bSequenceHeader: { type: { kind: 'array', element: uchar }, cType: 'BYTE[1]', ...place(96, 1), presence: 'optional', evidence: ['D', 'H'], summary: 'The sequence header byte by byte, quantisation matrices included.' },
  },
});

/** An MPEG-2 video format. */
export const KS_MPEGVIDEOINFO2 = defineStructure({
  name: 'KS_MPEGVIDEOINFO2',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'An MPEG-2 video format, with profile, level and sequence header. Goes with KSDATAFORMAT_SPECIFIER_MPEG2_VIDEO.',
  remarks: 'Of varying size: the sequence header begins in the last member and goes on behind the structure.',
  evidence: ['D', 'H'],
  source: ddiPage('ksmedia/ns-ksmedia-tagks_mpegvideoinfo2'),
  size: extent(136, 8),
  fields: {
    hdr: { type: embedded('KS_VIDEOINFOHEADER2'), cType: 'KS_VIDEOINFOHEADER2', ...place(0, 112), presence: 'optional', evidence: ['D', 'H'], summary: 'Image, frame rate, interlacing and aspect ratio.' },
    dwStartTimeCode: { type: ulong, cType: 'DWORD', ...place(112, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Time code of the group of pictures at which the data begins, in 25 bits; not used for DVDs.' },
    cbSequenceHeader: { type: bytes, cType: 'DWORD', ...place(116, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Length of the sequence header in bytes; 0 for DVDs, which have none.' },
    dwProfile: { type: enumeration('KS_MPEG2Profile'), cType: 'DWORD', ...place(120, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Profile: KS_MPEG2Profile_*.', remarks: 'The header lets the enumeration begin at 0.' },
    dwLevel: { type: enumeration('KS_MPEG2Level'), cType: 'DWORD', ...place(124, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Level: KS_MPEG2Level_*.' },
    dwFlags: { type: flags('KS_MPEG2'), cType: 'DWORD', ...place(128, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'What the decoder should or must do: KS_MPEG2_*. A connection with undefined bits is to be refused.' },
    bSequenceHeader: {
      type: { kind: 'array', element: hex32 }, cType: 'DWORD[1]', ...place(132, 4), presence: 'optional', evidence: ['D', 'H'],
      summary: 'The sequence header with its extension, in words of four bytes.',
      remarks: 'A DWORD array for the sake of alignment only; the length is counted in bytes.',
    },
  },
});

/** MPEG-1 video formats that a pin supports. */
export const KS_DATARANGE_MPEG1_VIDEO = defineStructure({
  name: 'KS_DATARANGE_MPEG1_VIDEO',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'MPEG-1 video formats that a pin supports. Goes with KSDATAFORMAT_SPECIFIER_MPEG1_VIDEO.',
  evidence: ['D', 'H'],
  source: ddiPage('ksmedia/ns-ksmedia-tagks_datarange_mpeg1_video'),
  size: extent(312, 8),
  fields: {
    Type: dataRangeType,
    Label: labelField,
    DataRange: dataRangeMember('KS_DATARANGE_MPEG1_VIDEO', 312, 'the video'),
    ...videoStreamFields,
    VideoInfoHeader: { type: embedded('KS_MPEG1VIDEOINFO'), cType: 'KS_MPEG1VIDEOINFO', ...place(208, 104), presence: 'optional', evidence: ['D', 'H'], summary: 'The default format.' },
    Attributes: attributesField,
    Notes: notesField,
  },
});

/** MPEG-2 video formats that a pin supports. */
export const KS_DATARANGE_MPEG2_VIDEO = defineStructure({
  name: 'KS_DATARANGE_MPEG2_VIDEO',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'MPEG-2 video formats that a pin supports. Goes with KSDATAFORMAT_SPECIFIER_MPEG2_VIDEO.',
  evidence: ['D', 'H'],
  source: ddiPage('ksmedia/ns-ksmedia-tagks_datarange_mpeg2_video'),
  size: extent(344, 8),
  fields: {
    Type: dataRangeType,
    Label: labelField,
    DataRange: dataRangeMember('KS_DATARANGE_MPEG2_VIDEO', 344, 'the video'),
    ...videoStreamFields,
    VideoInfoHeader: { type: embedded('KS_MPEGVIDEOINFO2'), cType: 'KS_MPEGVIDEOINFO2', ...place(208, 136), presence: 'optional', evidence: ['D', 'H'], summary: 'The default format.' },
    Attributes: attributesField,
    Notes: notesField,
  },
});
