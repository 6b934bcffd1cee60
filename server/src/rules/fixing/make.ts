import { type FlagChange, type Model, type NodeId, type TextEdit, changeFlags, expressionEnvironment, hasComment, insertMembers, namesOf, rawText, removeValue } from '../../document/index';
import { type Constant, constantSetNamed } from '../../ks/index';
import { type Broken, type FixDescription, type FixOptions, type Remedy, described } from './fix';
import { type Slot, asWrittenElsewhere, constantSetOf, expressionAt, inNotation, numberAt, slotAt } from './places';

/** A value to write: a number in the notation that stands there, or JSON. */
export type Written = number | { readonly json: string };
/** JSON of a string, for {@link setTo}. */
export const text = (value: string): Written => ({ json: JSON.stringify(value) });
/** Null, for {@link setTo}. */
export const nothing: Written = { json: 'null' };

/** Edits in the order of the text; nothing where one is missing or two overlap. */
export function together(...parts: readonly (readonly TextEdit[] | undefined)[]): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const part of parts) {
    if (!part) return undefined;
    edits.push(...part);
  }
  edits.sort((one, other) => one.start - other.start || one.end - other.end);
  return edits.some((edit, index) => index > 0 && edit.start < edits[index - 1]!.end) ? undefined : edits;
}

/** Edits that write a value to a field, or add the field; nothing where comments would be lost. */
export function writeTo(model: Model, slot: Slot | undefined, written: Written): readonly TextEdit[] | undefined {
  if (!slot) return undefined;
  const { tree } = model;
  const json = typeof written === 'number' ? inNotation(model, slot, written) : written.json;
  if (slot.value === -1) return insertMembers(tree, slot.object, [{ name: slot.field, value: json }]);
  const start = tree.start[slot.value]!;
  const end = tree.end[slot.value]!;
  return hasComment(tree, start, end) ? undefined : [{ start, end, text: json }];
}

/** What is said of a remedy that puts something else in place of an expression: it is the author's to decide. */
export const lost = (expression: string): Pick<Remedy, 'isSafe' | 'isPreferred' | 'notes'> => ({ isSafe: false, isPreferred: false, notes: [{ note: 'insteadOf', arguments: { expression } }] });

