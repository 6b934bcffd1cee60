import type { PinQueue } from './pin-queue';
import { ksState, recordOn, reportOn } from './pin-queue';
import { ntStatus } from './stream-pointer';

/** KsPinRegisterFrameReturnCallback: puts the pin into injection mode, in KSSTATE_STOP only (STA-05), for the pipe section is made at ACQUIRE. */
export function registerFrameReturn(pin: PinQueue): void {
  if (pin.deviceState === ksState.stop) pin.injecting = true;
  else reportOn(pin, 'STA-05', { state: pin.deviceState });
}

/** KsPinSubmitFrame: Data is NULL if and only if Size is 0 (SPT-19). Only a pin in injection mode submits frames. */
export function submitFrame(pin: PinQueue, hasData: boolean, size: number): number {
  if (hasData !== (size > 0)) {
    reportOn(pin, 'SPT-19', { data: hasData, size });
    return ntStatus.invalidParameter;
  }
  return pin.injecting ? ntStatus.success : ntStatus.invalidParameter;
}

/** A frame that was submitted has gone round the circuit: the frame return callback has it again. */
export function frameReturns(pin: PinQueue, frame: number): void {
  recordOn(pin, 'FrameReturn', frame);
}
