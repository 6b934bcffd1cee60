import { ddiPage } from '../evidence';
import { labelField, notesField } from '../format/common';
import { defineStructure } from '../structure';
import { attributesField } from './attribute';
import { embedded, extent, hex32, integerOf, place, uchar, ulong, ushort } from './common';
import { dataRangeMember, dataRangeType } from './data-range';
import { videoStreamFields } from './data-range-video';

const page = ddiPage('ksmedia/ns-ksmedia-tagks_datarange_h264_video');
const headerPage = ddiPage('ksmedia/ns-ksmedia-tagks_h264videoinfo');

/** An H.264 video format after the USB video class. */
export const KS_H264VIDEOINFO = defineStructure({
  name: 'KS_H264VIDEOINFO',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'An H.264 video format: the frame and format descriptors of the USB video class 1.5. Goes with KSDATAFORMAT_SPECIFIER_H264_VIDEO.',
  evidence: ['D', 'H'],
  source: headerPage,
  size: extent(84, 4),
  fields: {
    wWidth: { type: ushort, cType: 'WORD', ...place(0, 2), presence: 'optional', evidence: ['D', 'H'], summary: 'Width of the decoded pictures in pixels; a multiple of 2.' },
    wHeight: { type: ushort, cType: 'WORD', ...place(2, 2), presence: 'optional', evidence: ['D', 'H'], summary: 'Height of the decoded pictures in pixels; a multiple of 2, with field coding of 4.' },
    wSARwidth: { type: ushort, cType: 'WORD', ...place(4, 2), presence: 'optional', evidence: ['D', 'H'], summary: 'Width part of the sample aspect ratio; has no factor in common with wSARheight.' },
    wSARheight: { type: ushort, cType: 'WORD', ...place(6, 2), presence: 'optional', evidence: ['D', 'H'], summary: 'Height part of the sample aspect ratio.' },
    wProfile: {
      type: integerOf('USHORT', undefined, 'hex'), cType: 'WORD', ...place(8, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Profile and constraints, the first two bytes of the sequence parameter set: 0x4240 constrained baseline, 0x4D00 main, 0x6400 high.',
    },
    bLevelIDC: {
      type: integerOf('UCHAR', undefined, 'hex'), cType: 'BYTE', ...place(10, 1), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Least level that carries resolution and bit rate: 0x1F level 3.1, 0x28 level 4.0.',
    },
    wConstrainedToolset: { type: ushort, cType: 'WORD', ...place(12, 2), presence: 'optional', evidence: ['D', 'H'], summary: 'Limits the tools of the profile: 0 none, 1 to 3 toolsets of unified communication.' },
    bmSupportedUsages: { type: hex32, cType: 'DWORD', ...place(16, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Usages, by bit: 0 to 4 real time, 8 to 15 broadcast, 16 to 18 file storage, 24 and 25 multiview.' },
    bmCapabilities: {
      type: integerOf('USHORT', undefined, 'hex'), cType: 'WORD', ...place(20, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Capabilities, by bit: 0 CAVLC only, 1 CABAC only, 2 constant frame rate, 3 and 4 separate quantisation, 5 no reordering.',
    },
    bmSVCCapabilities: { type: hex32, cType: 'DWORD', ...place(24, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Scalable coding: numbers of layers, rewriting.' },
    bmMVCCapabilities: { type: hex32, cType: 'DWORD', ...place(28, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Multiview coding: numbers of temporal layers and of views.' },
    dwFrameInterval: { type: ulong, cType: 'DWORD', ...place(32, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Shortest time of a frame in units of 100 ns.' },
    bMaxCodecConfigDelay: { type: uchar, cType: 'BYTE', ...place(36, 1), presence: 'optional', evidence: ['D', 'H'], summary: 'Most frames that pass until the encoder obeys a command.' },
    bmSupportedSliceModes: { type: integerOf('UCHAR', undefined, 'hex'), cType: 'BYTE', ...place(37, 1), presence: 'optional', evidence: ['D', 'H'], summary: 'Slice modes, by bit.' },
    bmSupportedSyncFrameTypes: {
      type: integerOf('UCHAR', undefined, 'hex'), cType: 'BYTE', ...place(38, 1), presence: 'optional', evidence: ['H', 'I'],
      summary: 'Kinds of synchronisation frames, by bit.',
      remarks: 'The documentation prints the bits beside bResolutionScaling.',
    },
    bResolutionScaling: {
      type: uchar, cType: 'BYTE', ...place(39, 1), presence: 'optional', evidence: ['H', 'I'],
      summary: 'Ways to change the resolution.',
      remarks: 'Its documentation describes the kinds of synchronisation frames instead.',
    },
    bSimulcastSupport: { type: uchar, cType: 'BYTE', ...place(40, 1), presence: 'optional', evidence: ['D', 'H'], summary: 'Streams of the endpoint: 0 one, 1 several.' },
    bmSupportedRateControlModes: {
      type: integerOf('UCHAR', undefined, 'hex'), cType: 'BYTE', ...place(41, 1), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Rate control, by bit: 0 variable, 1 constant, 2 constant quantisation, 3 to 5 further kinds of variable rate.',
    },
    wMaxMBperSecOneResolutionNoScalability: {
      type: ushort, cType: 'WORD', ...place(42, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Greatest rate of macroblocks for streams without scalability, with all layers of one resolution, summed over the layers.',
    },
    wMaxMBperSecTwoResolutionsNoScalability: {
      type: ushort, cType: 'WORD', ...place(44, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Greatest rate of macroblocks for streams without scalability, with layers of two resolutions, summed over the layers.',
    },
    wMaxMBperSecThreeResolutionsNoScalability: {
      type: ushort, cType: 'WORD', ...place(46, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Greatest rate of macroblocks for streams without scalability, with layers of three resolutions, summed over the layers.',
    },
    wMaxMBperSecFourResolutionsNoScalability: {
      type: ushort, cType: 'WORD', ...place(48, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Greatest rate of macroblocks for streams without scalability, with layers of four resolutions, summed over the layers.',
    },
    wMaxMBperSecOneResolutionTemporalScalability: {
      type: ushort, cType: 'WORD', ...place(50, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Greatest rate of macroblocks for streams with temporal scalability, with all layers of one resolution, summed over the layers.',
    },
    wMaxMBperSecTwoResolutionsTemporalScalablility: {
      type: ushort, cType: 'WORD', ...place(52, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Greatest rate of macroblocks for streams with temporal scalability, with layers of two resolutions, summed over the layers.',
    },
    wMaxMBperSecThreeResolutionsTemporalScalability: {
      type: ushort, cType: 'WORD', ...place(54, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Greatest rate of macroblocks for streams with temporal scalability, with layers of three resolutions, summed over the layers.',
    },
    wMaxMBperSecFourResolutionsTemporalScalability: {
      type: ushort, cType: 'WORD', ...place(56, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Greatest rate of macroblocks for streams with temporal scalability, with layers of four resolutions, summed over the layers.',
    },
    wMaxMBperSecOneResolutionTemporalQualityScalability: {
      type: ushort, cType: 'WORD', ...place(58, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Greatest rate of macroblocks for streams with temporal and quality scalability, with all layers of one resolution, summed over the layers.',
    },
    wMaxMBperSecTwoResolutionsTemporalQualityScalability: {
      type: ushort, cType: 'WORD', ...place(60, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Greatest rate of macroblocks for streams with temporal and quality scalability, with layers of two resolutions, summed over the layers.',
    },
    wMaxMBperSecThreeResolutionsTemporalQualityScalablity: {
      type: ushort, cType: 'WORD', ...place(62, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Greatest rate of macroblocks for streams with temporal and quality scalability, with layers of three resolutions, summed over the layers.',
    },
    wMaxMBperSecFourResolutionsTemporalQualityScalability: {
      type: ushort, cType: 'WORD', ...place(64, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Greatest rate of macroblocks for streams with temporal and quality scalability, with layers of four resolutions, summed over the layers.',
    },
    wMaxMBperSecOneResolutionTemporalSpatialScalability: {
      type: ushort, cType: 'WORD', ...place(66, 2), presence: 'optional', evidence: ['H', 'I'],
      summary: 'Greatest rate of macroblocks for streams with temporal and spatial scalability, with all layers of one resolution, summed over the layers.',
    },
    wMaxMBperSecTwoResolutionsTemporalSpatialScalability: {
      type: ushort, cType: 'WORD', ...place(68, 2), presence: 'optional', evidence: ['H', 'I'],
      summary: 'Greatest rate of macroblocks for streams with temporal and spatial scalability, with layers of two resolutions, summed over the layers.',
    },
    wMaxMBperSecThreeResolutionsTemporalSpatialScalablity: {
      type: ushort, cType: 'WORD', ...place(70, 2), presence: 'optional', evidence: ['H', 'I'],
      summary: 'Greatest rate of macroblocks for streams with temporal and spatial scalability, with layers of three resolutions, summed over the layers.',
    },
    wMaxMBperSecFourResolutionsTemporalSpatialScalability: {
      type: ushort, cType: 'WORD', ...place(72, 2), presence: 'optional', evidence: ['H', 'I'],
      summary: 'Greatest rate of macroblocks for streams with temporal and spatial scalability, with layers of four resolutions, summed over the layers.',
    },
    wMaxMBperSecOneResolutionFullScalability: {
      type: ushort, cType: 'WORD', ...place(74, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Greatest rate of macroblocks for streams with all kinds of scalability, with all layers of one resolution, summed over the layers.',
    },
    wMaxMBperSecTwoResolutionsFullScalability: {
      type: ushort, cType: 'WORD', ...place(76, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Greatest rate of macroblocks for streams with all kinds of scalability, with layers of two resolutions, summed over the layers.',
    },
    wMaxMBperSecThreeResolutionsFullScalability: {
      type: ushort, cType: 'WORD', ...place(78, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Greatest rate of macroblocks for streams with all kinds of scalability, with layers of three resolutions, summed over the layers.',
    },
    wMaxMBperSecFourResolutionsFullScalability: {
      type: ushort, cType: 'WORD', ...place(80, 2), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Greatest rate of macroblocks for streams with all kinds of scalability, with layers of four resolutions, summed over the layers.',
    },
  },
});

/** H.264 video formats that a pin supports. */
export const KS_DATARANGE_H264_VIDEO = defineStructure({
  name: 'KS_DATARANGE_H264_VIDEO',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'H.264 video formats that a pin supports. Goes with KSDATAFORMAT_SPECIFIER_H264_VIDEO.',
  remarks: 'Its documentation says MPEG-2 where H.264 is meant.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(296, 8),
  fields: {
    Type: dataRangeType,
    Label: labelField,
    DataRange: dataRangeMember('KS_DATARANGE_H264_VIDEO', 296, 'the video'),
    ...videoStreamFields,
    VideoInfoHeader: { type: embedded('KS_H264VIDEOINFO'), cType: 'KS_H264VIDEOINFO', ...place(208, 84), presence: 'optional', evidence: ['D', 'H'], summary: 'The default format.' },
    Attributes: attributesField,
    Notes: notesField,
  },
});