/** How a value is told in a title. */
const shown = (written: Written): string => (typeof written === 'number' ? String(written) : written.json.replace(/^"|"$/g, '').replace(/\\"/g, '"'));

/** Says in the title of a fix that it is done elsewhere: of what, in words of the document. */
export const elsewhere = (title: 'setOther' | 'clearOther', fix: FixDescription, other: (broken: Broken) => string): FixDescription => ({
  ...fix, title,
  apply: (broken) => {
    const remedy = fix.apply(broken);
    return remedy && { ...remedy, arguments: { ...remedy.arguments, other: other(broken) } };
  },
});

const place = ({ at }: FixOptions, broken: Broken): NodeId => (at ? at(broken) : broken.node);

/** Writes a value to a field. */
export function setTo(field: string, value: Written | ((broken: Broken, slot: Slot) => Written | undefined), options: FixOptions = {}): FixDescription {
  const named = typeof value === 'function' ? field : `${field} ${shown(value)}`;
  return {
    ...described('set', `set ${named}`, options),
    apply: (broken) => {
      const slot = slotAt(broken.model, place(options, broken), field);
      const asked = slot && (typeof value === 'function' ? value(broken, slot) : value);
      const replaced = slot && expressionAt(broken.model, slot);
      const kept = replaced === undefined || typeof asked !== 'number' ? undefined : asWrittenElsewhere(broken, replaced, asked);
      const written = kept === undefined ? asked : { json: kept };
      // What fits into no ULONG is no remedy.
      const edits = written === undefined || (typeof written === 'number' && written > 0xffffffff) ? undefined : writeTo(broken.model, slot, written);
      // What stands there already is no remedy.
      if (!edits || written === undefined || edits.every(({ start, end, text: added }) => broken.model.tree.text.slice(start, end) === added)) return undefined;
      const named = { field, value: shown(typeof written === 'number' ? { json: inNotation(broken.model, slot!, written) } : written) };
      // An expression says where its number comes from, which would be lost.
      return { edits, arguments: named, ...(replaced === undefined || kept !== undefined ? {} : lost(replaced)) };
    },
  };
}

/** Leaves a field out. */
export function leaveOut(field: string | ((broken: Broken) => string), options: FixOptions = {}): FixDescription {
  return {
    ...described('leaveOut', 'leave out', options),
    apply: (broken) => {
      const name = typeof field === 'string' ? field : field(broken);
      const slot = slotAt(broken.model, place(options, broken), name);
      const edits = slot && slot.value !== -1 ? removeValue(broken.model.tree, slot.value) : undefined;
      return edits && { edits, arguments: { field: name } };
    },
  };
}

/** Changes flags of a field as they are written. */
export function flagEdits(model: Model, slot: Slot | undefined, change: FlagChange): readonly TextEdit[] | undefined {
  const set = slot && constantSetOf(slot);
  if (!slot || set === undefined) return undefined;
  if (slot.value === -1) {
    const constants = constantSetNamed(set)!;
    const bits = ((numberAt(model, slot) ?? 0) & ~(change.clear ?? 0)) | (change.set ?? 0);
    return insertMembers(model.tree, slot.object, [{ name: slot.field, value: `[${namesOf(constants, bits).map((name) => JSON.stringify(name)).join(', ')}]` }]);
  }
  return changeFlags(model.tree, slot.value, set, change, expressionEnvironment(model));
}

/** The names of bits in the set of a field's constants, for a title: as the document has them, where two names mean one bit. */
export function bitNames({ tree }: Model, slot: Slot, bits: number): string {
  const set = constantSetNamed(constantSetOf(slot) ?? '');
  if (!set) return `0x${bits.toString(16)}`;
  const written = slot.value === -1 ? '' : rawText(tree, slot.value);
  const isWritten = ({ name }: Constant): boolean => written.includes(name);
  // A name that stands for just these bits says more than their own.
  const same = set.constants.filter(({ value }) => value >>> 0 === bits >>> 0 && value !== 0);
  const whole = same.find(isWritten) ?? same[0];
  return whole ? whole.name : namesOf({ ...set, constants: [...set.constants.filter(isWritten), ...set.constants.filter((each) => !isWritten(each))] }, bits).join(', ');
}

type Bits = number | ((broken: Broken) => number | undefined);
const bitsOf = (bits: Bits, broken: Broken): number | undefined => (typeof bits === 'function' ? bits(broken) : bits);

interface FlagOptions extends FixOptions { readonly field?: string }

/** Takes bits out of flags. */
export function clear(bits: Bits, options: FlagOptions = {}): FixDescription {
  const field = options.field ?? 'Flags';
  return {
    ...described('clear', typeof bits === 'number' ? `clear 0x${bits.toString(16).toUpperCase()}` : 'clear', options),
    apply: (broken) => {
      const slot = slotAt(broken.model, place(options, broken), field);
      const mask = bitsOf(bits, broken);
      if (!slot || mask === undefined || mask === 0) return undefined;
      const edits = flagEdits(broken.model, slot, { clear: mask });
      // Of a mask, only what is there is taken away.
      const present = numberAt(broken.model, slot);
      const taken = present === undefined ? mask : (present & mask) >>> 0;
      return edits && edits.length > 0 && taken !== 0 ? { edits, arguments: { names: bitNames(broken.model, slot, taken) } } : undefined;
    },
  };
}

/** Adds bits to flags. */
export function add(bits: Bits, options: FlagOptions = {}): FixDescription {
  const field = options.field ?? 'Flags';
  return {
    ...described('add', typeof bits === 'number' ? `add 0x${bits.toString(16).toUpperCase()}` : 'add', options),
    apply: (broken) => {
      const slot = slotAt(broken.model, place(options, broken), field);
      const mask = bitsOf(bits, broken);
      if (!slot || mask === undefined || mask === 0) return undefined;
      const edits = flagEdits(broken.model, slot, { set: mask });
      return edits && edits.length > 0 ? { edits, arguments: { names: bitNames(broken.model, slot, mask) } } : undefined;
    },
  };
}

/** Interchanges the values of two fields of one object. */
export function swap(first: string, second: string, options: FixOptions = {}): FixDescription {
  return {
    ...described('swap', 'swap', options),
    apply: (broken) => {
      const { model } = broken;
      const node = place(options, broken);
      const one = slotAt(model, node, first) ?? slotAt(model, node, second);
      const slots = one ? [slotAt(model, one.object, first), slotAt(model, one.object, second)] : [];
      const [left, right] = slots;
      if (!left || !right || left.value === -1 || right.value === -1) return undefined;
      const edits = together(writeTo(model, left, { json: rawText(model.tree, right.value) }), writeTo(model, right, { json: rawText(model.tree, left.value) }));
      return edits && { edits, arguments: { first, second } };
    },
  };
}

/** Takes an element out of the list that it stands in. */
export function takeOut(options: FixOptions, element: (broken: Broken) => NodeId, values: (broken: Broken) => Readonly<Record<string, string | number>>, title: 'removeElement' | 'removeItem' = 'removeElement'): FixDescription {
  return {
    ...described(title, 'remove', options),
    apply: (broken) => {
      const node = element(broken);
      const edits = node < 0 ? undefined : removeValue(broken.model.tree, node);
      return edits && { edits, arguments: values(broken) };
    },
  };
}
