import { ddiPage } from '../evidence';
import { defineStructure } from '../structure';
import { embedded, extent, place } from './common';

/** A video format as it is passed at run time. */
export const KS_DATAFORMAT_VIDEOINFOHEADER = defineStructure({
  name: 'KS_DATAFORMAT_VIDEOINFOHEADER',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'A video format as a client proposes it and a pin is connected with it.',
  evidence: ['D', 'H'],
  source: ddiPage('ksmedia/ns-ksmedia-tagks_dataformat_videoinfoheader'),
  size: extent(152, 8),
  fields: {
    DataFormat: { type: embedded('KSDATAFORMAT'), cType: 'KSDATAFORMAT', ...place(0, 64), presence: 'optional', evidence: ['D', 'H'], summary: 'Type, subtype and specifier of the video.' },
    VideoInfoHeader: { type: embedded('KS_VIDEOINFOHEADER'), cType: 'KS_VIDEOINFOHEADER', ...place(64, 88), presence: 'optional', evidence: ['D', 'H'], summary: 'Image, frame rate and data rate.' },
  },
});
