import type { FilterModel, SimulationModel } from '../../run/model';
import type { Assumption } from '../../result';
import { type DraftAssumption, tellOption } from './tell';

/** What a filter's Process does where the scenario leaves it open. */
export function listFilterOptions({ scenario }: SimulationModel, { index, scenario: { label, role, whenDone, processTime, ratio }, object }: FilterModel): Assumption[] {
  if (object === null || object.object.processCalls === 0) return [];
  const tell = (key: string, field: string, value: DraftAssumption['value'], source = ''): readonly Assumption[] => tellOption(scenario, { key, pin: label, field: `filters.${index}.${field}`, value, basis: 'assumed', source });
  return [
    ...tell('filterProcessTime', 'processTime', processTime ?? { kind: 'constant', value: 10_000 }),
    ...tell('whenDone', 'whenDone', whenDone ?? 'pending', 'S:ssamp'),
    ...(role === 'copy' ? tell('ratio', 'ratio', ratio === undefined ? '1 : 1' : `${ratio.inputBytes} : ${ratio.outputBytes}`) : []),
  ];
}
