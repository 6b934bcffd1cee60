import { type EffectiveItem, type FieldName, type FilterView, type Instance, type Model, type PinView, bound, elementsOf, guidOf, instanceIn, instancesIn, isInstanceOf, numberOf, pointerIn, standardTransport, stateOf, textOf } from '../document/index';
import { type TextArguments, grouped, hex } from '../findings/index';
import { Device, DeviceDma, KSAUTOMATION_TABLE, KSDATAFORMAT, KSDATARANGE, KSPROPERTY_ITEM, KSPROPERTY_SET, guidNamed, type Structure } from '../ks/index';
import type { ReportOptions } from './rule';
import { dataFlow } from './vocabulary';

/** Names of a pin and its filter for a text with `{pin}` and `{filter}`: the label, or the index. */
export const pinNames = (pin: PinView): { readonly pin: string; readonly filter: string } => ({
  pin: textOf(pin.pin, 'Label') ?? String(pin.id),
  filter: textOf(pin.filter.filter, 'Label') ?? String(pin.filter.index),
});

/** Name of a data range for a text: its entry in the table, its label, or its structure. */
export const formatName = (range: Instance): string => range.entry ?? textOf(range, 'Label') ?? range.structure.name;

/**
 * True when a field is written and cannot be read. Rules that read a field to stay silent ask this, too: what the author meant is not known until the
 * value is mended.
 */
export const isBroken = <S extends Structure>(instance: Instance<S>, field: FieldName<S>): boolean => bound(instance, field).state === 'invalid';

/** True when what a pin is connected over, or whether it is connected at all, is written and cannot be read. */
export const isConnectionBroken = ({ pin, descriptor }: PinView): boolean =>
  isBroken(pin, 'PinDescriptor') || (descriptor !== undefined && (isBroken(descriptor, 'Communication') || isBroken(descriptor, 'Mediums')
    || elementsOf(descriptor, 'Mediums')?.some((medium) => medium.state !== 'present' || (medium.kind === 'instance' && isBroken(medium.instance, 'Set'))) === true));

/** The KSDATAFORMAT that a data range begins with; a plain KSDATARANGE is one itself, with the same members. */
export function formatHeader(range: Instance): Instance<typeof KSDATAFORMAT> | undefined {
  if (isInstanceOf(range, KSDATARANGE)) return range as Instance as Instance<typeof KSDATAFORMAT>;
  // Every other structure begins with one and calls it DataRange.
  return instanceIn(range, 'DataRange', KSDATAFORMAT);
}

/** Related places that name pins, at most eight of them: the first ones are enough to understand. */
export function relatedPins(pins: readonly PinView[], text: string, values: TextArguments = {}): NonNullable<ReportOptions['related']> {
  return pins.slice(0, 8).map((pin) => ({ where: [pin.pin, 'AllocatorFraming'] as const, text, arguments: { ...pinNames(pin), ...values } }));
}

/** Pins of a state that have a connection at all: on the others framing is idle, which other rules say. */
export const connectable = (state: EffectiveItem): readonly PinView[] => state.pins.filter((pin) => standardTransport(pin) !== 'no');

/** Pins for which the default allocator is the only one in the kernel: they are known to have no dispatch table for an allocator. */
export const withoutAllocator = (state: EffectiveItem): readonly PinView[] => connectable(state).filter((pin) => pin.allocator.state === 'null');

/** True when every pin of a state is known to be an input pin, and there is one. */
export const onlyInputPins = (state: EffectiveItem): boolean => state.pins.length > 0 && state.pins.every((pin) => pin.dataFlow === dataFlow.in);

/** A mask in decimal and hexadecimal, as arguments `{value}` and `{hex}`. */
export const decimalAndHex = (value: number): { readonly value: string; readonly hex: string } => ({ value: grouped(value), hex: hex(value >>> 0) });

/**
 * Where a filter processes data: in its own Process callback (filter-centric), or in those of its pins (pin-centric), which it does when its own
 * is null. Nothing when the document doesn't say.
 */
