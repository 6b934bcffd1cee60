import type { Sampler } from '../../engine/index';
import type { QueueRequest } from '../../queue/index';
import { createRequest, headerOptions } from '../../queue/index';
import type { Distribution } from '../../scenario';
import { pagesOf } from '../devices/adapters';
import type { PinModel } from '../model';
import { createOccurrence } from '../occurrence';
import type { Making } from '../pins/making';
import type { SettledClient } from '../settled';

/** Entries of `ClientModel.times`, nanoseconds: when the one thread of the application is free again, and when a writer may fill its next buffer. */
export enum clientTimes { free = 0, nextFill = 1 }

/** The user-mode client of one pin, with its requests. Request `r` has the buffers from `r × headers` on. */
export class ClientModel {
  readonly settings: SettledClient;
  readonly requests: readonly QueueRequest[];
  readonly headers: number;
  /** It writes to the pin instead of reading from it; what it writes to the queue of a filter in place comes back changed. */
  readonly writes: boolean;
  /** A frame may be complete while its request is not: because of further headers, or because of ENFORCE_FIFO. */
  readonly separates: boolean;
  /** It reads one buffer with each request, has it at once when it is complete, and keeps a filled one for its hold alone. */
  readonly receivesAtOnce: boolean;
  readonly hold: Sampler;
  readonly completionLatency: Sampler;
  readonly times = new Float64Array(2);
  /** Bytes of a frame of the format that held when the frame of each buffer was complete. */
  readonly expectedBytes: Float64Array;
  /** Each buffer that the driver gave back empty because it stopped or was reset. */
  readonly givenBack: Uint8Array;
  /** Each request that has come back cancelled because the stream was stopped, paused or reset: known when it completes, which may be long before its client sees it. */
  readonly discarded: Uint8Array;
  /** Where frames are looked up; 1: the frame of the buffer is in the queue, or held by a clone. */
  readonly isOut: Uint8Array;
  /** It queues requests: the stream has reached the state in which it begins, and not been left. */
  queues = false;
  /** Its process has ended. */
  hasEnded = false;
  completions = 0;
  firstSubmitted = -1;

  // Writers.
  /** Request being filled and how many of its buffers are full; -1 while there is none. */
  filling = -1;
  filled = 0;
  /** The time for the next buffer is awaited. */
  fillScheduled = false;

  /** Requests it waited for in vain after the stop. */
  readonly waitsForever = createOccurrence();

  constructor(readonly pin: PinModel, { adapters, seed }: Pick<Making, 'adapters' | 'seed'>, sampler: (distribution: Distribution, place: string) => Sampler) {
    const settings = pin.settings.client!;
    const { requests, headersPerRequest, bufferBytes, headerBytes } = settings;
    const { mappings } = pin.settings.hardware;
    const buffers = requests * headersPerRequest;
    // A client that says nothing of its headers makes them as large as the pin asks for.
    const size = headerBytes ?? Math.max(pin.queue.settings.headerSize, pin.queue.settings.streamHeaderSize);
    this.settings = settings;
    this.headers = headersPerRequest;
    this.writes = pin.settings.dataFlow !== 'out';
    this.separates = headersPerRequest > 1 || pin.queue.frames.enforceFifo || pin.settings.driver.typeChangedAt !== null;
    this.completionLatency = sampler(pin.settings.system.completionLatency, 'completionLatency');
    this.receivesAtOnce = this.completionLatency.isNothing && !this.writes && !this.separates && settings.holdDiscipline === 'parallel' && settings.stalls.length === 0;
    this.hold = sampler(settings.hold, 'hold');
    this.requests = Array.from({ length: requests }, (_, request) => createRequest(pin.queue, Array.from({ length: headersPerRequest }, (__, header) => {
      const buffer = request * headersPerRequest + header;
      const place = { label: `${pin.settings.label}/buffer/${buffer}`, seed, bytes: bufferBytes, alignmentMask: settings.bufferAlignment, mappings };
      return { frameExtent: bufferBytes, buffer, optionsFlags: settings.flushOnPause ? headerOptions.flushOnPause : 0, size, ...pagesOf(adapters, pin.queue, place) };
    }), request));
    this.expectedBytes = new Float64Array(buffers);
    this.givenBack = new Uint8Array(buffers);
    this.discarded = new Uint8Array(requests);
    this.isOut = new Uint8Array(buffers);
  }
}
