import type { Field, Structure } from '../../ks/index';
import { type Instance, type Model, type NodeId, NodeKind, evaluateExpression, expressionEnvironment, findProperty, numberOf, propertyName, propertyValue, stringValue } from '../../document/index';
import type { Broken } from './fix';

/** A field of an object in the document: its value, or -1 where it is left out. */
export interface Slot {
  readonly object: NodeId;
  readonly value: NodeId;
  readonly field: string;
  readonly description: Field;
  readonly structure: Structure;
}

/** The structure that the document has at an object, under whichever condition. */
export const instanceAt = ({ instances }: Model, node: NodeId): Instance | undefined => instances.find((instance) => instance.node === node && !instance.defaulted);

/** The field of an object, given by the object or by the value of the field. Nothing where the object is none that has the field. */
export function slotAt(model: Model, node: NodeId, field: string): Slot | undefined {
  const { tree } = model;
  if (node < 0 || node >= tree.count) return undefined;
  const property = tree.parent[node]!;
  const isValue = property !== -1 && tree.kind[property] === NodeKind.Property && propertyName(tree, property) === field && propertyValue(tree, property) === node;
  const object = isValue ? tree.parent[property]! : node;
  if (tree.kind[object] !== NodeKind.Object) return undefined;
  const structure = structureAt(model, object);
  const description = structure && Object.hasOwn(structure.fields, field) ? structure.fields[field] : undefined;
  if (!structure || !description) return undefined;
  const found = findProperty(tree, object, field);
  return { object, value: found === -1 ? -1 : propertyValue(tree, found), field, description, structure };
}

/** The structure of an object; of one in a list of variants, that of the object it is a form of. */
function structureAt(model: Model, object: NodeId): Structure | undefined {
  const found = instanceAt(model, object);
  if (found) return found.structure;
  const { tree } = model;
  const list = tree.parent[object]!;
  const property = list === -1 ? -1 : tree.parent[list]!;
  if (property === -1 || tree.kind[property] !== NodeKind.Property || propertyName(tree, property) !== 'Variants') return undefined;
  return instanceAt(model, tree.parent[property]!)?.structure;
}

/** Another field of the object that the finding is about. */
export function siblingOf({ model, node }: Broken, field: string, of?: string): Slot | undefined {
  const { tree } = model;
  const property = tree.parent[node]!;
  const isValue = property !== -1 && tree.kind[property] === NodeKind.Property && (of === undefined || propertyName(tree, property) === of);
  return slotAt(model, isValue ? tree.parent[property]! : node, field);
}

/** The node of a related place, by the variant of its text; -1 where the finding has none. */
export const relatedTo = (text: string, index = 0) => ({ finding }: Broken): NodeId => finding.related.filter((related) => related.text === `${finding.code}.${text}`)[index]?.node ?? -1;

/** The object around the value that a place points to. */
export const around = (place: (broken: Broken) => NodeId) => (broken: Broken): NodeId => {
  const node = place(broken);
  const property = node < 0 ? -1 : broken.model.tree.parent[node]!;
  return property === -1 || broken.model.tree.kind[property] !== NodeKind.Property ? -1 : broken.model.tree.parent[property]!;
};

/** An argument of the finding as a number, also one that is grouped by thousands or hexadecimal. */
export function numberIn({ finding }: Broken, name: string): number | undefined {
  const value = finding.arguments[name];
  if (typeof value === 'number') return value;
  const read = value === undefined || value === '' ? Number.NaN : Number(value.replace(/,/g, ''));
  return Number.isFinite(read) ? read : undefined;
}

/** An argument of the finding as text. */
export const textIn = ({ finding }: Broken, name: string): string => String(finding.arguments[name] ?? '');

/** The number that a slot holds, by the document or by default. */
export function numberAt(model: Model, { object, field }: Slot): number | undefined {
  const instance = instanceAt(model, object);
  return instance && numberOf(instance, field);
}

/** A number in the notation of the one that it replaces. */
export function inNotation({ tree }: Model, { value }: Slot, number: number): string {
  const text = value !== -1 && tree.kind[value] === NodeKind.String ? stringValue(tree, value) : '';
  return number !== 0 && /^\s*0x/i.test(text) ? JSON.stringify(`0x${number.toString(16).toUpperCase()}`) : String(number);
}

/** What a value is written as where that is an expression, more than a number or a name: it says where the number comes from. */
export function expressionAt({ tree }: Model, { value }: Slot): string | undefined {
  const text = value !== -1 && tree.kind[value] === NodeKind.String ? stringValue(tree, value).trim() : '';
  return text === '' || /^(?:[A-Za-z_]\w*|0x[0-9a-f]+|\d+|\(U?LONG\)-?\d+|\{.*\})$/i.test(text) ? undefined : text;
}

/** How the author writes a number elsewhere: an expression of that value at a related place, or in pages where the one that it replaces is in pages. */
export function asWrittenElsewhere({ finding, model }: Broken, replaced: string, number: number): string | undefined {
  const { tree } = model;
  for (const { node } of finding.related) {
    const property = node < 0 ? -1 : tree.parent[node]!;
    const slot = property === -1 || tree.kind[property] !== NodeKind.Property ? undefined : slotAt(model, node, propertyName(tree, property));
    const expression = slot && slot.value === node ? expressionAt(model, slot) : undefined;
    if (slot && expression !== undefined && numberAt(model, slot) === number) return JSON.stringify(expression);
  }
  if (!/\bPAGE_SIZE\b/.test(replaced)) return undefined;
  const pageSize = evaluateExpression('PAGE_SIZE', expressionEnvironment(model));
  if ('problem' in pageSize) return undefined;
  const size = Number(pageSize.value);
  // The document may have a constant of that name.
  if (size < 1) return undefined;
  const pages = (bytes: number): string => (bytes === size ? 'PAGE_SIZE' : `${bytes / size} * PAGE_SIZE`);
  if (number > 0 && number % size === 0) return JSON.stringify(pages(number));
  return (number + 1) % size === 0 ? JSON.stringify(`${pages(number + 1)} - 1`) : undefined;
}

/** The set of constants that the values of a field come from. */
export function constantSetOf({ description: { type } }: Slot): string | undefined {
  return 'set' in type && typeof type.set === 'string' ? type.set : undefined;
}
