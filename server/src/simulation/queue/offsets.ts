import { leadingEdge } from './pointer-numbers';
import { chosen } from './environment';
import { choices } from './options';
import type { PinQueue, PointerRecord, StreamPointer } from './pin-queue';
import { handleOf, recordOf, reportOn, slotOf } from './pin-queue';
import { pointerFacts } from './violation-facts';

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
  set(pointer, serial, mapped, pin.hasInput ? input : 0, pin.hasOutput ? output : 0);
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
  const source = pin.hasInput ? offsetsOf(pin, from) : recordOf(pin, from);
  const target = recordOf(pin, to);
  target.offsetSerial = source.offsetSerial;
  // Offsets that have not begun on this frame begin for each pointer when it is asked for them.
  if (source.offsetSerial !== pin.frameRecords[pin.frames.pointerFrame[from]!]!.serial) return;
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
  const { offsetIn, offsetOut } = offsetsOf(pin, slot);
  if (inUsed > offsetIn.remaining) reportBeyond(pin, slot, 'OffsetIn', inUsed, offsetIn.remaining);
  const inputEnds = pin.hasInput && moveOffset(pin, slot, offsetIn, inUsed);
  if (outUsed > offsetOut.remaining) reportBeyond(pin, slot, 'OffsetOut', outUsed, offsetOut.remaining);
  const outputEnds = pin.hasOutput && moveOffset(pin, slot, offsetOut, outUsed);
  return inputEnds || outputEnds;
}

function moveOffset(pin: PinQueue, slot: number, offset: PointerRecord['offsetIn'], used: number): boolean {
  if (used > 0 && slot === leadingEdge) pin.progress += 1;
  offset.remaining = Math.max(0, offset.remaining - used);
  return offset.remaining === 0;
}

function reportBeyond(pin: PinQueue, slot: number, offset: 'OffsetIn' | 'OffsetOut', used: number, remaining: number): void {
  reportOn(pin, 'SPT-09', { ...pointerFacts(handleOf(pin, slot)), offset, used, remaining });
}

/** OffsetIn and OffsetOut of a pointer, as the driver reads them. */
export function readOffsets(pin: PinQueue, pointer: StreamPointer): { readonly offsetIn: Readonly<PointerRecord['offsetIn']>; readonly offsetOut: Readonly<PointerRecord['offsetOut']> } {
  const { offsetIn, offsetOut } = offsetsOf(pin, slotOf(pointer));
  return { offsetIn: { ...offsetIn }, offsetOut: { ...offsetOut } };
}

/** KsPinGetAvailableByteCount: bytes of input and of output buffer from the leading edge on (or behind its frame: option `availableBytes`); `null` without a queue. */
export function availableBytes(pin: PinQueue): { readonly inputDataBytes: number; readonly outputBufferBytes: number } | null {
  if (!pin.settings.standardTransport) return null;
  const { frames } = pin;
  const first = frames.pointerFrame[leadingEdge]!;
  let input = 0;
  let output = 0;
  for (let frame = first; frame >= 0; frame = frames.frameNewer[frame]!) {
    const { header, mappings } = pin.frameRecords[frame]!;
    // Offsets in mappings say nothing about bytes, so the whole frame counts.
    const partly = frame === first && mappings === null ? offsetsOf(pin, leadingEdge) : null;
    if (frame === first && chosen(pin.environment, choices.availableBytes.afterLeadingEdge)) continue;
    if (pin.hasInput) input += partly === null ? header.dataUsed : partly.offsetIn.remaining;
    if (pin.hasOutput) output += partly === null ? header.frameExtent : partly.offsetOut.remaining;
  }
  return { inputDataBytes: input, outputBufferBytes: output };
}
