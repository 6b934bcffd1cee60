import { adviceTexts } from './advice-texts';
import { allocatorTexts } from './allocator-texts';
import { assumptionTexts } from './assumption-texts';
import { callTexts } from './call-texts';
import { expectationTexts } from './expectation-texts';
import { findingTexts } from './finding-texts';
import { optionTexts } from './option-texts';
import { problemTexts } from './problem-texts';
import { proofTexts } from './proof-texts';
import { traceTexts } from './trace-texts';
import { exportTexts } from './export-texts';

/**
 * Sentences about runs, by key; `{name}` is filled from arguments that {@link formatValues} has put into units.
 * A key may have a variant for a value: `assumption.whenFull.dropOldest` stands before `assumption.whenFull`.
 */
export const simulationTexts: Readonly<Record<string, string>> = {
  ...adviceTexts,
  ...allocatorTexts,
  ...assumptionTexts,
  ...callTexts,
  ...expectationTexts,
  ...findingTexts,
  ...optionTexts,
  ...traceTexts,
  ...exportTexts,
  ...problemTexts,
  ...proofTexts,

  // Why frames were lost: what held at the first of them.
  'drop.buffersInApplication': 'The hardware had nowhere to put the frame; buffers that the application still held: {inApplication} of {requests}.',
  'drop.buffersNotProgrammed': 'The hardware had no buffer; buffers in the queue that Process had not handed to it: {queued} of {requests}.',
  'drop.buffersInCompletion': 'The hardware had no buffer; filled buffers that waited for the DPC or were on their way back: {completing} of {requests}.',
  'drop.buffersTooSmall': 'Every buffer was smaller than the frame: {bufferBytes} against {frameBytes}.',
  'drop.dataUsedNotSet': 'The buffer was filled, but the driver left DataUsed 0: to the application it was empty.',
  'drop.hardwareBusy': 'The transfer of the previous frame had not ended when this one came, {period} later.',
  'drop.busBusy': 'The transfer of the previous frame had not ended when this one came, {period} later, because the bus {bus} had not moved all of it yet.',
  'drop.deviceHalted': 'The device had stopped at an overflow, and the driver had not programmed it again.',
  'drop.buffersInCircuit': 'There was no empty frame. Frames of the circuit that were elsewhere on their round: {inApplication} of {requests}, most of them at {place}: {atPlace}.',
  'drop.branchStarves': 'There was no empty buffer: the splitter waited until the branch {branch} had an empty frame for the data.',
  'drop.buffersInWindow': 'There was no empty buffer; buffers that the trailing edge of {holder} kept in its window: {inWindow} of {requests}.',
  'drop.notDrained': 'The driver ended the output while the frame waited at an input: what is queued then is lost.',
  'drop.notSubmitted': 'KsPinSubmitFrame refused the frame: the pin was not in injection mode.',
  'drop.cancelled': 'The buffer was taken back while the device filled it, or before the frame was delivered.',
  'drop.discardedAtStop': 'The stream was stopped or reset before the frame was delivered, or paused with a buffer that is flushed then.',

  // One line that says what happened and why.
  'headline.all': 'All {delivered} frames delivered.',
  'headline.allOne': 'The only frame was delivered.',
  'headline.nothing': 'No frame was produced.',
  'headline.some': '{delivered} of {produced?1 frame|# frames} delivered; {dropped} dropped {reason}.',
  'headline.someMixed': '{delivered} of {produced} frames delivered; {dropped} dropped, {most} of them {reason}.',
  'headline.discarded': '{delivered} of {produced?1 frame|# frames} delivered; {dropped} discarded when the stream stopped.',
  'headline.inFlight': '{delivered} of {produced?1 frame|# frames} delivered; {inFlight} still under way at the end.',
  'headline.stopped.limitReached': 'Ended early at {time} of virtual time, because the limit of events was reached. {headline}',
  'headline.stopped.endlessLoop': 'Ended at {time} of virtual time: Process never came to rest. {headline}',
  'headline.stopped.noProgress': 'Ended at {time} of virtual time, where time stood still. {headline}',
  'headline.stopped.cancelled': 'Cancelled at {time} of virtual time. {headline}',
  'reason.buffersInApplication': 'because the application still held its buffers',
  'reason.buffersNotProgrammed': 'because Process had not handed queued buffers to the hardware',
  'reason.buffersInCompletion': 'because filled buffers waited for the DPC or were still on their way back',
  'reason.buffersTooSmall': 'because every buffer was smaller than a frame',
  'reason.dataUsedNotSet': 'because the driver left DataUsed 0',
  'reason.busBusy': 'because the bus was too slow',
  'reason.deviceHalted': 'because the device had stopped at an overflow',
  'reason.hardwareBusy': 'because the hardware was still transferring the previous frame',
  'reason.branchStarves': 'because a branch of the splitter had no empty frame for the data',
  'reason.buffersInWindow': 'because the window between trailing and leading edge kept their buffers',
  'reason.buffersInCircuit': 'because the frames of the circuit were elsewhere on their round',
  'reason.notDrained': 'because the driver ended its output while they waited at an input',
  'reason.notSubmitted': 'because KsPinSubmitFrame refused them',
  'reason.cancelled': 'because their buffers were taken back',
  'reason.discardedAtStop': 'because the stream was stopped or reset',

  // Figures.
  'figure.framesDelivered': 'Frames delivered',
  'figure.framesDropped': 'Frames dropped',
  'figure.framesInFlight': 'Frames under way at the end',
  'figure.rate': 'Delivered rate',
  'figure.latency': 'Latency, median',
  'figure.latency95': 'Latency, 95th percentile',
  'figure.latency99': 'Latency, 99th percentile',
  'figure.latencyMax': 'Latency, maximum',
  'figure.buffersInFlight': 'Buffers with the driver',
  'figure.queueDepth': 'Queue depth',
  'figure.memory': 'Memory of the buffers',
  'figure.processCalls': 'Calls of Process',
  'figure.attempts': 'Attempts to process by the driver',
  'figure.interrupts': 'Interrupts and DPCs',
  'figure.timeInRun': 'Time in RUN',
  'figure.mappings': 'Mappings built',
  'figure.lockFailures': 'Locks that failed',
  'figure.halts': 'Stops of the device at an overflow',
  'figure.queue': 'Queue',
  'figure.circuitFrames': 'Frames',
  'figure.circuitRounds': 'Rounds of frames',
  'figure.allocatorCalls': 'Calls of the allocator',
  'figure.framesOut': 'Most frames out at a time',
  'figure.memoryLeft': 'Memory never given back',
  'figure.events': 'Events simulated',
  'figure.ofPin': '{label} ({pin})',
  'value.of': '{value} of {whole}',
  'value.rate': '{frames} frames/s, {bytes}/s',
  'value.range': '{minimum} to {maximum}, {mean} on average',
  'value.memory': '{bytes}: {count} × {each}',
  'value.pending': '{count}, of which {pending} returned STATUS_PENDING',
  'value.redundant': '{count}, of which {redundant} had nothing to do',
  'value.interrupts': '{interrupts} and {dpcs}',
  'value.mappings': '{count}, of which at most {entries} in the table of the device at a time',
  'value.queue': '{received} received, {waiting} waiting, {cancelled} cancelled',
  'value.rounds': '{sent} begun, {returned} ended, {kept} kept by a peer for good',
  'value.allocatorCalls': '{allocate} of Allocate, {free} of Free',
  'value.ofPins': '{pins}: {text}',
  'value.none': 'none',
  'value.table': 'one of {values} (time × weight)',
  'value.uniform': 'between {minimum} and {maximum}, evenly distributed',
  'value.triangular': 'between {minimum} and {maximum}, most often {mode}',

  // How a run ended, for who does not see the headline.
  'stopReason.limitReached': 'The run ended early: the limit of events was reached.',
  'stopReason.endlessLoop': 'The run ended: Process never came to rest.',
  'stopReason.noProgress': 'The run ended: virtual time stood still.',
  'stopReason.cancelled': 'The run was cancelled.',
};
