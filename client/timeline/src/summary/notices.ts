import { button, element, iconButton } from '../parts/element';
import type { IconName } from '../parts/icon';
import { icon } from '../parts/icon';
import type { Actions } from '../state/actions/index';
import type { AppState, Store } from '../state/app-state';
import { text } from '../texts';
import { formatShort } from '../../../../server/src/picture/view/time-format';

/** Lines between header and picture that say what one should know about the run on show. */
export interface Notices {
  readonly element: HTMLElement;
  update(state: AppState, previous: AppState): void;
}

/** Makes the notices. */
export function createNotices(store: Store, actions: Actions): Notices {
  const root = element('div', { class: 'notices' });
  const progress = element('progress', { attributes: { max: '1', 'aria-label': text('running.label') } });
  const progressText = element('span', { class: 'notice-text' });
  const running = element('div', { class: 'notice running' }, [progressText, progress, button(text('running.cancel'), 'secondary', () => actions.cancel())]);
  const notice = (kind: string, picture: IconName, words: string, ...controls: Node[]): HTMLElement =>
    element('div', { class: `notice ${kind}` }, [icon(picture), element('span', { class: 'notice-text', text: words }), ...controls]);
  const dismiss = (change: Partial<AppState>): HTMLButtonElement => iconButton(icon('close'), text('notice.dismiss'), () => store.update(change));
  return {
    element: root,
    update(state, previous) {
      const { session } = state;
      root.hidden = session === null;
      if (session === null) return;
      if (state.running !== null) {
        progress.value = state.running.progress;
        progressText.textContent = `${runningTitle(state.running.scenario)}: ${progressWords(state.running)}`;
      }
      const same = state.session === previous.session && (state.running === null) === (previous.running === null) && state.failure === previous.failure
        && state.stale === previous.stale && state.otherRun === previous.otherRun && state.parameters.values === previous.parameters.values && state.tab === previous.tab && state.nothingConfigured === previous.nothingConfigured && state.highlight === previous.highlight && state.unit === previous.unit;
      if (same) return;
      const shown: HTMLElement[] = [];
      if (state.running !== null) shown.push(running);
      if (state.failure !== null) {
        const { path } = state.failure;
        shown.push(notice('failed', 'warning', `${text(state.savedFrom === null ? 'failed.title' : 'saved.title')}. ${state.failure.text}`, ...(path === null || path === '' ? [] : [button(text('failed.show'), 'secondary', () => actions.reveal(path))]), dismiss({ failure: null })));
      }
      const { stopReason } = session.outcome;
      if (stopReason !== 'completed') shown.push(notice('stopped', 'warning', text(`outcome.stopped.${stopReason}`)));
      if (state.savedFrom !== null && state.savedFrom !== '') shown.push(notice('saved', 'info', text('saved.notice', { descriptor: state.savedFrom })));
      const { recordedUntil, duration } = session.trace;
      if (recordedUntil < duration) shown.push(notice('recorded', 'info', text('notice.recordedUntil', { time: formatShort(recordedUntil, state.unit), duration: formatShort(duration, state.unit) })));
      if (state.stale && state.running === null) shown.push(notice('stale', 'info', text('notice.stale'), button(text('notice.stale.run'), 'link', () => actions.run())));
      if (state.otherRun) shown.push(notice('other-run', 'info', text('notice.otherRun', { fingerprint: session.outcome.fingerprint }), dismiss({ otherRun: false })));
      const tried = Object.keys(state.parameters.values).length;
      if (tried > 0 && state.tab !== 'parameters') shown.push(notice('tried', 'info', text(tried === 1 ? 'parameters.changedOne' : 'parameters.changed', { count: tried }), button(text('parameters.show'), 'link', () => actions.showTab('parameters'))));
      if (state.nothingConfigured !== null) shown.push(notice('nothing', 'info', text('notice.nothingConfigured', { path: state.nothingConfigured }), dismiss({ nothingConfigured: null })));
      if (state.highlight !== null && !state.highlight.empty) shown.push(element('div', { class: 'notice mark' }, [element('span', { class: 'notice-text', text: text('notice.highlight', { path: state.highlight.path }) })]));
      root.replaceChildren(...shown);
    },
  };
}

/** That a scenario is being run; it may not be known yet which. */
export function runningTitle(scenario: string): string {
  return scenario === '' ? text('running.unnamed') : text('running.title', { scenario });
}

/** How far a run is, in words. */
export function progressWords(running: NonNullable<AppState['running']>): string {
  return text('running.progress', { percent: Math.floor(running.progress * 100), time: formatShort(running.virtualTime) });
}
