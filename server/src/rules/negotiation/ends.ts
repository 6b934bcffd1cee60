import { guidLabel } from '../../ks/index';
import { type FieldName, type PinView, pinReference, textOf, wordOf } from '../../document/index';
import { grouped } from '../../findings/index';
import type { SimulationConnection } from '../../ks/index';
import type { Connection, Demand, End, Negotiation, Segment, SegmentNegotiation, SizeSet } from '../../simulation/negotiation/index';
import { isBroken } from '../facts';

const kinds: Readonly<Record<string, string>> = { UserMode: 'the user-mode peer', KernelAvStream: 'the kernel peer', KernelKs1: 'the KS 1.0 peer' };

/** Name of an end for a text: the reference of its pin, the label of the peer, or what the peer is. */
export function endName({ pin, peer, mode }: End): string {
  if (pin) return pinReference(pin);
  const label = peer && textOf(peer, 'Label');
  if (label !== undefined) return label;
  return kinds[(peer && wordOf(peer, 'Kind')) ?? ''] ?? (mode === 'user' ? 'the application' : 'the other end');
}

/** Names of both ends of a connection, as arguments `{from}` and `{to}`, with that of the simulation. */
export const connectionNames = (connection: Connection, { graph }: Negotiation): { readonly from: string; readonly to: string; readonly simulation: string } => ({ from: endName(connection.from), to: endName(connection.to), simulation: graph.label });

/** The pins of this document that a segment connects. */
export const pinsIn = ({ ends }: Pick<Segment, 'ends'>): readonly PinView[] => ends.flatMap(({ pin }) => (pin ? [pin] : []));

/** Memory types that an end asks for, as a text. */
export const memoryNames = ({ items }: Demand): string => [...new Set(items.map(({ memory }) => (memory ? guidLabel(memory.memoryType, 'memoryType') : 'unknown memory')))].join(' or ');

/** Memory types with their buses that an end asks for, as a text. */
export const memoryAndBusNames = ({ items }: Demand): string =>
  [...new Set(items.map(({ memory }) => (memory ? `${guidLabel(memory.memoryType, 'memoryType')} over ${guidLabel(memory.busType, 'busType')}` : 'unknown memory')))].join(' or ');

/** A set of sizes as a text: `4,096 to 65,536 bytes in steps of 16`. */
export const sizeNames = (sizes: SizeSet): string =>
  sizes.slice(0, 3).map(({ first, last, step }) => (first === last ? `${grouped(first)} bytes` : `${grouped(first)} to ${grouped(last)} bytes${step === 1 ? '' : ` in steps of ${grouped(step)}`}`)).join(' or ');

/** True when a connection states one of these fields and it cannot be read. */
export const isAnyBroken = ({ stated }: Connection, fields: readonly FieldName<typeof SimulationConnection>[]): boolean => stated !== undefined && fields.some((field) => isBroken(stated, field));

/** Whether frames of an allocator travel over a connection as far as is known: between two ends in the kernel, on the standard transport, neither in VRAM nor submitted by the driver itself. */
export const hasKernelFrames = (connection: Connection): boolean =>
  connection.mode === 'kernel' && connection.transport.state !== 'off' && connection.transport.isDoubtful !== true && !connection.isVram && !connection.injectsFrames && !isAnyBroken(connection, ['Medium', 'Interface', 'MemoryTransport', 'InjectsFrames']);

/** Whether kernel frames circulate in a segment as far as is known. */
export const isKernelCircuit = ({ segment }: SegmentNegotiation): boolean => segment.mode === 'kernel' && segment.connections.every(hasKernelFrames);
