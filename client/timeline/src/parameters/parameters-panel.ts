import type { ParameterStatement } from '../../../../server/src/protocol/index';
import type { Panel } from '../details/selection-panel';
import { button, element } from '../parts/element';
import type { Actions } from '../state/actions/index';
import { valueOf } from '../state/parameters';
import { text } from '../texts';
import type { ParameterRow } from './parameter-row';
import { createParameterRow } from './parameter-row';

/** The numbers that shaped the run, to be tried out: the run follows at once, and the document stays as it is until one writes them into it. */
export function createParametersPanel(actions: Actions): Panel {
  const status = element('p', { class: 'parameters-status', attributes: { role: 'status' } });
  const write = button(text('parameters.write'), 'primary', () => actions.writeValues());
  const resetAll = button(text('parameters.resetAll'), 'secondary', () => actions.resetValues());
  const groups = element('fieldset', { class: 'parameter-groups', attributes: { 'aria-label': text('tab.parameters') } });
  const root = element('div', { class: 'panel parameters-panel' }, [element('div', { class: 'section-line parameters-head' }, [status, write, resetAll]), groups]);
  const rows = new Map<string, ParameterRow>();
  let built = '';
  let isOpen = false;

  const list = (parameters: readonly ParameterStatement[]): HTMLElement[] => parameters.map((parameter) => {
    const row = createParameterRow(parameter, actions);
    rows.set(parameter.pointer, row);
    return row.element;
  });
  const build = (parameters: readonly ParameterStatement[]): void => {
    rows.clear();
    const byOwner = (chosen: readonly ParameterStatement[]): HTMLElement[] => [...new Set(chosen.map(({ owner }) => owner))].map((owner) => element('section', {}, [
      owner === '' ? null : element('h3', { text: owner }), ...list(chosen.filter((each) => each.owner === owner)),
    ]));
    const stated = parameters.filter(({ origin }) => origin === 'stated');
    const others = parameters.filter(({ origin }) => origin !== 'stated');
    const more = element('details', isOpen ? { attributes: { open: '' } } : {}, [element('summary', { text: text('parameters.others', { count: others.length }) }), ...byOwner(others)]);
    more.addEventListener('toggle', () => { isOpen = more.open; });
    groups.replaceChildren(...byOwner(stated), ...(others.length === 0 ? [] : [more]));
  };

  return {
    element: root,
    update({ session, parameters: tried, savedFrom }, previous) {
      if (session === null || (previous !== null && session === previous.session && tried === previous.parameters)) return;
      const { parameters = [] } = session.outcome;
      // As long as the document is the same, so are the sliders: what has the focus keeps it while the run follows.
      const key = JSON.stringify(parameters);
      if (key !== built) build(parameters);
      built = key;
      for (const parameter of parameters) rows.get(parameter.pointer)?.show(valueOf(tried, parameter));
      const count = Object.keys(tried.values).length;
      const words = count === 0 ? text(savedFrom !== null ? 'parameters.saved' : parameters.length === 0 ? 'parameters.none' : 'parameters.unchanged') : text(count === 1 ? 'parameters.changedOne' : 'parameters.changed', { count });
      const said = tried.lost === 0 ? words : `${words} ${text('parameters.lost', { count: tried.lost })}`;
      if (status.textContent !== said) status.textContent = said;
      status.classList.toggle('changed', count > 0);
      groups.disabled = savedFrom !== null;
      write.disabled = count === 0 || groups.disabled;
      resetAll.disabled = count === 0 || groups.disabled;
    },
  };
}
