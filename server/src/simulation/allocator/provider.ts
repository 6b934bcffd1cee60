import type { CommonBufferBehaviour } from './behaviour';
import { carve, commonBufferLength, putSlot, slotAddress, slotAt, slotLogicalAddress, takeSlot } from './common-buffer';
import { alignmentOf, pagesOf } from './framing';
import { type AllocatorFrame, type AllocatorLife, type Provider, logCall, report } from './life';
import { type MemoryBlock, releaseBlock, takeCommonBuffer, takePool } from './memory-space';
import type { Irql } from './options';

/** Calls AllocateCommonBuffer; `null` when it fails: the scenario says so, or its pages go beyond the map registers. */
export function allocateCommonBuffer(life: AllocatorLife, behaviour: CommonBufferBehaviour, length: number, time: number, irql: Irql): MemoryBlock | null {
  const { setup, space } = life;
  const pages = Math.max(1, pagesOf(length, setup.pageSize));
  const isBeyond = setup.mapRegisters !== null && space.commonBufferPages + pages > setup.mapRegisters;
  const block = behaviour.fails || isBeyond ? null : takeCommonBuffer(space, length);
  logCall(life, {
    time, call: 'AllocateCommonBuffer', irql, allocator: '', arguments: { length, pages }, status: null,
    result: block ? { address: block.address, logicalAddress: block.logicalAddress ?? 0 } : { address: 'NULL' },
  });
  if (!block && behaviour.whenItFails === 'goOn') report(life, 'CBF-08', 'goesOnWithoutCommonBuffer', time, 'behaviour.commonBuffer.whenItFails', { length, pages });
  return block;
}

/** Calls FreeCommonBuffer. With other values than those of the allocation nobody knows what is released; the model releases the buffer. */
export function freeCommonBuffer(life: AllocatorLife, behaviour: CommonBufferBehaviour, block: MemoryBlock, time: number, irql: Irql): void {
  const { freedWith } = behaviour;
  const length = block.length + (freedWith === 'otherLength' ? life.setup.pageSize : 0);
  const address = block.address + (freedWith === 'otherVirtualAddress' ? life.setup.pageSize : 0);
  const logicalAddress = (block.logicalAddress ?? 0) + (freedWith === 'otherLogicalAddress' ? life.setup.pageSize : 0);
  logCall(life, { time, call: 'FreeCommonBuffer', irql, allocator: '', arguments: { length, logicalAddress, address, cacheEnabled: freedWith === 'otherCacheEnabled' ? 'TRUE' : 'FALSE' }, status: null, result: {} });
  if (freedWith !== 'sameValues') report(life, 'CBF-04', `freedWith.${freedWith}`, time, 'behaviour.commonBuffer.freedWith', { length, allocated: block.length });
  releaseBlock(life.space, block);
}

/** Memory for one frame, or `null`. Whatever the behaviour gets wrong about the memory itself is in it. */
export function takeFrame(life: AllocatorLife, provider: Provider, time: number, irql: Irql): AllocatorFrame | null {
  const { setup } = life;
  const behaviour = provider.kind === 'vendor' ? setup.behaviour : null;
  const kept = provider.kept.pop();
  if (kept) return kept;
  if (provider.isBroken) return null;
  const { FrameSize, FileAlignment, Frames } = provider.framing;
  const off = behaviour?.misalignedBy ?? 0;
  const length = FrameSize - Math.min(FrameSize, behaviour?.shortBy ?? 0);
  const { carved } = provider;
  if (carved) {
    const slot = takeSlot(carved);
    return slot < 0 ? null : remembered(provider, slotAddress(carved, slot) + off, length, slotLogicalAddress(carved, slot) + off);
  }
  // A driver with numbers of its own has no more frames than they say.
  if (behaviour?.ownFraming && Frames > 0 && provider.blocks.size >= Frames) return null;
  const block = behaviour?.commonBuffer?.allocatedAt === 'allocate'
    ? allocateCommonBuffer(life, behaviour.commonBuffer, length + off, time, irql)
    : takePool(life.space, length + off, alignmentOf(FileAlignment));
  if (!block) return null;
  provider.blocks.set(block.address + off, block);
  return remembered(provider, block.address + off, length, block.logicalAddress === null ? null : block.logicalAddress + off);
}

/** A frame keeps its number as long as its memory is known. */
function remembered(provider: Provider, address: number, length: number, logicalAddress: number | null): AllocatorFrame {
  const known = provider.frames.get(address);
  if (known?.length === length) return known;
  const frame = { frame: known?.frame ?? provider.frames.size, address, length, logicalAddress };
  provider.frames.set(address, frame);
  return frame;
}

/** Takes the memory of a frame back that was out. */
export function putFrame(life: AllocatorLife, provider: Provider, frame: AllocatorFrame, time: number, irql: Irql, keeps: boolean): void {
  const { carved } = provider;
  const behaviour = provider.kind === 'vendor' ? life.setup.behaviour : null;
  if (carved) {
    putSlot(carved, slotAt(carved, frame.address - (behaviour?.misalignedBy ?? 0)));
    return;
  }
  if (keeps) {
    provider.kept.push(frame);
    return;
  }
  const block = provider.blocks.get(frame.address);
  if (!block) return;
  provider.blocks.delete(frame.address);
  if (block.kind === 'commonBuffer' && behaviour?.commonBuffer) freeCommonBuffer(life, behaviour.commonBuffer, block, time, irql);
  else releaseBlock(life.space, block);
}

/** A common buffer cut into the frames that a framing asks for, or into as many as it holds where Frames states no requirement. */
export function carved(life: AllocatorLife, block: MemoryBlock, framing: Provider['framing']): NonNullable<Provider['carved']> {
  return carve({
    length: block.length, address: block.address, logicalAddress: block.logicalAddress ?? 0, frames: framing.Frames || Infinity, frameSize: framing.FrameSize,
    fileAlignment: framing.FileAlignment, pageSize: life.setup.pageSize,
  });
}

/** Bytes of the common buffer that a driver allocates for its frames. */
export const lengthOf = (behaviour: CommonBufferBehaviour, framing: Provider['framing']): number =>
  behaviour.length ?? commonBufferLength(Math.max(1, framing.Frames), framing.FrameSize, framing.FileAlignment);
