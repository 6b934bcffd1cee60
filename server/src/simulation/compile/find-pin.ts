import type { Model, PinView } from '../../document/index';

/** The name by which a simulation refers to a pin. */
export const pinReference = (pin: PinView): string => `${pin.filter.label}/${pin.label}`;

/** Every pin of a document, in order. */
export const allPins = (model: Model): readonly PinView[] => model.filters.flatMap((filter) => filter.pins);

/** Pins that a reference names: `filter/pin`, or the pin's label alone. */
export function pinsNamed(model: Model, reference: string): readonly PinView[] {
  const pins = allPins(model);
  const exact = pins.filter((pin) => pinReference(pin) === reference);
  return exact.length > 0 ? exact : pins.filter((pin) => pin.label === reference);
}
