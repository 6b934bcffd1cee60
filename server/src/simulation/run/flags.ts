/** The KSPIN_FLAG_ bits the model acts on (H:3734-3757). */
export enum pinFlags {
  dispatchLevelProcessing = 0x00000001,
  asynchronousProcessing = 0x00000008,
  doNotInitiateProcessing = 0x00000010,
  initiateProcessingOnEveryArrival = 0x00000020,
  enforceFifo = 0x00000080,
  generateMappings = 0x00000100,
  distinctTrailingEdge = 0x00000200,
  processInRunStateOnly = 0x00010000,
  useStandardTransport = 0x00040000,
  doNotUseStandardTransport = 0x00080000,
  fixedFormat = 0x00100000,
}
