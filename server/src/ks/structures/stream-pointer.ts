import { ksPage } from '../evidence';
import { defineStructure } from '../structure';
import { address, bytes, embedded, extent, place, pointer, ulong } from './common';

const pointerPage = ksPage('ns-ks-_ksstream_pointer');
const offsetPage = ksPage('ns-ks-_ksstream_pointer_offset');

/** A place in a stream. */
export const KSSTREAM_POINTER = defineStructure({
  name: 'KSSTREAM_POINTER',
  origin: 'ks',
  header: 'ks.h',
  summary: 'A place in a stream: leading edge, trailing edge, or a clone of one.',
  evidence: ['D', 'H'],
  source: pointerPage,
  size: extent(48, 4, 64, 8),
  fields: {
    Context: { type: address, cType: 'PVOID', ...place(0, 4, 0, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Context memory of a clone; NULL for leading and trailing edge.' },
    Pin: { type: pointer('KSPIN'), cType: 'PKSPIN', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'The pin it belongs to.' },
    StreamHeader: { type: pointer('KSSTREAM_HEADER'), cType: 'PKSSTREAM_HEADER', ...place(8, 4, 16, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Header of the frame it points to.' },
    Offset: { type: pointer('KSSTREAM_POINTER_OFFSET'), cType: 'PKSSTREAM_POINTER_OFFSET', ...place(12, 4, 24, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'OffsetIn of an input pin, OffsetOut of an output pin.' },
    OffsetIn: { type: embedded('KSSTREAM_POINTER_OFFSET'), cType: 'KSSTREAM_POINTER_OFFSET', ...place(16, 16, 32, 16), presence: 'optional', evidence: ['D', 'H'], summary: 'Data to be read.' },
    OffsetOut: { type: embedded('KSSTREAM_POINTER_OFFSET'), cType: 'KSSTREAM_POINTER_OFFSET', ...place(32, 16, 48, 16), presence: 'optional', evidence: ['D', 'H'], summary: 'Room to be written.' },
  },
});

/** A place within a frame. */
export const KSSTREAM_POINTER_OFFSET = defineStructure({
  name: 'KSSTREAM_POINTER_OFFSET',
  origin: 'ks',
  header: 'ks.h',
  summary: 'A place within a frame, in bytes or in mappings.',
  evidence: ['D', 'H'],
  source: offsetPage,
  size: extent(16, 4, 16, 8),
  fields: {
    Data: { type: address, cType: 'PUCHAR', ...place(0, 4, 0, 8), presence: 'optional', union: 'Mappings', evidence: ['D', 'H'], summary: 'Address of the data; without KSPIN_FLAG_GENERATE_MAPPINGS.' },
    Mappings: {
      type: pointer('KSMAPPING'), cType: 'PKSMAPPING', ...place(0, 4, 0, 8), presence: 'optional', union: 'Data', evidence: ['D', 'H'],
      summary: 'The mappings; with KSPIN_FLAG_GENERATE_MAPPINGS.',
      remarks: 'The distance from one to the next is the mapping stride that was registered with the adapter, not sizeof(KSMAPPING).',
    },
    Alignment: { type: { kind: 'integer', type: 'ULONG_PTR' }, cType: 'PVOID', x86: { offset: 4, size: 4 }, presence: 'reserved', default: 0, evidence: ['H'], summary: 'Padding of 32-bit builds; not in 64-bit builds.' },
    Count: { type: ulong, cType: 'ULONG', ...place(8, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Bytes or mappings of the frame in all; constant while the pointer stays on the frame.' },
    Remaining: { type: ulong, cType: 'ULONG', ...place(12, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Bytes or mappings left; never more than Count.' },
  },
});

/** A contiguous piece of physical memory. */
export const KSMAPPING = defineStructure({
  name: 'KSMAPPING',
  origin: 'ks',
  header: 'ks.h',
  summary: 'A contiguous piece of physical memory of a frame, for scatter/gather DMA.',
  evidence: ['D', 'H'],
  source: ksPage('ns-ks-_ksmapping'),
  size: extent(16, 8),
  fields: {
    PhysicalAddress: { type: { kind: 'integer', type: 'LONGLONG', display: 'hex' }, cType: 'PHYSICAL_ADDRESS', ...place(0, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Physical address of the piece.' },
    ByteCount: { type: bytes, cType: 'ULONG', ...place(8, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Length of the piece in bytes.' },
    Alignment: { type: bytes, cType: 'ULONG', ...place(12, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Alignment in bytes.' },
  },
});
