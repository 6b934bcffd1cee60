import { defineStructure } from '../structure';
import type { Word } from '../structure';
import { notesField, property, words } from './common';

/** Which structures an edit copies into the object bag before it writes. */
const editable = words({
  Descriptor: "The pin's KSPIN_DESCRIPTOR_EX (`KsEdit(Pin, &Pin->Descriptor, Tag)`).",
  AllocatorFraming: "The descriptor's KSALLOCATOR_FRAMING_EX (`KsEdit(Pin, &Pin->Descriptor->AllocatorFraming, Tag)`).",
});

/** Where a size that is written while the driver runs may come from. */
const sizeWords: readonly Word[] = words({
  SizeImage: 'biSizeImage of the connected video format.',
  SampleSize: 'SampleSize of the connected format.',
  TransportFrame: "ulcbPhyiscalFrame of the connected format's BDA_TRANSPORT_INFO.",
  VbiBufferSize: "BufferSize of the connected format's KS_VBIINFOHEADER.",
  BytesPerSecond: 'nAvgBytesPerSec of the connected audio format, times FrameDuration.',
  Unknown: 'Some size that this document does not state.',
});

/** A range of frame sizes as an edit writes it. */
export const RuntimeEditRange = defineStructure({
  name: 'RuntimeEditRange',
  origin: 'format',
  summary: 'What an edit writes to one range of frame sizes. A member left out keeps its value.',
  evidence: ['S'],
  fields: {
    MinFrameSize: property({ kind: 'integer', type: 'ULONG', display: 'bytes', words: sizeWords }, 'MinFrameSize, in bytes.'),
    MaxFrameSize: property({ kind: 'integer', type: 'ULONG', display: 'bytes', words: sizeWords }, 'MaxFrameSize, in bytes.'),
    Stepping: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Stepping, in bytes.'),
  },
});

/** One change that the driver makes to a pin's framing while it runs. */
export const RuntimeEdit = defineStructure({
  name: 'RuntimeEdit',
  origin: 'format',
  summary: "A change that the driver makes to the pin's framing at run time. Frame sizes and counts are judged after these edits.",
  remarks: 'What an edit leaves out it does not write. Two things are unknown instead: everything, in an edit that states nothing it writes; and Stepping beside FrameSize, or the sizes beside Stepping.',
  evidence: ['S'],
  fields: {
    When: property({ kind: 'word', words: words({
      DriverInit: 'Before the filter factory is made.',
      BeforePinFactory: 'Before the pin factory is made (KsFilterCreatePinFactory).',
      Create: "In the pin's Create callback.",
      SetDataFormat: "In the pin's SetDataFormat callback.",
      PropertyHandler: 'In a property handler.',
      StateChange: "In the pin's SetDeviceState callback.",
    }) }, 'When the driver makes the edit.', { presence: 'required' }),
    KsEdit: property({ kind: 'array', element: { kind: 'word', words: editable } }, 'Structures that the driver copies with KsEdit before it writes. KsEdit copies sizeof(**PP): 112 bytes of a framing, one item.'),
    KsEditSized: property({ kind: 'array', element: { kind: 'word', words: editable } }, 'Structures that the driver copies with KsEditSized, which takes the size explicitly: what a framing with several items needs.'),
    Storage: property({ kind: 'word', words: words({
      Edited: 'The copies that KsEdit or KsEditSized made.',
      HeapCopy: "A copy that the driver allocated itself for this pin and put into the descriptor.",
      OwnFraming: "The descriptor is edited and points to a framing of the driver's own for this pin.",
      OwnDescriptor: "The driver's own descriptor, made for this pin before its factory exists.",
      InPlace: 'The static or shared framing itself is written to.',
    }) }, 'Where the written framing lies. Left out: the copies named in KsEdit or KsEditSized; unknown when there are none.'),
    FrameSize: property({ kind: 'integer', type: 'ULONG', display: 'bytes', words: sizeWords }, 'Frame size written to MinFrameSize and MaxFrameSize of the edited ranges, in bytes.'),
    MinFrameSize: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'MinFrameSize written to the edited ranges, in bytes. FrameSize stands for both.'),
    MaxFrameSize: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'MaxFrameSize written to the edited ranges, in bytes.'),
    Stepping: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Stepping written to the edited ranges, in bytes.'),
    Ranges: property({ kind: 'array', element: { kind: 'word', words: words({ PhysicalRange: "The item's PhysicalRange.", FramingRange: "The item's FramingRange.Range." }) } }, 'Ranges that are written. Left out: both.'),
    PhysicalRange: property({ kind: 'structure', structure: 'RuntimeEditRange' }, "What is written to the item's PhysicalRange, where it differs from the other range."),
    FramingRange: property({ kind: 'structure', structure: 'RuntimeEditRange' }, "What is written to the item's FramingRange.Range, where it differs from the other range."),
    FrameDuration: property({ kind: 'duration' }, 'Time of audio that a frame holds, where its size is BytesPerSecond.'),
    ResultChecked: property({ kind: 'boolean' }, 'Whether the driver looks at the result of KsEdit. Left out: unknown.'),
    HoldsMutex: property({ kind: 'boolean' }, 'Whether KsEdit is called with the mutex held that protects the object bag. AVStream holds it during Create and SetDataFormat. Left out: unknown.'),
    Irql: property({ kind: 'word', words: words({ PassiveLevel: 'At PASSIVE_LEVEL.', DispatchLevel: 'At DISPATCH_LEVEL.' }) }, 'IRQL of the call of KsEdit. Left out: unknown.'),
    ReachedByContainingRecord: property({ kind: 'boolean' }, 'Whether the driver reaches the descriptor by CONTAINING_RECORD. Left out: unknown.'),
    Frames: property({ kind: 'integer', type: 'ULONG' }, 'Frames written to the item.'),
    FileAlignment: property({ kind: 'integer', type: 'ULONG', set: 'FILE_ALIGNMENT', display: 'alignmentMask' }, 'FileAlignment written to the item.'),
    FramePitch: property({ kind: 'integer', type: 'LONG', display: 'bytes' }, 'FramePitch written to the item, with KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED.'),
    Flags: property({ kind: 'flags', type: 'ULONG', set: 'KSALLOCATOR_FLAGS' }, 'Flags written to the item.'),
    Item: property({ kind: 'integer', type: 'ULONG' }, 'Index of the framing item that is edited.', { default: 0 }),
    Notes: notesField,
  },
});
