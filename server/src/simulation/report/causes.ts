import { pathOf } from '../run/paths';
import type { Scenario, ScenarioEvent, SimulationChoices } from '../scenario';

/** Names the values of a scenario that can have caused something, as dotted paths. */
export interface Causes {
  /** A value of the pin, such as `driver.deletesClones`. */
  readonly pin: (field: string) => string;
  /** A value of the filter; the empty string where a pin processes for itself. */
  readonly filter: (field: string) => string;
  /** A value of the circuit that the pin is a station of. */
  readonly circuit: (field: string) => string;
  /** The first event of a kind, that of the pin where one is its own; the empty string when there is none. */
  readonly event: (kind: ScenarioEvent['kind']) => string;
  readonly choice: (name: keyof SimulationChoices) => string;
}

/** The causes of something at a pin, by its number, and a filter, by its own; -1 for none. */
export function causesOf(scenario: Scenario, pin: number, filter = -1): Causes {
  const circuit = (scenario.circuits ?? []).findIndex(({ stations }) => stations.some((station) => station.kind === 'pin' && station.pin === pin));
  return {
    circuit: (field) => (circuit < 0 ? '' : `circuits.${circuit}.${field}`),
    pin: (field) => (pin < 0 ? '' : `pins.${pin}.${field}`),
    filter: (field) => (filter < 0 ? '' : `filters.${filter}.${field}`),
    event: (kind) => {
      const index = (scenario.events ?? []).findIndex((event) => event.kind === kind && (!('pin' in event) || pin < 0 || event.pin === pin));
      return index < 0 ? '' : `events.${index}`;
    },
    choice: (name) => `choices.${name}`,
  };
}

/** The values of the document behind dotted paths: each once, without those that have none. */
export function pathsOf(scenario: Scenario, fields: readonly string[]): readonly string[] {
  return [...new Set(fields.filter((field) => field !== '').map((field) => pathOf(scenario.paths, field)))].filter((path) => path !== '');
}

/** Whether the scenario has a value of its own there: it was stated, and is no default of the run. `field` is a dotted path. */
export function isGiven(scenario: Scenario, field: string): boolean {
  let at: unknown = scenario;
  for (const name of field.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return false;
    at = (at as Readonly<Record<string, unknown>>)[name];
  }
  return at !== undefined && scenario.presets?.[field] === undefined;
}
