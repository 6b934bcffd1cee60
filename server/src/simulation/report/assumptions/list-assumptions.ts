import type { PinModel, SimulationModel } from '../../run/model';
import type { Assumption } from '../../result';
import { listChoices } from './choices';
import { listCircuitOptions } from './circuit-options';
import { listFilterOptions } from './filter-options';
import { fixedChoices } from './fixed-choices';
import { factsOf } from './pin-facts';
import { pinOptions } from './pin-options';
import { tellOption } from './tell';

/** Every option and model choice that took part in the run, and no other: pin by pin, then filters, circuits and what holds for the whole run. */
export function listAssumptions(model: SimulationModel): Assumption[] {
  return [
    ...model.pins.flatMap((pin) => ofPin(model, pin)), ...model.filters.flatMap((filter) => listFilterOptions(model, filter)), ...model.circuits.flatMap((circuit) => listCircuitOptions(model, circuit)),
    ...listChoices(model), ...ofTies(model),
  ];
}

function ofPin(model: SimulationModel, pin: PinModel): Assumption[] {
  const { scenario } = model;
  const { settings, index } = pin;
  const facts = factsOf(model, pin);
  const options = pinOptions.flatMap(({ key, field, value, basis = 'assumed', source = '', tookPart }) => {
    const held = value(settings);
    return held === null || held === undefined || !tookPart(facts) ? [] : tellOption(scenario, { key, pin: settings.label, field: `pins.${index}.${field}`, value: held, basis, source });
  });
  const fixed = fixedChoices.filter(({ tookPart }) => tookPart(facts)).map(({ key, value, basis, source }): Assumption => ({
    key, pin: settings.label, arguments: { value }, basis, value, source, decided: false, path: '',
  }));
  return [...options, ...fixed];
}

/** The order of what comes at one instant. */
function ofTies({ scenario }: SimulationModel): Assumption[] {
  const { tieSeed = 0 } = scenario;
  return tieSeed === 0 ? [] : [...tellOption(scenario, { key: 'tieSeed', pin: '', field: 'tieSeed', value: tieSeed, basis: 'assumed', source: '' })];
}
