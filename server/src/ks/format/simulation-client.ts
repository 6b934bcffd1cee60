import { defineStructure } from '../structure';
import { notesField, property, words } from './common';

/** A time during which the application returns nothing. */
export const SimulationStall = defineStructure({
  name: 'SimulationStall',
  origin: 'format',
  summary: 'A time during which the application returns nothing.',
  evidence: [],
  fields: {
    Start: property({ kind: 'duration' }, 'When it begins, from the start of the run.', { presence: 'required' }),
    Duration: property({ kind: 'duration' }, 'How long it lasts.', { presence: 'required' }),
  },
});

/** The user-mode application. */
export const SimulationClient = defineStructure({
  name: 'SimulationClient',
  origin: 'format',
  summary: 'The user-mode application. It decides how many buffers are in flight and how large they are; the framing only advises it. It reads from an output pin, and writes to an input pin.',
  evidence: ['D'],
  fields: {
    Kind: property({ kind: 'word', words: words({
      Application: 'A program that calls IOCTL_KS_READ_STREAM or IOCTL_KS_WRITE_STREAM itself.',
      DirectShow: 'A graph through KsProxy.',
      FrameServer: 'A service that reads for several applications.',
    }) }, 'What the client is. It decides words of the report only: how many requests such a client has and how long it keeps them has to be stated, because nobody has measured it for this model.', { default: 'Application' }),
    Requests: property({ kind: 'integer', type: 'ULONG' }, 'Requests kept outstanding. Required, unless a preset states it.'),
    HeadersPerRequest: property({ kind: 'integer', type: 'ULONG' }, 'Stream headers in one request, each with a buffer of its own.', { default: 1 }),
    BufferSize: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'FrameExtent of each buffer in bytes. Left out: the size of a frame.'),
    BufferAlignment: property({ kind: 'integer', type: 'ULONG', display: 'alignmentMask', set: 'FILE_ALIGNMENT' }, 'Alignment of the buffers as a mask (alignment minus one). Left out: FileAlignment of the framing of the pin.'),
    HeaderSize: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Size of each stream header, such as `"sizeof(KSSTREAM_HEADER) + sizeof(KS_FRAME_INFO)"`. Left out: as large as the pin asks for.'),
    Hold: property({ kind: 'distribution' }, 'How long a filled buffer is kept before it is queued again. Required, unless a preset states it.'),
    HoldDiscipline: property({ kind: 'word', words: words({ Parallel: 'Each buffer is held for itself.', Serial: 'One after another, as one thread does, so that holds add up.' }) }, 'How several held buffers relate.', { default: 'Parallel' }),
    FirstQueuedAt: property({ kind: 'enumeration', type: 'ULONG', set: 'KSSTATE' }, 'State on whose way up the application first queues its requests: ACQUIRE, PAUSE or RUN.', { default: 'KSSTATE_PAUSE' }),
    ClearsDataUsed: property({ kind: 'boolean' }, 'Of a client that reads: whether it sets DataUsed of a header to 0 before it queues it again.', { default: true }),
    TakesStateChangeForResetEnd: property({ kind: 'boolean' }, 'Whether the client takes a change of state during a reset for the end of the reset, and queues requests then.', { default: false }),
    FlushOnPause: property({ kind: 'boolean' }, 'Whether its headers carry KSSTREAM_HEADER_OPTIONSF_FLUSHONPAUSE: buffers to be flushed when the stream is paused.', { default: false }),
    AtStop: property({ kind: 'word', words: words({ Cancels: 'It cancels them.', Waits: 'It waits for them.' }) }, 'What the application does with outstanding requests when the pin has come to STOP.', { default: 'Cancels' }),
    Stalls: property({ kind: 'array', element: { kind: 'structure', structure: 'SimulationStall' } }, 'Times during which the application returns nothing, in order.'),
    Period: property({ kind: 'duration', period: true }, 'Of a client that writes: nominal time from one filled buffer to the next, or the rate. Left out: AvgTimePerFrame of the connected data range, or else as fast as buffers come back.'),
    Notes: notesField,
  },
});
