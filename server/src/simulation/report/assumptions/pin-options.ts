import { transitions } from '../../behaviour/index';
import { queueFlags } from '../../queue/index';
import { defaultMaximumBytes, defaultStride } from '../../run/devices/adapters';
import type { Distribution } from '../../scenario';
import type { SettledPin } from '../../run/settled';
import type { TraceBasis } from '../../../trace/index';
import type { PinFacts } from './pin-facts';

/** The value of an option; nothing where it is left open and the run has none. */
export type OptionValue = string | number | boolean | Distribution | null | undefined;

/** An option of a pin: where it stands in the scenario of the pin, what it is founded on while nobody decides it, and whether it took part in the run. */
export interface PinOption {
  readonly key: string;
  readonly field: string;
  readonly value: (settings: SettledPin) => OptionValue;
  /** How well the default is founded; `assumed` when left out. */
  readonly basis?: TraceBasis;
  readonly source?: string;
  readonly tookPart: (facts: PinFacts) => boolean;
}

const restarting = 'W:restarting-processing-in-avstream';
const avshws = 'S:hws capture.cpp';
const cancellation = 'W:stream-pointers-and-irp-cancellation';

const submitted = ({ client }: PinFacts): boolean => client !== null && client.firstSubmitted >= 0;
const moved = ({ device }: PinFacts): boolean => device !== null && device.transfers > 0;
const interrupted = ({ device }: PinFacts): boolean => device !== null && device.interrupts > 0;
const overflowed = ({ device }: PinFacts): boolean => device !== null && device.overflows > 0;
const ran = ({ pin, device }: PinFacts): boolean => device !== null && pin.framesProduced > 0;
const mapped = ({ pin, device }: PinFacts): boolean => device !== null && pin.queue.generatesMappings && device.transfers > 0;
const has = (flag: number) => ({ pin }: PinFacts): boolean => (pin.settings.flags & flag) !== 0;

const clientOptions: readonly PinOption[] = [
  { key: 'bufferBytes', field: 'client.bufferBytes', value: ({ client }) => client?.bufferBytes, tookPart: submitted },
  { key: 'bufferAlignment', field: 'client.bufferAlignment', value: ({ client }) => client?.bufferAlignment, tookPart: (facts) => submitted(facts) && facts.client!.settings.bufferAlignment > 0 },
  { key: 'headersPerRequest', field: 'client.headersPerRequest', value: ({ client }) => client?.headersPerRequest, tookPart: submitted },
  { key: 'headerBytes', field: 'client.headerBytes', value: ({ client, streamHeaderBytes }) => client?.headerBytes ?? (streamHeaderBytes > 0 ? streamHeaderBytes : null), tookPart: submitted },
  { key: 'firstQueuedAt', field: 'client.firstQueuedAt', value: ({ client }) => client?.firstQueuedAt, tookPart: submitted },
  { key: 'holdDiscipline', field: 'client.holdDiscipline', value: ({ client }) => client?.holdDiscipline, tookPart: ({ client, pin }) => client !== null && client.settings.requests > 1 && pin.framesDelivered > 1 },
  { key: 'flushOnPause', field: 'client.flushOnPause', value: ({ client }) => client?.flushOnPause, source: 'K:ns-ks-ksstream_header', tookPart: (facts) => submitted(facts) && facts.client!.settings.flushOnPause },
  { key: 'atStop', field: 'client.atStop', value: ({ client }) => client?.atStop, source: cancellation, tookPart: ({ client, pin, cancelled }) => client !== null && (cancelled || client.waitsForever.count > 0 || pin.returnedAtStop > 0) },
];

