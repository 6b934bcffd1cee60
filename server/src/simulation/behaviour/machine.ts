import type { Acquisition, CancelCallback, PinQueue, StreamPointer } from '../queue/index';
import type { Instruction } from './program';

/**
 * A call of a routine that is under way. It is small on purpose: with the queue and the kept registers it is all that a state consists of. Pointers in registers are handles
 * of the queue layer, so that a deleted clone is known as such.
 */
export interface Activation {
  readonly routine: number;
  /** Place of the next instruction. */
  pc: number;
  /** See `activationRegisters`; from `firstVariable` on the variables of the routine. */
  readonly registers: Int32Array;
}

/**
 * What the instructions of a routine act on. Functions on queues are called on `queue` directly; the rest, the device, who processes, who waits, is the machine's, with times and
 * buffers in a run, without in a proof.
 */
export interface RoutineMachine {
  readonly queue: PinQueue;
  /** Registers that all routines share, by number from 0. */
  readonly kept: Int32Array;
  /** Bytes of a frame of the connected format, at present. */
  readonly frameBytes: () => number;

  /** The cancel callback that a routine stands for; the same function each time, so that it can be known again. */
  readonly cancelCallback: (routine: number) => CancelCallback;
  /** Told before each instruction is carried out, for records; left out where nobody looks. Jumps and branches are not told. */
  readonly begins?: (activation: Activation, instruction: Instruction) => void;
  /** Told behind an instruction that may have moved stream pointers or completed requests. */
  readonly settle: () => void;
  /** A timeout has been scheduled. */
  readonly timeoutScheduled: () => void;

  /** Gives a buffer to the device; `false`: it takes no more. */
  readonly program: (pointer: StreamPointer) => boolean;
  /** Takes the buffer that was filled first back, or -1. */
  readonly takeFilled: () => StreamPointer;
  /** The device must not write to a buffer any more. */
  readonly forget: (pointer: StreamPointer) => void;
  /** Nor to any that was programmed; it runs on. */
  readonly forgetAll: () => void;
  /** Copies the oldest frame of the device's store into the frame under a pointer; `false`: there is none. */
  readonly copy: (pointer: StreamPointer) => boolean;
  readonly hasRoom: () => boolean;
  readonly hasFilled: () => boolean;
  readonly isEmpty: () => boolean;
  readonly startDevice: () => void;
  /** It gets no further frames; what is under way goes on. */
  readonly pauseDevice: () => void;
  /** It stops at once and forgets what was programmed. */
  readonly stopDevice: () => void;

  /** Whether a whole frame fits into the buffer under a pointer. */
  readonly frameFits: (pointer: StreamPointer) => boolean;
  /** Whether frames were lost since this was asked before; the header under the pointer is to say so. */
  readonly framesLost: (pointer: StreamPointer) => boolean;
  readonly streamEnds: (pointer: StreamPointer) => boolean;
  readonly formatChanges: (pointer: StreamPointer) => boolean;
  /** Writes the header of a frame that is full, as the driver's choices say. */
  readonly finishFrame: (pointer: StreamPointer) => void;
  readonly setOptionsFlags: (pointer: StreamPointer, flags: number) => void;
  readonly advanceTrailingEdge: () => void;
  readonly letWindowGo: () => void;

  /** KsPinAttemptProcessing; with `isNull` for a NULL pin. A synchronous call of Process that it brings about is the machine's affair. */
  readonly attemptProcessing: (activation: Activation, asynchronous: boolean, isNull: boolean) => void;
  /** The same, if nothing that was programmed is left and no interrupt is to come. `flag`: operand that has to be set for it, or `operands.none`; `clears` clears it. */
  readonly attemptWhenEmptied: (activation: Activation, asynchronous: boolean, flag: number, clears: boolean) => void;
  /** A routine is to run from a work item. */
  readonly queueWorkItem: (routine: number) => void;

  /** `mutex`: one of `mutexes`. The rules about them are reported by the machine. `waits`: somebody else has it, and the instruction is tried again when it is free; `deadlock`: never. */
  readonly acquireMutex: (activation: Activation, mutex: number) => Acquisition;
  /** `false`: it is not held. */
  readonly releaseMutex: (activation: Activation, mutex: number) => boolean;
  /** A spin lock is not recursive either. */
  readonly acquireSpinLock: (activation: Activation, lock: number) => Acquisition;
  readonly releaseSpinLock: (activation: Activation, lock: number) => boolean;
}
