import { ksPage } from '../evidence';
import { defineStructure } from '../structure';
import { address, bytes, embedded, extent, flags, hex32, longlong, place, ulong } from './common';

const headerPage = ksPage('ns-ks-ksstream_header');

/** A time stamp. */
export const KSTIME = defineStructure({
  name: 'KSTIME',
  origin: 'ks',
  header: 'ks.h',
  summary: 'A time stamp: Time × Numerator / Denominator, in 100 ns. Multiply first.',
  evidence: ['D', 'H'],
  source: ksPage('ns-ks-kstime'),
  size: extent(16, 8),
  fields: {
    Time: { type: longlong, cType: 'LONGLONG', ...place(0, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'The time in 100 ns, or in units that the scale gives.' },
    Numerator: { type: ulong, cType: 'ULONG', ...place(8, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Numerator of the scale; 1 without scale, never 0.' },
    Denominator: { type: ulong, cType: 'ULONG', ...place(12, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Denominator of the scale; 1 without scale, never 0.' },
  },
});

/** Header of a packet of stream data. */
export const KSSTREAM_HEADER = defineStructure({
  name: 'KSSTREAM_HEADER',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Header of a packet that is read from or written to a pin: buffer, time, flags.',
  remarks: 'May be longer: video pins append KS_FRAME_INFO. DataUsed never exceeds FrameExtent.',
  evidence: ['D', 'H'],
  source: headerPage,
  size: extent(48, 8, 56, 8),
  fields: {
    Size: { type: bytes, cType: 'ULONG', ...place(0, 4), presence: 'derived', counts: 'KSSTREAM_HEADER', evidence: ['D', 'H'], summary: 'Size of the header in bytes, with what is appended: at least 48 on x86 and 56 on x64.' },
    TypeSpecificFlags: { type: hex32, cType: 'ULONG', ...place(4, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Flags of the data format; only KS_AM_UseNewCSSKey is documented.' },
    PresentationTime: { type: embedded('KSTIME'), cType: 'KSTIME', ...place(8, 16), presence: 'optional', evidence: ['D', 'H'], summary: 'Time at which the data is presented; valid with KSSTREAM_HEADER_OPTIONSF_TIMEVALID.' },
    Duration: { type: longlong, cType: 'LONGLONG', ...place(24, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Duration of the data in 100 ns; 0 when not used. Valid with KSSTREAM_HEADER_OPTIONSF_DURATIONVALID.' },
    FrameExtent: { type: bytes, cType: 'ULONG', ...place(32, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Size of the buffer in bytes.' },
    DataUsed: {
      type: bytes, cType: 'ULONG', ...place(36, 4), presence: 'optional', evidence: ['D', 'H'],
      summary: 'Bytes of the buffer that hold data. For a write stated by the sender; for a read 0 when sent, the bytes filled when returned.',
    },
    Data: { type: address, cType: 'PVOID', ...place(40, 4, 40, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Address of the buffer; of the new KSDATAFORMAT with KSSTREAM_HEADER_OPTIONSF_TYPECHANGED.' },
    OptionsFlags: { type: flags('KSSTREAM_HEADER_OPTIONSF'), cType: 'ULONG', ...place(44, 4, 48, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'KSSTREAM_HEADER_OPTIONSF_*.' },
    Reserved: { type: ulong, cType: 'ULONG', x64: { offset: 52, size: 4 }, presence: 'reserved', evidence: ['D', 'H'], summary: 'Reserved; only in 64-bit builds.' },
  },
});

/** Buffer for metadata of a frame. */
export const KSSTREAM_METADATA_INFO = defineStructure({
  name: 'KSSTREAM_METADATA_INFO',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Buffer for metadata of a frame; stands behind KS_FRAME_INFO when KSSTREAM_HEADER_OPTIONSF_METADATA is set.',
  evidence: ['D', 'H'],
  source: ksPage('ns-ks-ksstream_metadata_info'),
  size: extent(24, 4, 32, 8),
  fields: {
    BufferSize: { type: bytes, cType: 'ULONG', ...place(0, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Size of the buffer in bytes, as the driver asked for it.' },
    UsedSize: { type: bytes, cType: 'ULONG', ...place(4, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Bytes that the driver has written.' },
    Data: { type: address, cType: 'PVOID', ...place(8, 4, 8, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'The buffer as user mode passes it.' },
    SystemVa: { type: address, cType: 'PVOID', ...place(12, 4, 16, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'The buffer as the driver writes it.' },
    Flags: { type: hex32, cType: 'ULONG', ...place(16, 4, 24, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'KSCAMERA_EXTENDEDPROP_METADATA_SYSTEMMEMORY (1) when the buffer lies in system memory.' },
    Reserved: { type: ulong, cType: 'ULONG', ...place(20, 4, 28, 4), presence: 'reserved', evidence: ['D', 'H'], summary: 'Reserved for system use.' },
  },
});
