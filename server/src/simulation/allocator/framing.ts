import { type Architecture, bytesInHexadecimal, encode, layoutOf } from '../../bytes/index';

/** KSALLOCATOR_FRAMING of a create request, member by member as C names them: all ULONG. InitializeAllocator receives it. */
export interface RequestFraming {
  /** KSALLOCATOR_OPTIONF_*. */
  readonly OptionsFlags: number;
  /** POOL_TYPE. */
  readonly PoolType: number;
  /** Most frames that may be out at a time; 0 states no requirement. */
  readonly Frames: number;
  /** Bytes of a frame, prefix and postfix included. */
  readonly FrameSize: number;
  /** Alignment minus one. */
  readonly FileAlignment: number;
  /** 0. */
  readonly Reserved: number;
}

/** A framing as memory holds it: 24 bytes on every target. Throws a RangeError for a member that no ULONG holds. */
export function framingBytes(framing: RequestFraming, architecture: Architecture): Uint8Array {
  const encoded = encode(layoutOf('KSALLOCATOR_FRAMING', architecture)!, { ...framing });
  if (encoded.kind === 'problem') throw new RangeError(`${encoded.problem.key}: ${encoded.problem.member}`);
  return encoded.bytes;
}

/** A framing as call logs show it: its members, and its bytes as a debugger prints them. */
export const framingArguments = (framing: RequestFraming, architecture: Architecture): Readonly<Record<string, number | string>> =>
  ({ ...framing, bytes: bytesInHexadecimal(framingBytes(framing, architecture)) });

/** Whether a number is an alignment mask: 2ⁿ − 1. Exact for every ULONG. */
export const isAlignmentMask = (mask: number): boolean => Number.isInteger(mask) && mask >= 0 && mask <= 0xffffffff && ((mask & (mask + 1)) >>> 0) === 0;

/** Alignment in bytes; where the member is no mask, that of the next greater mask. */
export function alignmentOf(fileAlignment: number): number {
  let alignment = 1;
  while (alignment <= fileAlignment) alignment *= 2;
  return alignment;
}

/** The least multiple of `alignment` (a power of two or any whole number > 0) that is not below `value`. */
export const roundUp = (value: number, alignment: number): number => Math.ceil(value / alignment) * alignment;

/** Bytes from one frame to the next when frames lie one behind the other: the size rounded up to the alignment. */
export const strideOf = ({ FrameSize, FileAlignment }: Pick<RequestFraming, 'FrameSize' | 'FileAlignment'>): number => roundUp(FrameSize, alignmentOf(FileAlignment));

/** BYTES_TO_PAGES: pages that so many bytes take from a page boundary on. */
export const pagesOf = (bytes: number, pageSize: number): number => Math.ceil(bytes / pageSize);

/** Map registers that a transfer of so many bytes takes at worst, when it begins in the last byte of a page. */
export const worstMapRegisters = (bytes: number, pageSize: number): number => pagesOf(bytes, pageSize) + 1;
