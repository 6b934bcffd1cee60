import { queueFlags } from '../../queue/index';
import { dpcToCome } from '../devices/interrupts';
import type { PinModel, SimulationModel } from '../model';
import { pinStates } from '../model';
import { driverAttempts } from '../processing/processing';
import { flushAttempts } from '../routines/machine';

/** Whether the driver's DPC calls KsPinAttemptProcessing. */
export function attemptsFromDpc({ settings: { driver }, object, routines }: PinModel): boolean {
  if (object === null) return false;
  // What a routine does depends on its variables: it is taken to ask unless it has shown twice that it does not.
  if (routines !== null) return routines.attemptsAtAll && routines.dpcsWithoutAttempt < 2;
  return driver.attemptProcessing === 'always' || (driver.attemptProcessing !== 'never' && object.pendedOnce);
}

/** KsPinAttemptProcessing at the end of a DPC, as the driver does it. */
export function attemptFromDpc(model: SimulationModel, pin: PinModel): void {
  const { object } = pin;
  if (object === null || !attemptsFromDpc(pin)) return;
  if (pin.settings.driver.attemptProcessing === 'whenPended') object.pendedOnce = false;
  driverAttempts(model, object, pin.settings.driver.attemptAsynchronous, 'dispatch', pin.rows.interrupt);
}

/**
 * Cancel callbacks or timeouts have taken all that was programmed back from the device, so that no interrupt is to come and no DPC: a driver that calls
 * KsPinAttemptProcessing at all does so then, or its stream would stand still for good.
 */
export function attemptWhenEmptied(model: SimulationModel, pin: PinModel): void {
  if (pin.routines !== null) {
    flushAttempts(model, pin);
    return;
  }
  const { device, queue } = pin;
  if (device === null || device.copies || device.list.count > 0 || model.outside.isRemoved || queue.deviceState < pinStates.PAUSE || dpcToCome(device) || !attemptsFromDpc(pin)) return;
  device.refills += 1;
  attemptFromDpc(model, pin);
}

/** A driver that has arriving frames initiate nothing begins when its pin has reached RUN, unless it never asks for processing. */
export function attemptAtRun(model: SimulationModel, { device, object, settings: { flags, driver }, rows, routines }: PinModel): void {
  if (routines?.isStated === true || device === null || device.copies || object?.object.kind !== 'pin' || (flags & queueFlags.doNotInitiateProcessing) === 0 || driver.attemptProcessing === 'never') return;
  driverAttempts(model, object, driver.attemptAsynchronous, 'passive', rows.setDeviceState);
}
