import { KSPIN_DESCRIPTOR, type KSPIN_DESCRIPTOR_EX, type Structure } from '../../ks/index';
import { type Bound, type Instance, bound, elementsOf, instanceIn, textOf } from './bound';
import { absent } from './defaults';
import type { VariantView } from './views';

/** Forms of one object that are looked at; more stand in no driver. */
const mostVariants = 16;

/** One form of an object, and the variant that gives it; nothing when the object has a single form. */
export interface Form<S extends Structure> {
  readonly instance: Instance<S>;
  readonly variant: VariantView | undefined;
}

/** The forms of an object: those that `Variants` lists, or the object itself when it lists none. */
export function formsOf<S extends Structure>(instance: Instance<S>): readonly Form<S>[] {
  const variants: Instance[] = [];
  for (const element of elementsOf(instance, 'Variants') ?? []) if (element.state === 'present' && element.kind === 'instance' && variants.length < mostVariants) variants.push(element.instance);
  if (variants.length === 0) return [{ instance, variant: undefined }];
  return variants.map((variant, index) => ({ instance: overlaid(instance, variant), variant: { index, of: variants.length, node: variant.node, condition: textOf(variant, 'If') } }));
}

/** An object in one of its forms: what the variant states, and otherwise what the object does. */
function overlaid<S extends Structure>(base: Instance<S>, variant: Instance): Instance<S> {
  // Fields left out are holes, which map would pass over.
  const stated = Array.from(base.stated, (value, ordinal) => {
    const own = variant.stated[ordinal];
    return own === undefined || isSupplied(own) ? (value !== undefined && isSupplied(value) ? undefined : value) : merged(base, value, own);
  });
  return { ...base, stated, origin: base.origin ?? base };
}

/** A value that a default has supplied, and that is worked out again when it is asked for. */
const isSupplied = (value: Bound): boolean => value.state === 'absent' || value.defaulted === true;

/** An embedded structure is completed by the object's; anything else is replaced. A pointer to a structure is another structure. */
function merged(base: Instance, value: Bound | undefined, own: Bound): Bound {
  if (own.state !== 'present' || own.kind !== 'instance' || own.reference !== undefined || value?.state !== 'present' || value.kind !== 'instance') return own;
  const name = Object.keys(base.structure.fields)[base.stated.indexOf(value)];
  const type = name === undefined ? undefined : base.structure.fields[name]?.type;
  if (type?.kind !== 'structure' || value.instance.structure !== own.instance.structure) return own;
  return { ...own, instance: { ...overlaid(value.instance, own.instance), node: own.instance.node } };
}

/** Members that FilledLater may name. */
const fillable = ['Interfaces', 'Mediums', 'DataRanges', 'AllocatorFraming', 'Dispatch', 'Flags'] as const;

/** A pin without what `FilledLater` calls placeholders: those members count as not stated. */
export function withoutPlaceholders(pin: Instance<typeof KSPIN_DESCRIPTOR_EX>): Instance<typeof KSPIN_DESCRIPTOR_EX> {
  const later = new Set<string>();
  const add = (word: string): void => { later.add(word).add(`${word}Count`); };
  const elements = bound(pin, 'FilledLater').state === 'invalid' ? undefined : (elementsOf(pin, 'FilledLater') ?? []);
  for (const element of elements ?? []) if (element.state === 'present' && element.kind === 'word') add(element.word);
  // A list that cannot be read whole may name any of them.
  if (elements?.every(({ state }) => state === 'present') !== true) fillable.forEach(add);
  if (later.size === 0) return pin;
  const descriptor = instanceIn(pin, 'PinDescriptor', KSPIN_DESCRIPTOR);
  const without = (instance: Instance): (Bound | undefined)[] => Object.keys(instance.structure.fields).map((name, ordinal) => (later.has(name) ? absent : instance.stated[ordinal]));
  const stated = without(pin).map((value) => (value?.state === 'present' && value.kind === 'instance' && value.instance === descriptor ? { ...value, instance: { ...value.instance, stated: without(value.instance), origin: value.instance.origin ?? value.instance } } : value));
  return { ...pin, stated, origin: pin.origin ?? pin };
}
