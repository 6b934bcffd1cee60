import type { QueueEnvironment } from './environment';
import { chosen } from './environment';
import { choices } from './options';
import type { PinQueue } from './pin-queue';
import { recordOn } from './pin-queue';
import { accessHeader } from './headers';
import { getLeadingEdgePointer, unlockPointer } from './pointers';
import { nullPointer } from './stream-pointer';

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

/** A splitter on a pin with KSPIN_FLAG_SPLITTER. */
export interface Splitter {
  readonly environment: QueueEnvironment;
  readonly branches: readonly SplitterBranch[];
  /** Branches that have not returned a frame, or wait for a copy of it. */
  readonly outstanding: Map<number, Set<PinQueue>>;
  /** Copies that wait for an empty frame, in order. */
  readonly waiting: { readonly pin: PinQueue; readonly frame: number; readonly bytes: number }[];
}

/**
 * Makes the splitter of the instances of one pin, the first of which owns the pipe: instances that leave the data alone share its buffers, others get copies.
 * The pins handled here are no longer waited for by the filter.
 */
export function createSplitter(environment: QueueEnvironment, instances: readonly SplitterInstance[]): Splitter {
  const first = instances[0]!;
  // With fewer than two there is nothing to share.
  const readers = instances.filter(({ modifiesData }, index) => index > 0 && !modifiesData).length;
  let copyForReaders: PinQueue | null = null;
  const branches = instances.map(({ pin, modifiesData }, index): SplitterBranch => {
    if (index === 0) return { pin, delegateBranch: null, copySource: null };
    pin.automatic = true;
    if (!modifiesData && !first.modifiesData) return { pin, delegateBranch: first.pin, copySource: null };
    if (!modifiesData && readers > 1 && chosen(environment, choices.readOnlyBehindModifying.shareOneCopy)) {
      if (copyForReaders !== null) return { pin, delegateBranch: copyForReaders, copySource: null };
      copyForReaders = pin;
    }
    return { pin, delegateBranch: null, copySource: first.pin };
  });
  return { environment, branches, outstanding: new Map(), waiting: [] };
}

/** A frame leaves the first pin: branches with its buffers get it, the others a copy in a frame of their own queue. `frame` is the owner's name for it. */
export function splitFrame(splitter: Splitter, frame: number, bytes: number): void {
  const { branches, environment } = splitter;
  const first = branches[0]!.pin;
  const outstanding = new Set<PinQueue>();
  splitter.outstanding.set(frame, outstanding);
  for (const { pin, delegateBranch, copySource } of branches) {
    if (pin === first || delegateBranch === first) outstanding.add(pin);
    if (copySource === null) continue;
    // Copies stay in the order of the frames.
    if (!splitter.waiting.some((copy) => copy.pin === pin) && copyInto(pin, frame, bytes)) continue;
    if (chosen(environment, choices.copyWithoutFrame.leftOut)) continue;
    outstanding.add(pin);
    splitter.waiting.push({ pin, frame, bytes });
  }
}

function copyInto(pin: PinQueue, frame: number, bytes: number): boolean {
  pin.internal = true;
  const pointer = getLeadingEdgePointer(pin, true);
  const header = pointer === nullPointer ? null : accessHeader(pin, pointer);
  if (header !== null) {
    header.dataUsed = Math.min(bytes, header.frameExtent);
    recordOn(pin, 'frameCopied', frame);
    unlockPointer(pin, pointer, true);
  }
  pin.internal = false;
  return header !== null;
}

/** Empty frames have come to the queue of a branch: copies that waited for them are made. Returns the frames that all branches are done with. */
export function copyWaiting(splitter: Splitter, pin: PinQueue): number[] {
  const done: number[] = [];
  for (;;) {
    const at = splitter.waiting.findIndex((copy) => copy.pin === pin);
    const copy = splitter.waiting[at];
    if (copy === undefined || !copyInto(pin, copy.frame, copy.bytes)) return done;
    splitter.waiting.splice(at, 1);
    if (branchReturns(splitter, copy.frame, pin)) done.push(copy.frame);
  }
}

/** A branch is done with a frame. `true`: it was the last one, and the frame goes on round its circuit. */
export function branchReturns(splitter: Splitter, frame: number, pin: PinQueue): boolean {
  const outstanding = splitter.outstanding.get(frame);
  if (outstanding?.delete(pin) !== true || outstanding.size > 0) return false;
  splitter.outstanding.delete(frame);
  return true;
}
