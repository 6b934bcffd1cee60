import { type Field, type Structure, Document, shapeNamed, structureNamed } from '../../ks/index';
import { nearestName, rivalOf } from '../nearest-name';
import { type NodeId, type Tree, NodeKind, propertyName, propertyNameNode, propertyValue } from '../tree/index';
import { bindScalar } from './bind-scalar';
import { type Bound, type Instance, fieldTable } from './bound';
import { type BoundElement, type Notes, addElement, bindElement } from './bound-element';
import type { DocumentProblem, DocumentProblemCode } from './problem';
import { namesSomething } from './references';

/** Version of the document format that this code understands. */
export const formatVersion = 1;

/** State of one pass over a document. */
export interface Binding {
  readonly tree: Tree;
  readonly architecture: 'x86' | 'x64' | 'ARM64';
  readonly pageSize: number;
  /** Of the element that is being bound, or of what holds elements together. */
  notes: Notes;
  /** Entries of the top-level tables: table, entry, value node. */
  readonly tableNodes: ReadonlyMap<string, ReadonlyMap<string, NodeId>>;
  /** Members of top-level lists and tables bound so far, by value node. */
  readonly elements: Pick<Map<NodeId, BoundElement>, 'get' | 'set'>;
  /** Entries of tables whose names are none; someone may refer to them all the same. */
  readonly unnamed: NodeId[];
  /** The element that stood at a node in the version before, with the same text. */
  readonly earlier: (node: NodeId) => BoundElement | undefined;
}

/** Words for the JSON types in messages. */
const kindNames: Readonly<Record<number, string>> = {
  [NodeKind.Object]: 'an object', [NodeKind.Array]: 'an array', [NodeKind.String]: 'a string', [NodeKind.Number]: 'a number',
  [NodeKind.True]: 'true', [NodeKind.False]: 'false', [NodeKind.Null]: 'null', [NodeKind.Invalid]: 'something unreadable',
};

/** Records a problem at a node. */
export function problemAt(binding: Binding, code: DocumentProblemCode, variant: string, node: NodeId, values: DocumentProblem['arguments'] = {}, more: { start?: number; end?: number; related?: DocumentProblem['related'] } = {}): void {
  const { tree } = binding;
  const problem = { code, variant, arguments: values, node, start: more.start ?? tree.start[node]!, end: more.end ?? tree.end[node]! };
  binding.notes.problems.push(more.related ? { ...problem, related: more.related } : problem);
}

/** Reports a value of the wrong JSON type, unless the parser has complained about it already. */
export function wrongType(binding: Binding, node: NodeId, expected: string, field: string): void {
  const kind = binding.tree.kind[node]!;
  if (kind === NodeKind.Invalid) return;
  problemAt(binding, 'DOC-04', 'type', node, { field, expected, found: kindNames[kind] ?? 'something else' });
}

