import type { TimeUnit } from '../../../../server/src/picture/view/time-format';
import type { Actions } from '../state/actions/index';
import type { AppState } from '../state/app-state';
import { unitsOf } from '../state/time-unit';
import { text } from '../texts';
import { element } from './element';

/** What a unit is called where one chooses it. */
export function unitName({ name, label }: TimeUnit): string {
  if (name === 'auto') return text('unit.auto');
  return name !== 'frames' ? name : label === '' ? text('unit.frames') : text('unit.framesOf', { pin: label });
}

/** The choice of the unit that times are written in. */
export function createUnitSelect(actions: Actions): { readonly element: HTMLElement; update(state: AppState, previous: AppState): void } {
  let units: readonly TimeUnit[] = [];
  const select = element('select', { class: 'unit-select', attributes: { 'aria-label': text('unit.label'), title: text('unit.label') }, on: { change: () => {
    const unit = units[select.selectedIndex];
    if (unit !== undefined) actions.setUnit(unit);
  } } });
  return {
    element: select,
    update(state, previous) {
      if (state.session !== previous.session) {
        units = unitsOf(state.session?.outcome ?? null);
        select.replaceChildren(...units.map((unit) => element('option', { text: unitName(unit) })));
      } else if (state.unit === previous.unit) {
        return;
      }
      select.selectedIndex = units.findIndex(({ name, label }) => name === state.unit.name && label === state.unit.label);
    },
  };
}
