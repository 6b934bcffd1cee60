import { formatDuration } from '../document/index';
import { grouped } from '../findings/index';
import type { Assumption, PinStatistics, SimulationResult } from '../simulation/index';
import { sentence } from './sentence';

const duration = (nanoseconds: number | null): string => (nanoseconds === null ? '–' : formatDuration(nanoseconds));

function pinLines(pin: PinStatistics): string[] {
  const { latency, buffersInFlight } = pin;
  const lines = [
    `${pin.label}`,
    `  frames          ${grouped(pin.framesDelivered)} delivered of ${grouped(pin.framesProduced)}, ${grouped(pin.framesDropped)} dropped`,
    `  latency         p50 ${duration(latency.p50)}, p95 ${duration(latency.p95)}, p99 ${duration(latency.p99)}, max ${duration(latency.max)}`,
    `  in flight       ${buffersInFlight.minimum} to ${buffersInFlight.maximum} buffers, ${buffersInFlight.mean.toFixed(2)} on average`,
    `  memory          ${grouped(pin.memoryBytes)} bytes of the application's`,
    `  Process         ${grouped(pin.processCalls)} calls, ${grouped(pin.processPending)} returned STATUS_PENDING`,
    `  attempts        ${grouped(pin.attemptProcessingCalls)} of KsPinAttemptProcessing, ${grouped(pin.attemptProcessingRedundant)} with nothing to do`,
  ];
  for (const drop of pin.drops) {
    lines.push(`  dropped ${grouped(drop.count)}: ${sentence(`drop.${drop.key}`, drop.arguments)}`);
    lines.push(`    first at ${duration(drop.firstTime)}${drop.paths.length > 0 ? `; decided by ${drop.paths.join(', ')}` : ''}`);
  }
  return lines;
}

const assumptionLine = ({ key, value, basis, path, arguments: values }: Assumption): string => `  ${basis.padEnd(10)}  ${sentence(`assumption.${key}`, { ...values, value })}${path === '' ? '' : `  (${path})`}`;

/** What `avstream simulate` prints for a person: the figures, why frames were lost, and what all of it rests on. */
export function simulationReport(result: SimulationResult, chosen: readonly Assumption[]): string {
  const lines = [
    `${result.scenario} (seed ${result.seed}, ${duration(result.virtualTime)} simulated, fingerprint ${result.fingerprint})`,
    '',
    ...result.pins.flatMap(pinLines),
    '',
    `allocator: ${sentence(`allocator.simulatedWith.${result.allocator.simulatedWith}`)} (${result.allocator.basis})`,
    ...result.allocator.rejected.map(({ because, arguments: values }) => `  ${sentence(`allocator.${because}`, values)}`),
  ];
  if (result.findings.length > 0) lines.push('', 'findings:', ...result.findings.map(({ severity, code, key, arguments: values, path }) => `  ${severity}${code === null ? '' : ` ${code}`}: ${sentence(`simulation.${key}`, values)}${path === '' ? '' : `  (${path})`}`));
  lines.push('', 'what this rests on (a model, not validated against ks.sys):', ...[...chosen, ...result.assumptions].map(assumptionLine), '');
  return `${lines.join('\n')}\n`;
}
