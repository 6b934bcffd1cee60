import { counterAt } from '../../../../server/src/trace/index';
import { frameText } from '../details/frame-text';
import { element } from '../parts/element';
import { runningTitle } from '../summary/notices';
import { marksWords } from '../measure/marks-words';
import type { AppState } from '../state/app-state';
import { text } from '../texts';
import { formatExact, formatShort } from '../../../../server/src/picture/view/time-format';

/** Says things to screen readers, politely: what is being said is finished first, and of several the last one is said. */
export interface Announcer {
  readonly element: HTMLElement;
  say(words: string): void;
  update(state: AppState, previous: AppState): void;
}

/** How long things must rest before they are said, in milliseconds. */
const restTime = 350;

/** Makes the announcer. */
export function createAnnouncer(): Announcer {
  const root = element('div', { class: 'visually-hidden', attributes: { 'aria-live': 'polite', 'aria-atomic': 'true' } });
  let timer = 0;
  const say = (words: string): void => {
    clearTimeout(timer);
    // The same once more is said once more.
    root.textContent = '';
    timer = window.setTimeout(() => { root.textContent = words; }, restTime);
  };
  return {
    element: root,
    say,
    update(state, previous) {
      if (state.session !== null && state.session !== previous.session) say(text('announce.outcome', { headline: state.session.outcome.headline }));
      else if (state.running !== null && previous.running === null) say(runningTitle(state.running.scenario));
      else if (state.failure !== null && state.failure !== previous.failure) say(`${text('failed.title')}. ${state.failure.text}`);
      else if (state.marks !== previous.marks) {
        const words = marksWords(state.marks, previous.marks, state.unit);
        if (words !== null) say(words);
      } else if (state.selection !== previous.selection) say(selectionWords(state));
      else if (state.cursor !== previous.cursor && state.cursor !== null) say(isSelectionStart(state) ? selectionWords(state) : cursorWords(state));
      else if (state.range !== previous.range && state.session === previous.session) say(text('announce.range', { from: formatShort(state.range.from, state.unit), to: formatShort(state.range.to, state.unit) }));
    },
  };
}

/** The cursor goes along when one selects by key: then the selection is what matters. */
function isSelectionStart({ session, selection, cursor }: AppState): boolean {
  if (session === null || selection === null) return false;
  const { spans, instants } = session.trace;
  return cursor === (selection.kind === 'span' ? spans.start[selection.index] : instants.time[selection.index]);
}

function selectionWords({ session, selection, unit }: AppState): string {
  if (session === null || selection === null) return text('selection.announce.none');
  const { trace, names } = session;
  if (selection.kind === 'span') {
    const { start, end, state, frame } = trace.spans;
    const described = trace.states[state[selection.index]!]!;
    return text('selection.announce.span', {
      row: names.fullRows[selection.row]!, state: names.states[state[selection.index]!]!, frame: frameText(frame[selection.index]!),
      start: formatExact(start[selection.index]!, unit), duration: formatExact(end[selection.index]! - start[selection.index]!, unit), basis: text(`basis.${described.basis}`),
    });
  }
  const { time, kind, frame } = trace.instants;
  return text('selection.announce.instant', {
    row: names.fullRows[selection.row]!, state: names.instants[kind[selection.index]!]!, frame: frameText(frame[selection.index]!),
    start: formatExact(time[selection.index]!, unit), basis: text(`basis.${trace.instantKinds[kind[selection.index]!]!.basis}`),
  });
}

function cursorWords({ session, cursor, unit }: AppState): string {
  const values = session === null ? [] : session.trace.counters.map((counter, index) => `${session.names.fullCounters[index]!}: ${counterAt(counter, cursor!) ?? text('stage.none')}.`);
  return text('cursor.announce', { time: formatExact(cursor!, unit), values: values.join(' ') });
}
