import type { Architecture } from '../../bytes/index';
import type { RequestFraming } from './framing';
import type { AllocatorOptions, Irql } from './options';

/** When a driver allocates its common buffer. */
export type CommonBufferTime = 'deviceStart' | 'initializeAllocator' | 'allocate';

/** What an allocator over a common buffer does. */
export interface CommonBufferBehaviour {
  /** Bytes; `null`: as many as the frames take. */
  readonly length: number | null;
  /** `allocate`: a buffer of its own for each frame, allocated in Allocate and freed in Free. */
  readonly allocatedAt: CommonBufferTime;
  /** AllocateCommonBuffer returns NULL. */
  readonly fails: boolean;
  /** What the driver does then: it fails with STATUS_INSUFFICIENT_RESOURCES, or goes on as if it had a buffer. */
  readonly whenItFails: 'fail' | 'goOn';
  /** The values that FreeCommonBuffer gets: those of the allocation, or one that differs. */
  readonly freedWith: 'sameValues' | 'otherLength' | 'otherLogicalAddress' | 'otherVirtualAddress' | 'otherCacheEnabled';
  /** Whether a buffer of the device's start is freed when the device stops. */
  readonly freedAtStop: boolean;
  /** Where the driver keeps the addresses. */
  readonly addressKeptIn: 'residentMemory' | 'pageableMemory' | 'stack';
}

/** What a driver's callbacks leave behind. */
export type Leftover = 'Memory' | 'CommonBuffer' | 'Handle' | 'Timer';

/** What the four callbacks of KSALLOCATOR_DISPATCH do. {@link faultless} does everything right. */
export interface AllocatorBehaviour {
  /** Where frames come from; the common buffer with its own behaviour. */
  readonly commonBuffer: CommonBufferBehaviour | null;
  /** InitializeAllocator returns an error. */
  readonly initializeFails: boolean;
  /** Whether InitializeAllocator sets Context, and whether the other callbacks use it. */
  readonly setsContext: boolean;
  readonly needsContext: boolean;
  /** The numbers that InitializeAllocator takes instead of those it is given; `null`: it follows the given ones. */
  readonly ownFraming: Pick<RequestFraming, 'Frames' | 'FrameSize' | 'FileAlignment'> | null;
  /** Bytes by which frames are too short, and by which they miss the alignment. */
  readonly shortBy: number;
  readonly misalignedBy: number;
  /** The call of Allocate, counted from 1, that returns NULL; `null`: none. */
  readonly allocateFailsAt: number | null;
  /** The call of Allocate, counted from 1, that hands out a frame that is still out, if one is; `null`: none. */
  readonly handsOutTwiceAt: number | null;
  /** What DeleteAllocator leaves behind. */
  readonly leavesOnDelete: readonly Leftover[];
  /** Whether Allocate and Free may be called at DISPATCH_LEVEL. */
  readonly isSafeAtDispatch: boolean;
  /** Whether the driver works with frames of another allocator. */
  readonly worksWithForeignFrames: boolean;
}

/** What those do that hold frames or the handle of the allocator. */
export interface HolderBehaviour {
  /** The return, counted from 1, after which the same frame is freed again, or a frame is freed that never came from here; `null`: none. */
  readonly freesTwiceAt: number | null;
  readonly freesForeignAt: number | null;
  /** Frames that are kept for good. */
  readonly keepsFrames: number;
  /** A frame is passed to a filter in user mode. */
  readonly passesToUserMode: boolean;
  /** AllocateFrame of the function table is called after the handle has been closed. */
  readonly usesTableAfterClose: boolean;
  /** KSEVENT_STREAMALLOCATOR_INTERNAL_FREEFRAME is enabled. */
  readonly enablesInternalEvent: boolean;
}

/** Arguments of KsCreateDefaultAllocatorEx that are not NULL. */
export type ExternalCallback = 'InitializeContext' | 'DefaultAllocate' | 'DefaultFree' | 'InitializeAllocator' | 'DeleteAllocator';

/** The request that creates an allocator. */
export interface CreateRequest {
  readonly framing: RequestFraming;
  /** Handle it goes to. */
  readonly target: 'sink' | 'source';
  /** IRQL of the caller. */
  readonly irql: Irql;
  /** Framing of the allocator downstream, for KSALLOCATOR_OPTIONF_COMPATIBLE; `null`: unknown. */
  readonly downstream: RequestFraming | null;
  /** What the driver passes to KsCreateDefaultAllocatorEx; `null`: it does not call it. */
  readonly external: readonly ExternalCallback[] | null;
}

/** An allocator that can serve a request: the four callbacks of the pin's dispatch, or the default allocator. */
export type AllocatorKind = 'vendor' | 'default';

/** All that the life of an allocator is told. Times are virtual nanoseconds, sizes bytes. */
export interface AllocatorSetup {
  readonly architecture: Architecture;
  readonly pageSize: number;
  /** Bytes of pool that frames may take; `null`: no limit. */
  readonly poolLimit: number | null;
  /** Map registers of the adapter where common buffers take them; `null`: none are needed, or it is unknown. */
  readonly mapRegisters: number | null;
  readonly request: CreateRequest;
  /** Allocators in the order in which they are tried. That is the scenario's choice: how the graph manager chooses is not public. */
  readonly candidates: readonly AllocatorKind[];
  /** The driver's own allocator; `null` without KSALLOCATOR_DISPATCH. */
  readonly behaviour: AllocatorBehaviour | null;
  /** Calls of Allocate, counted from 1, that find no memory, whichever allocator serves. Left out: none. */
  readonly allocateFaults?: readonly number[];
  readonly holder: HolderBehaviour;
  readonly options: AllocatorOptions;
  /** Calls kept in the log; further ones are counted only. */
  readonly logLimit: number;
}

/** Callbacks that do as documented, with frames from pool. */
export const faultless: AllocatorBehaviour = {
  commonBuffer: null, initializeFails: false, setsContext: true, needsContext: true, ownFraming: null, shortBy: 0, misalignedBy: 0,
  allocateFailsAt: null, handsOutTwiceAt: null, leavesOnDelete: [], isSafeAtDispatch: true, worksWithForeignFrames: true,
};

/** A common buffer, allocated in InitializeAllocator, that is used as documented. */
export const faultlessCommonBuffer: CommonBufferBehaviour = {
  length: null, allocatedAt: 'initializeAllocator', fails: false, whenItFails: 'fail', freedWith: 'sameValues', freedAtStop: true, addressKeptIn: 'residentMemory',
};

/** Holders that do as documented. */
export const faultlessHolder: HolderBehaviour = {
  freesTwiceAt: null, freesForeignAt: null, keepsFrames: 0, passesToUserMode: false, usesTableAfterClose: false, enablesInternalEvent: false,
};
