import { button, element } from '../parts/element';
import { icon } from '../parts/icon';
import type { Actions } from '../state/actions/index';
import type { AppState } from '../state/app-state';
import { text } from '../texts';
import { progressWords, runningTitle } from './notices';

/** What stands in place of the picture while there is none: nothing run, running, failed. */
export interface Card {
  readonly element: HTMLElement;
  update(state: AppState, previous: AppState): void;
}

/** Makes the card. */
export function createCard(actions: Actions): Card {
  const root = element('div', { class: 'card' });
  const progress = element('progress', { attributes: { max: '1', 'aria-label': text('running.label') } });
  const progressText = element('p', { class: 'quiet' });
  let shown = '';
  return {
    element: root,
    update({ session, running, failure, savedFrom }) {
      root.hidden = session !== null;
      if (session !== null) {
        if (shown !== '') root.replaceChildren();
        shown = '';
        return;
      }
      if (running !== null) {
        progress.value = running.progress;
        progressText.textContent = progressWords(running);
      }
      const kind = running !== null ? `running ${running.scenario}` : failure !== null ? `failed ${failure.text} ${failure.path ?? ''}` : 'empty';
      if (kind === shown) return;
      shown = kind;
      if (running !== null) {
        root.replaceChildren(element('h1', { text: runningTitle(running.scenario) }), progress, progressText, element('div', { class: 'buttons' }, [button(text('running.cancel'), 'secondary', () => actions.cancel())]));
      } else if (failure !== null) {
        const { path } = failure;
        root.replaceChildren(...[
          element('h1', {}, [icon('warning'), element('span', { text: text(savedFrom === null ? 'failed.title' : 'saved.title') })]),
          element('p', { text: failure.text, attributes: { role: 'alert' } }),
          savedFrom !== null ? null : element('div', { class: 'buttons' }, [
            path === null || path === '' ? null : button(text('failed.show'), 'primary', () => actions.reveal(path)),
            button(text('failed.again'), path === null || path === '' ? 'primary' : 'secondary', () => actions.run()),
          ]),
        ].filter((part) => part !== null));
      } else if (savedFrom !== null) {
        // The file is on its way.
        root.replaceChildren();
      } else {
        root.replaceChildren(element('h1', { text: text('empty.title') }), element('p', { text: text('empty.text') }), element('div', { class: 'buttons' }, [button(text('empty.run'), 'primary', () => actions.run())]));
      }
    },
  };
}
