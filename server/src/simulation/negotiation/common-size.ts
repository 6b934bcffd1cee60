import { type Source, ksPage } from '../../ks/index';
import type { Cell, DecidingPlace } from './cell';
import { itemsFor } from './common-memory';
import type { ConnectedFormat } from './connected-format';
import { type Demand, isWishful } from './demands';
import { type Memory, meets } from './memory';
import type { NegotiationOptions } from './options';
import { type SizeSet, anySize, atLeast, greatestOf, greatestSize, intersect, leastOf, union } from './size-set';

/** Ends whose ranges have no frame size in common. */
export interface SizeConflict {
  /** The ends that cannot agree: two where two alone suffice. */
  readonly parties: readonly Demand[];
  /** True when the demands that are known to be more than wishes cannot agree. */
  readonly isHard: boolean;
  /** The sizes that do agree are all smaller than a frame of the connected format. */
  readonly isBelowFormat: boolean;
}

/** What the ends of a segment agree on about the size of frames, in bytes. */
export interface CommonSize {
  /** All sizes that every end allows; unknown when an end's demands are. */
  readonly sizes: SizeSet | undefined;
  /** The size that is used, out of them. */
  readonly cell: Cell<number>;
  readonly conflict: SizeConflict | undefined;
}

const sources: readonly Source[] = [ksPage('ns-ks-ks_framing_range'), ksPage('ns-ks-ks_framing_item')];

/** Sizes that an end allows in memory of one kind; nothing when some alternative's sizes are unknown. */
function sizesIn(demand: Demand, memory: Memory | undefined): SizeSet | undefined {
  if (demand.property === 'none') return anySize;
  if (!demand.isComplete) return undefined;
  let sizes: SizeSet | undefined = [];
  for (const item of demand.items) {
    if (memory && item.memory && !meets(memory, item.memory)) continue;
    if (!item.sizes || !sizes) return undefined;
    sizes = union(sizes, item.sizes);
  }
  return sizes;
}

/** Sizes that all ends with known demands allow, over the memories that they agree on; nothing when there are too many to follow. */
function commonOf(demands: readonly Demand[], candidates: readonly (Memory | undefined)[]): SizeSet | undefined {
  let found: SizeSet | undefined = [];
  for (const memory of candidates) {
    let common: SizeSet | undefined = anySize;
    for (const demand of demands) {
      const sizes = sizesIn(demand, memory);
      if (sizes) common = common && intersect(common, sizes);
    }
    found = found && common && union(found, common);
  }
  return found;
}

/**
 * The frame size of a segment: one that stands in PhysicalRange and FramingRange of every end (inferred), never below a frame of the connected format,
 * and never below `least`, what a neighbouring segment's frames become. Which of several is used is an option.
 */
export function commonSizeOf(demands: readonly Demand[], candidates: readonly Memory[] | undefined, format: ConnectedFormat, least: number | undefined, options: NegotiationOptions): CommonSize {
  const memories = candidates === undefined || candidates.length === 0 ? [undefined] : candidates;
  const isKnown = demands.every((demand) => memories.every((memory) => sizesIn(demand, memory) !== undefined));
  const all = commonOf(demands, memories);
  if (all === undefined) return { sizes: undefined, cell: cellOf(undefined, demands, candidates, format, options), conflict: undefined };
  const floor = Math.max(1, least ?? 0, format.frameBytes?.value ?? 0);
  const enough = atLeast(all, floor);
  if (enough.length > 0) return { sizes: isKnown ? enough : undefined, cell: cellOf(isKnown ? choose(enough, floor, options) : undefined, demands, candidates, format, options), conflict: undefined };
  const binding = options.preferences === 'bind' ? [] : atLeast(commonOf(demands.filter((demand) => !isWishful(demand)), memories) ?? [], floor);
  // Whether a demand is a wish may be unknown: such a one makes nothing certain.
  const certain = atLeast(commonOf(demands.filter((demand) => !isWishful(demand) && demand.items.every(({ isWish }) => isWish !== undefined)), memories) ?? anySize, floor);
  const conflict = conflictOf(demands, memories, all, floor, certain.length === 0);
  return { sizes: isKnown ? binding : undefined, cell: cellOf(isKnown && binding.length > 0 ? choose(binding, floor, options) : undefined, demands, candidates, format, options), conflict };
}

/** Without an upper bound there is no greatest size to use: the least that is enough, then. */
function choose(sizes: SizeSet, floor: number, options: NegotiationOptions): number | undefined {
  if (options.frameSize === 'greatest') {
    const greatest = greatestOf(sizes);
    if (greatest !== undefined && greatest !== greatestSize) return greatest;
  }
  const least = leastOf(sizes);
  // One byte is what is left where neither a range nor a format says anything: no size to speak of.
  return least === 1 && floor === 1 ? undefined : least;
}

function cellOf(value: number | undefined, demands: readonly Demand[], candidates: readonly Memory[] | undefined, format: ConnectedFormat, options: NegotiationOptions): Cell<number> {
  const bounds = demands.flatMap((demand) => itemsFor(demand, candidates)).flatMap(({ physicalRange, framingRange }): DecidingPlace[] =>
    [framingRange, physicalRange].flatMap(({ min, max }) => [min, max]).filter((bound) => bound.value === value && value !== undefined).map(({ from }) => from));
  const decidedBy = value !== undefined && value === format.frameBytes?.value ? [format.frameBytes.from, ...bounds] : bounds;
  return { value, basis: options.frameSize === 'format' && value === format.frameBytes?.value ? 'inferred' : 'option', option: 'frameSize', sources, decidedBy };
}

const pairLimit = 2000;

/** Who cannot agree. A single end that allows no size large enough for the format is no conflict: it is a mistake of its own. */
function conflictOf(demands: readonly Demand[], memories: readonly (Memory | undefined)[], all: SizeSet, floor: number, isHard: boolean): SizeConflict | undefined {
  const isBelowFormat = all.length > 0;
  const stating = demands.filter((demand) => demand.items.length > 0);
  const fails = (some: readonly Demand[]): boolean => {
    const common = commonOf(some, memories);
    return common !== undefined && atLeast(common, isBelowFormat ? floor : 1).length === 0;
  };
  if (stating.some((demand) => fails([demand]))) return undefined;
  let pairs = 0;
  for (let later = 1; later < stating.length && pairs < pairLimit; later += 1) {
    for (let earlier = 0; earlier < later && pairs < pairLimit; earlier += 1, pairs += 1) {
      const two = [stating[earlier]!, stating[later]!];
      if (fails(two)) return { parties: two, isHard, isBelowFormat };
    }
  }
  return { parties: stating, isHard, isBelowFormat };
}
