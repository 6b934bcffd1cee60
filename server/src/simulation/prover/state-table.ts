import type { GroupTable } from './group-table';
import { addTo, createGroupTable, findIn, groupTableSize } from './group-table';
import type { Column } from './segments';
import { columnSize, createColumn, segmentFor, segmentMask, wordAt } from './segments';

/** States, each two numbers, of its queue and its control, in the order in which they were found, and which of them are known. */
export interface StateTable {
  /** Of each state its queue and its control. */
  readonly arena: Column;
  /** From which state each was found first; -1 for the first one. */
  readonly parents: Column;
  count: number;
  /** By control and queue. */
  readonly known: GroupTable;
}

/** Words of a state in `arena`. */
export const stateWords = 2;

/** A table without states. */
export function createStateTable(): StateTable {
  return { arena: createColumn(), parents: createColumn(), count: 0, known: createGroupTable() };
}

/** The number of a state, which is added with its parent if it is new: then it is the last one. */
export function addState(states: StateTable, queue: number, control: number, parent: number): number {
  const known = findIn(states.known, control, queue);
  return known >= 0 ? known : append(states, queue, control, parent);
}

/** The queue and the control of a state, and the state that it was found from. */
export function queueIn({ arena }: StateTable, state: number): number {
  return wordAt(arena, state * stateWords);
}

export function controlIn({ arena }: StateTable, state: number): number {
  return wordAt(arena, state * stateWords + 1);
}

export function parentIn({ parents }: StateTable, state: number): number {
  return wordAt(parents, state);
}

/** Bytes of memory the table takes. */
export function stateTableSize({ arena, parents, known }: StateTable): number {
  return columnSize(arena) + columnSize(parents) + groupTableSize(known);
}

function append(states: StateTable, queue: number, control: number, parent: number): number {
  const number = states.count;
  addTo(states.known, control, queue, number);
  const place = number * stateWords;
  const segment = segmentFor(states.arena, place);
  segment[place & segmentMask] = queue;
  segment[(place & segmentMask) + 1] = control;
  segmentFor(states.parents, number)[number & segmentMask] = parent;
  states.count = number + 1;
  return number;
}
