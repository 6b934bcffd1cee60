import type { ParameterStatement } from '../../../../server/src/protocol/index';
import { button, element, iconButton } from '../parts/element';
import { icon } from '../parts/icon';
import type { Actions } from '../state/actions/index';
import { text } from '../texts';
import { inUnit, measureOf, settled, withUnit } from './measure';

/** One parameter: name, slider, number and where the value comes from. */
export interface ParameterRow {
  readonly element: HTMLElement;
  /** Shows a value; what somebody is typing at the moment stays. */
  show(value: number): void;
}

/** Makes a row. */
export function createParameterRow(parameter: ParameterStatement, actions: Actions): ParameterRow {
  const { pointer, name, part, kind, value: own, origin, written, minimum, maximum, lowest, step, summary } = parameter;
  const measure = measureOf(parameter);
  const id = `parameter${pointer}`;
  const label = element('label', { class: 'parameter-name', attributes: { for: id, title: summary } }, [element('span', { class: 'code', text: name }), part === 'value' ? null : element('span', { class: 'quiet', text: ` ${text(`parameters.part.${part}`)}` })]);
  const said = `${name}${part === 'value' ? '' : `, ${text(`parameters.part.${part}`)}`}`;
  const where = origin === 'stated' ? written.replace(/^"|"$/g, '') : kind === 'table' ? text(`parameters.origin.${origin}`) : `${withUnit(own, measure)}, ${text(`parameters.origin.${origin}`)}`;
  const source = origin === 'stated'
    ? button(where, 'link', () => actions.reveal(pointer), text('reveal.label', { what: said }))
    : element('span', { class: origin === 'default' ? 'basis assumed' : 'quiet', text: where });
  if (kind === 'table') {
    label.removeAttribute('for');
    return { element: element('div', { class: 'parameter' }, [label, element('span', { class: 'quiet parameter-table', text: text('parameters.table') }), element('span', { class: 'parameter-source' }, [source])]), show: () => undefined };
  }
  const slider = element('input', {
    attributes: { type: 'range', min: String(minimum), max: String(maximum), step: 'any', 'aria-label': said },
    on: {
      input: () => actions.tryValue(parameter, settled(Number(slider.value), parameter)),
      // Steps of the keyboard are those of the parameter, not hundredths of the stretch.
      keydown: (event) => {
        const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[(event as KeyboardEvent).key];
        if (steps === undefined) return;
        event.preventDefault();
        const target = Number(slider.value) + steps * step;
        const rest = settled(target, parameter);
        actions.tryValue(parameter, Math.min(maximum, Math.max(minimum, rest === Number(slider.value) ? target : rest)));
      },
    },
  });
  const number = element('input', {
    attributes: { type: 'number', id, min: inUnit(lowest, measure), step: inUnit(step, measure), 'aria-description': summary },
    on: { input: () => {
      const typed = Number(number.value) * measure.scale;
      if (number.value.trim() !== '' && Number.isFinite(typed)) actions.tryValue(parameter, typed);
    } },
  });
  const reset = iconButton(icon('back'), text('parameters.reset', { name: said }), () => {
    number.focus();
    actions.resetValues(parameter);
  });
  const root = element('div', { class: 'parameter' }, [
    label, slider, element('span', { class: 'parameter-number' }, [number, element('span', { class: 'quiet', text: measure.unit })]), element('span', { class: 'parameter-source' }, [source]), reset,
  ]);
  return {
    element: root,
    show(value) {
      slider.value = String(value);
      slider.setAttribute('aria-valuetext', withUnit(value, measure));
      if (document.activeElement !== number || Math.round(Number(number.value) * measure.scale) !== value) number.value = inUnit(value, measure);
      root.classList.toggle('changed', value !== own);
      reset.style.visibility = value === own ? 'hidden' : 'visible';
    },
  };
}
