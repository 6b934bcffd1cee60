import { type Bound, type FieldName, type Instance, type Model, type NodeId, type PinView, bound, boundValues, isStated, nodeOf, pinReference, pointerOf } from '../../document/index';
import { type Structure, KSALLOCATOR_FRAMING_EX } from '../../ks/index';
import type { Assumption, TextArguments } from '../result';
import type { Distribution, PinState } from '../scenario';
import { impossible } from './problem';

/** Collects values of a scenario together with the pointers they came from. */
export interface Reader {
  readonly model: Model;
  readonly paths: Record<string, string>;
  /** Values that a preset filled in: dotted path and name of the preset. */
  readonly presets: Record<string, string>;
  readonly assumptions: Assumption[];
}

/** The RFC 6901 pointer of a node. */
export const pointer = (reader: Reader, node: NodeId): string => pointerOf(reader.model.tree, node);

/** Notes where a stated value stands; a default has no place. */
export function noted<S extends Structure, T>(reader: Reader, key: string, instance: Instance<S>, field: FieldName<S>, value: T): T {
  if (value !== undefined && isStated(instance, field)) reader.paths[key] = pointer(reader, nodeOf(instance, field));
  return value;
}

/** An object with one property, or with none when the value is unknown. */
export const optional = <K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } => (value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: T }));

/** Records a choice that the document leaves open. */
export function assume(reader: Reader, key: string, value: string, node: NodeId, pin: PinView, values: TextArguments = {}): void {
  reader.assumptions.push({ key, pin: pinReference(pin), arguments: values, basis: 'assumed', value, source: '', decided: false, path: pointer(reader, node) });
}

/** Fields of a part of a scenario, and what the document calls them. */
export type FieldNames<Part, S extends Structure> = { readonly [Key in keyof Part & string]?: FieldName<S> };

/** What one part of a scenario is read from: objects of the document, the first of which that states a field decides, and what a preset says of it. */
export interface PartSource<S extends Structure, Part> {
  readonly stated: readonly Instance<S>[];
  readonly preset: { readonly name: string; readonly node: NodeId; readonly values: Partial<Part> } | undefined;
}

/** Reads a part of a scenario field by field: as the document states it, else as the preset has it; what neither says is left out. `at` is its dotted path. */
export function readPart<Part extends object, S extends Structure>(reader: Reader, at: string, { stated, preset }: PartSource<S, Part>, names: FieldNames<Part, S>): Partial<Part> {
  const part: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(names) as [keyof Part & string, FieldName<S>][]) {
    const instance = stated.find((each) => isStated(each, field));
    const value = instance && valueOf(bound(instance, field));
    if (value !== undefined) {
      part[key] = value;
      reader.paths[`${at}.${key}`] = pointer(reader, nodeOf(instance!, field));
      continue;
    }
  }
  for (const [key, value] of Object.entries(preset?.values ?? {})) {
    if (key in part || value === undefined) continue;
    part[key] = value;
    noteOfPreset(reader, `${at}.${key}`, preset!);
  }
  return part as Partial<Part>;
}

/** Notes that a preset filled in a value. */
export function noteOfPreset(reader: Reader, key: string, { name, node }: { readonly name: string; readonly node: NodeId }): void {
  reader.presets[key] = name;
  reader.paths[key] = pointer(reader, node);
}

/** The word of a scenario for a word of the document: `CloneAndAdvance` is `cloneAndAdvance`. */
export const scenarioWord = (word: string): string => `${word.charAt(0).toLowerCase()}${word.slice(1)}`;

/** A value as a scenario has it: durations in ns, words beginning with a small letter; nothing for what a scenario has no value for. */
function valueOf(value: Bound): number | boolean | string | Distribution | readonly number[] | undefined {
  if (value.state !== 'present') return undefined;
  switch (value.kind) {
    case 'integer':
    case 'boolean':
      return value.value;
    case 'duration':
      return value.nanoseconds;
    case 'distribution':
      return value.distribution;
    case 'word':
      return scenarioWord(value.word);
    case 'array':
      return value.elements.flatMap((element) => (element.state !== 'present' ? [] : element.kind === 'integer' ? [element.value] : element.kind === 'duration' ? [element.nanoseconds] : []));
    default:
      return undefined;
  }
}

const states: readonly PinState[] = ['STOP', 'ACQUIRE', 'PAUSE', 'RUN'];

/** A KSSTATE by its number. */
export const stateAt = (value: number | undefined): PinState | undefined => (value === undefined ? undefined : states[value]);

/** First part of the simulation that is written but broken: then nothing may be simulated in its place. What is expected of a run changes nothing in it. */
export function refuseBrokenParts(simulation: Instance): void {
  // What a framing says is for negotiation, which takes what is broken in it for unknown.
  if (simulation.structure.name === KSALLOCATOR_FRAMING_EX.name) return;
  for (const [ordinal, value] of boundValues(simulation).entries()) {
    const field = Object.keys(simulation.structure.fields)[ordinal] ?? '';
    if (field === 'Expect') continue;
    if (value.state === 'invalid') impossible('brokenValue', value.node, { field });
    if (value.state !== 'present') continue;
    if (value.kind === 'instance') refuseBrokenParts(value.instance);
    if (value.kind !== 'array') continue;
    for (const element of value.elements) {
      if (element.state === 'invalid') impossible('brokenValue', element.node, { field });
      if (element.state === 'present' && element.kind === 'instance') refuseBrokenParts(element.instance);
    }
  }
}
