import type { Look } from '../../../../server/src/picture/draw/scene';
import { formatExact } from '../../../../server/src/picture/view/time-format';
import { chooseButton } from '../parts/choose-button';
import { element } from '../parts/element';
import { icon } from '../parts/icon';
import { stateSwatch } from '../parts/swatch';
import { numberCell, scrollingTable } from '../parts/table';
import type { Session } from '../session/session';
import type { Actions } from '../state/actions/index';
import type { AppState } from '../state/app-state';
import { text } from '../texts';
import type { LeakReport, Unreturned } from './leaks';
import { leaksOf } from './leaks';
import type { Panel } from './selection-panel';

const known = new WeakMap<Session, LeakReport>();
function reportOf(session: Session): LeakReport {
  let report = known.get(session);
  if (report === undefined) {
    report = leaksOf(session);
    known.set(session, report);
  }
  return report;
}

/** How many leaked and how many were in use, in a sentence; also for screen readers. */
export function leaksWords({ session, unit }: Pick<AppState, 'session' | 'unit'>): string {
  if (session === null) return '';
  const { recordedToEnd, unreturned } = reportOf(session);
  if (!recordedToEnd) return text('leaks.unrecorded', { time: formatExact(session.trace.recordedUntil, unit) });
  const leaked = unreturned.filter(({ kind }) => kind === 'leaked').length;
  const words = [text(leaked === 0 ? 'leaks.none' : leaked === 1 ? 'leaks.one' : 'leaks.count', { count: leaked })];
  if (unreturned.length > leaked) words.push(text(unreturned.length - leaked === 1 ? 'leaks.oneInUse' : 'leaks.inUseCount', { count: unreturned.length - leaked }));
  return words.join(' ');
}

/** What had not come back when the recorded run ended: what leaked apart from what was in use. */
export function createLeaksPanel(actions: Actions, look: () => Look | null): Panel {
  const root = element('div', { class: 'panel leaks-panel' });
  const render = (state: AppState): void => {
    const { session } = state;
    const colours = look();
    if (session === null || colours === null) return;
    const report = reportOf(session);
    const isGood = report.recordedToEnd && !report.unreturned.some(({ kind }) => kind === 'leaked');
    root.replaceChildren(element('section', {}, [
      element('h2', { text: text('leaks.title', { time: formatExact(session.trace.recordedUntil, state.unit) }) }),
      element('p', { class: 'none' }, [isGood ? element('span', { class: 'headline-icon good' }, [icon('check')]) : null, element('span', { text: leaksWords(state) })]),
      ...report.notFreed.map(({ group, allocated, freed }) => element('p', { text: text('leaks.notFreed', { group, allocated, count: allocated - freed }) })),
      report.unreturned.length === 0 ? null : table(session, report.unreturned, state, colours, actions),
    ]));
  };
  return {
    element: root,
    update(state, previous) {
      if (previous === null || state.session !== previous.session || state.selection !== previous.selection || state.unit !== previous.unit) render(state);
    },
  };
}

function table({ trace, names }: Session, unreturned: readonly Unreturned[], { selection, unit }: AppState, look: Look, actions: Actions): HTMLElement {
  const line = ({ kind, row, span, frame, since, stopped }: Unreturned): HTMLElement => {
    const state = trace.spans.state[span]!;
    const chosen = selection?.kind === 'span' && selection.index === span;
    const choose = chooseButton(stateSwatch(look.states[state]!, trace.states[state]!.basis, look.palette), names.states[state]!, chosen, () => {
      actions.select({ kind: 'span', row, index: span });
      actions.showTab('leaks');
    });
    return element('tr', chosen ? { class: 'chosen' } : {}, [
      element('td', {}, [element('div', { class: `leak-kind ${kind}`, text: text(`leaks.${kind}`) }), element('div', { class: 'quiet', text: stopped === null ? text('leaks.running') : text('leaks.stopped', { time: formatExact(stopped, unit) }) })]),
      element('td', { text: names.fullRows[row]! }), element('td', {}, [choose, element('div', { class: 'quiet', text: names.stateMeanings[state]! })]), numberCell(frame < 0 ? '' : String(frame)),
      numberCell(formatExact(since, unit)), numberCell(formatExact(trace.duration - since, unit)),
    ]);
  };
  return scrollingTable(text('leaks.caption'), [[text('leaks.what')], [text('table.row')], [text('leaks.where')], [text('table.frame'), 'number'], [text('leaks.since'), 'number'], [text('leaks.for'), 'number']], unreturned.map(line));
}
