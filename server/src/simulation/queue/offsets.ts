import { reportViolation } from './environment';
import type { PinQueue, PointerRecord, StreamPointer } from './pin-queue';
import { handleOf, recordOf, slotOf } from './pin-queue';
import { leadingEdge } from './queue';
import { pointerFacts } from './violation-facts';

/** Which offsets the pointers of a pin have: an input reads, an output is filled, an in-place transform does both. */
export function hasOffset(pin: PinQueue, which: 'offsetIn' | 'offsetOut'): boolean {
  const { direction } = pin.settings;
  return direction === 'inPlace' || (direction === 'input') === (which === 'offsetIn');
}

/**
 * The offsets of a pointer, begun anew when it has come to another frame: Count is DataUsed for input, FrameExtent for output, or the number of mappings from
 * the first lock on that built them; Remaining starts equal to Count (K:ns-ks-_ksstream_pointer_offset).
 */
export function offsetsOf(pin: PinQueue, slot: number): PointerRecord {
  const pointer = recordOf(pin, slot);
  const frame = pin.frames.pointerFrame[slot]!;
  if (frame < 0) {
    set(pointer, -1, false, 0, 0);
    return pointer;
  }
  const { serial, header, mappings } = pin.frameRecords[frame]!;
  const mapped = mappings !== null;
  if (pointer.offsetSerial === serial && pointer.offsetMapped === mapped) return pointer;
  const input = mappings === null ? header.dataUsed : mappings.length;
  const output = mappings === null ? header.frameExtent : mappings.length;
  set(pointer, serial, mapped, hasOffset(pin, 'offsetIn') ? input : 0, hasOffset(pin, 'offsetOut') ? output : 0);
  return pointer;
}

function set(pointer: PointerRecord, serial: number, mapped: boolean, input: number, output: number): void {
  pointer.offsetSerial = serial;
  pointer.offsetMapped = mapped;
  pointer.offsetIn.count = pointer.offsetIn.remaining = input;
  pointer.offsetOut.count = pointer.offsetOut.remaining = output;
}

/** Gives a new clone the offsets of the pointer it was made of. */
export function copyOffsets(pin: PinQueue, from: number, to: number): void {
  const source = offsetsOf(pin, from);
  const target = recordOf(pin, to);
  target.offsetSerial = source.offsetSerial;
  target.offsetMapped = source.offsetMapped;
  target.offsetIn.count = source.offsetIn.count;
  target.offsetIn.remaining = source.offsetIn.remaining;
  target.offsetOut.count = source.offsetOut.count;
  target.offsetOut.remaining = source.offsetOut.remaining;
}

/**
 * Moves the offsets on. `true` when either has reached the end of the frame, so that the pointer goes on to the next one (the page on
 * KsStreamPointerAdvanceOffsetsAndUnlock says it of each). More than Remaining is beyond what one advance covers: SPT-09, and the frame's end.
 */
export function moveOffsets(pin: PinQueue, slot: number, inUsed: number, outUsed: number): boolean {
  const pointer = offsetsOf(pin, slot);
  let atEnd = false;
  for (const [which, used, name] of [['offsetIn', inUsed, 'OffsetIn'], ['offsetOut', outUsed, 'OffsetOut']] as const) {
    const offset = pointer[which];
    if (used > offset.remaining) {
      reportViolation(pin.environment, 'SPT-09', pin.settings.name, { ...pointerFacts(handleOf(pin, slot)), offset: name, used, remaining: offset.remaining });
    }
    if (!hasOffset(pin, which)) continue;
    if (used > 0 && slot === leadingEdge) pin.progress += 1;
    offset.remaining = Math.max(0, offset.remaining - used);
    if (offset.remaining === 0) atEnd = true;
  }
  return atEnd;
}

/** OffsetIn and OffsetOut of a pointer, as the driver reads them. */
export function readOffsets(pin: PinQueue, pointer: StreamPointer): { readonly offsetIn: Readonly<PointerRecord['offsetIn']>; readonly offsetOut: Readonly<PointerRecord['offsetOut']> } {
  const { offsetIn, offsetOut } = offsetsOf(pin, slotOf(pointer));
  return { offsetIn: { ...offsetIn }, offsetOut: { ...offsetOut } };
}

/** KsPinGetAvailableByteCount: bytes of input and of output buffer from the leading edge on (or behind its frame: option `availableBytes`). */
export function availableBytes(pin: PinQueue): { readonly inputDataBytes: number; readonly outputBufferBytes: number } {
  const { frames } = pin;
  const first = frames.pointerFrame[leadingEdge]!;
  let input = 0;
  let output = 0;
  for (let frame = first; frame >= 0; frame = frames.frameNewer[frame]!) {
    const { header, mappings } = pin.frameRecords[frame]!;
    // Offsets in mappings say nothing about bytes, so the whole frame counts.
    const partly = frame === first && mappings === null ? offsetsOf(pin, leadingEdge) : null;
    if (frame === first && pin.environment.options.availableBytes === 'afterLeadingEdge') continue;
    if (hasOffset(pin, 'offsetIn')) input += partly === null ? header.dataUsed : partly.offsetIn.remaining;
    if (hasOffset(pin, 'offsetOut')) output += partly === null ? header.frameExtent : partly.offsetOut.remaining;
  }
  return { inputDataBytes: input, outputBufferBytes: output };
}
