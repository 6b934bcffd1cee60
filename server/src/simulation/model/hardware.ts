import { recordSpanSince } from '../../trace/index';
import { addSample, clockDue, clockNow, scheduleDue } from '../engine/index';
import { deleteClone, firstClone, nextClone, nullPointer, setDataUsed } from '../queue/index';
import { enterState, mark } from './buffers';
import { occur, takeCompleted } from './client';
import { dropFrame, whyNoBuffer } from './drops';
import { eventKinds, eventPriorities } from './events';
import type { PinModel, SimulationModel } from './model';
import { bufferStates, pinTimes, pushRing, shiftRing } from './model';
import { attemptProcessing, isStalled } from './processing';

/** The source begins (or, after a pause, goes on): its first frame comes one period from now. */
export function startHardware(model: SimulationModel, pin: PinModel): void {
  pin.hardwareRunning = true;
  pin.times[pinTimes.sourceStart] = model.engine.clock[clockNow]!;
  pin.sourceFrames = 0;
  scheduleSource(model, pin);
}

function scheduleSource(model: SimulationModel, pin: PinModel): void {
  const { clock } = model.engine;
  pin.sourceFrames += 1;
  // From the nominal instant, so that jitter does not add up.
  clock[clockDue] = pin.times[pinTimes.sourceStart]! + pin.sourceFrames * pin.period;
  addSample(pin.jitter, clock, clockDue);
  if (clock[clockDue] < clock[clockNow]!) clock[clockDue] = clock[clockNow]!;
  scheduleDue(model.engine, eventPriorities.sourceFrame, eventKinds.sourceFrame, pin.index, pin.sourceEpoch);
}

/** No further frames; a transfer that runs ends as it would. */
export function pauseHardware(pin: PinModel): void {
  pin.hardwareRunning = false;
  pin.sourceEpoch += 1;
}

/** The device stops at once: transfers end unfinished, its own store and its list are cleared. */
export function stopHardware(model: SimulationModel, pin: PinModel): void {
  pauseHardware(pin);
  pin.transferEpoch += 1;
  if (pin.transferring) {
    const buffer = pin.queue.cloneContext[pin.list.entries[pin.list.head]!]!;
    recordSpanSince(model.recorder, pin.rows.hardware, model.kinds.transferring, pin.times, pinTimes.transferStart, pin.bufferFrame[buffer]!);
  }
  pin.transferring = false;
  while (pin.fifo.count > 0) dropFrame(model, pin, shiftRing(pin.fifo), 'discardedAtStop');
  pin.list.count = 0;
  pin.filled.count = 0;
}

/** What the samples do after stopping the hardware: every clone is deleted with DataUsed 0, so that its frame completes. */
export function deleteAllClones(model: SimulationModel, pin: PinModel): void {
  const { queue } = pin;
  for (let pointer = firstClone(queue); pointer !== nullPointer;) {
    const next = nextClone(queue, pointer);
    const buffer = queue.cloneContext[pointer]!;
    const frame = pin.bufferFrame[buffer]!;
    setDataUsed(queue, pointer, 0);
    if (frame >= 0) dropFrame(model, pin, frame, 'discardedAtStop');
    if (pin.bufferState[buffer] !== bufferStates.leadingEdge) enterState(model, pin, buffer, bufferStates.completing, -1);
    deleteClone(queue, pointer);
    pointer = next;
  }
  pin.previousClone = nullPointer;
  takeCompleted(model, pin);
}

/** The source has a frame, wanted or not. */
export function sourceFrame(model: SimulationModel, pin: PinModel, epoch: number): void {
  if (epoch !== pin.sourceEpoch) return;
  const frame = pin.nextFrame;
  pin.nextFrame += 1;
  pin.framesProduced += 1;
  mark(model, pin.rows.hardware, model.kinds.captured, frame);
  if (!pin.transferring && pin.list.count > 0) startTransfer(model, pin, frame, model.engine.clock, clockNow);
  else storeOrDrop(model, pin, frame);
  if (pin.interruptsPerPeriod) raiseInterrupt(model, pin);
  scheduleSource(model, pin);
}

function storeOrDrop(model: SimulationModel, pin: PinModel, frame: number): void {
  const { fifoFrames, whenFull } = pin.settings.hardware;
  if (pin.fifo.count < fifoFrames) {
    store(model, pin, frame);
    return;
  }
  pin.overflows += 1;
  watchForStall(model, pin);
  if (whenFull === 'skipFrame' || fifoFrames === 0) {
    dropFrame(model, pin, frame, whyNoBuffer(pin));
    return;
  }
  dropFrame(model, pin, shiftRing(pin.fifo), whyNoBuffer(pin));
  store(model, pin, frame);
}

function store(model: SimulationModel, pin: PinModel, frame: number): void {
  pin.fifoCaptured[pushRing(pin.fifo, frame)] = model.engine.clock[clockNow]!;
}

