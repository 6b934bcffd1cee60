import { type FramingView, type PinView, guidOf, pointerIn, showsDeclared, standardTransport } from '../../document/index';
import { KSALLOCATOR_FRAMING, ksPage, guidLabel } from '../../ks/index';
import { defineRule } from '../rule';
import { reactosFile } from '../sources';
import { memoryType, poolType } from '../vocabulary';
import { framePools, poolOf } from './legacy-pool';

const oldPage = ksPage('ns-ks-ksallocator_framing');

/** A pool that no allocator takes frames from. */
export const mem06 = defineRule({
  code: 'MEM-06', title: 'Older framing with another pool', area: 'memory', defaultSeverity: 'error', evidence: ['D', 'R'], sources: [oldPage, reactosFile('drivers/ksfilter/ks/allocators.c')], since: '0.1.0', scope: 'pin',
  condition: 'LegacyFraming has KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY (or KSALLOCATOR_OPTIONF_SYSTEM_MEMORY), and PoolType is neither NonPagedPool, PagedPool nor NonPagedPoolNx.',
  effect: 'The documented pools of a framing are NonPagedPool and PagedPool; NonPagedPoolNx is the first of them without the right to execute. ReactOS serves no other; what Windows does with one is not documented.',
  remedy: 'Write NonPagedPool or PagedPool.',
  texts: { pool: 'PoolType is {pool}, but the pools that are documented for frames of system memory are NonPagedPool (0) and PagedPool (1), with NonPagedPoolNx (512) in newer headers: an allocator cannot be expected to serve another. Write one of these.' },
  check({ pin }, report) {
    const legacy = pointerIn(pin, 'LegacyFraming', KSALLOCATOR_FRAMING);
    const pool = legacy.state === 'present' ? poolOf(legacy.instance) : undefined;
    if (legacy.state === 'present' && pool !== undefined && !framePools.has(pool)) report([legacy.instance, 'PoolType'], 'pool', { pool });
  },
});

const types = new WeakMap<FramingView, ReadonlySet<string> | 'unknown'>();

/** Memory types that a framing offers; nothing when one of them is unknown. */
function memoryTypesOf(view: FramingView): ReadonlySet<string> | undefined {
  let found = types.get(view);
  if (!found) {
    const known = view.items.flatMap(({ item }) => guidOf(item, 'MemoryType') ?? []);
    found = known.length > 0 && known.length === view.elementCount ? new Set(known) : 'unknown';
    types.set(view, found);
  }
  return found === 'unknown' ? undefined : found;
}

/** Memory types that go with a pool: those of any memory go with each. */
const matching = (pool: number): readonly string[] => [memoryType.wildcard, memoryType.system, pool === poolType.paged ? memoryType.kernelPaged : memoryType.kernelNonPaged];

/** The types that a pin's framing offers, when none of them goes with the pool that its older framing names. */
function contradictingTypes(pin: PinView, pool: number): ReadonlySet<string> | undefined {
  const offered = pin.framingView && showsDeclared(pin) && standardTransport(pin) !== 'no' ? memoryTypesOf(pin.framingView) : undefined;
  return offered === undefined || matching(pool).some((type) => offered.has(type)) ? undefined : offered;
}

/** Two answers to one question. */
export const mem07 = defineRule({
  code: 'MEM-07', title: 'Older and extended framing name different memory', area: 'memory', defaultSeverity: 'info', evidence: ['D'], sources: [ksPage('ns-ks-ks_framing_item'), oldPage], since: '0.1.0', scope: 'pin',
  condition: 'A pin answers both framing properties, by AllocatorFraming and by LegacyFraming, and no MemoryType of the first goes with PoolType of the second: KSMEMORY_TYPE_KERNEL_PAGED with PagedPool, KSMEMORY_TYPE_KERNEL_NONPAGED with NonPagedPool. KSMEMORY_TYPE_SYSTEM and KSMEMORY_TYPE_WILDCARD go with both.',
  effect: 'The two properties contradict each other: which memory the frames lie in depends on which of them the other side asks for.',
  remedy: 'Write the pair that the driver means in both.',
  texts: {
    contradiction: 'PoolType is {pool}, but AllocatorFraming of the same pin has MemoryType {memory}: which memory the frames lie in depends on which framing property a client asks for. KSMEMORY_TYPE_KERNEL_PAGED goes with PagedPool, KSMEMORY_TYPE_KERNEL_NONPAGED with NonPagedPool; write the same in both.',
    framing: 'The extended framing of the pin.',
  },
  check(pin, report) {
    const legacy = pointerIn(pin.pin, 'LegacyFraming', KSALLOCATOR_FRAMING);
    const pool = legacy.state === 'present' ? poolOf(legacy.instance) : undefined;
    if (legacy.state !== 'present' || pool === undefined || !framePools.has(pool)) return;
    const [first] = contradictingTypes(pin, pool) ?? [];
    const item = first === undefined ? undefined : pin.framingView?.items[0];
    if (first === undefined || !item) return;
    const values = { pool: pool === poolType.paged ? 'PagedPool' : pool === poolType.nonPaged ? 'NonPagedPool' : 'NonPagedPoolNx', memory: guidLabel(first, 'memoryType') };
    report([legacy.instance, 'PoolType'], 'contradiction', values, { related: [{ where: [item.item, 'MemoryType'], text: 'framing' }] });
  },
});
