import type { Sampler } from '../../engine/index';
import type { Distribution } from '../../scenario';
import type { PinModel } from '../model';
import type { Ring } from '../ring';
import { createRing } from '../ring';
import type { BusModel } from './bus';

/**
 * Entries of `DeviceModel.times`, nanoseconds: when the source began, when the present transfer began, when the DPC begins; and the work that the transfer has left
 * on the bus, in pieces of a nanosecond.
 */
export enum deviceTimes { sourceStart = 0, transferStart = 1, dpcStart = 2, busLeft = 3 }

/** The device behind one pin: its source, its list of buffers, its own store, and its interrupts. */
export class DeviceModel {
  // What of the settings every frame asks for.
  readonly period: number;
  readonly listDepth: number;
  readonly interruptsPerPeriod: boolean;
  readonly interruptsPerField: boolean;
  /** Events that share one interrupt. */
  readonly interruptEvery: number;
  /** The driver copies out of the store, and programs no buffers. */
  readonly copies: boolean;
  /** Frames that the store holds. */
  readonly storeFrames: number;
  /** Moving a frame into the store takes no time and no bus. */
  readonly movesAtOnce: boolean;
  /** A cancelled request may take its buffer away from under a programmed clone. */
  readonly losesBuffers: boolean;
  /** Frames after which the source has no more, or -1. */
  readonly lastFrame: number;
  readonly jitter: Sampler;
  readonly transferTime: Sampler;
  readonly interruptLatency: Sampler;
  readonly dpcLatency: Sampler;
  readonly dpcTime: Sampler;
  /** See {@link deviceTimes}. Doubles in an array can change without an allocation. */
  readonly times = new Float64Array(4);

  // Epochs: an event of an earlier one means nothing any more.
  sourceEpoch = 0;
  transferEpoch = 0;
  coalescingEpoch = 0;
  running = false;
  /** Frames since the source began or went on. */
  sourceFrames = 0;
  nextFrame = 0;
  /** Stream pointers programmed into the device; the head is being filled while `transferring`. */
  readonly list: Ring;
  /** The buffer of each entry of `list` and of `filled`, at the same index. */
  readonly listBuffers: Int32Array;
  readonly filledBuffers: Int32Array;
  /** Stream pointers whose buffers are filled and wait for the DPC. */
  readonly filled: Ring;
  transferring = false;
  /** The buffer that is being filled was taken away before: nobody will see the frame. */
  fillsNothing = false;
  /** Frames in the device's own store, or in its common buffer, and when they were captured. */
  readonly fifo: Ring;
  readonly fifoCaptured: Float64Array;
  /** Where the driver copies: frames on their way into the store, which have their places in it already; the head is being moved while `transferring`. */
  readonly incoming: Ring;
  readonly incomingCaptured: Float64Array;
  interruptPending = false;
  dpcQueued = false;
  /** Events since the last interrupt, which wait for others to share the next one. */
  eventsWaiting = 0;
  /** It has stopped at an overflow and waits for the driver. */
  halted = false;

  /** The bus, what one frame takes on it alone (nanoseconds, for frames of `busBytes`), and whether the present transfer would be over but for the bus. */
  readonly bus: BusModel | null;
  busBytes = -1;
  busTime = 0;
  ownTimeOver = false;

  /** Entries of its own table for mappings, those in use, and those of each entry of `list`. */
  readonly tableEntries: number;
  entriesInUse = 0;
  readonly listEntries: Int32Array;

  // Counts.
  interrupts = 0;
  dpcs = 0;
  transfers = 0;
  overflows = 0;
  listFull = 0;
  tableFull = 0;
  entriesMaximum = 0;
  halts = 0;
  /** How often the driver asked for processing because all that was programmed had been taken back. */
  refills = 0;

  /** The device behind a pin that has a source. `buffers`: those that can stand in the pin's queue. `sampler` prepares a distribution under a name of the pin's own. */
  constructor(readonly pin: PinModel, buffers: number, buses: readonly BusModel[], sampler: (distribution: Distribution, place: string) => Sampler) {
    const { source, hardware, driver, system } = pin.settings;
    this.period = source!.period;
    this.listDepth = hardware.listDepth;
    this.interruptsPerPeriod = hardware.interrupt === 'perPeriod';
    this.interruptsPerField = hardware.interrupt === 'perField';
    this.interruptEvery = hardware.interruptEvery;
    this.copies = driver.pattern === 'copyInProcess' || driver.pattern === 'copyAtDpc';
    // A driver that copies reads out of the device's store or its common buffer; there is at least the frame that has just come.
    this.storeFrames = this.copies ? Math.max(1, hardware.commonBufferFrames, hardware.fifoFrames) : hardware.fifoFrames;
    this.movesAtOnce = hardware.bus === null && hardware.transferTime.kind === 'constant' && hardware.transferTime.value === 0;
    this.losesBuffers = driver.routines !== null || driver.unlocksClones && pin.queue.environment.options.cancelledClone !== 'lastCloneDeleted';
    this.lastFrame = driver.endOfStreamAt ?? -1;
    this.jitter = sampler(source!.jitter, 'jitter');
    this.transferTime = sampler(hardware.transferTime, 'transferTime');
    this.interruptLatency = sampler(system.interruptLatency, 'interruptLatency');
    this.dpcLatency = sampler(system.dpcLatency, 'dpcLatency');
    this.dpcTime = sampler(driver.dpcTime, 'dpcTime');
    this.list = createRing(buffers);
    this.filled = createRing(buffers);
    this.listBuffers = new Int32Array(this.list.entries.length);
    this.filledBuffers = new Int32Array(this.filled.entries.length);
    this.listEntries = new Int32Array(this.list.entries.length);
    this.fifo = createRing(this.storeFrames);
    this.fifoCaptured = new Float64Array(this.fifo.entries.length);
    this.incoming = createRing(this.copies ? this.storeFrames : 0);
    this.incomingCaptured = new Float64Array(this.incoming.entries.length);
    this.bus = hardware.bus === null ? null : buses[hardware.bus.index]!;
    this.tableEntries = hardware.mappings?.tableEntries ?? Infinity;
  }
}
