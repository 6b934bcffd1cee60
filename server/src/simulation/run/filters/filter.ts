import type { Splitter } from '../../queue/index';
import type { FilterScenario } from '../../scenario';
import type { PinModel } from '../model';
import type { ObjectModel } from '../processing/object';

/** A filter with a Process routine in a run. */
export interface FilterModel {
  readonly index: number;
  readonly scenario: FilterScenario;
  readonly object: ObjectModel;
  readonly inputs: readonly PinModel[];
  readonly outputs: readonly PinModel[];
  readonly splitters: readonly Splitter[];
}
