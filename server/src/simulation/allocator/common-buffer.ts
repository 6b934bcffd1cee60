import { alignmentOf, pagesOf, roundUp, strideOf } from './framing';

/** What a common buffer is to be cut into. */
export interface Carving {
  /** Bytes of the buffer and its two addresses. */
  readonly length: number;
  readonly address: number;
  readonly logicalAddress: number;
  /** Frames that are wanted, their size and alignment mask. */
  readonly frames: number;
  readonly frameSize: number;
  readonly fileAlignment: number;
  readonly pageSize: number;
}

/** A common buffer cut into frames, with the list of those that are free. */
export interface CarvedBuffer {
  readonly address: number;
  readonly logicalAddress: number;
  /** Bytes before the first frame: none, as long as the alignment is not above a page. */
  readonly offset: number;
  /** Bytes from one frame to the next. */
  readonly stride: number;
  /** Frames it holds: as many as are wanted, fewer when it is too short. */
  readonly slots: number;
  /** Pages it ties up. */
  readonly pages: number;
  /** Bytes of the buffer behind the last frame, and bytes of its last page behind the buffer, which cannot be used. */
  readonly unused: number;
  readonly tail: number;
  /** Free slots, the next one to hand out last; 1 in `isOut` for the others. */
  readonly free: number[];
  readonly isOut: Uint8Array;
}

/** Bytes of a common buffer that holds so many frames. */
export const commonBufferLength = (frames: number, frameSize: number, fileAlignment: number): number => frames * strideOf({ FrameSize: frameSize, FileAlignment: fileAlignment });

/** Cuts a common buffer into frames. */
export function carve({ length, address, logicalAddress, frames, frameSize, fileAlignment, pageSize }: Carving): CarvedBuffer {
  const stride = strideOf({ FrameSize: frameSize, FileAlignment: fileAlignment });
  const offset = roundUp(address, alignmentOf(fileAlignment)) - address;
  // The last frame needs its own bytes only, not the padding behind them.
  const fitting = offset + frameSize > length || stride === 0 ? 0 : Math.floor((length - offset - frameSize) / stride) + 1;
  const slots = Math.min(frames, fitting);
  const pages = Math.max(1, pagesOf(length, pageSize));
  const used = slots === 0 ? 0 : offset + (slots - 1) * stride + frameSize;
  return {
    address, logicalAddress, offset, stride, slots, pages, unused: length - used, tail: pages * pageSize - length,
    free: Array.from({ length: slots }, (_, index) => slots - 1 - index), isOut: new Uint8Array(slots),
  };
}

/** Takes a free slot, or −1. */
export function takeSlot(buffer: CarvedBuffer): number {
  const slot = buffer.free.pop() ?? -1;
  if (slot >= 0) buffer.isOut[slot] = 1;
  return slot;
}

/** Puts a slot back; false, and nothing changed, when it is not out or no slot of this buffer. */
export function putSlot(buffer: CarvedBuffer, slot: number): boolean {
  if (buffer.isOut[slot] !== 1) return false;
  buffer.isOut[slot] = 0;
  buffer.free.push(slot);
  return true;
}

/** Virtual and logical address of a slot. */
export const slotAddress = (buffer: CarvedBuffer, slot: number): number => buffer.address + buffer.offset + slot * buffer.stride;
export const slotLogicalAddress = (buffer: CarvedBuffer, slot: number): number => buffer.logicalAddress + buffer.offset + slot * buffer.stride;

/** The slot that begins at an address, or −1. */
export function slotAt(buffer: CarvedBuffer, address: number): number {
  const slot = (address - buffer.address - buffer.offset) / buffer.stride;
  return Number.isInteger(slot) && slot >= 0 && slot < buffer.slots ? slot : -1;
}
