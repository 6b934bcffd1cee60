import { queueFlags } from '../queue/index';
import type { FilterModel } from '../run/model';
import type { Add } from './told';

/** Gates that are attached to pins whose flag stands for a gate already (PIN-16). */
export function filterFindings({ index, scenario: { label, factories, gates = [] } }: FilterModel, add: Add): void {
  gates.forEach(({ pins }, gate) => {
    const factory = factories.findIndex((each) => (each.flags & queueFlags.someFramesRequiredForProcessing) !== 0 && each.pins.some((pin) => pins.includes(pin)));
    if (factory < 0) return;
    const attached = pins.filter((pin) => factories[factory]!.pins.includes(pin));
    add({ code: 'PIN-16', key: 'gateBesidesFlag', pin: label, time: 0, count: attached.length, arguments: { pins: attached.length }, fields: [`filters.${index}.gates.${gate}`, `pins.${attached[0]!}.flags`] });
  });
}
