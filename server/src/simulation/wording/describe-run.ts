import { formatDuration } from '../../document/index';
import { type TextArguments, grouped } from '../../findings/index';
import { allocatorFindingText, allocatorOptionText } from '../allocator/describe';
import type { AllocatorReport, Assumption, DropReason, EligibleAllocator, PinStatistics, RejectedAllocator, SimulationFinding, SimulationResult } from '../result';
import { formatBytes, formatValues } from './format-values';
import { simulationTexts } from './texts';

/** A sentence: its English template and the arguments to put in, ready to be read. */
export interface Sentence { readonly template: string; readonly values: TextArguments }

/**
 * The sentence of a key, or of its variant for the argument `value` where there is one. A key without text is shown as it is.
 * Numbers among the arguments are put into their units.
 */
export function simulationText(key: string, values: TextArguments = {}): Sentence {
  const variant = `${key}.${values['value'] ?? ''}`;
  const known = Object.hasOwn(simulationTexts, variant) ? variant : key;
  return { template: simulationTexts[known] ?? key, values: formatValues(values) };
}

/** Turns a template with arguments into text; adapters translate first. */
export type Write = (template: string, values: TextArguments) => string;

/** The sentence of a key, written. */
export const write = (writer: Write, key: string, values: TextArguments = {}): string => {
  const sentence = simulationText(key, values);
  return writer(sentence.template, sentence.values);
};

/** Assumptions whose value is a time, and those whose value is a number of bytes. */
const timed: ReadonlySet<string> = new Set([
  'jitter', 'transferTime', 'coalescingTime', 'interruptLatency', 'dpcLatency', 'dpcTime', 'processTime', 'setDeviceStateTime', 'workItemLatency', 'criticalWorkItemLatency', 'hyperCriticalWorkItemLatency',
  'completionLatency', 'cloneTimeout', 'filterProcessTime', 'peerPeriod', 'peerFills', 'peerHolds', 'hopOfIrps', 'hopOfFrames',
]);
const sized: ReadonlySet<string> = new Set(['bufferBytes', 'headerBytes', 'chunkBytes', 'mappingBytes', 'mappingStride']);

/** Choices of the model that no option changes: their sentence says all there is. */
const fixed: ReadonlySet<string> = new Set([
  'firstFrame', 'processorContention', 'attemptWithoutFrames', 'asynchronousProcessing', 'trailingEdge', 'windowAtStop', 'windowAtEndOfStream', 'windowCancelled', 'resetDuringProcess', 'attemptWhenEmptied', 'attemptAtRun', 'splitterFrames',
  'transfersAtOnce', 'busShares', 'firstField', 'frameInTable', 'adapterShared', 'frameInBuffer', 'endOfStreamLost', 'stopOvertakesProcess',
  'circuitLevel', 'circuitQueues', 'requestorWaits', 'wayToPeer', 'injectedFrames',
]);
const allocatorOption = 'allocatorOption.';
/** A word among the values of an option: the document writes it with a capital. */
const word = /^[a-z][A-Za-z]+$/;

/** The value of an assumption as a person reads it, or would write it in the document; empty where there is nothing to choose. */
export function assumptionValue({ key, arguments: values, value }: Assumption, writer: Write): string {
  if (fixed.has(key)) return '';
  if (key.startsWith(allocatorOption)) return value.charAt(0).toUpperCase() + value.slice(1);
  if (key === 'preset') return presetValue(values, value, writer);
  if (typeof values['value'] === 'string' && word.test(value) && value !== 'true' && value !== 'false' && simulationTexts[`assumption.${key}.${value}`] !== undefined) return value.charAt(0).toUpperCase() + value.slice(1);
  if (sized.has(key)) return typeof values['value'] === 'number' ? formatBytes(values['value']) : value;
  if (!timed.has(key)) return typeof values['value'] === 'number' ? grouped(values['value']) : value;
  return timeText(values, value, writer);
}

/** A time, or how it varies. */
function timeText(values: TextArguments, value: string, writer: Write): string {
  if (typeof values['value'] === 'number') return formatDuration(values['value']);
  if ('mode' in values) return write(writer, 'value.triangular', values);
  if ('minimum' in values) return write(writer, 'value.uniform', values);
  if ('values' in values) return write(writer, 'value.table', values);
  return value;
}

/** A value that a preset filled in, in its unit. */
function presetValue(values: TextArguments, value: string, writer: Write): string {
  const number = values['value'];
  switch (values['unit']) {
    case 'time': return timeText(values, value, writer);
    case 'bytes': return typeof number === 'number' ? formatBytes(number) : value;
    case 'word': return value.charAt(0).toUpperCase() + value.slice(1);
    default: return typeof number === 'number' ? grouped(number) : value;
  }
}

