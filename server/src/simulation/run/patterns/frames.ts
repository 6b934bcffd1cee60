import type { StreamHeader, StreamPointer } from '../../queue/index';
import { frameDropped, frameUnder, headerOptions, leadingEdge, setHeaderOptions } from '../../queue/index';
import type { PinModel, SimulationModel } from '../model';
import { carryOutFor } from '../processing/processing';

/** The header of the frame under a pointer; the pointer must be on one. */
export function headerUnder({ queue }: PinModel, pointer: StreamPointer): StreamHeader {
  return frameUnder(queue, pointer)!.header;
}

/** What a driver does with a buffer too small for the frame: `true` when it is to be ejected with DataUsed 0. */
export function ejectTooSmall(pin: PinModel): boolean {
  const header = headerUnder(pin, leadingEdge);
  if (header.frameExtent >= pin.frameBytes || pin.settings.driver.whenBufferTooSmall !== 'completeEmpty') return false;
  pin.tooSmall += 1;
  header.dataUsed = 0;
  return true;
}

/** The driver writes the header of a filled frame: DataUsed, DATADISCONTINUITY behind a loss where it does that, TYPECHANGED and ENDOFSTREAM. Nothing on a frame that was cancelled and let go. */
export function finishFrame(model: SimulationModel, pin: PinModel, pointer: StreamPointer): void {
  const record = frameUnder(pin.queue, pointer);
  if (record === null) return;
  const { header } = record;
  if (pin.setsDataUsed) header.dataUsed = Math.min(pin.frameBytes, header.frameExtent);
  markFrame(model, pin, pointer, header);
}

/** DATADISCONTINUITY on the first frame behind a loss (whether a driver does that may be unknown, and then nothing is asked), TYPECHANGED on the one that the scenario names, and ENDOFSTREAM on the last one of the stream. */
export function markFrame(model: SimulationModel, pin: PinModel, pointer: StreamPointer, header: StreamHeader): void {
  const { marksDiscontinuity, endOfStreamAt, typeChangedAt } = pin.settings.driver;
  if (pin.dropSinceHeader) {
    pin.dropSinceHeader = false;
    if (marksDiscontinuity !== null) frameDropped(pin.queue, frameUnder(pin.queue, pointer)!.serial);
    if (marksDiscontinuity === true) header.optionsFlags |= headerOptions.dataDiscontinuity;
  }
  if (typeChangedAt !== null && pin.pool.buffers[header.buffer]!.frame + 1 === typeChangedAt) header.optionsFlags |= headerOptions.typeChanged;
  if (endOfStreamAt === null || pin.pool.buffers[header.buffer]!.frame + 1 !== endOfStreamAt) return;
  carryOutFor(model, pin, setHeaderOptions(pin.queue, pointer, headerOptions.endOfStream, 'dispatch'));
}
