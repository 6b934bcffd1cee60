import { type FieldName, type Instance, type NodeId, isStated, nearestName, rivalOf, nodeOf } from '../../../document/index';
import type { DriverStep } from '../../../ks/index';
import type { Assembly, Mark, Writer } from '../../behaviour/assemble';
import { keptOperand } from '../../behaviour/assemble';
import type { RoutineKind } from '../../behaviour/program';
import { firstVariable, operands } from '../../behaviour/program';
import { Impossible, type ScenarioProblem, impossible } from '../problem';

export type Step = Instance<typeof DriverStep>;
export type StepField = FieldName<typeof DriverStep>;

/** Where problems are gathered. */
export interface Problems {
  readonly found: ScenarioProblem[];
  /** Whether the document has a mistake in the step itself that is told elsewhere: what it lacks then is not. */
  readonly isBroken: (step: Step) => boolean;
}

/** What the routines of one driver share. */
export interface Names {
  /** Where a value stands: the path that instructions are said to come from. */
  readonly pathOf: (node: NodeId) => string;
  /** Takes every problem, as a check wants it; `null`: the first one ends the work. */
  readonly problems: Problems | null;
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

/** Does a part of the work. Where every problem is wanted, one that stops it is noted, and the rest goes on with `otherwise`. */
export function attempt<T>({ problems }: Pick<Names, 'problems'>, work: () => T, otherwise: T): T {
  if (problems === null) return work();
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Impossible)) throw error;
    problems.found.push(error.problem);
    return otherwise;
  }
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
  const names = [...scope.own, ...scope.kept];
  const nearest = nearestName(name, names);
  return impossible(nearest === undefined ? 'pointerNeverSet' : 'pointerNeverSetNearest', node, { name, nearest: nearest ?? '', ...(nearest === undefined ? {} : rivalOf(name, nearest, names)) });
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
