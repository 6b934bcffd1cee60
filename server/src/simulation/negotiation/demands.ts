import { type EffectiveItem, type EffectiveNumber, type EffectiveRange, type FramingView, type Instance, type ItemView, type Model, type PinView, declaredItem, effectiveItems, elementsOf, guidOf, isInstanceOf, numberOf, pointerIn, stateOf, usesOtherFraming, wordOf } from '../../document/index';
import { KSALLOCATOR_FRAMING, KSAUTOMATION_TABLE, KSPROPERTY_SET, constantValue, guidValue } from '../../ks/index';
import type { DecidingPlace } from './cell';
import type { ConnectedFormat } from './connected-format';
import { isCodec } from './filter-facts';
import type { Connection, End } from './graph';
import type { Memory } from './memory';
import { type NegotiationOptions, defaultOptions } from './options';
import { type SizeSet, anySize, greatestSize, intersect, sizesOf, union } from './size-set';

/** A number with the place that states it; no value: unknown. */
export interface Stated {
  readonly value: number | undefined;
  readonly from: DecidingPlace;
}

/** A range of frame sizes as a pin demands it. */
export interface RangeDemand {
  readonly min: Stated;
  readonly max: Stated;
  readonly stepping: Stated;
  /** The sizes it allows; all of them when it is not set (a maximum of 0) or not looked at; nothing when it is unknown or no range. */
  readonly sizes: SizeSet | undefined;
}

/** One alternative that a pin offers: an item of its framing after the declared run-time edits, or its older framing. */
export interface ItemDemand {
  readonly where: DecidingPlace;
  /** Nothing when unknown. */
  readonly memory: Memory | undefined;
  readonly memoryFrom: DecidingPlace;
  /** KSALLOCATOR_REQUIREMENTF_* and KSALLOCATOR_FLAG_*. */
  readonly flags: Stated;
  readonly frames: Stated;
  /** Alignment mask (alignment minus one); unknown where the member is a pitch, or no mask. */
  readonly alignment: Stated;
  /** Pitch in bytes, where KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED asks for one. */
  readonly pitch: Stated | undefined;
  readonly physicalRange: RangeDemand;
  readonly framingRange: RangeDemand;
  /** The sizes of both ranges; nothing when unknown, or when the two have none in common, which is a mistake of the item alone. */
  readonly sizes: SizeSet | undefined;
  /** KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY: its demands are wishes. Nothing when unknown. */
  readonly isWish: boolean | undefined;
}

/** What one end of a connection demands of the frames. */
export interface Demand {
  readonly connection: Connection;
  readonly end: End;
  /** Which framing property the end answers, in the words of ksproxy.h (FRAMING_PROP): extended, old, none. */
  readonly property: 'ex' | 'old' | 'none' | 'unknown';
  /** The alternatives that can be read. */
  readonly items: readonly ItemDemand[];
  /** Whether `items` are all the alternatives there are. */
  readonly isComplete: boolean;
}

const flag = {
  systemMemory: constantValue('KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY'),
  mustAllocate: constantValue('KSALLOCATOR_REQUIREMENTF_MUST_ALLOCATE'),
  frameIntegrity: constantValue('KSALLOCATOR_REQUIREMENTF_FRAME_INTEGRITY'),
  preferencesOnly: constantValue('KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY'),
  twoDimensional: constantValue('KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED'),
} as const;

/** Whether an alternative has a flag; nothing when its flags are unknown. */
export const hasFlag = ({ flags }: ItemDemand, name: keyof typeof flag): boolean | undefined => (flags.value === undefined ? undefined : (flags.value & flag[name]) !== 0);

/** True when every alternative of an end is known to have a flag, and there is one. */
export const demandsFlag = ({ items, isComplete }: Demand, name: keyof typeof flag): boolean => isComplete && items.length > 0 && items.every((item) => hasFlag(item, name) === true);

/** True when everything that an end demands is known to be wishes. */
export const isWishful = ({ items, isComplete }: Demand): boolean => isComplete && items.length > 0 && items.every(({ isWish }) => isWish === true);

/** True when an end is known to make demands, and none of them as wishes only. */
export const isDemanding = ({ items, isComplete }: Demand): boolean => isComplete && items.length > 0 && items.every(({ isWish }) => isWish === false);

const framingViews = new WeakMap<Model, ReadonlyMap<Instance, FramingView>>();

function framingViewOf(model: Model, framing: Instance): FramingView | undefined {
  let found = framingViews.get(model);
  if (!found) framingViews.set(model, (found = new Map(model.framings.map((view) => [view.framing, view]))));
  return found.get(framing);
}

