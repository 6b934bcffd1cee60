import { defineStructure } from '../structure';
import { notesField, property, words } from './common';

/** What the minidriver does. */
export const SimulationDriver = defineStructure({
  name: 'SimulationDriver',
  origin: 'format',
  summary: 'What the minidriver does on a pin: how frames get from the device to their reader, and what becomes of them when the stream stops.',
  evidence: ['S'],
  fields: {
    Pattern: property({ kind: 'word', words: words({
      CloneAndAdvance: "Process locks the leading edge, clones it, programs the clone into the device and advances; the DPC deletes the clones of filled frames, which completes them. As Microsoft's avshws sample.",
      HoldLeadingEdge: 'Process programs the frame under the locked leading edge into the device, one at a time; the DPC ejects it.',
      CopyInProcess: "The device fills a store of its own or a common buffer; Process copies from there into the frame under the leading edge. As Microsoft's avssamp sample, by pin.",
      CopyAtDpc: 'The same from the DPC, without a Process routine.',
    }) }, 'How frames get from the device to their reader.', { default: 'CloneAndAdvance' }),
    WhenListFull: property({ kind: 'word', words: words({ Pending: 'STATUS_PENDING: no further call until the next trigger.', Success: 'STATUS_SUCCESS: asks to be called again at once.' }) }, 'What Process returns when the device takes no more buffers.', { default: 'Pending' }),
    AttemptProcessing: property({ kind: 'word', words: words({ WhenPended: 'Once, after Process returned STATUS_PENDING.', OncePendedAlways: 'After every interrupt from the first STATUS_PENDING on: the pending flag is never cleared.', Always: 'After every interrupt.', Never: 'The DPC never calls it.' }) }, 'When the DPC calls KsPinAttemptProcessing. Left out: WhenPended, or Always with CopyInProcess, where frames would stay in the store of the device otherwise.'),
    AttemptAsynchronous: property({ kind: 'boolean' }, 'The Asynchronous argument of that call; true runs Process from a work item.', { default: true }),
    WhenBufferTooSmall: property({ kind: 'word', words: words({ CompleteEmpty: 'The buffer is completed with DataUsed 0.', Truncate: 'What fits is written.' }) }, 'What Process does with a buffer smaller than the frame.', { default: 'CompleteEmpty' }),
    ChunkSize: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Bytes by which the copying patterns advance the offsets of a stream pointer at a time; a frame ends when it is full. Left out: the whole frame at once.'),
    UnlocksClones: property({ kind: 'boolean' }, 'Whether a clone is unlocked once it is programmed, so that its request can be cancelled.', { default: false }),
    CancelCallback: property({ kind: 'word', words: words({ None: 'There is none.', Deletes: 'It deletes the clone.', Keeps: 'It leaves the clone alone.' }) }, 'The cancel callback of the clones (KsStreamPointerClone).', { default: 'None' }),
    CloneTimeout: property({ kind: 'duration' }, 'Timeout of every clone (KsStreamPointerScheduleTimeout); its callback deletes the clone, unfilled. Left out: none.'),
    SetsDataUsed: property({ kind: 'boolean' }, 'Whether the driver sets KSSTREAM_HEADER.DataUsed.', { default: true }),
    MarksDiscontinuity: property({ kind: 'boolean' }, 'Whether the first frame after a drop carries KSSTREAM_HEADER_OPTIONSF_DATADISCONTINUITY. Left out: unknown.'),
    TrailingEdgeFrames: property({ kind: 'integer', type: 'ULONG' }, 'Frames that the driver keeps between its trailing and its leading edge, such as the reference frames of a codec or a deinterlacer: they complete when the trailing edge has left them. The pin has to have KSPIN_FLAG_DISTINCT_TRAILING_EDGE. At the end of the stream, and when it deletes its clones, the driver lets all of them go.', { default: 0 }),
    DeletesClones: property({ kind: 'word', words: words({ AtAcquire: 'On the way down from PAUSE to ACQUIRE.', AtStop: 'On the way down from ACQUIRE to STOP.', Never: 'It keeps the clones that it holds.' }) }, 'When the driver stops the device, deletes its clones, and has its trailing edge catch up with the leading one.', { default: 'AtAcquire' }),
    ResetDeletesClones: property({ kind: 'boolean' }, 'Whether the Reset callback deletes the clones, and has the trailing edge catch up with the leading one.', { default: true }),
    TakesResourcesAt: property({ kind: 'word', words: words({ Acquire: 'On the way to ACQUIRE.', Create: 'In Create.' }) }, 'Where the driver takes resources of the device that another graph may need.', { default: 'Acquire' }),
    EndOfStreamAt: property({ kind: 'integer', type: 'ULONG' }, 'The frame, counted from 1, that carries KSSTREAM_HEADER_OPTIONSF_ENDOFSTREAM. The stream of a device ends behind it; a client that writes begins a new one. Left out: none.'),
    TypeChangedAt: property({ kind: 'integer', type: 'ULONG' }, 'The frame, counted from 1, that carries KSSTREAM_HEADER_OPTIONSF_TYPECHANGED: further requests are held back until the client has fetched the new format. Left out: none.'),
    ReliesOnPowerFirst: property({ kind: 'boolean' }, 'Whether SetDeviceState works after the system has slept only when SetPower was called before it.', { default: false }),
    ProcessTime: property({ kind: 'distribution' }, 'Time that Process takes for one frame.', { default: 10_000 }),
    SetDeviceStateTime: property({ kind: 'distribution' }, 'Time that SetDeviceState takes.', { default: 100_000 }),
    DpcTime: property({ kind: 'distribution' }, 'Time that the DPC routine takes.', { default: 5_000 }),
    Notes: notesField,
  },
});
