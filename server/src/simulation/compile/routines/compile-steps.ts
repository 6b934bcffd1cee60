import { type Bound, bound, boundValues, booleanOf, elementsOf, isStated, isInstanceOf, nodeOf, numberOf, textOf, wordOf } from '../../../document/index';
import { DriverStep } from '../../../ks/index';
import type { Mark } from '../../behaviour/assemble';
import { createMark, put, timeNumber, write } from '../../behaviour/assemble';
import { amounts, operands, operations, status } from '../../behaviour/program';
import { impossible } from '../problem';
import { amountOf, compileCall, membersOfCall, statusNumber } from './compile-calls';
import type { Condition } from './compile-conditions';
import { compileCondition } from './compile-conditions';
import type { Scope, Step, StepField } from './scope';
import { attempt, flagOperand, needed, pointerOperand } from './scope';

/** What a step can be, in the order in which the schema lists it, and the members that go with it; those of a call depend on its function. */
const verbs: Readonly<Partial<Record<StepField, readonly StepField[]>>> = {
  Call: [], Device: [], If: ['Then', 'Else', 'Pointer', 'Is'], While: ['Do', 'Pointer', 'Is'], Break: [], Continue: [], Return: [], Set: ['To', 'Pointer', 'Status'],
  Header: ['DataUsed', 'OptionsFlags', 'FrameInfo', 'Synchronised'], Wait: [],
};
const everywhere = new Set<string>(['Notes', 'Suppress']);

/** Bytes of KS_FRAME_INFO on 64-bit systems. */
const frameInfoBytes = 64;

/** The steps of a list, as far as they can be read. */
export function stepsOf(elements: readonly Bound[] | undefined): readonly Step[] {
  return (elements ?? []).flatMap((element) => (element.state === 'present' && element.kind === 'instance' && isInstanceOf(element.instance, DriverStep) ? [element.instance] : []));
}

/** Compiles steps in order; whether what stands behind them can be reached. */
export function compileSteps(scope: Scope, steps: readonly Step[]): boolean {
  let isReached = true;
  let isTold = false;
  for (const step of steps) {
    if (!isReached && !isTold) isTold = attempt(scope, () => impossible('unreachableStep', step.node), true);
    const goesOn = attempt(scope, () => compileStep(scope, step), !leaves(step));
    isReached = goesOn && !isTold;
  }
  return isReached;
}

/** Whether a step, however wrong, does not go on with the next one. */
const leaves = (step: Step): boolean => (['Return', 'Break', 'Continue'] as const).some((verb) => bound(step, verb).state !== 'absent');

/** The one verb of a step, and no member that does not go with it. */
function verbOf(step: Step): StepField {
  const stated = (Object.keys(verbs) as StepField[]).filter((verb) => isStated(step, verb));
  const [verb, second] = stated;
  if (verb === undefined) return impossible('noVerb', step.node, { verbs: Object.keys(verbs).join(', ') });
  if (second !== undefined) impossible('twoVerbs', nodeOf(step, second), { first: verb, second });
  const isCall = verb === 'Call' || verb === 'Device';
  const members: readonly string[] = isCall ? membersOfCall(step) : verbs[verb]!;
  const name = isCall ? (wordOf(step, verb) ?? verb) : verb;
  const fields = Object.keys(step.structure.fields) as StepField[];
  boundValues(step).forEach((_, ordinal) => {
    const field = fields[ordinal]!;
    if (field === verb || members.includes(field) || everywhere.has(field) || !isStated(step, field)) return;
    impossible('stepMember', nodeOf(step, field), { field, verb: name, members: members.join(', ') || 'none' });
  });
  return verb;
}

function compileStep(scope: Scope, step: Step): boolean {
  const { writer } = scope;
  if (scope.problems?.isBroken(step) === true) return compileWithin(scope, step);
  const verb = verbOf(step);
  writer.path = scope.pathOf(step.node);
  switch (verb) {
    case 'Call':
    case 'Device':
      compileCall(scope, step);
      return true;
    case 'If':
      return compileIf(scope, step);
    case 'While':
      return compileWhile(scope, step);
    case 'Break':
    case 'Continue':
      return compileJump(scope, step, verb);
    case 'Return':
      write(writer, operations.return, { value: wordOf(step, 'Return') === 'Status' ? -1 : statusNumber(wordOf(step, 'Return')!) });
      return false;
    case 'Set':
      compileSet(scope, step);
      return true;
    case 'Header':
      compileHeader(scope, step);
      return true;
    default:
      compileWait(scope, step);
      return true;
  }
}

/** Compiles what stands within a step that is broken itself. */
function compileWithin(scope: Scope, step: Step): boolean {
  compileSteps(scope, stepsOf(elementsOf(step, 'Then')));
  compileSteps(scope, stepsOf(elementsOf(step, 'Else')));
  const outer = scope.loop;
  scope.loop = { begin: createMark(), end: createMark(), isLeft: true };
  compileSteps(scope, stepsOf(elementsOf(step, 'Do')));
  scope.loop = outer;
  return !leaves(step);
}

