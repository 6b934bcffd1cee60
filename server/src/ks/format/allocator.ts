import { defineStructure } from '../structure';
import { notesField, property, words } from './common';

const irqls = words({ PassiveLevel: 'At PASSIVE_LEVEL.', DispatchLevel: 'At DISPATCH_LEVEL.' });

/** A common buffer that a driver's own allocator carves frames from. */
export const SimulationCommonBuffer = defineStructure({
  name: 'SimulationCommonBuffer',
  origin: 'format',
  summary: "What the driver's own allocator does with the common buffer that its frames are carved from.",
  evidence: [],
  fields: {
    Length: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Bytes of the buffer. Left out: as many as Frames frames take.'),
    AllocatedIn: property({ kind: 'word', words: words({
      DeviceStart: 'While the device starts.',
      InitializeAllocator: 'In InitializeAllocator.',
      Allocate: 'In Allocate, a buffer for each frame; Free frees it.',
    }) }, 'When the driver calls AllocateCommonBuffer.', { default: 'InitializeAllocator' }),
    Fails: property({ kind: 'boolean' }, 'Whether AllocateCommonBuffer returns NULL.', { default: false }),
    WhenItFails: property({ kind: 'word', words: words({ Fail: 'It fails with STATUS_INSUFFICIENT_RESOURCES.', GoOn: 'It goes on as if it had a buffer.' }) }, 'What the driver does then.', { default: 'Fail' }),
    FreedWith: property({ kind: 'word', words: words({
      SameValues: 'The values of the allocation.',
      OtherLength: 'Another length.',
      OtherLogicalAddress: 'Another logical address.',
      OtherVirtualAddress: 'Another virtual address.',
      OtherCacheEnabled: 'Another CacheEnabled.',
    }) }, 'The values that FreeCommonBuffer gets.', { default: 'SameValues' }),
    FreedAtStop: property({ kind: 'boolean' }, 'Whether a buffer of the start of the device is freed when the device stops or is removed.', { default: true }),
    AddressKeptIn: property({ kind: 'word', words: words({ ResidentMemory: 'In resident memory, such as the device extension.', PageableMemory: 'In pageable memory.', Stack: 'On a stack.' }) }, 'Where the driver keeps the addresses.', { default: 'ResidentMemory' }),
    Notes: notesField,
  },
});

/** Who holds the frames of an allocator, or its handle. */
export const SimulationFrameHolder = defineStructure({
  name: 'SimulationFrameHolder',
  origin: 'format',
  summary: 'Who wants frames of the allocator, how long each is away, and what goes wrong with them.',
  evidence: [],
  fields: {
    Access: property({ kind: 'word', words: words({
      Requestor: 'The requestor of an AVStream circuit, which uses frames again when they have come round.',
      Irp: 'A client by IRP: KSMETHOD_STREAMALLOCATOR_ALLOC and _FREE.',
      FunctionTable: 'A kernel client by KSPROPERTY_STREAMALLOCATOR_FUNCTIONTABLE.',
    }) }, 'How frames are asked for. A client of the handle asks for each frame when it is wanted, and frees it when it comes back; the requestor uses its frames again.', { default: 'Requestor' }),
    Irql: property({ kind: 'word', words: irqls }, 'IRQL at which the function table is called.', { default: 'DispatchLevel' }),
    Period: property({ kind: 'duration', period: true }, 'Time from one wanted frame to the next. Left out: Source.Period, or 33.3667 ms.'),
    Hold: property({ kind: 'distribution' }, 'From getting a frame to giving it back. Left out: as long as Period.'),
    KeepsFrames: property({ kind: 'integer', type: 'ULONG' }, 'Frames that are never given back.', { default: 0 }),
    FreesTwiceAt: property({ kind: 'integer', type: 'ULONG' }, 'The frame given back, counted from 1, that a client of the handle frees a second time. Left out: none.'),
    FreesForeignAt: property({ kind: 'integer', type: 'ULONG' }, 'The frame given back, counted from 1, after which a client of the handle frees memory of somebody else. Left out: none.'),
    PassesToUserMode: property({ kind: 'boolean' }, 'Whether frames are passed to a filter in user mode.', { default: false }),
    UsesTableAfterClose: property({ kind: 'boolean' }, 'Whether the function table is used after the handle has been closed.', { default: false }),
    EnablesInternalEvent: property({ kind: 'boolean' }, 'Whether KSEVENT_STREAMALLOCATOR_INTERNAL_FREEFRAME is enabled.', { default: false }),
    Notes: notesField,
  },
});

