import type { Distribution } from '../scenario/distribution';

/**
 * What a minidriver does on one pin, as small programs of KS calls: plain data that a run carries out with times and a proof without. One call is one instruction, and one
 * instruction is one step that nothing comes in between of.
 */
export interface Behaviour {
  /** Registers that outlive a call: the driver keeps them in the context of the pin, and all its routines share them. */
  readonly kept: readonly Variable[];
  readonly routines: readonly Routine[];
  readonly entries: Entries;
  /** Spin locks of the driver, by number: at most {@link mostSpinLocks}. */
  readonly spinLocks: readonly string[];
  /** What the `wait` instructions take, nanoseconds. */
  readonly times: readonly Distribution[];
}

/** A register. */
export interface Variable {
  /** The developer's name, or that of the model. */
  readonly name: string;
  /** A stream pointer as the queue layer hands it out (`nullPointer` for NULL, which is what it begins with), or a flag: 0 (which it begins with) or 1. */
  readonly kind: 'pointer' | 'flag';
}

/** Where AVStream, the device or the system calls the driver: number of a routine, or -1 for one that does nothing. */
export interface Entries {
  readonly process: number;
  /** The DPC that follows an interrupt of the device. */
  readonly dpc: number;
  /** Reset with KSRESET_BEGIN. */
  readonly reset: number;
  readonly surpriseRemoval: number;
  /** The timeout callback of stream pointers, called with the pointer. */
  readonly timeout: number;
  /** SetDeviceState, by {@link transitions}. */
  readonly setDeviceState: readonly number[];
}

/** The single steps between KSSTATEs: `from` and `to` differ by one on the standard transport (K:nc-ks-pfnkspinsetdevicestate). */
export enum transitions { stopToAcquire = 0, acquireToPause = 1, pauseToRun = 2, runToPause = 3, pauseToAcquire = 4, acquireToStop = 5 }

/** The step between two neighbouring KSSTATEs as one of {@link transitions}. */
export const transitionOf = (from: number, to: number): number => (to > from ? from : 6 - from);

/** What calls a routine, which decides with what it begins and how it may return. */
export type RoutineKind = 'process' | 'dpc' | 'reset' | 'surpriseRemoval' | 'setDeviceState' | 'cancel' | 'timeout' | 'workItem';

/** One routine. Its code ends in a `return` on every way. */
export interface Routine {
  /** As the developer calls it. */
  readonly name: string;
  readonly kind: RoutineKind;
  /** IRQL at which it is called. */
  readonly level: 'passive' | 'dispatch';
  readonly code: readonly Instruction[];
  /** Registers of an activation from {@link firstVariable} on. Of cancel and timeout callbacks the first is the pointer they are called with. */
  readonly variables: readonly Variable[];
  /** RFC 6901 pointer of the routine in the document, or the empty string. */
  readonly path: string;
}

/** Registers that every activation has: the last status, as a number of {@link statuses}, the spin locks that it holds, and the mutexes ({@link mutexes}), as bits. */
export enum activationRegisters { status = 0, spinLocks = 1, mutexes = 2 }

/** Register of the first variable of a routine. */
export const firstVariable = 3;

/** Most spin locks of a driver: they are bits of a register. */
export const mostSpinLocks = 8;

/** Mutexes that routines can acquire: that of the filter (KsFilterAcquireControl, KsPinAcquireControl), the processing mutex, that of the device (KsAcquireDevice). */
export enum mutexes { control = 0, processing = 1, device = 2 }

/**
 * An operand is the number of a register: from 0 on those of the activation, below 0 those that are kept, `~0` the first; or one of these.
 */
export enum operands { null = 0x4000, none = 0x4001 }

/** NTSTATUS values that routines tell apart, by number. */
export const statuses = [
  { name: 'STATUS_SUCCESS', value: 0x00000000 }, { name: 'STATUS_PENDING', value: 0x00000103 }, { name: 'STATUS_INVALID_PARAMETER', value: 0xc000000d | 0 },
  { name: 'STATUS_INSUFFICIENT_RESOURCES', value: 0xc000009a | 0 }, { name: 'STATUS_DEVICE_NOT_READY', value: 0xc00000a3 | 0 }, { name: 'STATUS_CANCELLED', value: 0xc0000120 | 0 },
  { name: 'STATUS_UNSUCCESSFUL', value: 0xc0000001 | 0 },
] as const;

/** The numbers of {@link statuses}. From `invalidParameter` on NT_SUCCESS is false. */
export enum status { success = 0, pending = 1, invalidParameter = 2, insufficientResources = 3, deviceNotReady = 4, cancelled = 5, unsuccessful = 6 }

/** What an instruction does. The comment says which members of {@link Instruction} it reads besides. */
export enum operations {
  /** target */
  jump = 0,
  /** target: where it goes on unless the condition `value` ({@link conditions}) of `pointer` is true (`second` 1) or false (`second` 0). */
  branch = 1,
  /** value: number of a status, -1: the last status. */
  return = 2,
  /** to, value: 0 or 1. */
  setFlag = 3,
  /** to, pointer */
  setPointer = 4,
  /** value: number of a status. */
  setStatus = 5,
  /** value: number of `times`. */
  wait = 6,

