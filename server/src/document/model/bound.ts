import type { Field, Structure } from '../../ks/index';
import type { NodeId } from '../tree/index';
import { absent, defaultBound } from './defaults';

/** Where a bound value stands. For a value that a default supplies, `node` is the owning object and `property` is -1. */
interface Placed {
  readonly node: NodeId;
  /** The Property node, or -1 (array element, root, default). */
  readonly property: NodeId;
  /** The document does not say so; a default of the format or of a header macro does. */
  readonly defaulted?: true;
}

/** A distribution of durations, in whole ns, or of counts. */
export type DurationDistribution =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'triangular'; readonly minimum: number; readonly mode: number; readonly maximum: number }
  | { readonly kind: 'table'; readonly values: readonly number[]; readonly weights: readonly number[] };

/** Values that are there, by kind. Integers are exact: above 2^53 `exact` holds what `value` can't. */
export type PresentValue =
  | { readonly kind: 'integer'; readonly value: number; readonly exact?: bigint }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'guid'; readonly value: string; readonly name?: string }
  | { readonly kind: 'instance'; readonly instance: Instance; readonly reference?: string }
  /** `reference` names the entry of a top-level table where the array stands. */
  | { readonly kind: 'array'; readonly elements: readonly Bound[]; readonly reference?: string }
  | { readonly kind: 'table'; readonly entries: ReadonlyMap<string, Bound> }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'duration'; readonly nanoseconds: number }
  | { readonly kind: 'distribution'; readonly distribution: DurationDistribution }
  | { readonly kind: 'any' };

/**
 * One field of the document in its three states and a fourth: `absent` is unknown (no rule fires on it), `null` is the
 * null pointer, `present` has a value, and `invalid` is written but broken, which has been reported already, so it counts
 * as unknown too.
 */
export type Bound = { readonly state: 'absent' } | (Placed & { readonly state: 'null' | 'invalid' }) | (Placed & { readonly state: 'present' } & PresentValue);

/** A value that is present. */
export type Present<K extends PresentValue['kind'] = PresentValue['kind']> = Placed & { readonly state: 'present' } & Extract<PresentValue, { readonly kind: K }>;

/** A structure as the document states it. */
export interface Instance<S extends Structure = Structure> {
  readonly structure: S;
  /** The object in the tree; for a structure that a default supplies, the owning object. */
  readonly node: NodeId;
  /** What the document states, by field ordinal; a gap is a field left out. Ask {@link bound}, which knows the defaults. */
  readonly stated: (Bound | undefined)[];
  /** Name of the entry, when it stands in a top-level table. */
  readonly entry: string | undefined;
  /** Values that the owner's macro fills in where this structure leaves a field out. */
  readonly inherited: Readonly<Record<string, string | number>> | undefined;
  /** The whole structure is supplied by a default. */
  readonly defaulted: boolean;
  /** The structure as the document has it, when this is one of its forms under a condition. */
  readonly origin?: Instance;
}

/** A pointer-like field: present, null, or unknown (not stated, or stated wrongly). */
export type Pointer<S extends Structure = Structure> =
  | { readonly state: 'unknown' }
  | { readonly state: 'null'; readonly node: NodeId }
  | { readonly state: 'present'; readonly node: NodeId; readonly instance: Instance<S> };

/** Names of a structure's fields. */
export type FieldName<S extends Structure> = keyof S['fields'] & string;

/** A structure's fields by position, worked out once. */
export interface FieldTable {
  readonly names: readonly string[];
  readonly fields: readonly Field[];
  readonly ordinals: ReadonlyMap<string, number>;
  /** Ordinal of the other member of the union, or -1. */
  readonly unions: readonly number[];
}

const tables = new WeakMap<Structure, FieldTable>();

/** The fields of a structure by position: the order of {@link Instance.stated}. */
export function fieldTable(structure: Structure): FieldTable {
  let found = tables.get(structure);
  if (!found) {
    const names = Object.keys(structure.fields);
    const fields = Object.values(structure.fields);
    found = { names, fields, ordinals: new Map(names.map((name, index) => [name, index])), unions: fields.map(({ union }) => (union === undefined ? -1 : names.indexOf(union))) };
    tables.set(structure, found);
  }
  return found;
}

/** The bound value of a field: what the document states, else its default, else absent. */
export function bound<S extends Structure>(instance: Instance<S>, field: FieldName<S>): Bound {
  const table = fieldTable(instance.structure);
  const ordinal = table.ordinals.get(field);
  return ordinal === undefined ? absent : boundAt(instance, table, ordinal);
}

/** The bound values of all fields in declaration order. */
export function boundValues(instance: Instance): readonly Bound[] {
  const table = fieldTable(instance.structure);
  return table.names.map((_, ordinal) => boundAt(instance, table, ordinal));
}

