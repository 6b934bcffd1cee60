import { moveClones, moveClonesOfPart } from './core';
import { internBytes } from './intern';
import { otherParts, partCount } from './machine';
import type { Stepper } from './steps';
import { firstLocal } from './steps';
import { addTuple } from './tuple-table';
import type { ProofFault } from './verdict';

/** What a step does besides what it does to the queue. It holds for every state that agrees in the queue and in the parts that the step has to do with. */
export interface Effect {
  /** The step cannot come: somebody else has the lock. */
  readonly blocked: boolean;
  /** By part, from {@link parts}.processing on, what it is behind the step; -1: as it was, with its clones renumbered. */
  readonly changed: readonly number[];
  /** Whose call goes on, and where it is then; -1: nobody's. */
  readonly thread: number;
  readonly local: number;
  /** Where clones went: see {@link clonesMoved}. */
  readonly moved: string;
  /** The call that begins, and on which thread; -1: none. */
  readonly starts: number;
  readonly startedLocal: number;
  /** Requests that came back to the client. */
  readonly completed: number;
  readonly fault: ProofFault | null;
}

/** All that an effect can be without. */
export const noEffect: Omit<Effect, 'thread' | 'local'> = { blocked: false, changed: new Array<number>(partCount).fill(-1), moved: '', starts: -1, startedLocal: 0, completed: 0, fault: null };

/** The number of an effect. */
export function effectNumber(stepper: Stepper, effect: Effect): number {
  const { effects, effectKeys, effectKey: key } = stepper;
  const { changed, fault, moved } = effect;
  key[0] = effect.blocked ? 1 : 0;
  for (let part = 1; part < partCount; part += 1) key[part] = changed[part]!;
  key[partCount] = effect.thread;
  key[partCount + 1] = effect.local;
  key[partCount + 2] = effect.starts;
  key[partCount + 3] = effect.startedLocal;
  key[partCount + 4] = effect.completed;
  // Of steps with the same fault the first one's facts are kept: where one ends the search there is no other.
  key[partCount + 5] = fault === null ? 0 : nameNumber(stepper, `${fault.kind} ${fault.kind === 'rule' ? fault.code : ''}`);
  key[partCount + 6] = moved === '' ? 0 : nameNumber(stepper, moved);
  const number = addTuple(effectKeys, key);
  if (number === effects.length) effects.push(effect);
  return number;
}

function nameNumber({ names }: Stepper, name: string): number {
  let number = names.get(name);
  if (number === undefined) {
    number = names.size + 1;
    names.set(name, number);
  }
  return number;
}

/** The control that an effect leads to. */
export function applyEffect(stepper: Stepper, control: number, effect: number): number {
  const { controls, threadCount, machine: { model: { behaviour } } } = stepper;
  const { changed, thread, local, moved, starts, startedLocal } = stepper.effects[effect]!;
  const start = control * controls.words;
  const { controlTo: to } = stepper;
  for (let word = 0; word < to.length; word += 1) to[word] = controls.arena[start + word]!;
  for (const part of otherParts) {
    if (changed[part]! >= 0) to[part - 1] = changed[part]!;
    else if (moved !== '') {
      const bytes = moveClonesOfPart(behaviour, part, stepper.parts[part]!, to[part - 1]!, moved);
      if (bytes !== null) to[part - 1] = internBytes(stepper.parts[part]!, bytes, bytes.length);
    }
  }
  for (let other = 0; other < threadCount; other += 1) {
    if (other === thread) to[firstLocal + other] = local;
    else if (moved !== '') to[firstLocal + other] = movedLocal(stepper, to[firstLocal + other]!, moved);
  }
  if (starts >= 0) to[firstLocal + starts] = startedLocal;
  return addTuple(controls, to);
}

/** The number of a call whose clones were renumbered. */
function movedLocal({ locals, machine: { model: { behaviour } } }: Stepper, local: number, moved: string): number {
  if (local === 0) return 0;
  const bytes = moveClones(behaviour, locals, local, moved);
  return bytes === null ? local : internBytes(locals, bytes, bytes.length);
}
