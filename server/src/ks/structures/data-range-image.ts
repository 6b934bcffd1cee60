import { ddiPage } from '../evidence';
import { labelField, notesField } from '../format/common';
import { defineStructure } from '../structure';
import { attributesField } from './attribute';
import { embedded, extent, place } from './common';
import { dataRangeMember, dataRangeType } from './data-range';

const page = ddiPage('ksmedia/ns-ksmedia-tagks_datarange_image');

/** Still images that a pin supports. */
export const KS_DATARANGE_IMAGE = defineStructure({
  name: 'KS_DATARANGE_IMAGE',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'Still images that a pin supports. Goes with KSDATAFORMAT_SPECIFIER_IMAGE and the category PINNAME_IMAGE.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(232, 8),
  fields: {
    Type: dataRangeType,
    Label: labelField,
    DataRange: dataRangeMember('KS_DATARANGE_IMAGE', 232, 'the image'),
    ConfigCaps: {
      type: embedded('KS_VIDEO_STREAM_CONFIG_CAPS'), cType: 'KS_VIDEO_STREAM_CONFIG_CAPS', ...place(64, 128), presence: 'optional', evidence: ['D', 'H'],
      summary: 'How far the stream can be configured: cropping, scaling, frame rates, data rates.',
    },
    ImageInfoHeader: { type: embedded('KS_BITMAPINFOHEADER'), cType: 'KS_BITMAPINFOHEADER', ...place(192, 40), presence: 'optional', evidence: ['D', 'H'], summary: 'Size and colour format of the image.' },
    Attributes: attributesField,
    Notes: notesField,
  },
});