/** Binds the value of a property (or array element) to the field's type. `owner` names the structure in messages. */
export function bindValue(binding: Binding, field: Field, type: Field['type'], node: NodeId, property: NodeId, name: string): Bound {
  const { tree } = binding;
  const kind = tree.kind[node]!;
  switch (type.kind) {
    case 'structure': {
      if (kind === NodeKind.Object) return bindObject(binding, type.structure, node, property, name, typeof field.default === 'object' && field.default !== null ? field.default : undefined);
      wrongType(binding, node, 'an object', name);
      return { node, property, state: 'invalid' };
    }
    case 'pointer': {
      if (kind === NodeKind.Null) return { node, property, state: 'null' };
      if (kind === NodeKind.Object) return bindObject(binding, type.structure, node, property, name, undefined);
      if (kind === NodeKind.String && type.table !== undefined) return bindReference(binding, type.structure, type.table, node, property, name);
      wrongType(binding, node, type.table === undefined ? 'an object or null' : `an object, the name of an entry of ${type.table}, or null`, name);
      return { node, property, state: 'invalid' };
    }
    case 'array': {
      if (kind === NodeKind.Null && type.nullable === true) return { node, property, state: 'null' };
      if (kind === NodeKind.String && type.table !== undefined) return bindArrayReference(binding, field, type.element, type.table, node, property, name);
      if (kind !== NodeKind.Array) {
        wrongType(binding, node, type.table !== undefined ? `an array, the name of an entry of ${type.table}, or null` : type.nullable === true ? 'an array or null' : 'an array', name);
        return { node, property, state: 'invalid' };
      }
      return bindElements(binding, field, type.element, node, property, name);
    }
    case 'arrayTable':
    case 'table': {
      if (kind !== NodeKind.Object) {
        wrongType(binding, node, 'an object', name);
        return { node, property, state: 'invalid' };
      }
      const entries = new Map<string, Bound>();
      const keys = new Map<string, NodeId>();
      for (let member = tree.firstChild[node]!; member !== -1; member = tree.next[member]!) {
        const key = propertyNameNode(tree, member);
        if (tree.kind[member] === NodeKind.Property && tree.kind[key] === NodeKind.Invalid) binding.unnamed.push(propertyValue(tree, member));
        if (tree.kind[member] !== NodeKind.Property || tree.kind[key] === NodeKind.Invalid) continue;
        const entry = propertyName(tree, member);
        const earlier = keys.get(entry);
        if (earlier !== undefined) reportDuplicate(binding, key, earlier, entry);
        keys.set(entry, key);
        if (entry === '') problemAt(binding, 'DOC-05', 'emptyName', key, { table: name });
        const value = propertyValue(tree, member);
        if (value === -1) continue;
        const element = type.kind === 'table' ? bindEntry(binding, type.structure, name, entry, value) : bindArrayEntry(binding, field, type.element, name, entry, value);
        addElement(binding, element, value);
        entries.set(entry, element.bound);
      }
      return { node, property, state: 'present', kind: 'table', entries };
    }
    default:
      return bindScalar(binding, field, type, node, property, name);
  }
}

function bindElements(binding: Binding, field: Field, element: Field['type'], node: NodeId, property: NodeId, name: string): Bound {
  const { tree } = binding;
  const elements: Bound[] = [];
  const isTopLevel = property !== -1 && tree.parent[property] === tree.root;
  for (let child = tree.firstChild[node]!; child !== -1; child = tree.next[child]!) {
    const member = child;
    const bindMember = (): Bound => bindValue(binding, field, element, member, -1, name);
    if (!isTopLevel) elements.push(bindMember());
    else {
      const bound = bindElement(binding, name, member, bindMember);
      addElement(binding, bound, member);
      elements.push(bound.bound);
    }
  }
  return { node, property, state: 'present', kind: 'array', elements };
}

/** Binds an entry of a top-level table of arrays, once. */
function bindArrayEntry(binding: Binding, field: Field, element: Field['type'], table: string, entry: string, node: NodeId): BoundElement {
  return bindElement(binding, table, node, () => {
    const property = binding.tree.parent[node]!;
    if (binding.tree.kind[node] === NodeKind.Array) return bindElements(binding, field, element, node, property, entry);
    wrongType(binding, node, 'an array', entry);
    return { node, property, state: 'invalid' };
  });
}

/** Binds the name of an entry of a table of arrays to that array. */
function bindArrayReference(binding: Binding, field: Field, element: Field['type'], table: string, node: NodeId, property: NodeId, name: string): Bound {
  const target = findEntry(binding, table, node, name);
  if (target === undefined) return { node, property, state: 'invalid' };
  const bindAgain = (again: Binding, at: NodeId): BoundElement => bindArrayEntry(again, field, element, table, target.entry, at);
  const found = bindAgain(binding, target.node);
  binding.notes.uses.push({ table, entry: target.entry, element: found, bindAgain });
  const entry = found.bound;
  if (entry.state !== 'present' || entry.kind !== 'array') return { node, property, state: 'invalid' };
  return { node, property, state: 'present', kind: 'array', elements: entry.elements, reference: target.entry };
}

