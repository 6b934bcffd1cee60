/**
 * Choices that Windows leaves undocumented. Each is named wherever it decides something, so that no result looks more certain than it is.
 */
export interface NegotiationOptions {
  /**
   * Frame size out of those that all pins allow, in bytes: the least that holds a frame of the connected format, the least of all, or the greatest. Never below the format's.
   * How the graph manager chooses is not documented.
   */
  readonly frameSize: 'format' | 'least' | 'greatest';
  /** Number of frames out of the demands: the least that is not 0, the greatest, or that of the pin whose allocator is used. */
  readonly frames: 'leastNonZero' | 'greatest' | 'allocatorPin';
  /** Whether the size of a compressed or expanded frame is rounded up or down. */
  readonly compressionRounding: 'up' | 'down';
  /** Whether all items of a framing count as alternatives, or only the first: no sample has more than one, and whether further ones are looked at is not documented. */
  readonly alternatives: 'all' | 'first';
  /** Where demands are declared as preferences only and cannot be met: they yield, or they bind as any demand. */
  readonly preferences: 'yield' | 'bind';
}

/** Name of an option. */
export type OptionName = keyof NegotiationOptions;

/** What holds when nothing else is said. */
export const defaultOptions: NegotiationOptions = { frameSize: 'format', frames: 'leastNonZero', compressionRounding: 'up', alternatives: 'all', preferences: 'yield' };
