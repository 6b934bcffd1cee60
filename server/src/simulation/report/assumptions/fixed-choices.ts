import { queueFlags } from '../../queue/index';
import type { TraceBasis } from '../../../trace/index';
import type { PinFacts } from './pin-facts';

/** A choice of the model that no option changes; `tookPart` says whether it could show in the run. */
export interface FixedChoice {
  readonly key: string;
  readonly value: string;
  readonly basis: TraceBasis;
  readonly source: string;
  readonly tookPart: (facts: PinFacts) => boolean;
}

const ran = ({ pin }: PinFacts): boolean => pin.framesProduced > 0;

/** Choices about one pin. */
export const fixedChoices: readonly FixedChoice[] = [
  { key: 'firstFrame', value: 'onePeriodAfterRun', basis: 'assumed', source: 'S:hws hwsim.cpp', tookPart: (facts) => ran(facts) && facts.device !== null },
  { key: 'processorContention', value: 'none', basis: 'assumed', source: '', tookPart: ran },
  { key: 'attemptWithoutFrames', value: 'nothingToDo', basis: 'inferred', source: 'W:restarting-processing-in-avstream', tookPart: ({ object }) => object !== null && object.attemptsRedundant > 0 },
  { key: 'asynchronousProcessing', value: 'workItem', basis: 'inferred', source: 'K:ns-ks-_kspin_descriptor_ex', tookPart: ({ pin, object }) => (pin.settings.flags & queueFlags.asynchronousProcessing) !== 0 && object !== null && object.workItems > 0 },
  { key: 'trailingEdge', value: 'followsLeadingEdge', basis: 'assumed', source: '', tookPart: ({ pin }) => pin.queue.frames.distinctTrailingEdge && pin.object !== null && pin.object.object.kind === 'filter' && pin.object.object.processCalls > 0 },
  { key: 'windowAtStop', value: 'letGo', basis: 'assumed', source: '', tookPart: ({ pin: { window } }) => window !== null && window.atStop > 0 },
  { key: 'windowAtEndOfStream', value: 'letGo', basis: 'assumed', source: '', tookPart: ({ pin: { window } }) => window !== null && window.atEndOfStream > 0 },
  { key: 'windowCancelled', value: 'goesOn', basis: 'inferred', source: 'W:stream-pointers-and-irp-cancellation', tookPart: ({ pin: { window } }) => window !== null && window.cancelled > 0 },
  { key: 'transfersAtOnce', value: 'one', basis: 'assumed', source: '', tookPart: ({ pin, device }) => pin.drops.has('hardwareBusy') || pin.drops.has('busBusy') || (device !== null && device.copies && !device.movesAtOnce && device.transfers > 0) },
  { key: 'busShares', value: 'equal', basis: 'assumed', source: '', tookPart: ({ device }) => device !== null && device.bus !== null && device.transfers > 0 },
  { key: 'firstField', value: 'halfOfTransfer', basis: 'assumed', source: '', tookPart: ({ device }) => device !== null && device.interruptsPerField && device.interrupts > 0 },
  { key: 'frameInTable', value: 'whole', basis: 'assumed', source: '', tookPart: ({ device }) => device !== null && device.entriesMaximum + device.tableFull > 0 && device.tableEntries !== Infinity },
  { key: 'adapterShared', value: 'describedAlike', basis: 'assumed', source: 'K:nf-ks-ksdeviceregisteradapterobject', tookPart: ({ pin }) => pin.queue.generatesMappings && pin.queue.settings.adapter!.mapRegisters !== null },
  { key: 'frameInBuffer', value: 'whole', basis: 'assumed', source: '', tookPart: ({ pin, device }) => device !== null && device.copies && pin.settings.driver.chunkBytes !== null && device.transfers > 0 },
  { key: 'endOfStreamLost', value: 'unsaid', basis: 'assumed', source: '', tookPart: ({ pin, device }) => device !== null && device.lastFrame > 0 && device.nextFrame === device.lastFrame && pin.framesDropped > 0 },
  { key: 'stopOvertakesProcess', value: 'givesUp', basis: 'assumed', source: '', tookPart: ({ object }) => object !== null && object.overtaken > 0 },
  { key: 'attemptAtRun', value: 'attempts', basis: 'assumed', source: 'K:ns-ks-_kspin_descriptor_ex', tookPart: ({ pin, device, object }) => (pin.settings.flags & queueFlags.doNotInitiateProcessing) !== 0 && device !== null && !device.copies && object !== null && object.attempts > 0 },
  { key: 'attemptWhenEmptied', value: 'attempts', basis: 'assumed', source: '', tookPart: ({ device }) => device !== null && device.refills > 0 },
  { key: 'resetDuringProcess', value: 'waits', basis: 'assumed', source: '', tookPart: ({ came, object }) => came('reset') && object !== null && object.object.processCalls > 0 },
  { key: 'splitterFrames', value: 'eachInstance', basis: 'assumed', source: 'W:avstream-splitters', tookPart: ({ pin }) => pin.splitter !== null && pin.framesProduced > 0 },
];