  /** to, value: 1 locked. */
  getLeadingEdge = 10,
  getTrailingEdge = 11,
  /** pointer */
  lock = 12,
  /** pointer, value: 1 ejects. */
  unlock = 13,
  /** pointer */
  advance = 14,
  /** pointer, value: InUsed, second: OutUsed (of both {@link amounts}), third: 1 ejects. */
  advanceOffsets = 15,
  advanceOffsetsAndUnlock = 16,
  /** pointer, to, value: routine that is the cancel callback, or -1. */
  clone = 17,
  /** pointer */
  delete = 18,
  /** to */
  getFirstClone = 19,
  /** pointer, to */
  getNextClone = 20,
  /** pointer, value: number of a status. */
  setStatusCode = 21,
  /** pointer, value: 1 the result is dereferenced. */
  getIrp = 22,
  getMdl = 23,
  /** pointer, value: interval in 100 ns. */
  scheduleTimeout = 24,
  /** pointer */
  cancelTimeout = 25,
  getAvailableByteCount = 26,

  /** value: 1 asynchronous, second: 1 with a NULL pin. */
  attemptProcessing = 30,
  /** value: one of {@link mutexes}. */
  acquireMutex = 31,
  releaseMutex = 32,
  /** value: number of a spin lock. */
  acquireSpinLock = 33,
  releaseSpinLock = 34,
  /** value: one of {@link gateCalls}, on the AND gate of the pin. */
  gate = 35,
  registerFrameReturn = 36,
  /** value: 1 with Data, second: Size in bytes. */
  submitFrame = 37,
  /** value: routine. */
  queueWorkItem = 38,

  /** pointer, third: 1 the driver holds off its cancel callback. */
  readHeader = 40,
  /** pointer, value: one of {@link amounts}, third: as before. */
  writeDataUsed = 41,
  /** pointer, value: KSSTREAM_HEADER_OPTIONSF_ bits to be set. */
  setOptionsFlags = 42,
  /** pointer, value: bytes, second: 1 looks at Size first. */
  writeFrameInfo = 43,
  /** pointer: what a driver writes into the header of a frame that is full, as its choices say. */
  finishFrame = 44,

  /** pointer; the status tells whether the device took it. */
  program = 50,
  /** to: the pointer whose buffer the device filled first, which is not the device's any more; NULL without one. */
  takeFilled = 51,
  /** pointer, or none: all that was programmed. */
  forget = 52,
  /** pointer: the oldest frame in the store of the device is copied into the frame under it; the status tells whether there was one. */
  copy = 53,
  startDevice = 54,
  pauseDevice = 55,
  stopDevice = 56,
  /** Advances the trailing edge as far as the driver's window lets it. */
  advanceTrailingEdge = 57,
  /** Lets go of the driver's window. */
  letWindowGo = 58,
  /** value: 1 asynchronous. KsPinAttemptProcessing, if nothing that was programmed is left and no interrupt is to come: `to` is a flag that has to be set for it, or none, and `second` 1 clears it. */
  attemptWhenEmptied = 59,
}

/** What a branch asks. */
export enum conditions {
  /** pointer: a flag that is set. */
  isSet = 0,
  /** pointer: a stream pointer that is not NULL. */
  isNotNull = 13,
  /** NT_SUCCESS of the last status. */
  succeeded = 1,
  /** The last status is this number of {@link statuses}, counted from 16. */
  statusIs = 16,
  /** The device takes a further buffer. */
  deviceHasRoom = 2,
  /** The device has filled a buffer that has not been taken, or has a frame in its store. */
  deviceHasFilled = 3,
  /** pointer: a whole frame fits into FrameExtent of the header. */
  frameFits = 4,
  /** pointer: Size of the header covers KS_FRAME_INFO. */
  headerHasFrameInfo = 5,
  /** Frames were lost since this was asked before; pointer: the frame whose header is to say so. */
  framesLost = 6,
  /** pointer: its frame is the one with which the scenario lets the stream end, or the format change. */
  streamEnds = 7,
  formatChanges = 8,
  /** KSPIN.ClientState is at least KSSTATE_PAUSE. */
  clientStreams = 9,
  /** A frame is at or ahead of the leading edge. */
  framesAvailable = 10,
  /** pointer: it is locked. No function of KS tells; a driver knows. */
  isLocked = 11,
  /** The clone of the pointer has not lost its frame to a cancellation. */
  hasFrame = 12,
  /** pointer: it is the same as that of the operand `to`. */
  isSame = 14,
  /** Nothing that was programmed is left in the device, and nothing that it has filled. */
  deviceIsEmpty = 15,
}

/** Calls on a gate (W:flow-control-gates-in-avstream). */
export enum gateCalls { turnInputOn = 0, turnInputOff = 1, addOffInput = 2, removeOffInput = 3 }

/** Amounts of bytes (or mappings) that are known at run time only, as values below 0. */
export enum amounts {
  /** OffsetIn.Remaining or OffsetOut.Remaining of the pointer. */
  remaining = -1,
  /** The size of a frame of the connected format. */
  frame = -2,
  /** The same, but not more than FrameExtent. */
  frameThatFits = -3,
}

/** One instruction. What it does not read is {@link operands}.none for registers, else 0. */
export interface Instruction {
  readonly op: operations;
  /** Operand that is read. */
  readonly pointer: number;
  /** Register that the result goes to, or `operands.none`. */
  readonly to: number;
  readonly value: number;
  readonly second: number;
  readonly third: number;
  /** Place in the code. */
  readonly target: number;
  /** RFC 6901 pointer of the step in the document, or the empty string. */
  readonly path: string;
}
