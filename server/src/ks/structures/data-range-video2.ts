import { ddiPage } from '../evidence';
import { labelField, notesField } from '../format/common';
import { defineStructure } from '../structure';
import { attributesField } from './attribute';
import { embedded, extent, flags, integerOf, longlong, place, ulong } from './common';
import { dataRangeMember, dataRangeType } from './data-range';
import { videoStreamFields } from './data-range-video';

const page = ddiPage('ksmedia/ns-ksmedia-tagks_datarange_video2');
const headerPage = ddiPage('ksmedia/ns-ksmedia-tagks_videoinfoheader2');

/** A video format with interlacing, copy protection and aspect ratio. */
export const KS_VIDEOINFOHEADER2 = defineStructure({
  name: 'KS_VIDEOINFOHEADER2',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'A video format with interlacing, copy protection and aspect ratio; the same as VIDEOINFOHEADER2 of DirectShow. Goes with KSDATAFORMAT_SPECIFIER_VIDEOINFO2.',
  evidence: ['D', 'H'],
  source: headerPage,
  size: extent(112, 8),
  fields: {
    rcSource: { type: embedded('RECT'), cType: 'RECT', ...place(0, 16), presence: 'optional', evidence: ['D', 'H'], summary: 'Part of the active video signal to use; empty (all zero) for all of it.' },
    rcTarget: { type: embedded('RECT'), cType: 'RECT', ...place(16, 16), presence: 'optional', evidence: ['D', 'H'], summary: 'Where in the buffer the image goes; empty (all zero) for the whole buffer.' },
    dwBitRate: { type: ulong, cType: 'DWORD', ...place(32, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Approximate data rate in bits a second.' },
    dwBitErrorRate: { type: ulong, cType: 'DWORD', ...place(36, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Error rate in bit errors a second.' },
    AvgTimePerFrame: { type: longlong, cType: 'REFERENCE_TIME', ...place(40, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Average time of a frame in units of 100 ns: 333667 is 29.97 frames a second.' },
    dwInterlaceFlags: {
      type: flags('KS_INTERLACE'), cType: 'DWORD', ...place(48, 4), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Interlacing: KS_INTERLACE_*. 0 for progressive video; a connection with undefined bits may be refused.',
      remarks: 'The bits for the display mode are not valid for capture.',
    },
    dwCopyProtectFlags: {
      type: flags('KS_COPYPROTECT'), cType: 'DWORD', ...place(52, 4), presence: 'optional', evidence: ['D', 'H'],
      summary: 'KS_COPYPROTECT_RestrictDuplication, or 0; a connection with undefined bits is refused.',
    },
    dwPictAspectRatioX: { type: ulong, cType: 'DWORD', ...place(56, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Width part of the aspect ratio of the picture: 16 of 16 to 9. Counted in lengths, not in pixels.' },
    dwPictAspectRatioY: { type: ulong, cType: 'DWORD', ...place(60, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Height part of the aspect ratio of the picture: 9 of 16 to 9.' },
    dwControlFlags: {
      type: integerOf('ULONG', 'KS_AMCONTROL', 'hex'), cType: 'DWORD', ...place(64, 4), presence: 'optional', union: 'dwReserved1', evidence: ['D', 'H'],
      summary: 'KS_AMCONTROL_* flags, looked at only with KS_AMCONTROL_USED. With KS_AMCONTROL_COLORINFO_PRESENT the upper 24 bits hold colour information (DXVA_ExtendedFormat).',
      remarks: 'Before Windows Vista this was dwReserved1 and had to be 0.',
    },
    dwReserved1: { type: ulong, cType: 'DWORD', ...place(64, 4), presence: 'reserved', union: 'dwControlFlags', evidence: ['D', 'H'], summary: 'The name of dwControlFlags before Windows Vista; had to be 0.' },
    dwReserved2: { type: ulong, cType: 'DWORD', ...place(68, 4), presence: 'reserved', default: 0, defaultFrom: 'an initializer list', evidence: ['D', 'H'], summary: 'Reserved: 0, otherwise the connection is refused.' },
    bmiHeader: { type: embedded('KS_BITMAPINFOHEADER'), cType: 'KS_BITMAPINFOHEADER', ...place(72, 40), presence: 'optional', evidence: ['D', 'H'], summary: 'Size and colour format of the image.' },
  },
});

/** Video formats with interlacing that a pin supports. */
export const KS_DATARANGE_VIDEO2 = defineStructure({
  name: 'KS_DATARANGE_VIDEO2',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'Video formats that a pin supports, with interlacing and aspect ratio. Goes with KSDATAFORMAT_SPECIFIER_VIDEOINFO2.',
  remarks: 'Capture drivers that deliver fields instead of frames have to use it in place of KS_DATARANGE_VIDEO.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(320, 8),
  fields: {
    Type: dataRangeType,
    Label: labelField,
    DataRange: dataRangeMember('KS_DATARANGE_VIDEO2', 320, 'the video'),
    ...videoStreamFields,
    VideoInfoHeader: { type: embedded('KS_VIDEOINFOHEADER2'), cType: 'KS_VIDEOINFOHEADER2', ...place(208, 112), presence: 'optional', evidence: ['D', 'H'], summary: 'The default format.' },
    Attributes: attributesField,
    Notes: notesField,
  },
});
