import { shapeOf } from '../../../../server/src/picture/draw/marker';
import type { Look } from '../../../../server/src/picture/draw/scene';
import { selectedFrame } from '../../../../server/src/picture/draw/scene';
import { chooseButton } from '../parts/choose-button';
import { button, element } from '../parts/element';
import { markerSwatch, stateSwatch } from '../parts/swatch';
import { numberCell, scrollingTable } from '../parts/table';
import type { Session } from '../session/session';
import type { Actions } from '../state/actions/index';
import { selectionPaths } from '../state/actions/index';
import type { Selection } from '../../../../server/src/picture/index';
import type { AppState, Store } from '../state/app-state';
import { text } from '../texts';
import type { TimeUnit } from '../../../../server/src/picture/view/time-format';
import { formatExact } from '../../../../server/src/picture/view/time-format';
import { withRoutine } from './describe-hit';
import type { LifeStep } from './frame-life';
import { lifeOf } from './frame-life';

/** A tab of the details. */
export interface Panel {
  readonly element: HTMLElement;
  /** Called while the tab is shown, after every change; `previous` is null when it has just been opened. */
  update(state: AppState, previous: AppState | null): void;
}

/** The longest life that is listed whole. */
const longestLife = 500;

/** Details of what is selected: when, how long, how well founded, what configures it, and its frame's whole life. */
export function createSelectionPanel(store: Store, actions: Actions, look: () => Look | null): Panel {
  const root = element('div', { class: 'panel selection-panel' });
  const render = (state: AppState): void => {
    const { session, selection } = state;
    const colours = look();
    if (session === null || selection === null || colours === null) {
      root.replaceChildren(element('p', { class: 'quiet', text: text('selection.none') }));
      return;
    }
    const frame = selectedFrame(session, selection);
    root.replaceChildren(facts(session, selection, colours, store, actions), ...(frame < 0 ? [] : [life(session, selection, frame, colours, state.unit, actions)]));
  };
  return {
    element: root,
    update(state, previous) {
      if (previous === null || state.session !== previous.session || state.selection !== previous.selection || state.unit !== previous.unit) render(state);
    },
  };
}

function facts(session: Session, selection: Selection, look: Look, store: Store, actions: Actions): HTMLElement {
  const { trace, names } = session;
  const { spans, instants } = trace;
  const isSpan = selection.kind === 'span';
  const state = isSpan ? spans.state[selection.index]! : instants.kind[selection.index]!;
  const described = isSpan ? trace.states[state]! : trace.instantKinds[state]!;
  const name = isSpan ? names.states[state]! : names.instants[state]!;
  const meaning = isSpan ? names.stateMeanings[state]! : names.instantMeanings[state]!;
  const frame = selectedFrame(session, selection);
  const { unit } = store.get();
  const list = element('dl', { class: 'facts' });
  const fact = (term: string, ...value: (Node | string)[]): void => {
    const description = element('dd');
    description.append(...value);
    list.append(element('div', {}, [element('dt', { text: term }), description]));
  };
  fact(text('selection.row'), names.fullRows[selection.row]!);
  if (isSpan) {
    fact(text('selection.start'), formatExact(spans.start[selection.index]!, unit));
    fact(text('selection.end'), formatExact(spans.end[selection.index]!, unit));
    fact(text('selection.duration'), formatExact(spans.end[selection.index]! - spans.start[selection.index]!, unit));
  } else {
    fact(text('selection.at'), formatExact(instants.time[selection.index]!, unit));
  }
  fact(text('selection.frame'), frame < 0 ? text('selection.frame.none') : String(frame));
  fact(text('selection.basis'), element('span', { class: `basis ${described.basis}`, text: text(`basis.${described.basis}`) }), ' ', element('span', { class: 'quiet', text: text(`basis.${described.basis}.text`) }));
  const paths = selectionPaths(store);
  const buttons = element('div', { class: 'buttons' });
  if (paths.own !== '' || paths.row !== '') buttons.append(button(text('reveal'), 'primary', () => actions.revealSelection()));
  if (paths.own !== '' && paths.row !== '' && paths.own !== paths.row) buttons.append(button(text('reveal.row'), 'secondary', () => actions.reveal(paths.row)));
  buttons.append(button(text('selection.fit'), 'secondary', () => actions.fitSelection()));
  const swatch = isSpan ? stateSwatch(look.states[state]!, described.basis, look.palette) : markerSwatch(shapeOf(described.key), look.instants[state]!, look.palette);
  return element('section', { class: 'selection-facts' }, [
    element('h2', {}, [swatch, element('span', { text: withRoutine(session, selection.row, name) })]),
    meaning === '' ? null : element('p', { class: 'quiet', text: meaning }),
    list, buttons,
  ]);
}

function life(session: Session, selection: Selection, frame: number, look: Look, unit: TimeUnit, actions: Actions): HTMLElement {
  const steps = lifeOf(session, frame, selection.row);
  const first = steps[0];
  const last = steps.reduce((latest, step) => Math.max(latest, step.end), 0);
  const row = (step: LifeStep): HTMLElement => {
    const { trace, names } = session;
    const isSpan = step.selection.kind === 'span';
    const described = isSpan ? trace.states[step.state]! : trace.instantKinds[step.state]!;
    const chosen = step.selection.kind === selection.kind && step.selection.index === selection.index;
    const swatch = isSpan ? stateSwatch(look.states[step.state]!, described.basis, look.palette) : markerSwatch(shapeOf(described.key), look.instants[step.state]!, look.palette);
    const name = isSpan ? names.states[step.state]! : names.instants[step.state]!;
    const choose = chooseButton(swatch, name, chosen, () => actions.select(step.selection));
    return element('tr', chosen ? { class: 'chosen' } : {}, [
      element('td', {}, [choose]),
      element('td', { text: names.fullRows[step.selection.row]! }),
      numberCell(formatExact(step.start, unit)),
      numberCell(isSpan ? formatExact(step.end - step.start, unit) : ''),
      element('td', {}, [element('span', { class: `basis ${described.basis}`, text: text(`basis.${described.basis}`) })]),
    ]);
  };
  return element('section', { class: 'frame-life' }, [
    element('div', { class: 'section-line' }, [
      element('h2', { text: text('selection.life', { frame }) }),
      first === undefined ? null : element('span', { class: 'quiet', text: text('selection.life.total', { time: formatExact(last - first.start, unit) }) }),
      button(text('selection.life.fit'), 'link', () => actions.fitFrame()),
    ]),
    scrollingTable(text('selection.life.caption', { frame }), [[text('table.state')], [text('table.row')], [text('table.from'), 'number'], [text('table.duration'), 'number'], [text('table.basis')]], steps.slice(0, longestLife).map(row)),
  ]);
}
