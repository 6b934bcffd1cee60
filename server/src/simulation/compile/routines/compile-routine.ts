import { type Instance, type NodeId, elementsOf, instanceIn, instancesIn, isStated, nodeOf, textOf, wordOf } from '../../../document/index';
import { DriverRoutine, type DriverRoutines, type SimulationDriver } from '../../../ks/index';
import type { Assembly } from '../../behaviour/assemble';
import { createWriter, finishRoutine, keptOperand, localOperand, reserveRoutine, timeNumber, write } from '../../behaviour/assemble';
import type { RoutineKind } from '../../behaviour/program';
import { operations } from '../../behaviour/program';
import type { DriverScenario } from '../../scenario';
import { impossible } from '../problem';
import { reservedNames } from './compile-conditions';
import { compileSteps, endRoutine, stepsOf } from './compile-steps';
import type { Names, Step } from './scope';
import { attempt, parameterName } from './scope';

export type Routines = Instance<typeof DriverRoutines>;
export type Routine = Instance<typeof DriverRoutine>;

/** Members of DriverRoutines that AVStream, the device or the system calls. */
const entryFields = {
  Process: 'process', Dpc: 'dpc', StopToAcquire: 'setDeviceState', AcquireToPause: 'setDeviceState', PauseToRun: 'setDeviceState', RunToPause: 'setDeviceState', PauseToAcquire: 'setDeviceState',
  AcquireToStop: 'setDeviceState', Reset: 'reset', SurpriseRemoval: 'surpriseRemoval', TimeoutCallback: 'timeout',
} as const satisfies Readonly<Record<string, RoutineKind>>;
export type EntryField = keyof typeof entryFields;
const entryNames = Object.keys(entryFields) as EntryField[];

/** How a routine is called. */
export interface RoutinePlace {
  readonly kind: RoutineKind;
  readonly level: 'passive' | 'dispatch';
  /** Its name when it states none. */
  readonly fallback: string;
  /** Time that passes before its first step. */
  readonly before: DriverScenario['processTime'] | null;
  /** Its number, where others refer to it; -1: the next one. */
  readonly reserved: number;
}

/** Compiles one routine and gives it its number. */
export function compileRoutine(names: Names, routine: Routine, { kind, level, fallback, before, reserved }: RoutinePlace): number {
  const { assembly } = names;
  const path = names.pathOf(routine.node);
  const writer = createWriter(assembly, path);
  const steps = stepsOf(elementsOf(routine, 'Steps'));
  const isCalledWithPointer = kind === 'cancel' || kind === 'timeout';
  if (isCalledWithPointer) localOperand(writer, parameterName, 'pointer');
  const own = new Set([...(isCalledWithPointer ? [parameterName] : []), ...everyStep(steps).flatMap(setPointers).filter((name) => !names.kept.has(name))]);
  for (const name of own) localOperand(writer, name, 'pointer');
  if (before && (before.kind !== 'constant' || before.value !== 0)) write(writer, operations.wait, { value: timeNumber(assembly, before) });
  const scope = { ...names, writer, kind, own, loop: null };
  if (compileSteps(scope, steps)) {
    if (kind === 'process' || kind === 'setDeviceState') attempt(names, () => impossible('missingReturn', isStated(routine, 'Steps') ? nodeOf(routine, 'Steps') : routine.node), undefined);
    endRoutine(scope, path);
  }
  const stated = wordOf(routine, 'Level');
  return finishRoutine(writer, textOf(routine, 'Name') ?? fallback, kind, stated === undefined ? level : stated === 'Dispatch' ? 'dispatch' : 'passive', path, reserved);
}

/** Callbacks or work items by name; each has one of its own. */
function namedRoutines(problems: Names['problems'], routines: Routines, field: 'Callbacks' | 'WorkItems'): ReadonlyMap<string, Routine> {
  const found = new Map<string, Routine>();
  for (const routine of instancesIn(routines, field, DriverRoutine)) {
    attempt({ problems }, () => {
      const name = textOf(routine, 'Name') ?? impossible('routineWithoutName', routine.node, { list: field });
      if (found.has(name)) impossible('duplicateRoutine', nodeOf(routine, 'Name'), { name, list: field });
      found.set(name, routine);
    }, undefined);
  }
  return found;
}

const reserve = (assembly: Assembly, routines: ReadonlyMap<string, Routine>): ReadonlyMap<string, number> => new Map([...routines.keys()].map((name) => [name, reserveRoutine(assembly, name)]));

function keptNames(problems: Names['problems'], routines: Routines): ReadonlySet<string> {
  const names = new Set<string>();
  for (const element of elementsOf(routines, 'Kept') ?? []) {
    if (element.state !== 'present' || element.kind !== 'text') continue;
    attempt({ problems }, () => refuseReservedName(element.text, element.node), undefined);
    names.add(element.text);
  }
  return names;
}

/** Every step, those within others too. */
export function everyStep(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap((step) => [step, ...(['Then', 'Else', 'Do'] as const).flatMap((field) => everyStep(stepsOf(elementsOf(step, field))))]);
}

