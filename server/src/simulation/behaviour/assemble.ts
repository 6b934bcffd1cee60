import type { Distribution } from '../scenario/distribution';
import type { Behaviour, Entries, Instruction, Routine, RoutineKind, Variable } from './program';
import { firstVariable, operands, operations, transitions } from './program';

/** A behaviour that is being put together. */
export interface Assembly {
  readonly kept: Variable[];
  readonly routines: Routine[];
  readonly spinLocks: string[];
  readonly times: Distribution[];
  readonly entries: { process: number; dpc: number; reset: number; surpriseRemoval: number; timeout: number; readonly setDeviceState: number[] };
}

/** Begins a behaviour in which nothing does anything. */
export function createAssembly(): Assembly {
  return { kept: [], routines: [], spinLocks: [], times: [], entries: { process: -1, dpc: -1, reset: -1, surpriseRemoval: -1, timeout: -1, setDeviceState: new Array<number>(transitions.acquireToStop + 1).fill(-1) } };
}

/** The behaviour as plain data. */
export function finishAssembly({ kept, routines, spinLocks, times, entries }: Assembly): Behaviour {
  return { kept, routines, spinLocks, times, entries: { ...entries } satisfies Entries };
}

/** The number of a time, made when there is none like it. */
export function timeNumber({ times }: Assembly, time: Distribution): number {
  const known = times.findIndex((other) => JSON.stringify(other) === JSON.stringify(time));
  return known >= 0 ? known : times.push(time) - 1;
}

/** The operand of a kept register, made when there is none of that name. */
export function keptOperand({ kept }: Assembly, name: string, kind: Variable['kind']): number {
  const known = kept.findIndex((variable) => variable.name === name);
  return ~(known >= 0 ? known : kept.push({ name, kind }) - 1);
}

/** A place in code that is known later. */
export interface Mark { place: number }

type Members = Partial<Omit<Instruction, 'op' | 'target'>> & { readonly target?: Mark };

/** Code that is being written. */
export interface Writer {
  readonly assembly: Assembly;
  /** What every instruction is said to come from. */
  path: string;
  readonly variables: Variable[];
  readonly code: (Omit<Instruction, 'target'> & { readonly target: Mark | null })[];
}

/** Begins a routine. */
export function createWriter(assembly: Assembly, path = ''): Writer {
  return { assembly, path, variables: [], code: [] };
}

/** Writes an instruction. */
export function write(writer: Writer, op: operations, { pointer = operands.none, to = operands.none, value = 0, second = 0, third = 0, target, path = writer.path }: Members = {}): void {
  writer.code.push({ op, pointer, to, value, second, third, path, target: target ?? null });
}

/** A mark that is to be put somewhere. */
export const createMark = (): Mark => ({ place: -1 });

/** Puts a mark behind what has been written. */
export function put(writer: Writer, mark: Mark): Mark {
  mark.place = writer.code.length;
  return mark;
}

/** The register of a variable of the routine, made when there is none of that name. */
export function localOperand({ variables }: Writer, name: string, kind: Variable['kind']): number {
  const known = variables.findIndex((variable) => variable.name === name);
  return firstVariable + (known >= 0 ? known : variables.push({ name, kind }) - 1);
}

/** Writes what follows only if a condition holds (or, with `isTrue` false, does not). */
export function writeIf(writer: Writer, condition: number, pointer: number, isTrue: boolean, then: () => void, otherwise?: () => void): void {
  const end = createMark();
  const other = otherwise === undefined ? end : createMark();
  write(writer, operations.branch, { value: condition, pointer, second: isTrue ? 1 : 0, target: other });
  then();
  if (otherwise !== undefined) {
    write(writer, operations.jump, { target: end });
    put(writer, other);
    otherwise();
  }
  put(writer, end);
}

/** Writes a loop that goes on while a condition holds. `body` is given the mark behind it. */
export function writeWhile(writer: Writer, condition: number, pointer: number, isTrue: boolean, body: (end: Mark) => void): void {
  const begin = put(writer, createMark());
  const end = createMark();
  write(writer, operations.branch, { value: condition, pointer, second: isTrue ? 1 : 0, target: end });
  body(end);
  write(writer, operations.jump, { target: begin });
  put(writer, end);
}

/** Keeps a number for a routine that others refer to before it is written. */
export function reserveRoutine({ routines }: Assembly, name: string): number {
  return routines.push({ name, kind: 'workItem', level: 'passive', variables: [], code: [], path: '' }) - 1;
}

/** Ends the routine and gives it a number, a new one or the one that was reserved for it. Every mark has been put by now. */
export function finishRoutine({ assembly, variables, code }: Writer, name: string, kind: RoutineKind, level: Routine['level'], path: string, reserved = -1): number {
  const routine: Routine = { name, kind, level, variables, path, code: code.map(({ target, ...members }) => ({ ...members, target: target === null ? 0 : target.place })) };
  if (reserved < 0) return assembly.routines.push(routine) - 1;
  assembly.routines[reserved] = routine;
  return reserved;
}
