import { type FramingView, type Instance, type ItemView, type PinView, booleanOf, guidOf, numberOf, pinsOf, pointerIn, showsDeclared, standardTransport } from '../../document/index';
import { KSALLOCATOR_FRAMING, ksPage, streamTopic } from '../../ks/index';
import { pinNames, processingOf } from '../facts';
import { defineRule } from '../rule';
import { filterFlag, memoryType, pinFlag, poolType } from '../vocabulary';
import { poolOf } from './legacy-pool';

const itemPage = ksPage('ns-ks-ks_framing_item');

/** True when an item asks for memory that may be paged out. */
const isPaged = ({ item }: ItemView): boolean => guidOf(item, 'MemoryType') === memoryType.kernelPaged;

/** Pins whose clients see what the item declares, and that have a queue of frames at all. */
const servedPins = ({ framing }: ItemView): readonly PinView[] => pinsOf(framing).filter((pin) => standardTransport(pin) !== 'no' && showsDeclared(pin));

/** Where the document says that the frames of a pin are touched at DISPATCH_LEVEL, if it does, with the text that says how. Process of a filter-centric filter runs by the flags of the filter. */
function touchedAtDispatchLevel(pin: PinView): { readonly where: readonly [Instance, string]; readonly text: 'pin' | 'specific' } | undefined {
  if (booleanOf(pin.pin, 'TouchesFramesAtDispatchLevel') === true) return { where: [pin.pin, 'TouchesFramesAtDispatchLevel'], text: 'specific' };
  // With mappings Process hands addresses to the device and need not touch the frame.
  if (pin.flags === undefined || (pin.flags & pinFlag.generateMappings) !== 0) return undefined;
  if (processingOf(pin.filter) === 'filter-centric') {
    const { filter } = pin.filter;
    const flags = numberOf(filter, 'Flags');
    return flags !== undefined && (flags & filterFlag.dispatchLevel) !== 0 ? { where: [filter, 'Flags'], text: 'pin' } : undefined;
  }
  return (pin.flags & pinFlag.dispatchLevel) !== 0 ? { where: [pin.pin, 'Flags'], text: 'pin' } : undefined;
}

/** Memory that is not there when it is needed. */
export const mem04 = defineRule({
  code: 'MEM-04', title: 'Paged frames at DISPATCH_LEVEL', area: 'memory', defaultSeverity: 'warning', evidence: ['I'], sources: [itemPage, ksPage('ns-ks-_kspin_descriptor_ex')], since: '0.1.0', scope: 'item',
  condition: 'MemoryType is KSMEMORY_TYPE_KERNEL_PAGED, and Process may run at DISPATCH_LEVEL (KSPIN_FLAG_DISPATCH_LEVEL_PROCESSING, or KSFILTER_FLAG_DISPATCH_LEVEL_PROCESSING where the filter processes), or a DPC or interrupt routine touches the frames.',
  effect: 'A page that has been paged out cannot be brought in at DISPATCH_LEVEL: touching it there is a bug check (inferred from the general rule of the kernel).',
  remedy: 'Write KSMEMORY_TYPE_KERNEL_NONPAGED, or process at PASSIVE_LEVEL.',
  texts: {
    paged: 'MemoryType is KSMEMORY_TYPE_KERNEL_PAGED, but the frames of pin {pin} of filter {filter} may be touched at DISPATCH_LEVEL, where a page that is paged out cannot be brought in: that is a bug check (inferred). Write KSMEMORY_TYPE_KERNEL_NONPAGED, or process at PASSIVE_LEVEL.',
    pin: 'These flags let Process run at DISPATCH_LEVEL.',
    specific: 'A DPC or interrupt routine touches the frames.',
  },
  check(view, report) {
    if (!isPaged(view)) return;
    for (const pin of servedPins(view)) {
      const touched = touchedAtDispatchLevel(pin);
      if (!touched) continue;
      report([view.item, 'MemoryType'], 'paged', pinNames(pin), { related: [touched] });
      return;
    }
  },
});

