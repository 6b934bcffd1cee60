import type { Distribution, Scenario } from '../../scenario';
import { pathOf } from '../paths';

/** Why a scenario cannot be run. */
export interface ScenarioDefect {
  /**
   * `notWhole` a number that has to be a whole one in range is not; `emptyTable` a table without values or weights; `order` minimum, mode and maximum, or times, do
   * not ascend; `noPins`; `tooManyPins`; `duplicateLabel`; `noQueue` DO_NOT_USE_STANDARD_TRANSPORT: the pin has no queue to simulate;
   * `noProcess` the pin has no Process routine, so nothing moves its frames, and no filter does;
   * `busTooSlow` one frame alone would take longer than the engine computes with; `notCopied` a common buffer with a driver that does not copy out of it;
   * `noSuchPin` a number that is no pin, or none of the filter; `sharedPin` a pin in two places; `filterRole` a pin that does not fit what its filter does;
   * `filterMappings` mappings on a pin whose frames Process of the filter moves by bytes;
   * `noSupplier` a pin with neither a client nor a circuit, `twoSuppliers` one with both; `circuitStation` a station that does not exist, or where no data can begin or go on;
   * `noTrailingEdge` frames behind a trailing edge that the pin does not have; `edgesNotMoved` the same where it is not the driver that moves the edges of the pin;
   * `periodOfReader` a period of a client that reads; `eventWithoutClient` an event of a client at a pin that has none.
   */
  readonly key: 'notWhole' | 'emptyTable' | 'order' | 'noPins' | 'tooManyPins' | 'duplicateLabel' | 'noQueue' | 'noProcess' | 'busTooSlow' | 'notCopied'
    | 'noSuchPin' | 'sharedPin' | 'filterRole' | 'filterMappings' | 'noSupplier' | 'twoSuppliers' | 'circuitStation' | 'periodOfReader' | 'eventWithoutClient' | 'noTrailingEdge' | 'edgesNotMoved';
  /** Dotted path into the scenario. */
  readonly field: string;
  /** RFC 6901 pointer of the document value, or the empty string. */
  readonly path: string;
  /** Of `notWhole`: what would be in range. */
  readonly range?: { readonly least: number; readonly most: number };
}

/** Longest time the engine computes with exactly, nanoseconds: about 13 days. */
export const longestTime = 2 ** 50;
/** Most buffers, and most frames of a store. */
export const mostBuffers = 4_096;
/** Frames that a device's own store or common buffer holds at most. */
export const mostStored = 100_000;

/** Collects defects. A value that is left out is in range. */
export interface Checker {
  readonly scenario: Scenario;
  readonly defects: ScenarioDefect[];
  readonly add: (key: ScenarioDefect['key'], field: string) => void;
  /** A whole number from `least` to `most`. */
  readonly whole: (value: number | null | undefined, least: number, most: number, field: string) => void;
  /** A distribution of whole numbers from `least` on. */
  readonly distribution: (value: Distribution | undefined, field: string, least?: number) => void;
}

/** A checker without defects yet. */
export function createChecker(scenario: Scenario): Checker {
  const defects: ScenarioDefect[] = [];
  const add: Checker['add'] = (key, field) => {
    defects.push({ key, field, path: pathOf(scenario.paths, field) });
  };
  const whole: Checker['whole'] = (value, least, most, field) => {
    if (value !== undefined && value !== null && !(Number.isSafeInteger(value) && value >= least && value <= most)) defects.push({ key: 'notWhole', field, path: pathOf(scenario.paths, field), range: { least, most } });
  };
  const distribution: Checker['distribution'] = (value, field, least = 0) => {
    if (value === undefined) return;
    for (const number of numbersOf(value)) whole(number, least, longestTime, field);
    if (value.kind === 'uniform' && value.minimum > value.maximum) add('order', field);
    if (value.kind === 'triangular' && !(value.minimum <= value.mode && value.mode <= value.maximum)) add('order', field);
    if (value.kind === 'table') {
      for (const weight of value.weights) whole(weight, 0, 2 ** 31, field);
      if (value.values.length === 0 || value.values.length !== value.weights.length || value.weights.every((weight) => weight === 0)) add('emptyTable', field);
    }
  };
  return { scenario, defects, add, whole, distribution };
}

function numbersOf(value: Distribution): readonly number[] {
  switch (value.kind) {
    case 'constant':
      return [value.value];
    case 'uniform':
      return [value.minimum, value.maximum];
    case 'triangular':
      return [value.minimum, value.mode, value.maximum];
    case 'table':
      return value.values;
  }
}
