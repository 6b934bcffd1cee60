import { isClosed } from './core';
import type { GroupTable } from './group-table';
import { addTo, createGroupTable, findIn, groupTableSize } from './group-table';
import { firstByteOf } from './intern';
import { partCount, parts } from './machine';
import type { ProofModel } from './model';
import { kindOfMove, moveKinds, threads } from './model';
import { allMoveGroups, moveGroups, performMove, possibleMoves } from './moves';
import type { Renumbering } from './renumbering';
import { createRenumbering, renumberingSize } from './renumbering';
import type { TupleTable } from './tuple-table';
import { addTuple, createTupleTable } from './tuple-table';
import type { Stepper } from './steps';
import { applyEffect } from './effects';
import { dpcRunsFor, localIn, restoreState, stepThread } from './steps';

/**
 * What is known of steps. A step is carried out by the functions of the queue once for each queue and for each value of those other parts that it had to do with: that is an action. What it
 * came to holds wherever the same action meets the same queue; if it had nothing to do with the queue, everywhere.
 */
export interface StepTable {
  /** Of each key (a call with its thread, or a group of moves) the parts that its steps have had to do with so far, as bits, without the queue. */
  masks: Uint8Array;
  /** Actions by number: key, parts as bits, and the numbers of these parts (0 for the others). */
  readonly actions: TupleTable;
  /** By action: the results that hold with every queue, or -1. */
  everywhere: Int32Array;
  /** By action and queue: results. */
  readonly results: GroupTable;
  /** Results one behind the other: how many steps, and of each `info`, the queue it leads to (-1: the same) and the effect. */
  lists: Int32Array;
  listEnd: number;
  /** By control and effect: control. */
  readonly controls: GroupTable;
  /** By control: where its actions begin in `controlActions`, or -1, and how many they are: {@link placeWords} each, the action, the effect that it had last, and where that led to. */
  starts: Int32Array;
  counts: Uint8Array;
  controlActions: Int32Array;
  actionEnd: number;
  readonly key: Int32Array;
  /** Where requests are told apart: steps are known of canonical queues. */
  readonly renumbering: Renumbering | null;
}

/** Bits of `info`: the step (thread, or {@link moveBase} + move), a fault, requests that came back, and one of {@link moveKinds}. */
export enum infos { step = 0xff, fault = 0x100, serves = 0x200, kindShift = 10 }

/** Numbers of steps that are moves. */
export const moveBase = 16;

/** Words of `controlActions` for each action of a control. */
export const placeWords = 3;

/** Groups of moves have the first keys. */
const firstCallKey = 16;

/** A table that knows no step. `interchangeable`: requests are. */
export function createStepTable(interchangeable: boolean): StepTable {
  const words = 1 + partCount;
  return {
    masks: new Uint8Array(1 << 10), actions: createTupleTable(words), everywhere: new Int32Array(1 << 10).fill(-1), results: createGroupTable(), lists: new Int32Array(1 << 12), listEnd: 0, controls: createGroupTable(),
    starts: new Int32Array(1 << 10).fill(-1), counts: new Uint8Array(1 << 10), controlActions: new Int32Array(1 << 12), actionEnd: 0, key: new Int32Array(words), renumbering: interchangeable ? null : createRenumbering(),
  };
}

/** Bytes of memory the table takes. */
export function stepTableSize({ results, lists, controls, starts, counts, controlActions, everywhere, renumbering }: StepTable): number {
  return (renumbering === null ? 0 : renumberingSize(renumbering)) + groupTableSize(results) + lists.byteLength + groupTableSize(controls) + starts.byteLength + counts.byteLength + controlActions.byteLength + everywhere.byteLength;
}

/** Finds out which actions can come in a control, with whatever queue. */
export function lookAtControl(steps: StepTable, stepper: Stepper, model: ProofModel, control: number): void {
  if (control >= steps.starts.length) {
    steps.starts = longer(steps.starts, new Int32Array(steps.starts.length * 2).fill(-1));
    steps.counts = longer(steps.counts, new Uint8Array(steps.counts.length * 2));
  }
  steps.starts[control] = steps.actionEnd;
  // Nothing more happens to a pin that is closed.
  if (isClosed(firstByteOf(stepper.parts[parts.device]!, stepper.controls.arena[control * stepper.controls.words + parts.device - 1]!))) return;
  const overlaps = model.bounds.processOverlapsStates;
  /** Threads with a call under way, and those whose call waits for Process to return, as bits. */
  let underWay = 0;
  let waiting = 0;
  for (let thread = 0; thread < stepper.threadCount; thread += 1) {
    const local = localIn(stepper, control, thread);
    if (local === 0) continue;
    underWay |= 1 << thread;
    waiting |= firstByteOf(stepper.locals, local) << thread;
  }
  for (let thread = 0; thread < stepper.threadCount; thread += 1) {
    if ((underWay & (1 << thread)) === 0) continue;
    // Process does not run during SetDeviceState, unless that waits for it.
    if (thread === threads.process ? !overlaps && (underWay & ~waiting & (1 << threads.control)) !== 0 : (underWay & (1 << threads.process)) !== 0 && (waiting & (1 << thread)) !== 0) continue;
    addAction(steps, stepper, control, firstCallKey + localIn(stepper, control, thread) * 16 + thread * 2 + (dpcRunsFor(stepper, control, thread) ? 1 : 0));
  }
  for (const group of allMoveGroups) if (isFree(group, underWay, overlaps)) addAction(steps, stepper, control, group);
  steps.counts[control] = (steps.actionEnd - steps.starts[control]) / placeWords;
}

