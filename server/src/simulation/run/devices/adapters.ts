import { queueFlags } from '../../queue/index';
import { createRandomStream, createSampler, randomBelow, sample } from '../../engine/index';
import type { Distribution, LockFailures, MappingScenario, Scenario } from '../../scenario';
import type { DmaAdapter, PhysicalPages, PinQueue } from '../../queue/index';
import { defaultPageSize } from '../settled';

/** MaxMappingsByteCount and MappingTableStride where the scenario does not say them, bytes. */
export const defaultMaximumBytes = 2 ** 20;
export const defaultStride = 16;
const everyPageByItself: Distribution = { kind: 'constant', value: 1 };
/** Where the physical memory of the first buffer begins; the addresses are the model's own. */
const firstAddress = 2 ** 28;

/** The DMA adapters of a run, and where the next buffer lies in its memory. */
export interface Adapters {
  readonly adapters: Map<string, DmaAdapter>;
  nextAddress: number;
}

/** No adapters yet. */
export function createAdapters(): Adapters {
  return { adapters: new Map(), nextAddress: firstAddress };
}

/**
 * The adapter that a pin with KSPIN_FLAG_GENERATE_MAPPINGS uses: pins whose mappings are described alike are those of one device and share it, with its map
 * registers. `null` for a pin without the flag, and on a device that has registered no adapter.
 */
export function adapterOf({ adapters }: Adapters, scenario: Scenario, flags: number, mappings: MappingScenario = {}): DmaAdapter | null {
  if ((flags & queueFlags.generateMappings) === 0) return null;
  const { maximumBytes = defaultMaximumBytes, stride = defaultStride, mapRegisters = null, isRegistered = true } = mappings;
  if (!isRegistered) return null;
  const key = `${maximumBytes} ${stride} ${mapRegisters ?? ''}`;
  let adapter = adapters.get(key);
  if (adapter === undefined) {
    adapter = { pageSize: scenario.pageSize ?? defaultPageSize, maxMappingsByteCount: maximumBytes, mappingTableStride: stride, mapRegisters, inUse: 0, locks: 0, failsAt: null };
    adapters.set(key, adapter);
  }
  return adapter;
}

/** The pages of a buffer, as its stream header is told of them; nothing on a pin whose frames are not mapped. */
export function pagesOf(adapters: Adapters, { settings: { adapter } }: PinQueue, place: BufferPlace): { readonly pages?: PhysicalPages } {
  return adapter === null ? {} : { pages: physicalPages(adapters, adapter, place) };
}

/** What the pages of a buffer depend on: `label` names its random numbers, `alignmentMask` (alignment − 1) says where in a page it may begin. */
export interface BufferPlace {
  readonly label: string;
  readonly seed: number;
  readonly bytes: number;
  readonly alignmentMask: number;
  readonly mappings: MappingScenario | undefined;
}

/**
 * The physical pages of a buffer: runs of adjacent ones, no run next to another. Where in its first page it begins depends on its name alone, so that a scenario
 * in which nothing is random does the same for every seed.
 */
export function physicalPages(adapters: Adapters, { pageSize }: DmaAdapter, place: BufferPlace): PhysicalPages {
  const { label, seed, bytes, alignmentMask, mappings } = place;
  const step = alignmentMask + 1;
  const offset = step >= pageSize ? 0 : randomBelow(createRandomStream(0, `${label}/offset`), Math.floor(pageSize / step)) * step;
  const adjacent = createSampler(mappings?.adjacentPages ?? everyPageByItself, seed, `${label}/adjacentPages`);
  const count = Math.ceil((offset + bytes) / pageSize);
  const addresses: number[] = [];
  while (addresses.length < count) {
    const run = Math.min(sample(adjacent), count - addresses.length);
    for (let page = 0; page < run; page += 1) addresses.push(adapters.nextAddress + page * pageSize);
    adapters.nextAddress += (run + 1) * pageSize;
  }
  return { addresses, offset };
}

/** Whether the next lock on a pin fails, by what the scenario says; `null` when none does. */
export function lockFailuresOf(failures: LockFailures | undefined, label: string, seed: number): (() => boolean) | null {
  const { at = [], perMillion = 0 } = failures ?? {};
  if (at.length === 0 && perMillion === 0) return null;
  const stream = createRandomStream(seed, `${label}/lockFailures`);
  let locks = 0;
  let next = 0;
  return () => {
    locks += 1;
    const named = at[next] === locks;
    if (named) next += 1;
    const chance = perMillion > 0 && randomBelow(stream, 1_000_000) < perMillion;
    return named || chance;
  };
}
