import { recordCall, queueFlags } from '../../queue/index';
import type { PinModel, SimulationModel } from '../model';
import { setDataFormatCalled } from '../states/states';
import type { OutsideOutcome } from './outside';

/**
 * The client asks for another format, in whatever state the pin is. SetDataFormat is called under the filter's control mutex (DV:ks-ksprocessingmutex), so it waits for
 * SetDeviceState. With KSPIN_FLAG_FIXED_FORMAT the answer is STATUS_INVALID_DEVICE_REQUEST, without a call. From then on frames have the new size.
 */
export function changeFormat(model: SimulationModel, pin: PinModel, frameBytes: number): OutsideOutcome {
  const { settings, queue, group } = pin;
  if (pin.isClosed || pin.client?.hasEnded === true || queue.removed) return 'withoutEffect';
  if ((settings.flags & queueFlags.fixedFormat) !== 0) {
    recordCall(model.environment, 'formatRefused', settings.label, pin.index);
    return 'refused';
  }
  if (group.stepTo >= 0) return 'waiting';
  setDataFormatCalled(model, pin);
  pin.frameBytes = frameBytes;
  if (queue.settings.fixedFrameBytes !== null) queue.settings.fixedFrameBytes = frameBytes;
  return 'done';
}