/** Pointers that a step sets. */
function setPointers(step: Step): readonly string[] {
  const name = isStated(step, 'As') ? textOf(step, 'As') : isStated(step, 'Set') && isStated(step, 'Pointer') ? textOf(step, 'Set') : undefined;
  return name === undefined ? [] : [name];
}

/** Words that stand for something else cannot be names. */
function refuseReserved(problems: Names['problems'], steps: readonly Step[]): void {
  for (const step of steps) {
    for (const field of ['As', 'Set'] as const) {
      const name = isStated(step, field) ? textOf(step, field) : undefined;
      if (name !== undefined && !(name === 'Status' && isStated(step, 'Status'))) attempt({ problems }, () => refuseReservedName(name, nodeOf(step, field)), undefined);
    }
  }
}

function refuseReservedName(name: string, node: NodeId): void {
  if (reservedNames.has(name)) impossible('reservedName', node, { name });
}

/** Choices of a driver that a routine decides when the document describes it. */
const decidedBy: Readonly<Partial<Record<EntryField, readonly (keyof typeof SimulationDriver.fields)[]>>> = {
  Process: ['Pattern', 'WhenListFull', 'WhenBufferTooSmall', 'UnlocksClones', 'CancelCallback', 'CloneTimeout', 'ChunkSize', 'TrailingEdgeFrames'],
  Dpc: ['AttemptProcessing', 'AttemptAsynchronous', 'SetsDataUsed', 'ChunkSize'], Reset: ['ResetDeletesClones'], PauseToAcquire: ['DeletesClones'], AcquireToStop: ['DeletesClones'],
};

/** The routines that a driver describes. */
export const describedIn = (routines: Routines): readonly EntryField[] => entryNames.filter((field) => isStated(routines, field));

/** Refuses choices of a driver that one of its routines decides. */
export function refuseDecided(problems: Names['problems'], driver: Instance<typeof SimulationDriver>, described: readonly EntryField[]): void {
  for (const field of described) {
    for (const beside of decidedBy[field]?.filter((choice) => isStated(driver, choice)) ?? []) attempt({ problems }, () => impossible('besidesRoutine', nodeOf(driver, beside), { field: beside, routine: field }), undefined);
  }
}

/** The names that the routines of a driver use for what is theirs, and the routines that others refer to. */
export interface NamedRoutines { readonly names: Names; readonly callbacks: ReadonlyMap<string, Routine>; readonly workItems: ReadonlyMap<string, Routine> }

/** Gathers names before any routine is compiled: all of them share them. */
export function gatherNames(routines: Routines, described: readonly EntryField[], assembly: Assembly, pathOf: Names['pathOf'], problems: Names['problems']): NamedRoutines {
  const callbacks = namedRoutines(problems, routines, 'Callbacks');
  const workItems = namedRoutines(problems, routines, 'WorkItems');
  const kept = keptNames(problems, routines);
  const steps = everyStepOf(routines, described);
  refuseReserved(problems, steps);
  const names: Names = {
    pathOf, problems, assembly, kept, flags: new Set(steps.filter((step) => isStated(step, 'To')).map((step) => textOf(step, 'Set') ?? '')), pointers: new Set(steps.flatMap(setPointers)),
    callbacks: reserve(assembly, callbacks), workItems: reserve(assembly, workItems), hasTimeoutCallback: described.includes('TimeoutCallback'),
  };
  for (const name of kept) keptOperand(assembly, name, 'pointer');
  return { names, callbacks, workItems };
}

/** Every step of every routine. */
export function everyStepOf(routines: Routines, described: readonly EntryField[]): readonly Step[] {
  const all = [...described.map((field) => instanceIn(routines, field, DriverRoutine)!), ...instancesIn(routines, 'Callbacks', DriverRoutine), ...instancesIn(routines, 'WorkItems', DriverRoutine)];
  return all.flatMap((routine) => everyStep(stepsOf(elementsOf(routine, 'Steps'))));
}

/** The level and kind that a routine of the driver's dispatch tables is called with; `level`: that of Process. */
export const placeOf = (field: EntryField, level: RoutinePlace['level']): Pick<RoutinePlace, 'kind' | 'level'> => {
  const kind = entryFields[field];
  return { kind, level: kind === 'process' ? level : kind === 'dpc' || kind === 'timeout' ? 'dispatch' : 'passive' };
};

/** Compiles the routines that others refer to. */
export function compileNamed({ names, callbacks, workItems }: NamedRoutines): void {
  for (const [name, routine] of callbacks) compileRoutine(names, routine, { kind: 'cancel', level: 'dispatch', fallback: name, before: null, reserved: names.callbacks.get(name)! });
  for (const [name, routine] of workItems) compileRoutine(names, routine, { kind: 'workItem', level: 'passive', fallback: name, before: null, reserved: names.workItems.get(name)! });
}

/** Refuses both at once: a device either fills buffers that the driver programs, or a store that the driver copies from. */
export function refuseMixture({ routines }: Assembly, stated: Routines): void {
  const has = (...ops: readonly operations[]): boolean => routines.some(({ code }) => code.some(({ op }) => ops.includes(op)));
  if (has(operations.copy) && has(operations.program)) impossible('programAndCopy', stated.node);
}

