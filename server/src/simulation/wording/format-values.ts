import { formatDuration } from '../../document/index';
import { type TextArguments, byteUnit, grouped } from '../../findings/index';

/** `614,400 bytes (600 KiB)`. */
export function formatBytes(bytes: number): string {
  const exact = `${grouped(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`;
  const unit = byteUnit(bytes);
  return unit === undefined ? exact : `${exact} (${Number((bytes / unit.size).toFixed(2))} ${unit.name})`;
}

/** `17.58 MiB`: an amount of bytes that need not be exact. */
export function formatRoughBytes(bytes: number): string {
  const unit = byteUnit(bytes);
  return unit === undefined ? `${grouped(Math.round(bytes))} bytes` : `${Number((bytes / unit.size).toFixed(2))} ${unit.name}`;
}

/** Arguments that are nanoseconds or bytes; every other number is a count. */
const durations: ReadonlySet<string> = new Set(['time', 'firstTime', 'period', 'hold', 'timeInRun', 'minimum', 'mode', 'maximum', 'delay', 'threshold', 'timeout', 'took']);
const bytes: ReadonlySet<string> = new Set(['bufferBytes', 'frameBytes', 'memoryBytes', 'size', 'needed', 'dataUsed']);

/** Puts the arguments of a text into the units that a person reads. */
export function formatValues(values: TextArguments): TextArguments {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : durations.has(name) ? formatDuration(value) : bytes.has(name) ? formatBytes(value) : Number.isInteger(value) ? grouped(value) : value]));
}
