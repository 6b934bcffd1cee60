import { nearestName, rivalOf, nodeOf, textOf } from '../../../document/index';
import { conditions, operands, statuses } from '../../behaviour/program';
import { impossible } from '../problem';
import type { Scope, Step, StepField } from './scope';
import { flagOperand, needed, pointerOperand } from './scope';

/** A condition of If or While, ready to be branched on; `null`: it always holds. */
export interface Condition {
  readonly value: number;
  readonly pointer: number;
  readonly to: number;
  readonly isTrue: boolean;
}

/** Conditions by their words, and whether they are about a frame under Pointer. */
const words: Readonly<Record<string, { readonly value: number; readonly ofFrame?: true }>> = {
  NT_SUCCESS: { value: conditions.succeeded }, DeviceHasRoom: { value: conditions.deviceHasRoom }, DeviceHasFilled: { value: conditions.deviceHasFilled }, DeviceIsEmpty: { value: conditions.deviceIsEmpty },
  FramesAvailable: { value: conditions.framesAvailable }, PinIsStreaming: { value: conditions.clientStreams }, FrameFits: { value: conditions.frameFits, ofFrame: true },
  HeaderHasFrameInfo: { value: conditions.headerHasFrameInfo, ofFrame: true }, FramesLost: { value: conditions.framesLost, ofFrame: true }, EndOfStream: { value: conditions.streamEnds, ofFrame: true },
  TypeChanged: { value: conditions.formatChanges, ofFrame: true },
  ...Object.fromEntries(statuses.map(({ name }, number) => [name, { value: conditions.statusIs + number }])),
};

/** Words that no pointer and no flag can be called. */
export const reservedNames: ReadonlySet<string> = new Set([...Object.keys(words), 'TRUE', 'NULL', 'Status']);

/** Compiles the condition of a step. */
export function compileCondition(scope: Scope, step: Step, verb: 'If' | 'While'): Condition | null {
  const text = (textOf(step, verb) ?? '').trim();
  const node = nodeOf(step, verb);
  const isTrue = !text.startsWith('!');
  const name = isTrue ? text : text.slice(1).trim();
  const compared = textOf(step, 'Is');
  if (compared !== undefined) {
    return { value: conditions.isSame, pointer: pointerOperand(scope, name, node, true), to: pointerOperand(scope, compared, nodeOf(step, 'Is'), true), isTrue };
  }
  if (name === 'TRUE' && verb === 'While' && isTrue) return null;
  const word = Object.hasOwn(words, name) ? words[name] : undefined;
  if (word !== undefined) {
    const pointer = word.ofFrame === true ? pointerOperand(scope, textOf(step, 'Pointer') ?? '', needed(step, 'Pointer', name), true) : refused(step, 'Pointer', name);
    return { value: word.value, pointer, to: operands.none, isTrue };
  }
  refused(step, 'Pointer', verb);
  if (scope.flags.has(name)) return { value: conditions.isSet, pointer: flagOperand(scope, name, node), to: operands.none, isTrue };
  if (scope.own.has(name) || scope.kept.has(name) || scope.pointers.has(name)) return { value: conditions.isNotNull, pointer: pointerOperand(scope, name, node, true), to: operands.none, isTrue };
  const names = [...Object.keys(words), ...scope.flags, ...scope.own, ...scope.kept];
  const nearest = nearestName(name, names);
  return impossible(nearest === undefined ? 'unknownCondition' : 'unknownConditionNearest', node, { name, nearest: nearest ?? '', ...(nearest === undefined ? {} : rivalOf(name, nearest, names)) });
}

/** A member that does not belong to a condition. */
function refused(step: Step, field: StepField, verb: string): number {
  if (textOf(step, field as 'Pointer') !== undefined) impossible('stepMember', nodeOf(step, field), { field, verb, members: 'none' });
  return operands.none;
}