const deviceOptions: readonly PinOption[] = [
  { key: 'jitter', field: 'source.jitter', value: ({ source }) => source?.jitter, tookPart: ran },
  { key: 'transferTime', field: 'hardware.transferTime', value: ({ hardware }) => hardware.transferTime, tookPart: moved },
  { key: 'listDepth', field: 'hardware.listDepth', value: ({ hardware }) => hardware.listDepth, tookPart: ({ device }) => device !== null && !device.copies && (device.transfers > 0 || device.listFull > 0) },
  { key: 'commonBufferFrames', field: 'hardware.commonBufferFrames', value: ({ hardware }) => (hardware.commonBufferFrames > 0 ? hardware.commonBufferFrames : null), tookPart: (facts) => ran(facts) && facts.device!.copies },
  { key: 'fifoFrames', field: 'hardware.fifoFrames', value: ({ hardware }) => (hardware.commonBufferFrames > 0 ? null : hardware.fifoFrames), tookPart: overflowed },
  { key: 'whenFull', field: 'hardware.whenFull', value: ({ hardware }) => hardware.whenFull, source: 'S:hws hwsim.cpp', tookPart: overflowed },
  { key: 'interrupt', field: 'hardware.interrupt', value: ({ hardware }) => hardware.interrupt, tookPart: interrupted },
  { key: 'interruptEvery', field: 'hardware.interruptEvery', value: ({ hardware }) => (hardware.interruptEvery > 1 ? hardware.interruptEvery : null), tookPart: interrupted },
  { key: 'coalescingTime', field: 'hardware.coalescingTime', value: ({ hardware }) => (hardware.interruptEvery > 1 ? hardware.coalescingTime ?? 'unlimited' : null), tookPart: interrupted },
  { key: 'mappingBytes', field: 'hardware.mappings.maximumBytes', value: ({ hardware }) => hardware.mappings?.maximumBytes ?? defaultMaximumBytes, source: avshws, tookPart: mapped },
  { key: 'mappingStride', field: 'hardware.mappings.stride', value: ({ hardware }) => hardware.mappings?.stride ?? defaultStride, source: avshws, tookPart: mapped },
  { key: 'mappingPages', field: 'hardware.mappings.adjacentPages', value: ({ hardware }) => hardware.mappings?.adjacentPages ?? { kind: 'constant', value: 1 }, tookPart: mapped },
  { key: 'mappingEntries', field: 'hardware.mappings.tableEntries', value: ({ hardware }) => hardware.mappings?.tableEntries ?? 'unlimited', tookPart: mapped },
  { key: 'mapRegisters', field: 'hardware.mappings.mapRegisters', value: ({ hardware }) => hardware.mappings?.mapRegisters ?? 'unlimited', tookPart: mapped },
  { key: 'lockFailures', field: 'hardware.lockFailures', value: ({ hardware: { lockFailures } }) => (lockFailures === undefined ? null : [...(lockFailures.at ?? []), ...(lockFailures.perMillion === undefined ? [] : [`${lockFailures.perMillion}/1000000`])].join(', ')), tookPart: ({ pin }) => pin.queue.lockFailures > 0 },
];

const systemOptions: readonly PinOption[] = [
  { key: 'interruptLatency', field: 'system.interruptLatency', value: ({ system }) => system.interruptLatency, tookPart: interrupted },
  { key: 'dpcLatency', field: 'system.dpcLatency', value: ({ system }) => system.dpcLatency, tookPart: ({ device }) => device !== null && device.dpcs > 0 },
  { key: 'workItemLatency', field: 'system.workItemLatency', value: ({ system }) => system.workItemLatency, tookPart: ({ object, pin }) => object !== null && object.workItems > 0 && (pin.settings.flags & (queueFlags.criticalProcessing | queueFlags.hyperCriticalProcessing)) === 0 },
  { key: 'criticalWorkItemLatency', field: 'system.criticalWorkItemLatency', value: ({ system }) => system.criticalWorkItemLatency, tookPart: (facts) => facts.object !== null && facts.object.workItems > 0 && has(queueFlags.criticalProcessing)(facts) && !has(queueFlags.hyperCriticalProcessing)(facts) },
  { key: 'hyperCriticalWorkItemLatency', field: 'system.hyperCriticalWorkItemLatency', value: ({ system }) => system.hyperCriticalWorkItemLatency, tookPart: (facts) => facts.object !== null && facts.object.workItems > 0 && has(queueFlags.hyperCriticalProcessing)(facts) },
  { key: 'completionLatency', field: 'system.completionLatency', value: ({ system }) => system.completionLatency, tookPart: ({ client }) => client !== null && client.completions > 0 },
];

