import { bufferUnder, frameUnder, framesBeforeEnd, headerOptions, leadingEdge, setHeaderOptions } from '../../queue/index';
import type { DropReason } from '../../result';
import { dropFrame, whyNoBuffer } from '../drops';
import type { PinModel, SimulationModel } from '../model';
import { enterState } from '../pools/enter-state';
import { bufferStates, bufferTimes } from '../pools/pool';
import type { Behaviour, ObjectModel } from '../processing/object';
import { carryOutFor, returnFromProcess, workFor } from '../processing/processing';
import { convert, inputFor, resetConversion } from './conversion';
import { advanceEdges, hasFrame, lockEdges, takesPart } from './edges';
import type { FilterModel, InputModel, OutputModel } from './filter';

/** Flags of an input's frame that have to be on the output's as well (W:handling-end-of-stream-in-avstream-codecs): DATADISCONTINUITY and TIMEDISCONTINUITY. */
const discontinuities = 0x44;

/**
 * Process of a filter that copies: fills the frames of its outputs with what it makes of those of its inputs, by bytes. A frame of an output ends when it has as much
 * as a frame of the connected format, so that it may take several of an input, or an input fill several; it bears the number and the instant of the first frame
 * that went into it. AVStream goes on by BytesUsed and Terminate.
 *
 * Every output gets all the data, and every input is used at the same pace. When an input's frame with ENDOFSTREAM is used up and all that was made of it is
 * written, each output says so, too; the page speaks of one input, so that with several the first end counts (inferred).
 */
export function createTransform(filter: FilterModel): Behaviour {
  const pins = [...filter.from, ...filter.to].map(({ pin }) => pin);
  if (filter.scenario.process === null) return createPinTransform(filter, pins);
  const finish = (model: SimulationModel, object: ObjectModel): void => {
    transform(model, object, filter);
    advanceEdges(model, object, pins);
    returnFromProcess(model, object, object.consumed > 0 ? 'success' : (filter.scenario.whenDone ?? 'pending'));
  };
  return {
    process: (model, object) => {
      lockEdges(object, pins);
      if (!hasWork(filter) || !workFor(model, object)) finish(model, object);
    },
    step: finish,
  };
}

/**
 * The same where each pin has a Process of its own: it does what there is to do for both sides, since AVStream looks at the frames of its pin alone, and returns
 * STATUS_PENDING when it has to wait for the other side, whose Process comes with its frames. The driver lets one of them work at a time.
 */
function createPinTransform(filter: FilterModel, pins: readonly PinModel[]): Behaviour {
  const busy = { is: false };
  const work = (model: SimulationModel, object: ObjectModel): void => {
    for (;;) {
      lockEdges(object, pins);
      if (!hasWork(filter)) break;
      if (workFor(model, object)) return;
      transform(model, object, filter);
      advanceEdges(model, object, pins);
    }
    advanceEdges(model, object, pins);
    busy.is = false;
    returnFromProcess(model, object, object.pins[0]!.queue.frames.available > 0 ? 'pending' : 'success');
  };
  return {
    process: (model, object) => {
      if (busy.is) {
        returnFromProcess(model, object, 'pending');
        return;
      }
      busy.is = true;
      work(model, object);
    },
    step: (model, object) => {
      transform(model, object, filter);
      advanceEdges(model, object, pins);
      work(model, object);
    },
  };
}

const has = ({ pin }: { readonly pin: PinModel }): boolean => hasFrame(pin);

function hasWork({ from, to }: FilterModel): boolean {
  return from.some(has) && (to.length === 0 || to.some(has));
}

function transform(model: SimulationModel, object: ObjectModel, filter: FilterModel): void {
  if (!hasWork(filter)) return;
  const from = filter.from.filter(has);
  const to = filter.to.filter((output) => has(output) && output.undrained === 0 && !isTooSmall(object, output));
  if (to.length === 0 && filter.to.length > 0 && !filter.to.some(isUndrained)) return;
  const used = bytesToUse(from, to);
  const first = from[0]!;
  for (const output of to) {
    convert(output.conversion, used);
    write(model, object, output, first);
  }
  for (const output of filter.to) {
    if ((has(output) && !isUndrained(output)) || !takesPart(output.pin)) continue;
    convert(output.conversion, used);
    output.missed = miss(model, output, output.missed, first, isUndrained(output) ? 'notDrained' : whyNoBuffer(output.pin));
  }
  const pending = to.some(({ conversion }) => conversion.pending > 0);
  const ends = !pending && from.some((input) => isEnd(input) && input.unreported + used === input.pin.queue.bytesAvailable);
  for (const input of from) report(object, input, used, pending);
  if (first.pin.queue.terminate) for (const output of filter.to) if (isUndrained(output)) output.undrained -= 1;
  for (const output of to) sayEnd(model, output, first, ends);
}

/** Whether what is made now comes of frames that waited when the driver ended the output (HDR-07). */
const isUndrained = ({ undrained }: OutputModel): boolean => undrained > 0;