function branchUnless(scope: Scope, { value, pointer, to, isTrue }: Condition, target: Mark): void {
  write(scope.writer, operations.branch, { value, pointer, to, second: isTrue ? 1 : 0, target });
}

function compileIf(scope: Scope, step: Step): boolean {
  const { writer } = scope;
  const { path } = writer;
  const other = createMark();
  const end = createMark();
  attempt(scope, () => branchUnless(scope, compileCondition(scope, step, 'If')!, other), undefined);
  if (!isStated(step, 'Then') && !isStated(step, 'Else')) impossible('stepMissing', step.node, { field: 'Then', verb: 'If' });
  const thenGoesOn = compileSteps(scope, stepsOf(elementsOf(step, 'Then')));
  const hasElse = (elementsOf(step, 'Else')?.length ?? 0) > 0;
  if (hasElse && thenGoesOn) write(writer, operations.jump, { target: end, path });
  put(writer, other);
  const elseGoesOn = compileSteps(scope, stepsOf(elementsOf(step, 'Else')));
  put(writer, end);
  return thenGoesOn || elseGoesOn;
}

function compileWhile(scope: Scope, step: Step): boolean {
  const { writer } = scope;
  const { path } = writer;
  const loop = { begin: put(writer, createMark()), end: createMark(), isLeft: false };
  const condition = attempt<Condition | null | undefined>(scope, () => compileCondition(scope, step, 'While'), undefined);
  if (condition) branchUnless(scope, condition, loop.end);
  needed(step, 'Do', 'While');
  const outer = scope.loop;
  scope.loop = loop;
  const goesOn = compileSteps(scope, stepsOf(elementsOf(step, 'Do')));
  scope.loop = outer;
  if (goesOn) write(writer, operations.jump, { target: loop.begin, path });
  put(writer, loop.end);
  return condition !== null || loop.isLeft;
}

function compileJump(scope: Scope, step: Step, verb: 'Break' | 'Continue'): boolean {
  if (booleanOf(step, verb) === false) impossible('notTrue', nodeOf(step, verb), { verb });
  const { loop } = scope;
  if (loop === null) return impossible('outsideWhile', step.node, { verb });
  if (verb === 'Break') loop.isLeft = true;
  write(scope.writer, operations.jump, { target: verb === 'Break' ? loop.end : loop.begin });
  return false;
}

function compileSet(scope: Scope, step: Step): void {
  const { writer } = scope;
  const name = textOf(step, 'Set') ?? '';
  const node = nodeOf(step, 'Set');
  const values = (['To', 'Pointer', 'Status'] as const).filter((field) => isStated(step, field));
  if (values.length !== 1) impossible('setWhat', step.node, { name });
  if (values[0] === 'Status') {
    if (name !== 'Status') impossible('statusElsewhere', node, { name });
    write(writer, operations.setStatus, { value: statusNumber(wordOf(step, 'Status')!) });
  } else if (values[0] === 'Pointer') {
    const from = pointerOperand(scope, textOf(step, 'Pointer') ?? '', nodeOf(step, 'Pointer'), true);
    write(writer, operations.setPointer, { to: pointerOperand(scope, name, node, false), pointer: from });
  } else write(writer, operations.setFlag, { to: flagOperand(scope, name, node), value: booleanOf(step, 'To') === true ? 1 : 0 });
}

function compileHeader(scope: Scope, step: Step): void {
  const { writer } = scope;
  const pointer = pointerOperand(scope, textOf(step, 'Header') ?? '', nodeOf(step, 'Header'), true);
  const third = booleanOf(step, 'Synchronised') === true ? 1 : 0;
  const before = writer.code.length;
  if (isStated(step, 'DataUsed')) {
    const amount = amountOf(step, 'DataUsed');
    write(writer, operations.writeDataUsed, { pointer, value: amount === amounts.frame ? amounts.frameThatFits : amount, third });
  }
  if (isStated(step, 'OptionsFlags')) write(writer, operations.setOptionsFlags, { pointer, value: numberOf(step, 'OptionsFlags') ?? 0 });
  if (isStated(step, 'FrameInfo')) write(writer, operations.writeFrameInfo, { pointer, value: frameInfoBytes, second: wordOf(step, 'FrameInfo') === 'Checked' ? 1 : 0 });
  if (writer.code.length === before) write(writer, operations.readHeader, { pointer, third });
}

function compileWait(scope: Scope, step: Step): void {
  const { kind, writer } = scope;
  if (kind === 'cancel' || kind === 'reset' || kind === 'surpriseRemoval') impossible('waitAtOnce', step.node);
  const time = bound(step, 'Wait');
  if (time.state !== 'present' || time.kind !== 'distribution') return;
  write(writer, operations.wait, { value: timeNumber(writer.assembly, time.distribution) });
}

/** Ends a routine: what a routine returns that need not return anything. */
export function endRoutine(scope: Scope, path: string): void {
  write(scope.writer, operations.return, { value: status.success, path, pointer: operands.none });
}
