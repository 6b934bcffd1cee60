import type { Sampler } from '../../engine/index';
import type { Distribution } from '../../scenario';
import type { PinModel } from '../model';
import { createRing } from '../ring';
import type { BusModel } from './bus';
import type { DeviceModel } from './device';

/** Makes the device behind a pin that has a source. `sampler` prepares a distribution under a name of the pin's own. */
export function createDevice(pin: PinModel, buffers: number, buses: readonly BusModel[], sampler: (distribution: Distribution, place: string) => Sampler): DeviceModel {
  const { source, hardware, driver, system } = pin.settings;
  const copies = driver.pattern === 'copyInProcess' || driver.pattern === 'copyAtDpc';
  // A driver that copies reads out of the device's store or its common buffer; there is at least the frame that has just come.
  const storeFrames = copies ? Math.max(1, hardware.commonBufferFrames, hardware.fifoFrames) : hardware.fifoFrames;
  const fifo = createRing(storeFrames);
  const incoming = createRing(copies ? storeFrames : 0);
  const list = createRing(buffers);
  const filled = createRing(buffers);
  return {
    pin, period: source!.period, listDepth: hardware.listDepth, interruptsPerPeriod: hardware.interrupt === 'perPeriod', interruptsPerField: hardware.interrupt === 'perField',
    interruptEvery: hardware.interruptEvery, copies, storeFrames,
    movesAtOnce: hardware.bus === null && hardware.transferTime.kind === 'constant' && hardware.transferTime.value === 0,
    losesBuffers: driver.routines !== null || driver.unlocksClones && pin.queue.environment.options.cancelledClone !== 'lastCloneDeleted', lastFrame: driver.endOfStreamAt ?? -1,
    jitter: sampler(source!.jitter, 'jitter'), transferTime: sampler(hardware.transferTime, 'transferTime'), interruptLatency: sampler(system.interruptLatency, 'interruptLatency'),
    dpcLatency: sampler(system.dpcLatency, 'dpcLatency'), dpcTime: sampler(driver.dpcTime, 'dpcTime'),
    times: new Float64Array(4), sourceEpoch: 0, transferEpoch: 0, coalescingEpoch: 0, running: false, sourceFrames: 0, nextFrame: 0,
    list, filled, listBuffers: new Int32Array(list.entries.length), filledBuffers: new Int32Array(filled.entries.length), transferring: false, fillsNothing: false,
    fifo, fifoCaptured: new Float64Array(fifo.entries.length), incoming, incomingCaptured: new Float64Array(incoming.entries.length),
    interruptPending: false, dpcQueued: false, eventsWaiting: 0, halted: false,
    bus: hardware.bus === null ? null : buses[hardware.bus.index]!, busBytes: -1, busTime: 0, ownTimeOver: false,
    tableEntries: hardware.mappings?.tableEntries ?? Infinity, entriesInUse: 0, listEntries: new Int32Array(list.entries.length),
    interrupts: 0, dpcs: 0, transfers: 0, overflows: 0, listFull: 0, tableFull: 0, entriesMaximum: 0, halts: 0, refills: 0,
  };
}
