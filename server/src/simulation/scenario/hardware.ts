import type { Distribution } from './distribution';

/** Where the frames come from: a sensor or a signal that cannot be held back. */
export interface SourceScenario {
  /** Nominal time from frame to frame, in nanoseconds, > 0. */
  readonly period: number;
  /** How far a frame is off its nominal instant; not cumulative. Default: constant 0. */
  readonly jitter?: Distribution;
}

/** Which locks of stream pointers fail. AVStream's own accounting of DMA resources is not documented, so a scenario says it. */
export interface LockFailures {
  /** Locks that fail, counted from 1 over the run, ascending. */
  readonly at?: readonly number[];
  /** Of a million locks so many fail, at random. */
  readonly perMillion?: number;
}

/** The scatter/gather side of a device that is programmed with mappings (KSPIN_FLAG_GENERATE_MAPPINGS). */
export interface MappingScenario {
  /** Entries of the device's own table: a frame takes as many as it has mappings. Left out: the table holds any number. */
  readonly tableEntries?: number;
  /** Longest mapping, bytes: MaxMappingsByteCount of KsDeviceRegisterAdapterObject. Default 2^20. */
  readonly maximumBytes?: number;
  /** Bytes from one mapping to the next, ≥ 16: MappingTableStride. Default 16. */
  readonly stride?: number;
  /** Physically adjacent pages in a row in a buffer of the client. Default: constant 1, every page by itself. */
  readonly adjacentPages?: Distribution;
  /** Whether hardware or code take it for granted that mappings begin and end on page boundaries (DMA-03). Left out: unknown. */
  readonly expectsPageBoundaries?: boolean;
  /** Map registers of the adapter, shared by the pins of the device; left out: none are needed. */
  readonly mapRegisters?: number;
  /** Whether the driver has registered its adapter with AVStream. Default `true`; without it nothing is mapped (W:packet-based-dma-in-avstream). */
  readonly isRegistered?: boolean;
}

/** The device between source and memory. */
export interface HardwareScenario {
  /** Buffers its scatter/gather list can hold at once, the one being filled included; ≥ 1. Default: as many as there are buffers. */
  readonly listDepth?: number;
  /** Whole frames the device can keep while it has no buffer. Default 0: a buffer must be programmed when the frame begins. */
  readonly fifoFrames?: number;
  /** Frames of a common buffer that the device fills by itself, whether or not anybody reads them; the driver copies out of it. Default 0: it has none. */
  readonly commonBufferFrames?: number;
  /**
   * What the device does when a frame comes and its own store is full. `skipFrame` (default): the new frame is lost (as in avshws); `dropOldest`: the oldest frame in
   * its store is (the default with a common buffer, which the device fills round and round, and where the DPC copies and comes for stored frames alone); `overwrite`: it writes over the frame it filled last, if the driver has not taken that yet; `halt`: it stops until the driver programs it again.
   */
  readonly whenFull?: 'skipFrame' | 'dropOldest' | 'overwrite' | 'halt';
  /** Time to move one frame into its buffer. Default: constant 0. With `bus` it is the least time, where the bus is free. */
  readonly transferTime?: Distribution;
  /** The bus it moves frames over, an index into `Scenario.buses`; left out: nothing is shared. */
  readonly bus?: number;
  /** When it interrupts: after each filled frame (default), at every period whether or not anything was filled (as avshws does), or after each of the two fields. */
  readonly interrupt?: 'perFrame' | 'perPeriod' | 'perField';
  /** One interrupt for so many of those events. Default 1. */
  readonly interruptEvery?: number;
  /** The longest that an event waits for others to share its interrupt; left out: without limit. Means nothing when `interruptEvery` is 1. */
  readonly coalescingTime?: number;
  readonly lockFailures?: LockFailures;
  readonly mappings?: MappingScenario;
}

/** A bus that several pins move their frames over at once; each gets an equal share of what is left. */
export interface BusScenario {
  readonly label: string;
  /** Bytes a second, > 0. */
  readonly bytesPerSecond: number;
}