function boundAt(instance: Instance, table: FieldTable, ordinal: number): Bound {
  const stated = instance.stated[ordinal];
  if (stated !== undefined) return stated;
  // The other member of a union is stated: this one's default does not hold.
  const twin = table.unions[ordinal]!;
  const value = twin !== -1 && instance.stated[twin] !== undefined && !('defaulted' in instance.stated[twin]) ? absent : defaultBound(table.fields[ordinal]!, instance.node, instance.inherited?.[table.names[ordinal]!]);
  instance.stated[ordinal] = value;
  return value;
}

/** True when the instance is of that structure. */
export function isInstanceOf<S extends Structure>(instance: Instance, structure: S): instance is Instance<S> & Instance {
  return instance.structure.name === structure.name;
}

/** Value of an integer, flags or enumeration field, whether stated or by default; nothing when unknown. */
export function numberOf<S extends Structure>(instance: Instance<S>, field: FieldName<S>): number | undefined {
  const value = bound(instance, field);
  return value.state === 'present' && value.kind === 'integer' ? value.value : undefined;
}

/** GUID of a field in lower case, or nothing when unknown or null. */
export function guidOf<S extends Structure>(instance: Instance<S>, field: FieldName<S>): string | undefined {
  const value = bound(instance, field);
  return value.state === 'present' && value.kind === 'guid' ? value.value : undefined;
}

/** Word of a field, or nothing when unknown or not a word. */
export function wordOf<S extends Structure>(instance: Instance<S>, field: FieldName<S>): string | undefined {
  const value = bound(instance, field);
  return value.state === 'present' && value.kind === 'word' ? value.word : undefined;
}

/** Text of a text or callback field, or nothing when unknown or null. */
export function textOf<S extends Structure>(instance: Instance<S>, field: FieldName<S>): string | undefined {
  const value = bound(instance, field);
  return value.state === 'present' && value.kind === 'text' ? value.text : undefined;
}

/** Truth of a boolean field, or nothing when unknown. */
export function booleanOf<S extends Structure>(instance: Instance<S>, field: FieldName<S>): boolean | undefined {
  const value = bound(instance, field);
  return value.state === 'present' && value.kind === 'boolean' ? value.value : undefined;
}

/** Duration of a field in ns, or nothing when unknown. */
export function durationOf<S extends Structure>(instance: Instance<S>, field: FieldName<S>): number | undefined {
  const value = bound(instance, field);
  return value.state === 'present' && value.kind === 'duration' ? value.nanoseconds : undefined;
}

/** Elements of an array field, or nothing when the array itself is unknown; a null array has none. */
export function elementsOf<S extends Structure>(instance: Instance<S>, field: FieldName<S>): readonly Bound[] | undefined {
  const value = bound(instance, field);
  if (value.state === 'null') return [];
  return value.state === 'present' && value.kind === 'array' ? value.elements : undefined;
}

/** The structure in an embedded or pointer field, of the structure that the caller names. */
export function instanceIn<S extends Structure, T extends Structure>(instance: Instance<S>, field: FieldName<S>, structure: T): Instance<T> | undefined {
  const value = bound(instance, field);
  return value.state === 'present' && value.kind === 'instance' && isInstanceOf(value.instance, structure) ? value.instance : undefined;
}

/** The structures in an array field; elements that are broken are left out. */
export function instancesIn<S extends Structure, T extends Structure>(instance: Instance<S>, field: FieldName<S>, structure: T): readonly Instance<T>[] {
  const found: Instance<T>[] = [];
  for (const element of elementsOf(instance, field) ?? []) {
    if (element.state === 'present' && element.kind === 'instance' && isInstanceOf(element.instance, structure)) found.push(element.instance);
  }
  return found;
}

/** A pointer field in its three states. */
export function pointerIn<S extends Structure, T extends Structure>(instance: Instance<S>, field: FieldName<S>, structure: T): Pointer<T> {
  const value = bound(instance, field);
  if (value.state === 'null') return { state: 'null', node: value.node };
  if (value.state === 'present' && value.kind === 'instance' && isInstanceOf(value.instance, structure)) return { state: 'present', node: value.node, instance: value.instance };
  return { state: 'unknown' };
}

/** State of a pointer-like field (callback, GUID pointer, any): present, null or unknown. */
export function stateOf<S extends Structure>(instance: Instance<S>, field: FieldName<S>): 'present' | 'null' | 'unknown' {
  const value = bound(instance, field);
  return value.state === 'present' || value.state === 'null' ? value.state : 'unknown';
}

/** True when the document itself states the field with a usable value (not by default). */
export function isStated<S extends Structure>(instance: Instance<S>, field: FieldName<S>): boolean {
  const value = bound(instance, field);
  return (value.state === 'present' || value.state === 'null') && value.defaulted === undefined;
}

/** Node to point at for a field: its value, or the object itself when the field is absent or by default. */
export function nodeOf<S extends Structure>(instance: Instance<S>, field: FieldName<S>): NodeId {
  const value = bound(instance, field);
  return value.state === 'absent' ? instance.node : value.node;
}
