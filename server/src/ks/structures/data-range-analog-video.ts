import { ddiPage } from '../evidence';
import { labelField, notesField } from '../format/common';
import { defineStructure } from '../structure';
import { attributesField } from './attribute';
import { embedded, extent, longlong, place, ulong } from './common';
import { dataRangeMember, dataRangeType } from './data-range';

const page = ddiPage('ksmedia/ns-ksmedia-tagks_datarange_analogvideo');
const headerPage = ddiPage('ksmedia/ns-ksmedia-tagks_analogvideoinfo');

/** An analog video signal. */
export const KS_ANALOGVIDEOINFO = defineStructure({
  name: 'KS_ANALOGVIDEOINFO',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'An analog video signal. Goes with KSDATAFORMAT_SPECIFIER_ANALOGVIDEO.',
  evidence: ['D', 'H'],
  source: headerPage,
  size: extent(48, 8),
  fields: {
    rcSource: { type: embedded('RECT'), cType: 'RECT', ...place(0, 16), presence: 'optional', evidence: ['D', 'H'], summary: 'Part of the active video signal to use: at most dwActiveWidth wide and dwActiveHeight high.' },
    rcTarget: { type: embedded('RECT'), cType: 'RECT', ...place(16, 16), presence: 'optional', evidence: ['D', 'H'], summary: 'Where in the target the image goes; most sources leave it all zero.' },
    dwActiveWidth: { type: ulong, cType: 'DWORD', ...place(32, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Width of the active signal in samples: 720 after ITU-R BT.601.' },
    dwActiveHeight: { type: ulong, cType: 'DWORD', ...place(36, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Height of the active signal in lines: 483 for NTSC, 575 for PAL and SECAM.' },
    AvgTimePerFrame: { type: longlong, cType: 'REFERENCE_TIME', ...place(40, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Average time of a frame in units of 100 ns.' },
  },
});

/** Analog video signals that a pin supports. */
export const KS_DATARANGE_ANALOGVIDEO = defineStructure({
  name: 'KS_DATARANGE_ANALOGVIDEO',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'An analog video signal that a pin supports: of a tuner, a crossbar or the input of a decoder. Goes with KSDATAFORMAT_SPECIFIER_ANALOGVIDEO.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(112, 8),
  fields: {
    Type: dataRangeType,
    Label: labelField,
    DataRange: dataRangeMember('KS_DATARANGE_ANALOGVIDEO', 112, 'the signal'),
    AnalogVideoInfo: { type: embedded('KS_ANALOGVIDEOINFO'), cType: 'KS_ANALOGVIDEOINFO', ...place(64, 48), presence: 'optional', evidence: ['D', 'H'], summary: 'The signal.' },
    Attributes: attributesField,
    Notes: notesField,
  },
});
