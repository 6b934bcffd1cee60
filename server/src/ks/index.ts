/**
 * The catalog: every structure, constant, GUID, macro and callback of kernel streaming that the product knows, and the objects of its document format.
 * Data and look-ups, no logic. Names are those of the headers.
 */
import { callbacks } from './callbacks';
import { constantSets } from './constants/index';
import type { Source } from './evidence';
import * as formatStructures from './format/index';
import { guids } from './guids/index';
import { macros } from './macros';
import type { CallbackPrototype, Constant, ConstantSet, Macro, NamedGuid, Structure, Variant } from './structure';
import * as ksStructures from './structures/index';

export { callbacks } from './callbacks';
export { constantSets } from './constants/index';
export * from './evidence';
export * from './format/index';
export { commonFields } from './format/suppression';
export { guids } from './guids/index';
export { macros } from './macros';
export * from './structure';
export * from './structures/index';

const isVariant = (shape: Structure | Variant): shape is Variant => 'discriminator' in shape;
const shapes: readonly (Structure | Variant)[] = [...Object.values(formatStructures), ...Object.values(ksStructures)];

/** Every structure of C and of the document format. */
export const structures: readonly Structure[] = shapes.filter((shape): shape is Structure => !isVariant(shape));

/** Every variant: one of several structures, told apart by a property. */
export const variants: readonly Variant[] = shapes.filter(isVariant);

const byName = <T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> => new Map(items.map((item) => [item.name, item]));

const structuresByName = byName(structures);
const variantsByName = byName(variants);
const setsByName = byName(constantSets);
const guidsByName = byName(guids);
const callbacksByName = byName(callbacks);
const macrosByName = byName(macros);

const constantsByName = new Map<string, { readonly constant: Constant; readonly set: ConstantSet }>();
for (const set of constantSets) {
  for (const constant of set.constants) {
    // A collecting set repeats the constants of the sets before it: the specific set stands.
    if (!constantsByName.has(constant.name)) constantsByName.set(constant.name, { constant, set });
  }
}

const guidsWithValue = new Map<string, NamedGuid[]>();
for (const guid of guids) {
  const same = guidsWithValue.get(guid.value);
  if (same) same.push(guid);
  else guidsWithValue.set(guid.value, [guid]);
}

/** A structure by its name, of C or of the document format. */
export const structureNamed = (name: string): Structure | undefined => structuresByName.get(name);

/** A variant by its name. */
export const variantNamed = (name: string): Variant | undefined => variantsByName.get(name);

/** A structure or variant by its name: what a field of kind `structure`, `pointer` or `table` refers to. */
export const shapeNamed = (name: string): Structure | Variant | undefined => structuresByName.get(name) ?? variantsByName.get(name);

/** A set of constants by its name, such as `KSPIN_FLAG`. */
export const constantSetNamed = (name: string): ConstantSet | undefined => setsByName.get(name);

/** A constant by its name, with the most specific set it belongs to. */
export const constantNamed = (name: string): { readonly constant: Constant; readonly set: ConstantSet } | undefined => constantsByName.get(name);

/** The first name that a value has in a set of constants, such as `KSPIN_COMMUNICATION_SINK` for 1 in `KSPIN_COMMUNICATION`. */
export const constantName = (setName: string, value: number): string | undefined => setsByName.get(setName)?.constants.find((constant) => constant.value === value)?.name;

/** A GUID by its name. */
export const guidNamed = (name: string): NamedGuid | undefined => guidsByName.get(name);

/** Value of a constant that code of ours relies on. A name that the catalog lacks is a mistake of ours and ends the load. */
export function constantValue(name: string): number {
  const found = constantNamed(name);
  if (!found) throw new Error(`The catalog has no constant ${name}.`);
  return found.constant.value;
}

/** Value of a GUID that code of ours relies on, in lower case without braces; otherwise as {@link constantValue}. */
export function guidValue(name: string): string {
  const found = guidNamed(name);
  if (!found) throw new Error(`The catalog has no GUID ${name}.`);
  return found.value;
}

/** The names of a GUID, given as 8-4-4-4-12 hexadecimal digits in either case, with or without braces. */
export const guidsByValue = (value: string): readonly NamedGuid[] => guidsWithValue.get(value.replace(/^\{|\}$/g, '').toLowerCase()) ?? [];

/** The GUIDs that belong to a family, such as `memoryType`. */
export const guidsOfFamily = (family: string): readonly NamedGuid[] => guids.filter((guid) => guid.families.includes(family));

/** A callback prototype by its name, such as `PFNKSPINIRP`. */
export const callbackNamed = (name: string): CallbackPrototype | undefined => callbacksByName.get(name);

/** A macro by its name. */
export const macroNamed = (name: string): Macro | undefined => macrosByName.get(name);

/** Size in bytes of the fixed part of a structure on `x86`, `x64` or `ARM64` (laid out as x64); undefined for objects of the document format. */
export const sizeOf = (structureName: string, architecture: string): number | undefined => {
  const size = structuresByName.get(structureName)?.size;
  return architecture === 'x86' ? size?.x86.size : size?.x64.size;
};

/** The names of a structure's fields, in declaration order. */
export const fieldNames = <S extends Structure>(structure: S): readonly (keyof S['fields'] & string)[] => Object.keys(structure.fields);

/** Where a field is described: its own source, else that of its structure; a property of the document format has only its own. */
export const sourceOf = (structure: Structure, fieldName: string): Source | undefined => {
  const field = structure.fields[fieldName];
  return field?.source ?? (field?.format === true ? undefined : structure.source);
};

/** What a GUID is called: by its name in the family, else by any of its names, else by its value in braces. */
export function guidLabel(value: string, family: string): string {
  const named = guidsByValue(value);
  return (named.find(({ families }) => families.includes(family)) ?? named[0])?.name ?? `{${value}}`;
}

/** Names of the constants of a set that share a bit with a mask, as a list. */
export const flagNames = (set: string, mask: number): string => constantSetNamed(set)?.constants.filter(({ value }) => (value & mask) !== 0).map(({ name }) => name).join(', ') ?? '';