/** The request that creates an allocator, where it differs from what negotiation settles. */
export const SimulationCreateRequest = defineStructure({
  name: 'SimulationCreateRequest',
  origin: 'format',
  summary: 'The request that creates the allocator, where it differs from what follows from the framings.',
  evidence: [],
  fields: {
    Framing: property({ kind: 'structure', structure: 'KSALLOCATOR_FRAMING' }, 'Members that differ; the others follow from the framings of the segment.'),
    Target: property({ kind: 'word', words: words({ Sink: 'The sink of the connection.', Source: 'Its source.' }) }, 'Handle that the request goes to.', { default: 'Sink' }),
    Irql: property({ kind: 'word', words: irqls }, 'IRQL of KsCreateAllocator.', { default: 'PassiveLevel' }),
    DownstreamFraming: property({ kind: 'structure', structure: 'KSALLOCATOR_FRAMING' }, 'Framing of the allocator downstream, for KSALLOCATOR_OPTIONF_COMPATIBLE. Left out: unknown.'),
    DefaultAllocatorEx: property({ kind: 'array', element: { kind: 'word', words: words({
      InitializeContext: 'The context that InitializeAllocator gets.',
      DefaultAllocate: 'The function that allocates a frame: with it the allocator is an external one.',
      DefaultFree: 'The function that frees a frame.',
      InitializeAllocator: 'The function that prepares the allocator.',
      DeleteAllocator: 'The function that ends the allocator.',
    }) } }, 'Arguments of KsCreateDefaultAllocatorEx that the driver passes other than NULL. Left out: it does not call the function.'),
    Notes: notesField,
  },
});

/** What the driver's own allocator does. */
export const SimulationAllocator = defineStructure({
  name: 'SimulationAllocator',
  origin: 'format',
  summary: "What the driver's own allocator (KSALLOCATOR_DISPATCH) does, and those who hold its frames. What is left out is done as documented.",
  remarks: 'Whether that allocator is eligible follows from the framings and connections; whom the graph manager chooses is not public.',
  evidence: [],
  fields: {
    CommonBuffer: property({ kind: 'structure', structure: 'SimulationCommonBuffer' }, 'The common buffer that frames are carved from. Left out: frames are pool.'),
    SetsContext: property({ kind: 'boolean' }, 'Whether InitializeAllocator sets Context.', { default: true }),
    NeedsContext: property({ kind: 'boolean' }, 'Whether the other callbacks use Context.', { default: true }),
    IgnoresFraming: property({ kind: 'boolean' }, "Whether InitializeAllocator takes the numbers of the pin's own framing instead of those it is given.", { default: false }),
    ShortBy: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Bytes by which frames are shorter than FrameSize.', { default: 0 }),
    MisalignedBy: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Bytes by which frames begin behind an aligned address.', { default: 0 }),
    AllocateFailsAt: property({ kind: 'integer', type: 'ULONG' }, 'The call of Allocate, counted from 1, that returns NULL. Left out: none.'),
    HandsOutTwiceAt: property({ kind: 'integer', type: 'ULONG' }, 'The call of Allocate, counted from 1, from which on one frame is handed out that is still out. Left out: none.'),
    LeavesOnDelete: property({ kind: 'array', element: { kind: 'word', words: words({ Memory: 'Memory of frames.', CommonBuffer: 'The common buffer.', Handle: 'A handle.', Timer: 'A timer.' }) } }, 'What DeleteAllocator leaves behind.'),
    SafeAtDispatchLevel: property({ kind: 'boolean' }, 'Whether Allocate and Free may be called at DISPATCH_LEVEL.', { default: true }),
    WorksWithForeignFrames: property({ kind: 'boolean' }, 'Whether the driver works with frames of another allocator.', { default: true }),
    Holder: property({ kind: 'structure', structure: 'SimulationFrameHolder' }, 'Who wants frames and holds them.', { default: {} }),
    Request: property({ kind: 'structure', structure: 'SimulationCreateRequest' }, 'The request that creates the allocator.', { default: {} }),
    Notes: notesField,
  },
});
