import type { Sampler } from '../../engine/index';
import { createRequest } from '../../queue/index';
import type { Distribution } from '../../scenario';
import type { PinModel } from '../model';
import type { ClientModel } from './client';

/** Makes the client of a pin, with its requests. */
export function createClient(pin: PinModel, sampler: (distribution: Distribution, place: string) => Sampler): ClientModel {
  const settings = pin.settings.client!;
  const { requests, headersPerRequest, bufferBytes, headerBytes } = settings;
  return {
    pin, settings, headers: headersPerRequest, hold: sampler(settings.hold, 'hold'), completionLatency: sampler(pin.settings.system.completionLatency, 'completionLatency'),
    requests: Array.from({ length: requests }, (_, request) => createRequest(pin.queue, Array.from({ length: headersPerRequest }, (__, header) => ({
      frameExtent: bufferBytes, buffer: request * headersPerRequest + header, ...(headerBytes === null ? {} : { size: headerBytes }),
    })), request)),
    times: new Float64Array(1), queues: false, hasEnded: false, completions: 0, firstSubmitted: -1,
  };
}
