import { type Field, constantNamed, guidNamed, structureNamed } from '../../ks/index';
import type { NodeId } from '../tree/index';
import type { Bound } from './bound';

/** Shared by all fields that are not stated and have no default. */
export const absent: Bound = { state: 'absent' };

/** Values of a default that has no structure, by field and value; they differ in their node only. */
function scalarDefault(field: Field, value: string | number | boolean, node: NodeId): Bound {
  const { type } = field;
  if (typeof value === 'boolean') return { node, property: -1, defaulted: true, state: 'present', kind: 'boolean', value };
  switch (type.kind) {
    case 'integer':
    case 'flags':
    case 'enumeration': {
      if (typeof value === 'number') return { node, property: -1, defaulted: true, state: 'present', kind: 'integer', value };
      const constant = constantNamed(value);
      if (constant) return { node, property: -1, defaulted: true, state: 'present', kind: 'integer', value: constant.constant.value };
      if (type.kind === 'integer' && type.words?.some((word) => word.word === value) === true) return { node, property: -1, defaulted: true, state: 'present', kind: 'word', word: value };
      throw new Error(`The catalog's default ${value} is no constant.`);
    }
    case 'guid': {
      const guid = guidNamed(String(value));
      if (!guid) throw new Error(`The catalog's default ${value} is no GUID.`);
      return { node, property: -1, defaulted: true, state: 'present', kind: 'guid', value: guid.value, name: guid.name };
    }
    case 'word':
      return { node, property: -1, defaulted: true, state: 'present', kind: 'word', word: String(value) };
    case 'text':
      return { node, property: -1, defaulted: true, state: 'present', kind: 'text', text: String(value) };
    case 'duration':
      return { node, property: -1, defaulted: true, state: 'present', kind: 'duration', nanoseconds: Number(value) };
    case 'distribution':
      return { node, property: -1, defaulted: true, state: 'present', kind: 'distribution', distribution: { kind: 'constant', value: Number(value) } };
    default:
      throw new Error(`A ${type.kind} field cannot have the default ${value}.`);
  }
}

/**
 * Value of a field that the document leaves out: `inherited` (what the owner's macro fills in), else the field's own
 * default, else unknown. Durations in defaults are ns.
 */
export function defaultBound(field: Field, node: NodeId, inherited: string | number | undefined): Bound {
  if (inherited !== undefined) return scalarDefault(field, inherited, node);
  const value = field.default;
  if (value === undefined) return absent;
  if (value === null) return { node, property: -1, defaulted: true, state: 'null' };
  if (typeof value === 'object') {
    if (field.type.kind !== 'structure') throw new Error('Only an embedded structure has a default by field.');
    const structure = structureNamed(field.type.structure);
    if (!structure) throw new Error(`The catalog has no structure ${field.type.structure}.`);
    return { node, property: -1, defaulted: true, state: 'present', kind: 'instance', instance: { structure, node, stated: [], entry: undefined, inherited: value, defaulted: true } };
  }
  return scalarDefault(field, value, node);
}
