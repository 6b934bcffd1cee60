/** What can happen. Numbers enter the fingerprint: never renumber. */
export const eventKinds = {
  sourceFrame: 0,
  transferEnd: 1,
  interrupt: 2,
  dpc: 3,
  processStep: 4,
  workItem: 5,
  received: 6,
  returned: 7,
  stateRequest: 8,
  setDeviceStateReturn: 9,
} as const;

/**
 * Who comes first at one instant, most urgent first, in the order hardware and interrupt levels impose: a transfer that ends makes room before the next frame
 * begins, DPCs run before threads, the client's threads come last.
 */
export const eventPriorities = {
  transferEnd: 0,
  sourceFrame: 1,
  interrupt: 2,
  dpc: 3,
  process: 4,
  workItem: 5,
  received: 6,
  returned: 7,
  state: 8,
} as const;
