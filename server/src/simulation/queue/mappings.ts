import type { QueueOptions } from './options';

/** KSMAPPING: one contiguous chunk of physical memory. Address as a number below 2^53, bytes. */
export interface Mapping {
  readonly physicalAddress: number;
  readonly byteCount: number;
}

/** The physical pages a buffer lies in: their addresses in order, and where in the first one it begins. */
export interface PhysicalPages {
  readonly addresses: readonly number[];
  readonly offset: number;
}

/** A DMA adapter registered with KsDeviceRegisterAdapterObject; the pins of a device share it. */
export interface DmaAdapter {
  /** Bytes. */
  readonly pageSize: number;
  /** Longest mapping, bytes. */
  readonly maxMappingsByteCount: number;
  /** Bytes from one entry of the mapping table to the next, at least 16. */
  readonly mappingTableStride: number;
  /** Map registers there are, one a page, or `null` where the scenario does not limit them. */
  readonly mapRegisters: number | null;
  /** Map registers in use. */
  inUse: number;
  /** Locks that needed mappings so far. */
  locks: number;
  /** Whether the lock of this number, from 1, fails for reasons of its own; AVStream's accounting is not documented. */
  readonly failsAt: ((lock: number) => boolean) | null;
}

/** Pages a buffer of so many bytes touches. */
export function countPages(pages: PhysicalPages, bytes: number, pageSize: number): number {
  return bytes === 0 ? 0 : Math.ceil((pages.offset + bytes) / pageSize);
}

/** Whether pages of a buffer of so many bytes are physically adjacent. */
export function hasAdjacentPages(pages: PhysicalPages, bytes: number, pageSize: number): boolean {
  const count = Math.min(countPages(pages, bytes, pageSize), pages.addresses.length);
  for (let page = 1; page < count; page += 1) if (pages.addresses[page] === pages.addresses[page - 1]! + pageSize) return true;
  return false;
}

/**
 * The mappings of a buffer: one for each run of physically adjacent pages (or for each page), split where longer than `maxMappingsByteCount`. Splits come
 * wherever the count is full, so a mapping shorter than a page may reach over a page boundary (W:packet-based-dma-in-avstream).
 */
export function buildMappings(pages: PhysicalPages, bytes: number, adapter: DmaAdapter, adjacentPages: QueueOptions['adjacentPages']): Mapping[] {
  const mappings: Mapping[] = [];
  let left = bytes;
  let start = 0;
  let length = 0;
  const flush = (): void => {
    while (length > 0) {
      const byteCount = Math.min(length, adapter.maxMappingsByteCount);
      mappings.push({ physicalAddress: start, byteCount });
      start += byteCount;
      length -= byteCount;
    }
  };
  for (let page = 0; left > 0; page += 1) {
    const base = pages.addresses[page];
    if (base === undefined) break;
    const skipped = page === 0 ? pages.offset : 0;
    const here = Math.min(left, adapter.pageSize - skipped);
    if (length > 0 && (adjacentPages === 'separateMappings' || start + length !== base + skipped)) flush();
    if (length === 0) start = base + skipped;
    length += here;
    left -= here;
  }
  flush();
  return mappings;
}

/** The mappings of a buffer, of which a run mostly asks for the number: a large frame has thousands, so that they are made when somebody looks at them. */
export class MappingTable {
  readonly length: number;
  readonly pages: PhysicalPages;
  readonly bytes: number;
  readonly adapter: DmaAdapter;
  readonly adjacentPages: QueueOptions['adjacentPages'];

  constructor(pages: PhysicalPages, bytes: number, adapter: DmaAdapter, adjacentPages: QueueOptions['adjacentPages']) {
    this.pages = pages;
    this.bytes = bytes;
    this.adapter = adapter;
    this.adjacentPages = adjacentPages;
    this.length = countMappings(pages, bytes, adapter, adjacentPages);
  }
}

/** The mappings themselves. */
export const mappingsIn = ({ pages, bytes, adapter, adjacentPages }: MappingTable): readonly Mapping[] => buildMappings(pages, bytes, adapter, adjacentPages);

/** How many {@link buildMappings} makes. */
export function countMappings({ addresses, offset }: PhysicalPages, bytes: number, { pageSize, maxMappingsByteCount }: DmaAdapter, adjacentPages: QueueOptions['adjacentPages']): number {
  let count = 0;
  let left = bytes;
  let end = -1;
  let length = 0;
  for (let page = 0; left > 0 && page < addresses.length; page += 1) {
    const skipped = page === 0 ? offset : 0;
    const start = addresses[page]! + skipped;
    const here = Math.min(left, pageSize - skipped);
    if (length > 0 && (adjacentPages === 'separateMappings' || end !== start)) {
      count += Math.ceil(length / maxMappingsByteCount);
      length = 0;
    }
    length += here;
    end = start + here;
    left -= here;
  }
  return count + Math.ceil(length / maxMappingsByteCount);
}
