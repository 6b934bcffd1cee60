import { bytesInHexadecimal, encode, layoutOf } from '../../bytes/index';
import { constantValue, guidValue, ksPage } from '../../ks/index';
import type { Cell } from './cell';
import { isHostMemory } from './memory';
import type { SegmentNegotiation } from './negotiate';
import type { NegotiationOptions } from './options';

/** Members of KSALLOCATOR_FRAMING as a create request fills them in, in the order of the structure. */
export const requestFieldNames = ['OptionsFlags', 'PoolType', 'Frames', 'FrameSize', 'FileAlignment', 'Reserved'] as const;
type RequestField = (typeof requestFieldNames)[number];

/**
 * The structure that a create request for an allocator carries, and that InitializeAllocator gets: KSALLOCATOR_FRAMING, the older one, not the extended one.
 * A member is unknown where the segment does not settle it.
 */
export interface CreateRequest {
  readonly fields: Readonly<Record<RequestField, Cell<number>>>;
  /** The 24 bytes, little endian, in hexadecimal: `02 00 00 00 …`; nothing while a member is unknown. */
  readonly bytes: string | undefined;
}

const structure = ksPage('ns-ks-ksallocator_framing');
const initialize = ksPage('nc-ks-pfnkspininitializeallocator');
const sources = [structure, initialize];
const systemMemory = constantValue('KSALLOCATOR_OPTIONF_SYSTEM_MEMORY');
const pools: ReadonlyMap<string, number> = new Map([['KSMEMORY_TYPE_KERNEL_NONPAGED', 'NonPagedPool'], ['KSMEMORY_TYPE_KERNEL_PAGED', 'PagedPool']].map(([type, pool]) => [guidValue(type!), constantValue(pool!)]));

/**
 * The create request that follows from what a segment agrees on. The structure is documented; how the graph manager fills it in is inferred, except for what
 * the segment's own cells rest on. FramePitch, which shares its place with FileAlignment, has no flag in a create request: with a pitch the member is unknown.
 */
export function createRequestOf({ memory, frames, size, alignment, pitches }: SegmentNegotiation, options: NegotiationOptions): CreateRequest {
  // Of several kinds of memory that all ends share, the first in the order of the table.
  const candidate = memory.cell.value?.[0];
  const decidedBy = memory.cell.decidedBy.slice(0, 1);
  const isHost = candidate && isHostMemory(candidate.memoryType);
  const pool = candidate && pools.get(candidate.memoryType);
  const poolType: Cell<number> = isHost === true && pool === undefined
    ? { value: constantValue(options.unspecifiedPool === 'pagedPool' ? 'PagedPool' : 'NonPagedPool'), basis: 'option', option: 'unspecifiedPool', sources, decidedBy }
    // Without SYSTEM_MEMORY the member means nothing.
    : { value: candidate === undefined ? undefined : (pool ?? 0), basis: 'inferred', sources, decidedBy };
  const fields: CreateRequest['fields'] = {
    OptionsFlags: { value: isHost === undefined ? undefined : isHost ? systemMemory : 0, basis: 'inferred', sources, decidedBy },
    PoolType: poolType,
    Frames: frames,
    FrameSize: size.cell,
    FileAlignment: pitches.length > 0 ? { ...alignment, value: undefined, decidedBy: pitches.map(({ from }) => from) } : alignment,
    Reserved: { value: 0, basis: 'documented', sources: [structure], decidedBy: [] },
  };
  return { fields, bytes: bytesOf(fields) };
}

/** The structure in memory; the same on every architecture. */
function bytesOf(fields: CreateRequest['fields']): string | undefined {
  const members: Record<string, number> = {};
  for (const name of requestFieldNames) {
    const { value } = fields[name];
    if (value === undefined) return undefined;
    members[name] = value;
  }
  const encoded = encode(layoutOf('KSALLOCATOR_FRAMING', 'x64')!, members);
  return encoded.kind === 'problem' ? undefined : bytesInHexadecimal(encoded.bytes);
}
