import type { QueueRequest, Splitter, StreamHeader } from '../../queue/index';
import { branchReturns, bufferUnder, choices, chosen, copyWaiting, headerOptions, isSplit, leadingEdge, ntStatus, splitFrame } from '../../queue/index';
import { dropFrame, whyNoBuffer } from '../drops';
import type { DropReason } from '../../result';
import type { PinModel, SimulationModel } from '../model';
import { pinStates } from '../model';
import { enterState } from '../pools/enter-state';
import { bufferStates, bufferTimes } from '../pools/pool';
import { handOver, takeCompleted } from '../supply';

/** Data that a branch has to get: a frame of the source, and when it was captured, nanoseconds. */
interface ExpectedCopy {
  readonly pin: PinModel;
  readonly frame: number;
  readonly captured: number;
}

/**
 * A splitter in a run: the instances of a pin type with KSPIN_FLAG_SPLITTER, the first of which owns the pipe (W:avstream-splitters).
 *
 * The page documents that the minidriver deals with the first instance alone, that AVStream copies from its queue into those of instances whose data is modified
 * (CopySource), and that instances whose data is left alone are in the same pipe and get the same buffers, with stream headers of their own (DelegateBranch). Where
 * the empty frames come from it leaves open: a requestor, or a downstream filter. Assumed here, since buffers of user-mode clients belong to their requests: every
 * instance has requests or frames of its own, the data of a shared frame comes into one of them as soon as there is one, and the request of the first instance is
 * held back until each branch that shares its frame, or waits for a copy of it, has its data. So a branch without empty frames stalls the others
 * (DBG:analyzing-a-capture-stall). Option `copyWithoutFrame` leaves such a branch out instead.
 */
export interface SplitterModel {
  readonly splitter: Splitter;
  /** In the order of the branches. */
  readonly pins: readonly PinModel[];
  /** What branches wait for, in order. */
  readonly expected: ExpectedCopy[];
  /** Requests of the first pin that are complete and held back. */
  readonly kept: QueueRequest[];
}

/** A request is complete. `true`: it was filled on the first pin of the splitter, and is held back until the branches have what is in it. */
export function splitRequest(model: SimulationModel, split: SplitterModel, pin: PinModel, request: QueueRequest): boolean {
  if (pin !== split.pins[0] || request.status !== ntStatus.success) return false;
  for (const header of request.headers) if (header.dataUsed > 0 || flagsOf(header) !== 0) splitHeader(model, split, pin, header);
  if (!isKept(split, request)) return false;
  for (const { buffer } of request.headers) enterState(model, pin, buffer, bufferStates.completing, pin.pool.buffers[buffer]!.frame);
  split.kept.push(request);
  return true;
}

const isKept = ({ splitter }: SplitterModel, { headers }: QueueRequest): boolean => headers.some(({ buffer }) => isSplit(splitter, buffer));

/** What the driver says of a frame; FLUSHONPAUSE is its client's word. */
const flagsOf = ({ optionsFlags }: StreamHeader): number => optionsFlags & ~headerOptions.flushOnPause;

function splitHeader(model: SimulationModel, split: SplitterModel, first: PinModel, header: StreamHeader): void {
  const { splitter, pins } = split;
  const { buffer, dataUsed } = header;
  const optionsFlags = flagsOf(header);
  const copy = (pin: PinModel): ExpectedCopy => ({ pin, frame: first.pool.buffers[buffer]!.frame, captured: first.pool.buffers[buffer]!.times[bufferTimes.captured]! });
  const next = pins.map((pin) => bufferUnder(pin.queue, leadingEdge));
  splitFrame(splitter, buffer, dataUsed, optionsFlags);
  branchReturns(splitter, buffer, first.queue);
  for (let branch = 1; branch < pins.length; branch += 1) {
    const pin = pins[branch]!;
    if (splitter.branches[branch]!.copySource === null) {
      splitter.waiting.push({ pin: pin.queue, frame: buffer, bytes: dataUsed, optionsFlags });
      split.expected.push(copy(pin));
      fillBranch(model, split, pin);
      if (splitter.waiting.at(-1)?.pin === pin.queue && chosen(model.environment, choices.copyWithoutFrame.leftOut)) leaveOut(model, split, pin);
    } else if (bufferUnder(pin.queue, leadingEdge) !== next[branch]) {
      copied(model, pin, next[branch]!, copy(pin));
      takeCompleted(model, pin);
    } else if (splitter.waiting.some((waiting) => waiting.pin === pin.queue && waiting.frame === buffer)) split.expected.push(copy(pin));
    else lose(model, copy(pin), whyNoBuffer(pin));
    if (pin.queue.deviceState < pinStates.PAUSE) abandonCopies(model, split, pin);
  }
}

/** The branch does without the frame that was last put down for it. */
function leaveOut(model: SimulationModel, { splitter, expected }: SplitterModel, pin: PinModel): void {
  branchReturns(splitter, splitter.waiting.pop()!.frame, pin.queue);
  lose(model, expected.pop()!, whyNoBuffer(pin));
}

/** A frame of a branch has got its data. */
function copied(model: SimulationModel, pin: PinModel, buffer: number, { frame, captured }: ExpectedCopy): void {
  pin.framesProduced += 1;
  pin.pool.buffers[buffer]!.times[bufferTimes.captured] = captured;
  enterState(model, pin, buffer, bufferStates.leadingEdge, frame);
}

function lose(model: SimulationModel, { pin, frame }: ExpectedCopy, why: DropReason['key']): void {
  pin.framesProduced += 1;
  dropFrame(model, pin, frame, why);
}

/** A branch may have empty frames: what it waited for is copied into them. */
export function fillBranch(model: SimulationModel, split: SplitterModel, pin: PinModel): void {
  const { splitter, expected } = split;
  const { frames, frameRecords } = pin.queue;
  const buffers: number[] = [];
  for (let frame = frames.pointerFrame[leadingEdge]!; frame >= 0; frame = frames.frameNewer[frame]!) buffers.push(frameRecords[frame]!.header.buffer);
  const before = splitter.waiting.length;
  const done = copyWaiting(splitter, pin.queue);
  for (let copies = before - splitter.waiting.length, at = 0; at < copies; at += 1) {
    const [copy] = expected.splice(expected.findIndex((one) => one.pin === pin), 1);
    copied(model, pin, buffers[at]!, copy!);
  }
  takeCompleted(model, pin);
  if (done.length > 0) handBack(model, split);
}

/** Requests of the first pin that no branch keeps any more go to their owner. */
function handBack(model: SimulationModel, split: SplitterModel): void {
  for (let at = 0; at < split.kept.length;) {
    if (isKept(split, split.kept[at]!)) at += 1;
    else handOver(model, split.pins[0]!, split.kept.splice(at, 1)[0]!);
  }
}

/** A pin of the splitter comes down: it waits for nothing any more; when it is the first, no branch does. */
export function abandonCopies(model: SimulationModel, split: SplitterModel, pin: PinModel): void {
  const { splitter, pins, expected } = split;
  for (const branch of pin === pins[0] ? pins : [pin]) {
    for (let at = 0; at < splitter.waiting.length;) {
      const { pin: queue, frame } = splitter.waiting[at]!;
      if (queue !== branch.queue) {
        at += 1;
        continue;
      }
      splitter.waiting.splice(at, 1);
      branchReturns(splitter, frame, queue);
      const [copy] = expected.splice(expected.findIndex((one) => one.pin === branch), 1);
      lose(model, copy!, 'discardedAtStop');
    }
  }
  handBack(model, split);
}
