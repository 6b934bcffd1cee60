import { formatDuration } from '../../document/index';
import { type TextArguments, grouped, hex } from '../../findings/index';
import { constantSetNamed } from '../../ks/index';
import type { Write } from '../wording/index';
import { requestFieldNames } from '../negotiation/index';
import type { AllocatorCall, AllocatorFinding } from './life';
import { allocatorTexts } from './texts';
import type { UsedOption } from './used-options';

/** Arguments that kernel code writes in hexadecimal; other numbers are counts or bytes. */
const hexadecimal: ReadonlySet<string> = new Set(['options', 'OptionsFlags', 'fileAlignment', 'ownFileAlignment', 'FileAlignment', 'greatest', 'address', 'logicalAddress']);

const statusNames: ReadonlyMap<number, string> = new Map(constantSetNamed('NTSTATUS')?.constants.map(({ name, value }) => [value, name]) ?? []);

/** The name of an NTSTATUS, or its value. */
export const statusName = (status: number): string => statusNames.get(status) ?? hex(status);

/** Puts the arguments of a text about an allocator into what a person reads. */
const readable = (values: TextArguments): TextArguments =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : name === 'status' ? statusName(value) : hexadecimal.has(name) ? hex(value) : grouped(value)]));

const write = (writer: Write, key: string, values: TextArguments = {}): string => writer(allocatorTexts[key] ?? key, values);

/** What a run has shown to be wrong, why it matters, and what to do instead. */
export const allocatorFindingText = (finding: Pick<AllocatorFinding, 'key' | 'arguments'>, writer: Write): string => write(writer, `allocatorFinding.${finding.key}`, readable(finding.arguments));

/** What an option that decided something says. */
export const allocatorOptionText = (option: { readonly key: string; readonly value: string } & Partial<Omit<UsedOption, 'key' | 'value'>>, writer: Write): string => write(writer, `allocatorOption.${option.key}.${option.value}`);

/** One line of the call log: `2 ms  PASSIVE_LEVEL  Allocate() → frame 0, 8,192 bytes at 0x…`. */
export function allocatorCallText(call: AllocatorCall, writer: Write): string {
  const { time, irql } = call;
  return withOutcome(call, write(writer, 'allocatorCall.line', { time: formatDuration(time), irql, call: callNamed(call, writer) }), writer);
}

/** The same without time and IRQL: `Allocate() → frame 0, 8,192 bytes at 0x…`. */
export const allocatorCallSentence = (call: AllocatorCall, writer: Write): string => withOutcome(call, callNamed(call, writer), writer);

function callNamed({ call, allocator, arguments: values }: AllocatorCall, writer: Write): string {
  const shown = `${call}(${argumentsOf(values)})`;
  return allocator === 'default' && call !== 'KsCreateDefaultAllocatorEx' ? write(writer, 'allocatorCall.default', { call: shown }) : shown;
}

function withOutcome({ status, result }: AllocatorCall, line: string, writer: Write): string {
  const outcome = outcomeOf(status, result, writer);
  return outcome === '' ? line : write(writer, 'allocatorCall.result', { line, result: outcome });
}

/** Arguments as C names them; a framing without its bytes, which stand for themselves. */
function argumentsOf(values: TextArguments): string {
  const shown = readable(values);
  const names = Object.keys(values).filter((name) => name !== 'bytes');
  const isFraming = requestFieldNames.every((name) => names.includes(name));
  // Frames of a framing are counts, not to be grouped as text of C.
  const text = (name: string): string => `${name} ${isFraming && typeof values[name] === 'number' && !hexadecimal.has(name) ? values[name] : (shown[name] ?? '')}`;
  return names.map(text).join(', ');
}

function outcomeOf(status: number | null, result: TextArguments, writer: Write): string {
  const shown = readable(result);
  const frame = result['frame'];
  const parts: string[] = status === null ? [] : [statusName(status)];
  if (frame === 'NULL' || result['address'] === 'NULL') parts.push('NULL');
  else if (frame !== undefined) parts.push(write(writer, result['address'] === undefined ? 'allocatorCall.frame' : 'allocatorCall.frameAt', shown));
  else parts.push(...Object.entries(shown).map(([name, value]) => `${name} ${value}`));
  return parts.join(', ');
}
