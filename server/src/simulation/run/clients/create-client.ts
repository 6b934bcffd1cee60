import type { Sampler } from '../../engine/index';
import { createRequest } from '../../queue/index';
import type { Distribution } from '../../scenario';
import type { PinModel } from '../model';
import { createOccurrence } from '../occurrence';
import type { ClientModel } from './client';

/** Makes the client of a pin, with its requests. */
export function createClient(pin: PinModel, sampler: (distribution: Distribution, place: string) => Sampler): ClientModel {
  const settings = pin.settings.client!;
  const { requests, headersPerRequest, bufferBytes, headerBytes } = settings;
  const buffers = requests * headersPerRequest;
  return {
    pin, settings, headers: headersPerRequest, writes: pin.settings.dataFlow === 'in', separates: headersPerRequest > 1 || pin.queue.frames.enforceFifo,
    hold: sampler(settings.hold, 'hold'), completionLatency: sampler(pin.settings.system.completionLatency, 'completionLatency'),
    requests: Array.from({ length: requests }, (_, request) => createRequest(pin.queue, Array.from({ length: headersPerRequest }, (__, header) => ({
      frameExtent: bufferBytes, buffer: request * headersPerRequest + header, ...(headerBytes === null ? {} : { size: headerBytes }),
    })), request)),
    times: new Float64Array(2), expectedBytes: new Float64Array(buffers), givenBack: new Uint8Array(buffers), isOut: new Uint8Array(buffers),
    queues: false, hasEnded: false, completions: 0, firstSubmitted: -1, filling: -1, filled: 0, fillScheduled: false, waitsForever: createOccurrence(),
  };
}
