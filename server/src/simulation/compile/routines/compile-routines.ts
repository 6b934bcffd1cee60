import { type Instance, elementsOf, instanceIn, instancesIn, isStated, nodeOf, textOf, wordOf } from '../../../document/index';
import { DriverRoutine, DriverRoutines, type SimulationDriver } from '../../../ks/index';
import type { Assembly } from '../../behaviour/assemble';
import { createAssembly, createWriter, finishAssembly, finishRoutine, keptOperand, localOperand, reserveRoutine, timeNumber, write } from '../../behaviour/assemble';
import type { Behaviour, RoutineKind } from '../../behaviour/index';
import { operations, transitions } from '../../behaviour/index';
import { addStock } from '../../behaviour/stock';
import { queueFlags } from '../../queue/index';
import { stockChoicesOf } from '../../run/routines/stock-of-pin';
import { settlePin } from '../../run/settled';
import type { DriverScenario, PinScenario, Scenario } from '../../scenario';
import type { PinPlan } from '../plan';
import { impossible } from '../problem';
import type { Reader } from '../reader';
import { pointer } from '../reader';
import { reservedNames } from './compile-conditions';
import { compileSteps, endRoutine, stepsOf } from './compile-steps';
import { behaviourFacts } from './facts';
import type { Names, Step } from './scope';
import { parameterName } from './scope';

type Routines = Instance<typeof DriverRoutines>;
type Routine = Instance<typeof DriverRoutine>;

/** Members of DriverRoutines that AVStream, the device or the system calls. */
const entryFields = {
  Process: 'process', Dpc: 'dpc', StopToAcquire: 'setDeviceState', AcquireToPause: 'setDeviceState', PauseToRun: 'setDeviceState', RunToPause: 'setDeviceState', PauseToAcquire: 'setDeviceState',
  AcquireToStop: 'setDeviceState', Reset: 'reset', SurpriseRemoval: 'surpriseRemoval', TimeoutCallback: 'timeout',
} as const satisfies Readonly<Record<string, RoutineKind>>;
type EntryField = keyof typeof entryFields;
const entryNames = Object.keys(entryFields) as EntryField[];

/** Choices of a driver that a routine decides when the document describes it. */
const decidedBy: Readonly<Partial<Record<EntryField, readonly (keyof typeof SimulationDriver.fields)[]>>> = {
  Process: ['Pattern', 'WhenListFull', 'WhenBufferTooSmall', 'UnlocksClones', 'CancelCallback', 'CloneTimeout', 'ChunkSize', 'TrailingEdgeFrames'],
  Dpc: ['AttemptProcessing', 'AttemptAsynchronous', 'SetsDataUsed', 'ChunkSize'], Reset: ['ResetDeletesClones'], PauseToAcquire: ['DeletesClones'], AcquireToStop: ['DeletesClones'],
};

/** Puts the routines that the document describes into the pins of a scenario; what they leave out is that of the pattern. */
export function withRoutines(reader: Reader, scenario: Scenario, plans: readonly PinPlan[]): Scenario {
  if (!plans.some(({ driver }) => driver !== undefined && isStated(driver, 'Routines'))) return scenario;
  const pins = scenario.pins.map((pin, index): PinScenario => {
    const stated = plans[index]?.driver;
    const routines = stated && instanceIn(stated, 'Routines', DriverRoutines);
    if (stated === undefined || routines === undefined || !isStated(stated, 'Routines')) return pin;
    if (pin.callbacks.process === null) impossible('routinesWithoutProcess', routines.node);
    return { ...pin, driver: compileDriverRoutines(reader, scenario, index, stated, routines) };
  });
  return { ...scenario, pins };
}

function compileDriverRoutines(reader: Reader, scenario: Scenario, index: number, stated: Instance<typeof SimulationDriver>, routines: Routines): DriverScenario {
  const described = entryNames.filter((field) => isStated(routines, field));
  for (const field of described) {
    const beside = decidedBy[field]?.find((choice) => isStated(stated, choice));
    if (beside !== undefined) impossible('besidesRoutine', nodeOf(stated, beside), { field: beside, routine: field });
  }
  const behaviour = compileBehaviour(reader, scenario, index, routines, described);
  const at = `pins.${index}.driver`;
  const pathOf = (field: EntryField | 'Callbacks'): string => pointer(reader, isStated(routines, field) ? nodeOf(routines, field) : routines.node);
  reader.paths[`${at}.routines`] = pointer(reader, nodeOf(stated, 'Routines'));
  const { driver } = scenario.pins[index]!;
  const { facts, decider } = behaviourFacts(behaviour, described);
  for (const [key, field] of Object.entries(decider)) reader.paths[`${at}.${key}`] = pathOf(field as EntryField);
  return { ...driver, ...facts, routines: behaviour };
}

