import { ddiPage } from '../evidence';
import { labelField, notesField } from '../format/common';
import { defineStructure } from '../structure';
import { attributesField } from './attribute';
import { bytes, embedded, extent, longlong, place } from './common';
import { dataRangeMember, dataRangeType } from './data-range';

const page = ddiPage('bdamedia/ns-bdamedia-tagks_datarange_bda_transport');
const antennaPage = ddiPage('bdamedia/ns-bdamedia-tagks_datarange_bda_antenna');
const headerPage = ddiPage('bdamedia/ns-bdamedia-tagbda_transport_info');

/** Packets and frames of a broadcast transport. */
export const BDA_TRANSPORT_INFO = defineStructure({
  name: 'BDA_TRANSPORT_INFO',
  origin: 'ks',
  header: 'bdamedia.h',
  summary: 'How a broadcast transport is cut into packets and frames. Goes with KSDATAFORMAT_SPECIFIER_BDA_TRANSPORT.',
  evidence: ['D', 'H'],
  source: headerPage,
  size: extent(24, 8),
  fields: {
    ulcbPhyiscalPacket: {
      type: bytes, cType: 'ULONG', ...place(0, 4), presence: 'optional', evidence: ['D', 'H', 'S'],
      summary: 'Size of a physical packet in bytes: 188 for an MPEG-2 transport stream.',
      remarks: 'The header spells the name this way.',
    },
    ulcbPhyiscalFrame: {
      type: bytes, cType: 'ULONG', ...place(4, 4), presence: 'optional', evidence: ['D', 'H', 'S'],
      summary: 'Size of a physical frame in bytes; 0 when the hardware has no requirement.',
      remarks: 'Drivers take the frame size of a transport pin from here: a multiple of the packet size.',
    },
    ulcbPhyiscalFrameAlignment: {
      type: bytes, cType: 'ULONG', ...place(8, 4), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Alignment of a capture buffer in bytes; 0 and 1 ask for none.',
      remarks: 'The alignment itself, not the alignment minus one as in a framing.',
    },
    AvgTimePerFrame: { type: longlong, cType: 'REFERENCE_TIME', ...place(16, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Average time of a frame in units of 100 ns.' },
  },
});

/** Broadcast transports that a pin supports. */
export const KS_DATARANGE_BDA_TRANSPORT = defineStructure({
  name: 'KS_DATARANGE_BDA_TRANSPORT',
  origin: 'ks',
  header: 'bdamedia.h',
  summary: 'A broadcast transport that a pin supports, such as an MPEG-2 transport stream. Goes with KSDATAFORMAT_SPECIFIER_BDA_TRANSPORT.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(88, 8),
  fields: {
    Type: dataRangeType,
    Label: labelField,
    DataRange: dataRangeMember('KS_DATARANGE_BDA_TRANSPORT', 88, 'the transport'),
    BdaTransportInfo: { type: embedded('BDA_TRANSPORT_INFO'), cType: 'BDA_TRANSPORT_INFO', ...place(64, 24), presence: 'optional', evidence: ['D', 'H'], summary: 'Packets and frames of the transport.' },
    Attributes: attributesField,
    Notes: notesField,
  },
});

/** Antenna signals that a pin supports. */
export const KS_DATARANGE_BDA_ANTENNA = defineStructure({
  name: 'KS_DATARANGE_BDA_ANTENNA',
  origin: 'ks',
  header: 'bdamedia.h',
  summary: 'An antenna signal that a pin supports: the input of a tuner. Its type is KSDATAFORMAT_TYPE_BDA_ANTENNA.',
  evidence: ['D', 'H'],
  source: antennaPage,
  size: extent(64, 8),
  fields: {
    Type: dataRangeType,
    Label: labelField,
    DataRange: dataRangeMember('KS_DATARANGE_BDA_ANTENNA', 64, 'the antenna signal'),
    Attributes: attributesField,
    Notes: notesField,
  },
});
