import { ddiPage } from '../evidence';
import { labelField, notesField } from '../format/common';
import { defineStructure } from '../structure';
import { attributesField } from './attribute';
import { bytes, embedded, extent, flags, integerOf, place, ulong } from './common';
import { dataRangeMember, dataRangeType } from './data-range';
import { videoStreamFields } from './data-range-video';

const page = ddiPage('ksmedia/ns-ksmedia-tagks_datarange_video_vbi');
const headerPage = ddiPage('ksmedia/ns-ksmedia-tagks_vbiinfoheader');

/** A raw signal of the vertical blanking interval. */
export const KS_VBIINFOHEADER = defineStructure({
  name: 'KS_VBIINFOHEADER',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'The lines and samples of a raw signal of the vertical blanking interval. Goes with KSDATAFORMAT_SPECIFIER_VBI.',
  evidence: ['D', 'H'],
  source: headerPage,
  size: extent(44, 4),
  fields: {
    StartLine: { type: ulong, cType: 'ULONG', ...place(0, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'First line that is digitised, included.' },
    EndLine: { type: ulong, cType: 'ULONG', ...place(4, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Last line that is digitised, included.' },
    SamplingFrequency: { type: integerOf('ULONG', 'KS_VBISAMPLINGRATE'), cType: 'ULONG', ...place(8, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Sampling frequency in Hz.' },
    MinLineStartTime: { type: ulong, cType: 'ULONG', ...place(12, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Shortest time from the leading edge of the horizontal sync to the first sample, in units of 10 ns.' },
    MaxLineStartTime: { type: ulong, cType: 'ULONG', ...place(16, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Longest time from the leading edge of the horizontal sync to the first sample, in units of 10 ns.' },
    ActualLineStartTime: { type: ulong, cType: 'ULONG', ...place(20, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Time from the leading edge of the horizontal sync to the first sample as it is, in units of 10 ns.' },
    ActualLineEndTime: { type: ulong, cType: 'ULONG', ...place(24, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Time from the leading edge of the horizontal sync to the last sample as it is, in units of 10 ns.' },
    VideoStandard: { type: flags('KS_AnalogVideoStandard'), cType: 'ULONG', ...place(28, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Analog standards: KS_AnalogVideo_*.' },
    SamplesPerLine: { type: ulong, cType: 'ULONG', ...place(32, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Number of samples of a line.' },
    StrideInBytes: { type: bytes, cType: 'ULONG', ...place(36, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Distance from the first sample of a line to that of the next, in bytes; may be more than SamplesPerLine.' },
    BufferSize: {
      type: bytes, cType: 'ULONG', ...place(40, 4), presence: 'optional', evidence: ['D', 'H', 'S'],
      summary: 'Size of the buffer that the whole digitised signal takes, in bytes.',
      remarks: 'Drivers take the frame size of a VBI pin from here.',
    },
  },
});

/** Formats of the vertical blanking interval that a pin supports. */
export const KS_DATARANGE_VIDEO_VBI = defineStructure({
  name: 'KS_DATARANGE_VIDEO_VBI',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'Raw signals of the vertical blanking interval that a pin supports. Goes with KSDATAFORMAT_SPECIFIER_VBI.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(256, 8),
  fields: {
    Type: dataRangeType,
    Label: labelField,
    DataRange: dataRangeMember('KS_DATARANGE_VIDEO_VBI', 256, 'the signal'),
    ...videoStreamFields,
    VBIInfoHeader: { type: embedded('KS_VBIINFOHEADER'), cType: 'KS_VBIINFOHEADER', ...place(208, 44), presence: 'optional', evidence: ['D', 'H'], summary: 'Lines and samples of the default format.' },
    Attributes: attributesField,
    Notes: notesField,
  },
});