/** Finds the entry of a table that a string names; reports when there is none. */
function findEntry(binding: Binding, table: string, node: NodeId, field: string): { readonly entry: string; readonly node: NodeId } | undefined {
  const name = bindScalarText(binding, node);
  const entries = binding.tableNodes.get(table);
  const target = entries?.get(name);
  if (target !== undefined && target !== -1) return { entry: name, node: target };
  binding.notes.isUnresolved = true;
  const nearest = entries ? nearestName(name, entries.keys()) : undefined;
  if (nearest === undefined) problemAt(binding, 'DOC-05', 'entry', node, { name, table, field });
  else problemAt(binding, 'DOC-05', 'entryNearest', node, { name, table, field, nearest, ...rivalOf(name, nearest, entries!.keys()) });
  return undefined;
}

/** Binds an entry of a top-level table, once. */
function bindEntry(binding: Binding, shape: string, table: string, entry: string, node: NodeId): BoundElement {
  return bindElement(binding, table, node, () => {
    const property = binding.tree.parent[node]!;
    // A table entry cannot be null or a name: it is the structure that others point to.
    if (binding.tree.kind[node] === NodeKind.Object) return bindObject(binding, shape, node, property, entry, undefined, entry);
    wrongType(binding, node, 'an object', entry);
    return { node, property, state: 'invalid' };
  });
}

/** Binds the name of a table's entry to that entry. */
function bindReference(binding: Binding, shape: string, table: string, node: NodeId, property: NodeId, field: string): Bound {
  const target = findEntry(binding, table, node, field);
  if (target === undefined) return { node, property, state: 'invalid' };
  const bindAgain = (again: Binding, at: NodeId): BoundElement => bindEntry(again, shape, table, target.entry, at);
  const found = bindAgain(binding, target.node);
  binding.notes.uses.push({ table, entry: target.entry, element: found, bindAgain });
  const entry = found.bound;
  if (entry.state !== 'present' || entry.kind !== 'instance') return { node, property, state: 'invalid' };
  return { node, property, state: 'present', kind: 'instance', instance: entry.instance, reference: target.entry };
}

const bindScalarText = (binding: Binding, node: NodeId): string => {
  const value = bindScalar(binding, textField, textField.type, node, -1, '');
  return value.state === 'present' && value.kind === 'text' ? value.text : '';
};
const textField = { type: { kind: 'text' }, summary: '', evidence: [], presence: 'optional' } as const satisfies Field;

/** Finds the structure that an object of a shape is: the shape itself, or the variant its discriminator names. */
function structureOf(binding: Binding, shape: string, node: NodeId, name: string): Structure | undefined {
  const found = shapeNamed(shape);
  if (found === undefined) throw new Error(`The catalog has no structure ${shape}.`);
  if (!('discriminator' in found)) return found;
  const { tree } = binding;
  for (let property = tree.firstChild[node]!; property !== -1; property = tree.next[property]!) {
    if (tree.kind[property] !== NodeKind.Property || propertyName(tree, property) !== found.discriminator) continue;
    const value = propertyValue(tree, property);
    if (value === -1) return undefined;
    if (tree.kind[value] !== NodeKind.String) {
      wrongType(binding, value, 'the name of a structure', found.discriminator);
      return undefined;
    }
    const chosen = bindScalarText(binding, value);
    if (found.structures.includes(chosen)) return structureNamed(chosen);
    const nearest = nearestName(chosen, found.structures);
    problemAt(binding, 'DOC-05', nearest === undefined ? 'word' : 'wordNearest', value, { name: chosen, field: found.discriminator, nearest: nearest ?? '', words: found.structures.join(', '), ...(nearest === undefined ? {} : rivalOf(chosen, nearest, found.structures)) });
    return undefined;
  }
  problemAt(binding, 'DOC-08', 'discriminator', node, { name, property: found.discriminator, words: found.structures.join(', ') }, { end: tree.start[node]! + 1 });
  return undefined;
}

