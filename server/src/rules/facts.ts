import { type EffectiveItem, type FilterView, type Instance, type PinView, elementsOf, guidOf, instancesIn, numberOf, pointerIn, standardTransport, stateOf, textOf } from '../document/index';
import { type TextArguments, grouped, hex } from '../findings/index';
import { KSAUTOMATION_TABLE, KSPROPERTY_ITEM, KSPROPERTY_SET, guidNamed, guidsByValue } from '../ks/index';
import type { ReportOptions } from './rule';
import { dataFlow } from './vocabulary';

/** Names of a pin and its filter for a text with `{pin}` and `{filter}`: the label, or the index. */
export const pinNames = (pin: PinView): { readonly pin: string; readonly filter: string } => ({
  pin: textOf(pin.pin, 'Label') ?? String(pin.id),
  filter: textOf(pin.filter.filter, 'Label') ?? String(pin.filter.index),
});

/** Name of a data range for a text: its entry in the table, its label, or its structure. */
export const formatName = (range: Instance): string => range.entry ?? textOf(range, 'Label') ?? range.structure.name;

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

/** Name of a GUID for a text: that of the catalog, or the GUID itself. */
export function guidName(value: string, family: string): string {
  const named = guidsByValue(value);
  return (named.find((guid) => guid.families.includes(family)) ?? named[0])?.name ?? `{${value}}`;
}

/** A mask in decimal and hexadecimal, as arguments `{value}` and `{hex}`. */
export const decimalAndHex = (value: number): { readonly value: string; readonly hex: string } => ({ value: grouped(value), hex: hex(value >>> 0) });

const codecRoles = new Set(['Codec', 'Encoder', 'Decoder']);
const codecCategories = new Set(['KSCATEGORY_DATACOMPRESSOR', 'KSCATEGORY_DATADECOMPRESSOR'].map((name) => guidNamed(name)?.value));
const transformCategory = guidNamed('KSCATEGORY_DATATRANSFORM')?.value;

function categoriesOf({ filter }: FilterView): readonly (string | undefined)[] {
  return (elementsOf(filter, 'Categories') ?? []).map((element) => (element.state === 'present' && element.kind === 'guid' ? element.value : undefined));
}

/** True when the filter is known to be a codec, by its role or its categories. */
export const isCodec = (filter: FilterView): boolean =>
  filter.role !== undefined ? codecRoles.has(filter.role) : categoriesOf(filter).some((category) => category !== undefined && codecCategories.has(category));

/** True when the filter is known to be a codec or another transform, by its role or its categories. */
export const isTransform = (filter: FilterView): boolean =>
  filter.role !== undefined ? filter.role === 'Transform' || codecRoles.has(filter.role) : isCodec(filter) || categoriesOf(filter).some((category) => category !== undefined && category === transformCategory);

/** Whether a pin itself answers reads of a property; nothing when its automation table is not known completely. */
export function handlesProperty(pin: PinView, set: string, ids: readonly number[]): boolean | undefined {
  const table = pointerIn(pin.pin, 'AutomationTable', KSAUTOMATION_TABLE);
  if (table.state === 'null') return false;
  if (table.state === 'unknown') return undefined;
  const elements = elementsOf(table.instance, 'PropertySets');
  if (elements === undefined) return undefined;
  let known = true;
  for (const element of elements) {
    const properties = element.state === 'present' && element.kind === 'instance' && element.instance.structure.name === KSPROPERTY_SET.name ? element.instance : undefined;
    const guid = properties && guidOf(properties, 'Set');
    if (properties === undefined || guid === undefined) known = false;
    else if (guid === set) {
      const items = instancesIn(properties, 'PropertyItem', KSPROPERTY_ITEM);
      if (items.some((item) => ids.includes(numberOf(item, 'PropertyId') ?? -1) && stateOf(item, 'GetPropertyHandler') !== 'null')) return true;
      if (elementsOf(properties, 'PropertyItem')?.length !== items.length) known = false;
    }
  }
  return known ? false : undefined;
}
