import type { PinModel, SimulationModel } from '../model';
import { driverAttempts } from '../processing/processing';

/** Whether the driver's DPC calls KsPinAttemptProcessing. */
export function attemptsFromDpc({ settings: { driver }, object }: PinModel): boolean {
  if (object === null) return false;
  return driver.attemptProcessing === 'always' || (driver.attemptProcessing !== 'never' && object.pendedOnce);
}

/** KsPinAttemptProcessing at the end of a DPC, as the driver does it. */
export function attemptFromDpc(model: SimulationModel, pin: PinModel): void {
  const { object } = pin;
  if (object === null || !attemptsFromDpc(pin)) return;
  if (pin.settings.driver.attemptProcessing === 'whenPended') object.pendedOnce = false;
  driverAttempts(model, object, pin.settings.driver.attemptAsynchronous, 'dispatch', pin.rows.interrupt);
}
