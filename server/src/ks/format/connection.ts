import { defineStructure } from '../structure';
import { labelField, property, words } from './common';

/** An end of a connection that the document does not describe. */
export const SimulationPeer = defineStructure({
  name: 'SimulationPeer',
  origin: 'format',
  summary: 'The end of a connection that this document does not describe.',
  evidence: [],
  fields: {
    Label: labelField,
    Kind: property({ kind: 'word', words: words({
      UserMode: 'A filter or application in user mode.',
      KernelAvStream: 'A kernel filter that does the AVStream handshake.',
      KernelKs1: 'A kernel filter of the older, IRP-based kind (KS 1.0).',
    }) }, 'What the peer is.', { presence: 'required' }),
    Communication: property({ kind: 'enumeration', type: 'ULONG', set: 'KSPIN_COMMUNICATION' }, 'KSPIN_COMMUNICATION of the peer. Left out: unknown.'),
    AllocatorFraming: property({ kind: 'pointer', structure: 'KSALLOCATOR_FRAMING_EX', table: 'Framings' }, 'Framing of the peer. null: it answers no framing property. Left out: unknown.'),
    HasAllocator: property({ kind: 'boolean' }, 'Whether the peer can allocate frames itself. Left out: unknown.'),
    InPlace: property({ kind: 'boolean' }, 'Whether the peer passes the same frames on. Left out: unknown.'),
    Hold: property({ kind: 'distribution' }, 'How long the peer keeps a frame; of the peer that data begins with, how long it takes to fill one. Left out: Hold of Allocator.Holder, or else no time. An application in user mode is described in Client.'),
    HoldDiscipline: property({ kind: 'word', words: words({ Parallel: 'Each frame is held for itself.', Serial: 'One after another, as one thread does, so that holds add up.' }) }, 'How several held frames relate.', { default: 'Parallel' }),
    Period: property({ kind: 'duration', period: true }, 'Where data begins with the peer: nominal time from one frame it fills to the next, or the rate. Left out: AvgTimePerFrame of the connected data range.'),
    HopLatency: property({ kind: 'distribution' }, 'Time for a frame to get to the peer and back. Left out: none for KernelAvStream, whose queues pass frames on directly; 10 us for KernelKs1, which gets them as IRPs.'),
  },
});

/** One connection of a graph. */
export const SimulationConnection = defineStructure({
  name: 'SimulationConnection',
  origin: 'format',
  summary: 'One connection of the graph: two pins of this document, or one pin and a peer outside it.',
  remarks: 'Rules about negotiation look at the connections of each simulation. What is left out is unknown to them.',
  evidence: [],
  fields: {
    Label: labelField,
    From: property({ kind: 'text', reference: 'pin' }, 'Pin that data leaves, as filter label and pin label: `"capture/video"`. Left out: Peer.'),
    To: property({ kind: 'text', reference: 'pin' }, 'Pin that data enters, in the same form. Left out: Peer.'),
    Peer: property({ kind: 'structure', structure: 'SimulationPeer' }, 'The end that is not a pin of this document.'),
    DataRange: property({ kind: 'text', reference: 'DataRanges' }, 'Name of the data range that is connected.'),
    FrameSize: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Bytes of one frame of the connected format. Left out: what the data range says.'),
    Interface: property({ kind: 'structure', structure: 'KSPIN_INTERFACE' }, 'Interface of the connection. Left out: the standard one if both ends offer it.'),
    Medium: property({ kind: 'structure', structure: 'KSPIN_MEDIUM' }, 'Medium of the connection. Left out: the standard one if both ends offer it.'),
    MemoryTransport: property({ kind: 'word', words: words({ System: 'Frames lie in system memory.', Vram: 'VRAM was chosen with KSPROPERTY_MEMORY_TRANSPORT: KsProxy itself allocates.' }) }, 'Memory that the frames travel in.', { default: 'System' }),
    AllocatorPin: property({ kind: 'text', reference: 'pin' }, 'Pin whose allocator the graph manager is assumed to choose.'),
    Allocator: property({ kind: 'text' }, 'Name of the allocator that serves the connection. Connections that state the same name share one allocator.'),
    InjectsFrames: property({ kind: 'boolean' }, 'Whether the driver submits the frames itself (injection mode: KsPinRegisterFrameReturnCallback before KSSTATE_ACQUIRE, then KsPinSubmitFrame or KsPinSubmitFrameMdl). Nothing allocates for the connection then.', { default: false }),
    InjectedFrames: property({ kind: 'integer', type: 'ULONG' }, 'With InjectsFrames: frames of its own that the driver keeps going round. Left out: Frames that follow from the framings.'),
    ReturnCallbackRegisteredAt: property({ kind: 'enumeration', type: 'ULONG', set: 'KSSTATE' }, 'With InjectsFrames: state on whose way up the driver calls KsPinRegisterFrameReturnCallback; KSSTATE_STOP is before the first.', { default: 'KSSTATE_STOP' }),
    InitializeAllocatorFails: property({ kind: 'boolean' }, "Whether the InitializeAllocator callback of the vendor allocator is assumed to fail.", { default: false }),
    DefaultAllocator: property({ kind: 'boolean' }, 'Whether the default allocator can be used instead.', { default: true }),
  },
});
