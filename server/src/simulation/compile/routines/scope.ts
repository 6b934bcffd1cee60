import { type FieldName, type Instance, type NodeId, isStated, nearestName, nodeOf } from '../../../document/index';
import type { DriverStep } from '../../../ks/index';
import type { Assembly, Mark, Writer } from '../../behaviour/assemble';
import { keptOperand } from '../../behaviour/assemble';
import type { RoutineKind } from '../../behaviour/index';
import { firstVariable, operands } from '../../behaviour/index';
import { impossible } from '../problem';
import type { Reader } from '../reader';

export type Step = Instance<typeof DriverStep>;
export type StepField = FieldName<typeof DriverStep>;

/** What the routines of one driver share. */
export interface Names {
  readonly reader: Reader;
  readonly assembly: Assembly;
  /** Pointers that are kept, flags, and pointers that only some routine sets. */
  readonly kept: ReadonlySet<string>;
  readonly flags: ReadonlySet<string>;
  readonly pointers: ReadonlySet<string>;
  /** Numbers of cancel callbacks and work items, by name. */
  readonly callbacks: ReadonlyMap<string, number>;
  readonly workItems: ReadonlyMap<string, number>;
  readonly hasTimeoutCallback: boolean;
}

/** A routine that is being compiled. */
export interface Scope extends Names {
  readonly writer: Writer;
  readonly kind: RoutineKind;
  /** Pointers that the routine sets, or is called with. */
  readonly own: ReadonlySet<string>;
  /** The While around the present step. */
  loop: { readonly begin: Mark; readonly end: Mark; isLeft: boolean } | null;
}

/** What callbacks call the stream pointer that they are called with. */
export const parameterName = 'StreamPointer';

/** The operand of a stream pointer by name. `reads`: it has to have been set somewhere. */
export function pointerOperand(scope: Scope, name: string, node: NodeId, reads: boolean): number {
  if (name === 'NULL' && reads) return operands.null;
  if (scope.flags.has(name)) impossible('flagAsPointer', node, { name });
  if (scope.kept.has(name)) return keptOperand(scope.assembly, name, 'pointer');
  if (scope.own.has(name)) return firstVariable + scope.writer.variables.findIndex((variable) => variable.name === name);
  if (scope.pointers.has(name)) impossible('pointerOfOther', node, { name });
  const nearest = nearestName(name, [...scope.own, ...scope.kept]);
  return impossible(nearest === undefined ? 'pointerNeverSet' : 'pointerNeverSetNearest', node, { name, nearest: nearest ?? '' });
}

/** The operand of a flag. */
export function flagOperand({ assembly, kept, pointers }: Scope, name: string, node: NodeId): number {
  if (kept.has(name) || pointers.has(name)) impossible('pointerAsFlag', node, { name });
  return keptOperand(assembly, name, 'flag');
}

/** The node of a member that a step has to state. */
export function needed(step: Step, field: StepField, verb: string): NodeId {
  return isStated(step, field) ? nodeOf(step, field) : impossible('stepMissing', step.node, { field, verb });
}
