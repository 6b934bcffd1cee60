import { shapeOf } from '../../../../server/src/picture/draw/marker';
import type { Look } from '../../../../server/src/picture/draw/scene';
import type { Measured } from '../../../../server/src/picture/index';
import type { TimeUnit } from '../../../../server/src/picture/view/time-format';
import { formatExact } from '../../../../server/src/picture/view/time-format';
import { formatFrequency, formatNumber } from '../../../../server/src/picture/view/rate-format';
import type { Panel } from '../details/selection-panel';
import { button, element } from '../parts/element';
import { keepFocus } from '../parts/keep-focus';
import { markerSwatch, stateSwatch } from '../parts/swatch';
import type { Session } from '../session/session';
import type { Actions } from '../state/actions/index';
import { measureSources } from '../state/actions/measuring';
import type { AppState } from '../state/app-state';
import { text } from '../texts';
import type { Measurement } from './statistics';
import { measureInSteps } from './statistics';
import type { MeasureTable } from './tables';
import { tablesOf, toTabSeparated } from './tables';

/** How long the thread is kept by measuring, in milliseconds; what takes longer goes on after the page had its turn. */
const slice = 12;
/** What may be measured and shown anew at each step of a drag, in milliseconds. */
const frame = 8;
/** How long a drag must have rested otherwise, in milliseconds. */
const restTime = 120;

/** What the panel asks of its surroundings. */
export interface MeasureSurroundings {
  readonly look: () => Look | null;
  readonly say: (words: string) => void;
  readonly copy: (words: string) => void;
}

/** Statistics of the measured stretch. Figures are of the stretch on show or are not shown. */
export function createMeasurePanel(actions: Actions, { look, say, copy }: MeasureSurroundings): Panel {
  const root = element('div', { class: 'panel measure-panel' });
  const waiting = element('p', { class: 'quiet', text: text('measure.measuring'), attributes: { role: 'status' } });
  let shown: { readonly session: Session; readonly measured: Measured; readonly unit: TimeUnit } | null = null;
  let timer = 0;
  let lastStart = -Infinity;
  /** Milliseconds the last measurement took. */
  let cost = 0;

  const sources = (): HTMLElement[] => measureSources.map((source) => button(text(`measure.from.${source}`), 'secondary', () => { if (!actions.measureFrom(source)) say(text('measure.none.source')); }));
  const head = (session: Session, measured: Measured, unit: TimeUnit): HTMLElement => {
    const { rows, counters } = measured;
    const fact = (term: string, value: string): HTMLElement => element('div', {}, [element('dt', { text: term }), element('dd', { text: value })]);
    return element('section', { class: 'measure-head' }, [
      element('h2', { class: 'visually-hidden', text: text('tab.measure') }),
      element('dl', { class: 'facts' }, [
        fact(text('measure.from'), formatExact(measured.from, unit)), fact(text('measure.to'), formatExact(measured.to, unit)),
        fact(text('measure.length'), `${formatExact(measured.to - measured.from, unit)} (${formatFrequency(measured.to - measured.from)})`),
        fact(text('measure.rows'), rows === null ? text('measure.rows.all') : text('measure.rows.some', { rows: rows.length, counters: counters?.length ?? session.trace.counters.length })),
      ]),
    ]);
  };
  const controls = (copyTables: (() => void) | null, measured: Measured): HTMLElement => element('div', { class: 'buttons' }, [
    ...(copyTables === null ? [] : [button(text('measure.copy'), 'primary', copyTables)]),
    button(text('measure.fit'), 'secondary', () => actions.fitMeasured()),
    measured.rows === null ? null : button(text('measure.allRows'), 'secondary', () => actions.measureAllRows()),
    ...sources(),
    button(text('measure.clear'), 'secondary', () => actions.clearMarks()),
  ]);
  const present = (session: Session, measurement: Measurement, colours: Look, unit: TimeUnit): void => {
    const { measured } = measurement;
    const tables = tablesOf(session, measurement, unit);
    const copyTables = (): void => {
      copy(toTabSeparated(session, measurement, tables));
      say(text('measure.copied'));
    };
    const cut = measured.to > session.trace.recordedUntil;
    refocus(head(session, measured, unit), controls(copyTables, measured), ...(cut ? [element('p', { class: 'quiet', text: text('measure.cut', { time: formatExact(session.trace.recordedUntil, unit) }) })] : []),
      ...(tables.length === 0 ? [element('p', { class: 'quiet', text: text('measure.nothing') })] : []), ...tables.map((table) => tableElement(session, table, colours)));
  };
  /** Replaces what is shown; a button that had the focus hands it to its successor. */
  const refocus = (...children: Node[]): void => keepFocus(root, () => root.replaceChildren(...children));
  const start = (session: Session, measured: Measured, unit: TimeUnit): void => {
    clearTimeout(timer);
    shown = { session, measured, unit };
    let spent = 0;
    const steps = measureInSteps(session, measured, session.outcome.statistics.frameBytes);
    const wait = (time: number): void => {
      if (root.firstChild !== waiting) refocus(waiting, head(session, measured, unit), controls(null, measured));
      timer = window.setTimeout(run, time);
    };
    const run = (): void => {
      const began = performance.now();
      for (;;) {
        const step = steps.next();
        const colours = look();
        if (step.done === true) {
          if (colours === null) {
            // The picture comes first; it brings the colours.
            timer = window.setTimeout(() => start(session, measured, unit), slice);
            return;
          }
          present(session, step.value, colours, unit);
          cost = spent + performance.now() - began;
          say(summaryOf(step.value, unit));
          return;
        }
        if (performance.now() - began > slice) break;
      }
      spent += performance.now() - began;
      wait(0);
    };
    // While a large stretch is dragged, measuring waits for a rest; its ends are told at once.
    const isDragged = performance.now() - lastStart < restTime;
    lastStart = performance.now();
    if (isDragged && cost > frame) {
      root.replaceChildren();
      wait(restTime);
    } else {
      run();
    }
  };
  const render = ({ session, unit, marks: { measured } }: AppState): void => {
    if (session !== null && measured !== null) {
      start(session, measured, unit);
      return;
    }
    clearTimeout(timer);
    shown = null;
    refocus(element('p', { class: 'quiet', text: text('measure.none') }), element('div', { class: 'buttons' }, sources()));
  };
  return {
    element: root,
    update(state, previous) {
      const { session, unit, marks: { measured } } = state;
      const same = shown === null ? measured === null : session === shown.session && measured === shown.measured && unit === shown.unit;
      if (previous === null || !same) render(state);
    },
  };
}