/** What is made of it fits into the frames of all outputs, up to less than what one byte makes. */
function bytesToUse(from: readonly InputModel[], to: readonly OutputModel[]): number {
  let used = Infinity;
  for (const { pin, unreported } of from) used = Math.min(used, pin.queue.bytesAvailable - unreported);
  for (const { pin, conversion } of to) used = Math.min(used, inputFor(conversion, roomOf(pin)));
  return used;
}

/** Bytes a frame of the output ends with, and those that it has. */
const limitOf = (pin: PinModel): number => Math.min(pin.frameBytes, frameUnder(pin.queue, leadingEdge)!.header.frameExtent);
const filledOf = (pin: PinModel): number => frameUnder(pin.queue, leadingEdge)!.header.frameExtent - pin.queue.bytesAvailable;
const roomOf = (pin: PinModel): number => Math.max(0, limitOf(pin) - filledOf(pin));

/** What the driver does with a buffer too small for a frame: ejects it empty, or fills what fits. */
function isTooSmall(object: ObjectModel, { pin }: OutputModel): boolean {
  const { header } = frameUnder(pin.queue, leadingEdge)!;
  if (header.frameExtent >= pin.frameBytes || pin.settings.driver.whenBufferTooSmall !== 'completeEmpty') return false;
  pin.tooSmall += 1;
  pin.queue.terminate = true;
  object.consumed += 1;
  return true;
}

/** Writes what is pending into the frame of an output, as far as it fits. */
function write(model: SimulationModel, object: ObjectModel, { pin, conversion }: OutputModel, input: InputModel): void {
  const { queue } = pin;
  const bytes = Math.min(conversion.pending, roomOf(pin));
  if (bytes === 0) return;
  const filled = filledOf(pin);
  conversion.pending -= bytes;
  object.consumed += 1;
  if (pin.setsDataUsed) queue.bytesUsed = bytes;
  if (filled === 0) begin(model, pin, input);
  queue.terminate = filled + bytes === limitOf(pin);
}

/** A frame of an output gets its first byte, and with it the number and the instant of the frame that comes from. */
function begin(model: SimulationModel, pin: PinModel, { pin: source }: InputModel): void {
  const buffer = bufferUnder(pin.queue, leadingEdge);
  const from = bufferUnder(source.queue, leadingEdge);
  pin.framesProduced += 1;
  pin.pool.buffers[buffer]!.times[bufferTimes.captured] = source.pool.buffers[from]!.times[bufferTimes.captured]!;
  enterState(model, pin, buffer, bufferStates.leadingEdge, source.pool.buffers[from]!.frame);
  const flags = source.queue.processFlags & discontinuities;
  if (flags !== 0) carryOutFor(model, pin, setHeaderOptions(pin.queue, leadingEdge, flags, 'passive'));
}

/** An output without a frame, which does not hold processing back, misses what was made for it: a whole frame of it is lost. */
function miss(model: SimulationModel, { pin, conversion }: OutputModel, missed: number, { pin: source }: InputModel, reason: DropReason['key']): number {
  let bytes = missed + conversion.pending;
  conversion.pending = 0;
  for (; bytes >= pin.frameBytes; bytes -= pin.frameBytes) {
    pin.framesProduced += 1;
    dropFrame(model, pin, source.pool.buffers[bufferUnder(source.queue, leadingEdge)]!.frame, reason);
  }
  return bytes;
}

const isEnd = ({ pin: { queue } }: InputModel): boolean => (queue.processFlags & headerOptions.endOfStream) !== 0;

/**
 * BytesUsed of an input. While something of a frame still has to be written, the last byte of it is not reported: AVStream would let the frame go, and an end of the
 * stream with it.
 */
function report(object: ObjectModel, input: InputModel, used: number, pending: boolean): void {
  const { queue } = input.pin;
  const total = input.unreported + used;
  const isUsedUp = total === queue.bytesAvailable;
  input.unreported = pending && isUsedUp && total > 0 ? 1 : 0;
  queue.bytesUsed = total - input.unreported;
  queue.terminate = isUsedUp && !pending;
  if (used > 0 || queue.terminate) object.consumed += 1;
}

/** ENDOFSTREAM on the frame of an output: all that the input had is written, or the driver says so of its own accord (HDR-07, unless the inputs are empty). */
function sayEnd(model: SimulationModel, output: OutputModel, input: InputModel, ends: boolean): void {
  const { pin, conversion } = output;
  const { queue } = pin;
  const ofItsOwn = queue.terminate && pin.framesProduced === pin.settings.driver.endOfStreamAt;
  if (!ends && !ofItsOwn) return;
  if (ends) {
    resetConversion(conversion);
    queue.terminate = true;
  } else output.undrained = framesBeforeEnd(input.pin.queue);
  carryOutFor(model, pin, setHeaderOptions(queue, leadingEdge, headerOptions.endOfStream, 'passive'));
}
