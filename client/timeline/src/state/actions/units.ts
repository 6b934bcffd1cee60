import type { TimeUnit } from '../../../../../server/src/picture/view/time-format';
import type { Store } from '../app-state';
import { unitsOf } from '../time-unit';

/** What times are written in. */
export interface Units {
  setUnit(unit: TimeUnit): void;
  /** Goes on to the next unit, which is returned. */
  nextUnit(): TimeUnit;
}

/** Binds them to state. */
export function createUnits(store: Store): Units {
  const units: Units = {
    setUnit: (unit) => store.update({ unit }),
    nextUnit() {
      const { session, unit } = store.get();
      const all = unitsOf(session?.outcome ?? null);
      const next = all[(all.findIndex(({ name, label }) => name === unit.name && label === unit.label) + 1) % all.length]!;
      units.setUnit(next);
      return next;
    },
  };
  return units;
}
