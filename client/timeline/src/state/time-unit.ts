import type { OutcomeWithoutTrace } from '../../../../server/src/protocol/index';
import type { TimeUnit } from '../../../../server/src/picture/view/time-format';
import { autoUnit, plainUnits } from '../../../../server/src/picture/view/time-format';

/** The units a run can be read in: frames only where a period is known, one for each place whose period differs. */
export function unitsOf(outcome: OutcomeWithoutTrace | null): readonly TimeUnit[] {
  const periods = (outcome?.periods ?? []).filter(({ period }) => period > 0);
  const isOne = new Set(periods.map(({ period }) => period)).size === 1;
  return [...plainUnits, ...(isOne ? periods.slice(0, 1) : periods).map(({ label, period }): TimeUnit => ({ name: 'frames', nanoseconds: period, label: isOne ? '' : label }))];
}

/** The unit of a run that is meant by one of another run, or by what was kept of one; `auto` where it has none like it. */
export function unitLike(outcome: OutcomeWithoutTrace | null, wanted: Pick<TimeUnit, 'name' | 'label'>): TimeUnit {
  const units = unitsOf(outcome);
  return units.find(({ name, label }) => name === wanted.name && label === wanted.label) ?? units.find(({ name }) => name === wanted.name) ?? autoUnit;
}
