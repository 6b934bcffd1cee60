import { instanceIn, instancesIn } from '../../document/index';
import { SimulationDriver, SimulationPin } from '../../ks/index';
// Not from the folder's index: that brings the engine along.
import { routineProblems } from '../../simulation/compile/routines/routine-problems';
import { problemTexts } from '../../simulation/wording/problem-texts';
import { defineRule } from '../rule';

/** What can be wrong with routines, with the sentence that runs and proofs have for it, too. */
const keys = [
  'besidesRoutine', 'routineWithoutName', 'duplicateRoutine', 'reservedName', 'noVerb', 'twoVerbs', 'stepMember', 'stepMissing', 'unreachableStep', 'missingReturn', 'outsideWhile', 'notTrue', 'setWhat',
  'statusElsewhere', 'pointerNeverSet', 'pointerNeverSetNearest', 'pointerOfOther', 'flagAsPointer', 'pointerAsFlag', 'unknownCondition', 'unknownConditionNearest', 'unknownRoutine', 'unknownRoutineNearest',
  'noTimeoutCallback', 'pinNotPointer', 'tooManySpinLocks', 'waitAtOnce', 'programAndCopy',
] as const;
type Key = (typeof keys)[number];
const texts = Object.fromEntries(keys.map((key) => [key, problemTexts[`scenario.${key}`]!])) as Readonly<Record<Key, string>>;

/** Routines of a driver that no machine can carry out. */
export const doc16 = defineRule({
  code: 'DOC-16', title: 'Routine that cannot be', area: 'document', defaultSeverity: 'error', evidence: [], sources: [], since: '0.1.0', scope: 'simulation',
  condition: 'Routines of a driver name a stream pointer, flag, condition or routine that nothing sets or describes, have a step that says nothing, two things or what does not belong to it, one that is never reached, a way to the end of Process or SetDeviceState without Return, or Break outside a loop.',
  effect: 'The simulation can be neither run nor proved, nor can its expectations be tested: what the driver would do is not said.',
  remedy: 'Correct the step at that place. What stands in a step that cannot be read is taken for unknown: nothing is reported that may only come of it.',
  texts,
  check(simulation, report, model) {
    for (const owner of [simulation, ...instancesIn(simulation, 'Pins', SimulationPin)]) {
      const driver = instanceIn(owner as typeof simulation, 'Driver', SimulationDriver);
      for (const { key, node, arguments: values } of driver ? routineProblems(model, driver) : []) report(node, key as Key, values);
    }
  },
});
