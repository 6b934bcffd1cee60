import type { CancelCallback, Cancellation } from '../queue/index';
import { cancelRequest, deletePointer, nullPointer } from '../queue/index';
import { forgetPointer } from './devices/transfers';
import type { PinModel, SimulationModel } from './model';
import { attemptWhenEmptied } from './patterns/attempts';
import { takeCompleted } from './supply';

/**
 * The cancel callback of a driver's clones. It runs under the queue's spin lock: the clone it deletes is noted in `forgotten`, and what the device has to forget follows
 * when the lock is free.
 */
export function cancelCallbackOf(kind: 'none' | 'deletes' | 'keeps', forgotten: number[]): CancelCallback | null {
  if (kind === 'none') return null;
  if (kind === 'keeps') return () => undefined;
  return (queue, clone) => {
    forgotten.push(clone);
    deletePointer(queue, clone);
  };
}

/** A client, a circuit or the I/O manager cancels a request; the device forgets buffers that the driver's callback took back. */
export function cancel(model: SimulationModel, pin: PinModel, request: number): Cancellation {
  const done = cancelRequest(pin.queue, request);
  settleCancelled(model, pin);
  return done;
}

/** What has to follow when requests of a pin may have been cancelled: the device forgets them, they go back, and the device may want others. `tookBack`: some had been taken back and settled before. */
export function settleCancelled(model: SimulationModel, pin: PinModel, tookBack = false): void {
  const takesBack = tookBack || pin.forgotten.length > 0;
  settleForgotten(model, pin);
  takeCompleted(model, pin);
  if (takesBack || pin.routines !== null) attemptWhenEmptied(model, pin);
}

/** What cancel callbacks deleted is taken from the device. */
export function settleForgotten(model: SimulationModel, pin: PinModel): void {
  const { device, forgotten } = pin;
  while (forgotten.length > 0) {
    const pointer = forgotten.pop()!;
    if (pin.previousClone === pointer) pin.previousClone = nullPointer;
    if (device !== null) forgetPointer(model, device, pointer);
  }
}
