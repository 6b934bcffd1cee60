import type { PinState } from '../scenario';
import type { TextArguments } from '../result';
import type { AllocatorKind, AllocatorSetup } from './behaviour';
import type { CarvedBuffer } from './common-buffer';
import type { RequestFraming } from './framing';
import { type MemoryBlock, type MemorySpace, createMemorySpace } from './memory-space';
import type { AllocatorOptionName, Irql } from './options';

/** Everything the log of an allocator can show: callbacks of the driver, calls to the system, requests of holders. */
export type CallName =
  | 'KsCreateAllocator' | 'KsCreateDefaultAllocatorEx' | 'InitializeAllocator' | 'Allocate' | 'Free' | 'DeleteAllocator'
  | 'AllocateCommonBuffer' | 'FreeCommonBuffer'
  | 'KSMETHOD_STREAMALLOCATOR_ALLOC' | 'KSMETHOD_STREAMALLOCATOR_FREE' | 'AllocateFrame' | 'FreeFrame' | 'KSEVENT_STREAMALLOCATOR_FREEFRAME' | 'WorkItem' | 'CloseHandle';

/** One call: when, at which IRQL, with what, and what came of it. The text key is `allocatorCall.` + call. */
export interface AllocatorCall {
  readonly time: number;
  readonly call: CallName;
  readonly irql: Irql;
  /** Whose callback it is; empty where it is none of an allocator. */
  readonly allocator: AllocatorKind | '';
  readonly arguments: TextArguments;
  /** NTSTATUS, where the call returns one. */
  readonly status: number | null;
  /** Further results: `frame` (its number or `NULL`), `address`, `length`, `logicalAddress`. */
  readonly result: TextArguments;
}

/** A rule that the behaviour of a driver, or of who holds its frames, has broken in a run; once for each key, with the first occurrence. */
export interface AllocatorFinding {
  readonly code: string;
  /** Text key is `allocatorFinding.` + key. */
  readonly key: string;
  readonly count: number;
  /** Virtual time of the first occurrence, nanoseconds. */
  readonly time: number;
  readonly arguments: TextArguments;
  /** Dotted name of the value of {@link AllocatorSetup} that caused it. */
  readonly field: string;
}

/** One frame as Allocate returned it. */
export interface AllocatorFrame {
  /** Number, from 0, of the memory among all that this allocator has handed out. */
  readonly frame: number;
  readonly address: number;
  readonly length: number;
  readonly logicalAddress: number | null;
}

/** Memory behind the four callbacks, or behind the default allocator. */
export interface Provider {
  readonly kind: AllocatorKind;
  /** The numbers it serves: those it was given, or its own. */
  readonly framing: RequestFraming;
  /** The common buffer that frames are carved from. */
  carved: CarvedBuffer | null;
  carvedBlock: MemoryBlock | null;
  /** Blocks that are one frame each, by the frame's address, and those of them that are free for further requests. */
  readonly blocks: Map<number, MemoryBlock>;
  readonly kept: AllocatorFrame[];
  readonly frames: Map<number, AllocatorFrame>;
  readonly hasContext: boolean;
  /** It goes on without the common buffer it failed to get: what it hands out is nothing. */
  readonly isBroken: boolean;
  allocateCalls: number;
}

/** Where an allocator is in its life: `refused` no allocator could be created; `closing` its handle is closed and frames are still out. */
export type AllocatorPhase = 'absent' | 'ready' | 'refused' | 'closing' | 'deleted';

/** The allocator of one circuit, from its creation to DeleteAllocator, with who holds its frames. */
export interface AllocatorLife {
  readonly setup: AllocatorSetup;
  readonly space: MemorySpace;
  phase: AllocatorPhase;
  /** The handle of the allocator is closed: its function table is no longer valid. */
  isClosed: boolean;
  state: PinState;
  /** The requestor may hand frames out: the pipe is built and not being torn down. */
  isPipeUp: boolean;
  /** DeleteAllocator is due as soon as no frame is out. */
  isDeletionDue: boolean;
  deviceBuffer: { block: MemoryBlock | null; isBroken: boolean; hasFailed: boolean };
  provider: Provider | null;
  /** How often each address is out: handed out by Allocate and not freed. More than once only after ALC-04. */
  readonly out: Map<number, number>;
  outCount: number;
  /** Frames the requestor has at hand, in the order in which they go out, and those it has handed on, by address. */
  readonly idle: AllocatorFrame[];
  readonly inCircuit: Map<number, number>;
  /** Frames held by clients that allocate and free by request or by function table. */
  readonly withClients: Map<number, number>;
  /** Requests that wait for a frame, oldest first. */
  readonly waitingForRequestor: number[];
  readonly waitingIrps: number[];
  nextRequest: number;
  returns: number;
  /** Hears of each call as it is made; `place` is where the log has it, or −1. */
  observer: ((call: AllocatorCall, place: number) => void) | null;
  readonly log: AllocatorCall[];
  callCount: number;
  readonly findings: Map<string, AllocatorFinding>;
  /** Options that decided something. */
  readonly used: Set<AllocatorOptionName>;
  readonly counts: { allocate: number; allocateNull: number; free: number; waited: number; nullReturns: number; peakOut: number };
}

/** A life that has not begun. */
export function createAllocatorLife(setup: AllocatorSetup): AllocatorLife {
  return {
    setup, space: createMemorySpace(setup.architecture, setup.pageSize, setup.poolLimit), phase: 'absent', isClosed: false, state: 'STOP', isPipeUp: false, isDeletionDue: false,
    deviceBuffer: { block: null, isBroken: false, hasFailed: false }, provider: null, out: new Map(), outCount: 0, idle: [], inCircuit: new Map(), withClients: new Map(),
    waitingForRequestor: [], waitingIrps: [], nextRequest: 0, returns: 0, observer: null, log: [], callCount: 0, findings: new Map(), used: new Set(),
    counts: { allocate: 0, allocateNull: 0, free: 0, waited: 0, nullReturns: 0, peakOut: 0 },
  };
}

/** Writes a call into the log, up to its limit. Returns its place there, or −1. */
export function logCall(life: AllocatorLife, call: AllocatorCall): number {
  life.callCount += 1;
  const place = life.log.length < life.setup.logLimit ? life.log.push(call) - 1 : -1;
  life.observer?.(call, place);
  return place;
}

/** What came of a call that stands in the log already, with what it called itself behind it. */
export function logResult(life: AllocatorLife, place: number, status: number | null, result: TextArguments): void {
  const call = life.log[place];
  if (call) life.log[place] = { ...call, status, result };
}

/** Notes a broken rule; what repeats is counted. */
export function report(life: AllocatorLife, code: string, key: string, time: number, field: string, values: TextArguments = {}): void {
  const known = life.findings.get(key);
  life.findings.set(key, known ? { ...known, count: known.count + 1 } : { code, key, count: 1, time, arguments: values, field });
}

/** The value of an option, noted as having decided something. */
export function choose<Name extends AllocatorOptionName>(life: AllocatorLife, name: Name): AllocatorSetup['options'][Name] {
  life.used.add(name);
  return life.setup.options[name];
}

/** Counts an address up or down. */
export function count(counts: Map<number, number>, address: number, change: 1 | -1): void {
  const next = (counts.get(address) ?? 0) + change;
  if (next === 0) counts.delete(address);
  else counts.set(address, next);
}
