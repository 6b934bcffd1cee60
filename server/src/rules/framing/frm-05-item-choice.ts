import { type FramingView, type ItemView, guidOf, numberOf } from '../../document/index';
import { ksPage, guidLabel } from '../../ks/index';
import { defineRule } from '../rule';
import { memoryType } from '../vocabulary';

const itemPage = ksPage('ns-ks-ks_framing_item');
const weightOf = ({ item }: ItemView): number | undefined => numberOf(item, 'MemoryTypeWeight');
const hasSeveral = ({ items, elementCount }: FramingView): boolean => items.length > 1 && elementCount === items.length;

/** Weights that decide nothing. */
export const frm05 = defineRule({
  code: 'FRM-05', title: 'MemoryTypeWeight decides nothing', area: 'framing', defaultSeverity: 'info', evidence: ['D', 'I'], sources: [itemPage], since: '0.1.0', scope: 'framing',
  condition: 'A framing with a single item has a MemoryTypeWeight other than 0, or two items of a framing have the same weight.',
  effect: 'The weight compares the memory types that one pin offers. With one item there is nothing to compare; between equal weights it leaves open which item is preferred (inferred: how exactly the weights are used is not documented).',
  remedy: 'With one item, write 0. With several, give each a weight of its own, the greatest to the item you prefer.',
  texts: {
    single: 'MemoryTypeWeight is {weight}, but the framing has a single item, so there is nothing to weigh it against (inferred). Write 0.',
    tie: 'MemoryTypeWeight is {weight} here and in an earlier item, so the weights leave open which of the two memory types is preferred (inferred; how weights are used is not documented). Give each item a weight of its own.',
    first: 'The earlier item of weight {weight}.',
  },
  check(view, report) {
    const { framing, items, elementCount } = view;
    if (elementCount === 1 && items.length === 1) {
      const weight = weightOf(items[0]!);
      if (weight !== undefined && weight !== 0) report([items[0]!.item, 'MemoryTypeWeight'], 'single', { weight }, { about: [[framing, 'FramingItem']] });
      return;
    }
    const seen = new Map<number, ItemView>();
    for (const candidate of items) {
      const weight = weightOf(candidate);
      if (weight === undefined) continue;
      const first = seen.get(weight);
      if (!first) {
        seen.set(weight, candidate);
        continue;
      }
      report([candidate.item, 'MemoryTypeWeight'], 'tie', { weight }, { about: [[framing, 'FramingItem']], related: [{ where: [first.item, 'MemoryTypeWeight'], text: 'first', arguments: { weight } }] });
      return;
    }
  },
});

/** Two items that nobody can tell apart. */
export const frm33 = defineRule({
  code: 'FRM-33', title: 'Two items with the same memory and bus type', area: 'framing', defaultSeverity: 'warning', evidence: ['I'], sources: [itemPage], since: '0.1.0', scope: 'framing',
  condition: 'Two items of a framing have the same MemoryType and the same BusType.',
  effect: 'Items are alternatives that differ in memory and bus. A client that has settled on a memory and bus type cannot tell these two apart, so the second is expected never to be used (inferred).',
  remedy: 'Merge the two items, or give the second the memory or bus type it was meant for.',
  texts: {
    same: 'This item has the same memory type ({memory}) and bus type ({bus}) as item {first}: no client can tell the two apart, so this one is expected never to be used (inferred). Merge them, or give this one the type it was meant for.',
    first: 'Item {first}, with the same memory and bus type.',
  },
  check({ framing, items }, report) {
    const seen = new Map<string, ItemView>();
    for (const candidate of items) {
      const memory = guidOf(candidate.item, 'MemoryType');
      const bus = guidOf(candidate.item, 'BusType');
      if (memory === undefined || bus === undefined) continue;
      const first = seen.get(memory + bus);
      if (!first) {
        seen.set(memory + bus, candidate);
        continue;
      }
      report([candidate.item, 'MemoryType'], 'same', { memory: guidLabel(memory, 'memoryType'), bus: guidLabel(bus, 'busType'), first: first.index }, {
        about: [[framing, 'FramingItem']],
        related: [{ where: [first.item, 'MemoryType'], text: 'first', arguments: { first: first.index } }],
      });
    }
  },
});

/** A wildcard beside something more specific, and no weight to decide. */
export const frm34 = defineRule({
  code: 'FRM-34', title: 'Wildcard item without weights', area: 'framing', defaultSeverity: 'warning', evidence: ['I'], sources: [itemPage], since: '0.1.0', scope: 'framing',
  condition: 'One item has the memory type KSMEMORY_TYPE_WILDCARD (GUID_NULL), another a more specific one, and all weights are 0.',
  effect: 'The wildcard item matches whatever the specific items match, so their order decides which one a client takes; what Windows does then is not documented (inferred).',
  remedy: 'Give the specific items a MemoryTypeWeight above that of the wildcard item, or drop the wildcard item.',
  texts: {
    wildcard: 'This item matches every memory type, that of item {specific} ({memory}) included. All weights are 0, so only the order decides between them, and the result is not documented (inferred). Give the specific item a greater MemoryTypeWeight, or drop this one.',
    specific: 'Item {specific}, which the wildcard item covers.',
  },
  check(view, report) {
    const { framing, items } = view;
    if (!hasSeveral(view) || !items.every((candidate) => weightOf(candidate) === 0)) return;
    const wildcard = items.find(({ item }) => guidOf(item, 'MemoryType') === memoryType.wildcard);
    const specific = items.find(({ item }) => (guidOf(item, 'MemoryType') ?? memoryType.wildcard) !== memoryType.wildcard);
    if (!wildcard || !specific) return;
    const values = { specific: specific.index, memory: guidLabel(guidOf(specific.item, 'MemoryType')!, 'memoryType') };
    report([wildcard.item, 'MemoryType'], 'wildcard', values, { about: [[framing, 'FramingItem']], related: [{ where: [specific.item, 'MemoryType'], text: 'specific', arguments: values }] });
  },
});