/** Binds an object to a structure. `inherited` gives fields that the owner's macro fills in. */
function bindObject(binding: Binding, shape: string, node: NodeId, property: NodeId, name: string, inherited: Instance['inherited'], entry?: string): Bound {
  const structure = structureOf(binding, shape, node, name);
  if (structure === undefined) return { node, property, state: 'invalid' };
  const { tree } = binding;
  const table = fieldTable(structure);
  const stated = new Array<Bound | undefined>(table.names.length);
  const instance: Instance = { structure, node, stated, entry, inherited, defaulted: false };
  binding.notes.instances.push(instance);
  if (namesSomething(structure)) binding.notes.naming.push(instance);
  for (let member = tree.firstChild[node]!; member !== -1; member = tree.next[member]!) {
    const key = propertyNameNode(tree, member);
    // A name that could not be read has been reported by the parser.
    if (tree.kind[member] !== NodeKind.Property || tree.kind[key] === NodeKind.Invalid) continue;
    const fieldName = propertyName(tree, member);
    const ordinal = table.ordinals.get(fieldName);
    if (ordinal === undefined) {
      reportUnknownProperty(binding, structure, key, fieldName);
      continue;
    }
    const value = propertyValue(tree, member);
    if (value === -1) continue;
    // The last one wins, as in JSON.parse.
    const earlier = stated[ordinal];
    if (earlier !== undefined && earlier.state !== 'absent') reportDuplicate(binding, key, propertyNameNode(tree, earlier.property), fieldName);
    const field = table.fields[ordinal]!;
    stated[ordinal] = bindMember(binding, field, node, value, member, fieldName);
    const twin = table.unions[ordinal]! === -1 ? undefined : stated[table.unions[ordinal]!];
    if (twin !== undefined && twin.state !== 'absent') {
      problemAt(binding, 'DOC-10', 'union', key, { name: fieldName, other: field.union!, structure: structure.name }, { related: { node: twin.node, start: tree.start[twin.node]!, end: tree.end[twin.node]! } });
    }
  }
  return { node, property, state: 'present', kind: 'instance', instance };
}

/** Binds the value of a property. An object that stands alone at the top level, such as Device, is an element as a whole. */
function bindMember(binding: Binding, field: Field, owner: NodeId, node: NodeId, property: NodeId, name: string): Bound {
  const bind = (): Bound => bindValue(binding, field, field.type, node, property, name);
  if (owner !== binding.tree.root || (field.type.kind !== 'structure' && field.type.kind !== 'pointer')) return bind();
  const element = bindElement(binding, name, node, bind);
  addElement(binding, element, node);
  return element.bound;
}

function reportUnknownProperty(binding: Binding, structure: Structure, key: NodeId, name: string): void {
  const { names } = fieldTable(structure);
  const nearest = nearestName(name, names);
  if (nearest === undefined) problemAt(binding, 'DOC-02', 'unknown', key, { name, structure: structure.name });
  else problemAt(binding, 'DOC-02', 'nearest', key, { name, structure: structure.name, nearest, ...rivalOf(name, nearest, names) });
}

function reportDuplicate(binding: Binding, key: NodeId, earlier: NodeId, name: string): void {
  const { tree } = binding;
  problemAt(binding, 'DOC-03', 'duplicate', key, { name }, { related: { node: earlier, start: tree.start[earlier]!, end: tree.end[earlier]! } });
}

/** Binds the root object. Nothing comes back when the root is no object. */
export function bindRoot(binding: Binding, root: NodeId): Instance<typeof Document> | undefined {
  const value = bindObject(binding, 'Document', root, -1, 'Document', undefined);
  for (const node of binding.unnamed) {
    const element = binding.elements.get(node);
    if (element) addElement(binding, element, node);
  }
  return value.state === 'present' && value.kind === 'instance' ? (value.instance as Instance<typeof Document>) : undefined;
}

/** Binds one member of a top-level list or table, or an object that stands alone at the top level, as {@link bindRoot} does. */
export function bindMemberAgain(binding: Binding, owner: string, node: NodeId): BoundElement {
  const { tree } = binding;
  const field: Field = Document.fields[owner as keyof typeof Document.fields];
  const { type } = field;
  const property = tree.parent[node]!;
  switch (type.kind) {
    case 'table': return bindEntry(binding, type.structure, owner, propertyName(tree, property), node);
    case 'arrayTable': return bindArrayEntry(binding, field, type.element, owner, propertyName(tree, property), node);
    case 'array': return bindElement(binding, owner, node, () => bindValue(binding, field, type.element, node, -1, owner));
    default: return bindElement(binding, owner, node, () => bindValue(binding, field, type, node, property, owner));
  }
}
