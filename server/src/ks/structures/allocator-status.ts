import { ksPage } from '../evidence';
import { defineStructure } from '../structure';
import { callback, embedded, extent, place, ulong } from './common';

/** Functions of an allocator. */
export const KSSTREAMALLOCATOR_FUNCTIONTABLE = defineStructure({
  name: 'KSSTREAMALLOCATOR_FUNCTIONTABLE',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Functions of an allocator, as answered for KSPROPERTY_STREAMALLOCATOR_FUNCTIONTABLE. For kernel mode only; callable up to DISPATCH_LEVEL.',
  remarks: 'The functions are no longer valid once the handle of the allocator is closed.',
  evidence: ['D', 'H'],
  source: ksPage('ns-ks-ksstreamallocator_functiontable'),
  size: extent(8, 4, 16, 8),
  fields: {
    AllocateFrame: { type: callback('PFNALLOCATOR_ALLOCATEFRAME', '<= DISPATCH_LEVEL'), cType: 'PFNALLOCATOR_ALLOCATEFRAME', ...place(0, 4, 0, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Allocates a frame.' },
    FreeFrame: { type: callback('PFNALLOCATOR_FREEFRAME', '<= DISPATCH_LEVEL'), cType: 'PFNALLOCATOR_FREEFRAME', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Frees a frame.' },
  },
});

/** State of an allocator. */
export const KSSTREAMALLOCATOR_STATUS = defineStructure({
  name: 'KSSTREAMALLOCATOR_STATUS',
  origin: 'ks',
  header: 'ks.h',
  summary: 'State of an allocator, as answered for KSPROPERTY_STREAMALLOCATOR_STATUS.',
  evidence: ['D', 'H'],
  source: ksPage('ns-ks-ksstreamallocator_status'),
  size: extent(32, 4),
  fields: {
    Framing: { type: embedded('KSALLOCATOR_FRAMING'), cType: 'KSALLOCATOR_FRAMING', ...place(0, 24), presence: 'optional', evidence: ['D', 'H'], summary: 'Framing with which the allocator was created.' },
    AllocatedFrames: { type: ulong, cType: 'ULONG', ...place(24, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Frames allocated at the moment.' },
    Reserved: { type: ulong, cType: 'ULONG', ...place(28, 4), presence: 'reserved', default: 0, evidence: ['D', 'H'], summary: 'Reserved: 0.' },
  },
});

/** State of an allocator with extended framing. */
export const KSSTREAMALLOCATOR_STATUS_EX = defineStructure({
  name: 'KSSTREAMALLOCATOR_STATUS_EX',
  origin: 'ks',
  header: 'ks.h',
  summary: 'State of an allocator that has an extended framing.',
  evidence: ['D', 'H'],
  source: ksPage('ns-ks-ksstreamallocator_status_ex'),
  size: extent(120, 4),
  fields: {
    Framing: { type: embedded('KSALLOCATOR_FRAMING_EX'), cType: 'KSALLOCATOR_FRAMING_EX', ...place(0, 112), presence: 'optional', evidence: ['D', 'H'], summary: 'Extended framing with which the allocator was created.' },
    AllocatedFrames: { type: ulong, cType: 'ULONG', ...place(112, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Frames allocated at the moment.' },
    Reserved: { type: ulong, cType: 'ULONG', ...place(116, 4), presence: 'reserved', default: 0, evidence: ['D', 'H'], summary: 'Reserved: 0.' },
  },
});
