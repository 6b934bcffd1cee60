import type { AssumptionStatement } from '../../../../server/src/protocol/index';
import { button, element } from '../parts/element';
import { scrollingTable } from '../parts/table';
import type { Actions } from '../state/actions/index';
import { text } from '../texts';

/** The choices that shaped a run, as a table: the behaviour, its value, and what stands behind it. */
export function assumptionsSection(assumptions: readonly AssumptionStatement[], actions: Actions): HTMLElement {
  const rows = assumptions.map((assumption) => element('tr', {}, [
    element('td', {}, [
      element('div', { text: assumption.text }),
      assumption.source === '' ? null : element('div', { class: 'quiet', text: text('outcome.source', { source: assumption.source }) }),
    ]),
    element('td', {}, [
      element('div', { class: 'code', text: assumption.value }),
      element('div', { class: 'item-links' }, [
        element('span', { class: 'quiet', text: text(assumption.decided ? 'outcome.decided' : 'outcome.default') }),
        assumption.path === '' ? null : button(text('reveal'), 'link', () => actions.reveal(assumption.path), text('reveal.label', { what: assumption.text })),
      ]),
    ]),
    element('td', {}, [element('span', { class: `basis ${assumption.basis}`, text: text(`basis.${assumption.basis}`), attributes: { title: text(`basis.${assumption.basis}.text`) } })]),
  ]));
  return element('section', { class: 'assumptions-section' }, [
    element('h2', { text: text('outcome.assumptions') }),
    scrollingTable(text('outcome.assumptions.caption'), [[text('outcome.assumption')], [text('outcome.value')], [text('outcome.basis')]], rows),
  ]);
}
