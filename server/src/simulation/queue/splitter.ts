import { leadingEdge, nullPointer } from './pointer-numbers';
import type { QueueEnvironment } from './environment';
import { chosen } from './environment';
import { choices } from './options';
import type { PinQueue } from './pin-queue';
import { recordOn } from './pin-queue';
import { getLeadingEdgePointer, unlockPointer } from './pointers';



/** An instance of a splitter pin, and whether what is behind it changes the data in place. */
export interface SplitterInstance {
  readonly pin: PinQueue;
  readonly modifiesData: boolean;
}

/** What an instance is to the splitter: KSPROCESSPIN.DelegateBranch and CopySource (W:avstream-splitters). Both `null`: the minidriver handles the pin. */
export interface SplitterBranch {
  readonly pin: PinQueue;
  readonly delegateBranch: PinQueue | null;
  readonly copySource: PinQueue | null;
}

/** A copy that waits for an empty frame of a branch. */
export interface WaitingCopy {
  readonly pin: PinQueue;
  readonly frame: number;
  readonly bytes: number;
  readonly optionsFlags: number;
}

/** A splitter on a pin with KSPIN_FLAG_SPLITTER. */
export interface Splitter {
  readonly environment: QueueEnvironment;
  readonly branches: readonly SplitterBranch[];
  /** By frame, a bit for each branch that has not returned it, or waits for a copy of it. */
  readonly outstanding: number[];
  /** Copies that wait for an empty frame, in order. */
  readonly waiting: WaitingCopy[];
}

const none: readonly number[] = [];

/** Branches a splitter can have: a bit each. */
const mostBranches = 31;

/**
 * Makes the splitter of the instances of one pin, the first of which owns the pipe: instances that leave the data alone share its buffers, others get copies.
 * The pins handled here are no longer waited for by the filter. Throws a RangeError for more than 31 instances.
 */
export function createSplitter(environment: QueueEnvironment, instances: readonly SplitterInstance[]): Splitter {
  if (instances.length > mostBranches) throw new RangeError(`a splitter has at most ${mostBranches} branches`);
  const first = instances[0]!;
  // With fewer than two there is nothing to share.
  const readers = instances.filter(({ modifiesData }, index) => index > 0 && !modifiesData).length;
  let copyForReaders: PinQueue | null = null;
  const branches = instances.map(({ pin, modifiesData }, index): SplitterBranch => {
    pin.isPlain = false;
    if (index === 0) return { pin, delegateBranch: null, copySource: null };
    pin.automatic = true;
    if (!modifiesData && !first.modifiesData) return { pin, delegateBranch: first.pin, copySource: null };
    if (!modifiesData && readers > 1 && chosen(environment, choices.readOnlyBehindModifying.shareOneCopy)) {
      if (copyForReaders !== null) return { pin, delegateBranch: copyForReaders, copySource: null };
      copyForReaders = pin;
    }
    return { pin, delegateBranch: null, copySource: first.pin };
  });
  return { environment, branches, outstanding: [], waiting: [] };
}

/**
 * A frame leaves the first pin: branches with its buffers get it, the others a copy in a frame of their own queue, flags and all. `frame` is the owner's number for
 * it, from 0, small, and used again once all branches are done with it.
 */
export function splitFrame(splitter: Splitter, frame: number, bytes: number, optionsFlags = 0): void {
  const { branches, environment, waiting } = splitter;
  const first = branches[0]!.pin;
  let outstanding = 0;
  while (splitter.outstanding.length <= frame) splitter.outstanding.push(0);
  for (let branch = 0; branch < branches.length; branch += 1) {
    const { pin, delegateBranch, copySource } = branches[branch]!;
    if (pin === first || delegateBranch === first) outstanding |= 1 << branch;
    if (copySource === null) continue;
    // Copies stay in the order of the frames.
    if (!waits(splitter, pin) && copyInto(splitter, { pin, frame, bytes, optionsFlags })) continue;
    if (chosen(environment, choices.copyWithoutFrame.leftOut)) continue;
    outstanding |= 1 << branch;
    waiting.push({ pin, frame, bytes, optionsFlags });
  }
  splitter.outstanding[frame] = outstanding;
}

function waits({ waiting }: Splitter, pin: PinQueue): boolean {
  for (const copy of waiting) if (copy.pin === pin) return true;
  return false;
}

/** Puts the data of a frame into the next empty one of a branch; of a branch that shares the buffers of another this is how it gets them. */
function copyInto({ branches }: Splitter, { pin, frame, bytes, optionsFlags }: WaitingCopy): boolean {
  pin.internal = true;
  const copies = getLeadingEdgePointer(pin, true) !== nullPointer;
  if (copies) {
    const { header } = pin.frameRecords[pin.frames.pointerFrame[leadingEdge]!]!;
    header.dataUsed = Math.min(bytes, header.frameExtent);
    header.optionsFlags |= optionsFlags;
    recordOn(pin, branches.some((branch) => branch.pin === pin && branch.delegateBranch !== null) ? 'frameShared' : 'frameCopied', frame);
    unlockPointer(pin, leadingEdge, true);
  }
  pin.internal = false;
  return copies;
}

/** Empty frames have come to the queue of a branch: copies that waited for them are made. Returns the frames that all branches are done with. */
export function copyWaiting(splitter: Splitter, pin: PinQueue): readonly number[] {
  if (!waits(splitter, pin)) return none;
  const done: number[] = [];
  for (;;) {
    const at = splitter.waiting.findIndex((copy) => copy.pin === pin);
    const copy = splitter.waiting[at];
    if (copy === undefined || !copyInto(splitter, copy)) return done;
    splitter.waiting.splice(at, 1);
    if (branchReturns(splitter, copy.frame, pin)) done.push(copy.frame);
  }
}

/** A branch is done with a frame. `true`: it was the last one, and the frame goes on round its circuit. */
export function branchReturns(splitter: Splitter, frame: number, pin: PinQueue): boolean {
  const before = splitter.outstanding[frame] ?? 0;
  let left = before;
  for (let branch = 0; branch < splitter.branches.length; branch += 1) if (splitter.branches[branch]!.pin === pin) left &= ~(1 << branch);
  splitter.outstanding[frame] = left;
  return left === 0 && before !== 0;
}

/** Whether any branch still has a frame, or waits for a copy of it. */
export function isSplit(splitter: Splitter, frame: number): boolean {
  return (splitter.outstanding[frame] ?? 0) !== 0;
}
