import type { Behaviour, Instruction } from '../../behaviour/index';
import { operations, transitions } from '../../behaviour/index';
import type { DriverScenario } from '../../scenario';

/** What routines show of the choices that patterns have, for findings and assumptions that speak of them; and the member of DriverRoutines that decides each. */
export function behaviourFacts(behaviour: Behaviour, described: readonly string[]): { readonly facts: DriverScenario; readonly decider: Readonly<Record<string, string>> } {
  const { routines, entries } = behaviour;
  const codeOf = (routine: number): readonly Instruction[] => routines[routine]?.code ?? [];
  const every = routines.flatMap(({ code }) => code);
  const has = (code: readonly Instruction[], ...ops: readonly operations[]): boolean => code.some(({ op }) => ops.includes(op));
  const clones = every.filter(({ op }) => op === operations.clone);
  const callbacks = clones.filter(({ value }) => value >= 0).map(({ value }) => codeOf(value));
  const attempts = every.filter(({ op }) => op === operations.attemptProcessing);
  const down = codeOf(entries.setDeviceState[transitions.pauseToAcquire]!);
  const gives = (code: readonly Instruction[]): boolean => has(code, operations.delete, operations.unlock);
  const facts: DriverScenario = {
    pattern: has(codeOf(entries.process), operations.copy) ? 'copyInProcess' : has(every, operations.copy) ? 'copyAtDpc' : clones.length > 0 ? 'cloneAndAdvance' : 'holdLeadingEdge',
    attemptProcessing: attempts.length === 0 ? 'never' : 'always',
    ...(attempts[0] === undefined ? {} : { attemptAsynchronous: attempts[0].value === 1 }),
    unlocksClones: routines.some(({ code }) => code.some(({ op, pointer }) => op === operations.unlock && code.some((other) => other.op === operations.clone && other.to === pointer))),
    cancelCallback: callbacks.length === 0 ? 'none' : callbacks.some((code) => has(code, operations.delete)) ? 'deletes' : 'keeps',
    setsDataUsed: every.some(({ op, value }) => op === operations.finishFrame || (op === operations.writeDataUsed && value !== 0)),
    deletesClones: gives(down) ? 'atAcquire' : gives(codeOf(entries.setDeviceState[transitions.acquireToStop]!)) ? 'atStop' : 'never',
    resetDeletesClones: gives(codeOf(entries.reset)),
  };
  const decider: Record<string, string> = {};
  const decides = (field: string, ...keys: readonly (keyof DriverScenario)[]): void => {
    if (described.includes(field)) for (const key of keys) decider[key] = field;
  };
  decides('Process', 'pattern', 'unlocksClones', 'cancelCallback', 'whenListFull', 'attemptProcessing');
  decides('Dpc', 'attemptProcessing', 'attemptAsynchronous', 'setsDataUsed', 'marksDiscontinuity');
  decides('AcquireToStop', 'deletesClones');
  decides('PauseToAcquire', 'deletesClones');
  decides('Reset', 'resetDeletesClones');
  return { facts, decider };
}