const driverOptions: readonly PinOption[] = [
  { key: 'pattern', field: 'driver.pattern', value: ({ driver }) => driver.pattern, source: avshws, tookPart: (facts) => facts.isOwn && (moved(facts) || (facts.device !== null && facts.device.listFull > 0)) },
  { key: 'dpcTime', field: 'driver.dpcTime', value: ({ driver }) => driver.dpcTime, tookPart: ({ device }) => device !== null && device.dpcs > 0 },
  { key: 'processTime', field: 'driver.processTime', value: ({ driver }) => driver.processTime, tookPart: ({ object }) => object !== null && object.object.processCalls > 0 },
  { key: 'setDeviceStateTime', field: 'driver.setDeviceStateTime', value: ({ driver }) => driver.setDeviceStateTime, tookPart: ({ pin }) => pin.setDeviceStateCalls > 0 },
  { key: 'whenListFull', field: 'driver.whenListFull', value: ({ driver }) => driver.whenListFull, source: avshws, tookPart: ({ device, clones }) => clones && device!.listFull + device!.tableFull > 0 },
  { key: 'attemptProcessing', field: 'driver.attemptProcessing', value: ({ driver }) => driver.attemptProcessing, source: restarting, tookPart: ({ object }) => object !== null && (object.attempts > 0 || object.processPending > 0 || object.stalled.count > 0) },
  { key: 'attemptAsynchronous', field: 'driver.attemptAsynchronous', value: ({ driver }) => driver.attemptAsynchronous, source: avshws, tookPart: ({ object }) => object !== null && object.attempts > object.attemptsRedundant },
  { key: 'whenBufferTooSmall', field: 'driver.whenBufferTooSmall', value: ({ driver }) => driver.whenBufferTooSmall, tookPart: ({ pin }) => pin.tooSmall > 0 || pin.truncated > 0 },
  { key: 'chunkBytes', field: 'driver.chunkBytes', value: ({ driver }) => driver.chunkBytes ?? 'wholeFrame', tookPart: (facts) => ran(facts) && facts.device!.copies },
  { key: 'unlocksClones', field: 'driver.unlocksClones', value: ({ driver }) => driver.unlocksClones, source: avshws, tookPart: ({ clones, cancelled }) => clones && cancelled },
  { key: 'cancelCallback', field: 'driver.cancelCallback', value: ({ driver }) => driver.cancelCallback, source: cancellation, tookPart: ({ clones, cancelled, pin }) => clones && cancelled && pin.settings.driver.unlocksClones },
  { key: 'cloneTimeout', field: 'driver.cloneTimeout', value: ({ driver }) => driver.cloneTimeout, tookPart: (facts) => facts.clones && moved(facts) },
  { key: 'setsDataUsed', field: 'driver.setsDataUsed', value: ({ driver }) => driver.setsDataUsed, source: 'W:packet-based-dma-in-avstream', tookPart: moved },
  { key: 'marksDiscontinuity', field: 'driver.marksDiscontinuity', value: ({ driver }) => driver.marksDiscontinuity, tookPart: ({ pin }) => pin.drops.size > 0 },
  { key: 'trailingEdgeFrames', field: 'driver.trailingEdgeFrames', value: ({ driver }) => driver.trailingEdgeFrames, source: 'W:leading-and-trailing-edge-stream-pointers', tookPart: ({ pin, object, isOwn }) => isOwn && pin.queue.frames.distinctTrailingEdge && !pin.queue.automatic && (pin.window !== null || (object !== null && object.object.processCalls > 0)) },
  { key: 'deletesClones', field: 'driver.deletesClones', value: ({ driver }) => driver.deletesClones, source: avshws, tookPart: ({ pin }) => pin.clonesAtStop > 0 || (pin.window !== null && pin.window.atStop > 0) },
  { key: 'resetDeletesClones', field: 'driver.resetDeletesClones', value: ({ driver }) => driver.resetDeletesClones, basis: 'documented', source: 'W:resetting-state-in-avstream-codecs', tookPart: ({ clones, came }) => clones && came('reset') },
  { key: 'takesResourcesAt', field: 'driver.takesResourcesAt', value: ({ driver }) => driver.takesResourcesAt, basis: 'documented', source: 'W:writing-avstream-minidrivers-for-hardware', tookPart: ({ came, pin }) => came('secondOpen') || pin.settings.driver.takesResourcesAt === 'create' },
  { key: 'endOfStreamAt', field: 'driver.endOfStreamAt', value: ({ driver }) => driver.endOfStreamAt, tookPart: ({ pin }) => pin.framesProduced > 0 },
  { key: 'typeChangedAt', field: 'driver.typeChangedAt', value: ({ driver }) => driver.typeChangedAt, source: 'K:ns-ks-ksstream_header', tookPart: ({ pin }) => pin.framesProduced > 0 },
  { key: 'reliesOnPowerFirst', field: 'driver.reliesOnPowerFirst', value: ({ driver }) => driver.reliesOnPowerFirst, source: 'W:power-and-state-changes-in-avstream', tookPart: ({ came }) => came('sleep') },
];

/** Choices that a routine decides where the document describes it, by the entry of the driver's behaviour. */
const decidedBy: Readonly<Record<string, 'process' | 'dpc' | 'reset' | 'down'>> = {
  pattern: 'process', whenListFull: 'process', whenBufferTooSmall: 'process', chunkBytes: 'process', unlocksClones: 'process', cancelCallback: 'process', cloneTimeout: 'process', trailingEdgeFrames: 'process',
  attemptProcessing: 'dpc', attemptAsynchronous: 'dpc', setsDataUsed: 'dpc', resetDeletesClones: 'reset', deletesClones: 'down',
};

/** Whether the document describes the routine that a choice is about. */
function isDescribed({ pin: { routines } }: PinFacts, key: string): boolean {
  const decider = decidedBy[key];
  if (routines === null || !routines.isStated || decider === undefined) return false;
  const { entries, routines: all } = routines.behaviour;
  const numbers = decider === 'down' ? [entries.setDeviceState[transitions.pauseToAcquire]!, entries.setDeviceState[transitions.acquireToStop]!] : [entries[decider]];
  return numbers.some((number) => (all[number]?.path ?? '') !== '');
}

/** A choice of the driver takes no part where a routine of the document says what is done. */
const unlessDescribed = (option: PinOption): PinOption => ({ ...option, tookPart: (facts) => !isDescribed(facts, option.key) && option.tookPart(facts) });

const routines: PinOption = { key: 'routines', field: 'driver.routines', value: ({ driver }) => (driver.routines === null ? 'pattern' : 'document'), tookPart: ({ pin }) => pin.routines?.isStated === true };

/** Every option of a pin, in the order in which a reader follows a frame. */
export const pinOptions: readonly PinOption[] = [...clientOptions, ...deviceOptions, ...systemOptions, routines, ...driverOptions.map(unlessDescribed)];
