import { ksPage } from '../evidence';
import { notesField, property } from '../format/common';
import { defineStructure } from '../structure';
import { callback, extent, place } from './common';

const page = ksPage('ns-ks-_ksallocator_dispatch');

/** Callbacks of an allocator that a pin implements. */
export const KSALLOCATOR_DISPATCH = defineStructure({
  name: 'KSALLOCATOR_DISPATCH',
  origin: 'ks',
  header: 'ks.h',
  summary: 'Callbacks of an allocator that a pin implements in kernel mode. All four are required.',
  remarks: 'Supplying the table only declares the ability: the graph manager may use another allocator, and then none of the callbacks is called. Frames from this allocator cannot be passed to a filter in user mode. What happens with a null member is not documented.',
  evidence: ['D', 'H'],
  source: page,
  size: extent(16, 4, 32, 8),
  fields: {
    OffersFunctionTable: property({ kind: 'boolean' }, 'Whether the allocator offers KSPROPERTY_STREAMALLOCATOR_FUNCTIONTABLE, whose functions are called at up to DISPATCH_LEVEL. Left out: unknown.'),
    InitializeAllocator: {
      type: callback('PFNKSPININITIALIZEALLOCATOR', 'PASSIVE_LEVEL'), cType: 'PFNKSPININITIALIZEALLOCATOR', ...place(0, 4, 0, 8), presence: 'optional', evidence: ['D', 'H'], source: ksPage('nc-ks-pfnkspininitializeallocator'),
      summary: 'Called when the allocator has been chosen; receives the framing to serve and returns the context of the other three.',
      remarks: 'An error refuses the allocator.',
    },
    DeleteAllocator: {
      type: callback('PFNKSDELETEALLOCATOR', 'not annotated'), cType: 'PFNKSDELETEALLOCATOR', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['D'], source: ksPage('nc-ks-pfnksdeleteallocator'),
      summary: 'The last call: release every resource. Neither Allocate nor Free is called after it.',
      remarks: 'At which change of state AVStream makes this call is not documented.',
    },
    Allocate: {
      type: callback('PFNKSDEFAULTALLOCATE', 'not annotated'), cType: 'PFNKSDEFAULTALLOCATE', ...place(8, 4, 16, 8), presence: 'optional', evidence: ['D'], source: ksPage('nc-ks-pfnksdefaultallocate'),
      summary: 'Returns a frame that satisfies the framing given to InitializeAllocator, or NULL.',
      remarks: 'Whether all frames are asked for at once or on demand is not documented; neither is the IRQL.',
    },
    Free: {
      type: callback('PFNKSDEFAULTFREE', 'not annotated'), cType: 'PFNKSDEFAULTFREE', ...place(12, 4, 24, 8), presence: 'optional', evidence: ['D'], source: ksPage('nc-ks-pfnksdefaultfree'),
      summary: 'Takes back a frame that Allocate returned.',
    },
    Notes: notesField,
  },
});
