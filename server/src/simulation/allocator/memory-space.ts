import type { Architecture } from '../../bytes/index';
import { pagesOf, roundUp } from './framing';

/** Memory that the model has handed out. Addresses are the model's own, not those a machine would give. */
export interface MemoryBlock {
  readonly kind: 'pool' | 'commonBuffer';
  /** Virtual address. */
  readonly address: number;
  readonly length: number;
  /** Address that the device uses; only common buffers have one. */
  readonly logicalAddress: number | null;
  /** Pages that the block ties up: of a common buffer at least one, of pool none is counted. */
  readonly pages: number;
}

/** The memory of a machine as far as frames come from it. */
export interface MemorySpace {
  readonly pageSize: number;
  /** First address behind everything handed out so far, and the end of all. */
  next: number;
  readonly end: number;
  /** Bytes of pool that frames may take, or `null` without a limit. */
  readonly poolLimit: number | null;
  readonly blocks: Map<number, MemoryBlock>;
  /** Addresses given back, by length and alignment. */
  readonly freed: Map<string, number[]>;
  poolBytes: number;
  commonBufferBytes: number;
  commonBufferPages: number;
  /** Most bytes of both kinds in use at a time. */
  peakBytes: number;
}

/** Where the model's virtual and logical addresses begin: kernel addresses on x86, a round number elsewhere. */
const firstAddress = { x86: 0x80000000, x64: 2 ** 44, ARM64: 2 ** 44 } as const;
const lastAddress = { x86: 2 ** 32, x64: 2 ** 52, ARM64: 2 ** 52 } as const;
const logicalBase = 0x10000000;

/** A machine without a frame. */
export function createMemorySpace(architecture: Architecture, pageSize: number, poolLimit: number | null): MemorySpace {
  return {
    pageSize, next: firstAddress[architecture], end: lastAddress[architecture], poolLimit, blocks: new Map(), freed: new Map(),
    poolBytes: 0, commonBufferBytes: 0, commonBufferPages: 0, peakBytes: 0,
  };
}

/** Pool at a multiple of `alignment`; `null` beyond the limit, or when the addresses run out. */
export function takePool(space: MemorySpace, length: number, alignment: number): MemoryBlock | null {
  if (space.poolLimit !== null && space.poolBytes + length > space.poolLimit) return null;
  const address = takeAddress(space, length, alignment);
  if (address === null) return null;
  return keep(space, { kind: 'pool', address, length, logicalAddress: null, pages: 0 });
}

/** A common buffer: begins on a page boundary and takes whole pages, at least one, as the driver documentation says of common buffers. `null` when the addresses run out. */
export function takeCommonBuffer(space: MemorySpace, length: number): MemoryBlock | null {
  const { pageSize } = space;
  const pages = Math.max(1, pagesOf(length, pageSize));
  const address = takeAddress(space, pages * pageSize, pageSize);
  if (address === null) return null;
  // Both addresses agree in their low bits, as far as any alignment of a frame reaches.
  return keep(space, { kind: 'commonBuffer', address, length, logicalAddress: logicalBase + (address % logicalBase), pages });
}

/** Gives a block back. */
export function releaseBlock(space: MemorySpace, block: MemoryBlock): void {
  space.blocks.delete(block.address);
  if (block.kind === 'pool') space.poolBytes -= block.length;
  else {
    space.commonBufferBytes -= block.length;
    space.commonBufferPages -= block.pages;
  }
  const taken = block.kind === 'pool' ? block.length : block.pages * space.pageSize;
  const known = space.freed.get(String(taken));
  if (known) known.push(block.address);
  else space.freed.set(String(taken), [block.address]);
}

function takeAddress(space: MemorySpace, length: number, alignment: number): number | null {
  const known = space.freed.get(String(length));
  const last = known?.at(-1);
  if (known && last !== undefined && last % alignment === 0) {
    known.pop();
    return last;
  }
  const address = roundUp(space.next, alignment);
  if (address + length > space.end) return null;
  space.next = address + Math.max(1, length);
  return address;
}

function keep(space: MemorySpace, block: MemoryBlock): MemoryBlock {
  space.blocks.set(block.address, block);
  if (block.kind === 'pool') space.poolBytes += block.length;
  else {
    space.commonBufferBytes += block.length;
    space.commonBufferPages += block.pages;
  }
  space.peakBytes = Math.max(space.peakBytes, space.poolBytes + space.commonBufferBytes);
  return block;
}