function compileBehaviour(reader: Reader, scenario: Scenario, index: number, routines: Routines, described: readonly EntryField[]): Behaviour {
  const assembly = createAssembly();
  const settled = settlePin(scenario, index);
  const callbacks = namedRoutines(routines, 'Callbacks');
  const workItems = namedRoutines(routines, 'WorkItems');
  const kept = keptNames(routines);
  const all: Routine[] = [...described.map((field) => instanceIn(routines, field, DriverRoutine)!), ...callbacks.values(), ...workItems.values()];
  const steps = all.flatMap((routine) => everyStep(stepsOf(elementsOf(routine, 'Steps'))));
  const names: Names = {
    reader, assembly, kept, flags: new Set(steps.filter((step) => isStated(step, 'To')).map((step) => textOf(step, 'Set') ?? '')), pointers: new Set(steps.flatMap(setPointers)),
    callbacks: reserve(assembly, callbacks), workItems: reserve(assembly, workItems), hasTimeoutCallback: described.includes('TimeoutCallback'),
  };
  refuseReserved(steps);
  for (const name of kept) keptOperand(assembly, name, 'pointer');
  addStock(assembly, stockChoicesOf(settled), described);
  const level = (settled.flags & queueFlags.dispatchLevelProcessing) !== 0 ? 'dispatch' : 'passive';
  const { entries } = assembly;
  for (const field of described) {
    const kind = entryFields[field];
    const routine = instanceIn(routines, field, DriverRoutine)!;
    const before = kind === 'process' ? settled.driver.processTime : kind === 'setDeviceState' ? settled.driver.setDeviceStateTime : null;
    const fallback = field === 'Process' ? settled.callbacks.process ?? field : field === 'Reset' ? settled.callbacks.reset ?? field : kind === 'setDeviceState' ? settled.callbacks.setDeviceState ?? field : field;
    const number = compileRoutine(names, routine, kind, kind === 'process' ? level : kind === 'dpc' || kind === 'timeout' ? 'dispatch' : 'passive', fallback, before, -1);
    if (kind === 'setDeviceState') entries.setDeviceState[transitions[`${field.charAt(0).toLowerCase()}${field.slice(1)}` as keyof typeof transitions]] = number;
    else entries[kind] = number;
  }
  for (const [name, routine] of callbacks) compileRoutine(names, routine, 'cancel', 'dispatch', name, null, names.callbacks.get(name)!);
  for (const [name, routine] of workItems) compileRoutine(names, routine, 'workItem', 'passive', name, null, names.workItems.get(name)!);
  refuseMixture(assembly, routines);
  return finishAssembly(assembly);
}

function compileRoutine(names: Names, routine: Routine, kind: RoutineKind, level: 'passive' | 'dispatch', fallback: string, before: DriverScenario['processTime'] | null, reserved: number): number {
  const { reader, assembly } = names;
  const path = pointer(reader, routine.node);
  const writer = createWriter(assembly, path);
  const steps = stepsOf(elementsOf(routine, 'Steps'));
  const isCalledWithPointer = kind === 'cancel' || kind === 'timeout';
  if (isCalledWithPointer) localOperand(writer, parameterName, 'pointer');
  const own = new Set([...(isCalledWithPointer ? [parameterName] : []), ...everyStep(steps).flatMap(setPointers).filter((name) => !names.kept.has(name))]);
  for (const name of own) localOperand(writer, name, 'pointer');
  if (before && (before.kind !== 'constant' || before.value !== 0)) write(writer, operations.wait, { value: timeNumber(assembly, before) });
  const scope = { ...names, writer, kind, own, loop: null };
  if (compileSteps(scope, steps)) {
    if (kind === 'process' || kind === 'setDeviceState') impossible('missingReturn', isStated(routine, 'Steps') ? nodeOf(routine, 'Steps') : routine.node);
    endRoutine(scope, path);
  }
  const stated = wordOf(routine, 'Level');
  return finishRoutine(writer, textOf(routine, 'Name') ?? fallback, kind, stated === undefined ? level : stated === 'Dispatch' ? 'dispatch' : 'passive', path, reserved);
}

/** Callbacks or work items by name; each has one of its own. */
function namedRoutines(routines: Routines, field: 'Callbacks' | 'WorkItems'): ReadonlyMap<string, Routine> {
  const found = new Map<string, Routine>();
  for (const routine of instancesIn(routines, field, DriverRoutine)) {
    const name = textOf(routine, 'Name') ?? impossible('routineWithoutName', routine.node, { list: field });
    if (found.has(name)) impossible('duplicateRoutine', nodeOf(routine, 'Name'), { name, list: field });
    found.set(name, routine);
  }
  return found;
}

const reserve = (assembly: Assembly, routines: ReadonlyMap<string, Routine>): ReadonlyMap<string, number> => new Map([...routines.keys()].map((name) => [name, reserveRoutine(assembly, name)]));

function keptNames(routines: Routines): ReadonlySet<string> {
  const names = new Set<string>();
  for (const element of elementsOf(routines, 'Kept') ?? []) {
    if (element.state !== 'present' || element.kind !== 'text') continue;
    if (reservedNames.has(element.text)) impossible('reservedName', element.node, { name: element.text });
    names.add(element.text);
  }
  return names;
}

/** Every step, those within others too. */
function everyStep(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap((step) => [step, ...(['Then', 'Else', 'Do'] as const).flatMap((field) => everyStep(stepsOf(elementsOf(step, field))))]);
}

/** Pointers that a step sets. */
function setPointers(step: Step): readonly string[] {
  const name = isStated(step, 'As') ? textOf(step, 'As') : isStated(step, 'Set') && isStated(step, 'Pointer') ? textOf(step, 'Set') : undefined;
  return name === undefined ? [] : [name];
}

/** Words that stand for something else cannot be names. */
function refuseReserved(steps: readonly Step[]): void {
  for (const step of steps) {
    for (const field of ['As', 'Set'] as const) {
      const name = isStated(step, field) ? textOf(step, field) : undefined;
      if (name !== undefined && reservedNames.has(name) && !(name === 'Status' && isStated(step, 'Status'))) impossible('reservedName', nodeOf(step, field), { name });
    }
  }
}

/** A device either fills buffers that the driver programs, or a store that the driver copies from. */
function refuseMixture({ routines }: Assembly, stated: Routines): void {
  const has = (...ops: readonly operations[]): boolean => routines.some(({ code }) => code.some(({ op }) => ops.includes(op)));
  if (has(operations.copy) && has(operations.program)) impossible('programAndCopy', stated.node);
}
