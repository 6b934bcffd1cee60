import type { GroupTable } from './group-table';
import { addTo, createGroupTable, findIn, groupTableSize } from './group-table';

/** States, each two numbers, of its queue and its control, in the order in which they were found, and which of them are known. */
export interface StateTable {
  /** Of each state its queue and its control. */
  arena: Int32Array;
  /** From which state each was found first; -1 for the first one. */
  parents: Int32Array;
  count: number;
  /** By control and queue. */
  readonly known: GroupTable;
}

/** Words of a state in `arena`. */
export const stateWords = 2;

/** A table without states. */
export function createStateTable(): StateTable {
  return { arena: new Int32Array(stateWords << 12), parents: new Int32Array(1 << 12), count: 0, known: createGroupTable() };
}

/** The number of a state, which is added with its parent if it is new: then it is the last one. */
export function addState(states: StateTable, queue: number, control: number, parent: number): number {
  const known = findIn(states.known, control, queue);
  return known >= 0 ? known : append(states, queue, control, parent);
}

/** Bytes of memory the table takes. */
export function stateTableSize({ arena, parents, known }: StateTable): number {
  return arena.byteLength + parents.byteLength + groupTableSize(known);
}

function append(states: StateTable, queue: number, control: number, parent: number): number {
  const number = states.count;
  addTo(states.known, control, queue, number);
  if (number === states.parents.length) {
    states.parents = longer(states.parents);
    states.arena = longer(states.arena);
  }
  states.arena[number * stateWords] = queue;
  states.arena[number * stateWords + 1] = control;
  states.parents[number] = parent;
  states.count = number + 1;
  return number;
}

function longer(column: Int32Array): Int32Array {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
