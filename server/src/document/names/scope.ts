import type { Structure } from '../../ks/index';
import type { Model } from '../model/index';
import { type FieldSite, structureAt } from '../site/index';
import { type NodeId, NodeKind, propertyName } from '../tree/index';

/** The objects around a value that decide what a name in it means; -1 where there is none. */
export interface Scope {
  /** The innermost object, and its structure. */
  readonly object: NodeId;
  readonly structure: Structure | undefined;
  /** The object that the innermost is a form of (`Variants`); itself where it is none. */
  readonly base: NodeId;
  readonly simulation: NodeId;
  /** `Driver.Routines`. */
  readonly routines: NodeId;
  /** One of them, and the field of Routines that it stands in. */
  readonly routine: NodeId;
  readonly routineField: string;
}

/** Outside of every object. */
export const outermost: Scope = { object: -1, structure: undefined, base: -1, simulation: -1, routines: -1, routine: -1, routineField: '' };

/** The scope inside a value. */
export function enter(model: Model, scope: Scope, site: FieldSite): Scope {
  const { tree } = model;
  if (site.node < 0 || tree.kind[site.node] !== NodeKind.Object) return scope;
  const structure = structureAt(model, site);
  const inner = { ...scope, object: site.node, structure, base: site.isElement && site.name === 'Variants' && scope.object !== -1 ? scope.base : site.node };
  switch (structure?.name) {
    case 'Simulation': return { ...inner, simulation: site.node };
    case 'DriverRoutines': return { ...inner, routines: site.node };
    case 'DriverRoutine': return { ...inner, routine: site.node, routineField: site.name };
    default: return inner;
  }
}

/** Whether an object has a property of that name. */
export function hasProperty(model: Model, object: NodeId, name: string): boolean {
  const { tree } = model;
  if (object === -1) return false;
  for (let property = tree.firstChild[object]!; property !== -1; property = tree.next[property]!) if (tree.kind[property] === NodeKind.Property && propertyName(tree, property) === name) return true;
  return false;
}
