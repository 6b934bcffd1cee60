import type { CompletedRequest, HeaderRequest, Level, PinQueue, PinQueueSettings, ProcessingObject, QueueEnvironment, QueueOptions, Submission, ViolationCode } from '../../../../server/src/simulation/queue/index';
import { changeState, createPinProcessing, createPinQueue, createQueueEnvironment, ksState, pinQueueViolation, readCompletedRequests, submitRequest } from '../../../../server/src/simulation/queue/index';
import { expect } from 'vitest';

/** An environment that records every call and reports whatever takes time at all. */
export function recorded(options: Partial<QueueOptions> = {}): QueueEnvironment {
  return createQueueEnvironment(options, { callLimit: Infinity, slowCancellation: 0, unattendedClone: 0 });
}

/** A pin with what a test says about it; else a 64-bit capture pin read by an application, on the standard transport. */
export function makePin(settings: Partial<PinQueueSettings> = {}, options: Partial<QueueOptions> = {}, environment = recorded(options)): PinQueue {
  return createPinQueue(environment, {
    name: 'video', index: 0, direction: 'output', communication: 'sink', flags: 0, headerSize: 56, streamHeaderSize: 0, fixedFrameBytes: null, adapter: null, standardTransport: true, ...settings,
  });
}

/** The same in KSSTATE_RUN, with a Process routine of its own. */
export function runningPin(settings: Partial<PinQueueSettings> = {}, options: Partial<QueueOptions> = {}): { pin: PinQueue; object: ProcessingObject } {
  const pin = makePin(settings, options);
  const object = createPinProcessing(pin);
  changeState(pin, ksState.run);
  clearCalls(pin.environment);
  return { pin, object };
}

/** Submits a request of one frame for each header; 4096 bytes where nothing else is said. */
export function submit(pin: PinQueue, headers: readonly Partial<HeaderRequest>[] = [{}], level: Level = 'passive'): Submission {
  const dataUsed = pin.settings.direction === 'output' ? 0 : 4096;
  return submitRequest(pin, headers.map((header) => ({ frameExtent: 4096, dataUsed, ...header })), level);
}

/** Submits several requests of one frame each. */
export function fill(pin: PinQueue, requests: number): void {
  for (let request = 0; request < requests; request += 1) submit(pin);
}

/** The calls since the last look, as "what number". */
export function callsOf(environment: QueueEnvironment): string[] {
  return environment.calls!.splice(0).map(({ what, about }) => `${what} ${about}`);
}

/** Forgets the calls so far. */
export function clearCalls(environment: QueueEnvironment): void {
  environment.calls!.length = 0;
}

/** The codes of the violations since the last look, in order. */
export function codesOf(environment: QueueEnvironment): ViolationCode[] {
  return environment.violations.first.splice(0).map(({ code }) => code);
}

/** Reference counts oldest to newest, as `!ks.dumpqueue` lists them. */
export function refcounts(pin: PinQueue): number[] {
  const found: number[] = [];
  for (let frame = pin.frames.oldest; frame >= 0; frame = pin.frames.frameNewer[frame]!) found.push(pin.frames.references[frame]!);
  return found;
}

/** Requests that are complete, in order, not taken. */
export function completions(pin: PinQueue): readonly CompletedRequest[] {
  return readCompletedRequests(pin);
}

/** Their numbers. */
export function completedOf(pin: PinQueue): number[] {
  return readCompletedRequests(pin).map(({ request }) => request);
}

/** Everything that has to hold of the queue does. */
export function sound(pin: PinQueue): void {
  expect(pinQueueViolation(pin)).toBeNull();
}
