import { clockNow, schedule } from '../../engine/index';
import { ksReset, resetBegin, resetEnd } from '../../queue/index';
import { settleCancelled } from '../cancellation';
import { submitAll } from '../clients/submit';
import { pinRoutineReturns } from '../conduct';
import { forgetPointer } from '../devices/transfers';
import { eventKinds, eventPriorities } from '../events';
import type { PinModel, SimulationModel } from '../model';
import { runAtOnce } from '../patterns/routines';
import { letWindowGo } from '../patterns/window';
import { mark } from '../pools/enter-state';
import { lastOfRing } from '../ring';
import type { OutsideOutcome } from './outside';

/**
 * IOCTL_KS_RESET_STATE with KSRESET_BEGIN, and KSRESET_END `duration` ns later. In between new requests are refused (K:ni-ks-ioctl_ks_reset_state). It may come in any
 * state, also while SetDeviceState is being called. That it waits for Process is a choice of the model.
 */
export function reset(model: SimulationModel, pin: PinModel, index: number, duration: number): OutsideOutcome {
  const { queue } = pin;
  if (pin.isClosed || pin.client?.hasEnded === true || queue.resetState === ksReset.begin) return 'withoutEffect';
  if (pin.object?.object.processing === true) return 'waiting';
  mark(model, pin.rows.reset, model.kinds.called, -1);
  let takesBack = false;
  resetBegin(queue, () => {
    // The Reset callback settles what cancel callbacks have taken back before it.
    takesBack = pin.forgotten.length > 0;
    if (pin.routines !== null) runAtOnce(model, pin, pin.routines.behaviour.entries.reset);
    else if (pin.settings.driver.resetDeletesClones) giveBack(model, pin);
  });
  pinRoutineReturns(model, pin, 'reset');
  settleCancelled(model, pin, takesBack);
  schedule(model.engine, model.engine.clock[clockNow]! + duration, eventPriorities.outside, eventKinds.outsideEventEnd, 0, index);
  return 'done';
}

/** What the driver's Reset callback does: it takes its buffers from the device and deletes the clones, unfilled. The device runs on. */
function giveBack(model: SimulationModel, pin: PinModel): void {
  const { device } = pin;
  // From the end, so that the device does not begin with another buffer in between.
  if (device !== null) for (const ring of [device.list, device.filled]) while (ring.count > 0) forgetPointer(model, device, lastOfRing(ring));
  pin.pattern.release(model, pin);
  letWindowGo(model, pin);
}

/** KSRESET_END: the client queues again what was cancelled or refused meanwhile. */
export function endReset(model: SimulationModel, pin: PinModel): void {
  if (pin.queue.resetState !== ksReset.begin) return;
  mark(model, pin.rows.reset, model.kinds.called, -1);
  resetEnd(pin.queue, () => undefined);
  if (pin.client?.queues === true) submitAll(model, pin.client);
}
