import { type Source, ksPage, streamTopic } from '../../ks/index';
import type { Cell } from './cell';
import { type Demand, type ItemDemand, isDemanding, isWishful } from './demands';
import { type Memory, commonMemories, commonMemoryType, meets } from './memory';
import type { NegotiationOptions, OptionName } from './options';

/** Ends whose demands no memory satisfies together. */
export interface MemoryConflict {
  /** The ends that cannot agree: two where two alone suffice. */
  readonly parties: readonly Demand[];
  /** Whether the memory types differ already, or only the buses. */
  readonly about: 'memoryType' | 'busType';
  /** True when no party is known to make its demand, or may make it, as a wish only. */
  readonly isHard: boolean;
}

/** What the ends of a segment agree on about memory. */
export interface CommonMemory {
  /** The candidates, without repeats; empty when demands that are no wishes exclude each other. Unknown when some end's demands are. */
  readonly cell: Cell<readonly Memory[]>;
  readonly conflict: MemoryConflict | undefined;
}

const sources: readonly Source[] = [streamTopic('avstream-allocators'), ksPage('ns-ks-ks_framing_item')];

/** Alternatives whose memory is known, when it is known of all. */
function memoriesOf({ items, isComplete }: Demand): readonly Memory[] | undefined {
  const known = items.flatMap(({ memory }) => (memory ? [memory] : []));
  return isComplete && known.length === items.length ? known : undefined;
}

/** The memory that satisfies every end: the documentation asks for requirements and capabilities that match and does not say how; the matching is inferred. */
export function commonMemoryOf(demands: readonly Demand[], options: NegotiationOptions): CommonMemory {
  const stating = demands.filter(({ property }) => property !== 'none');
  const known = stating.map((demand) => ({ demand, memories: memoriesOf(demand) })).filter((each): each is { demand: Demand; memories: readonly Memory[] } => each.memories !== undefined && each.memories.length > 0);
  const several = stating.some(({ items }) => items.length > 1);
  const cell = (value: readonly Memory[] | undefined, option: OptionName | undefined = several ? 'alternatives' : undefined): Cell<readonly Memory[]> => ({ value, basis: 'inferred', ...(option === undefined ? {} : { option }), sources, decidedBy: known.flatMap(({ demand }) => demand.items.map(({ memoryFrom }) => memoryFrom)) });
  const all = commonMemories(known.map(({ memories }) => memories));
  if (all === undefined) return { cell: cell(undefined), conflict: undefined };
  if (all.length > 0) return { cell: cell(known.length === stating.length ? all : undefined), conflict: undefined };
  const conflict = conflictOf(known);
  const binding = options.preferences === 'bind' ? [] : commonMemories(known.filter(({ demand }) => !isWishful(demand)).map(({ memories }) => memories));
  return { cell: cell(known.length === stating.length ? binding : undefined, 'preferences'), conflict };
}

/** Pairs that are compared in search of the two that cannot agree. */
const pairLimit = 10_000;

function conflictOf(known: readonly { readonly demand: Demand; readonly memories: readonly Memory[] }[]): MemoryConflict {
  let pairs = 0;
  for (let later = 1; later < known.length && pairs < pairLimit; later += 1) {
    for (let earlier = 0; earlier < later && pairs < pairLimit; earlier += 1, pairs += 1) {
      const two = [known[earlier]!, known[later]!];
      if (commonMemories(two.map(({ memories }) => memories))?.length === 0) return describe(two);
    }
  }
  return describe(known);
}

function describe(parties: readonly { readonly demand: Demand; readonly memories: readonly Memory[] }[]): MemoryConflict {
  const [first, second] = parties;
  const typesMeet = parties.length !== 2 || first!.memories.some((a) => second!.memories.some((b) => commonMemoryType(a.memoryType, b.memoryType) !== undefined));
  return { parties: parties.map(({ demand }) => demand), about: parties.length === 2 && typesMeet ? 'busType' : 'memoryType', isHard: parties.every(({ demand }) => isDemanding(demand)) };
}

/** The alternatives of an end that some candidate meets; all of them while no candidate is known. */
export function itemsFor(demand: Demand, candidates: readonly Memory[] | undefined): readonly ItemDemand[] {
  if (candidates === undefined || candidates.length === 0) return demand.items;
  return demand.items.filter(({ memory }) => memory === undefined || candidates.some((candidate) => meets(candidate, memory)));
}
