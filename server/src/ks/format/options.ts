import { defineStructure } from '../structure';
import { property, words } from './common';
import { runOptionFields } from './run-options';

const irqls = words({ PassiveLevel: 'At PASSIVE_LEVEL.', DispatchLevel: 'At DISPATCH_LEVEL.' });

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
    CompressionRounding: property({ kind: 'word', words: words({ Up: 'Up to the next byte.', Down: 'Down to the whole byte below.' }) }, 'How the size of a frame behind KS_COMPRESSION is rounded.', { default: 'Up' }),
    FramingAlternatives: property({ kind: 'word', words: words({ All: 'Every item is an alternative.', First: 'Only the first item counts.' }) }, 'Which items of a framing are looked at.', { default: 'All' }),
    UnmetPreferences: property({ kind: 'word', words: words({ Yield: 'They yield.', Bind: 'They bind as any demand does.' }) }, 'What becomes of demands with KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY that cannot be met.', { default: 'Yield' }),
    PreferredAllocator: property({ kind: 'word', words: words({ Vendor: 'The allocator of a pin or peer, the first in the direction of the data.', Default: 'The default allocator.' }) }, 'Allocator that is simulated where several are eligible and none must allocate. Whom the graph manager chooses is not public.', { default: 'Vendor' }),
    DefaultAllocatorPin: property({ kind: 'word', words: words({
      ByKind: 'The last pin of a segment with a KS 1.0 filter, as the pages on IRP-based filters have it; otherwise the first, as the diagrams of AVStream pipes have it.',
      Source: 'The first pin of the segment.',
      Sink: 'The last pin of the segment.',
    }) }, 'Pin of a segment that the default allocator is created on. The documentation has it both ways.', { default: 'ByKind' }),
    UnspecifiedPool: property({ kind: 'word', words: words({ NonPagedPool: 'From nonpaged pool.', PagedPool: 'From paged pool.' }) }, 'PoolType of the create request where the memory type does not say which pool (KSMEMORY_TYPE_SYSTEM, KSMEMORY_TYPE_WILDCARD).', { default: 'NonPagedPool' }),
    AllocatorCreatedAt: property({ kind: 'word', words: words({ Connection: 'When the pins are connected.', Acquire: 'On the way from STOP to ACQUIRE.' }) }, 'When the allocator of a kernel-mode segment is created, and InitializeAllocator called. One that was deleted is created anew on the way to ACQUIRE.', { default: 'Connection' }),
    FramesObtainedAt: property({ kind: 'word', words: words({ Acquire: 'On the way to ACQUIRE.', Pause: 'On the way to PAUSE.' }) }, 'When the requestor gets its frames.', { default: 'Acquire' }),
    FramesObtained: property({ kind: 'word', words: words({ Eager: 'All at once.', Lazy: 'Each when it is first wanted.' }) }, 'How the requestor gets its frames.', { default: 'Eager' }),
    FramesFreedAt: property({ kind: 'word', words: words({ Stop: 'When the pin has come down to STOP.', Close: 'When the allocator is closed.' }) }, 'When frames are given back with Free.', { default: 'Stop' }),
    AllocatorDeletedAt: property({ kind: 'word', words: words({ Stop: 'When the pin has come down to STOP.', Close: 'When the allocator is closed.' }) }, 'When DeleteAllocator is called; never before the last Free.', { default: 'Stop' }),
    FrameCallIrql: property({ kind: 'word', words: irqls }, 'IRQL at which the requestor calls Allocate and Free.', { default: 'PassiveLevel' }),
    DeleteCallIrql: property({ kind: 'word', words: irqls }, 'IRQL at which DeleteAllocator is called.', { default: 'PassiveLevel' }),
    FreeOrder: property({ kind: 'word', words: words({ AsAllocated: 'As they were allocated.', Reversed: 'The last one first.' }) }, 'Order in which the requestor frees the frames it has at hand.', { default: 'AsAllocated' }),
    WhenAllocateFails: property({ kind: 'word', words: words({ GoOn: 'The circuit goes on with the frames it has.', RefuseState: 'The change of state fails.' }) }, 'What follows when Allocate returns NULL while the requestor gets its frames. Without a single frame the change of state fails in any case.', { default: 'GoOn' }),
    CreateValidation: property({ kind: 'word', words: words({ None: 'Nothing but the allocator itself.', AsReactOS: 'What ReactOS refuses: FrameSize 0, options beyond the low four bits, an alignment above a page.' }) }, 'What refuses a create request.', { default: 'None' }),
    FreedMemory: property({ kind: 'word', words: words({ Reuse: 'It keeps them for further requests.', Release: 'It gives their memory back at once.' }) }, 'What the default allocator does with freed frames.', { default: 'Reuse' }),
    ...runOptionFields,
  },
});
