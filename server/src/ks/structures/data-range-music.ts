import { ddiPage } from '../evidence';
import { labelField } from '../format/common';
import { defineStructure } from '../structure';
import { attributesField } from './attribute';
import { extent, guid, hex32, place, ulong } from './common';
import { dataRangeMember, dataRangeType } from './data-range';

const page = ddiPage('ksmedia/ns-ksmedia-ksdatarange_music');

/** MIDI formats that a pin supports. */
export const KSDATARANGE_MUSIC = defineStructure({
  name: 'KSDATARANGE_MUSIC',
  origin: 'ks',
  header: 'ksmedia.h',
  summary: 'MIDI formats that a pin supports: the technology of the device, its channels and notes.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(96, 8),
  fields: {
    Type: dataRangeType,
    Label: labelField,
    DataRange: dataRangeMember('KSDATARANGE_MUSIC', 96, 'the music'),
    Technology: {
      type: guid('musicTechnology'), cType: 'GUID', ...place(64, 16), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Kind of device: KSMUSIC_TECHNOLOGY_PORT for a MIDI port, otherwise the kind of synthesiser.',
    },
    Channels: { type: ulong, cType: 'ULONG', ...place(80, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Most channels that a synthesiser plays at once; 0 for a port.' },
    Notes: {
      type: ulong, cType: 'ULONG', ...place(84, 4), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Most notes that a synthesiser plays at once; 0 for a port.',
      remarks: 'A member of the C structure: this data range has no free remarks.',
    },
    ChannelMask: { type: hex32, cType: 'ULONG', ...place(88, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Channels that a synthesiser answers to, by bit, channel 0 lowest; 0xFFFF for a port that sends on all.' },
    Attributes: attributesField,
  },
});
