import { formatExact } from '../../../../server/src/picture/view/time-format';
import { button, element, iconButton } from '../parts/element';
import { icon } from '../parts/icon';
import type { Actions } from '../state/actions/index';
import type { AppState } from '../state/app-state';
import { text } from '../texts';
import { inverseOf } from './marks-words';

/** The line below the picture with the markers' times and what lies between them; hidden while nothing is marked. */
export interface MarksStrip {
  readonly element: HTMLElement;
  update(state: AppState, previous: AppState): void;
}

/** Makes the strip. */
export function createMarksStrip(actions: Actions): MarksStrip {
  const values = element('div', { class: 'marks-values' });
  const measure = button(text('measure.between'), 'secondary', () => actions.measureFrom('markers'));
  const snap = element('input', { attributes: { type: 'checkbox', id: 'snap' }, on: { change: () => actions.toggleSnap() } });
  const root = element('div', { class: 'marks-strip', attributes: { role: 'group', 'aria-label': text('measure.strip') } }, [
    values, measure, element('label', { attributes: { for: 'snap', title: text('measure.snap.help') } }, [snap, element('span', { text: text('measure.snap') })]),
    iconButton(icon('close'), text('measure.clear.help'), () => actions.clearMarks()),
  ]);
  root.hidden = true;
  return {
    element: root,
    update({ marks, unit }, previous) {
      if (marks === previous.marks && unit === previous.unit) return;
      const time = (value: number): string => formatExact(value, unit);
      const { a, b, measured } = marks;
      root.hidden = a === null && b === null && measured === null;
      snap.checked = marks.snap;
      measure.hidden = a === null || b === null || a === b;
      const value = (term: string, words: string): HTMLElement => element('span', {}, [element('span', { class: 'quiet', text: `${term} ` }), element('span', { text: words })]);
      values.replaceChildren(
        ...(a === null ? [] : [value(text('stage.mark.a'), time(a))]), ...(b === null ? [] : [value(text('stage.mark.b'), time(b))]),
        ...(a === null || b === null ? [] : [value(text('measure.delta'), time(b - a))]),
        ...(a === null || b === null || a === b ? [] : [value(text('measure.inverse'), inverseOf(a, b))]),
        ...(measured === null ? [] : [value(text('measure.stretch'), text('measure.stretch.value', { from: time(measured.from), to: time(measured.to), length: time(measured.to - measured.from) }))]),
      );
    },
  };
}