/** Whether nothing that is under way stands in the way of a group of moves. */
function isFree(group: moveGroups, underWay: number, overlaps: boolean): boolean {
  const isProcessing = (underWay & (1 << threads.process)) !== 0;
  const isControlled = (underWay & (1 << threads.control)) !== 0;
  switch (group) {
    case moveGroups.states: return !isControlled && (overlaps || !isProcessing);
    case moveGroups.close: return underWay === 0;
    case moveGroups.resetEnd: return !isControlled;
    case moveGroups.dpc: return (underWay & (1 << threads.dpc)) === 0;
    case moveGroups.process: return overlaps || !isControlled;
    case moveGroups.workItem: return (underWay & (1 << threads.workItem)) === 0;
    case moveGroups.timeout: return (underWay & (1 << threads.timeout)) === 0;
    default: return true;
  }
}

function addAction(steps: StepTable, stepper: Stepper, control: number, key: number): void {
  while (key >= steps.masks.length) steps.masks = longer(steps.masks, new Uint8Array(steps.masks.length * 2));
  const action = actionOf(steps, stepper, control, key);
  // What never can come, is not looked at again.
  const known = steps.everywhere[action]!;
  if (known >= 0 && steps.lists[known] === 0) return;
  if (steps.actionEnd + placeWords > steps.controlActions.length) steps.controlActions = longer(steps.controlActions, new Int32Array(steps.controlActions.length * 2));
  steps.controlActions[steps.actionEnd] = action;
  steps.controlActions[steps.actionEnd + 1] = 0;
  steps.actionEnd += placeWords;
}

/** The action that a key is in a control. */
function actionOf(steps: StepTable, { controls: { arena, words } }: Stepper, control: number, key: number): number {
  const mask = steps.masks[key]!;
  steps.key[0] = key;
  steps.key[1] = mask;
  for (let part = 1; part < partCount; part += 1) steps.key[1 + part] = (mask & (1 << part)) === 0 ? 0 : arena[control * words + part - 1]!;
  const action = addTuple(steps.actions, steps.key);
  while (action >= steps.everywhere.length) steps.everywhere = longer(steps.everywhere, new Int32Array(steps.everywhere.length * 2).fill(-1));
  return action;
}

/** The results of the action at a place of `controlActions`, which is not known with a queue: it is carried out, and narrowed down where it has to do with more than was known. */
export function carryOut(steps: StepTable, stepper: Stepper, queue: number, control: number, place: number): number {
  const key = steps.actions.arena[steps.controlActions[place]! * steps.actions.words]!;
  const known = narrowed(steps, stepper, queue, control, key, place);
  if (known >= 0) return known;
  const { found, touched } = key < firstCallKey ? carryOutMoves(stepper, queue, control, allMoveGroups[key]!) : carryOutCall(stepper, queue, control, key);
  const others = touched & ~1;
  if ((others & ~steps.masks[key]!) !== 0) {
    steps.masks[key]! |= others;
    narrowed(steps, stepper, queue, control, key, place);
  }
  const list = steps.listEnd;
  steps.listEnd += 1 + found.length;
  while (steps.listEnd > steps.lists.length) steps.lists = longer(steps.lists, new Int32Array(steps.lists.length * 2));
  steps.lists[list] = found.length / 3;
  steps.lists.set(found, list + 1);
  const action = steps.controlActions[place]!;
  if ((touched & 1) === 0) steps.everywhere[action] = list;
  else addTo(steps.results, action, queue, list);
  return list;
}

/** Puts the action with all parts that are known to matter into its place; what is known of it, or -1. */
function narrowed(steps: StepTable, stepper: Stepper, queue: number, control: number, key: number, place: number): number {
  const action = actionOf(steps, stepper, control, key);
  steps.controlActions[place] = action;
  const known = steps.everywhere[action]!;
  return known >= 0 ? known : findIn(steps.results, action, queue);
}

/** What carrying out came to: three words a step, as in `lists`, and the parts that it had to do with. */
interface CarriedOut { readonly found: number[]; readonly touched: number }

function carryOutCall(stepper: Stepper, queue: number, control: number, key: number): CarriedOut {
  const thread = ((key - firstCallKey) & 15) >> 1;
  stepThread(stepper, queue, control, thread);
  const found: number[] = [];
  if (!stepper.effects[stepper.effect]!.blocked) record(stepper, found, thread, moveKinds.system);
  return { found, touched: stepper.touched };
}

function carryOutMoves(stepper: Stepper, queue: number, control: number, group: moveGroups): CarriedOut {
  restoreState(stepper, queue, control);
  const possible = possibleMoves(stepper.machine, group, stepper.codec.table.interchangeable);
  let { touched } = stepper.machine;
  // They were only asked for: the first move need not put the machine into the state again.
  stepper.machine.touched = 0;
  const found: number[] = [];
  for (const move of possible) {
    if (performMove(stepper, queue, control, move)) record(stepper, found, moveBase + move, kindOfMove(move));
    touched |= stepper.touched;
  }
  return { found, touched };
}

function record({ effects, effect, touched, queueTo }: Stepper, found: number[], step: number, kind: moveKinds): void {
  const { fault, completed } = effects[effect]!;
  found.push(step | (fault === null ? 0 : infos.fault) | (completed > 0 ? infos.serves : 0) | (kind << infos.kindShift), (touched & 1) === 0 ? -1 : queueTo, effect);
}

/** The control that an effect leads to, which is not known. */
export function leadTo(steps: StepTable, stepper: Stepper, control: number, effect: number): number {
  const to = applyEffect(stepper, control, effect);
  addTo(steps.controls, control, effect, to);
  return to;
}

function longer<Column extends Int32Array | Uint8Array>(column: Column, larger: Column): Column {
  larger.set(column);
  return larger;
}