/** What an end demands, with the frame size of the connected format where a run-time edit takes it from there. */
export function demandOf(model: Model, connection: Connection, end: End, options: NegotiationOptions = defaultOptions): Demand {
  const { framing, pin } = end;
  const base = { connection, end };
  if (framing.state === 'present') {
    const view = pin ? pin.framingView : framingViewOf(model, framing.instance);
    if (!view) return { ...base, property: 'ex', items: [], isComplete: false };
    const considered = options.alternatives === 'first' ? view.items.filter(({ index }) => index === 0) : view.items;
    const items = considered.map((item) => itemDemand(item, pin, connection.format));
    const expected = options.alternatives === 'first' ? Math.min(1, view.elementCount ?? 0) : view.elementCount;
    return { ...base, property: 'ex', items, isComplete: expected === items.length && items.length > 0 };
  }
  if (framing.state === 'unknown') return { ...base, property: 'unknown', items: [], isComplete: false };
  const legacy = pin ? pointerIn(pin.pin, 'LegacyFraming', KSALLOCATOR_FRAMING) : undefined;
  if (legacy?.state === 'present') return { ...base, property: 'old', items: [legacyDemand(legacy.instance)], isComplete: true };
  const answersNothing = !pin || legacy?.state === 'null' || handlesNoFraming(pin);
  return { ...base, property: answersNothing ? 'none' : 'unknown', items: [], isComplete: answersNothing };
}

const connectionSet = guidValue('KSPROPSETID_Connection');

/** True when the automation table of a pin is known to hold no property set that could answer for framing. */
function handlesNoFraming({ pin }: PinView): boolean {
  if (stateOf(pin, 'AutomationTable') === 'null') return true;
  const table = pointerIn(pin, 'AutomationTable', KSAUTOMATION_TABLE);
  const sets = table.state === 'present' ? elementsOf(table.instance, 'PropertySets') : undefined;
  return sets?.every((set) => {
    const known = set.state === 'present' && set.kind === 'instance' && isInstanceOf(set.instance, KSPROPERTY_SET) ? guidOf(set.instance, 'Set') : undefined;
    return known !== undefined && known !== connectionSet;
  }) === true;
}

/** The state of an item in which clients of a connection find it: that of the connected format, or the only one. */
function stateOfItem(view: ItemView, pin: PinView | undefined, format: ConnectedFormat): { readonly state: EffectiveItem; readonly isFormatKnown: boolean } {
  if (!pin) return { state: declaredItem(view), isFormatKnown: true };
  const states = effectiveItems(pin, view);
  const connected = format.range && states.find((state) => state.format === format.range);
  return { state: connected ?? states[0]!, isFormatKnown: connected !== undefined || states[0]!.format === undefined };
}

function itemDemand(view: ItemView, pin: PinView | undefined, format: ConnectedFormat): ItemDemand {
  const { state, isFormatKnown } = stateOfItem(view, pin, format);
  const size = (number: EffectiveNumber): Stated => {
    // A word stands for a size of the connected format.
    if (wordOf(number.from[0], number.from[1]) === undefined) return number;
    if (format.isSizeStated) return { value: format.frameBytes!.value, from: number.from };
    return isFormatKnown ? number : { value: undefined, from: number.from };
  };
  const isPhysicalUnused = pin?.dataFlow === 1 && isCodec(pin.filter);
  const physicalRange = rangeDemand(state.physicalRange, size, isPhysicalUnused);
  const framingRange = rangeDemand(state.framingRange, size, false);
  // A framing of the driver's own, or edits that cannot be read, may ask for other memory than the one declared.
  const isOwn = pin !== undefined && (!pin.editsKnown || pin.edits.some(usesOtherFraming));
  const memoryType = isOwn ? undefined : guidOf(view.item, 'MemoryType');
  const busType = isOwn ? undefined : guidOf(view.item, 'BusType');
  const { flags, alignmentOrPitch } = state;
  const isPitched = flags.value === undefined ? undefined : (flags.value & flag.twoDimensional) !== 0;
  return {
    where: view.item.node,
    memory: memoryType === undefined || busType === undefined ? undefined : { memoryType, busType }, memoryFrom: [view.item, 'MemoryType'],
    flags, frames: state.frames,
    alignment: isPitched === false && isMask(alignmentOrPitch.value) ? alignmentOrPitch : { value: undefined, from: alignmentOrPitch.from },
    pitch: isPitched === true ? alignmentOrPitch : undefined,
    physicalRange, framingRange, sizes: commonSizes(physicalRange, framingRange),
    isWish: flags.value === undefined ? undefined : (flags.value & flag.preferencesOnly) !== 0,
  };
}