/** What was assumed, in a sentence. */
export function assumptionText(assumption: Assumption, writer: Write): string {
  if (assumption.key.startsWith(allocatorOption)) return allocatorOptionText({ key: assumption.key.slice(allocatorOption.length), value: assumption.value }, writer);
  const sentence = simulationText(`assumption.${assumption.key}`, { value: assumption.value });
  return writer(sentence.template, { ...assumption.arguments, value: assumptionValue(assumption, writer) });
}

/** Why frames were lost, at the first of them. */
export const dropText = (drop: DropReason, writer: Write): string => write(writer, `drop.${drop.key}`, drop.arguments);

/** Something wrong the run has shown. */
export function findingText(finding: SimulationFinding, writer: Write): string {
  const said = whatIsWrong(finding, writer);
  return finding.verifierRule === undefined ? said : `${said} ${write(writer, 'simulation.verifierRule', { rule: finding.verifierRule })}`;
}

function whatIsWrong({ key, arguments: values }: SimulationFinding, writer: Write): string {
  if (key.startsWith('allocatorFinding.')) return allocatorFindingText({ key: key.slice('allocatorFinding.'.length), arguments: values }, writer);
  if (!key.startsWith('dropped.')) return write(writer, `simulation.${key}`, values);
  const share = write(writer, values['because'] === values['dropped'] ? 'simulation.share.all' : 'simulation.share.most', values);
  return write(writer, `simulation.${key}`, { ...values, share });
}

/** Whose memory the run was simulated with. */
export const simulatedWithText = (allocator: AllocatorReport, writer: Write): string => write(writer, `allocator.simulatedWith.${allocator.simulatedWith}`);

/** An allocator that could have served. */
export const eligibleText = ({ kind, pin }: EligibleAllocator, writer: Write): string => write(writer, 'allocator.eligible', { pin, value: kind });

/** Why an allocator took no part. */
export function rejectedText({ because, kind, pin, arguments: values }: RejectedAllocator, writer: Write): string {
  return because === 'peerInUserMode' ? write(writer, 'allocator.peerInUserMode', values) : write(writer, 'allocator.rejected', { name: nameOf(kind, pin, writer), because: write(writer, `allocator.because.${because}`, { value: kind }) });
}

/** Of which allocator too little is known, and what has to be known first. */
export const undecidedText = ({ because, kind, pin }: RejectedAllocator, writer: Write): string =>
  write(writer, 'allocator.undecided', { name: nameOf(kind, pin, writer), condition: write(writer, `allocator.condition.${because}`, { value: kind }) });

const nameOf = (kind: string, pin: string, writer: Write): string => write(writer, 'allocator.name', { pin, value: kind });

/** All reasons of a run for lost frames, the most frequent first. */
export function dropsOf(pins: readonly PinStatistics[]): readonly DropReason[] {
  const merged = new Map<string, DropReason>();
  for (const drop of pins.flatMap((pin) => pin.drops)) {
    const known = merged.get(drop.key);
    if (known === undefined) merged.set(drop.key, drop);
    else merged.set(drop.key, { ...(drop.firstTime < known.firstTime ? drop : known), count: known.count + drop.count });
  }
  return [...merged.values()].sort((a, b) => b.count - a.count || a.firstTime - b.firstTime);
}

type Counted = Pick<SimulationResult, 'framesProduced' | 'framesDelivered' | 'framesDropped' | 'pins' | 'stopReason' | 'virtualTime'>;

/** One line that says what happened and why. */
export function headlineOf(result: Counted, writer: Write): string {
  const line = outcomeLine(result, writer);
  return result.stopReason === 'completed' ? line : write(writer, `headline.stopped.${result.stopReason}`, { time: result.virtualTime, headline: line });
}

function outcomeLine({ framesProduced: produced, framesDelivered: delivered, framesDropped: dropped, pins }: Counted, writer: Write): string {
  const values = { produced, delivered, dropped };
  if (produced === 0) return write(writer, 'headline.nothing');
  if (dropped > 0) {
    const drops = dropsOf(pins);
    // What is lost at the stop is the end of the stream, not a fault of it: it is named only where nothing else was lost.
    const first = drops.find((drop) => drop.key !== 'discardedAtStop') ?? drops[0];
    if (first === undefined || first.key === 'discardedAtStop') return write(writer, 'headline.discarded', values);
    const reason = write(writer, `reason.${first.key}`);
    return first.count === dropped ? write(writer, 'headline.some', { ...values, reason }) : write(writer, 'headline.someMixed', { ...values, most: first.count, reason });
  }
  if (delivered === produced) return write(writer, delivered === 1 ? 'headline.allOne' : 'headline.all', values);
  return write(writer, 'headline.inFlight', { ...values, inFlight: produced - delivered });
}
