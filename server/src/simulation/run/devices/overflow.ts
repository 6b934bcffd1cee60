import { clockNow } from '../../engine/index';
import { framesElsewhere } from '../circuits/whereabouts';
import { dropFrame, whyNoBuffer } from '../drops';
import type { DeviceModel, SimulationModel } from '../model';
import { attemptsFromDpc } from '../patterns/attempts';
import { bufferStates, countStates } from '../pools/pool';
import { watchForStall } from '../processing/processing';
import { dpcToCome } from './interrupts';
import { dropNewest, dropOldest, store } from './store';
import { startTransfer, takeBackLast } from './transfers';

/** A frame has come, and the device has no buffer and no place of its own for it. */
export function overflow(model: SimulationModel, device: DeviceModel, frame: number): void {
  const { pin } = device;
  device.overflows += 1;
  if (pin.object !== null) watchForStall(model, pin.object, attemptsFromDpc(pin) && dpcToCome(device), buffersToCome(device));
  if (device.halted) {
    dropFrame(model, pin, frame, 'deviceHalted');
    return;
  }
  if (takesPlace(model, device, frame)) return;
  if (pin.settings.hardware.whenFull === 'halt') {
    device.halted = true;
    device.halts += 1;
  }
  dropFrame(model, pin, frame, whyNoBuffer(pin));
}

/** Whether the new frame takes the place of an older one. */
function takesPlace(model: SimulationModel, device: DeviceModel, frame: number): boolean {
  const { pin } = device;
  const { whenFull } = pin.settings.hardware;
  if (whenFull === 'dropOldest' && device.storeFrames > 0) {
    dropOldest(model, device);
    store(model, device, frame);
    return true;
  }
  if (whenFull !== 'overwrite') return false;
  if (device.storeFrames > 0) {
    if (!dropNewest(model, device)) return false;
    store(model, device, frame);
    return true;
  }
  if (!takeBackLast(model, device)) return false;
  startTransfer(model, device, frame, model.engine.clock, clockNow);
  return true;
}

/** Whether buffers are elsewhere that will be queued again. */
function buffersToCome({ pin }: DeviceModel): boolean {
  const { pool, circuit } = pin;
  if (circuit !== null && framesElsewhere(circuit, pin) > 0) return true;
  const counts = countStates(pool);
  return counts[bufferStates.inApplication]! + counts[bufferStates.completing]! + counts[bufferStates.readyForDpc]! + counts[bufferStates.cloned]! + counts[bufferStates.hardwareFilling]!
    + counts[bufferStates.atPeer]! + counts[bufferStates.processing]! > 0;
}
