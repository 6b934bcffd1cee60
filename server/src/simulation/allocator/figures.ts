import type { AllocatorLife } from './life';

/** What a life of an allocator took, in calls, frames and bytes. Figures of this model. */
export interface AllocatorFigures {
  readonly allocateCalls: number;
  readonly freeCalls: number;
  /** Calls of AllocateFrame that returned NULL. */
  readonly nullReturns: number;
  /** Requests for a frame that had to wait. */
  readonly waits: number;
  /** Most frames out at a time; bytes of memory at most; bytes and pages never given back. */
  readonly peakOut: number;
  readonly peakBytes: number;
  readonly leftBytes: number;
  readonly leftPages: number;
}

/** The figures of a life so far. */
export function figuresOfLife({ counts, space }: AllocatorLife): AllocatorFigures {
  return {
    allocateCalls: counts.allocate, freeCalls: counts.free, nullReturns: counts.nullReturns, waits: counts.waited, peakOut: counts.peakOut, peakBytes: space.peakBytes,
    leftBytes: space.poolBytes + space.commonBufferBytes, leftPages: space.commonBufferPages,
  };
}
