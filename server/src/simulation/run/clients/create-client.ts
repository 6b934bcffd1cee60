import type { Sampler } from '../../engine/index';
import { createRequest, headerOptions } from '../../queue/index';
import type { Distribution } from '../../scenario';
import { pagesOf } from '../devices/adapters';
import type { PinModel } from '../model';
import { createOccurrence } from '../occurrence';
import type { Making } from '../pins/create-pin';
import type { ClientModel } from './client';

/** Makes the client of a pin, with its requests. */
export function createClient(pin: PinModel, { adapters, seed }: Making, sampler: (distribution: Distribution, place: string) => Sampler): ClientModel {
  const settings = pin.settings.client!;
  const { requests, headersPerRequest, bufferBytes, headerBytes } = settings;
  const { mappings } = pin.settings.hardware;
  const buffers = requests * headersPerRequest;
  // A client that says nothing of its headers makes them as large as the pin asks for.
  const size = headerBytes ?? Math.max(pin.queue.settings.headerSize, pin.queue.settings.streamHeaderSize);
  const writes = pin.settings.dataFlow !== 'out';
  const separates = headersPerRequest > 1 || pin.queue.frames.enforceFifo || pin.settings.driver.typeChangedAt !== null;
  const completionLatency = sampler(pin.settings.system.completionLatency, 'completionLatency');
  return {
    pin, settings, headers: headersPerRequest, writes, separates, receivesAtOnce: completionLatency.isNothing && !writes && !separates && settings.holdDiscipline === 'parallel' && settings.stalls.length === 0,
    hold: sampler(settings.hold, 'hold'), completionLatency,
    requests: Array.from({ length: requests }, (_, request) => createRequest(pin.queue, Array.from({ length: headersPerRequest }, (__, header) => {
      const buffer = request * headersPerRequest + header;
      const place = { label: `${pin.settings.label}/buffer/${buffer}`, seed, bytes: bufferBytes, alignmentMask: settings.bufferAlignment, mappings };
      return { frameExtent: bufferBytes, buffer, optionsFlags: settings.flushOnPause ? headerOptions.flushOnPause : 0, size, ...pagesOf(adapters, pin.queue, place) };
    }), request)),
    times: new Float64Array(2), expectedBytes: new Float64Array(buffers), givenBack: new Uint8Array(buffers), discarded: new Uint8Array(requests), isOut: new Uint8Array(buffers),
    queues: false, hasEnded: false, completions: 0, firstSubmitted: -1, filling: -1, filled: 0, fillScheduled: false, waitsForever: createOccurrence(),
  };
}
