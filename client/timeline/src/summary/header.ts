import { element, iconButton } from '../parts/element';
import { icon } from '../parts/icon';
import type { Actions } from '../state/actions/index';
import type { AppState, Store } from '../state/app-state';
import { createUnitSelect } from '../parts/unit-select';
import { text } from '../texts';

/** The line above the picture: what happened, and the tools. */
export interface Header {
  readonly element: HTMLElement;
  update(state: AppState, previous: AppState): void;
}

/** Makes the header. */
export function createHeader(store: Store, actions: Actions, rowTools: readonly HTMLElement[], exportButton: HTMLElement, openSearch: () => void, showHelp: () => void): Header {
  const title = element('h1', { text: text('app.title') });
  const headline = element('p', { class: 'headline' });
  const seed = element('input', {
    attributes: { type: 'number', id: 'seed', min: '0', max: '4294967295', step: '1', title: text('app.seed.help'), inputmode: 'numeric' },
    on: {
      change: () => {
        const value = seed.value.trim() === '' ? null : Math.min(0xffffffff, Math.max(0, Math.trunc(Number(seed.value))));
        store.update({ requestedSeed: value === null || Number.isNaN(value) ? null : value });
      },
      keydown: (event) => {
        if (!(event instanceof KeyboardEvent) || event.key !== 'Enter') return;
        seed.dispatchEvent(new Event('change'));
        actions.run();
      },
    },
  });
  const run = element('button', { class: 'button primary', attributes: { type: 'button', title: text('app.run.help') }, on: { click: () => actions.run() } }, [icon('run'), element('span', { text: text('app.run') })]);
  const previousDrop = iconButton(icon('previous'), text('app.previousDrop'), () => actions.goToDrop(-1));
  const nextDrop = iconButton(icon('next'), text('app.nextDrop'), () => actions.goToDrop(1));
  const drops = element('div', { class: 'tool-group drops' }, [previousDrop, element('span', { class: 'drop-icon' }, [icon('drop')]), nextDrop]);
  const back = iconButton(icon('back'), text('app.back'), () => actions.goBack(-1));
  const forward = iconButton(icon('forward'), text('app.forward'), () => actions.goBack(1));
  const unit = createUnitSelect(actions);
  const view = element('div', { class: 'tool-group' }, [
    iconButton(icon('zoomOut'), text('app.zoomOut'), () => actions.zoom(1 / 0.7)), iconButton(icon('zoomIn'), text('app.zoomIn'), () => actions.zoom(0.7)), iconButton(icon('fit'), text('app.fit'), () => actions.fit()),
    back, forward,
  ]);
  const running = element('div', { class: 'tool-group' }, [element('label', { text: text('app.seed'), attributes: { for: 'seed' } }), seed, run]);
  const save = iconButton(icon('save'), text('saved.save'), () => actions.saveTrace());
  const tools = element('div', { class: 'tools', attributes: { role: 'group', 'aria-label': text('app.toolbar') } }, [
    running,
    ...rowTools, drops, view, unit.element,
    element('div', { class: 'tool-group' }, [save, exportButton, iconButton(icon('search'), text('app.search'), openSearch), iconButton(icon('help'), text('app.help'), showHelp)]),
  ]);
  const root = element('header', { class: 'header' }, [element('div', { class: 'title-line' }, [title, tools]), headline]);
  return {
    element: root,
    update(state, previous) {
      const { session } = state;
      tools.hidden = session === null;
      headline.hidden = session === null;
      root.hidden = session === null;
      run.disabled = state.running !== null;
      running.hidden = state.savedFrom !== null;
      save.hidden = state.savedFrom !== null;
      // A disabled button would lose the focus of who has just pressed it.
      back.setAttribute('aria-disabled', String(state.history.past.length === 0));
      forward.setAttribute('aria-disabled', String(state.history.future.length === 0));
      unit.update(state, previous);
      if (session === null || (session === previous.session && state.requestedSeed === previous.requestedSeed)) return;
      const { outcome } = session;
      title.textContent = outcome.scenario;
      title.title = outcome.scenario;
      // A counterexample has lost no frame, and nothing about it is good.
      const dropped = outcome.statistics.framesDropped > 0 || outcome.findings.some(({ key }) => key === 'proof');
      headline.replaceChildren(element('span', { class: dropped ? 'headline-icon bad' : 'headline-icon good' }, [icon(dropped ? 'drop' : 'check')]), element('span', { text: outcome.headline }));
      drops.hidden = session.drops.times.length === 0;
      if (document.activeElement !== seed) seed.value = String(state.requestedSeed ?? outcome.seed);
    },
  };
}