export function processingOf({ dispatch }: FilterView): 'filter-centric' | 'pin-centric' | undefined {
  const state = dispatch.state === 'present' ? stateOf(dispatch.instance, 'Process') : dispatch.state;
  return state === 'present' ? 'filter-centric' : state === 'null' ? 'pin-centric' : undefined;
}

/** State of the Process callback of a pin; null as well when Dispatch itself is null. */
export const pinProcess = ({ dispatch }: PinView): 'present' | 'null' | 'unknown' => (dispatch.state === 'present' ? stateOf(dispatch.instance, 'Process') : dispatch.state);

/** What the document says of the device's DMA, or nothing. */
export function deviceDma({ document }: Model): Instance<typeof DeviceDma> | undefined {
  const device = document && instanceIn(document, 'Device', Device);
  return device && instanceIn(device, 'Dma', DeviceDma);
}

const codecRoles = new Set(['Codec', 'Encoder', 'Decoder']);
const codecCategories = new Set(['KSCATEGORY_DATACOMPRESSOR', 'KSCATEGORY_DATADECOMPRESSOR'].map((name) => guidNamed(name)?.value));
const transformCategory = guidNamed('KSCATEGORY_DATATRANSFORM')?.value;

/** What a filter is known to be, by its role, or else by its categories. */
interface Kind { readonly codec: boolean; readonly transform: boolean }

const kinds = new WeakMap<FilterView, Kind>();

function kindOf(filter: FilterView): Kind {
  let found = kinds.get(filter);
  if (!found) {
    const { role } = filter;
    const categories = role === undefined ? (elementsOf(filter.filter, 'Categories') ?? []).map((element) => (element.state === 'present' && element.kind === 'guid' ? element.value : '')) : [];
    const codec = role === undefined ? categories.some((category) => codecCategories.has(category)) : codecRoles.has(role);
    found = { codec, transform: codec || role === 'Transform' || categories.some((category) => category === transformCategory) };
    kinds.set(filter, found);
  }
  return found;
}

/** True when the filter is known to be a codec. */
export const isCodec = (filter: FilterView): boolean => kindOf(filter).codec;

/** True when the filter is known to be a codec or another transform. */
export const isTransform = (filter: FilterView): boolean => kindOf(filter).transform;

const answers = new WeakMap<Instance, Map<string, boolean | undefined>>();

/** Whether a pin (or filter) itself answers reads of a property; nothing when its automation table is not known completely. */
export function handlesProperty(owner: PinView | FilterView, set: string, ids: readonly number[]): boolean | undefined {
  const table = 'pin' in owner ? pointerIn(owner.pin, 'AutomationTable', KSAUTOMATION_TABLE) : pointerIn(owner.filter, 'AutomationTable', KSAUTOMATION_TABLE);
  if (table.state === 'null') return false;
  if (table.state === 'unknown') return undefined;
  // Pins share tables, so each is searched once.
  let known = answers.get(table.instance);
  if (!known) answers.set(table.instance, (known = new Map<string, boolean | undefined>()));
  const key = `${set} ${ids.join()}`;
  if (!known.has(key)) known.set(key, findHandler(table.instance, set, ids));
  return known.get(key);
}

function findHandler(table: Instance<typeof KSAUTOMATION_TABLE>, set: string, ids: readonly number[]): boolean | undefined {
  const elements = elementsOf(table, 'PropertySets');
  if (elements === undefined) return undefined;
  let known = true;
  for (const element of elements) {
    const properties = element.state === 'present' && element.kind === 'instance' && isInstanceOf(element.instance, KSPROPERTY_SET) ? element.instance : undefined;
    const guid = properties && guidOf(properties, 'Set');
    if (properties === undefined || guid === undefined) known = false;
    else if (guid === set) {
      const items = instancesIn(properties, 'PropertyItem', KSPROPERTY_ITEM);
      if (items.some((item) => ids.includes(numberOf(item, 'PropertyId') ?? -1) && stateOf(item, 'GetPropertyHandler') !== 'null')) return true;
      // A property without a known id may be the one.
      if (elementsOf(properties, 'PropertyItem')?.length !== items.length || items.some((item) => numberOf(item, 'PropertyId') === undefined)) known = false;
    }
  }
  return known ? false : undefined;
}
