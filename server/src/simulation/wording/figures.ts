import { formatDuration } from '../../document/index';
import { grouped } from '../../findings/index';
import type { PinStatistics, SimulationResult } from '../result';
import { type Write, write } from './describe-run';
import { formatBytes, formatRoughBytes } from './format-values';
import { simulationTexts } from './texts';

/** A figure of a run. `option` is the scenario's option that decides it most. */
export interface RunFigure { readonly key: string; readonly label: string; readonly value: string; readonly option: string }

const decimals = (value: number, places: number): string => {
  const fixed = value.toFixed(places);
  const [whole, fraction] = fixed.split('.');
  const rest = (fraction ?? '').replace(/0+$/, '');
  return rest === '' ? grouped(Number(whole)) : `${grouped(Number(whole))}.${rest}`;
};

/** The figures of a run, pin by pin, then circuit by circuit, in the order in which they are read. */
export function figuresOf(result: Pick<SimulationResult, 'pins' | 'circuits' | 'events'>, writer: Write): readonly RunFigure[] {
  const figures: RunFigure[] = [];
  result.pins.forEach((pin, index) => {
    const add = (key: string, value: string, option: string): void => {
      const label = write(writer, `figure.${key}`);
      figures.push({ key, label: result.pins.length > 1 ? write(writer, 'figure.ofPin', { label, pin: pin.label }) : label, value, option: option.startsWith('duration') ? option : `pins.${index}.${option}` });
    };
    const time = (value: number | null): string => (value === null ? write(writer, 'value.none') : formatDuration(value));
    const range = ({ minimum, mean, maximum }: PinStatistics['queueDepth']): string => writer(simulationTexts['value.range'] ?? '', { minimum: decimals(minimum, 2), mean: decimals(mean, 2), maximum: decimals(maximum, 2) });
    add('framesDelivered', write(writer, 'value.of', { value: pin.framesDelivered, whole: pin.framesProduced }), 'source.period');
    add('framesDropped', grouped(pin.framesDropped), 'client.requests');
    if (pin.framesInFlight > 0) add('framesInFlight', grouped(pin.framesInFlight), 'states');
    add('rate', write(writer, 'value.rate', { frames: decimals(pin.framesPerSecond, 2), bytes: formatRoughBytes(pin.bytesPerSecond) }), 'source.period');
    add('latency', time(pin.latency.p50), 'hardware.transferTime');
    add('latency95', time(pin.latency.p95), 'hardware.transferTime');
    add('latency99', time(pin.latency.p99), 'hardware.transferTime');
    add('latencyMax', time(pin.latency.max), 'hardware.transferTime');
    add('buffersInFlight', range(pin.buffersInFlight), 'client.requests');
    add('queueDepth', range(pin.queueDepth), 'client.requests');
    const buffers = pin.bufferStride > 0 ? Math.round(pin.memoryBytes / pin.bufferStride) : 0;
    if (buffers > 0) add('memory', write(writer, 'value.memory', { bytes: formatRoughBytes(pin.memoryBytes), count: buffers, each: formatBytes(pin.bufferStride) }), 'client.bufferBytes');
    add('processCalls', pin.processCalls === 0 ? '0' : write(writer, 'value.pending', { count: pin.processCalls, pending: pin.processPending }), 'callbacks.process');
    add('attempts', pin.attemptProcessingCalls === 0 ? '0' : write(writer, 'value.redundant', { count: pin.attemptProcessingCalls, redundant: pin.attemptProcessingRedundant }), 'driver.attemptProcessing');
    if (pin.mappingsBuilt > 0) add('mappings', write(writer, 'value.mappings', { count: pin.mappingsBuilt, entries: pin.tableEntriesMaximum }), 'hardware.mappings');
    if (pin.lockFailures > 0) add('lockFailures', grouped(pin.lockFailures), 'hardware.lockFailures');
    if (pin.halts > 0) add('halts', grouped(pin.halts), 'hardware.whenFull');
    if (pin.queueFramesCancelled > 0) add('queue', write(writer, 'value.queue', { received: pin.queueFramesReceived, waiting: pin.queueFramesWaiting, cancelled: pin.queueFramesCancelled }), 'states');
    if (pin.interrupts > 0) add('interrupts', write(writer, 'value.interrupts', { interrupts: pin.interrupts, dpcs: pin.dpcs }), 'hardware.interrupt');
    add('timeInRun', formatDuration(pin.timeInRun), 'states');
  });
  result.circuits.forEach((circuit, index) => {
    const { label: name, allocator } = circuit;
    const add = (key: string, value: string, option: string): void => {
      const label = write(writer, `figure.${key}`);
      figures.push({ key, label: write(writer, 'figure.ofPin', { label, pin: name }), value, option: `circuits.${index}.${option}` });
    };
    add('circuitFrames', write(writer, 'value.memory', { bytes: formatRoughBytes(allocator?.peakBytes ?? circuit.frames * circuit.frameBytes), count: circuit.frames, each: formatBytes(circuit.frameBytes) }), 'allocator');
    add('circuitRounds', write(writer, 'value.rounds', { sent: circuit.framesSent, returned: circuit.framesReturned, kept: circuit.framesKept }), 'allocator');
    if (allocator === null) return;
    add('allocatorCalls', write(writer, 'value.allocatorCalls', { allocate: allocator.allocateCalls, free: allocator.freeCalls }), 'allocator');
    add('framesOut', grouped(allocator.peakOut), 'allocator.setup.request.framing.Frames');
    if (allocator.leftBytes > 0) add('memoryLeft', formatBytes(allocator.leftBytes), 'allocator');
  });
  figures.push({ key: 'events', label: write(writer, 'figure.events'), value: grouped(result.events), option: 'duration' });
  return figures;
}
