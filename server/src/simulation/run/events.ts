/** What can happen. Numbers enter the fingerprint: never renumber. */
export enum eventKinds {
  // The component is the number of the pin, of the processing object or of the group of pins.
  sourceFrame = 0,
  transferEnd = 1,
  interrupt = 2,
  dpc = 3,
  processStep = 4,
  workItem = 5,
  received = 6,
  returned = 7,
  stateRequest = 8,
  setDeviceStateReturn = 9,
  fieldEnd = 10,
  coalescingEnd = 11,
  busFree = 12,
  timeout = 13,
  writerFills = 14,
  // The component is the number of the pin, the argument the place of the call, or the routine.
  routineStep = 15,
  routineWorkItem = 20,
  routineBlocked = 21,
  // The component is the number of the circuit.
  peerDone = 16,
  peerFills = 17,
  hopEnd = 18,
  allocatorWorkItem = 19,
  // The argument is the number of the event of the scenario.
  outsideEvent = 24,
  outsideEventEnd = 25,
}

/**
 * Who comes first at one instant, most urgent first, in the order hardware and interrupt levels impose: a transfer that ends makes room before the next frame
 * begins, DPCs run before threads, the client's threads come last.
 */
export enum eventPriorities {
  transferEnd = 0,
  sourceFrame = 1,
  interrupt = 2,
  dpc = 3,
  process = 4,
  workItem = 5,
  received = 6,
  returned = 7,
  state = 8,
  outside = 9,
}
