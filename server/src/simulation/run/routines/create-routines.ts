import { addInstantKind, addRow } from '../../../trace/index';
import type { Behaviour } from '../../behaviour/index';
import { createKept, isCall, nameOfCall, operations } from '../../behaviour/index';
import { createSampler } from '../../engine/index';
import { createFilterMutexes } from '../../queue/index';
import type { PinModel, SimulationModel } from '../model';
import { createOccurrence } from '../occurrence';
import { createMachine } from './machine';
import type { RoutinesModel } from './model';

/** Makes the routines of a pin's driver, with rows of their own for those that the pin has none for. */
export function createRoutines(model: SimulationModel, pin: PinModel, behaviour: Behaviour): RoutinesModel {
  const { recorder, seed, environment } = model;
  const { label } = pin.settings;
  const isStated = behaviour.routines.some(({ path }) => path !== '');
  const kept = createKept(behaviour);
  let own = 0;
  const rows = behaviour.routines.map(({ kind, name, path }) => {
    if (!isStated || (kind !== 'cancel' && kind !== 'timeout' && kind !== 'workItem' && kind !== 'surpriseRemoval')) return -1;
    own += 1;
    return addRow(recorder, { kind: 'callback', label: name, index: own - 1, group: label, path });
  });
  const called = new Set(isStated ? behaviour.routines.flatMap(({ code }) => code.filter((instruction) => isCall(instruction) && instruction.op !== operations.attemptProcessing).map(nameOfCall)) : []);
  return {
    behaviour, isStated, kept, machine: createMachine(model, pin, behaviour, kept), times: behaviour.times.map((time, number) => createSampler(time, seed, `${label}/routines/${number}`)), rows,
    kinds: new Map([...called].map((name) => [name, addInstantKind(recorder, { key: name, basis: 'scenario', path: '' })])), calls: [],
    mutexes: createFilterMutexes(environment, label), spinLockHolders: new Int32Array(behaviour.spinLocks.length).fill(-1), waitingCallbacks: [], lockFaults: [], dpcRuns: false, dpcAgain: false, attempts: [], dpcsWithoutAttempt: 0, hasAttempted: false,
    endlessLoop: createOccurrence(), endlessPath: '', endlessRoutine: '', hasStopped: false, refusesState: false,
    attemptsAtAll: behaviour.routines.some(({ code }) => code.some(({ op }) => op === operations.attemptProcessing || op === operations.attemptWhenEmptied)), lateWrites: createOccurrence(),
  };
}
