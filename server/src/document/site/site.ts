import { type Field, type FieldType, type Structure, Document, shapeNamed, structureNamed } from '../../ks/index';
import { type Bound, type Instance, type Model, bound } from '../model/index';
import { type NodeId, NodeKind, propertyName, propertyValue } from '../tree/index';

/** What stands at a node of the document, in terms of the catalog. */
export interface FieldSite {
  /** The value's node; -1 for a property whose value has not been typed. */
  readonly node: NodeId;
  /** Type of the value: of the field, of an array's element, or of a table's entry. Nothing where the catalog knows nothing. */
  readonly type: FieldType | undefined;
  /** The field that the value belongs to, also for elements of its array. */
  readonly field: Field | undefined;
  readonly name: string;
  /** Structure that has the field. */
  readonly structure: Structure | undefined;
  /** The structure as the document states it, where it can be read. */
  readonly owner: Instance | undefined;
  /** The bound value, where the model has one. */
  readonly bound: Bound | undefined;
  /** The value is an element of an array. */
  readonly isElement: boolean;
  /** Name of the top-level table of which the value is an entry. */
  readonly table: string | undefined;
}

const unknownSite = (node: NodeId): FieldSite => ({ node, type: undefined, field: undefined, name: '', structure: undefined, owner: undefined, bound: undefined, isElement: false, table: undefined });

/** The structure that an object of this type is: the one the type names, or the variant that the object's discriminator chooses. */
export function structureAt(model: Model, site: FieldSite): Structure | undefined {
  if (site.bound?.state === 'present' && site.bound.kind === 'instance' && site.bound.reference === undefined) return site.bound.instance.structure;
  if (site.type?.kind !== 'structure' && site.type?.kind !== 'pointer') return undefined;
  const shape = shapeNamed(site.type.structure);
  if (shape === undefined || !('discriminator' in shape)) return shape;
  const { tree } = model;
  if (site.node === -1 || tree.kind[site.node] !== NodeKind.Object) return undefined;
  for (let property = tree.firstChild[site.node]!; property !== -1; property = tree.next[property]!) {
    if (tree.kind[property] !== NodeKind.Property || propertyName(tree, property) !== shape.discriminator) continue;
    const value = propertyValue(tree, property);
    if (value === -1) return undefined;
    const chosen = tree.text.slice(tree.start[value]! + 1, tree.end[value]! - 1);
    return shape.structures.includes(chosen) ? structureNamed(chosen) : undefined;
  }
  return undefined;
}

/** Of an object whose structure is not chosen yet, for the property that chooses it: the first of the structures; all of them have that property in common. */
function undecided({ type }: FieldSite, name: string): Structure | undefined {
  const shape = type?.kind === 'structure' || type?.kind === 'pointer' ? shapeNamed(type.structure) : undefined;
  return shape !== undefined && 'discriminator' in shape && shape.discriminator === name ? structureNamed(shape.structures[0] ?? '') : undefined;
}

/** The site of the document's root. */
export function rootSite(model: Model): FieldSite {
  const { document, tree } = model;
  const site = { ...unknownSite(tree.root), type: { kind: 'structure', structure: Document.name } as const, name: Document.name };
  return document === undefined ? site : { ...site, bound: { state: 'present', kind: 'instance', instance: document, node: tree.root, property: -1 } };
}

/**
 * What stands on the way from the root down to a node, values only; the last is the node's own. A property and its name give the way to the property's value.
 * Behind a value that the catalog does not know comes the node itself, unknown. Never throws, however broken the text is.
 */
export function sitesTo(model: Model, node: NodeId): readonly FieldSite[] {
  const { tree } = model;
  if (node < 0 || tree.root === -1) return [unknownSite(node)];
  const way: NodeId[] = [];
  let inner = node;
  // The name of a property stands for the property.
  const above = tree.parent[inner]!;
  if (above !== -1 && tree.kind[above] === NodeKind.Property && tree.firstChild[above] === inner) inner = above;
  if (tree.kind[inner] === NodeKind.Property && propertyValue(tree, inner) !== -1) inner = propertyValue(tree, inner);
  for (let step = inner; step !== -1; step = tree.parent[step]!) way.push(step);
  let site = rootSite(model);
  const sites = [site];
  for (let index = way.length - 2; index >= 0; index--) {
    const step = way[index]!;
    if (site.type === undefined) {
      sites.push(unknownSite(inner));
      return sites;
    }
    if (tree.kind[step] === NodeKind.Property) {
      site = propertySite(model, site, step);
      // The value of the property is the same site.
      if (index > 0) index--;
    } else site = elementSite(site, step);
    sites.push(site);
  }
  return sites;
}

/** What a node of the tree is: the last of {@link sitesTo}. */
export const siteAt = (model: Model, node: NodeId): FieldSite => sitesTo(model, node).at(-1)!;

/** The site of a property's value, seen from the site of the object. */
export function propertySite(model: Model, object: FieldSite, property: NodeId): FieldSite {
  const { tree } = model;
  const name = propertyName(tree, property);
  const node = propertyValue(tree, property);
  if (object.type?.kind === 'table') {
    const entry = object.bound?.state === 'present' && object.bound.kind === 'table' ? object.bound.entries.get(name) : undefined;
    return { ...unknownSite(node), type: { kind: 'structure', structure: object.type.structure }, field: object.field, name, structure: object.structure, owner: object.owner, bound: ofNode(entry, node), table: object.name };
  }
  if (object.type?.kind === 'arrayTable') {
    const entry = object.bound?.state === 'present' && object.bound.kind === 'table' ? object.bound.entries.get(name) : undefined;
    return { ...unknownSite(node), type: { kind: 'array', element: object.type.element }, field: object.field, name, structure: object.structure, owner: object.owner, bound: ofNode(entry, node), table: object.name };
  }
  const structure = structureAt(model, object) ?? undecided(object, name);
  const owner = object.bound?.state === 'present' && object.bound.kind === 'instance' && object.bound.reference === undefined ? object.bound.instance : undefined;
  const field = structure !== undefined && Object.hasOwn(structure.fields, name) ? structure.fields[name] : undefined;
  if (field === undefined) return { ...unknownSite(node), name, structure, owner };
  return { ...unknownSite(node), type: field.type, field, name, structure, owner, bound: owner === undefined ? undefined : ofNode(bound(owner, name), node) };
}

/** The site of an element, seen from the site of the array. */
export function elementSite(array: FieldSite, node: NodeId): FieldSite {
  const element = { ...array, node, isElement: true, bound: undefined };
  if (array.type?.kind === 'flags') return element;
  if (array.type?.kind !== 'array') return { ...element, type: undefined };
  const elements = array.bound?.state === 'present' && array.bound.kind === 'array' ? array.bound.elements : [];
  return { ...element, type: array.type.element, bound: elementOf(elements, node) };
}

/** The bound value if it is that of the node: of a property written twice only the last is bound. */
const ofNode = (value: Bound | undefined, node: NodeId): Bound | undefined => (value !== undefined && value.state !== 'absent' && value.node === node ? value : undefined);

/** The element at a node; nodes ascend, so the search is logarithmic. */
function elementOf(elements: readonly Bound[], node: NodeId): Bound | undefined {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const element = elements[middle]!;
    if (element.state !== 'absent' && element.node < node) low = middle + 1;
    else high = middle;
  }
  return ofNode(elements[low], node);
}
