import { defineStructure } from '../structure';
import { property, words } from './common';

/** What Windows leaves undocumented, chosen for one simulation. */
export const SimulationOptions = defineStructure({
  name: 'SimulationOptions',
  origin: 'format',
  summary: 'Choices where the behaviour of Windows is not documented, each with the default that holds when it is left out. Results name those that decided them.',
  evidence: [],
  fields: {
    NegotiatedFrameSize: property({ kind: 'word', words: words({
      Format: 'The least that holds a frame of the connected format.',
      Least: 'The least that every end allows, but never below the format.',
      Greatest: 'The greatest that every end allows, where the ranges have an upper bound.',
    }) }, 'Size of frames out of those that all ends of a segment allow.', { default: 'Format' }),
    NegotiatedFrames: property({ kind: 'word', words: words({
      LeastNonZero: 'The least number that an end states; 0 states none.',
      Greatest: 'The greatest number that an end states.',
      AllocatorPin: 'That of the pin whose allocator is assumed (AllocatorPin of a connection), or else the least.',
    }) }, 'Number of frames where the ends of a segment state different ones.', { default: 'LeastNonZero' }),
    CompressionRounding: property({ kind: 'word', words: words({ Up: 'Up to the next byte.', Down: 'Down.' }) }, 'How the size of a frame behind KS_COMPRESSION is rounded.', { default: 'Up' }),
    FramingAlternatives: property({ kind: 'word', words: words({ All: 'Every item is an alternative.', First: 'Only the first item counts.' }) }, 'Which items of a framing are looked at.', { default: 'All' }),
    UnmetPreferences: property({ kind: 'word', words: words({ Yield: 'They yield.', Bind: 'They bind as any demand does.' }) }, 'What becomes of demands with KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY that cannot be met.', { default: 'Yield' }),
    PreferredAllocator: property({ kind: 'word', words: words({ Vendor: 'The allocator of a pin or peer, the first in the direction of the data.', Default: 'The default allocator.' }) }, 'Allocator that is simulated where several are eligible and none must allocate. Whom the graph manager chooses is not public.', { default: 'Vendor' }),
    DefaultAllocatorPin: property({ kind: 'word', words: words({
      ByKind: 'The last pin of a segment with a KS 1.0 filter, as the pages on IRP-based filters have it; otherwise the first, as the diagrams of AVStream pipes have it.',
      Source: 'The first pin of the segment.',
      Sink: 'The last pin of the segment.',
    }) }, 'Pin of a segment that the default allocator is created on. The documentation has it both ways.', { default: 'ByKind' }),
    UnspecifiedPool: property({ kind: 'word', words: words({ NonPagedPool: 'NonPagedPool.', PagedPool: 'PagedPool.' }) }, 'PoolType of the create request where the memory type does not say which pool (KSMEMORY_TYPE_SYSTEM, KSMEMORY_TYPE_WILDCARD).', { default: 'NonPagedPool' }),
  },
});