/** A frame is lost while buffers wait in the queue: the moment at which a stall shows. */
function watchForStall(model: SimulationModel, pin: PinModel): void {
  const dpcToCome = pin.interruptsPerPeriod || pin.list.count > 0 || pin.filled.count > 0 || pin.interruptPending || pin.dpcQueued;
  if (!isStalled(pin, dpcToCome)) return;
  if (pin.stalled.count === 0) pin.stalled.framesWaiting = pin.queue.available;
  occur(pin.stalled, model.engine.clock[clockNow]!);
}

/** A buffer has been added to the hardware's list: a frame that waits in the device's own store can be moved. */
export function bufferProgrammed(model: SimulationModel, pin: PinModel): void {
  if (pin.transferring || pin.fifo.count === 0) return;
  const { head } = pin.fifo;
  startTransfer(model, pin, shiftRing(pin.fifo), pin.fifoCaptured, head);
}

/** Moves a frame, captured at `captured[at]`, into the buffer at the head of the list. */
function startTransfer(model: SimulationModel, pin: PinModel, frame: number, captured: Float64Array, at: number): void {
  const { clock } = model.engine;
  const buffer = pin.queue.cloneContext[pin.list.entries[pin.list.head]!]!;
  pin.transferring = true;
  pin.times[pinTimes.transferStart] = clock[clockNow]!;
  pin.transfers += 1;
  pin.bufferCaptured[buffer] = captured[at]!;
  enterState(model, pin, buffer, bufferStates.hardwareFilling, frame);
  clock[clockDue] = clock[clockNow]!;
  addSample(pin.transferTime, clock, clockDue);
  scheduleDue(model.engine, eventPriorities.transferEnd, eventKinds.transferEnd, pin.index, pin.transferEpoch);
}

/** The frame is in its buffer. */
export function transferEnds(model: SimulationModel, pin: PinModel, epoch: number): void {
  if (epoch !== pin.transferEpoch) return;
  const pointer = shiftRing(pin.list);
  const buffer = pin.queue.cloneContext[pointer]!;
  pin.transferring = false;
  recordSpanSince(model.recorder, pin.rows.hardware, model.kinds.transferring, pin.times, pinTimes.transferStart, pin.bufferFrame[buffer]!);
  enterState(model, pin, buffer, bufferStates.readyForDpc, pin.bufferFrame[buffer]!);
  pushRing(pin.filled, pointer);
  if (pin.list.count > 0) bufferProgrammed(model, pin);
  if (!pin.interruptsPerPeriod) raiseInterrupt(model, pin);
}

/** The device asks for an interrupt; one that has not been served yet stands for this one too. */
function raiseInterrupt(model: SimulationModel, pin: PinModel): void {
  if (pin.interruptPending) return;
  pin.interruptPending = true;
  const { clock } = model.engine;
  clock[clockDue] = clock[clockNow]!;
  addSample(pin.interruptLatency, clock, clockDue);
  if (clock[clockDue] === clock[clockNow]) interruptServed(model, pin);
  else scheduleDue(model.engine, eventPriorities.interrupt, eventKinds.interrupt, pin.index, 0);
}

/** The interrupt service routine runs and queues the DPC, which is in the system's queue at most once. */
export function interruptServed(model: SimulationModel, pin: PinModel): void {
  const { clock } = model.engine;
  pin.interruptPending = false;
  pin.interrupts += 1;
  mark(model, pin.rows.interrupt, model.kinds.interrupt, -1);
  if (pin.dpcQueued) return;
  pin.dpcQueued = true;
  clock[clockDue] = clock[clockNow]!;
  addSample(pin.dpcLatency, clock, clockDue);
  pin.times[pinTimes.dpcStart] = clock[clockDue]!;
  addSample(pin.dpcTime, clock, clockDue);
  scheduleDue(model.engine, eventPriorities.dpc, eventKinds.dpc, pin.index, 0);
}

/** The DPC has done its work: filled frames lose their clones and complete, and processing may be attempted again. */
export function dpcEnds(model: SimulationModel, pin: PinModel): void {
  const { queue } = pin;
  const { driver } = pin.settings;
  pin.dpcQueued = false;
  pin.dpcs += 1;
  recordSpanSince(model.recorder, pin.rows.interrupt, model.kinds.dpc, pin.times, pinTimes.dpcStart, -1);
  while (pin.filled.count > 0) {
    const pointer = shiftRing(pin.filled);
    if (pin.setsDataUsed) setDataUsed(queue, pointer, Math.min(pin.frameBytes, queue.frameExtent[queue.pointerFrame[pointer]!]!));
    deleteClone(queue, pointer);
  }
  takeCompleted(model, pin);
  const attempts = driver.attemptProcessing === 'always' || (driver.attemptProcessing !== 'never' && pin.pended);
  if (!attempts) return;
  if (driver.attemptProcessing === 'whenPended') pin.pended = false;
  pin.attempts += 1;
  const led = attemptProcessing(model, pin, driver.attemptAsynchronous, 'dispatch');
  if (!led) pin.attemptsRedundant += 1;
  mark(model, pin.rows.interrupt, led ? model.kinds.attemptProcessing : model.kinds.attemptRedundant, -1);
}