/** Memory that a device is to reach. */
export const mem05 = defineRule({
  code: 'MEM-05', title: 'Paged frames with DMA mappings', area: 'memory', defaultSeverity: 'warning', evidence: ['I'], sources: [itemPage, streamTopic('packet-based-dma-in-avstream')], since: '0.1.0', scope: 'item',
  condition: 'MemoryType is KSMEMORY_TYPE_KERNEL_PAGED, and a pin that uses the framing has KSPIN_FLAG_GENERATE_MAPPINGS.',
  effect: 'A device can reach only pages that stay where they are. AVStream locks the buffers of requests; that it locks frames which an allocator takes from paged pool is not documented (inferred).',
  remedy: 'Write KSMEMORY_TYPE_KERNEL_NONPAGED.',
  texts: {
    mappings: 'MemoryType is KSMEMORY_TYPE_KERNEL_PAGED, but pin {pin} of filter {filter} has KSPIN_FLAG_GENERATE_MAPPINGS: the device needs pages that stay where they are, and that frames from paged pool are locked for it is not documented (inferred). Write KSMEMORY_TYPE_KERNEL_NONPAGED.',
    pin: 'The flags of the pin.',
  },
  check(view, report) {
    if (!isPaged(view)) return;
    const pin = servedPins(view).find(({ flags }) => flags !== undefined && (flags & pinFlag.generateMappings) !== 0);
    if (pin) report([view.item, 'MemoryType'], 'mappings', pinNames(pin), { related: [{ where: [pin.pin, 'Flags'], text: 'pin' }] });
  },
});

const firstPaged = new WeakMap<FramingView, ItemView | 'none'>();

/** The first paged item of a framing. */
function pagedItem(view: FramingView): ItemView | undefined {
  let found = firstPaged.get(view);
  if (!found) firstPaged.set(view, (found = view.items.find(isPaged) ?? 'none'));
  return found === 'none' ? undefined : found;
}

/** Functions for DISPATCH_LEVEL over memory that is not for it. */
export const mem11 = defineRule({
  code: 'MEM-11', title: 'Allocator functions for DISPATCH_LEVEL with paged memory', area: 'memory', defaultSeverity: 'error', evidence: ['D'], sources: [streamTopic('filter-specific-allocators'), ksPage('ns-ks-ksstreamallocator_functiontable')], since: '0.1.0', scope: 'pin',
  condition: "The pin's allocator offers KSPROPERTY_STREAMALLOCATOR_FUNCTIONTABLE (OffersFunctionTable), and the framing of the pin, or what its handler of the older framing property answers, is paged memory.",
  effect: 'The functions of the table have to work at DISPATCH_LEVEL and below: neither their own data nor the frames may be paged there.',
  remedy: 'Write KSMEMORY_TYPE_KERNEL_NONPAGED (NonPagedPool in the older framing), or do not offer the table.',
  texts: {
    item: 'MemoryType is KSMEMORY_TYPE_KERNEL_PAGED, but the allocator of pin {pin} of filter {filter} offers the function table, whose functions have to work at DISPATCH_LEVEL: paged memory cannot be used there. Write KSMEMORY_TYPE_KERNEL_NONPAGED, or do not offer the table.',
    legacy: 'PoolType is PagedPool, but the allocator of pin {pin} of filter {filter} offers the function table, whose functions have to work at DISPATCH_LEVEL: paged memory cannot be used there. Write NonPagedPool, or do not offer the table.',
    allocator: 'The allocator offers the table.',
  },
  check(pin, report) {
    const { allocator } = pin;
    if (allocator.state !== 'present' || booleanOf(allocator.instance, 'OffersFunctionTable') !== true) return;
    const related = [{ where: [allocator.instance, 'OffersFunctionTable'] as const, text: 'allocator' }];
    const item = pin.framingView && showsDeclared(pin) ? pagedItem(pin.framingView) : undefined;
    const legacy = pointerIn(pin.pin, 'LegacyFraming', KSALLOCATOR_FRAMING);
    if (item) report([item.item, 'MemoryType'], 'item', pinNames(pin), { related });
    else if (legacy.state === 'present' && poolOf(legacy.instance) === poolType.paged) report([legacy.instance, 'PoolType'], 'legacy', pinNames(pin), { related });
  },
});