const isMask = (mask: number | undefined): boolean => mask !== undefined && mask >= 0 && ((mask >>> 0) & ((mask + 1) >>> 0)) === 0;

function commonSizes(physical: RangeDemand, optimal: RangeDemand): SizeSet | undefined {
  const common = physical.sizes && optimal.sizes && intersect(physical.sizes, optimal.sizes);
  return common?.length === 0 ? undefined : common;
}

function rangeDemand(range: EffectiveRange, size: (number: EffectiveNumber) => Stated, isUnused: boolean): RangeDemand {
  const [min, max, stepping] = [size(range.min), size(range.max), size(range.stepping)];
  return { min, max, stepping, sizes: isUnused ? anySize : sizesOfRange(min.value, max.value, stepping.value) };
}

/** A maximum of 0 counts as not set. The step matters between different bounds only. */
function sizesOfRange(min: number | undefined, max: number | undefined, stepping: number | undefined): SizeSet | undefined {
  if (max === 0 && (min === 0 || min === undefined)) return anySize;
  if (min === undefined || max === undefined) return undefined;
  if (min !== max && stepping === undefined) return undefined;
  return sizesOf(min, max, stepping ?? 0);
}

const pools: readonly (readonly [name: string, memory: string])[] = [['NonPagedPool', 'KSMEMORY_TYPE_KERNEL_NONPAGED'], ['PagedPool', 'KSMEMORY_TYPE_KERNEL_PAGED'], ['NonPagedPoolNx', 'KSMEMORY_TYPE_KERNEL_NONPAGED']];
const poolMemory: ReadonlyMap<number, string> = new Map(pools.map(([name, memory]) => [constantValue(name), guidValue(memory)]));
const wildcard = guidValue('KSMEMORY_TYPE_WILDCARD');

/** The demands of the older structure: pool type and SYSTEM_MEMORY stand for a memory type; a size or frame count of 0 demands nothing. */
function legacyDemand(framing: Instance<typeof KSALLOCATOR_FRAMING>): ItemDemand {
  const stated = (field: 'RequirementsFlags' | 'PoolType' | 'Frames' | 'FrameSize' | 'FileAlignment' | 'FramePitch'): Stated => ({ value: numberOf(framing, field), from: [framing, field] });
  const flags = stated('RequirementsFlags');
  const pool = numberOf(framing, 'PoolType');
  const size = stated('FrameSize');
  const isPitched = flags.value === undefined ? undefined : (flags.value & flag.twoDimensional) !== 0;
  const memoryType = flags.value === undefined ? undefined : (flags.value & flag.systemMemory) === 0 ? undefined : pool === undefined ? undefined : poolMemory.get(pool);
  const step: Stated = { value: 1, from: size.from };
  const range: RangeDemand = size.value === undefined || size.value === 0
    ? { min: { value: size.value, from: size.from }, max: { value: size.value === 0 ? greatestSize : undefined, from: size.from }, stepping: step, sizes: size.value === 0 ? anySize : undefined }
    : { min: size, max: size, stepping: step, sizes: sizesOf(size.value, size.value, 1) };
  const alignment = stated('FileAlignment');
  return {
    where: framing.node, memory: memoryType === undefined ? undefined : { memoryType, busType: wildcard }, memoryFrom: [framing, 'PoolType'], flags, frames: stated('Frames'),
    alignment: isPitched === false && isMask(alignment.value) ? alignment : { value: undefined, from: alignment.from }, pitch: isPitched === true ? stated('FramePitch') : undefined,
    physicalRange: range, framingRange: range, sizes: range.sizes, isWish: flags.value === undefined ? undefined : (flags.value & flag.preferencesOnly) !== 0,
  };
}

/** Every frame size that a pin allows, whatever format is connected; nothing when some are unknown, or when it has no framing. */
export function allSizesOf(pin: PinView): SizeSet | undefined {
  const view = pin.framingView;
  if (!view || view.items.length === 0 || view.elementCount !== view.items.length) return undefined;
  const isPhysicalUnused = pin.dataFlow === 1 && isCodec(pin.filter);
  let sizes: SizeSet | undefined = [];
  for (const item of view.items) {
    for (const state of effectiveItems(pin, item)) {
      const own = commonSizes(rangeDemand(state.physicalRange, (number) => number, isPhysicalUnused), rangeDemand(state.framingRange, (number) => number, false));
      sizes = own && sizes && union(sizes, own);
    }
  }
  return sizes;
}
