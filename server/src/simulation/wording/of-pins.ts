import type { Assumption } from '../result';
import { type Write, assumptionText, write } from './describe-run';

/** An assumption with its sentence, and whom it concerns: the labels of pins, filters and circuits of which the very same holds. */
export interface ToldAssumption {
  readonly assumption: Assumption;
  readonly text: string;
}

/** A sentence about some of several pins, filters or circuits; with one of them, or about the whole run, it stands for itself. */
export const ofPins = (text: string, pins: readonly string[], isOneOfSeveral: boolean, writer: Write): string => (isOneOfSeveral && pins.length > 0 ? write(writer, 'value.ofPins', { text, pins: pins.join(', ') }) : text);

/** Assumptions in sentences, each once: what holds alike of several pins is told of all of them together. */
export function tellAssumptions(assumptions: readonly Assumption[], writer: Write): readonly ToldAssumption[] {
  const groups = new Map<string, { readonly assumption: Assumption; readonly text: string; readonly pins: string[] }>();
  for (const assumption of assumptions) {
    const { pin, basis, source, decided, path } = assumption;
    const text = assumptionText(assumption, writer);
    const alike = JSON.stringify([text, basis, source, decided, path, pin === '']);
    const group = groups.get(alike);
    if (group === undefined) groups.set(alike, { assumption, text, pins: pin === '' ? [] : [pin] });
    else if (pin !== '' && !group.pins.includes(pin)) group.pins.push(pin);
  }
  const several = new Set(assumptions.map(({ pin }) => pin).filter((pin) => pin !== '')).size > 1;
  return [...groups.values()].map(({ assumption, text, pins }) => ({ assumption, text: ofPins(text, pins, several, writer) }));
}