/** A measurement in one sentence, for screen readers. */
export function summaryOf({ measured, length, rowCount, frames }: Measurement, unit: TimeUnit): string {
  const sum = (key: 'captured' | 'delivered' | 'dropped' | 'rate'): number => frames.reduce((total, tally) => total + tally[key], 0);
  const measuredWords = text('measure.announce', { from: formatExact(measured.from, unit), to: formatExact(measured.to, unit), length: formatExact(length, unit), rows: rowCount });
  return frames.length === 0 ? measuredWords : `${measuredWords} ${text('measure.announce.frames', { delivered: sum('delivered'), rate: formatNumber(sum('rate')), dropped: sum('dropped') })}`;
}

function tableElement({ trace }: Session, { kind, title, columns, lines }: MeasureTable, look: Look): HTMLElement {
  const swatch = (index: number): Element | null => {
    if (kind === 'states') return stateSwatch(look.states[index]!, trace.states[index]!.basis, look.palette);
    return kind === 'instants' ? markerSwatch(shapeOf(trace.instantKinds[index]!.key), look.instants[index]!, look.palette) : null;
  };
  const note = text(`measure.note.${kind}`);
  return element('section', { class: `measure-${kind}` }, [
    element('h2', { text: title }),
    element('div', { class: 'scroll-x', attributes: { tabindex: '0', role: 'region', 'aria-label': title } }, [element('table', {}, [
      element('caption', { class: 'visually-hidden', text: title }),
      element('thead', {}, [element('tr', {}, columns.map(({ shown }, at) => element('th', { class: at === 0 ? '' : 'number', attributes: { scope: 'col' }, text: shown })))]),
      element('tbody', {}, lines.map(({ index, cells }) => element('tr', {}, cells.map(({ shown }, at) => at === 0
        ? element('th', { attributes: { scope: 'row' } }, [element('span', { class: 'measure-name' }, [swatch(index), element('span', { text: shown })])])
        : element('td', { class: 'number', text: shown }))))),
    ])]),
    note === '' ? null : element('p', { class: 'quiet', text: note }),
  ]);
}
